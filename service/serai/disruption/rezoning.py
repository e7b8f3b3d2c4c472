"""A slot is a wall time that was promised: where the site's clocks change by decree, its instant changes (I-20)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from sqlalchemy.ext.asyncio import AsyncConnection

from serai.booking import credits, queries, slots, turns
from serai.booking.actions import load_vehicles
from serai.booking.book import Book
from serai.booking.events import ReservationRezoned, WishRezoned
from serai.booking.reservations import WAITING, Credit, Offer, Place, Reservation, Wants, keys, placing
from serai.core.agenda import Due
from serai.core.db import Database
from serai.core.desk import Command, Draft, SiteUnknown
from serai.core.events import Head
from serai.disruption.actions import displace, record_displaced
from serai.ledger import queries as ledger
from serai.sites import actions as sites
from serai.sites import queries as sites_queries
from serai.sites import site as altering
from serai.sites.calendar import SlotTime
from serai.sites.rules import SiteFold


@dataclass(frozen=True, slots=True)
class Affected:
    """A reservation whose wall time stays and whose instant does not; `after` None: no slot has this time any more."""

    reservation: str
    reference: str
    slot: str
    before: datetime
    zone_before: str
    after: Place | None

    @property
    def starts_at(self) -> datetime:
        """When it starts from now on, or would have."""
        return self.before if self.after is None else self.after.starts_at


class _Rezoning:
    """Loads all reservations that are still to come or wait for a place, and what else their vehicles have."""

    @classmethod
    async def load(cls, connection: AsyncConnection, draft: Draft, commands: Sequence[Self]) -> None:
        book = draft.of(Book)
        if draft.of(SiteFold).site is None:
            return
        placed = await queries.placed(connection, draft.site, draft.now)
        found = [*placed, *await queries.waiting(connection, draft.site)]
        book.reservations.update({each.id: each for each in found if each.id not in book.reservations})
        await load_vehicles(connection, draft, {key for each in found for key in each.identities})


@dataclass(frozen=True)
class ChangeSite(_Rezoning, sites.ChangeSite):
    """Change what a site says of itself; in another zone its reservations keep the wall times they were shown."""

    def decide(self, draft: Draft) -> SiteFold:
        memory = super().decide(draft)
        _rezone(draft)
        return memory


@dataclass(frozen=True)
class Rezone(_Rezoning, Command[list[Affected]]):
    """Bring reservations to what the zone's rules say now: a decree changed them, and the time zone data with it."""

    def decide(self, draft: Draft) -> list[Affected]:
        return _rezone(draft)


def _rezone(draft: Draft) -> list[Affected]:
    book, site = draft.of(Book), draft.of(SiteFold)
    own = [each for each in book.reservations.values() if each.site == draft.site]
    found = affected(site, [each for each in own if each.status == "confirmed" and each.placed.starts_at > draft.now])
    had = len(draft.facts)
    offers = {each.id: each.offer for each in own if each.status == "offered" and each.offer is not None}
    for waiter in [each for waiters in book.waitlist.offered().values() for each in waiters]:
        offer = offers.get(waiter.reservation)
        if offer is not None and is_stale(site, offer):
            turns.withdraw(draft, offer.slot, waiter, "zone")
    for each in own:
        if each.status in WAITING and each.wants is not None and (now := _wish(site, each.wants)) != each.wants:
            wish = {"wanted_from": now.from_, "wanted_until": now.until}
            draft.record(WishRezoned(reservation=each.id, slot=now.slot or "", **wish))
    _shift(draft, found)
    if found or len(draft.facts) > had:
        displace(draft, "zone")
    return found


def _wish(site: SiteFold, wants: Wants) -> Wants:
    """What is waited for, by the clocks of now: a slot that is named is its wall time, a range its instants."""
    slot = site.slot(wants.slot) if wants.slot is not None else None
    return wants if slot is None else Wants(slot.id, slot.starts_at, slot.ends_at)


def _shift(draft: Draft, found: Sequence[Affected]) -> None:
    """Bring places to their new instants: those that go later from the last on, so that none passes through the old
    window of the next."""
    book = draft.of(Book)
    had: list[tuple[str, Credit | None]] = []
    later = [each for each in found if each.starts_at > each.before]
    for each in [*reversed(later), *(each for each in found if each.starts_at <= each.before)]:
        if each.after is None:
            continue
        known, slot, place = book.reservations[each.reservation], slots.find(draft, each.slot), each.after
        others = [claim for claim in book.claims_of(known.identities) if claim.party != known.party]
        if any(claim.overlaps(place) for claim in others):
            record_displaced(draft, known, "other_claim")
            continue
        capacity = max(slot.capacity, slot.taken + slot.held)
        event = ReservationRezoned(reservation=known.id, before=each.before, capacity=capacity, **placing(place))
        draft.record(event, **keys(known))
        had.append((known.id, known.credit))
    for one, credit in had:
        credits.use(draft, one, credit)


def affected(site: SiteFold, own: Sequence[Reservation]) -> list[Affected]:
    """The reservations whose slot, by its wall time, starts at another instant than they say. In order of time."""
    found = []
    for each in own:
        slot, was = site.slot(each.placed.slot), each.placed
        if is_stale(site, was):
            place = None if slot is None else _kept(each, slot)
            found.append(Affected(each.id, each.reference, was.slot, was.starts_at, was.zone, place))
    return sorted(found, key=lambda one: (one.starts_at, one.reservation))


def _kept(known: Reservation, slot: SlotTime) -> Place:
    """The place by the clocks of now: the window that was promised goes with it, without what a credit added.

    No declaration is due sooner than was promised.
    """
    was, shift = known.placed, slot.starts_at - known.placed.starts_at
    closes = was.arrive_until if known.credit is None else was.arrive_until - known.credit.time
    by = was.declaration_by
    return replace(
        was, starts_at=slot.starts_at, ends_at=slot.ends_at, zone=slot.zone, arrive_from=was.arrive_from + shift,
        arrive_until=closes + shift, declaration_by=by and min(max(by + shift, by), slot.starts_at),
    )  # fmt: skip


def is_stale(site: SiteFold, told: Place | Offer) -> bool:
    """Whether the slot starts at another instant, or by other clocks, than somebody was told; or never."""
    slot = site.slot(told.slot)
    return slot is None or (slot.starts_at, slot.zone) != (told.starts_at, told.zone)


async def preview(database: Database, site: str, zone: str, now: datetime) -> list[Affected]:
    """What a change of the zone would do to reservations. SiteUnknown, or SiteInvalid for no zone."""
    async with database.reading() as connection:
        place = await sites_queries.site(connection, site)
        own = await queries.placed(connection, site, now)
    if place.site is None:
        raise SiteUnknown(site=site)
    place.site = altering.changed(place.place, altering.altered(place.place, {"zone": zone}))
    return affected(place, own)


class Rezoner:
    """The duty that looks once at every site when a process starts: the time zone data may be newer than its slots."""

    def __init__(self) -> None:
        self._has_looked = False

    def look_again(self) -> None:
        self._has_looked = False

    async def __call__(self, connection: AsyncConnection) -> Sequence[Due]:
        if self._has_looked:
            return []
        self._has_looked = True
        due = []
        for head in await ledger.heads(connection):
            place = await sites_queries.site(connection, head.site)
            if place.site is not None and await _is_due(connection, place, head):
                due.append(Due(head.at, Rezone(head.site)))
        return due


async def _is_due(connection: AsyncConnection, site: SiteFold, head: Head) -> bool:
    """Whether anybody was told an instant that is not that of the slot any more."""
    for each in await queries.waiting(connection, head.site):
        if each.offer is not None and is_stale(site, each.offer):
            return True
        if each.wants is not None and _wish(site, each.wants) != each.wants:
            return True
    return bool(affected(site, await queries.placed(connection, head.site, head.at)))
