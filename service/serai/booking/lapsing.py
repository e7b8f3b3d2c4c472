"""What runs out: holds, offers, arrival windows, and ranges that somebody waited for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from sqlalchemy.ext.asyncio import AsyncConnection

from serai.booking import queries, slots, turns
from serai.booking.book import Book
from serai.booking.events import HoldExpired, ReservationExpired, ReservationMissed
from serai.booking.reservations import WAITING, Reservation, keys
from serai.core.agenda import Due
from serai.core.desk import Command, Draft
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
    """A vehicle that could not be served in its window is not struck: its lane was closed, or bookings were off."""
    place = known.placed
    site = draft.of(SiteFold)
    is_struck = slots.in_force(draft).terms.is_booked and not any(
        each.concerns(place.lane, place.starts_at, place.arrive_until) for each in site.closures.values()
    )
    event = ReservationMissed(reservation=known.id, slot=place.slot, struck=is_struck)
    draft.record(event, **keys(known))


def _expire(draft: Draft, known: Reservation, slot: str | None, because: str) -> None:
    event = ReservationExpired(
        reservation=known.id, slot=slot, company=known.company, was=known.status, because=because
    )
    draft.record(event, **keys(known))


async def lapsing(connection: AsyncConnection) -> list[Due]:
    """When the next hold, offer, arrival window or range of each site ends (a duty)."""
    return [Due(at, Lapse(site)) for site, at in await queries.next_due(connection)]
