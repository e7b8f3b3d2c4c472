"""What becomes of single bays: given, parked in, seen by sensors, closed, and given up."""

from __future__ import annotations

from random import Random

import pytest

from serai.guidance import stranded
from serai.guidance.choice import choose
from serai.guidance.routing import Size
from serai.guidance.rules import NoBay
from serai.guidance.stands import ground
from serai.guidance.yard import YardState
from tests.guidance.test_yard import assert_one_truck_one_bay, at, truck
from tests.guidance.yards import random_yard, sample


@pytest.fixture
def state() -> YardState:
    """The sample yard, empty."""
    made = YardState()
    made.put(ground(sample()))
    return made


def admitted(state: YardState, visit: str, bay: str, cargo_class: str = "general") -> None:
    state.arrive(truck(visit, cargo_class))
    state.admit(visit, bay, "gate-in", at(len(state.stays) + 1))


def status(state: YardState, bay: str) -> tuple[str, str | None]:
    return state.stands[bay].status, state.stands[bay].visit


def test_a_bay_is_given_then_occupied_and_only_departure_empties_it(state: YardState) -> None:
    admitted(state, "a", "B105")
    assert status(state, "B105") == ("given", "a")
    state.park("a", "B105")
    assert status(state, "B105") == ("occupied", "a")
    state.release("a")
    assert status(state, "B105") == ("occupied", "a")
    state.depart("a")
    assert status(state, "B105") == ("free", None)
    assert not state.stays
    assert not state.trucks


def test_a_kept_bay_is_given_to_nobody_else_and_is_free_again_when_its_truck_is_gone(state: YardState) -> None:
    one = state.ground.yard.bays["B105"] if state.ground else None
    assert one is not None
    admitted(state, "a", "B106")
    state.keep("B105", "a")
    assert status(state, "B105") == ("kept", "a")
    assert (state.taken(one, truck("b")), state.taken(one), state.taken(one, truck("a"))) == ("kept", "kept", None)
    state.give("a", "B105")
    assert status(state, "B105") == ("given", "a")
    state.keep("B106", "a")
    state.depart("a")
    assert status(state, "B106") == ("free", None)


def test_who_stands_in_a_kept_bay_ends_that(state: YardState) -> None:
    admitted(state, "a", "B105")
    admitted(state, "b", "B107")
    state.keep("B106", "a")
    state.park("b", "B106")
    state.depart("b")
    assert status(state, "B106") == ("free", None)


def test_parking_elsewhere_frees_the_given_bay_and_strands_whoever_was_to_come(state: YardState) -> None:
    admitted(state, "a", "B105")
    admitted(state, "b", "B106")
    state.park("a", "B106")
    assert status(state, "B105") == ("free", None)
    assert status(state, "B106") == ("occupied", "a")
    assert list(stranded.visits(state)) == ["b"]
    state.give("b", "B105")
    assert list(stranded.visits(state)) == []


def test_parking_in_a_bay_of_a_wrong_kind_is_a_fact(state: YardState) -> None:
    admitted(state, "a", "B105")
    state.park("a", "B201")
    assert status(state, "B201") == ("occupied", "a")
    state.park("a", "B202")
    assert (status(state, "B201"), status(state, "B202")) == (("free", None), ("occupied", "a"))


def test_two_trucks_reported_in_one_bay_leave_the_first_adrift(state: YardState) -> None:
    for visit, bay in (("a", "B105"), ("b", "B106")):
        admitted(state, visit, bay)
        state.park(visit, "B105")
    assert status(state, "B105") == ("occupied", "b")
    assert state.adrift() == ["a"]
    state.depart("a")
    assert status(state, "B105") == ("occupied", "b")


def test_a_sensor_that_says_free_empties_the_bay_and_the_visit_is_looked_for(state: YardState) -> None:
    admitted(state, "a", "B105")
    state.park("a", "B105")
    state.set_bay("B105", "free", by_sensor=True)
    assert status(state, "B105") == ("free", None)
    assert state.adrift() == ["a"]
    state.park("a", "B107")
    assert state.adrift() == []


def test_a_bay_occupied_by_somebody_unknown_is_not_given(state: YardState) -> None:
    generals = [bay.id for bay in sample().bays.values() if bay.kind == "general"]
    for bay in generals:
        state.set_bay(bay, "occupied", by_sensor=True)
    with pytest.raises(NoBay) as refused:
        choose(state, truck("a"), "gate-in")
    assert refused.value.problem()["code"] == "bay.none"
    assert refused.value.facts == {"rule": "bay.fits", "bays": 40, "eligible": 0, "why": {"kind": 22, "occupied": 18}}
    state.set_bay("B306", "free", by_sensor=True)
    assert choose(state, truck("a"), "gate-in").bay == "B306"


def test_a_sensor_sees_the_truck_that_was_expected_but_an_operator_sees_another(state: YardState) -> None:
    admitted(state, "a", "B105")
    state.set_bay("B105", "occupied", by_sensor=True)
    assert list(stranded.visits(state)) == []
    state.park("a", "B105")
    state.depart("a")
    assert status(state, "B105") == ("free", None)
    admitted(state, "b", "B105")
    state.set_bay("B105", "occupied", by_sensor=False)
    assert list(stranded.visits(state)) == ["b"]
    assert status(state, "B105") == ("occupied", None)


def test_a_sensor_does_not_open_what_an_operator_closed(state: YardState) -> None:
    state.set_bay("B105", "closed", by_sensor=False)
    state.set_bay("B105", "free", by_sensor=True)
    assert status(state, "B105") == ("closed", None)
    state.set_bay("B105", "free", by_sensor=False)
    assert status(state, "B105") == ("free", None)


def test_closing_a_bay_and_blocking_its_only_road_strand_whoever_is_under_way(state: YardState) -> None:
    admitted(state, "a", "B105")
    admitted(state, "b", "B110")
    state.set_bay("B105", "closed", by_sensor=False)
    assert list(stranded.visits(state)) == ["a"]
    state.set_road("aisle-1-08", "blocked")
    assert list(stranded.visits(state)) == ["a", "b"]
    state.set_road("aisle-1-08", "open")
    assert list(stranded.visits(state)) == ["a"]


def test_no_bay_is_given_behind_a_blocked_road(state: YardState) -> None:
    for road in ("aisle-1-05", "aisle-3-01", "aisle-4-01"):
        state.set_road(road, "blocked")
    with pytest.raises(NoBay) as refused:
        choose(state, truck("a"), "gate-in")
    assert refused.value.facts["why"] == {"kind": 22, "unreachable": 18}


def test_a_truck_too_high_for_every_road_gets_no_bay(state: YardState) -> None:
    with pytest.raises(NoBay) as refused:
        choose(state, truck("a", size=Size(height_cm=451)), "gate-in")
    assert refused.value.facts["why"]["unreachable"] == 18


def test_dangerous_goods_stand_alone_and_keep_their_neighbourhood_empty(state: YardState) -> None:
    admitted(state, "a", "B404", "oversize")
    state.set_bay("B310", "closed", by_sensor=False)
    assert choose(state, truck("h", "hazmat"), "gate-in").bay == "B410"
    admitted(state, "h", "B410", "hazmat")
    assert state.why_not(sample().bays["B409"], truck("g")) == "kept_clear"
    state.park("h", "B410")
    state.release("h")
    assert state.why_not(sample().bays["B409"], truck("g")) == "kept_clear"
    with pytest.raises(NoBay) as refused:
        choose(state, truck("i", "hazmat"), "gate-in")
    assert refused.value.facts["why"] == {"closed": 1, "kind": 37, "neighbours": 1, "occupied": 1}
    state.depart("h")
    assert state.why_not(sample().bays["B409"], truck("g")) is None


def test_dangerous_goods_under_way_are_sent_elsewhere_when_somebody_parks_beside(state: YardState) -> None:
    admitted(state, "h", "B410", "hazmat")
    admitted(state, "a", "B105")
    state.park("a", "B409")
    assert list(stranded.visits(state)) == ["h"]


def test_a_new_yard_file_keeps_who_stands_where(state: YardState) -> None:
    admitted(state, "a", "B105")
    state.park("a", "B105")
    admitted(state, "b", "B106")
    state.set_road("entry", "blocked")
    state.put(ground(sample()))
    assert status(state, "B105") == ("occupied", "a")
    assert state.blocked == {"entry"}
    state.put(ground(random_yard(Random(1))))
    assert state.adrift() == ["a"]
    assert list(stranded.visits(state)) == ["b"]
    assert_one_truck_one_bay(state)


def test_the_nearest_bay_that_wastes_nothing_is_chosen(state: YardState) -> None:
    assert choose(state, truck("a"), "gate-in").bay == "B105"
    assert choose(state, truck("f", "fresh"), "gate-in").bay == "B201"
    assert choose(state, truck("p", "general", "power"), "gate-in").bay == "B201"
    assert choose(state, truck("i", "fresh", "inspection"), "gate-in").bay == "B101"


def test_a_bay_beside_dangerous_goods_is_the_last_resort(state: YardState) -> None:
    generals = sorted(bay.id for bay in sample().bays.values() if bay.kind == "general")
    given = []
    for i in range(len(generals)):
        bay = choose(state, truck(f"v{i}"), "gate-in").bay
        admitted(state, f"v{i}", bay)
        state.park(f"v{i}", bay)
        given.append(bay)
    assert sorted(given) == generals
    assert set(given[-2:]) <= {"B309", "B406", "B409"}
