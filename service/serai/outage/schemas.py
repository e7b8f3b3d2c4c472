"""Wire shapes of what is written on paper."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, Field

from serai.booking.schemas import Code
from serai.core.http import Body
from serai.fleets.manifest import ColumnsWrong, NoLines, NotCsv, TooManyLines
from serai.outage.rules import COLUMNS, MOST_LINES, NEEDED, Line, Outcome, counts

Word = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[^\x00-\x1f\x7f]+$")]


class PaperLine(Body):
    """`vehicle` is a plate or a reservation's reference, `event` one of arrived, admitted, parked, released, departed,
    left and turned_away, `at` the time as written: 14:35 or 2026-11-22 14:35 by the site's clock, or RFC 3339."""

    vehicle: Word
    event: Word
    at: Word
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None = None
    lane: Code | None = None
    gate: Word | None = None
    bay: Word | None = None


class PaperRequest(Body):
    items: Annotated[list[PaperLine], Field(min_length=1, max_length=MOST_LINES)]

    def lines(self) -> tuple[Line, ...]:
        return tuple(Line(number, **item.model_dump()) for number, item in enumerate(self.items, 1))


class LineOutcome(BaseModel):
    """What became of a line, counted from 1; `problem` says why one is unfit."""

    line: int
    outcome: Literal["recorded", "known", "unfit"]
    visit: str | None
    problem: dict[str, Any] | None


class PaperReport(BaseModel):
    recorded: int
    known: int
    unfit: int
    items: list[LineOutcome]

    @classmethod
    def of(cls, outcomes: list[Outcome]) -> PaperReport:
        items = [
            LineOutcome.model_validate(
                {"line": each.number, "outcome": each.outcome, "visit": each.visit, "problem": each.problem or None}
            )
            for each in outcomes
        ]
        return cls(**counts(outcomes), items=items)


def from_csv(content: bytes) -> dict[str, Any]:
    """The body that a CSV file stands for. Raises NotCsv, ColumnsWrong, NoLines or TooManyLines for the whole of it."""
    rows = list(_rows(content))
    names = [name.strip().lower() for name in rows[0]] if rows else []
    unknown, missing = sorted(set(names) - {*COLUMNS}), [name for name in NEEDED if name not in names]
    if not {*names} & {*COLUMNS}:
        raise NotCsv(line=1)
    if unknown or missing or len(set(names)) < len(names):
        raise ColumnsWrong(unknown=[name[:64] for name in unknown[:20]], missing=missing, known=list(COLUMNS))
    if len(rows) == 1:
        raise NoLines
    if len(rows) > MOST_LINES + 1:
        raise TooManyLines(most=MOST_LINES)
    items = [dict(zip(names, map(str.strip, cells), strict=False)) for cells in rows[1:]]
    return {"items": [{name: cell for name, cell in item.items() if cell} for item in items]}


def _rows(content: bytes) -> Iterator[list[str]]:
    try:
        text = content.decode("utf-8-sig")
        divider = ";" if text.partition("\n")[0].count(";") else ","
        for cells in csv.reader(text.splitlines(), delimiter=divider, strict=True):
            if any(cell.strip() for cell in cells):
                yield cells
    except (UnicodeDecodeError, csv.Error) as error:
        raise NotCsv(line=1) from error


BODY: Final[dict[str, Any]] = {
    "required": True,
    "content": {
        "application/json": {
            "schema": {
                "type": "object",
                "properties": {
                    "items": {
                        "type": "array", "items": PaperLine.model_json_schema(), "minItems": 1, "maxItems": MOST_LINES,
                    }
                },
                "required": ["items"],
                "additionalProperties": False,
            }
        },
        "text/csv": {"schema": {"type": "string", "description": f"Columns: {', '.join(COLUMNS)}."}},
    },
}  # fmt: skip
"""What an upload may be, for the OpenAPI document: it is read by its media type, so FastAPI does not see it."""
