"""Resolves pyproject.toml into the three locks: names, versions and hashes, for every platform, without an address.

Arguments go to the resolver: `make lock` keeps what is locked where it still fits, `make lock ARGS=--upgrade` renews.
"""

from __future__ import annotations

import os
import re
import sys

from node import LOCK as NODE
from python import DEV, RUNTIME, VENV
from steps import TREE, Failed, one_at_a_time, run

COMPILE = [
    "pip", "compile", "--universal", "--python-version", "3.11", "--generate-hashes",
    "--no-header", "--no-annotate", "--no-config", "--quiet",
]  # fmt: skip
ADDRESS = re.compile(r"://|^\s*-|(?:^|\s)/", re.MULTILINE)


def main(further: list[str]) -> None:
    _compile("pyproject.toml", "--group", "build", "--output-file", RUNTIME.name, *further)
    # The runtime lock binds the other, so that the tests run what is shipped.
    bound = ["--constraint", RUNTIME.name]
    _compile("pyproject.toml", "--group", "build", "--group", "dev", *bound, "--output-file", DEV.name, *further)
    _compile("--group", "node", "--output-file", str(NODE.relative_to(TREE)), *further)
    for lock in (RUNTIME, DEV, NODE):
        if found := ADDRESS.search(lock.read_text().replace("    --hash=", "    hash=")):
            raise Failed(f"{lock.name} holds an address or a path: {found.group()!r}")


def _compile(*arguments: str) -> None:
    # Only the public index: hashes of a local mirror's own builds would lock everybody else out.
    env = {name: value for name, value in os.environ.items() if not name.startswith(("UV_", "PIP_"))}
    run([VENV / "bin" / "uv", *COMPILE, *arguments], env=env)


if __name__ == "__main__":
    try:
        with one_at_a_time():
            main(sys.argv[1:])
    except Failed as failure:
        sys.exit(str(failure))
