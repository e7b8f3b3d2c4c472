"""Wire shapes of draws."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, StringConstraints

from serai.booking.draw_events import DrawHeld, LotRecord, ReleasedRecord
from serai.core.http import Body

_FIGURES = ("entries", "vehicles")


class OutsideRequest(Body):
    """A value that nobody who asked, and nobody at the site, could know while entries were taken; and what it is."""

    value: Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{2}){16,64}$")]
    source: Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=r"^[A-Za-z0-9][A-Za-z0-9._:/#-]*$")]


class DrawView(BaseModel):
    """A draw; what is not known yet is null.

    Its ledger entries are named by their numbers: `committed_seq`, `opened_seq`, `closed_seq` and `held_seq`.
    """

    id: str
    lane: str | None
    local_date: date
    opens_at: datetime
    closes_at: datetime
    status: Literal["committed", "open", "closed", "fixed", "held"]
    commitment: str
    entries: int
    vehicles: int
    outside: str | None
    source: str | None
    secret: str | None
    seed: str | None
    committed_seq: int
    opened_seq: int | None
    closed_seq: int | None
    held_seq: int | None
    held_at: datetime | None

    @classmethod
    def of(cls, row: Any, counted: tuple[int, int]) -> DrawView:
        return cls.model_validate(_members(row, counted))


class DrawInFull(DrawView):
    """With the places given out, what became of each entry, and how anybody checks it."""

    slots: list[ReleasedRecord] = Field([], description="The places given out.")
    lots: list[LotRecord] = Field([], description="Every entry in the order drawn.")
    verify: list[str]

    @classmethod
    def in_full(cls, site: str, row: Any, counted: tuple[int, int], held: DrawHeld | None) -> DrawInFull:
        given = {"slots": held.slots, "lots": held.lots} if held is not None else {}
        return cls.model_validate({**_members(row, counted), **given, "verify": _verify(site)})


def _members(row: Any, counted: tuple[int, int]) -> dict[str, Any]:
    named = set(DrawView.model_fields) - {*_FIGURES, "secret"}
    plain = {name: getattr(row, name) for name in named}
    return {**plain, "secret": row.revealed, **dict(zip(_FIGURES, counted, strict=True))}


def _verify(site: str) -> list[str]:
    return [
        f"Read /v1/sites/{site}/ledger from entry committed_seq to held_seq; everything is there.",
        "SHA-256 of `secret` (32 bytes) is `commitment`, and was recorded before the draw opened.",
        "SHA-256 of `secret` followed by the bytes of `outside` is `seed`; `outside` was recorded after it closed.",
        "Of each `lot` the first entry counts. They come in order of SHA-256 of the seed followed by the reservation.",
        "Each takes the first slot that it wants, is not barred from, and has a place and a company's share left.",
        "service/docs/draws.md has a script of the standard library that does all of this.",
    ]
