"""What a change of the site does to its bookings: nobody is left with a place that is not there, and each one is named.

The commands of `sites` are carried out here together with their consequences, in one transaction (I-03).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Self

from sqlalchemy.ext.asyncio import AsyncConnection

from serai.booking import queries, slots, turns
from serai.booking.book import Book
from serai.booking.events import ReservationDisplaced
from serai.booking.reservations import Reservation, keys
from serai.core.agenda import Due
from serai.core.desk import Command, Draft
from serai.sites import actions as sites
from serai.sites import queries as sites_queries
from serai.sites.events import RulebookTookEffect
from serai.sites.rules import Closure, SiteFold


class _Consequences:
    """Loads the bookings that a change of the site may touch, and puts them right after it."""

    @classmethod
    async def load(cls, connection: AsyncConnection, draft: Draft, commands: Sequence[Self]) -> None:
        book = draft.of(Book)
        if draft.of(SiteFold).site is None:
            return
        found = await queries.placed(connection, draft.site, draft.now)
        book.reservations.update({each.id: each for each in found if each.id not in book.reservations})


@dataclass(frozen=True)
class PutCalendar(_Consequences, sites.PutCalendar):
    """Put a calendar; places above what it has are displaced, places it adds go to who waits."""

    def decide(self, draft: Draft) -> SiteFold:
        memory = super().decide(draft)
        displace(draft, "calendar")
        return memory


@dataclass(frozen=True)
class PutRulebook(_Consequences, sites.PutRulebook):
    """Put a rulebook; where it lists fewer places than are taken, the rest are displaced once it is in force."""

    def decide(self, draft: Draft) -> SiteFold:
        memory = super().decide(draft)
        put = memory.rulebooks[-1]
        if put.effective_from <= draft.now:
            _take_effect(draft, [put.version])
        return memory


@dataclass(frozen=True)
class TakeEffect(_Consequences, Command[None]):
    """Carry out what a rulebook put for later means for bookings, now that it is in force."""

    versions: tuple[int, ...]

    def decide(self, draft: Draft) -> None:
        _take_effect(draft, self.versions)


def _take_effect(draft: Draft, versions: Sequence[int]) -> None:
    for version in versions:
        draft.record(RulebookTookEffect(version=version))
    displace(draft, "rulebook")


async def taking_effect(connection: AsyncConnection) -> list[Due]:
    """When a rulebook that was put for later comes into force (a duty)."""
    return [
        Due(at, TakeEffect(site, (version,))) for site, version, at in await sites_queries.rulebooks_to_come(connection)
    ]


@dataclass(frozen=True)
class OpenClosure(_Consequences, sites.OpenClosure):
    """Close a lane or the site; reservations for slots that it closes are displaced."""

    def decide(self, draft: Draft) -> Closure:
        made = super().decide(draft)
        displace(draft, f"closure:{made.id}")
        return made


@dataclass(frozen=True)
class LiftClosure(_Consequences, sites.LiftClosure):
    """End a closure; the slots that it closed go to who waits."""

    def decide(self, draft: Draft) -> None:
        super().decide(draft)
        displace(draft, "closure")


def displace(draft: Draft, because: str) -> list[str]:
    """Bring bookings to what the site has now. Returns the reservations that lost their place, in their order.

    Of a slot that became too small, offers are taken back first and then the latest reservations lose their place; a
    hold keeps its place, for its few minutes are promised.
    """
    book = draft.of(Book)
    if draft.of(SiteFold).site is None:
        return []
    placed: dict[str, list[Reservation]] = {}
    for each in book.reservations.values():
        if each.status == "confirmed" and each.site == draft.site:
            placed.setdefault(each.placed.slot, []).append(each)
    offered = book.waitlist.offered()
    lost = [each for slot in placed.keys() | offered.keys() for each in _too_many(draft, slot, placed.get(slot, []))]
    lost.sort(key=lambda each: (each.placed.starts_at, each.id))
    span = timedelta(hours=slots.in_force(draft).rulebook.displaced_hours)
    for each in lost:
        draft.record(
            ReservationDisplaced(
                reservation=each.id,
                slot=each.placed.slot,
                lane=each.placed.lane,
                company=each.company,
                wanted_from=each.placed.starts_at,
                wanted_until=each.placed.starts_at + span,
                because=because,
            ),
            **keys(each),
        )
    turns.settle_lanes(draft)
    return [each.id for each in lost]


def _too_many(draft: Draft, slot_id: str, has: Sequence[Reservation]) -> list[Reservation]:
    """The reservations of a slot that it has no place for any more, latest first; its offers are taken back before."""
    book, slot = draft.of(Book), slots.known(draft, slot_id)
    if slot is not None and slot.starts_at <= draft.now:  # it has begun: whoever has a place comes
        return []
    capacity = slots.capacity(draft, slot_id)
    for waiter in book.waitlist.offered().get(slot_id, []):
        if _gone(book, slot_id) > capacity:
            turns.withdraw(draft, slot_id, waiter, "capacity")
    excess = max(0, _gone(book, slot_id) - capacity)
    return sorted(has, key=lambda each: each.id, reverse=True)[:excess]


def _gone(book: Book, slot_id: str) -> int:
    count = book.counts[slot_id]
    return count.taken + count.held
