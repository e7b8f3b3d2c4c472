"""What the printed queue list says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Final, cast

_PRINTER: Final = "serai.outage.sheet"


@dataclass(frozen=True, slots=True)
class Row:
    """A truck as the gate needs it; `band` is wall time, `None` in everything is a row to write on."""

    line: str
    number: int | None = None
    reference: str | None = None
    plate: str | None = None
    cargo_class: str | None = None
    band: str | None = None
    is_called: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows` line by line, in order; `time` and `digest` say of which moment of which ledger."""

    site: str
    name: str
    time: str
    seq: int
    digest: str
    language: str
    rows: Sequence[Row]

    @property
    def count(self) -> dict[str, int]:
        """How many trucks stand in each line."""
        found: dict[str, int] = {}
        for row in self.rows:
            found[row.line] = found.get(row.line, 0) + 1
        return found


def sheet_pdf(sheet: Sheet) -> bytes:
    """The list as PDF. CPU-bound, a tenth of a second a page: call it in a thread."""
    # Loaded with the first list, as for tickets: a service that prints none is spared a PDF library.
    return cast(bytes, import_module(_PRINTER).printed(sheet))
