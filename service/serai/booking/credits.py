"""Time credit: a site that was late beyond its promise lets the vehicle come later another time.

A credit is a mark of its vehicle. It is used by the next confirmed reservation, stays with that one through every move,
and comes back where that one is cancelled (once) or has no room for it before another claim of the vehicle.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from serai.booking import rules, slots
from serai.booking.book import Book
from serai.booking.credit_events import CreditGiven, CreditReturned, CreditUsed
from serai.booking.events import MissForgiven
from serai.booking.reservations import CREDIT_BACK, CREDIT_GIVEN, Claim, Credit, Mark, Place, Reservation, Terms, keys
from serai.core.desk import Draft

SITE_LATE: Final = "site_late"
"""The reason of a miss that is forgiven without being asked for."""
_MINUTE: Final = timedelta(minutes=1)


def minutes_late(promised_at: datetime, admitted_at: datetime) -> int:
    """Whole minutes after the promise; 0 for what was kept."""
    return max(0, (admitted_at - promised_at) // _MINUTE)


def unused(marks: Iterable[Mark], terms: Terms, now: datetime) -> Credit | None:
    """The oldest credit that still may be used."""
    free = [each for each in marks if each.kind in (CREDIT_GIVEN, CREDIT_BACK) and each.at > now - terms.credit_lasts]
    if not free:
        return None
    oldest = min(free, key=lambda each: each.seq)
    return Credit(oldest.seq, oldest.minutes, oldest.kind == CREDIT_BACK)


def fits(place: Place, credit: Credit, others: Iterable[Claim]) -> bool:
    """Whether a window that closes later by a credit stays clear of the vehicle's other claims (I-04)."""
    longer = replace(place, arrive_until=place.arrive_until + credit.time)
    return not any(each.overlaps(longer) for each in others)


def give(draft: Draft, reservation: str, visit: str, promised_at: datetime) -> None:
    """The vehicle of a visit is let in later than it was promised; for the admission, in its transaction.

    What it missed while it was held up is forgiven. A reservation that it has already closes later at once.
    """
    known, terms = draft.of(Book).reservations.get(reservation), slots.terms(draft)
    late = minutes_late(promised_at, draft.now)
    if known is None or not late:
        return
    if given := min(late, terms.credit_most // _MINUTE):
        event = CreditGiven(reservation=reservation, visit=visit, minutes=given, promised_at=promised_at)
        draft.record(event, **keys(known))
    _forgive(draft, known, promised_at)
    if (coming := _next(draft, known)) is not None:
        use(draft, coming.id)


def _forgive(draft: Draft, known: Reservation, since: datetime) -> None:
    for mark in draft.of(Book).marks_of(known.identities):
        if mark.kind == "miss" and mark.at > since:
            draft.record(MissForgiven(reservation=mark.reservation, missed=mark.seq, reason=SITE_LATE))


def _next(draft: Draft, known: Reservation) -> Reservation | None:
    """The vehicle's next confirmed reservation at this site whose window is not over."""
    book = draft.of(Book)
    found = [book.reservations.get(claim.reservation) for claim in book.claims_of(known.identities)]
    its = [each for each in found if each is not None and each.site == draft.site and each.status == "confirmed"]
    coming = [each for each in its if each.credit is None and each.placed.arrive_until > draft.now]
    return min(coming, key=lambda each: each.placed.arrive_from, default=None)


def use(draft: Draft, reservation: str, had: Credit | None = None) -> None:
    """Let the window of a reservation that was just given a place close later.

    By the credit that it `had` in its last place, or by one of its vehicle.
    """
    book = draft.of(Book)
    known = book.reservations[reservation]
    credit = had or unused(book.marks_of(known.identities), slots.terms(draft), draft.now)
    if credit is None:
        return
    place = known.placed
    others = [each for each in book.claims_of(known.identities) if each.party != known.party]
    if not fits(place, credit, others):
        if had is not None:
            _return(draft, known, had, "moved", place.arrive_until)
        return
    event = CreditUsed(
        reservation=reservation,
        credit=credit.given,
        minutes=credit.minutes,
        arrive_until=place.arrive_until + credit.time,
        last=credit.is_last,
    )
    draft.record(event, **keys(known))


def give_back(draft: Draft, reservation: str, because: str) -> None:
    """A reservation has ended before its vehicle could come; what it had comes back once.

    Once, so that a credit is no reason to reserve and cancel for ever.
    """
    known = draft.of(Book).reservations[reservation]
    if known.credit is not None and not known.credit.is_last:
        _return(draft, known, known.credit, because, None)


def take_off(draft: Draft, known: Reservation, because: str) -> Reservation:
    """A reservation that stays has its credit no more, and its window closes when it would without."""
    if known.credit is not None:
        _return(draft, known, known.credit, because, known.placed.arrive_until - known.credit.time)
    return draft.of(Book).reservations[known.id]


def _return(draft: Draft, known: Reservation, credit: Credit, because: str, arrive_until: datetime | None) -> None:
    event = CreditReturned(
        reservation=known.id,
        credit=credit.given,
        arrive_until=arrive_until,
        last=arrive_until is None or credit.is_last,
        because=because,
    )
    draft.record(event, **keys(known))


def check_room(
    draft: Draft, known_by: Sequence[str], place: Place, *, but: str | None = None, party: str | None = None
) -> None:
    """Refuse a place that overlaps a claim of its vehicle; what a credit has added gives way to it (I-04)."""
    claims = [_plain(draft, each) for each in draft.of(Book).claims_of(known_by)]
    rules.check_vehicle(claims, place, but=but, party=party)


def make_way(
    draft: Draft, place: Place, known_by: Sequence[str], *, but: str | None = None, party: str | None = None
) -> None:
    """Give back the credits that stand in the way of a place that passed `check_room`."""
    for claim in draft.of(Book).claims_of(known_by):
        known = _credited(draft, claim)
        if known is not None and known.id != but and claim.party != party and claim.overlaps(place):
            take_off(draft, known, "other_claim")


def _plain(draft: Draft, claim: Claim) -> Claim:
    """A claim as it would be without a credit."""
    known = _credited(draft, claim)
    if known is None or known.credit is None or claim.window is None:
        return claim
    opens, closes = claim.window
    return replace(claim, window=(opens, closes - known.credit.time))


def _credited(draft: Draft, claim: Claim) -> Reservation | None:
    """The reservation behind a claim, if this site may take its credit off."""
    known = draft.of(Book).reservations.get(claim.reservation)
    if known is None or known.credit is None or known.site != draft.site or known.status != "confirmed":
        return None
    return known


def is_held_up(marks: Iterable[Mark], since: datetime, until: datetime) -> bool:
    """Whether the site was late for a vehicle in [since, until), used or not: what it missed then is not its fault."""
    return any(mark.kind.startswith(CREDIT_GIVEN) and since <= mark.at < until for mark in marks)
