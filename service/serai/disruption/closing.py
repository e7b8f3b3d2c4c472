"""Closing a lane or the site: who loses a place at once, and who when it comes near.

A closure with an end takes every place in its span when it is opened. One without an end takes only what starts within
the rulebook's notice, and then what comes within it, for as long as it stands (I-03).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.ext.asyncio import AsyncConnection

from serai.booking import queries as booking
from serai.booking.book import Book
from serai.booking.reservations import Reservation
from serai.core.agenda import Due
from serai.core.clock import Clock
from serai.core.desk import Command, Draft, SiteUnknown
from serai.disruption import queries
from serai.disruption.actions import Consequences, closed_by, displace
from serai.sites import actions as sites
from serai.sites import queries as sites_queries
from serai.sites.rules import Closure, SiteFold

AHEAD: Final = timedelta(hours=24)
"""How far ahead is told who follows while a closure without an end stands."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Reservations that lose their place by a closure: at once, and within `AHEAD` if it stands so long."""

    displaced: int
    to_follow: int


@dataclass(frozen=True, slots=True)
class Closed:
    """A closure, the reservations that lost their place by it, and how many more follow within `AHEAD`."""

    closure: Closure
    displaced: list[str]
    to_follow: int


@dataclass(frozen=True)
class Close(Consequences, Command[Closed]):
    """Close a lane or the site; reservations for slots that it takes are displaced."""

    opening: sites.OpenClosure

    def decide(self, draft: Draft) -> Closed:
        made = self.opening.decide(draft)
        known = draft.of(Book).reservations
        lost = [each for each in displace(draft, "closure") if known[each].displaced_because == f"closure:{made.id}"]
        return Closed(made, lost, cost(draft.of(SiteFold), made, known.values(), draft.now).to_follow)


@dataclass(frozen=True)
class LiftClosure(Consequences, sites.LiftClosure):
    """End a closure; who kept a place has it still, and what it closed beside goes to who waits."""

    def decide(self, draft: Draft) -> None:
        super().decide(draft)
        displace(draft, "closure")


@dataclass(frozen=True)
class RollForward(Consequences, Command[list[str]]):
    """A closure without an end goes on: it takes the places that have come within the notice."""

    def decide(self, draft: Draft) -> list[str]:
        return displace(draft, "closure")


def cost(site: SiteFold, closure: Closure, known: Iterable[Reservation], now: datetime) -> Cost:
    """What a closure that stands at the site costs those who have a place; who loses it by another is not counted."""
    at_once = to_follow = 0
    for each in known:
        if loses(site, each, closure, now):
            at_once += 1
        elif loses(site, each, closure, now, now + AHEAD) and closed_by(site, each, now) is None:
            to_follow += 1
    return Cost(at_once, to_follow)


def loses(site: SiteFold, known: Reservation, closure: Closure, now: datetime, at: datetime | None = None) -> bool:
    """Whether a reservation that is still ahead has lost its place by this closure at an instant, or now."""
    if known.status != "confirmed" or known.site != site.place.code or known.placed.starts_at <= now:
        return False
    by = closed_by(site, known, at or now)
    return by is not None and by.id == closure.id


async def preview(connection: AsyncConnection, opening: sites.OpenClosure, now: datetime) -> Cost:
    """What a closure would cost if it were opened now; nothing is changed. SiteUnknown, LaneUnknown, ClosureInvalid."""
    site = await sites_queries.site(connection, opening.site)
    if site.site is None:
        raise SiteUnknown(site=opening.site)
    made = opening.made(site, now)
    site.closures[made.id] = made
    return cost(site, made, await booking.placed(connection, opening.site, now), now)


class RollingForward:
    """The duty that brings each closure without an end to the places that come near."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._sites: dict[str, tuple[int, SiteFold]] = {}

    async def __call__(self, connection: AsyncConnection) -> Sequence[Due]:
        now = self._clock.now()
        found = await queries.next_under_open_end(connection, now)
        return [
            Due((await self._site(connection, site, put_by)).near_at(starts_at, now), RollForward(site))
            for site, starts_at, put_by in found
        ]

    async def _site(self, connection: AsyncConnection, code: str, put_by: int) -> SiteFold:
        """The site's memory for the sake of its rulebooks, read again where one was put."""
        known = self._sites.get(code)
        if known is None or known[0] != put_by:
            known = self._sites[code] = put_by, await sites_queries.site(connection, code)
        return known[1]
