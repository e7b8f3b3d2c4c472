"""What a visit means for the reservations it serves: one, or both of a pair. Pure.

A pair is one stay for two purposes: its vehicle checks in once, by either, and departs once.
"""

from __future__ import annotations

from collections.abc import Sequence

from serai.booking import rules, slots, turns
from serai.booking.book import Book
from serai.booking.events import ReservationArrived, ReservationCancelled, ReservationFulfilled
from serai.booking.reservations import Claim, Place, Reservation, keys
from serai.core.desk import Draft
from serai.core.errors import Refusal
from serai.sites.rules import SiteFold


def arrive(draft: Draft, reservation: Reservation, visit: str) -> None:
    """The vehicle checked in; for the queue's check-in, in its transaction, after `rules.check_arrival`."""
    for each in [reservation, *_coming_along(draft, reservation)]:
        draft.record(ReservationArrived(reservation=each.id, visit=visit), **keys(each))


def _coming_along(draft: Draft, reservation: Reservation) -> list[Reservation]:
    """The other of its pair, if the vehicle can use it now: unless it is over, or the site moved it far away."""
    book = draft.of(Book)
    others = [each for each in book.both(reservation)[1:] if each.place is not None]
    claims = book.claims_of(reservation.identities)
    return [each for each in others if each.placed.meets(reservation.placed) and _may_arrive(each, claims)]


def _may_arrive(reservation: Reservation, claims: Sequence[Claim]) -> bool:
    try:
        rules.check_arrival(reservation, claims)
    except Refusal:
        return False
    return True


def fulfil(draft: Draft, reservation: str, visit: str) -> None:
    """The reservation's vehicle departed; for the departure, in its transaction."""
    for each in _served(draft, reservation):
        draft.record(ReservationFulfilled(reservation=each.id, visit=visit), **keys(each))


def give_up(draft: Draft, reservation: str, because: str, *, by_itself: bool) -> None:
    """The reservation's vehicle has gone unserved; its place, if the slot is still to come, goes to who waits.

    One that goes `by_itself` has given its place back too late for anybody else, as if it had cancelled; whom the site
    sends away, or does not serve, has not. Of a pair only the reservation it came by counts.
    """
    for each in _served(draft, reservation):
        place = each.placed
        late = by_itself and each.id == reservation and can_serve(draft, place) and not _is_missed(draft, each)
        event = ReservationCancelled(
            reservation=each.id, slot=place.slot, company=each.company, was="arrived", late=late, because=because
        )
        draft.record(event, **keys(each))
        turns.settle_hours(draft, [place.slot], each.company)


def _served(draft: Draft, reservation: str) -> list[Reservation]:
    """The reservations that a visit serves, by the one it came by."""
    book = draft.of(Book)
    known = book.reservations.get(reservation)
    both = [] if known is None else book.both(known)
    return [each for each in both if each.status == "arrived" and known is not None and each.visit == known.visit]


def _is_missed(draft: Draft, reservation: Reservation) -> bool:
    """Whether its miss counts against its vehicle already."""
    marks = draft.of(Book).marks_of(reservation.identities)
    return any(each.kind == "miss" and each.reservation == reservation.id for each in marks)


def can_serve(draft: Draft, place: Place) -> bool:
    """Whether the site keeps its side: it takes reservations, and nothing closes the lane while a vehicle may come."""
    closures = draft.of(SiteFold).closures.values()
    is_closed = any(each.concerns(place.lane, place.starts_at, place.arrive_until) for each in closures)
    return slots.in_force(draft).terms.is_booked and not is_closed
