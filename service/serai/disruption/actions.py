"""What a change of the site does to its bookings: nobody is left with a place that is not there, and each one is named.

The commands of `sites` are carried out here together with their consequences, in one transaction (I-03).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self

from sqlalchemy.ext.asyncio import AsyncConnection

from serai.booking import credits, queries, slots, turns
from serai.booking.actions import load_reservations, load_waiters
from serai.booking.book import Book
from serai.booking.events import ReservationDisplaced, ReservationRetimed
from serai.booking.reservations import Credit, Reservation, keys, placing
from serai.core.agenda import Due
from serai.core.desk import Command, Draft
from serai.core.errors import Refusal
from serai.disruption.retiming import Move
from serai.sites import actions as sites
from serai.sites import queries as sites_queries
from serai.sites.documents import CalendarDocument
from serai.sites.events import RulebookPut, RulebookTookEffect
from serai.sites.rules import Closure, SiteFold


class Consequences:
    """Loads the bookings that a change of the site may touch, and puts them right after it."""

    @classmethod
    async def load(cls, connection: AsyncConnection, draft: Draft, commands: Sequence[Self]) -> None:
        book = draft.of(Book)
        if draft.of(SiteFold).site is None:
            return
        found = await queries.placed(connection, draft.site, draft.now)
        book.reservations.update({each.id: each for each in found if each.id not in book.reservations})
        await load_waiters(connection, draft)


@dataclass(frozen=True)
class PutCalendar(Consequences, sites.PutCalendar):
    """Put a calendar; places above what it has are displaced, places it adds go to who waits."""

    def decide(self, draft: Draft) -> SiteFold:
        memory = super().decide(draft)
        displace(draft, "calendar")
        return memory


@dataclass(frozen=True)
class TryCalendar(Consequences, Command[list[str]]):
    """Say which reservations a calendar would displace, in their order, and do nothing."""

    document: CalendarDocument

    def decide(self, draft: Draft) -> list[str]:
        trial = draft.trial()
        sites.PutCalendar(self.site, None, self.document).decide(trial)
        return displace(trial, "calendar")


@dataclass(frozen=True)
class PutRulebook(Consequences, sites.PutRulebook):
    """Put a rulebook; where it lists fewer places than are taken, the rest are displaced once it is in force."""

    def decide(self, draft: Draft) -> SiteFold:
        memory = super().decide(draft)
        put = memory.rulebooks[-1]
        if put.effective_from <= draft.now:
            _take_effect(draft, [put.version])
        return memory


@dataclass(frozen=True)
class SwitchMode(Consequences, Command[SiteFold]):
    """Serve the live queue only, or take reservations again: a new version of the rulebook that differs in that alone.

    Places in the queue were decided when vehicles joined, and reservations stay, so the order is kept both ways.
    """

    mode: str

    def decide(self, draft: Draft) -> SiteFold:
        memory = sites.memory_of(draft)
        before = memory.rulebook_at(draft.now).rulebook
        if before.mode != self.mode:
            made = before.model_copy(update={"mode": self.mode})
            number = memory.rulebooks[-1].version + 1
            draft.record(RulebookPut(version=number, effective_from=draft.now, rulebook=made.as_record()))
            _take_effect(draft, [number])
        return memory


@dataclass(frozen=True)
class TakeEffect(Consequences, Command[None]):
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


def displace(draft: Draft, because: str) -> list[str]:
    """Bring bookings to what the site has now. Returns the reservations that lost their place, in their order.

    Of a slot that became too small, offers are taken back first and then who got their place last lose it; a hold
    keeps its place for its few minutes, unless reservations have all that is left when it is used. A slot that a
    closure stops names that closure, else `because`.
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
    lost.sort(key=lambda each: (each.placed.starts_at, each.placed_seq or 0, each.id))
    for each in lost:
        record_displaced(draft, each, because)
    if not lost:  # else they are given places of the least regret first, and who waits comes after
        turns.settle_lanes(draft)
    return [each.id for each in lost]


def record_displaced(draft: Draft, known: Reservation, because: str) -> None:
    """A reservation has lost its place, and waits before all others."""
    place, span = known.placed, timedelta(hours=slots.in_force(draft).rulebook.displaced_hours)
    by = closed_by(draft.of(SiteFold), known, draft.now)
    event = ReservationDisplaced(
        reservation=known.id,
        slot=place.slot,
        lane=place.lane,
        company=known.company,
        wanted_from=place.starts_at,
        wanted_until=place.starts_at + span,
        because=because if by is None else f"closure:{by.id}",
        reason=None if by is None else by.reason,
    )
    draft.record(event, **keys(known))


def closed_by(site: SiteFold, known: Reservation, now: datetime) -> Closure | None:
    """The closure that takes a reservation's place at an instant; None: it keeps it, or something else does."""
    slot = site.slot(known.placed.slot)
    return None if slot is None or site.is_kept(slot, now) else site.closures.get(slot.closure or "")


def _too_many(draft: Draft, slot_id: str, has: Sequence[Reservation]) -> list[Reservation]:
    """Who has no place in a slot any more, who got theirs last first; its offers are taken back before.

    A closed slot makes no new promise: what is offered of it is taken back, whoever keeps a place there.
    """
    book, slot = draft.of(Book), slots.known(draft, slot_id)
    if slot is not None and slot.starts_at <= draft.now:  # it has begun: whoever has a place comes
        return []
    capacity = slots.capacity(draft, slot_id)
    for waiter in book.waitlist.offered().get(slot_id, []):
        if slot is None or slot.closed or _gone(book, slot_id) > capacity:
            turns.withdraw(draft, slot_id, waiter, "capacity")
    excess = max(0, _gone(book, slot_id) - capacity)
    return sorted(has, key=lambda each: (each.placed_seq or 0, each.id), reverse=True)[:excess]


def _gone(book: Book, slot_id: str) -> int:
    count = book.counts[slot_id]
    return count.taken + count.held


class PlanStale(Refusal):
    """The site has changed since this plan was made; make it again."""

    code, rule = "retiming.stale", "retiming.as_planned"


@dataclass(frozen=True)
class Retime(Command[list[str]]):
    """Carry out a plan. Where others make way (`is_whole`) all of it or nothing; else each move that still fits."""

    moves: tuple[Move, ...]
    is_whole: bool = False

    @classmethod
    async def load(cls, connection: AsyncConnection, draft: Draft, commands: Sequence[Self]) -> None:
        await load_reservations(connection, draft, [move.reservation for command in commands for move in command.moves])

    def decide(self, draft: Draft) -> list[str]:
        fits = [move for move in self.moves if _stands(draft, move)]
        fits = [move for move in fits if move.reservation not in _clashing(draft, fits)]
        if self.is_whole and (len(fits) < len(self.moves) or _overfull(draft, fits)):
            raise PlanStale
        had: dict[str, Credit | None] = {}
        for move in fits:
            if self.is_whole or slots.find(draft, move.to_slot).free > 0:
                had[move.reservation] = draft.of(Book).reservations[move.reservation].credit
                _retime(draft, move)
        for reservation, credit in had.items():
            credits.use(draft, reservation, credit)
        turns.settle_lanes(draft)
        return list(had)


def _stands(draft: Draft, move: Move) -> bool:
    """Whether a reservation is still where the plan found it, and its new slot can be given."""
    known, slot = draft.of(Book).reservations.get(move.reservation), slots.known(draft, move.to_slot)
    if known is None or slot is None or slot.closed or slot.starts_at <= draft.now:
        return False
    has = known.placed.slot if known.status in ("confirmed", "displaced") else None
    return has == move.from_slot and (known.status == "displaced") == (move.because == "displaced")


def _clashing(draft: Draft, moves: Sequence[Move]) -> set[str]:
    """Reservations whose vehicle would have another live reservation with an overlapping window (I-04)."""
    book, terms, clashing = draft.of(Book), slots.terms(draft), set()
    moved = {move.reservation: terms.place(slots.find(draft, move.to_slot)) for move in moves}
    for id_, place in moved.items():
        known = book.reservations[id_]
        for claim in book.claims_of(known.identities):
            if claim.party == known.party:
                continue
            other = moved.get(claim.reservation)
            if claim.overlaps(place) if other is None else other.overlaps(place):
                clashing.add(id_)
    return clashing


def _overfull(draft: Draft, moves: Sequence[Move]) -> bool:
    """Whether any slot would have more than its places once all have moved."""
    change = Counter(move.to_slot for move in moves)
    change.subtract(move.from_slot for move in moves if move.because != "displaced")
    book = draft.of(Book)
    return any(
        (_gone(book, slot) if slot in book.counts else 0) + more > slots.capacity(draft, slot)
        for slot, more in change.items()
        if more > 0
    )


def _retime(draft: Draft, move: Move) -> None:
    known, slot = draft.of(Book).reservations[move.reservation], slots.find(draft, move.to_slot)
    draft.record(
        ReservationRetimed(
            reservation=known.id,
            from_slot=None if move.because == "displaced" else move.from_slot,
            company=known.company,
            capacity=slot.capacity,
            shift_minutes=move.shift_minutes,
            because=move.because,
            **placing(slots.terms(draft).place_instead(slot, known.placed)),
        ),
        **keys(known),
    )
