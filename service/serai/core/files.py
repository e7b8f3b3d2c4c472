"""Where the files that ship with the code are: in the installed package, or beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

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
