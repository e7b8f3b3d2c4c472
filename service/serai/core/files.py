"""Where the files that ship with the code are: in the installed package, or beside it in a checkout."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from serai.core.errors import Refusal


class FileInUse(Refusal):
    """Another process serves this database file. An SQLite file has one writer: ask that process, or stop it first."""

    code = "database.in_use"


_PACKAGE = Path(__file__).resolve().parents[1]
_CHECKOUT = _PACKAGE.parents[1]


def package() -> Path:
    """The folder of the package itself."""
    return _PACKAGE


def migrations() -> Path:
    """The folder with alembic's `env.py` and `versions/`."""
    shipped = _PACKAGE / "migrations"
    return shipped if shipped.is_dir() else _CHECKOUT / "migrations"


def web() -> Path | None:
    """The built web client, or None where it has not been built."""
    for folder in (_PACKAGE / "web", _CHECKOUT / "clients" / "web" / "dist"):
        if (folder / "index.html").is_file():
            return folder
    return None


@contextmanager
def only_writer(database: Path) -> Iterator[None]:
    """Be the one process that serves a database file, until the block ends; FileInUse if another one is."""
    with database.with_name(f"{database.name}-lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise FileInUse(file=database.name) from error
        yield
