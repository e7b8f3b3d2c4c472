"""What runs out: holds, offers, times to declare, arrival windows, and ranges that somebody waited for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Self
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncConnection

from serai.booking import credits, queries, rules, slots, turns
from serai.booking.actions import load_pairs, load_vehicles, load_waiters
from serai.booking.book import Book
from serai.booking.events import HoldExpired, ReservationExpired, ReservationMissed
from serai.booking.reservations import WAITING, Reservation, keys
from serai.core.agenda import Due
from serai.core.desk import Command, Draft
from serai.sites import queries as sites
from serai.sites.rules import SiteFold


@dataclass(frozen=True)
class Lapse(Command[int]):
    """End what has run out; each place that is free again is offered to whoever waits for it."""

    @classmethod
    async def load(cls, connection: AsyncConnection, draft: Draft, commands: Sequence[Self]) -> None:
        book = draft.of(Book)
        book.holds.update({hold.id: hold for hold in await queries.due_holds(connection, draft.site, draft.now)})
        due = await queries.due_reservations(connection, draft.site, draft.now)
        book.reservations.update({each.id: each for each in due if each.id not in book.reservations})
        missed = [each for each in due if each.status == "confirmed"]
        if missed:
            await load_vehicles(connection, draft, {identity for each in missed for identity in each.identities})
            since = min(each.placed.starts_at for each in missed)
            book.lifted = await sites.lifted_closures(connection, draft.site, since)
        await load_pairs(connection, draft, due)
        await load_waiters(connection, draft)

    def decide(self, draft: Draft) -> int:
        before = len(draft.facts)
        book = draft.of(Book)
        freed = [hold.slot for hold in book.holds.values() if hold.status == "held" and hold.expires_at <= draft.now]
        for hold in [each for each in book.holds.values() if each.status == "held" and each.expires_at <= draft.now]:
            draft.record(HoldExpired(hold=hold.id, slot=hold.slot, company=hold.company))
        for each in [each for each in book.reservations.values() if each.site == draft.site]:
            freed += self._lapse(draft, each)
        turns.settle(draft, freed)
        return len(draft.facts) - before

    def _lapse(self, draft: Draft, known: Reservation) -> list[str]:
        """The slots in which a place is free again."""
        if rules.is_undeclared(known, draft.now):
            _expire(draft, known, known.placed.slot, "declaration")
            return [known.placed.slot]
        if known.status == "confirmed" and known.placed.arrive_until <= draft.now:
            _miss(draft, known)
        elif known.status == "offered" and known.offer is not None and known.offer.expires_at <= draft.now:
            _expire(draft, known, known.offer.slot, "offer")
            return [known.offer.slot]
        elif known.status in WAITING and known.wants is not None and known.wants.until <= draft.now:
            slot = known.offer.slot if known.offer is not None else None
            _expire(draft, known, slot, "range")
            return [slot] if slot is not None else []
        return []


def _miss(draft: Draft, known: Reservation) -> None:
    """A vehicle is struck where the site could have served it; that may be appealed for a while.

    A pair is one stay, and missing it one miss.
    """
    is_second = any(each.status == "missed" for each in draft.of(Book).both(known)[1:])
    is_struck = not is_second and not _is_excused(draft, known)
    until = draft.now + slots.terms(draft).appeal
    may_appeal = is_struck and until > draft.now
    event = ReservationMissed(
        reservation=known.id, slot=known.placed.slot, struck=is_struck, appeal_until=until if may_appeal else None
    )
    draft.record(event, **keys(known))


def _is_excused(draft: Draft, known: Reservation) -> bool:
    """Whether the vehicle could not have been served in its window, or was held up by this very site that day.

    Its lane was closed, even if it is open again; or the site served the live queue only; or it was late for the
    vehicle before. One that still waits beyond its promise is forgiven when it is let in, see `credits.give`.
    """
    place, site, book = known.placed, draft.of(SiteFold), draft.of(Book)
    since, until = place.starts_at, place.arrive_until
    if any(each.concerns(place.lane, since, until) for each in (*site.closures.values(), *book.lifted)):
        return True
    changed = [each.effective_from for each in site.rulebooks if since < each.effective_from < until]
    if any(site.rulebook_at(at).rulebook.mode == "live_queue_only" for at in (since, *changed)):
        return True
    midnight = datetime.combine(place.local_date, time(), ZoneInfo(place.zone))
    return credits.is_held_up(book.marks_of(known.identities), midnight, until)


def _expire(draft: Draft, known: Reservation, slot: str | None, because: str) -> None:
    event = ReservationExpired(
        reservation=known.id, slot=slot, company=known.company, was=known.status, because=because
    )
    draft.record(event, **keys(known))
    credits.give_back(draft, known.id, "expired")


async def lapsing(connection: AsyncConnection) -> list[Due]:
    """When the next hold, offer, time to declare, arrival window or range of each site ends (a duty)."""
    return [Due(at, Lapse(site)) for site, at in await queries.next_due(connection)]
