"""Automatic calls, the stop of all calls, recalls and the override of the guard, on real databases with an agenda."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest

from serai.calling import queries
from serai.calling.actions import CallNext, Renewing
from serai.calling.calls import TooMany
from serai.calling.control import Control, Stopped
from serai.calling.directing import ReportAcceptance, ResumeCalls, StopCalls, SwitchCalls
from serai.calling.forwarding import Forwarding
from serai.calling.recalling import Reach, Repeat, Withdraw
from serai.core import ids
from serai.core.agenda import Agenda
from serai.disruption import actions as displacing
from serai.guidance.actions import Admit
from serai.queue.recalls import NotCalled
from serai.sites.rulebook import RulebookDocument
from tests.calling.test_actions import ANYBODY, MINUTE, Port
from tests.worlds import world


@asynccontextmanager
async def port(url: str) -> AsyncIterator[Port]:
    async with world(url) as made:
        renewing, forwarding = Renewing(), Forwarding()
        made.desks.parts.followers.extend([renewing.follow, forwarding.follow])
        agenda = Agenda(made.database, made.clock, made.desks, [renewing, forwarding])
        yield Port(made, await made.site(), agenda)


@pytest.fixture
async def gate(database_url: str) -> AsyncIterator[Port]:
    async with port(database_url) as made:
        yield made


async def rules(gate: Port, **calls: Any) -> None:
    document = RulebookDocument.model_validate({"calls": calls})
    await gate.world.desks.run(displacing.PutRulebook(gate.site, None, document))


async def switch(gate: Port, mode: str = "automatic", lane: str | None = None) -> None:
    await gate.world.desks.run(SwitchCalls(gate.site, "k1", lane, mode))


def called(gate: Port) -> list[str]:
    return [event.visit for event in gate.told("visit.called")]


async def test_automatic_calls_go_on_in_order_without_anybody(gate: Port) -> None:
    visits = await gate.join(4)
    await gate.wait(10)
    assert called(gate) == []
    await switch(gate)
    await gate.wait(10)
    assert called(gate) == visits[: len(called(gate))]
    assert len(called(gate)) >= 2
    assert {event.why for event in gate.told("visit.called")} == {"call.gate"}
    assert [event.by for event in gate.told("calls.switched")] == ["k1"]
    await switch(gate)
    assert gate.kinds().count("calls.switched") == 1


async def test_the_rulebook_says_how_a_site_begins(gate: Port) -> None:
    await rules(gate, automatic=True)
    visits = await gate.join(1)
    await gate.wait(1)
    assert called(gate) == visits


async def test_a_stop_takes_back_who_is_not_at_the_gate_and_nobody_is_called_under_it(gate: Port) -> None:
    visits = await gate.join(4)
    await gate.call(2)
    await gate.world.desks.run(Reach(gate.site, visits[0], ANYBODY))
    await gate.world.desks.run(StopCalls(gate.site, "k1", None, "hazard", "a spill of acid"))
    withdrawn = gate.told("call.withdrawn")
    assert [(event.visit, event.clause, event.by) for event in withdrawn] == [(visits[1], "call.stopped", "k1")]
    for asked in (gate.call(1), gate.name(visits[2])):
        with pytest.raises(Stopped):
            await asked
    assert all(b"acid" not in entry.body for entry in gate.world.entries)
    notes = await gate.world.rows("SELECT text FROM visit_note")
    assert [note["text"] for note in notes] == ["a spill of acid"]
    await gate.world.desks.run(ResumeCalls(gate.site, "k1", None))
    assert await gate.call(1) == [visits[1]]


async def test_who_is_on_its_way_when_all_is_stopped_is_told_so_at_the_gate_and_keeps_its_place(gate: Port) -> None:
    visits = await gate.join(3)
    await gate.call(1)
    await gate.world.desks.run(StopCalls(gate.site, "k1", None, "hazard"))
    reach = Reach(gate.site, visits[0], ANYBODY)
    with pytest.raises(Stopped) as refused:
        await gate.world.desks.run(reach)
    assert (refused.value.code, refused.value.rule) == ("call.stopped", "call.hazard")
    await gate.world.desks.run(ResumeCalls(gate.site, "k1", None))
    with pytest.raises(NotCalled):
        await gate.world.desks.run(reach)
    assert await gate.call(1) == [visits[0]]
    await gate.world.desks.run(StopCalls(gate.site, "k1", None, "hazard"))
    await gate.world.desks.run(Admit(gate.site, visits[0], ANYBODY, call="c"))
    assert [event.inferred for event in gate.told("visit.called")] == [False, False, True]
    assert [event.visit for event in gate.told("visit.admitted")] == [visits[0]]


async def test_who_is_let_come_keeps_its_call_where_the_rulebook_says_so(gate: Port) -> None:
    await rules(gate, on_stop="come")
    await gate.join(2)
    await gate.call(1)
    await gate.world.desks.run(StopCalls(gate.site, "k1", None, "hazard"))
    assert "call.withdrawn" not in gate.kinds()


async def test_a_stop_of_one_lane_leaves_the_others(database_url: str) -> None:
    async with world(database_url) as made:
        site = await made.site(lanes=("export-general", "export-fresh"))
        gate = Port(made, site, Agenda(made.database, made.clock, made.desks, []))
        visits = await gate.join(1)
        await made.desks.run(StopCalls(site, "k1", "export-fresh", "hazard"))
        with pytest.raises(Stopped):
            await made.desks.run(CallNext(site, "c", 1, "export-fresh"))
        assert await gate.call(1) == visits


async def test_a_call_that_is_missed_too_often_is_the_last(gate: Port) -> None:
    await rules(gate, life_minutes=10, most_missed=2, rest_minutes=0)
    (visit,) = await gate.join(1)
    for misses in (1, 2):
        assert await gate.call(1) == [visit]
        await gate.wait(11)
        assert gate.kinds().count("call.missed") == misses
    left = gate.told("visit.left")
    assert [(event.visit, event.reason) for event in left] == [(visit, "calls_missed")]


async def test_i11_who_misses_a_call_may_lose_its_place_and_the_ledger_says_so(gate: Port) -> None:
    await rules(gate, life_minutes=10, missed_place="arrival", rest_minutes=0)
    visits = await gate.join(3)
    await gate.call(1)
    await gate.wait(11)
    (missed,) = gate.told("call.missed")
    assert missed.ops == [["move", "gate-in", 1, 3, "call.missed"]]
    assert missed.placed.because == ["order.missed"]
    assert await gate.call(3) == [*visits[1:], visits[0]]


async def test_who_is_at_the_gate_cannot_miss_its_call(gate: Port) -> None:
    (visit,) = await gate.join(1)
    await gate.call(1)
    await gate.world.desks.run(Reach(gate.site, visit, ANYBODY))
    await gate.world.desks.run(Reach(gate.site, visit, ANYBODY))
    await gate.wait(120)
    assert "call.missed" not in gate.kinds()
    assert gate.kinds().count("visit.at_gate") == 1


async def test_a_call_taken_back_rests_and_one_repeated_lives_anew(gate: Port) -> None:
    first, second = await gate.join(2)
    await switch(gate)
    await gate.wait(1)
    await gate.world.desks.run(Withdraw(gate.site, first, ANYBODY, reason="breakdown"))
    await gate.wait(4)
    assert called(gate) == [first, second]
    await gate.wait(10)
    assert called(gate) == [first, second, first]
    await gate.wait(10)
    await gate.world.desks.run(Repeat(gate.site, second, ANYBODY, reason="unheard"))
    await gate.wait(25)
    assert second not in [event.visit for event in gate.told("call.missed")]
    with pytest.raises(NotCalled):
        await gate.world.desks.run(Withdraw(gate.site, (await gate.join(1))[0], ANYBODY, reason="mistake"))


async def test_the_guard_gives_way_to_a_reason_and_a_second_person_where_the_rulebook_says_so(gate: Port) -> None:
    await gate.join(20)
    override = CallNext(gate.site, ids.new(gate.site), 20, reason="authority", second="k2")
    with pytest.raises(TooMany) as refused:
        await gate.world.desks.run(override)
    assert (refused.value.rule, refused.value.facts["may_exceed"]) == ("call_interval_minutes", False)
    assert 0 < refused.value.facts["allowed"] < 20
    await rules(gate, may_exceed=True)
    with pytest.raises(TooMany):
        await gate.world.desks.run(CallNext(gate.site, ids.new(gate.site), 20, reason="authority"))
    called = await gate.world.desks.run(override)
    assert len(called) == 20
    assert {(event.why, event.reason, event.second) for event in gate.told("visit.called")} == {
        ("call.beyond", "authority", "k2")
    }


async def test_i27_how_a_site_calls_is_read_again_as_it_was_told(gate: Port) -> None:
    now = gate.world.clock.now()
    await switch(gate, lane="export-general")
    await gate.world.desks.run(StopCalls(gate.site, "k1", "export-general", "hazard"))
    until = now + timedelta(hours=2)
    await gate.world.desks.run(ReportAcceptance(gate.site, "k9", None, 30, 60, until))
    followed = Control()
    for entry in gate.world.entries:
        followed.apply(entry.event, entry.at, entry.seq)
    async with gate.world.database.reading() as connection:
        again = await queries.control(connection, gate.site)
    assert (again.switches, again.stops, again.acceptances) == (
        followed.switches, followed.stops, followed.acceptances
    )  # fmt: skip
    assert again.acceptances[None].until == until


async def test_a_process_that_starts_anew_looks_at_every_site_once(gate: Port) -> None:
    visits = await gate.join(1)
    await switch(gate)
    anew = Agenda(gate.world.database, gate.world.clock, gate.world.desks, [Forwarding()])
    await anew.advance(gate.world.clock, gate.world.clock.now() + MINUTE)
    assert called(gate) == visits
