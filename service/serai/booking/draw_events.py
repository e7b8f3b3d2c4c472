"""The facts of a draw, in the order in which they are recorded; its entries are `reservation.waitlisted`."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from serai.core.events import Event


class DrawCommitted(Event):
    """A release window is to come: `commitment` is the SHA-256 of a secret that nobody is told until it is held.

    `local_date` is the day whose slots are given out, `lane` null for all lanes.
    """

    kind: ClassVar[str] = "draw.committed"
    draw: str
    lane: str | None
    local_date: date
    opens_at: datetime
    closes_at: datetime
    commitment: str


class DrawOpened(Event):
    """From now on entries are taken."""

    kind: ClassVar[str] = "draw.opened"
    draw: str


class DrawClosed(Event):
    """No entry is taken any more."""

    kind: ClassVar[str] = "draw.closed"
    draw: str


class DrawOutside(Event):
    """The value from outside, hexadecimal, and who gave it; `ledger` where nobody did: the digest of `draw.closed`."""

    kind: ClassVar[str] = "draw.outside"
    draw: str
    value: str
    source: str


class ReleasedRecord(BaseModel):
    """A slot with the places given out; `hour` names the clock hour in which a company's share is counted."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    slot: str
    lane: str
    starts_at: datetime
    free: int
    hour: str


class LotRecord(BaseModel):
    """What came of an entry; `rank` from 1, null for a further entry of one vehicle."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    reservation: str
    rank: int | None
    slot: str | None
    because: str


class ShareRecord(BaseModel):
    """Places of a clock hour that a company had before the draw."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    company: str
    hour: str
    places: int


class DrawHeld(Event):
    """The secret is told and the lots are drawn. Everything that they follow from is here or in earlier entries.

    `caps` is what one company may have of an hour, `barred` names slots in which an entry's vehicle may have no place,
    because it is booked elsewhere then or its quotas are used up. Who got nothing waits on, in the order of `lots`,
    from turn `after_turn` on.
    """

    kind: ClassVar[str] = "draw.held"
    draw: str
    secret: str
    seed: str
    slots: list[ReleasedRecord]
    caps: dict[str, int]
    had: list[ShareRecord]
    barred: dict[str, list[str]]
    lots: list[LotRecord]
    after_turn: int

    def turns(self) -> dict[str, int]:
        """The turns of those who got nothing."""
        return {lot.reservation: self.after_turn + at for at, lot in enumerate(self.lots, 1) if lot.slot is None}
