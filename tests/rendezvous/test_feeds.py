"""Who meets is told by the very commit that changes what is shown of the other."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest

from serai.app import LOADERS
from serai.booking.schemas import ReservationView
from serai.core.readers import Readers
from serai.ledger.actions import Ledger
from serai.live import views
from serai.live.archive import LedgerArchive
from serai.live.feed import Reader
from serai.live.hub import Hub
from serai.live.reading import TablePapers
from tests.guidance.world import SITE
from tests.live.world import Screen
from tests.rendezvous.world import MINUTE, Dock, dock


@dataclass
class Watched:
    """A dock, and the screen of a driver who meets somebody there."""

    site: Dock
    hub: Hub
    papers: TablePapers
    screen: Screen = field(default_factory=Screen)

    async def watch(self, visit: str) -> None:
        await self.hub.watch(Reader(self.screen.take), f"visit:{visit}", None)

    async def rest(self) -> None:
        while busy := [each for each in asyncio.all_tasks() if each.get_name().startswith("live")]:
            await asyncio.wait(busy)
        board = self.hub._boards.get(SITE)
        if board is not None and board._pending:
            await asyncio.sleep(0)
            await self.rest()

    async def is_told(self, visit: str) -> bool:
        """Whether the screen shows of the rendezvous what a new reader would be told."""
        await self.rest()
        fresh = await self.papers.visit(visit)
        assert fresh is not None
        return bool(self.screen.states[f"visit:{visit}"]["visit"]["rendezvous"] == fresh.visit["rendezvous"])


@asynccontextmanager
async def watched(url: str) -> AsyncIterator[Watched]:
    async with dock(url) as site:
        world = site.world
        readers = Readers(world.database, Ledger(), LOADERS)
        papers = TablePapers(world.database, readers, world.clock, ReservationView.of)
        archive = LedgerArchive(world.database, Ledger(), LOADERS)
        hub = Hub(archive, papers, tick=0.0, now=world.clock.now)
        world.desks.parts.followers.extend([readers.follow, hub.follow])
        made = Watched(site, hub, papers)
        try:
            yield made
            await made.rest()
        finally:
            await hub.close()


async def a_day(made: Watched) -> list[bool]:
    """Two meet; after each step of the other's, whether the first is shown what holds."""
    site, found = made.site, []
    one, other, _ = await site.two()
    site.world.clock.set(site.world.clock.now() + 240 * MINUTE)
    mine = await site.come(one)
    await made.watch(mine)
    theirs = await site.come(other)
    found.append(await made.is_told(mine))
    for visit in (mine, theirs):
        await site.admit(visit)
        found.append(await made.is_told(mine))
    await site.park(theirs, await site.bay_of(theirs) or "")
    found.append(await made.is_told(mine))
    return found


async def test_i15_who_meets_is_told_what_the_other_does(sqlite_url: str) -> None:
    async with watched(sqlite_url) as made:
        assert await a_day(made) == [True] * 4


async def test_i15_twin_a_driver_who_is_told_of_his_own_facts_alone_is_found_out(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views.SiteViews, "about", lambda self, event: {*views.named(event)})
    async with watched(sqlite_url) as made:
        assert False in await a_day(made)
