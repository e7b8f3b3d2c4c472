"""A slot is a wall time that was promised: where the site's clocks change by decree, its instant changes (I-20)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from sqlalchemy.ext.asyncio import AsyncConnection

from serai.booking import credits, queries, slots
from serai.booking.actions import load_vehicles
from serai.booking.book import Book
from serai.booking.events import ReservationRezoned
from serai.booking.reservations import Credit, Place, Reservation, keys, placing
from serai.core.agenda import Due
from serai.core.db import Database
from serai.core.desk import Command, Draft, SiteUnknown
from serai.disruption.actions import displace, record_displaced
from serai.ledger import queries as ledger
from serai.sites import actions as sites
from serai.sites import queries as sites_queries
from serai.sites import site as altering
from serai.sites.rules import SiteFold


@dataclass(frozen=True, slots=True)
class Affected:
    """A reservation whose wall time stays and whose instant does not."""

    reservation: str
    reference: str
    before: datetime
    zone_before: str
    after: Place


class _Rezoning:
    """Loads all reservations that are still to come, and what else their vehicles have."""

    @classmethod
    async def load(cls, connection: AsyncConnection, draft: Draft, commands: Sequence[Self]) -> None:
        book = draft.of(Book)
        if draft.of(SiteFold).site is None:
            return
        found = await queries.placed(connection, draft.site, draft.now)
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
    own = [each for each in book.reservations.values() if each.status == "confirmed" and each.site == draft.site]
    found = affected(site, own)
    # Those that go later are moved from the last on, so that none passes through the old window of the next.
    had: list[tuple[str, Credit | None]] = []
    later = [each for each in found if each.after.starts_at > each.before]
    for each in [*reversed(later), *(each for each in found if each.after.starts_at <= each.before)]:
        known, slot = book.reservations[each.reservation], slots.find(draft, each.after.slot)
        others = [claim for claim in book.claims_of(known.identities) if claim.party != known.party]
        if any(claim.overlaps(each.after) for claim in others):
            record_displaced(draft, known, "other_claim")
            continue
        capacity = max(slot.capacity, slot.taken + slot.held)
        event = ReservationRezoned(reservation=known.id, before=each.before, capacity=capacity, **placing(each.after))
        draft.record(event, **keys(known))
        had.append((known.id, known.credit))
    for one, credit in had:
        credits.use(draft, one, credit)
    if found:
        displace(draft, "zone")
    return found


def affected(site: SiteFold, own: Sequence[Reservation]) -> list[Affected]:
    """The reservations whose slot, by its wall time, starts at another instant than they say. In order of time."""
    terms = slots.terms_of(site.rulebooks[-1].rulebook, slots.declared(site))
    found = []
    for each in own:
        slot = site.slot(each.placed.slot)
        if slot is not None and (slot.starts_at, slot.zone) != (each.placed.starts_at, each.placed.zone):
            place = terms.place(slots.of(slot, site.rulebooks[-1].rulebook))
            found.append(Affected(each.id, each.reference, each.placed.starts_at, each.placed.zone, place))
    return sorted(found, key=lambda one: (one.after.starts_at, one.reservation))


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
            if place.site is not None and affected(place, await queries.placed(connection, head.site, head.at)):
                due.append(Due(head.at, Rezone(head.site)))
        return due
