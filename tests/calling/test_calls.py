from __future__ import annotations

from datetime import timedelta

import pytest

from serai.calling import calls
from serai.calling.calls import LaneClosed, TooMany
from serai.guidance.yard import YardState
from serai.queue import moves
from serai.queue.moves import NotWaiting, ReasonMissing
from serai.queue.rules import VisitUnknown
from serai.sites.events import ClosureOpened
from tests.calling.gate import INTERVAL, Gate, opened
from tests.calling.town import Town
from tests.queue.world import CLASSES, MINUTE, START

LIFE = 30 * MINUTE


def test_as_many_are_called_as_the_gates_take_in_the_interval() -> None:
    gate = opened(20)
    assert gate.left() == 10  # 15 minutes of one server, 90 seconds each
    for _ in range(4):
        gate.call_next()
    assert gate.left() == 6
    gate.admit(gate.order()[0])
    assert gate.left() == 7
    calls.check_count(7, 7, "gate-in", INTERVAL)
    with pytest.raises(TooMany) as refused:
        calls.check_count(8, 7, "gate-in", INTERVAL)
    facts = refused.value.facts
    assert (facts["asked"], facts["allowed"], facts["call_interval_minutes"]) == (8, 7, 15)


def test_a_gate_is_never_left_without_a_call() -> None:
    assert opened(3, service_seconds=3600).left() == 1


def test_slow_gates_call_fewer() -> None:
    gate = opened(60)
    before = gate.left()
    for _ in range(30):
        while gate.left() > 0 and gate.call_next() is not None:
            pass
        gate.now += 4 * MINUTE
        gate.admit(gate.order()[0])
    assert gate.left() + sum(v.status == "called" for v in gate.queue.visits.values()) < before


def test_the_next_ones_are_taken_in_order_and_from_each_line_in_turn() -> None:
    gate = opened(2)
    other = gate.join("hazmat")
    found = calls.next_up(gate.site, gate.queue, CLASSES.values(), 2)
    assert [visit.id for visit in found] == ["v1", other]
    assert [v.id for v in calls.next_up(gate.site, gate.queue, ["export-general"], 5)] == ["v1", "v2"]


def test_naming_the_first_ones_of_a_lane_is_in_turn() -> None:
    gate = opened(4)
    named = calls.callable_visits(gate.queue, ["v2", "v1", "v2"])
    assert [visit.id for visit in named] == ["v1", "v2"]
    assert calls.out_of_turn(gate.queue, named) == frozenset()
    jumping = calls.out_of_turn(gate.queue, calls.callable_visits(gate.queue, ["v1", "v3"]))
    assert jumping == {"v3"}
    with pytest.raises(ReasonMissing):
        calls.check_reason(jumping, None)
    calls.check_reason(jumping, "perishable")


def test_another_lanes_trucks_are_not_jumped() -> None:
    gate = opened(1)
    fresh = gate.join("fresh")
    behind = [visit for visit in gate.order() if visit != fresh]
    assert calls.out_of_turn(gate.queue, calls.callable_visits(gate.queue, behind)) == frozenset()


def test_who_does_not_stand_in_a_line_is_not_called() -> None:
    gate = opened(1)
    gate.serve()
    with pytest.raises(NotWaiting):
        calls.callable_visits(gate.queue, ["v1"])
    with pytest.raises(VisitUnknown):
        calls.callable_visits(gate.queue, ["nobody"])


def test_a_closed_lane_is_not_called() -> None:
    gate = opened(1)
    gate.record(
        ClosureOpened(closure="c", lane="export-general", from_=START, until=START + timedelta(hours=1), reason="storm")
    )
    with pytest.raises(LaneClosed):
        calls.check_open(gate.site, ["export-general"], gate.now)
    assert calls.check_open(gate.site, CLASSES.values(), gate.now) == ["export-fresh", "import-hazmat"]


def test_missed_calls_come_back_the_first_called_first() -> None:
    gate = opened(3)
    gate.call_next()
    gate.now += 10 * MINUTE
    gate.call_next()
    visits = gate.queue.visits.values()
    assert calls.missed(visits, START + 29 * MINUTE, LIFE) == []
    assert [v.id for v in calls.missed(visits, START + 40 * MINUTE, LIFE)] == ["v1", "v2"]
    assert calls.next_look(visits, START + 30 * MINUTE, LIFE) == START + 37.5 * MINUTE
    assert calls.next_look(visits, START + 20 * MINUTE, LIFE) == START + 30 * MINUTE


def test_who_waits_farther_away_has_as_much_longer_to_come() -> None:
    gate = opened()
    gate.join(farther=25)
    gate.call_next()
    visits = gate.queue.visits.values()
    assert calls.next_look(visits, START, LIFE) == START + LIFE + 25 * MINUTE
    assert calls.missed(visits, START + LIFE + 24 * MINUTE, LIFE) == []
    assert [v.id for v in calls.missed(visits, START + LIFE + 25 * MINUTE, LIFE)] == ["v1"]


def with_a_full_yard(count: int) -> Gate:
    """Every bay is closed; so many trucks wait, and as many were called as may be."""
    gate = opened(count)
    ground = Town("CNMHN").memory.of(YardState).ground
    assert ground is not None
    gate.yard.put(ground)
    for bay in gate.yard.stands:
        gate.yard.set_bay(bay, "closed", by_sensor=False)
    while gate.left() > 0 and gate.call_next() is not None:
        pass
    return gate


def test_who_finds_no_bay_does_not_keep_the_gates_idle() -> None:
    gate = with_a_full_yard(40)
    assert gate.left() == 0
    gate.now += 10 * MINUTE  # they are there, and stand aside
    assert gate.left() == 10
    for bay in gate.yard.stands:
        gate.yard.set_bay(bay, "free", by_sensor=False)
    assert gate.left() == 0


def test_no_more_than_once_as_many_stand_aside() -> None:
    gate = with_a_full_yard(40)
    for _ in range(3):
        gate.now += 9 * MINUTE
        while gate.left() > 0 and gate.call_next() is not None:
            pass
    assert sum(visit.status == "called" for visit in gate.queue.visits.values()) <= 20


def test_who_finds_no_bay_has_not_missed_its_call() -> None:
    gate = with_a_full_yard(2)
    gate.now += 40 * MINUTE
    visits = gate.queue.visits.values()
    assert calls.missed(visits, gate.now, LIFE, gate.yard) == []
    assert len(calls.missed(visits, gate.now, LIFE)) == 2
    for bay in gate.yard.stands:
        gate.yard.set_bay(bay, "free", by_sensor=False)
    assert len(calls.missed(visits, gate.now, LIFE, gate.yard)) == 2


def test_a_missed_call_gives_the_place_back() -> None:
    gate = opened(3)
    first = gate.call_next()
    assert first is not None
    gate.record(*moves.miss(gate.queue, first))
    assert gate.order()[0] == first
    assert gate.left() == 10
