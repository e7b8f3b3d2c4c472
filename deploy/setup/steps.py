"""One line per step of the set-up, each step only when what it is made from has changed."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import subprocess
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

TREE = Path(__file__).resolve().parents[2]
STATE = TREE / ".setup"
LOG = STATE / "log.txt"


class Failed(Exception):
    """A step that cannot go on; its text is what people read."""


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Two `make` at once wait for each other instead of installing into each other."""
    STATE.mkdir(exist_ok=True)
    with (STATE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def digest(paths: Iterable[Path], *facts: str) -> str:
    """What a step is made from: contents and names of files (folders are walked), and further facts."""
    seen = hashlib.sha256("\0".join(facts).encode())
    for path in sorted(_files(paths)):
        seen.update(f"{path.relative_to(TREE)}\0".encode())
        seen.update(hashlib.sha256(path.read_bytes()).digest())
    return seen.hexdigest()


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            for folder, folders, names in os.walk(path):
                folders[:] = [name for name in folders if name not in {"node_modules", "dist", "__pycache__"}]
                yield from (Path(folder, name) for name in names)
        elif path.exists():
            yield path


@contextlib.contextmanager
def step(title: str, stamp: Path, made_from: str, *made: Path) -> Iterator[bool]:
    """Yields whether there is work; on success the stamp is written and the step's line ends with its seconds."""
    done = stamp.exists() and stamp.read_text() == made_from and all(path.exists() for path in made)
    if done:
        yield False
        return
    stamp.unlink(missing_ok=True)
    print(f"  {title:<46}", end="", flush=True)
    begun = time.monotonic()
    try:
        yield True
    except Failed:
        print("failed", flush=True)
        raise
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(made_from)
    print(f"{time.monotonic() - begun:5.0f} s", flush=True)


def run(command: Sequence[str | Path], *, cwd: Path = TREE, env: Mapping[str, str] | None = None) -> None:
    """Runs quietly into the log; on failure raises with the end of what it said."""
    with LOG.open("a+") as log:
        begun = log.seek(0, os.SEEK_END)
        print("$", *command, file=log, flush=True)
        try:
            status = subprocess.run(command, cwd=cwd, env=env, stdout=log, stderr=subprocess.STDOUT).returncode
        except OSError as error:
            raise Failed(f"{command[0]}: {error.strerror}") from error
        if status:
            log.seek(begun)
            said = "".join(f"    {line}\n" for line in log.read().splitlines()[-25:])
            raise Failed(f"\n{said}\nset-up failed ({_shown(command)}); the whole log: {LOG.relative_to(TREE)}")


def _shown(command: Sequence[str | Path]) -> str:
    words = [str(word) for word in command]
    return " ".join([Path(words[0]).name, *words[1:]])[:120]


def ask(command: Sequence[str | Path]) -> str:
    """What a command prints, or "" when it cannot be run."""
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""
