"""The files of this checkout as git sees them, or as they lie where there is no git (an unpacked sdist)."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

TREE = Path(__file__).parents[2]
LEFT_OUT = {".git", ".venv", ".setup", "node_modules", "dist", ".chromium", "__pycache__", ".hypothesis"}
TEXT_LIMIT = 2_000_000


@cache
def files() -> dict[str, str]:
    """Text of every file that is or may be committed, by its path from the top."""
    found = {}
    for path in _paths():
        raw = (TREE / path).read_bytes() if (TREE / path).is_file() else b"\0"
        if b"\0" not in raw[:4096] and len(raw) < TEXT_LIMIT:
            found[path] = raw.decode("utf-8", "replace")
    return found


def _paths() -> list[str]:
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    said = subprocess.run(listing, cwd=TREE, capture_output=True, text=True)
    if said.returncode == 0:
        return sorted({path for path in said.stdout.split("\0") if path})
    every = (path.relative_to(TREE) for path in TREE.rglob("*") if path.is_file())
    return sorted(str(path) for path in every if not LEFT_OUT & set(path.parts))


def python(*folders: str) -> dict[str, str]:
    """The Python files below the given folders."""
    return {path: text for path, text in files().items() if path.endswith(".py") and path.startswith(folders)}


def ending(*suffixes: str) -> dict[str, str]:
    return {path: text for path, text in files().items() if path.endswith(suffixes)}
