"""The yard's state after any facts in any order, and what may be given then."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from serai.guidance import stranded
from serai.guidance.choice import choose
from serai.guidance.routing import Size
from serai.guidance.rules import NoBay, Truck
from serai.guidance.stands import ground
from serai.guidance.yard import YardState
from serai.sites.yard import Bay
from tests.guidance.fitting import fits
from tests.guidance.test_routing import assert_drivable
from tests.guidance.yards import random_yard, sample
from tests.scale import scaled

CLASSES = ("general", "general", "fresh", "oversize", "hazmat")
TRUCK = Size(height_cm=400, weight_kg=30_000, length_cm=1_650)


def at(minute: int) -> datetime:
    return datetime(2026, 11, 22, tzinfo=UTC) + timedelta(minutes=minute)


def truck(visit: str, cargo_class: str = "general", *needs: str, size: Size = TRUCK) -> Truck:
    return Truck(visit, cargo_class, frozenset(needs), size)


class Day:
    """A yard and a day of things that happen to it, likely or not."""

    def __init__(self, state: YardState, random: Random) -> None:
        self.state = state
        self.random = random
        self.seq = 0
        self.refused = 0
        self.given: list[tuple[Truck, str]] = []

    def step(self) -> None:
        self.seq += 1
        actions = (
            self.admit,
            self.admit,
            self.admit,
            self.park,
            self.park,
            self.release,
            self.depart,
            self.sense,
            self.block,
        )
        self.random.choice(actions)()
        for visit in list(stranded.visits(self.state)):
            self.state.give(visit, None)
            stay = self.state.stays[visit]
            bay = self.choice(stay.truck, stay.gate)
            if bay:
                self.state.give(visit, bay)

    def admit(self) -> None:
        needs = [need for need in ("power", "inspection") if self.random.random() < 0.1]
        size = Size(
            self.random.choice((None, 390, 440)), self.random.choice((None, 30_000)), self.random.choice((None, 1_650))
        )
        new = truck(f"v{self.seq}", self.random.choice(CLASSES), *needs, size=size)
        self.state.arrive(new)
        bay = self.choice(new, self.gate())
        if bay:
            self.state.admit(new.visit, bay, self.gate(), at(self.seq))

    def choice(self, new: Truck, gate: str | None) -> str | None:
        expected = eligible(self.state, new)
        before = {bay: (stand.status, stand.visit) for bay, stand in self.state.stands.items()}
        if not [bay for bay in expected if self.reaches(new, gate, bay)]:
            with pytest.raises(NoBay) as refused:
                choose(self.state, new, gate)
            assert sum(refused.value.facts["why"].values()) == len(self.state.stands)
            self.refused += 1
            return None
        chosen = choose(self.state, new, gate)
        assert chosen.bay in [bay.id for bay in expected]
        assert self.state.ground is not None
        assert_drivable(self.state.ground.yard, chosen.route, self.state.conditions(new))
        assert chosen.route.nodes[-1] == self.state.ground.yard.bays[chosen.bay].node
        assert before == {bay: (stand.status, stand.visit) for bay, stand in self.state.stands.items()}
        self.given.append((new, chosen.bay))
        return chosen.bay

    def reaches(self, new: Truck, gate: str | None, bay: Bay) -> bool:
        assert self.state.ground is not None
        given, network = self.state.conditions(new), self.state.ground.network
        return bool(network.route(self.state.ground.entry(gate), bay.node, given) and network.way_out(bay.node, given))

    def gate(self) -> str:
        assert self.state.ground is not None
        return self.random.choice([gate.id for gate in self.state.ground.yard.gates.values() if gate.is_entry])

    def someone(self) -> str | None:
        return self.random.choice(sorted(self.state.stays)) if self.state.stays else None

    def park(self) -> None:
        visit = self.someone()
        if visit:
            elsewhere = self.random.choice(sorted(self.state.stands))
            stay = self.state.stays[visit]
            given = stay.bay if stay.status == "admitted" else None
            self.state.park(visit, given if given and self.random.random() < 0.7 else elsewhere)

    def release(self) -> None:
        visit = self.someone()
        if visit and self.state.stays[visit].status == "parked":
            self.state.release(visit)

    def depart(self) -> None:
        visit = self.someone()
        if visit:
            self.state.depart(visit)

    def sense(self) -> None:
        bay = self.random.choice(sorted(self.state.stands))
        status = self.random.choice(("free", "free", "occupied", "closed"))
        self.state.set_bay(bay, status, by_sensor=self.random.random() < 0.5)

    def block(self) -> None:
        assert self.state.ground is not None
        road = self.random.choice(sorted(self.state.ground.yard.roads))
        self.state.set_road(road, self.random.choice(("open", "open", "blocked")))


def empty(state: YardState, bay: str) -> bool:
    """Nothing known or told of says that somebody is or will be there; asked of the visits, not of the bays."""
    return not state.stands[bay].sensed and all(stay.bay != bay for stay in state.stays.values())


def eligible(state: YardState, new: Truck) -> list[Bay]:
    """The contract's words once more: confirmed empty, open, fitting, apart."""
    assert state.ground is not None
    found = []
    for bay in state.ground.yard.bays.values():
        beside = [
            each for each in state.ground.yard.bays.values() if each.kind == "hazmat" and bay.id in each.neighbours
        ]
        apart = all(empty(state, each.id) for each in beside)
        apart = apart and (bay.kind != "hazmat" or all(empty(state, other) for other in bay.neighbours))
        free = empty(state, bay.id) and not state.stands[bay.id].closed
        if fits(bay, new) and apart and free:
            found.append(bay)
    return found


def assert_one_truck_one_bay(state: YardState) -> None:
    claims = Counter(visit for stand in state.stands.values() for visit in (stand.given, stand.parked) if visit)
    assert not claims or max(claims.values()) == 1
    for bay, stand in state.stands.items():
        assert not (stand.given and stand.parked)
        assert stand.visit is None or state.stays[stand.visit].bay == bay
    for visit, stay in state.stays.items():
        if stay.bay is not None:
            stand = state.stands[stay.bay]
            assert visit == (stand.given if stay.status == "admitted" else stand.parked)


def played(seed: int, steps: int = 120) -> Day:
    random = Random(seed)
    state = YardState()
    state.put(ground(sample() if seed % 4 == 0 else random_yard(random, nodes=10, bays=12)))
    day = Day(state, random)
    for _ in range(steps):
        day.step()
        assert_one_truck_one_bay(state)
    return day


@pytest.mark.parametrize("seed", range(scaled(400)))
def test_i12_one_truck_per_bay_and_no_ineligible_bay_on_any_day(seed: int) -> None:
    played(seed)


def test_the_days_are_worth_playing() -> None:
    days = [played(seed) for seed in range(8)]
    assert sum(len(day.given) for day in days) > 100
    assert sum(day.refused for day in days) > 20


def test_i12_is_seen_to_break_where_a_fact_forgets_the_old_bay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(YardState, "_vacate", lambda self, stay: None)
    with pytest.raises(AssertionError):
        played(0)
