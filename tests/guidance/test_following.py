"""Those who come next: the bay that is best for all together, and bays kept for who has waited beyond bounds."""

from __future__ import annotations

from itertools import pairwise, permutations
from random import Random

import pytest

from serai.guidance.choice import choose
from serai.guidance.following import LONGEST_SECONDS, Follower, best, kept
from serai.guidance.routing import Size
from serai.guidance.rules import NoBay, Truck
from serai.guidance.stands import ground
from serai.guidance.yard import YardState
from tests.guidance.test_yard import at, truck
from tests.guidance.yards import feature, read, road, sample
from tests.scale import scaled


def state_of(yard_of: YardState | None = None) -> YardState:
    state = yard_of or YardState()
    state.put(ground(sample()))
    return state


def row(lengths: list[float]) -> YardState:
    """A straight aisle of general bays with these greatest lengths."""
    features = [feature("in", (0, 0), role="gate", gate="in"), feature("out", (900, 0), role="gate", gate="out")]
    places = ["in", *[f"n{i}" for i in range(len(lengths))], "out"]
    for i, metres in enumerate(lengths):
        features.append(feature(f"n{i}", (100 * (i + 1), 0), role="node"))
        features.append(
            feature(f"b{i}", (100 * (i + 1), 10), role="bay", kind="general", node=f"n{i}", max_length_m=metres)
        )
    features += [road(f"r{i}", a, b, length_m=100) for i, (a, b) in enumerate(pairwise(places))]
    state = YardState()
    state.put(ground(read(features)))
    return state


def long(visit: str, metres: int) -> Truck:
    return truck(visit, size=Size(400, 30_000, metres * 100))


def test_a_short_truck_leaves_the_only_long_bay_to_who_needs_it() -> None:
    state = row([25.0, 18.75])
    costs = {"b0": 100_000, "b1": 130_000}
    assert best(state, costs, [], at(0)) == "b0"
    coming = Follower(long("l", 22), "in", 300.0)
    assert best(state, costs, [coming], at(0)) == "b1"
    assert best(state, {"b0": 100_000}, [coming], at(0)) == "b0"


def test_followers_who_want_no_bay_of_these_change_nothing() -> None:
    state = state_of()
    alone = choose(state, truck("g"), "gate-in", at(0)).bay
    fresh = [Follower(truck(f"f{i}", "fresh"), "gate-in", 0.0) for i in range(9)]
    assert choose(state, truck("g"), "gate-in", at(0), fresh).bay == alone


@pytest.mark.parametrize("seed", range(scaled(200)))
def test_the_bay_given_is_one_of_the_cheapest_plan_for_all(seed: int) -> None:
    random = Random(seed)
    lengths = [random.choice((12.0, 18.75, 25.0)) for _ in range(random.randint(3, 5))]
    state = row(lengths)
    assert state.ground is not None
    followers = [Follower(long(f"f{i}", random.choice((11, 16, 22))), "in", 0.0) for i in range(random.randint(1, 2))]
    costs = {bay: random.randrange(100_000, 500_000) for bay in state.stands}
    chosen = best(state, costs, followers, at(0))
    rows = [costs] + [_alone(state, each.truck) for each in followers]
    plans = [
        (sum(row.get(bay, 0) for row, bay in zip(rows, bays, strict=True)), bays[0])
        for bays in permutations(state.stands, len(rows))
        if all(bay in row for row, bay in zip(rows, bays, strict=True))
    ]
    if plans:
        least = min(total for total, _ in plans)
        assert chosen in {bay for total, bay in plans if total == least}


def _alone(state: YardState, truck: Truck) -> dict[str, int]:
    fits = state.ground.fits(truck).bays if state.ground else {}
    network = state.ground.network if state.ground else None
    assert network is not None
    found = {}
    for bay, price in fits.items():
        node = bay.replace("b", "n")
        found[bay] = (network.ways_from("in").time_to(node) or 0) + (network.ways_out().time_to(node) or 0) + price
    return found


def test_who_waited_beyond_all_bounds_goes_before_who_came_later() -> None:
    state = row([18.75])
    elder = Follower(truck("e"), "in", 0.0, LONGEST_SECONDS)
    me = Follower(truck("me"), "in", 0.0, 60.0)
    with pytest.raises(NoBay) as refused:
        choose(state, truck("me"), "in", at(0), [elder, me])
    assert refused.value.facts["why"] == {"kept": 1}
    assert choose(state, truck("e"), "in", at(0), [elder, me]).bay == "b0"
    on_its_way = Follower(truck("e"), "in", 300.0, LONGEST_SECONDS)
    assert choose(state, truck("me"), "in", at(0), [on_its_way, me]).bay == "b0"


def test_dangerous_goods_that_wait_too_long_keep_a_neighbourhood_clear() -> None:
    state = state_of()
    hazmat = Follower(truck("h", "hazmat"), "gate-in", 900.0, LONGEST_SECONDS)
    assert kept(state, truck("g"), [hazmat]) >= {"B310", "B309"} or kept(state, truck("g"), [hazmat]) >= {
        "B410",
        "B409",
    }
    fresh = Follower(truck("h", "hazmat"), "gate-in", 900.0, LONGEST_SECONDS - 1)
    assert kept(state, truck("g"), [fresh]) == frozenset()
