"""Wire shapes of appeals."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel

from serai.appeals.queries import Appealed
from serai.booking.schemas import ReservationView, Shown
from serai.core.http import Body
from serai.sites.schemas import Reason


class AppealRequest(Body):
    """Why a miss should not count: a code, and words that stay outside the ledger."""

    reason: Reason


class DecisionRequest(Body):
    """The answer to an appeal, with its reason."""

    decision: Literal["forgive", "uphold"]
    reason: Reason


class DayView(BaseModel):
    """What the site did that day: places of the lane used and not used; vehicles let in later than promised."""

    shown: int
    missed: int
    late: int
    most_late_minutes: int


class AppealedView(BaseModel):
    """An appeal with the facts to decide it by; its id is its reservation's.

    `late_minutes` after its window the vehicle came all the same, null if it never did; `misses` count against it now.
    """

    id: str
    reservation: ReservationView
    text: str | None
    arrived_at: datetime | None
    late_minutes: int | None
    misses: int
    day: DayView

    @classmethod
    def of(cls, found: Appealed, shown: Shown) -> AppealedView:
        day = found.day
        return cls(
            id=found.reservation.id,
            reservation=ReservationView.of(found.reservation, shown),
            text=found.text,
            arrived_at=found.arrived_at,
            late_minutes=found.late_by,
            misses=found.misses,
            day=DayView(shown=day.shown, missed=day.missed, late=day.late, most_late_minutes=day.most_minutes),
        )
