"""Putting, trying and ending standing reservations, and reserving what each of them comes to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from secrets import token_hex
from typing import Any, Self

from sqlalchemy.ext.asyncio import AsyncConnection

from serai.booking import changes, declared, refusals, slots
from serai.booking.actions import Asker, Request, Reserve, commitment, load_reservations
from serai.booking.book import Book
from serai.booking.reservations import PERSONAL_DETAILS, WAITING, Reservation
from serai.core import ids
from serai.core.agenda import Due
from serai.core.desk import Command, Draft
from serai.core.errors import Refusal
from serai.fleets import queries, standing
from serai.fleets.events import (
    StandingEnded,
    StandingMissedOut,
    StandingPostponed,
    StandingPut,
    StandingReserved,
    StandingShifted,
)
from serai.fleets.standing import Pattern, Standing
from serai.identity.rules import Belonging, CompanySuspended, reaches
from serai.sites.calendar import SlotTime
from serai.sites.rules import SiteFold

_MOST_AT_ONCE = 200
_A_WHILE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Seen:
    """What would become of a date: a status, a refusal, or neither while it lies beyond the horizon."""

    local_date: date
    slot: SlotTime | None
    status: str | None
    refusal: Refusal | None


@dataclass(frozen=True)
class _Proposed(Command[Any]):
    """A pattern that somebody has in mind; its `next_date` and `next_at` are not known yet."""

    pattern: Pattern

    @classmethod
    async def load(cls, connection: AsyncConnection, draft: Draft, commands: Sequence[Self]) -> None:
        await Reserve.load(connection, draft, [_loading(command.pattern) for command in commands])

    def _ahead(self, draft: Draft) -> Pattern:
        """The pattern with its first date that is still ahead."""
        place = draft.of(SiteFold).place
        place.lane(self.pattern.lane)
        slots.check_class(draft, self.pattern.lane, self.pattern.cargo_class)
        on, at = standing.following(self.pattern, None, place.zone, draft.now)
        if on is None:
            raise standing.StandingEmpty
        return replace(self.pattern, next_date=on, next_at=at)


@dataclass(frozen=True)
class Put(_Proposed):
    """Let a pattern stand; the dates whose slots can be reserved already are reserved with it."""

    salt: str

    def decide(self, draft: Draft) -> Pattern:
        pattern, book = self._ahead(draft), draft.of(Standing)
        declared.check(draft, pattern.declaration, _bearer(pattern))
        pattern = replace(pattern, version=draft.next_seq)
        event = StandingPut(
            standing=pattern.id, days=list(pattern.days), at=pattern.wall, needs=list(pattern.needs),
            vehicle=commitment(self.salt, pattern.vehicle_key), **{name: getattr(pattern, name) for name in _SAID},
        )  # fmt: skip
        draft.record(event, salt=self.salt, **{name: getattr(pattern, name) for name in _PERSONAL})
        book.patterns[pattern.id] = pattern
        _occur(draft, [pattern.id])
        return book.patterns[pattern.id]


_SAID = (
    "company", "lane", "first_date", "last_date", "may_wait", "on_behalf", "cargo_class", "length_cm", "height_cm",
    "weight_kg", "next_date", "next_at", "declaration",
)  # fmt: skip
_PERSONAL = ("owner", "phone", "vehicle_key", "vin_key", "details")


@dataclass(frozen=True)
class Preview(_Proposed):
    """What would become of a pattern's dates, as things stand; nothing is done."""

    def decide(self, draft: Draft) -> list[Seen]:
        pattern, trial = self._ahead(draft), draft.trial()
        days = standing.dates(pattern, None)
        ahead = (on for on in days if standing.starts_at(pattern, on, draft.of(SiteFold).zone) > draft.now)
        return [_seen(trial, pattern, on) for on, _ in zip(ahead, range(standing.MOST_PREVIEWED), strict=False)]


def _seen(draft: Draft, pattern: Pattern, on: date) -> Seen:
    slot = standing.slot_on(draft.of(SiteFold), pattern, on)
    if slot is None:
        return Seen(on, None, None, standing.NoSlotThen())
    if slot.starts_at > draft.now + slots.terms(draft).horizon:
        closed = refusals.SlotClosed(slot=slot.id, lane=slot.lane) if slot.closed else None
        return Seen(on, slot, None, closed)
    try:
        return Seen(on, slot, _reserve(pattern, slot.id, "", _free(draft, pattern)).decide(draft).status, None)
    except Refusal as refusal:
        return Seen(on, slot, None, refusal)


@dataclass(frozen=True)
class Materialise(Command[int]):
    """Reserve what standing reservations come to, for every slot that has come into the horizon: one attempt each."""

    @classmethod
    async def load(cls, connection: AsyncConnection, draft: Draft, commands: Sequence[Self]) -> None:
        if draft.of(SiteFold).site is None:
            return
        until = draft.now + slots.terms(draft).horizon
        found = await queries.due(connection, draft.site, draft.now, until, _MOST_AT_ONCE)
        book = draft.of(Standing)
        book.patterns.update({id_: each for id_, each in found.items() if id_ not in book.patterns})
        book.suspended |= await queries.suspended(connection, [each.company for each in found.values()])
        await Reserve.load(connection, draft, [_loading(each) for each in found.values()])

    def decide(self, draft: Draft) -> int:
        before = len(draft.facts)
        _occur(draft, list(draft.of(Standing).patterns))
        return len(draft.facts) - before


def _occur(draft: Draft, of: Sequence[str]) -> None:
    """Carry out the dates of these patterns that can be reserved by now, those of the earliest slots first."""
    book, until = draft.of(Standing), draft.now + slots.terms(draft).horizon
    while (pattern := book.next(draft.now, until, of)) is not None and pattern.next_date is not None:
        starts = standing.starts_at(pattern, pattern.next_date, draft.of(SiteFold).zone)
        if starts > until and starts != pattern.next_at:
            draft.record(StandingShifted(standing=pattern.id, next_at=starts))
        else:
            _attempt(draft, pattern, pattern.next_date)


def _attempt(draft: Draft, pattern: Pattern, on: date) -> None:
    site = draft.of(SiteFold)
    slot = standing.slot_on(site, pattern, on)
    next_date, next_at = standing.following(pattern, on, site.zone, draft.now)
    said: dict[str, Any] = {"standing": pattern.id, "local_date": on, "next_date": next_date, "next_at": next_at}
    said["slot"] = None if slot is None else slot.id
    try:
        made = _made(draft, pattern, slot)
    except refusals.SlotUnreleased as unreleased:
        draft.record(StandingPostponed(standing=pattern.id, not_before=_again(unreleased, draft.now)))
    except Refusal as refusal:
        # They may tell of another reservation of the vehicle, so they stay outside the ledger.
        draft.record(StandingMissedOut(because=refusal.code, **said), facts=_lasting(refusal))
    else:
        draft.record(StandingReserved(reservation=made.id, **said))


def _lasting(refusal: Refusal) -> dict[str, Any]:
    """What a refusal told that says something later, too: not what was free just then."""
    return {name: value for name, value in refusal.facts.items() if name not in ("alternatives", "waitlist")}


def _again(unreleased: refusals.SlotUnreleased, now: datetime) -> datetime:
    """When the draw opens; where it has closed, after a while, for what it leaves over is free then."""
    opens_at = datetime.fromisoformat(unreleased.facts["opens_at"])
    return opens_at if opens_at > now else now + _A_WHILE


def _made(draft: Draft, pattern: Pattern, slot: SlotTime | None) -> Reservation:
    if slot is None:
        raise standing.NoSlotThen
    if pattern.company in draft.of(Standing).suspended:
        raise CompanySuspended
    return _reserve(pattern, slot.id, token_hex(16), _free(draft, pattern)).decide(draft)


def _free(draft: Draft, pattern: Pattern) -> str | None:
    """The declaration of a pattern, while none of its reservations, nor another one, carries it."""
    return pattern.declaration if declared.is_free(draft, pattern.declaration) else None


def _bearer(pattern: Pattern) -> declared.Bearer:
    whose = pattern.company, pattern.owner, pattern.vehicle_key
    return declared.Bearer(pattern.id, *whose, pattern.lane, pattern.on_behalf)


def _loading(pattern: Pattern) -> Reserve:
    """A reservation that needs to know what those of a pattern do."""
    return _reserve(pattern, "", "", pattern.declaration)


def _reserve(pattern: Pattern, slot: str, salt: str, declaration: str | None) -> Reserve:
    """The reservation that a pattern comes to in a slot."""
    known = {name: pattern.details.get(name, {}) for name in PERSONAL_DETAILS}
    asked = Request(
        vehicle_key=pattern.vehicle_key, vin_key=pattern.vin_key, cargo_class=pattern.cargo_class, needs=pattern.needs,
        length_cm=pattern.length_cm, height_cm=pattern.height_cm, weight_kg=pattern.weight_kg, **known,
    )  # fmt: skip
    return Reserve(
        pattern.site, id=ids.new(pattern.site), slot=slot, hold=None, request=asked, salt=salt, owner=pattern.owner,
        phone=pattern.phone, company=pattern.company, on_behalf=pattern.on_behalf, may_wait=pattern.may_wait,
        declaration=declaration,
    )  # fmt: skip


@dataclass(frozen=True)
class End(Command[Pattern]):
    """End a standing reservation; `cancel` gives back what it has reserved and what is still to come of it."""

    id: str
    asker: Asker
    cancel: bool

    @classmethod
    async def load(cls, connection: AsyncConnection, draft: Draft, commands: Sequence[Self]) -> None:
        found = await queries.patterns(connection, [command.id for command in commands])
        draft.of(Standing).patterns.update(found)
        theirs = [command.id for command in commands if command.cancel]
        reserved = await queries.reserved(connection, draft.site, theirs)
        for id_, reservation in reserved:
            draft.of(Standing).reserved.setdefault(id_, []).append(reservation)
        await load_reservations(connection, draft, [reservation for _, reservation in reserved])

    def decide(self, draft: Draft) -> Pattern:
        book = draft.of(Standing)
        found = book.patterns.get(self.id)
        if found is None or not reaches(self.asker.relation, self.asker.caller, belonging(found)):
            raise standing.StandingUnknown(standing=self.id)
        if found.status != "ended":
            draft.record(StandingEnded(standing=self.id))
        for each in book.reserved.get(self.id, ()) if self.cancel else ():
            known = draft.of(Book).reservations[each]
            is_to_come = known.status == "confirmed" and known.placed.starts_at > draft.now
            if is_to_come or known.status in WAITING:
                changes.cancel(draft, known)
        return book.patterns[self.id]


def belonging(pattern: Pattern) -> Belonging:
    """Whose a standing reservation is."""
    return Belonging(pattern.site, pattern.company, pattern.owner, None, pattern.phone)


async def standing_again(connection: AsyncConnection) -> list[Due]:
    """When the next slot of a standing reservation can be reserved at each site (a duty)."""
    return [Due(at, Materialise(site)) for site, at in await queries.next_due(connection)]
