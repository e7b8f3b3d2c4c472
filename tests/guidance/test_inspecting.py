"""Inspections and the power of bays: who is taken where, in which order, and what is kept for whom."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random
from typing import Any

import pytest

from serai.booking import actions as booking
from serai.core import ids
from serai.core.desk import Command
from serai.declarations import actions as declarations
from serai.guidance import actions, following, inspecting, inspections, moving
from serai.guidance.coming import KEPT
from serai.guidance.events import BayReassigned
from serai.guidance.rules import BayUnpowered, NoBay
from serai.guidance.yard import YardState
from serai.identity.rights import Relation, Role
from serai.identity.rules import Caller
from serai.queue import moves as queued
from serai.queue.actions import Asker
from serai.queue.checkin import CheckIn
from serai.queue.inspections import Inspection, InspectionNone, InspectionTooLate, VisitHeld
from serai.queue.rules import Queue
from serai.queue.views import Seen
from tests.booking.counter import by
from tests.declarations.clerk import ACME, CUSTOMS, submitted
from tests.guidance.world import OPERATOR, SITE, Yard, yard
from tests.scale import scaled
from tests.worlds import NOON, reservation, slot_id

AUTHORITY = Asker(Caller(role=Role.AUTHORITY, key="authority"), Relation.SITE)
CLERK = declarations.Asker(CUSTOMS, Relation.SITE)
BAYS = ("B101", "B102", "B103", "B104")


async def order(site: Yard, visit: str, reason: str = "customs") -> Seen:
    return await site.world.desks.run(inspecting.Order(SITE, visit, AUTHORITY, reason=reason))


async def pick(site: Yard, visit: str) -> Seen:
    return await site.world.desks.run(inspecting.Pick(SITE, visit, AUTHORITY))


async def end(site: Yard, visit: str, outcome: Any, onward: bool | None = None) -> Seen:
    return await site.world.desks.run(inspecting.End(SITE, visit, AUTHORITY, outcome=outcome, onward=onward))


@dataclass(frozen=True)
class _Call(Command[None]):
    visit: str

    def decide(self, draft: Any) -> None:
        grounds = queued.Grounds(reason="perishable")
        for fact in queued.call(draft.of(Queue), self.visit, f"call-{self.visit}", "gate-in", grounds):
            draft.record(fact)


async def call(site: Yard, visit: str) -> None:
    await site.world.desks.run(_Call(SITE, visit))


async def power(site: Yard, bay: str, status: str) -> YardState:
    return await site.world.desks.run(actions.SetBayPower(SITE, bay, status, by_sensor=False))


async def stood(site: Yard, plate: str, bay: str, cargo_class: str = "general", **changes: Any) -> str:
    """A visit that stands in a bay."""
    visit, _ = await site.admitted(plate, cargo_class, **changes)
    await site.park(visit, bay)
    return visit


async def moves(site: Yard) -> list[tuple[str | None, str | None, str]]:
    facts = [each.event for each in await site.world.ledger(SITE)]
    return [(each.before, each.bay, each.cause) for each in facts if isinstance(each, BayReassigned)]


class _Look(Command[tuple[Queue, YardState]]):
    def decide(self, draft: Any) -> tuple[Queue, YardState]:
        return draft.of(Queue), draft.of(YardState)


async def test_who_stands_in_a_bay_is_taken_to_inspection_and_back_to_a_bay_of_its_own(database_url: str) -> None:
    async with yard(database_url) as site:
        visit = await stood(site, "A1", "B105")
        seen = await order(site, visit)
        assert await moves(site) == [(None, seen.visit.next_bay, "inspection")]
        assert (seen.visit.bay, seen.visit.next_bay in BAYS) == ("B105", True)
        to = str(seen.visit.next_bay)
        state = await site.stored()
        assert (state.stands["B105"].parked, state.stands[to].given) == (visit, visit), "its old bay is not empty yet"
        assert (state.stays[visit].bay, state.stays[visit].to) == ("B105", to)
        assert [each["clause"] for each in seen.because.told("en")][-2:] == ["inspection.ordered", "bay.inspection"]
        with pytest.raises(VisitHeld):
            await site.release(visit)
        await site.park(visit, to)
        assert (await site.stored()).stands["B105"].status == "free"
        seen = await end(site, visit, "cleared")
        assert (await moves(site))[-1] == (None, seen.visit.next_bay, "cleared")
        assert seen.visit.needs == ()
        state = await site.stored()
        assert state.ground is not None
        own = str(seen.visit.next_bay)
        assert state.ground.yard.bays[own].kind == "general"
        await site.park(visit, own)
        assert (await site.release(visit)).visit.status == "released"
        before = len(await site.kinds())
        with pytest.raises(InspectionTooLate):
            await order(site, visit)
        assert len(await site.kinds()) == before


async def test_each_act_is_done_once_and_an_order_is_taken_back(sqlite_url: str) -> None:
    async with yard(sqlite_url) as site:
        visit = await site.arrive("A1")
        with pytest.raises(InspectionNone):
            await pick(site, visit)
        for act in (order, pick):
            await act(site, visit)
            before = len(await site.kinds())
            await act(site, visit)
            assert len(await site.kinds()) == before
        seen = await end(site, visit, "withdrawn")
        assert (seen.visit.needs, seen.visit.inspection and seen.visit.inspection.outcome) == ((), "withdrawn")
        before = len(await site.kinds())
        await end(site, visit, "withdrawn")
        assert len(await site.kinds()) == before
        with pytest.raises(InspectionNone):
            await end(site, visit, "cleared")


async def test_who_came_for_it_leaves_from_there_and_who_is_detained_stays(sqlite_url: str) -> None:
    async with yard(sqlite_url) as site:
        visit, bay = await site.admitted("A1", needs=("inspection",))
        assert bay in BAYS
        await site.park(visit, str(bay))
        await end(site, visit, "detained")
        with pytest.raises(VisitHeld) as refused:
            await site.release(visit)
        assert refused.value.facts["detained"]
        seen = await end(site, visit, "cleared")
        assert seen.visit.next_bay is None
        assert await moves(site) == []
        assert (await site.release(visit)).visit.status == "released"


async def test_an_order_under_way_leads_to_an_inspection_bay_and_one_taken_back_leaves_it_standing(
    sqlite_url: str,
) -> None:
    async with yard(sqlite_url) as site:
        driving, bay = await site.admitted("A1")
        seen = await order(site, driving)
        assert await moves(site) == [(bay, seen.visit.bay, "inspection")]
        assert seen.visit.bay in BAYS
        standing = await stood(site, "A2", "B106")
        to = (await order(site, standing)).visit.next_bay
        seen = await end(site, standing, "withdrawn")
        assert (await moves(site))[-1] == (to, None, "needless")
        assert (seen.visit.bay, seen.visit.next_bay) == ("B106", None)
        assert (await site.stored()).stands[str(to)].status == "free"


async def test_a_full_inspection_is_waited_for_where_one_stands_and_the_picked_one_is_next(sqlite_url: str) -> None:
    async with yard(sqlite_url) as site:
        there = [await stood(site, f"I{n}", bay, needs=("inspection",)) for n, bay in enumerate(BAYS)]
        first, second = await stood(site, "A1", "B105"), await stood(site, "A2", "B106")
        line = await site.arrive("A3")
        for visit in (first, second, line):
            await order(site, visit)
        assert await moves(site) == []
        memory, state = await site.world.desks.run(_Look(SITE))
        assert [each.id for each in inspections.in_order(memory, state)] == [*there, first, second, line]
        await pick(site, second)
        memory, state = await site.world.desks.run(_Look(SITE))
        assert [each.id for each in inspections.in_order(memory, state)] == [*there, second, first, line]
        await end(site, there[0], "cleared")
        await site.release(there[0])
        await site.depart(there[0])
        assert [each[2] for each in await moves(site)] == ["inspection"]
        assert (await site.stored()).stands["B101"].given == second


async def test_an_inspection_bay_is_kept_for_who_was_picked_and_is_called_but_not_for_ever(sqlite_url: str) -> None:
    async with yard(sqlite_url) as site:
        for bay in BAYS[1:]:
            await site.set_bay(bay, "closed")
        picked = await site.arrive("A1")
        await order(site, picked)
        await pick(site, picked)
        await call(site, picked)
        other = await site.arrive("A2", needs=("inspection",))
        with pytest.raises(NoBay) as refused:
            await site.admit(other)
        assert refused.value.facts["why"]["kept"] == 1
        standing = await stood(site, "A3", "B105")
        await order(site, standing)
        assert await moves(site) == []
        site.world.clock.set(site.world.clock.now() + KEPT + timedelta(seconds=1))
        await site.set_bay("B410", "closed")
        assert await moves(site) == [(None, "B101", "inspection")]


async def test_a_bay_without_power_is_given_to_nobody_who_needs_it_and_who_stands_there_is_moved(
    sqlite_url: str,
) -> None:
    async with yard(sqlite_url) as site:
        with pytest.raises(BayUnpowered):
            await power(site, "B105", "on")
        visit = await stood(site, "R1", "B201", "fresh")
        state = await power(site, "B201", "off")
        assert await site.kinds(len(await site.kinds()) - 2) == ["bay.power_set", "bay.reassigned"]
        stay = state.stays[visit]
        assert stay.to is not None
        assert [each.truck.visit for each, _ in moving.unpowered(state)] == [visit]
        queue, _ = await site.world.desks.run(_Look(SITE))
        assert queue.visits[visit].bay_why == "bay.power"
        await power(site, "B201", "on")
        assert (await moves(site))[-1] == (stay.to, None, "needless")
        for number in range(201, 211):
            await power(site, f"B{number}", "off")
        with pytest.raises(NoBay) as refused:
            await site.admitted("R2", "fresh")
        assert refused.value.facts["why"]["power"] > 0
        assert (await moves(site))[-1][1] is None, "nobody drives around while there is no power anywhere"
        await power(site, "B210", "on")
        assert (await moves(site))[-1] == (None, "B210", "power")


async def test_who_carries_a_declaration_that_is_to_be_inspected_is_ordered_to_it_and_cleared_by_it(
    sqlite_url: str,
) -> None:
    async with yard(sqlite_url) as site:
        run = site.world.desks.run
        declared = await submitted(site.world)
        asked = reservation(slot_id(), "YA0001", **by(ACME), declaration=declared.id)
        booked = await run(asked)
        on_paper = inspecting.Decide(SITE, declared.id, CLERK, decision="inspect", reason="papers")
        await run(on_paper)
        here = CheckIn(SITE, ids.new(SITE), "5a17" * 8, booking.Asker(OPERATOR, Relation.SITE), "operator",
                       reservation=booked.id)  # fmt: skip
        visit = (await run(here)).visit
        assert (visit.needs, visit.inspection and visit.inspection.reason) == (("inspection",), "declaration")
        assert (await site.admit(visit.id)).visit.bay in BAYS
        await run(replace(on_paper, decision="detain"))
        queue, _ = await run(_Look(SITE))
        assert (queue.visits[visit.id].inspection or Inspection(NOON, "")).outcome == "detained"
        await run(replace(on_paper, decision="release"))
        queue, state = await run(_Look(SITE))
        assert (queue.visits[visit.id].inspection or Inspection(NOON, "")).outcome == "cleared"
        assert state.stays[visit.id].truck.needs == frozenset()
        paper, truck = await submitted(site.world), reservation(slot_id(), "YA0002").request
        other = await run(replace(asked, id=ids.new(SITE), slot=slot_id(20), request=truck, declaration=paper.id))
        second = (await run(replace(here, id=ids.new(SITE), reservation=other.id))).visit
        await run(replace(on_paper, declaration=str(other.declaration)))
        queue, _ = await run(_Look(SITE))
        assert queue.visits[second.id].needs == ("inspection",)


@pytest.mark.parametrize("seed", range(scaled(6)))
async def test_i12_no_inspection_bay_past_who_was_picked_and_no_power_missing(sqlite_url: str, seed: int) -> None:
    async with yard(sqlite_url) as site:
        assert await _faults(site, Random(seed)) == []


async def test_i12_twin_bays_that_are_kept_for_nobody_are_found_out(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "_picked", lambda *_: set())
    async with yard(sqlite_url) as site:
        for bay in BAYS[1:]:
            await site.set_bay(bay, "closed")
        picked = await site.arrive("A1")
        await order(site, picked)
        await pick(site, picked)
        await call(site, picked)
        other, _ = await site.admitted("A2", needs=("inspection",))
        assert await _past(site, {picked: 1}, other)


async def test_i12_twin_power_that_counts_for_nothing_is_found_out(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(YardState, "serves", lambda *_: True)
    async with yard(sqlite_url) as site:
        for number in range(201, 211):
            await power(site, f"B{number}", "off")
        visit, _ = await site.admitted("R2", "fresh")
        assert _dark(await site.stored(), visit)


async def _faults(site: Yard, dice: Random) -> list[str]:
    """What goes wrong in a day of trucks, orders, picks and failures of power."""
    found: list[str] = []
    picked: dict[str, int] = {}
    live: list[str] = []
    for number in range(60):
        site.world.clock.set(site.world.clock.now() + timedelta(minutes=1))
        had = {id_: stay.goal for id_, stay in (await site.stored()).stays.items()}
        await _act(site, dice, number, live, picked)
        state = await site.stored()
        found += [f"{bay} has two" for bay, stand in state.stands.items() if stand.given and stand.parked]
        for id_, stay in state.stays.items():
            if stay.goal is not None and stay.is_coming and had.get(id_) != stay.goal:
                found += _dark(state, id_) + await _past(site, picked, id_)
    return found


async def _act(site: Yard, dice: Random, number: int, live: list[str], picked: dict[str, int]) -> None:
    queue, state = await site.world.desks.run(_Look(SITE))
    live[:] = [each for each in live if each in queue.visits]
    one = dice.choice(live) if live else None
    what = dice.random()
    try:
        if one is None or what < 0.3:
            kind = dice.choice(["general", "fresh"])
            live.append(await site.arrive(f"P{number}", kind, needs=dice.choice([(), (), ("inspection",)])))
            await site.admit(live[-1]) if dice.random() < 0.7 else await call(site, live[-1])
        elif what < 0.5:
            await order(site, one)
        elif what < 0.6:
            await pick(site, one)
            picked.setdefault(one, number)
        elif what < 0.7:
            await end(site, one, dice.choice(["cleared", "cleared", "withdrawn", "detained"]))
            picked.pop(one, None)
        elif what < 0.8:
            await power(site, f"B2{dice.randint(1, 10):02}", dice.choice(["on", "off"]))
        elif what < 0.9 and (stay := state.stays.get(one)) is not None and stay.goal is not None:
            await site.park(one, stay.goal)
        else:
            await (site.depart(one) if queue.visits[one].status in ("admitted", "parked") else site.admit(one))
            picked.pop(one, None) if one not in queue.visits else None
    except (NoBay, InspectionNone, InspectionTooLate, VisitHeld):
        pass


def _dark(state: YardState, visit: str) -> list[str]:
    """Whether a visit was given a bay that lacks the power it needs."""
    stay = state.stays[visit]
    stand = state.stands[stay.goal or ""]
    needs = stay.truck.cargo_class == "fresh" and "inspection" not in stay.truck.needs
    return [f"{visit} was given {stay.goal} without power"] if needs and stand.unpowered_at else []


async def _past(site: Yard, picked: dict[str, int], visit: str) -> list[str]:
    """Whether a visit was given an inspection bay while one that was picked before it waits for one."""
    queue, state = await site.world.desks.run(_Look(SITE))
    mine = queue.visits[visit]
    if state.stays[visit].goal not in BAYS or mine.inspection is None or not mine.inspection.is_open:
        return []
    free = sum(state.stands[bay].status == "free" for bay in BAYS)
    waits = [
        each
        for each, at in picked.items()
        if each != visit
        and at < picked.get(visit, 1_000)
        and each in queue.visits
        and queue.visits[each].status in ("called", "admitted", "parked")
        and inspections.bay_for_it(queue.visits[each], state) is None
        and (last := queue.visits[each].called_at or queue.visits[each].admitted_at) is not None
        and site.world.clock.now() < last + KEPT
    ]
    return [f"{visit} was given {state.stays[visit].goal} past {waits}"] if len(waits) > free else []
