"""Whose turn it is: a place that becomes free is offered to who waits for it, never to a named party (I-08)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from serai.booking import slots
from serai.booking.book import Book
from serai.booking.events import OfferWithdrawn, ReservationOffered
from serai.booking.refusals import SlotAwaited
from serai.booking.reservations import Slot, Terms, placing
from serai.booking.waitlist import DISPLACED, Waiter
from serai.core.desk import Draft
from serai.sites.rules import SiteFold

_MOMENT = timedelta(microseconds=1)


def settle(draft: Draft, ids: Iterable[str | None]) -> None:
    """Offer what is free of these slots, one place to one waiter, in the order of the waitlist.

    Who cannot take a place, being due elsewhere then or having its company's share, is passed over and keeps its turn.
    """
    if not len(draft.of(Book).waitlist):
        return
    for id_ in dict.fromkeys(ids):
        while id_ is not None and (slot := slots.known(draft, id_)) is not None:
            waiter = _next(draft, slot)
            if waiter is None:
                break
            _offer(draft, slot, waiter)


def settle_hours(draft: Draft, ids: Iterable[str | None], company: str | None) -> None:
    """Settle slots in which a place was given back; its company may have one more in the whole hour then."""
    freed = [each for each in ids if each is not None]
    settle(draft, freed)
    if company is not None and len(draft.of(Book).waitlist):
        known = [slot for each in freed if (slot := slots.known(draft, each)) is not None]
        settle(draft, [each.id for slot in known for each in slots.of_hour(draft, slot)])


def settle_lanes(draft: Draft) -> None:
    """Offer whatever is free of what anybody waits for: the calendar, the rulebook or a closure has changed."""
    waitlist = draft.of(Book).waitlist
    for lane in sorted(waitlist.lanes()):
        spans = waitlist.spans(lane)
        settle_range(draft, lane, min(start for start, _ in spans), max(end for _, end in spans))


def settle_range(draft: Draft, lane: str, from_: datetime, until: datetime) -> None:
    """Offer what is free of the lane's slots that start in [from_, until) and can be reserved now."""
    terms = slots.terms(draft)
    first, beyond = max(from_, draft.now + terms.lead), min(until, draft.now + terms.horizon + _MOMENT)
    if first < beyond:
        settle(draft, [each.id for each in draft.of(SiteFold).slots(lane, first, beyond)])


def check_turn(draft: Draft, slot: Slot) -> None:
    """Refuse a place that somebody waits for to whoever asks now."""
    if _next(draft, slot) is not None:
        raise SlotAwaited(slot=slot.id, waitlist=True)


def is_awaited(draft: Draft, slot: Slot) -> bool:
    """Whether somebody waits for a place that is free in this slot."""
    return _next(draft, slot) is not None


def _next(draft: Draft, slot: Slot) -> Waiter | None:
    if slot.free < 1 or slot.starts_at <= draft.now or not slots.is_bookable(draft, slot):
        return None
    place, book = slots.terms(draft).place(slot), draft.of(Book)
    for waiter in book.waitlist.turn(slot):
        is_due = any(claim.overlaps(place) for claim in book.beside(waiter.reservation))
        if not is_due and slots.has_share(draft, slot, waiter.company):
            return waiter
    return None


def _offer(draft: Draft, slot: Slot, waiter: Waiter) -> None:
    terms = slots.terms(draft)
    draft.record(
        ReservationOffered(
            reservation=waiter.reservation,
            company=waiter.company,
            tier=waiter.tier,
            capacity=slot.capacity,
            expires_at=_until(draft.now, slot, waiter, terms),
            **placing(terms.place(slot)),
        )
    )


def _until(now: datetime, slot: Slot, waiter: Waiter, terms: Terms) -> datetime:
    """Whom the site displaced has longer: until it would be too late to ask for the slot."""
    least = now + terms.offer
    return min(max(least, slot.starts_at - terms.lead) if waiter.tier == DISPLACED else least, slot.starts_at)


def withdraw(draft: Draft, slot: str, waiter: Waiter, because: str) -> None:
    """Take back an offer whose place is not there any more."""
    to = "displaced" if waiter.tier == DISPLACED else "waitlisted"
    draft.record(
        OfferWithdrawn(reservation=waiter.reservation, slot=slot, company=waiter.company, to=to, because=because)
    )
