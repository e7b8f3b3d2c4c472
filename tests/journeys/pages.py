"""Commands of a page in service/docs, run as they stand there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.house.pages import DOCS
from tests.serving import Service

_CURL = """#!{python}
import sys, httpx
way, headers, body, out, url = "GET", {{}}, None, None, ""
given = iter(sys.argv[1:])
for each in given:
    if each == "-X": way = next(given)
    elif each == "-H": name, _, value = next(given).partition(": "); headers[name] = value
    elif each in ("-d", "--data-binary"):
        body = next(given)
        body = open(body[1:], "rb").read() if body[:1] == "@" else body.encode()
        way = "POST" if way == "GET" else way
    elif each == "-o": out = next(given)
    elif not each.startswith("-"): url = each
found = httpx.request(way, url, headers=headers, content=body, timeout=30, trust_env=False)
(open(out, "wb") if out else sys.stdout.buffer).write(found.content)
"""
"""A machine without curl has Python; this reads the few options that the pages use."""


def shown(page: str, service: Service, folder: Path) -> str:
    """Everything that the commands of a page print; fails where one of them does."""
    text = (DOCS / page).read_text()
    commands = "\n".join(re.findall(r"^```sh\n(.*?)^```", text, re.DOTALL | re.MULTILINE))
    if shutil.which("curl") is None:
        tool = folder / "curl"
        tool.write_text(_CURL.format(python=sys.executable))
        tool.chmod(0o755)
    path = os.pathsep.join((str(folder), str(Path(sys.executable).parent), os.environ["PATH"]))
    known = {**os.environ, "PATH": path, "SERAI": service.url, "ADMIN": service.admin()}
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", commands], env=known, cwd=folder, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stdout[-3_000:] + done.stderr[-3_000:]
    return done.stdout
