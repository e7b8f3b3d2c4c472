"""The published order over whole random days: what priority costs, who is late, and whose turn it is.

**What a day proves.** The theorem of `order.py` counts overtakers. Where nobody has booked it is one about minutes too:
gates that never idle while somebody waits have the same work before them at every moment, with priority or without; so
an ordinary truck begins later by what its overtakers cost and by nothing else. Where many have booked it is not, since
a truck that is let in a minute later may meet bookings that it would have escaped: there the overtakers are counted,
as the rulebook's text has it, and that it is seldom more is looked at beside it.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest

from serai.queue import moves, order
from serai.queue.order import BOOKED, BY_ARRIVAL
from serai.queue.rules import Visit
from tests.queue.days import days, played
from tests.queue.world import MINUTE, START, Port, overtaken_seconds
from tests.scale import scaled

BOUND_MINUTES = 20
Merge = list[dict[str, Any]]
WITHOUT_PRIORITY: Merge = [{"take": 1}]
PUT: Merge = [dict(entry) for entry in order.DEFAULT_MERGE]
STEEP: Merge = [{"classes": ["fresh"], "take": 16}, {"take": 1}]
"""Nearly all turns are fresh: here it is the bound that holds priority back."""
A_BREATH = 1e-6
SEEDS = range(scaled(20, 2))


def _most_delayed(seed: int, gates: int, merge: Merge) -> float:
    """Minutes that the worst ordinary truck of 600, 30 % of them fresh, begins later than without priority."""
    day = days(seed, trucks=600)
    with_it = played(day, gates=gates, merge=merge).let_in
    without = played(day, gates=gates, merge=WITHOUT_PRIORITY).let_in
    ordinary = [each.name for each in day.trucks if each.cargo_class != "fresh" and not (each.trusted and merge is PUT)]
    return max(with_it[name] - without[name] for name in ordinary)


@pytest.mark.parametrize("merge", [PUT, STEEP])
@pytest.mark.parametrize("gates", [1, 2])
@pytest.mark.parametrize("seed", SEEDS)
def test_i10_priority_delays_no_ordinary_truck_of_a_day_by_more_than_the_bound(
    seed: int, gates: int, merge: Merge
) -> None:
    assert _most_delayed(seed, gates, merge) <= BOUND_MINUTES + A_BREATH


def test_i10_twin_a_day_without_the_ceiling_delays_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(order, "ceiling", lambda *_: None)
    assert any(_most_delayed(seed, 1, STEEP) > BOUND_MINUTES + A_BREATH for seed in range(10))


@pytest.mark.parametrize("bound", [0, 6, BOUND_MINUTES])
@pytest.mark.parametrize("seed", SEEDS)
def test_i10_overtakers_of_a_booked_day_cost_nobody_more_than_the_bound(seed: int, bound: int) -> None:
    made = played(days(seed, booked=0.6), priority_bound_minutes=bound)
    assert max(overtaken_seconds(made.port.entries).values()) <= bound * 60


@pytest.mark.parametrize("booked", [0.3, 0.6, 0.9])
def test_on_a_booked_day_few_ordinary_trucks_are_delayed_by_more_than_the_bound(booked: float) -> None:
    """Not a theorem: that no more than one in ten of them is, and one in twenty by half as much again."""
    delays = [delay for seed in range(scaled(12, 3)) for delay in _delays(seed, booked)]
    assert sum(delay > BOUND_MINUTES for delay in delays) <= 0.10 * len(delays)
    assert sum(delay > 1.5 * BOUND_MINUTES for delay in delays) <= 0.05 * len(delays)


def _delays(seed: int, booked: float) -> list[float]:
    day = days(seed, trucks=600, booked=booked)
    with_it, without = played(day, merge=PUT).let_in, played(day, merge=WITHOUT_PRIORITY).let_in
    return [with_it[each.name] - without[each.name] for each in day.trucks if each.is_ordinary]


@pytest.mark.parametrize("fresh", [0.1, 0.3, 0.7])
@pytest.mark.parametrize("seed", SEEDS)
def test_i10_a_kind_with_turns_of_its_own_never_waits_longer_for_having_them(seed: int, fresh: float) -> None:
    """However much of it comes: over a day without bookings no truck of it is let in later than by arrival alone."""
    day = days(seed, fresh=fresh, trusted=0.0)
    with_it, without = played(day, merge=PUT).let_in, played(day, merge=WITHOUT_PRIORITY).let_in
    assert max(with_it[each.name] - without[each.name] for each in day.trucks if not each.is_ordinary) <= A_BREATH


@pytest.mark.parametrize("seed", SEEDS)
def test_i10_over_a_day_each_kind_stands_by_slot_and_arrival_and_the_late_by_arrival(seed: int) -> None:
    assert not list(_out_of_turn(seed))


@pytest.mark.parametrize("kind", ["late", "early"])
def test_i10_twin_a_vehicle_out_of_its_window_that_keeps_its_slot_is_found_out(
    monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    real = order.Standing.punctuality

    def lenient(self: order.Standing, now: object) -> str | None:
        found = real(self, now)  # type: ignore[arg-type]
        return "on_time" if found == kind else found

    monkeypatch.setattr(order.Standing, "punctuality", lenient)
    assert any(list(_out_of_turn(seed)) for seed in range(5))


def _out_of_turn(seed: int) -> Iterator[tuple[str, str]]:
    """Neighbours of one kind that do not stand as their own facts have it, whenever somebody joined."""
    day = days(seed, trucks=200, booked=0.6)
    port = Port.opened()
    for truck in day.trucks:
        port.now = START + truck.at * MINUTE
        port.open_windows()
        port.join(truck.cargo_class, trusted=truck.trusted, slot_in=truck.slot, name=truck.name)
        kinds: dict[int, list[Visit]] = {}
        for visit in port.queue.in_order("gate-in"):
            if "order.bound" not in visit.because:
                kinds.setdefault(visit.flow, []).append(visit)
        for members in kinds.values():
            for one, other in pairwise(members):
                if _by_its_facts(one, port) > _by_its_facts(other, port):
                    yield one.id, other.id
        if len(port.order()) > 60:
            for _ in range(30):
                port.serve()


def _by_its_facts(visit: Visit, port: Port) -> tuple[int, float, float]:
    """Booked and in its window: by slot, then arrival; else behind those, by arrival."""
    arrived, slot = visit.arrived_at.timestamp(), visit.slot_starts_at
    if slot is None or visit.arrive_from is None or visit.arrive_until is None:
        return BY_ARRIVAL, 0.0, arrived
    has_come_late = arrived >= visit.arrive_until.timestamp()
    waits_for_its_window = port.now < visit.arrive_from
    return (BY_ARRIVAL, 0.0, arrived) if has_come_late or waits_for_its_window else (BOOKED, slot.timestamp(), arrived)


@pytest.mark.parametrize("seed", range(scaled(100, 10)))
def test_i10_while_two_kinds_wait_neither_is_ahead_of_its_share_by_more_than_a_turn_of_each(seed: int) -> None:
    dice = random.Random(seed)
    takes = [dice.choice((1, 2, 5, 7, 16)) for _ in range(3)]
    merge = [{"classes": ["fresh"], "take": takes[0]}, {"trusted": True, "take": takes[1]}, {"take": takes[2]}]
    port = Port.opened(priority_bound_minutes=1440, merge=merge)
    for _ in range(dice.randrange(40, 120)):
        port.join(dice.choice(("fresh", "general", "general")), trusted=dice.random() < 0.4)
    left = Counter(visit.flow for visit in port.queue.in_order("gate-in"))
    served: Counter[int] = Counter()
    least = most = 0.0
    while left[0] and left[2]:
        visit = port.serve()
        assert visit is not None
        flow = port.queue.visits[visit].flow
        left[flow] -= 1
        served[flow] += 1
        ahead = served[0] / takes[0] - served[2] / takes[2]
        least, most = min(least, ahead), max(most, ahead)
    assert most - least <= 1 / takes[0] + 1 / takes[2] + A_BREATH


def test_i09_a_vehicle_that_returns_stands_as_one_that_arrives_and_a_missed_call_where_it_stood() -> None:
    port = Port.opened()
    first, second = port.join(slot_in=0), port.join()
    port.call_next()
    port.record(*moves.miss(port.queue, first))
    assert port.order() == [first, second]
    port.record(*moves.leave(port.queue, first))
    again = port.join(after=1)
    assert port.order() == [second, again]
