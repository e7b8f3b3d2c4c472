"""Who is led through a yard is told of another bay or way by the very commit that changes it, and of nothing else."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest

from serai.app import LOADERS
from serai.core.readers import Readers
from serai.guidance.actions import Dispute, PutYard, RedrawYard
from serai.guidance.schemas import GuidanceView
from serai.guidance.telling import tell
from serai.guidance.yard import YardState
from serai.identity.rights import Relation
from serai.ledger.actions import Ledger
from serai.live import shelves
from serai.live.archive import LedgerArchive
from serai.live.feed import Reader
from serai.live.hub import Hub
from serai.live.reading import TablePapers
from serai.queue.actions import Asker
from serai.sites.rules import SiteFold
from tests.guidance.world import OPERATOR, SITE, Yard, yard
from tests.guidance.yards import SAMPLE, feature, road
from tests.live.world import Screen

THROUGH: dict[str, Any] = {
    "type": "FeatureCollection",
    "features": [
        feature("gate-in", (0, 0), role="gate", gate="in"), feature("gate-out", (300, 0), role="gate", gate="out"),
        feature("W", (50, 0), role="node"), feature("E", (250, 0), role="node"),
        road("r-in", "gate-in", "W", one_way=True), road("r-wt", "W", "T", one_way=True),
        road("r-te", "T", "E", one_way=True), road("r-out", "E", "gate-out", one_way=True),
        feature("T", (150, 0), role="bay", kind="hazmat", exclusive=True),
        feature("X", (250, 20), role="bay", kind="general", node="E"),
    ],
}  # fmt: skip
"""A yard with one bay at the end of a road that leads through another bay."""


@dataclass
class Led:
    """A truck that was given a bay, and the screen of its driver."""

    site: Yard
    hub: Hub
    readers: Readers
    visit: str
    bay: str
    screen: Screen = field(default_factory=Screen)

    @property
    def feed(self) -> str:
        return f"visit:{self.visit}"

    @property
    def guidance(self) -> dict[str, Any]:
        return dict(self.screen.states[self.feed]["guidance"])

    async def now(self) -> dict[str, Any]:
        """The guidance that is asked for, not waited for."""
        memory = await self.readers.memory(SITE)
        told = tell(memory.of(YardState), self.visit, "en")
        return GuidanceView.of(told, self.site.world.clock.now()).model_dump(mode="json")

    async def frames(self, act: Awaitable[object]) -> list[dict[str, Any]]:
        """What the driver is sent because of an act."""
        before = len(self.screen.frames)
        await act
        await self.rest()
        return self.screen.frames[before:]

    async def rest(self) -> None:
        """Until nobody is being told anything."""
        while True:
            busy = [each for each in asyncio.all_tasks() if each.get_name().startswith("live")]
            board = self.hub._boards.get(SITE)
            if busy:
                await asyncio.wait(busy)
            elif board is not None and board._pending:
                await asyncio.sleep(0)
            else:
                return


@asynccontextmanager
async def led(url: str, document: dict[str, Any] = SAMPLE) -> AsyncIterator[Led]:
    async with yard(url) as site:
        world = site.world
        if document is not SAMPLE:
            await world.desks.run(PutYard.of(SITE, None, document))
        readers = Readers(world.database, Ledger(), LOADERS)
        archive = LedgerArchive(world.database, Ledger(), LOADERS)
        papers = TablePapers(world.database, readers, world.clock, lambda _: pytest.fail("no reservation is read"))
        hub = Hub(archive, papers, tick=0.0, now=world.clock.now)
        world.desks.parts.followers.extend([readers.follow, hub.follow])
        visit, bay = await site.admitted("A0001", height_cm=400)
        made = Led(site, hub, readers, visit, bay or "")
        await hub.watch(Reader(made.screen.take), made.feed, None)
        try:
            yield made
            await made.rest()
        finally:
            await hub.close()


def disputing(truck: Led, what: str | tuple[str, str]) -> Awaitable[object]:
    return truck.site.world.desks.run(Dispute(SITE, truck.visit, Asker(OPERATOR, Relation.SITE), what=what))


async def another_parks_in_it(truck: Led) -> object:
    visit, _ = await truck.site.admitted("A0002")
    return await truck.site.park(visit, truck.bay)


async def redrawn(truck: Led) -> object:
    """The aisle is made too low."""
    of = truck.guidance["path"][2:4]
    low = [
        {**each, "properties": {**each["properties"], "max_height_m": 2.0}}
        if [each["properties"].get("from"), each["properties"].get("to")] == of else each
        for each in SAMPLE["features"]
    ]  # fmt: skip
    memory = await truck.readers.memory(SITE)
    version = frozenset([str(memory.of(SiteFold).changed("yard"))])
    document = {**SAMPLE, "features": low}
    return await truck.site.world.desks.run(RedrawYard.of(SITE, version, document))


async def without_it(truck: Led) -> object:
    left = [each for each in SAMPLE["features"] if each["id"] != truck.bay]
    return await truck.site.world.desks.run(PutYard.of(SITE, None, {**SAMPLE, "features": left}))


ACTS: dict[str, Callable[[Led], Awaitable[object]]] = {
    "a road is blocked": lambda truck: truck.site.set_road("aisle-1-02", "blocked"),
    "a bay is found taken": lambda truck: disputing(truck, truck.bay),
    "a road is found blocked": lambda truck: disputing(truck, ("W1", "A1-01")),
    "a bay is seen taken": lambda truck: truck.site.set_bay(truck.bay, "occupied"),
    "a bay is closed": lambda truck: truck.site.set_bay(truck.bay, "closed"),
    "another parks in it": another_parks_in_it,
    "a bay is put right": lambda truck: truck.site.correct(truck.visit, bay="B110"),
    "the yard is another": without_it,
    "the yard is redrawn": redrawn,
    "it stands": lambda truck: truck.site.park(truck.visit, truck.bay),
    "it may go": lambda truck: truck.site.release(truck.visit),
}


@pytest.mark.parametrize("what", ACTS)
async def test_who_is_led_is_told_at_once(sqlite_url: str, what: str) -> None:
    async with led(sqlite_url) as truck:
        before = truck.guidance
        frames = await truck.frames(ACTS[what](truck))
        assert frames, "nothing was sent"
        assert frames[-1]["to"] >= (await truck.readers.memory(SITE)).seq
        assert truck.guidance == await truck.now()
        assert {**before, "valid_at": ""} != {**truck.guidance, "valid_at": ""}


async def through(truck: Led) -> list[list[dict[str, Any]]]:
    """What the driver is sent as somebody stands in the bay that its only way leads through, and goes."""
    other = await truck.site.arrive("A0002")
    return [await truck.frames(truck.site.park(other, "T")), await truck.frames(truck.site.depart(other))]


async def test_who_cannot_come_by_is_told_so_and_that_it_can_again(sqlite_url: str) -> None:
    async with led(sqlite_url, THROUGH) as truck:
        assert truck.guidance["path"] == ["gate-in", "W", "T", "E"]
        shut, free = await through(truck)
        assert [each["state"]["guidance"]["path"] for each in (*shut, *free)] == [[], ["gate-in", "W", "T", "E"]]


async def test_who_is_not_concerned_is_sent_nothing(sqlite_url: str) -> None:
    async with led(sqlite_url) as truck:
        site = truck.site
        other, bay = await site.admitted("A0002")
        assert await truck.frames(site.park(other, bay or "")) == []
        assert await truck.frames(site.set_bay("B401", "occupied", by_sensor=True)) == []
        assert await truck.frames(site.set_road("aisle-4-05", "blocked")) == []
        assert await truck.frames(site.depart(other)) == []


async def test_twin_told_only_of_what_names_it_the_driver_is_left_before_a_truck(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage: nobody looks whether the way is another one."""
    monkeypatch.setattr(shelves, "YARD_KINDS", frozenset())
    async with led(sqlite_url, THROUGH) as truck:
        assert await through(truck) == [[], []]
