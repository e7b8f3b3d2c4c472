"""Chromium and fonts for the tests, from npm packages: nothing of the machine's own is used."""

from __future__ import annotations

import node
from python import PYTHON
from steps import STATE, TREE, digest, run, step

FOLDER = TREE / "tests" / "browser"
MADE = FOLDER / ".chromium"


def unpack() -> None:
    node.install()
    wanted = [FOLDER / "package.json", FOLDER / "package-lock.json", FOLDER / "unpack.py"]
    with step("Chromium and fonts for the tests", STATE / "browser", digest(wanted), MADE / "chromium") as needed:
        if needed:
            node.npm("ci", "--ignore-scripts", "--no-audit", "--no-fund", cwd=FOLDER)
            run([PYTHON, FOLDER / "unpack.py", FOLDER / "node_modules", MADE])
