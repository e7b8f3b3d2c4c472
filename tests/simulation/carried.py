"""What reservations carry, as a site's ledger says it, and what is wrong with any of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from serai.booking import events as booked
from serai.core.events import Entry, Event
from serai.declarations import events as stated

DECLARED: dict[type[Event], str] = {
    stated.DeclarationMade: "draft",
    stated.DeclarationChanged: "draft",
    stated.DeclarationSubmitted: "submitted",
}
CARRYING = (booked.ReservationConfirmed, booked.ReservationWaitlisted, booked.ReservationDeclared)
TAKING = (booked.ReservationConfirmed, booked.ReservationMoved, booked.OfferAccepted)


def state(event: Any) -> str | None:
    """The state to which a fact brings a declaration, if it is about one."""
    return event.status if isinstance(event, stated.DeclarationDecided) else DECLARED.get(type(event))


@dataclass
class Carried:
    """Which declaration each reservation carries, by hand, and by when it has to."""

    by: dict[str, str] = field(default_factory=dict)

    def take(self, entry: Entry) -> str | None:
        """What is wrong with who carries one, or has to, if anything."""
        event: Any = entry.event
        if isinstance(event, booked.ReservationDeclared) and event.before != self.by.pop(event.reservation, None):
            return f"{event.reservation} did not carry {event.before}"
        declaration = getattr(event, "declaration", None)
        if isinstance(event, CARRYING) and declaration is not None:
            if declaration in self.by.values():
                return f"{declaration} is carried twice"
            self.by[event.reservation] = declaration
        if isinstance(event, booked.ReservationExpired) and event.because == "declaration":
            return f"{event.reservation} carries one, and ended for none" if event.reservation in self.by else None
        by = getattr(event, "declaration_by", None)
        if isinstance(event, TAKING) and by is not None and by <= entry.at and event.reservation not in self.by:
            return f"{event.reservation} has a place without the declaration that was due"
        return None
