"""What falls due is done by one process for each site, and by another soon after that one died."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from serai.core.agenda import Agenda, Due
from serai.core.clock import SystemClock
from serai.core.db import Database
from serai.core.desk import Command, Draft
from serai.core.leases import LIFE_SECONDS, RENEW_SECONDS, Leases
from serai.core.statements import fetch
from serai.ledger.actions import Ledger
from tests.worlds import NOON, World, world

pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)

SITES = ("CNMHN", "LABTN", "MMMSE")
DONE: Counter[tuple[str, str]] = Counter()


@dataclass(frozen=True)
class Note(Command[None]):
    """Something to be done once."""

    by: str = ""

    def decide(self, draft: Draft) -> None:
        DONE[self.by, self.site] += 1


class Duty:
    """Due once for each site and process, and again only when told to look again."""

    def __init__(self, by: str) -> None:
        self._by = by
        self._left = list(SITES)

    def look_again(self) -> None:
        self._left = list(SITES)

    async def __call__(self, connection: AsyncConnection) -> Sequence[Due]:
        left, self._left = self._left, []
        return [Due(NOON, Note(site, self._by)) for site in left]


@pytest.fixture
async def made(database_url) -> AsyncIterator[World]:
    DONE.clear()
    async with world(database_url) as made:
        for site in SITES:
            await made.site(site)
        yield made


@pytest.fixture
async def several(database_url) -> AsyncIterator[list[Leases]]:
    async with AsyncExitStack() as stack:
        leases = []
        for _ in range(3):
            database = Database(database_url)
            stack.push_async_callback(database.close)
            leases.append(Leases(database, Ledger()))
        yield leases


async def pass_by(made: World, seconds: float) -> None:
    """Time passes, as the database sees it."""
    async with made.database.writing() as connection:
        await fetch(connection, f"UPDATE site_lease SET until = until - interval '{seconds} seconds'")


async def test_one_has_each_site(made, several):
    for _ in range(3):
        await asyncio.gather(*(each.renew() for each in several))
        held = [site for each in several for site in each.held()]
        assert sorted(held) == sorted(SITES)


async def test_who_renews_keeps_and_who_does_not_loses(made, several):
    first, second, _ = several
    await first.renew()
    for _ in range(5):
        await pass_by(made, LIFE_SECONDS - 1)
        await first.renew()
        await second.renew()
        assert first.held() == frozenset(SITES)
        assert not second.held()
    await pass_by(made, LIFE_SECONDS + 1)
    await second.renew()
    assert second.held() == frozenset(SITES)
    await first.renew()
    assert not first.held()


async def test_who_leaves_is_followed_at_once(made, several):
    first, second, _ = several
    serving = asyncio.create_task(first.serve())
    while not first.held():  # noqa: ASYNC110 - it tells nobody
        await asyncio.sleep(0.01)
    serving.cancel()
    await asyncio.gather(serving, return_exceptions=True)
    await second.renew()
    assert second.held() == frozenset(SITES)


async def test_a_new_site_is_somebodys_soon(made, several):
    first, second, _ = several
    await first.renew()
    await made.site("VNLCA")
    await second.renew()
    await first.renew()
    assert second.held() == {"VNLCA"}
    assert first.held() == frozenset(SITES)


async def test_a_holder_that_cannot_renew_stops_no_later_than_the_database_says(made):
    """Counted from before it asked: whatever the answer took is not added."""
    clock = iter([100.0, 100.0 + LIFE_SECONDS - 0.1, 100.0 + LIFE_SECONDS])
    leases = Leases(made.database, Ledger(), lambda: next(clock))
    await leases.renew()
    assert leases.held()
    assert not leases.held()
    assert 2 * RENEW_SECONDS < LIFE_SECONDS


async def work(made: World, leases: Sequence[Leases | None]) -> list[Agenda]:
    """So many processes look at what is due, again and again."""
    found = [
        Agenda(made.database, SystemClock(), made.desks, [Duty(f"p{number}")], each)
        for number, each in enumerate(leases)
    ]
    for _ in range(5):
        for each in leases:
            if each is not None:
                await each.renew()
        for agenda in found:
            await agenda._run(await agenda._mine(SystemClock().now()))
    return found


async def test_a_duty_is_done_by_one_process_and_by_the_next_when_that_dies(made, several):
    await work(made, several)
    assert {("p0", site): 1 for site in SITES} == DONE
    await pass_by(made, LIFE_SECONDS + 1)
    await work(made, several[1:])
    assert Counter(site for _, site in DONE.elements()) == dict.fromkeys(SITES, 2)


async def test_duties_without_a_lease_are_found_out(made):
    """The twin: every process does what is due."""
    await work(made, [None, None, None])
    assert set(Counter(site for _, site in DONE.elements()).values()) == {3}
