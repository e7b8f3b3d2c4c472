"""Calls ahead of a bay's release: as many as will find their bay, and nobody before who stands in front."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest

from serai.calling.ahead import Pool, ready
from serai.calling.bands import Estimate
from serai.calling.gates import Approach, Gates
from serai.guidance.releases import Release
from serai.guidance.rules import Truck
from serai.guidance.stands import ground
from serai.guidance.yard import YardState
from tests.guidance.test_yard import at, truck
from tests.guidance.yards import sample

DRIVE = Approach(Estimate(600.0, 120.0), 20.0)


@pytest.fixture
def state() -> YardState:
    made = YardState()
    made.put(ground(sample()))
    return made


def called(
    state: YardState, waiting: Sequence[Truck], coming: Sequence[Truck], approach: Approach, *given: Any, **more: Any
) -> list[str]:
    """Whom gates would call that are as fast as anybody wants."""
    gates = Gates(approach, 1_000, -1_000, -1_000, called=tuple(coming))
    return [each.visit for each in ready(state, waiting, lambda truck: gates, *given, **more)]


def park(state: YardState, visit: str, bay: str, minute: int, cargo_class: str = "general") -> None:
    state.arrive(truck(visit, cargo_class))
    state.admit(visit, bay, "gate-in", at(minute))
    state.park(visit, bay, at=at(minute))


def test_a_bay_that_is_empty_makes_nobody_wait_and_one_that_never_will_be_does() -> None:
    assert Pool(1, []).late(1, DRIVE, 0) == 0
    assert Pool(1, []).late(2, DRIVE, 1) >= 3_000
    soon, late = Pool(0, [Release(400.0, 0.0)]), Pool(0, [Release(900.0, 0.0)])
    assert soon.late(1, DRIVE, 0) < 60 < late.late(1, DRIVE, 0)


def test_the_later_the_bay_the_longer_the_hold_and_more_bays_make_it_shorter() -> None:
    stays = [Release(1_300.0, 0.4, stayed) for stayed in (1_200.0, 900.0, 600.0, 300.0)]
    holds = [Pool(0, stays).late(nth, DRIVE, nth - 1) for nth in (1, 2, 3, 4)]
    assert holds == sorted(holds)
    assert Pool(0, stays * 2).late(1, DRIVE, 0) < holds[0]


def test_a_queue_at_the_gate_counts_as_waiting_there() -> None:
    assert Pool(9, []).late(1, DRIVE, 20) == 0
    assert Pool(9, []).late(1, DRIVE, 60) == pytest.approx(590.0), "half a service is to stand there"
    assert Pool(9, []).late(1, Approach(DRIVE.drive, 20.0, servers=2), 60) < 100


def test_trucks_are_called_for_the_bays_that_are_and_will_be_free_and_no_more(state: YardState) -> None:
    generals = [bay.id for bay in sample().bays.values() if bay.kind == "general"]
    for number, bay in enumerate(generals):
        park(state, f"p{number}", bay, 0)
    waiting = [truck(f"w{number}") for number in range(20)]
    first = called(state, waiting, [], DRIVE, at(1))
    soon = called(state, waiting, [], DRIVE, at(20))
    assert len(first) < len(soon) < 18
    assert soon == [each.visit for each in waiting[: len(soon)]]
    more = called(state, waiting, [], DRIVE, at(20), hold_seconds=600.0)
    assert len(more) > len(soon)
    assert called(state, waiting, waiting[: len(more)], DRIVE, at(20)) == []


def test_nobody_is_called_before_who_waits_for_the_same_bays_but_others_are(state: YardState) -> None:
    reefers = [bay.id for bay in sample().bays.values() if bay.kind == "reefer"]
    for number, bay in enumerate(reefers):
        park(state, f"p{number}", bay, 0, "fresh")
    waiting = [truck("f1", "fresh"), truck("g1"), truck("f2", "fresh"), truck("g2")]
    assert called(state, waiting, [], DRIVE, at(1)) == ["g1", "g2"]


def test_a_closed_bay_and_one_given_away_are_not_counted_on(state: YardState) -> None:
    reefers = [bay.id for bay in sample().bays.values() if bay.kind == "reefer"]
    for bay in reefers[1:]:
        state.set_bay(bay, "closed", by_sensor=False)
    waiting = [truck("f1", "fresh"), truck("f2", "fresh")]
    assert called(state, waiting, [], DRIVE, at(0)) == ["f1"]
    state.arrive(truck("d", "fresh"))
    state.admit("d", reefers[0], "gate-in", at(0))
    assert called(state, waiting, [], DRIVE, at(0) + timedelta(seconds=30)) == []
