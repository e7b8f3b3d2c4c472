"""Lanes that the clock opens and shuts: told by an entry, so that every screen learns it and none shows what was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy.ext.asyncio import AsyncConnection

from serai.core.agenda import Due
from serai.core.desk import Command, Draft
from serai.sites import queries
from serai.sites.actions import memory_of
from serai.sites.events import LanesTurned
from serai.sites.rules import SiteFold
from serai.sites.walltime import instant

_SEEN: Final = timedelta(days=9)
"""Whatever a regular week brings from any instant on, it brings within so long, the clock's own changes included."""


@dataclass(frozen=True)
class TurnLanes(Command[None]):
    """Tell which lanes are open, if since entry `turned_by` only the clock has changed that."""

    turned_by: int

    def decide(self, draft: Draft) -> None:
        site = memory_of(draft)
        if site.changed("lanes") == self.turned_by:
            draft.record(LanesTurned(open=site.open_lanes(draft.now)))


def next_turn(site: SiteFold, after: datetime) -> datetime | None:
    """The first instant after this one at which other lanes are open; None if nothing known will change that.

    Beyond a regular week only exceptions and closures bring anything new, so that the days after each are looked at.
    """
    was = site.open_lanes(after)
    marks = sorted({after, *(each for each in _marks(site) if each > after)})
    for start in marks:
        until = start + _SEEN
        spans = [span for lane in site.place.lanes for span in site.hours(lane, start, until)]
        bounds = {*(bound for span in spans for bound in span), *marks}
        for bound in sorted(each for each in bounds if start <= each <= until):
            if site.open_lanes(bound) != was:
                return bound
    return None


def _marks(site: SiteFold) -> list[datetime]:
    """Where closures begin and end, and the days of exceptions."""
    closures = [bound for each in site.closures.values() for bound in (each.from_, each.until) if bound is not None]
    exceptions = site.calendar.document.exceptions if site.calendar is not None else ()
    return closures + [instant(each.date, 0, site.place.info).astimezone(UTC) for each in exceptions]


class Turning:
    """The duty that tells when the clock has opened or shut lanes. What is due follows from the tables alone."""

    def __init__(self) -> None:
        self._sites: dict[str, tuple[int, datetime | None]] = {}

    async def __call__(self, connection: AsyncConnection) -> Sequence[Due]:
        due = []
        for site, turned_by, turned_at in await queries.turned(connection):
            known = self._sites.get(site)
            if known is None or known[0] != turned_by:
                known = turned_by, next_turn(await queries.site(connection, site), turned_at)
                self._sites[site] = known
            if known[1] is not None:
                due.append(Due(known[1], TurnLanes(site, turned_by)))
        return due
