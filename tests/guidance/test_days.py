"""Whole days in any yard, by facts alone, watched by a judge that keeps its own books: `tests/simulation/inside.py`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import Any

import pytest

from serai.guidance import stranded
from serai.guidance.choice import choose
from serai.guidance.disputes import disputed, second_best
from serai.guidance.events import BayReassigned, BayStatusSet, RoadStatusSet
from serai.guidance.following import LONGEST_SECONDS, Follower
from serai.guidance.routing import Conditions
from serai.guidance.rules import NoBay
from serai.guidance.settling import next_change
from serai.guidance.stands import Stand
from serai.guidance.yard import YardState
from serai.queue import events as queued
from serai.sites.events import YardPut
from serai.sites.yard import canonical
from tests.guidance.test_following import long, row
from tests.guidance.test_yard import CLASSES, assert_one_truck_one_bay, at
from tests.guidance.yards import SAMPLE, random_features
from tests.scale import scaled
from tests.simulation.inside import Inside


def _features(random: Random, *, rows: bool) -> list[dict[str, Any]]:
    return random_features(random, nodes=10, bays=12, bans=not rows, rows=rows)


class Day:
    """A yard and what is recorded of it; `wrong` is what the judge found."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.state, self.judge = YardState(), Inside()
        self.told: dict[str, str | None] = {}
        self.wrong: list[str] = []
        self.done: Counter[str] = Counter()
        self.minute = 0.0
        features = SAMPLE["features"] if seed % 4 == 0 else _features(self.random, rows=seed % 2 == 1)
        self.record(YardPut(yard=canonical({"type": "FeatureCollection", "features": features})))

    @property
    def now(self) -> datetime:
        return at(0) + timedelta(minutes=self.minute)

    def record(self, event: Any) -> None:
        self.wrong += self.judge.take(event)
        self.state.apply(event, self.now, 0)
        self.done[event.kind] += 1

    def step(self) -> None:
        self.minute += self.random.choice((0.1, 0.5, 1, 5))
        acts: tuple[Callable[[], None], ...] = (
            self.admit, self.admit, self.admit, self.park, self.park, self.release, self.depart, self.sense, self.block,
            self.dispute,
        )  # fmt: skip
        self.random.choice(acts)()
        self.settle()
        assert_one_truck_one_bay(self.state)
        self.wrong += self.judge.astray(self.state)

    def settle(self) -> None:
        for _ in range(3 * len(self.state.stays) + 1):
            change = next_change(self.state, self.told, self.now)
            if change is None:
                return
            self.record(change)
            if isinstance(change, BayReassigned):
                self.told[change.visit] = change.bay
        self.wrong.append("it never settles")

    def admit(self) -> None:
        visit, gates = f"v{self.done['visit.joined']}", self.state.ground.yard.gates if self.state.ground else {}
        stated: dict[str, Any] = {"visit": visit, "cargo_class": self.random.choice(CLASSES), "weight_kg": None}
        stated |= {"height_cm": self.random.choice((None, 390, 440)), "length_cm": self.random.choice((None, 2_200))}
        stated["needs"] = [need for need in ("power", "inspection") if self.random.random() < 0.1]
        self.record(queued.VisitJoined.model_construct(**stated))
        gate = self.random.choice([gate.id for gate in gates.values() if gate.is_entry])
        try:
            bay = choose(self.state, self.state.trucks[visit], gate, self.now).bay
        except NoBay:
            self.done["bay.none"] += 1
            return
        self.told[visit] = bay
        if self.judge.locks(bay, visit):
            free = [each for each in self.judge.may_have(visit, gate) if not self.judge.locks(each, visit)]
            self.wrong += [f"{visit} is given {bay} in front of somebody, not {each}" for each in free]
        where = {"lane": "lane", "line": "line", "bay": bay, "gate": gate}
        self.record(queued.VisitAdmitted(visit=visit, **where, inferred=False, device_at=None, ops=[]))

    def someone(self, *statuses: str) -> str | None:
        found = sorted(visit for visit, stay in self.state.stays.items() if stay.status in statuses)
        return self.random.choice(found) if found else None

    def park(self) -> None:
        if (visit := self.someone("admitted", "parked")) is not None:
            given = self.state.stays[visit].bay if self.random.random() < 0.7 else None
            bay = given or self.random.choice(sorted(self.state.stands))
            self.told[visit] = bay
            self.record(queued.VisitParked(visit=visit, bay=bay, given=given, inferred=False, device_at=None))

    def release(self) -> None:
        if (visit := self.someone("parked")) is not None:
            self.record(queued.VisitReleased(visit=visit, inferred=False, device_at=None))

    def depart(self) -> None:
        if (visit := self.someone("released", "parked")) is not None:
            self.told.pop(visit)
            self.record(queued.VisitDeparted(visit=visit, bay=None, gate=None, inferred=False, device_at=None))

    def sense(self) -> None:
        """Sensors and operators say what they like: that a bay is free under a truck, taken while it is not, closed."""
        bay, status = self.random.choice(sorted(self.state.stands)), self.random.choice(("free", "occupied", "closed"))
        by = self.random.choice(("sensor", "operator"))
        if self.state.stands[bay].is_news(status, by_sensor=by == "sensor"):
            self.record(BayStatusSet(bay=bay, status=status, by=by))

    def block(self) -> None:
        roads = self.state.ground.yard.roads if self.state.ground else {}
        road, status = self.random.choice(sorted(roads)), self.random.choice(("open", "blocked", "slow"))
        self.record(RoadStatusSet(road=road, status=status))

    def dispute(self) -> None:
        visit = self.someone("admitted", "released")
        if visit is None or self.state.ground is None:
            return
        second, stay = second_best(self.state, visit, self.now), self.state.stays[visit]
        road = self.random.choice(list(self.state.ground.yard.roads.values()))
        what = stay.bay if stay.bay is not None and self.random.random() < 0.5 else (road.start, road.end)
        fact = disputed(self.state, visit, what, "operator", is_bound=False)
        if fact is None:
            return
        self.record(fact)
        self.settle()
        is_gone = second is not None and self.state.stands[second.bay].given not in (None, visit)  # an elder was first
        if fact.bay is not None and self.state.stays[visit].bay != (second and second.bay) and not is_gone:
            self.wrong.append(f"{visit} is sent to {self.state.stays[visit].bay}, and {second} was its second-best bay")


def played(seed: int, steps: int = 120) -> Day:
    day = Day(seed)
    for _ in range(steps):
        day.step()
    return day


@pytest.mark.parametrize("seed", range(scaled(400)))
def test_i12_nobody_is_sent_where_it_must_not_go_or_moved_from_where_it_may_stay(seed: int) -> None:
    assert played(seed).wrong == []


def test_the_days_have_everything_in_them() -> None:
    done = sum((played(seed).done for seed in range(8)), Counter[str]())
    assert done["bay.none"] > 10
    assert min(done[kind] for kind in ("bay.reassigned", "way.changed", "guidance.disputed", "visit.departed")) > 5


@pytest.mark.parametrize("sabotage", ["blocked", "seen", "beside", "moved", "astray", "rows", "locks"])
def test_i12_twin_a_yard_without_one_of_its_protections_is_found_out(
    monkeypatch: pytest.MonkeyPatch, sabotage: str
) -> None:
    match sabotage:
        case "blocked":
            monkeypatch.setattr(YardState, "conditions", lambda _, truck: Conditions(truck.size))
        case "seen":
            monkeypatch.setattr(Stand, "is_empty", property(lambda stand: not (stand.parked or stand.given)))
        case "beside":
            monkeypatch.setattr(YardState, "beside", lambda *_: None)
        case "moved":
            monkeypatch.setattr(stranded, "why", lambda *_: "unreachable")
        case "rows":
            monkeypatch.setattr("serai.guidance.rows.why_not", lambda *_: None)
        case "locks":
            monkeypatch.setattr("serai.guidance.rows.locks", lambda *_: False)
        case "astray":
            monkeypatch.setattr("serai.guidance.ways.is_cut", lambda *_: False)
    assert any(played(seed).wrong for seed in range(100))


def test_who_says_so_too_often_is_asked_to_wait() -> None:
    day = Day(0)
    day.admit()
    (visit,) = day.state.stays
    assert disputed(day.state, visit, "another", "driver", is_bound=True) is None
    assert disputed(day.state, visit, ("W1", "gate-in"), "driver", is_bound=True) is None


LAST = 240
"""Minutes of such a day."""


def _waits(seed: int) -> dict[str, tuple[float, float]]:
    """Minutes that each long truck waited, and at most may have.

    One bay of three takes it; short trucks, which any of them takes, come all day and ask first whenever they can.
    """
    random, stay = Random(seed), 25
    state = row([18.75, 25.0, 18.75])
    waiting: list[tuple[int, str, int]] = []
    leaving: dict[str, int] = {}
    waits: dict[str, tuple[float, float]] = {}
    bounds: dict[str, float] = {}
    for minute in range(LAST):
        for visit in [visit for visit, end in leaving.items() if end <= minute]:
            state.depart(visit)
            del leaving[visit]
        if random.random() < 0.18:
            waiting.append((minute, f"s{minute}", 16))
        if random.random() < 0.015:
            bounds[f"l{minute}"] = LONGEST_SECONDS / 60 + (len(waiting) + 1) * stay
            waiting.append((minute, f"l{minute}", 22))
        asking = sorted(waiting, reverse=True)
        for came, visit, metres in asking:
            truck = long(visit, metres)
            others = [Follower(long(v, m), "in", 0.0, (minute - c) * 60.0) for c, v, m in waiting]
            try:
                bay = choose(state, truck, "in", at(minute), others).bay
            except NoBay:
                continue
            state.arrive(truck)
            state.admit(visit, bay, "in", at(minute))
            state.park(visit, bay, at=at(minute))
            leaving[visit] = minute + random.randint(10, stay)
            waiting.remove((came, visit, metres))
            if metres == 22:
                waits[visit] = minute - came, bounds[visit]
    for came, visit, metres in waiting:
        if metres == 22:
            waits[visit] = LAST - came, bounds[visit]
    return waits


def test_nobody_waits_longer_than_the_bound_however_many_ask_before_it() -> None:
    found = {f"{seed} {visit}": each for seed in range(scaled(60)) for visit, each in _waits(seed).items()}
    assert len(found) > 10
    assert {visit: each for visit, each in found.items() if each[0] > each[1]} == {}


def test_a_yard_in_which_nobody_keeps_a_bay_for_who_waits_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("serai.guidance.following.kept", lambda *_: frozenset())
    monkeypatch.setattr("serai.guidance.following.best", lambda _state, costs, *_: min(costs, key=lambda b: costs[b]))
    assert any(waited > bound for seed in range(20) for waited, bound in _waits(seed).values())
