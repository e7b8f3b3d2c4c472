from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from serai.core.events import Event


class StandingPut(Event):
    """A company reserves the same slot every week. `at` is wall time of the site; `next_at` when the first begins."""

    kind: ClassVar[str] = "standing.put"
    standing: str
    company: str | None
    lane: str
    days: list[str]
    at: str
    first_date: date
    last_date: date | None
    may_wait: bool
    on_behalf: bool
    vehicle: str
    cargo_class: str
    needs: list[str]
    length_cm: int | None
    height_cm: int | None
    weight_kg: int | None
    next_date: date | None
    next_at: datetime | None
    declaration: str | None = None


class _Occurred(Event):
    """One date's slot came into the horizon. `next_date` and `next_at` are those of the date after it, if any."""

    standing: str
    local_date: date
    slot: str | None
    next_date: date | None
    next_at: datetime | None


class StandingReserved(_Occurred):
    """A standing reservation has a reservation for one of its dates."""

    kind: ClassVar[str] = "standing.reserved"
    reservation: str


class StandingMissedOut(_Occurred):
    """A standing reservation got nothing for one of its dates; `because` is the code of the refusal."""

    kind: ClassVar[str] = "standing.missed_out"
    because: str


class StandingShifted(Event):
    """The instant of its next slot is another than was thought: the site's zone has changed."""

    kind: ClassVar[str] = "standing.shifted"
    standing: str
    next_at: datetime


class StandingPostponed(Event):
    """A draw decides about the slot of its next date and takes no entry yet: it asks at `not_before`."""

    kind: ClassVar[str] = "standing.postponed"
    standing: str
    not_before: datetime


class StandingEnded(Event):
    """A standing reservation ends; what it has reserved stays, unless that is cancelled too."""

    kind: ClassVar[str] = "standing.ended"
    standing: str
