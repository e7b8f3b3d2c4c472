from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest

from serai.calling import queries
from serai.calling.actions import CallNamed, CallNext, Renewing
from serai.calling.calls import TooMany
from serai.calling.rules import Pace
from serai.core import ids
from serai.core.agenda import Agenda
from serai.core.errors import Refusal
from serai.identity.rights import Relation, Role
from serai.identity.rules import Caller
from serai.queue.actions import Asker, Leave
from serai.queue.checkin import Arriving, CheckIn
from serai.queue.moves import ReasonMissing
from tests.worlds import OPERATOR, World, world

MINUTE = timedelta(minutes=1)
ANYBODY = Asker(Caller(role=Role.OPERATOR, key="operator"), Relation.SITE)


@dataclass
class Port:
    """A site with a desk and an agenda, on a real database."""

    world: World
    site: str
    agenda: Agenda
    joined: int = 0

    async def join(self, count: int = 1) -> list[str]:
        visits = []
        for _ in range(count):
            self.joined += 1
            plate = f"YA{self.joined:04}"
            arriving = Arriving(f"CN:{plate}", {"plate": plate, "country": "CN"})
            command = CheckIn(
                self.site, ids.new(self.site), "5a17" * 8, OPERATOR, "kiosk", arriving=arriving, lane="export-general"
            )
            visits.append((await self.world.desks.run(command)).visit.id)
        return visits

    async def call(self, count: int) -> list[str]:
        called = await self.world.desks.run(CallNext(self.site, ids.new(self.site), count))
        return [seen.visit.id for seen in called]

    async def name(self, *visits: str, **more: Any) -> list[str]:
        command = CallNamed(self.site, ids.new(self.site), visits, **more)
        return [seen.visit.id for seen in await self.world.desks.run(command)]

    async def leave(self, visit: str) -> None:
        await self.world.desks.run(Leave(self.site, visit, ANYBODY))

    async def wait(self, minutes: float) -> None:
        await self.agenda.advance(self.world.clock, self.world.clock.now() + minutes * MINUTE)

    def kinds(self) -> list[str]:
        return [entry.kind for entry in self.world.entries]

    def told(self, kind: str) -> list[Any]:
        return [entry.event for entry in self.world.entries if entry.kind == kind]


@asynccontextmanager
async def port(url: str) -> AsyncIterator[Port]:
    async with world(url) as made:
        renewing = Renewing()
        made.desks.parts.followers.append(renewing.follow)
        agenda = Agenda(made.database, made.clock, made.desks, [renewing])
        yield Port(made, await made.site(), agenda)


@pytest.fixture
async def gate(database_url: str) -> AsyncIterator[Port]:
    async with port(database_url) as made:
        yield made


async def test_the_next_ones_are_called_in_order_with_their_vehicles(gate: Port) -> None:
    visits = await gate.join(3)
    called = await gate.world.desks.run(CallNext(gate.site, "call-1", 2))
    assert [seen.visit.id for seen in called] == visits[:2]
    assert [seen.papers.vehicle["plate"] for seen in called] == ["YA0001", "YA0002"]
    assert [seen.visit.status for seen in called] == ["called", "called"]
    assert {event.call for event in gate.told("visit.called")} == {"call-1"}
    assert await gate.call(5) == visits[2:]
    assert await gate.call(5) == []


async def test_more_than_the_gates_take_is_refused_and_changes_nothing(gate: Port) -> None:
    await gate.join(30)
    before = len(gate.world.entries)
    with pytest.raises(TooMany) as refused:
        await gate.call(30)
    assert len(gate.world.entries) == before
    allowed = refused.value.facts["allowed"]
    assert len(await gate.call(allowed)) == allowed
    with pytest.raises(TooMany):
        await gate.call(1)


async def test_out_of_order_needs_a_reason_whose_words_stay_outside_the_ledger(gate: Port) -> None:
    visits = await gate.join(5)
    with pytest.raises(ReasonMissing):
        await gate.name(visits[3])
    assert await gate.name(visits[3], reason="perishable", text="the cooling broke") == [visits[3]]
    assert [event.reason for event in gate.told("visit.called")] == ["perishable"]
    assert all(b"cooling" not in entry.body for entry in gate.world.entries)


async def test_calling_twice_says_the_same(gate: Port) -> None:
    visits = await gate.join(2)
    assert await gate.name(visits[0]) == await gate.name(visits[0])
    assert gate.kinds().count("visit.called") == 1


async def test_bands_are_there_for_the_first_and_at_most_once_a_minute(gate: Port) -> None:
    await gate.wait(0)
    first = gate.told("bands.published")
    assert [sorted(event.bands) for event in first] == [["gate-in"]]
    await gate.join(10)
    await gate.wait(0.5)
    await gate.join(10)
    await gate.wait(20)
    times = [event.as_of for event in gate.told("bands.published")]
    assert all(later - earlier >= MINUTE for earlier, later in pairwise(times))
    assert gate.told("bands.published")[-1].bands["gate-in"]["general"][-1][0] > 20


async def test_without_news_nothing_is_published(gate: Port) -> None:
    await gate.wait(0)
    await gate.wait(600)
    assert gate.kinds().count("bands.published") == 1


async def test_a_missed_call_comes_back_to_its_place_when_its_time_is_up(gate: Port) -> None:
    visits = await gate.join(3)
    await gate.call(1)
    await gate.wait(29)
    assert "call.missed" not in gate.kinds()
    called_at = next(entry.at for entry in gate.world.entries if entry.kind == "visit.called")
    await gate.wait(120)
    missed = next(entry for entry in gate.world.entries if entry.kind == "call.missed")
    assert missed.at == called_at + 30 * MINUTE
    assert await gate.call(1) == visits[:1]


async def test_i27_a_pace_read_again_is_the_one_that_was_followed(gate: Port) -> None:
    await gate.join(12)
    await gate.wait(3)
    for _ in range(3):
        called = await gate.call(1)
        await gate.wait(7)
        await gate.leave(called[0])
    followed = Pace()
    for entry in gate.world.entries:
        followed.apply(entry.event, entry.at, entry.seq)
    async with gate.world.database.reading() as connection:
        again = await queries.pace(connection, gate.site)
    assert again.lines["gate-in"].measured(1e9) == followed.lines["gate-in"].measured(1e9)
    assert again.lines["gate-in"].queue.keys() == followed.lines["gate-in"].queue.keys()


async def test_an_unknown_lane_is_refused(gate: Port) -> None:
    with pytest.raises(Refusal, match=r"lane\.unknown"):
        await gate.world.desks.run(CallNext(gate.site, "c", 1, "nowhere"))
