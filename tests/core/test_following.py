"""I-14 between processes: everybody is told every entry once and in order, whatever bells are lost."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

import pytest

from serai.app import LOADERS
from serai.core import following as module
from serai.core.clock import TestClock
from serai.core.db import Database
from serai.core.desks import Desks, Parts
from serai.core.events import Entry
from serai.core.following import Following
from serai.core.readers import Readers
from serai.ledger.actions import Ledger
from serai.sites import actions as sites
from serai.sites.rules import SiteFold
from tests.scale import scaled
from tests.worlds import NOON, calendar_document, site_document, world

LANES = ("export-general",)

pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


class Process:
    """Desks and followers of its own, at a database that all share; `bells` are those of the others."""

    def __init__(self, url: str) -> None:
        self.database = Database(url)
        self.readers = Readers(self.database, Ledger(), LOADERS)
        self.following: Following = self.readers.following
        self.told: list[Entry] = []
        self.bells: list[Callable[[str, int], None]] = []
        self.following.followers.append(lambda _, entries: self.told.extend(entries))
        self.desks = Desks(
            Parts(self.database, TestClock(NOON), Ledger(), LOADERS, [self.following.follow, self._ring])
        )

    def _ring(self, site: str, entries: Sequence[Entry]) -> None:
        for bell in self.bells:
            bell(site, entries[-1].seq)

    async def write(self, capacity: int, site: str = "CNMHN") -> None:
        await self.desks.run(sites.PutCalendar(site, None, calendar_document(LANES, capacity)))

    async def settle(self) -> None:
        while self.following._reading:  # noqa: ASYNC110 - as long as it reads
            await asyncio.sleep(0.001)

    async def close(self) -> None:
        await self.desks.close()
        await self.following.close()
        await self.database.close()


@asynccontextmanager
async def processes(url: str, number: int = 2) -> AsyncIterator[list[Process]]:
    """So many that have started, over a database with one site."""
    async with world(url) as made:
        await made.site()
        several = [Process(url) for _ in range(number)]
        for each in several:
            await each.following.start()
        try:
            yield several
        finally:
            for each in several:
                await each.close()


def numbers(told: Sequence[Entry], site: str = "CNMHN") -> list[int]:
    return [entry.seq for entry in told if entry.site == site]


def half(draw: random.Random, ring: Callable[[str, int], None]) -> Callable[[str, int], None]:
    """A bell of which every other ring is lost."""
    return lambda site, seq: ring(site, seq) if draw.random() < 0.5 else None


async def lossy(url: str, seed: int) -> list[Process]:
    """Three write at random and ring bells of which half are lost; then each glances once at the ledgers."""
    draw = random.Random(seed)
    async with processes(url, 3) as several:
        for each in several:
            each.bells = [half(draw, other.following.ring) for other in several if other is not each]
        for step in range(scaled(100, least=20)):
            writers = draw.sample(several, draw.randint(1, 3))
            await asyncio.gather(*(each.write(100 + 10 * step + at) for at, each in enumerate(writers)))
        for each in several:
            await each.settle()
            await each.following.glance()
            await each.settle()
        return several


@pytest.mark.parametrize("seed", range(scaled(20)))
async def test_i14_each_is_told_every_entry_once_and_in_order_whatever_bells_are_lost(database_url, seed):
    several = await lossy(database_url, seed)
    last = max(numbers(each.told)[-1] for each in several)
    for each in several:
        assert numbers(each.told) == list(range(3, last + 1))


async def test_i14_who_trusts_what_comes_is_found_out(database_url, monkeypatch):
    """The twin: entries are handed on as they come, gap or not."""

    def careless(self: Following, site: str, entries: Sequence[Entry]) -> None:
        self._cursors[site] = entries[-1].seq
        for follower in self.followers:
            follower(site, entries)

    monkeypatch.setattr(Following, "_hand_on", careless)
    several = await lossy(database_url, 1)
    assert any(numbers(each.told) != list(range(3, numbers(each.told)[-1] + 1)) for each in several)


async def test_i13_who_hears_nothing_reads_all_the_same(database_url, monkeypatch):
    monkeypatch.setattr(module, "GLANCE_SECONDS", 0.01)
    async with processes(database_url) as (writing, reading):
        task = asyncio.create_task(reading.following.serve())
        await writing.write(7)
        while not reading.told:  # noqa: ASYNC110 - nothing tells, that is the point
            await asyncio.sleep(0.01)
        task.cancel()
        assert numbers(reading.told) == [3]


async def test_a_site_that_was_made_elsewhere_is_followed_from_its_first_entry(database_url):
    async with processes(database_url) as (writing, reading):
        await writing.desks.run(sites.CreateSite("LABTN", site_document("LABTN", LANES)))
        await writing.write(3, "LABTN")
        await reading.write(4, "LABTN")
        await reading.settle()
        for each in (writing, reading):
            assert numbers(each.told, "LABTN")[:2] == [1, 2]
        assert numbers(reading.told, "LABTN") == [1, 2, 3]


async def test_a_ring_that_lies_costs_a_look_and_nothing_else(database_url):
    async with processes(database_url) as (_, reading):
        for site, seq in (("CNMHN", 10**17), ("NOWHERE", 5), ("CNMHN", 0)):
            reading.following.ring(site, seq)
        await reading.settle()
        assert reading.told == []


async def known(process: Process) -> int:
    """The capacity of a slot, as this process would answer."""
    calendar = (await process.readers.memory("CNMHN")).of(SiteFold).calendar
    assert calendar is not None
    return calendar.document.rules[0].capacity


async def test_who_was_answered_by_one_process_finds_it_at_another(database_url):
    async with processes(database_url) as (writing, reading):
        await reading.readers.memory("CNMHN")
        for capacity in range(5, 15):
            await writing.write(capacity)
            assert await known(reading) == capacity


async def test_an_answer_from_what_was_remembered_is_found_out(database_url, monkeypatch):
    """The twin: committed memory is taken for granted between two bells."""

    async def trusting(self: Following, site: str) -> None:
        return None

    monkeypatch.setattr(Following, "fresh", trusting)
    async with processes(database_url) as (writing, reading):
        await reading.readers.memory("CNMHN")
        await writing.write(99)
        assert await known(reading) != 99


async def test_a_database_that_is_away_is_said_once_and_read_when_it_is_back(database_url, monkeypatch, capsys):
    monkeypatch.setattr(module, "GLANCE_SECONDS", 0.01)
    glance, away = Following.glance, 20

    async def absent(self: Following) -> None:
        nonlocal away
        away -= 1
        if away > 0:
            raise OSError("away")
        await glance(self)

    monkeypatch.setattr(Following, "glance", absent)
    async with processes(database_url) as (writing, reading):
        task = asyncio.create_task(reading.following.serve())
        await writing.write(7)
        while not reading.told:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        task.cancel()
    assert capsys.readouterr().out.count("ledger.unread") == 1
