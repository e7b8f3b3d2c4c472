"""Which declaration a reservation may carry, and handing one over. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from serai.booking import rules
from serai.booking.book import Book
from serai.booking.events import ReservationDeclared
from serai.booking.refusals import DeclarationElsewhere, DeclarationInUse
from serai.booking.reservations import LIVE, WAITING, Reservation
from serai.core.desk import Draft
from serai.core.events import Event
from serai.declarations.rules import Declaration, Declarations, DeclarationUnknown
from serai.sites.rules import SiteFold


@dataclass(frozen=True, slots=True)
class Bearer:
    """A reservation as it is, or as it is being made; `by_site`: the site's own people ask for it."""

    id: str
    company: str | None
    owner: str
    vehicle_key: str
    lane: str
    by_site: bool

    @classmethod
    def of(cls, known: Reservation, *, by_site: bool) -> Bearer:
        return cls(known.id, known.company, known.owner, known.vehicle_key, known.lane, by_site)

    def may_know(self, declaration: Declaration) -> bool:
        """A company carries its own; where there is none, who reserved must have declared, or the site vouches."""
        if self.company is not None:
            return self.company == declaration.company
        return self.by_site or self.owner == declaration.owner


def check(draft: Draft, id_: str | None, bearer: Bearer) -> None:
    """Refuse a declaration that is not theirs, not for this lane or vehicle, or carried by another reservation."""
    if id_ is None:
        return
    known = draft.of(Declarations).known.get(id_)
    if known is None or not bearer.may_know(known):
        raise DeclarationUnknown(declaration=id_)
    if known.site != draft.site:
        raise DeclarationElsewhere(declaration=id_, site=known.site)
    rules.check_declaration(known, draft.of(SiteFold).place.lane(bearer.lane).direction, bearer.vehicle_key)
    other = carrier(draft, known)
    if other is not None and other.id != bearer.id and other.status in LIVE | WAITING:
        raise DeclarationInUse(declaration=id_, reservation=other.id)


def is_free(draft: Draft, id_: str | None) -> bool:
    """Whether somebody stands by a declaration and no live reservation carries it."""
    known = draft.of(Declarations).known.get(id_ or "")
    if known is None or not known.stands:
        return False
    other = carrier(draft, known)
    return other is None or other.status not in LIVE | WAITING


def check_again(draft: Draft, known: Reservation, *, vehicle_key: str | None = None, lane: str | None = None) -> None:
    """Refuse a change for which what the reservation carries would not be right any more."""
    if known.declaration is not None:
        direction = draft.of(SiteFold).place.lane(lane or known.lane).direction
        declaration = draft.of(Declarations).known[known.declaration]
        rules.check_declaration(declaration, direction, vehicle_key or known.vehicle_key)


def carrier(draft: Draft, declaration: Declaration) -> Reservation | None:
    """The reservation that carries a declaration, whatever became of it."""
    return draft.of(Book).reservations.get(declaration.reservation or "")


def attach(draft: Draft, reservation: str, declaration: str) -> None:
    """Let a reservation carry a declaration instead of what it carried; after `check`."""
    before = draft.of(Book).reservations[reservation].declaration
    free(draft, declaration)
    seq = draft.record(ReservationDeclared(reservation=reservation, declaration=declaration, before=before))
    if before is not None:
        draft.of(Declarations).attach(before, None, seq)
    draft.of(Declarations).attach(declaration, reservation, seq)


def record(draft: Draft, event: Event, made: Reservation, **personal: Any) -> None:
    """Write down that a reservation was made, with the declaration that it carries."""
    seq = draft.record(event, **personal)
    if made.declaration is not None:
        draft.of(Declarations).attach(made.declaration, made.id, seq)


def free(draft: Draft, declaration: str | None, because: str = "carried_elsewhere") -> None:
    """Take a declaration from the reservation that carries it, if any does: that is over, or the declaration is."""
    if declaration is None:
        return
    known = carrier(draft, draft.of(Declarations).known[declaration])
    if known is not None:
        event = ReservationDeclared(reservation=known.id, declaration=None, before=declaration, because=because)
        draft.of(Declarations).attach(declaration, None, draft.record(event))
