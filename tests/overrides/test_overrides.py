"""Calls out of turn: counted in public, by people and companies that nobody can name, and beyond a number by two."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from serai.core import ids
from serai.core.errors import Refusal
from serai.overrides import actions, queries
from serai.overrides.actions import Ask, Confirm, Override
from serai.overrides.rules import InTurn, OverrideOver, Overrides, SamePerson, SecondNeeded
from serai.queue.actions import Leave
from tests.queue.desk_world import AS_OPERATOR, QueueWorld, world

ONE, OTHER, THIRD = "O-ONE", "O-OTHER", "O-THIRD"


@dataclass
class Gate:
    """A site at which people call out of turn."""

    made: QueueWorld

    async def joined(self, count: int = 3) -> list[str]:
        given = [{"lane": "export-general"}] * count
        return [(await self.made.check_in(f"YA{len(self.made.entries):05}", **each)).visit.id for each in given]

    async def call(self, *visits: str, by: str = ONE, **more: Any) -> None:
        plain = {"reason": "perishable", **more}
        await self.made.desks.run(Override("CNMHN", ids.new("CNMHN"), visits, by=by, **plain))

    async def ask(self, *visits: str, by: str = ONE) -> str:
        return (await self.made.desks.run(Ask("CNMHN", ids.new("CNMHN"), visits, "medical", by, "he is ill"))).id

    async def confirm(self, override: str, by: str = OTHER) -> list[str]:
        seen = await self.made.desks.run(Confirm("CNMHN", override, ids.new("CNMHN"), by))
        return [each.visit.id for each in seen]

    async def tallies(self) -> list[tuple[Any, ...]]:
        async with self.made.database.reading() as connection:
            found = await queries.tallies(connection, "CNMHN", None, None, skip=0, limit=50)
        return [(each.day, each.operator, each.reason, each.calls, each.seconded) for each in found]

    def kinds(self) -> list[str]:
        return [entry.kind for entry in self.made.entries if entry.kind.startswith(("override.", "visit.called"))]

    async def memory(self) -> tuple[Overrides, Overrides]:
        """As it was folded, and as the tables have it."""
        assert self.made.readers is not None
        async with self.made.database.reading() as connection:
            loaded = await queries.overrides(connection, "CNMHN")
        return (await self.made.readers.memory("CNMHN")).of(Overrides), loaded


@asynccontextmanager
async def opened(url: str, **rulebook: Any) -> AsyncIterator[Gate]:
    async with world(url) as made:
        await made.put_rulebook(call_interval_minutes=120, **rulebook)
        yield Gate(made)


@pytest.fixture
async def gate(database_url: str) -> AsyncIterator[Gate]:
    async with opened(database_url, overrides_per_day=1) as made:
        yield made


async def test_a_call_out_of_turn_is_counted_by_day_operator_and_reason(gate: Gate) -> None:
    first, second, third = await gate.joined()
    await gate.call(second)
    await gate.call(first, by=OTHER)  # it is its turn: nothing to count
    assert await gate.tallies() == [("2026-11-22", ONE, "perishable", 1, 0)]
    assert gate.kinds().count("override.made") == 1
    with pytest.raises(Refusal) as refused:
        await gate.call(*(await gate.joined(2))[1:])
    assert refused.value.code == "call.second_needed"
    assert third


async def test_what_one_person_may_decide_is_counted_by_the_sites_own_day(database_url: str) -> None:
    """However much else happened, whoever called, and whichever process looks: by the table of overrides."""
    async with opened(database_url, overrides_per_day=2) as gate:
        midnight = datetime(2026, 11, 23, tzinfo=ZoneInfo("Asia/Shanghai"))
        visits = await gate.joined(9)
        gate.made.clock.set(midnight - timedelta(seconds=2))
        for visit, by in ((visits[8], ONE), (visits[7], OTHER)):
            await gate.call(visit, by=by)
        with pytest.raises(SecondNeeded) as refused:
            await gate.call(visits[6])
        assert (refused.value.facts["made"], refused.value.facts["overrides_per_day"]) == (2, 2)
        await gate.call(visits[6], second=OTHER)
        _, loaded = await gate.memory()
        assert loaded.made(loaded.local_day(gate.made.clock.now())) == 3
        gate.made.clock.set(midnight)
        with pytest.raises(SecondNeeded):
            await gate.call(visits[5], visits[4], visits[3])
        await gate.call(visits[5], visits[4])
        counted = [(day, calls, seconded) for day, _, _, calls, seconded in await gate.tallies()]
        assert sorted(counted) == [("2026-11-22", 1, 0), ("2026-11-22", 2, 1), ("2026-11-23", 2, 0)]


async def test_what_one_asks_for_another_confirms_and_it_is_called_at_once(gate: Gate) -> None:
    visits = await gate.joined(4)
    await gate.call(visits[1])
    asked = await gate.ask(visits[3])
    assert (await gate.made.queue()).visits[visits[3]].status == "waiting"
    with pytest.raises(SamePerson):
        await gate.confirm(asked, ONE)
    assert await gate.confirm(asked) == [visits[3]]
    called = (await gate.made.queue()).visits[visits[3]]
    assert (called.status, called.call_reason) == ("called", "medical")
    assert gate.kinds()[-3:] == ["visit.called", "override.made", "override.confirmed"]
    assert set(await gate.tallies()) == {
        ("2026-11-22", ONE, "perishable", 1, 0), ("2026-11-22", ONE, "medical", 1, 1),
    }  # fmt: skip
    assert "he is ill" not in str([entry.body for entry in gate.made.entries])


async def test_a_request_is_confirmed_once_and_in_time(gate: Gate) -> None:
    visits = await gate.joined(4)
    asked, later = await gate.ask(visits[2]), await gate.ask(visits[3])
    await gate.confirm(asked)
    with pytest.raises(OverrideOver):
        await gate.confirm(asked, THIRD)
    gate.made.clock.set(gate.made.clock.now() + actions.STANDS)
    with pytest.raises(OverrideOver):
        await gate.confirm(later)
    with pytest.raises(OverrideOver):
        await gate.confirm("nothing")


async def test_who_has_gone_meanwhile_is_not_called_and_nothing_is_recorded(gate: Gate) -> None:
    visits = await gate.joined(3)
    asked = await gate.ask(visits[2])
    await gate.made.desks.run(Leave("CNMHN", visits[2], AS_OPERATOR))
    before = len(gate.made.entries)
    with pytest.raises(Refusal):
        await gate.confirm(asked)
    assert len(gate.made.entries) == before


async def test_nobody_asks_for_what_is_in_turn(gate: Gate) -> None:
    visits = await gate.joined(2)
    with pytest.raises(InTurn):
        await gate.ask(visits[0])


async def test_i27_memory_from_tables_equals_memory_from_the_ledger(gate: Gate) -> None:
    visits = await gate.joined(6)
    await gate.call(visits[1])
    for at, visit in enumerate(visits[2:5]):
        gate.made.clock.set(gate.made.clock.now() + timedelta(minutes=12))
        asked = await gate.ask(visit)
        if at == 1:
            await gate.confirm(asked)
    folded, loaded = await gate.memory()
    assert (folded.asked, folded.day, folded.count, folded.zone) == (
        loaded.asked, loaded.day, loaded.count, loaded.zone,
    )  # fmt: skip
    assert len(folded.asked) == 2


async def _raced(gate: Gate) -> int:
    """How many of several people who confirm one request at the same moment are told that it was they."""
    visits = await gate.joined(3)
    asked = await gate.ask(visits[2])
    people = [OTHER, THIRD, "O-FOUR", "O-FIVE"]
    answers = await asyncio.gather(*(gate.confirm(asked, by) for by in people), return_exceptions=True)
    assert all(isinstance(each, list | Refusal) for each in answers), answers
    return sum(isinstance(each, list) for each in answers)


async def test_of_several_who_confirm_at_once_one_does(gate: Gate) -> None:
    for _ in range(5):
        assert await _raced(gate) == 1
        await gate.made.desks.run(Leave("CNMHN", (await gate.joined(1))[0], AS_OPERATOR))


async def test_twin_a_request_that_stays_open_is_confirmed_twice(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The protection taken away: what was confirmed is not forgotten."""
    monkeypatch.setattr(Overrides, "find", lambda self, override, by, now: _kept(self)[override])
    monkeypatch.setattr(Overrides, "apply", _remembering(Overrides.apply))
    async with opened(sqlite_url, overrides_per_day=100) as made:
        assert await _raced(made) > 1


def _kept(overrides: Overrides) -> dict[str, Any]:
    return vars(overrides).setdefault("kept", {})


def _remembering(real: Any) -> Any:
    def apply(self: Overrides, event: Any, at: Any, seq: int) -> None:
        _kept(self).update(self.asked)
        real(self, event, at, seq)
        _kept(self).update(self.asked)

    return apply
