"""Site files on disk, and those that ship with Serai."""

from __future__ import annotations

from pathlib import Path

from serai.sites.faults import Fault
from serai.sites.imports import ImportedSite, ImportInvalid, parse

PORTS = Path(__file__).parent / "ports"
YUNNAN = PORTS / "yunnan.toml"
"""The ports of Yunnan with their counterparts; source and licence are in the file's head."""

_LARGEST = 20_000_000


def load(path: Path) -> list[ImportedSite]:
    """The sites of a file and of the yard files beside it; raises ImportInvalid, also where it cannot be read."""

    def beside(name: str) -> bytes | None:
        yard = path.parent / name
        return _content(yard) if yard.is_file() else None

    try:
        text = _content(path).decode()
    except UnicodeDecodeError as error:
        raise ImportInvalid([Fault(str(path.name), "import.encoding", f"this is not UTF-8: {error.reason}")]) from None
    return parse(text, beside)


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise ImportInvalid([Fault(path.name, "import.too_large", f"a file has at most {_LARGEST:,} bytes")])
        return path.read_bytes()
    except OSError as error:
        raise ImportInvalid([Fault(path.name, "import.unreadable", f"cannot be read: {error.strerror}")]) from None
