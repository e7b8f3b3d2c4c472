"""Servers of the tests as child processes: each in its own temporary folder, none outliving the test run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

TETHER = Path(__file__).with_name("tether.py")
START_WITHIN = 20.0
MEMORY = Path("/dev/shm")
ROOM_IN_MEMORY = 4 << 30
NOBODY = 65534


class NotReady(Exception):
    """A server of the tests did not come up; the text is what it logged."""


@dataclass(frozen=True, slots=True)
class Tethered:
    """A server that ends, and whose folder goes, with `end` or with this process."""

    folder: Path
    tether: subprocess.Popen[bytes]

    @property
    def log(self) -> str:
        return (self.folder / "log").read_text(errors="replace")

    def wait_until(self, is_ready: Callable[[], bool]) -> None:
        give_up = time.monotonic() + START_WITHIN
        while not is_ready():
            if self.tether.poll() is not None or time.monotonic() > give_up:
                said = self.log if self.folder.exists() else "ended at once"
                self.end()
                raise NotReady(said)
            time.sleep(0.01)

    def end(self) -> None:
        if self.tether.stdin is not None:
            self.tether.stdin.close()
        self.tether.wait(timeout=START_WITHIN)


def account() -> int | None:
    """The account servers run under: PostgreSQL refuses root, so under root it is nobody; else our own (None)."""
    return NOBODY if os.geteuid() == 0 else None


def new_folder(name: str, *, in_memory: bool = False) -> Path:
    """Short, because a socket's path has to fit in 107 bytes, and owned by the account servers run under.

    `in_memory` where there is room: nothing waits for a disk there.
    """
    place = MEMORY if in_memory and _has_room() else None
    folder = Path(tempfile.mkdtemp(prefix=f"serai-{name}-", dir=place))
    if (uid := account()) is not None:
        os.chown(folder, uid, uid)
    return folder


def _has_room() -> bool:
    return MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM_IN_MEMORY


def run_as_account(command: Sequence[str | Path]) -> None:
    uid = account()
    groups: list[str] | None = None if uid is None else []
    done = subprocess.run(command, cwd="/", capture_output=True, text=True, user=uid, group=uid, extra_groups=groups)
    if done.returncode:
        raise NotReady(done.stdout + done.stderr)


def start(folder: Path, ending: str, command: Sequence[str | Path]) -> Tethered:
    """Starts `command` in the background; `ending` names the signal that stops it."""
    uid = account()
    with (folder / "log").open("wb") as log:
        tether = subprocess.Popen(
            [sys.executable, "-I", "-S", TETHER, folder, ending, "-" if uid is None else str(uid), *command],
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    return Tethered(folder, tether)
