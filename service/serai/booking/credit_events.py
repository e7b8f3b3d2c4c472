"""Facts about the time that a site owes a vehicle. `credit` is the entry that gave it."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from serai.core.events import Event


class CreditGiven(Event):
    """A vehicle that came in its time was let in later than promised; its next window closes so much later."""

    kind: ClassVar[str] = "credit.given"
    reservation: str
    visit: str
    minutes: int
    promised_at: datetime


class CreditUsed(Event):
    """A reservation's window closes later by a credit of its vehicle; of one that was moved, the same credit again.

    `last`: it was given back before, and will not be again.
    """

    kind: ClassVar[str] = "credit.used"
    reservation: str
    credit: int
    minutes: int
    arrive_until: datetime
    last: bool


class CreditReturned(Event):
    """A reservation has its credit no more, and its vehicle has it again. `arrive_until` where its window stays open.

    `because` is `cancelled`, `expired`, `moved`, `swapped` or `other_claim`; the first two give it back once (`last`).
    """

    kind: ClassVar[str] = "credit.returned"
    reservation: str
    credit: int
    arrive_until: datetime | None
    last: bool
    because: str
