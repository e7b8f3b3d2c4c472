"""Where trucks are reckoned to be, and whom a manoeuvre keeps waiting."""

from __future__ import annotations

from datetime import timedelta

import pytest

from serai.guidance.choice import choose
from serai.guidance.events import BayReassigned, WayChanged
from serai.guidance.settling import next_change
from serai.guidance.stands import ground
from serai.guidance.traffic import PULLING_OUT_MS, REVERSING_MS, UNSAID_MS, traffic
from serai.guidance.ways import way_in
from serai.guidance.yard import YardState
from tests.guidance.test_yard import at, truck
from tests.guidance.yards import sample


@pytest.fixture
def state() -> YardState:
    made = YardState()
    made.put(ground(sample()))
    return made


def admit(state: YardState, visit: str, bay: str, cargo_class: str = "general") -> None:
    state.arrive(truck(visit, cargo_class))
    state.admit(visit, bay, "gate-in", at(0))


def test_a_truck_is_where_free_flow_has_brought_it(state: YardState) -> None:
    admit(state, "a", "B105")
    assert traffic(state, at(0)).ahead["a"] == "gate-in"
    assert traffic(state, at(0) + timedelta(seconds=71)).ahead["a"] == "W0"
    assert traffic(state, at(0) + timedelta(seconds=80)).ahead["a"] == "W1"
    assert traffic(state, at(30)).ahead["a"] == "A1-05"


def test_backing_in_and_pulling_out_hold_the_places_that_a_trailer_sweeps(state: YardState) -> None:
    admit(state, "a", "B105")
    way = way_in(state, "a")
    assert way is not None
    holds = traffic(state, at(0)).holds
    assert holds == {place: [(way.time_ms, way.time_ms + REVERSING_MS)] for place in ("A1-04", "A1-05", "A1-06")}
    state.park("a", "B105", at=at(3))
    assert not traffic(state, at(3)).holds
    state.release("a", at(20))
    assert traffic(state, at(20)).holds["A1-05"] == [(0, PULLING_OUT_MS)]
    state.set_bay("B105", "free", by_sensor=True)
    assert not traffic(state, at(20) + timedelta(seconds=30)).holds
    assert "E1" in traffic(state, at(20) + timedelta(seconds=30)).passing


def test_a_bay_behind_a_manoeuvre_is_not_taken_while_one_before_it_is_free(state: YardState) -> None:
    admit(state, "a", "B107")
    assert choose(state, truck("b"), "gate-in").bay == "B105"
    bay = choose(state, truck("b"), "gate-in", at(0)).bay
    assert bay not in {"B106", "B107", "B108", "B109", "B110"}


def test_who_is_past_a_block_keeps_its_bay_and_who_is_before_it_gets_another(state: YardState) -> None:
    admit(state, "a", "B309")
    told: dict[str, str | None] = {"a": "B309"}
    state.set_road("aisle-3-02", "blocked")
    change = next_change(state, told, at(0) + timedelta(seconds=60))
    assert isinstance(change, BayReassigned)
    assert (change.before, change.cause, change.place) == ("B309", "unreachable", "W0")
    assert change.bay is not None
    assert change.bay[:2] != "B3"
    past = at(0) + timedelta(seconds=72 + 9.6 * 3 + 9.4 + 4.6 + 4)
    behind = next_change(state, told, past)
    assert isinstance(behind, WayChanged)
    state.tell("a", behind.place, past)
    assert next_change(state, told, past) is None
    state.set_road("aisle-3-07", "blocked")
    late = next_change(state, told, past)
    assert late is None or (isinstance(late, BayReassigned) and (late.bay or "")[:2] == "B3")


def test_a_slow_road_makes_the_way_longer_and_does_not_close_it(state: YardState) -> None:
    bay = choose(state, truck("a"), "gate-in").bay
    state.set_road("aisle-1-01", "slow")
    assert state.road_status("aisle-1-01") == "slow"
    assert choose(state, truck("a"), "gate-in").bay == bay
    for number in range(2, 6):
        state.set_road(f"aisle-1-0{number}", "slow")
    assert choose(state, truck("a"), "gate-in").bay[:2] == "B3"
    state.set_road("aisle-1-01", "open")
    assert "aisle-1-01" not in state.slow


def test_who_came_onto_a_road_shortly_before_it_was_said_to_be_blocked_may_stand_before_it(state: YardState) -> None:
    admit(state, "a", "B309")
    told: dict[str, str | None] = {"a": "B309"}
    where = traffic(state, at(2)).ahead["a"]
    onto = way_in(state, "a")
    assert onto is not None
    spine = onto.roads[onto.nodes.index("W2")]
    state.set_road(spine, "blocked")
    now = next(at(0) + timedelta(seconds=each) for each in range(300) if _passed(state, each, "W2"))
    change = next_change(state, told, now)
    assert isinstance(change, BayReassigned)
    assert (change.place, (change.bay or "")[:2] != "B3") == ("W2", True)
    assert where != "W2"
    long = next_change(state, told, now + timedelta(milliseconds=UNSAID_MS))
    assert isinstance(long, WayChanged), "nobody stands so long before a block and says nothing"


def _passed(state: YardState, seconds: int, node: str) -> bool:
    return traffic(state, at(0) + timedelta(seconds=seconds)).before.get("a") == node
