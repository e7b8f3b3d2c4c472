"""Wire shapes of calls out of turn."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, Field

from serai.booking.schemas import Id
from serai.calling.actions import MOST_AT_ONCE
from serai.core.http import Body
from serai.overrides.queries import Tally
from serai.overrides.rules import Asked, Overrides
from serai.queue.schemas import Reason


class AskRequest(Body):
    """Call these visits out of turn, once a second person agrees."""

    visits: Annotated[list[Id], Field(min_length=1, max_length=MOST_AT_ONCE)]
    reason: Reason


class AskedView(BaseModel):
    """What waits for a second person; `by` is the pseudonym of who asked, `mine` whether that is you."""

    id: str
    visits: list[str]
    reason: str
    by: str
    mine: bool
    at: datetime
    until: datetime

    @classmethod
    def of(cls, asked: Asked, reader: str) -> AskedView:
        return cls(
            id=asked.id, visits=list(asked.visits), reason=asked.reason, by=asked.by, mine=asked.by == reader,
            at=asked.at, until=asked.until,
        )  # fmt: skip


class AskedList(BaseModel):
    items: list[AskedView]


class TodayView(BaseModel):
    """How many were called out of turn on this local day; by whom and why, see the overrides of the site."""

    day: date
    calls: int

    @classmethod
    def of(cls, overrides: Overrides, now: datetime) -> TodayView:
        today = overrides.local_day(now)
        return cls(day=today, calls=overrides.made(today))


class TallyView(BaseModel):
    """Calls out of turn of one local day, by operator and company (pseudonyms) and by reason; `seconded` by another."""

    day: date
    operator: str
    company: str | None
    reason: str
    calls: int
    seconded: int

    @classmethod
    def of(cls, tally: Tally) -> TallyView:
        return cls(
            day=date.fromisoformat(tally.day), operator=tally.operator, company=tally.company, reason=tally.reason,
            calls=tally.calls, seconded=tally.seconded,
        )  # fmt: skip
