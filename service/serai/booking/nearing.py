"""Slots that come into the horizon: those who wait for them are offered what is free there at that very instant."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, Self

from sqlalchemy.ext.asyncio import AsyncConnection

from serai.booking import queries, slots, turns
from serai.booking.actions import load_waiters
from serai.booking.book import Book
from serai.core.agenda import Due
from serai.core.clock import Clock
from serai.core.desk import Command, Draft, Memory
from serai.sites.rules import SiteFold

_AT_ONCE: Final = timedelta(days=2)
"""So far beyond the horizon the calendar is looked through for the next slot; after that, further."""
_MOMENT: Final = timedelta(microseconds=1)


@dataclass(frozen=True)
class Near(Command[None]):
    """Offer what is free of what anybody waits for, as far as the horizon reaches now.

    `reached` is where the duty of this process learns that it was done; another one's doing it again changes nothing.
    """

    reached: dict[str, datetime] = field(compare=False)

    @classmethod
    async def load(cls, connection: AsyncConnection, draft: Draft, commands: Sequence[Self]) -> None:
        await load_waiters(connection, draft)

    def decide(self, draft: Draft) -> None:
        turns.settle_lanes(draft)
        self.reached[self.site] = draft.now


class Nearing:
    """The duty that looks, for each site at which somebody waits, for the next slot to come into the horizon.

    What it knows is kept in memory alone: a process that starts looks at every site at once.
    """

    def __init__(self, clock: Clock, memory: Callable[[str], Awaitable[Memory]]) -> None:
        self._clock, self._memory = clock, memory
        self._reached: dict[str, datetime] = {}

    async def __call__(self, connection: AsyncConnection) -> Sequence[Due]:
        now, due = self._clock.now(), []
        for site in await queries.sites_with_waiters(connection):
            memory = await self._memory(site)
            at = next_slot(memory.of(SiteFold), memory.of(Book), self._reached.get(site), now)
            if at is not None:
                due.append(Due(max(at, now), Near(site, self._reached)))
        return due


def next_slot(site: SiteFold, book: Book, reached: datetime | None, now: datetime) -> datetime | None:
    """When the next slot that is waited for comes into the horizon, settled until `reached`; None if none will.

    It may be an instant too early to find one: then it is asked again.
    """
    if reached is None:
        return now
    horizon = slots.terms_of(site.rulebook_at(now).rulebook).horizon
    beyond, found = reached + horizon + _MOMENT, []
    for lane in book.waitlist.lanes():
        spans = [(max(start, beyond), end) for start, end in book.waitlist.spans(lane) if end > beyond]
        if spans:
            first, last = min(start for start, _ in spans), max(end for _, end in spans)
            look = min(last, first + _AT_ONCE)
            near = [each.starts_at for each in site.slots(lane, first, look)]
            found += [min(near)] if near else [look] if look < last else []
    return min(found) - horizon if found else None
