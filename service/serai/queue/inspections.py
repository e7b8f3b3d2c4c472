"""What an authority wants with a vehicle: that it be inspected, and what came of it. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final, Literal

import orjson

from serai.core.errors import Refusal
from serai.core.events import Event
from serai.queue.events import InspectionEnded, InspectionOrdered, InspectionPicked

NEED: Final = "inspection"
"""The need by which a bay for it is chosen; a reservation may have it, and an order gives it."""
BOOKED: Final = "booked"
"""Why a vehicle is inspected that came for it."""
DECLARED: Final = "declaration"
"""Why one is whose declaration the authority wants to be inspected."""
Outcome = Literal["cleared", "detained", "withdrawn"]


class InspectionTooLate(Refusal):
    """This vehicle was released already, or is gone: stop it at the exit, and check it in again."""

    code, rule = "inspection.too_late", "inspection.order"


class InspectionNone(Refusal):
    """This vehicle is not to be inspected; order it first."""

    code, rule = "inspection.none", "inspection.order"


class VisitHeld(Refusal):
    """An authority wants to inspect this vehicle, or detains it: it is released when that is over."""

    code, rule = "visit.held", "inspection.order"


@dataclass(frozen=True, slots=True)
class Inspection:
    """`reason` is a code; `picked_at` when the authority took it as the next; `outcome` None while nothing came of it.

    `onward`: it goes on to a bay of its own kind, for it was cleared and had not come for the inspection.
    """

    since: datetime
    reason: str
    picked_at: datetime | None = None
    outcome: str | None = None
    onward: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it stands, or is to stand, where it is inspected."""
        return self.outcome in (None, "detained")

    @property
    def is_waited_for(self) -> bool:
        """Whether it is still to be inspected."""
        return self.outcome is None

    @property
    def holds(self) -> bool:
        """Whether it may not be released: what an authority wants comes before what the vehicle came for."""
        return self.outcome == "detained" or (self.outcome is None and self.reason != BOOKED)

    @property
    def as_text(self) -> str:
        """Its JSON, from which `read` makes it again."""
        return orjson.dumps(self).decode()


def read(text: str | None) -> Inspection | None:
    """The inspection that stands in a table."""
    if text is None:
        return None
    known: dict[str, Any] = orjson.loads(text)
    instants = {name: at and datetime.fromisoformat(at) for name in ("since", "picked_at") for at in [known[name]]}
    return Inspection(**known | instants)


def of_needs(needs: tuple[str, ...], at: datetime) -> Inspection | None:
    """The inspection that a vehicle came for."""
    return Inspection(at, BOOKED) if NEED in needs else None


def after(known: Inspection | None, event: Event, at: datetime) -> Inspection | None:
    """What a fact makes of it."""
    match event:
        case InspectionOrdered():
            is_new = known is None or not known.is_open
            return Inspection(at, event.reason) if is_new or known is None else replace(known, reason=event.reason)
        case InspectionPicked() if known is not None:
            return replace(known, picked_at=at)
        case InspectionEnded() if known is not None:
            return replace(known, outcome=event.outcome, onward=event.onward, picked_at=None)
    return known


def needs(before: tuple[str, ...], known: Inspection | None) -> tuple[str, ...]:
    """What a vehicle needs by now."""
    wanted = {*before, NEED} if known is not None and known.is_open else {*before} - {NEED}
    return tuple(sorted(wanted))
