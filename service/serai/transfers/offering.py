"""Telling trucks that wait of a faster site. A duty, woken by every site that publishes its bands.

What is offered can be asked for at any time; told, by the visit's feed and by a message, is no more than there are
places to be had. So a driver who is told can go, and nobody sets a whole queue in motion.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Self

from sqlalchemy.ext.asyncio import AsyncConnection

from serai.core.agenda import Due
from serai.core.clock import Clock
from serai.core.db import Database
from serai.core.desk import Command, Draft
from serai.core.events import Entry
from serai.core.leases import Leases
from serai.core.readers import Readers
from serai.queue import transfer_queries
from serai.queue.rules import Queue
from serai.queue.transfer_events import TransferOffered
from serai.queue.transfers import HOUR, Transfers
from serai.sites.rules import SiteFold
from serai.transfers import carrying, rules
from serai.transfers.rules import Offer


class Offering:
    """The duty; its `follow` is a follower of the ledger. Kept in memory alone: who begins looks at every site once.

    `leases` None where this process is alone; else only its own sites are looked at.
    """

    def __init__(self, database: Database, readers: Readers, clock: Clock, leases: Leases | None = None) -> None:
        self.database, self.readers, self.clock = database, readers, clock
        self._leases = leases
        self._known: set[str] = set()
        self._woken: dict[str, datetime] = {}
        self._due: dict[str, Due] = {}
        self._has_looked = False

    def follow(self, site: str, entries: Sequence[Entry]) -> None:
        """Note that a site says anew how long it takes."""
        at = next((entry.at for entry in entries if entry.kind == "bands.published"), None)
        if at is not None:
            self._known.add(site)
            self._woken[site] = at

    def look_again(self) -> None:
        self._has_looked = False

    def told(self, site: str) -> None:
        """What was found for a site is done."""
        self._due.pop(site, None)

    async def __call__(self, connection: AsyncConnection) -> Sequence[Due]:
        if not self._has_looked:
            published = await transfer_queries.published(connection)
            self._known.update(published)
            self._woken = published | self._woken
            self._has_looked = True
        woken, self._woken = self._woken, {}
        held = self._known if self._leases is None else self._leases.held() & self._known
        for site in sorted(held) if woken else ():
            await self._look(site, woken)
        return list(self._due.values())

    async def _look(self, site: str, woken: dict[str, datetime]) -> None:
        """Find what is offered at a site, if it or one that it knows the way to was woken."""
        drives = (await self.readers.memory(site)).of(SiteFold).place.drives
        news = [at for each, at in woken.items() if each == site or each in drives]
        if drives and news:
            self._due.pop(site, None)
            found = await carrying.offered(self, site)
            if found:
                self._due[site] = Due(max(news), Tell(site, tuple(found), self.told))


@dataclass(frozen=True)
class Tell(Command[int]):
    """Tell trucks of the sites that would let them in earlier, those that save most first; returns how many were told.

    Nobody is told twice of one site, nor of two within an hour; and no more are told of a site than may go there.
    """

    offers: tuple[tuple[str, Offer, int], ...]
    """Visit, offer, and how many more places that site may keep."""
    done: Callable[[str], None] = field(compare=False)
    """Where the duty learns that it was done at the site."""

    @classmethod
    async def load(cls, connection: AsyncConnection, draft: Draft, commands: Sequence[Self]) -> None:
        waiting = [each.id for each in draft.of(Queue).visits.values() if each.status == "waiting"]
        draft.of(Transfers).offered.update(await transfer_queries.offered(connection, draft.site, waiting))

    def decide(self, draft: Draft) -> int:
        told, visits = draft.of(Transfers).offered, draft.of(Queue).visits
        standing = [id_ for id_ in told if id_ in visits and visits[id_].status == "waiting"]
        lately = {id_: {site for site, at in told[id_].items() if at > draft.now - HOUR} for id_ in standing}
        open_ = Counter(site for sites in lately.values() for site in sites)
        count = 0
        for visit, offer, room in rules.in_turn(self.offers):
            known = visits.get(visit)
            is_new = offer.site not in told.get(visit, {}) and not lately.get(visit)
            if known is None or known.status != "waiting" or not is_new or open_[offer.site] >= room:
                continue
            draft.record(
                TransferOffered(visit=visit, site=offer.site, lane=offer.lane, saves_minutes=offer.saves_minutes)
            )
            open_[offer.site] += 1
            count += 1
        self.done(self.site)
        return count
