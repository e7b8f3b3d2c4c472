"""Ways are the shortest there are, and only over roads that are open to the truck."""

from __future__ import annotations

from itertools import pairwise, product
from random import Random

import pytest

from serai.guidance.routing import Conditions, Network, Route, Size
from serai.sites.yard import Road, Yard
from tests.guidance.yards import feature, random_yard, read, road, sample
from tests.scale import scaled

TRUCK = Size(height_cm=400, weight_kg=30_000, length_cm=1_650)


def open_arcs(yard: Yard, given: Conditions) -> list[tuple[str, str, Road]]:
    arcs = []
    for each in yard.roads.values():
        if each.id in given.blocked or each.start == each.end:
            continue
        limits = each.limits
        pairs = zip(given.size, (limits.height_cm, limits.weight_kg, limits.length_cm), strict=True)
        if any(value is not None and limit is not None and value > limit for value, limit in pairs):
            continue
        arcs.append((each.start, each.end, each))
        if not each.one_way:
            arcs.append((each.end, each.start, each))
    return arcs


def bellman_ford(yard: Yard, start: str, given: Conditions) -> dict[str, int]:
    """The naive answer: relax every arc until nothing changes, by place and the road by which one came there.

    Only who starts at a gate or a shut bay drives on.
    """
    arcs = open_arcs(yard, given)
    closed = yard.gates.keys() | given.shut
    best = {(start, ""): 0}
    changed = True
    while changed:
        changed = False
        for (tail, came_by), so_far in list(best.items()):
            for begin, head, each in arcs:
                if begin != tail or is_banned(yard, tail, came_by, each.id) or (tail != start and tail in closed):
                    continue
                time = so_far + each.time_ms
                if time < best.get((head, each.id), time + 1):
                    best[head, each.id] = time
                    changed = True
    return {place: min(time for at, time in best.items() if at[0] == place) for place, _ in best}


def is_banned(yard: Yard, node: str, came_by: str, into: str) -> bool:
    return node in yard.nodes and (came_by, into) in yard.nodes[node].no_turns


def assert_drivable(yard: Yard, route: Route, given: Conditions) -> None:
    """Every road is open, taken in its direction, joins the places named, and no turn between two is banned."""
    arcs = {(tail, head, each.id) for tail, head, each in open_arcs(yard, given)}
    assert len(route.nodes) == len(route.roads) + 1
    for (tail, head), id in zip(pairwise(route.nodes), route.roads, strict=True):
        assert (tail, head, id) in arcs
    for node, (into, out) in zip(route.nodes[1:-1], pairwise(route.roads), strict=True):
        assert not is_banned(yard, node, into, out)
    assert not set(route.nodes[1:-1]) & (yard.gates.keys() | given.shut)
    assert route.time_ms == sum(yard.roads[id].time_ms for id in route.roads)
    assert route.length_cm == sum(yard.roads[id].length_cm for id in route.roads)


def conditions(random: Random, yard: Yard) -> Conditions:
    size = Size(
        random.choice((None, 390, 420, 460)), random.choice((None, 15_000, 30_000)), random.choice((None, 1_000, 1_650))
    )
    blocked = frozenset(random.sample(sorted(yard.roads), random.randrange(3)))
    return Conditions(size, blocked, frozenset(random.sample(sorted(yard.bays), random.randrange(3))))


@pytest.mark.parametrize("seed", range(scaled(600)))
def test_every_way_is_as_short_as_brute_force_finds_and_drivable(seed: int) -> None:
    random = Random(seed)
    yard = random_yard(random, nodes=random.randint(3, 12), bays=random.randint(2, 8))
    network = Network(yard)
    given = conditions(random, yard)
    starts = random.sample(sorted(set(network.place_names)), 3)
    for start, warm in product(starts, (False, True)):
        best = bellman_ford(yard, start, given)
        if warm:
            network.ways_from(start, given)
        for end in sorted(set(network.place_names)):
            route = network.route(start, end, given)
            assert (route.time_ms if route else None) == best.get(end), (start, end)
            if route:
                assert (route.nodes[0], route.nodes[-1]) == (start, end)
                assert_drivable(yard, route, given)


@pytest.mark.parametrize("seed", range(scaled(300)))
def test_the_way_out_leads_to_the_nearest_exit(seed: int) -> None:
    random = Random(seed)
    yard = random_yard(random)
    network = Network(yard)
    given = conditions(random, yard)
    for bay in yard.bays.values():
        best = bellman_ford(yard, bay.node, given)
        exits = [best[gate.id] for gate in yard.gates.values() if gate.is_exit and gate.id in best]
        route = network.way_out(bay.node, given)
        assert (route.time_ms if route else None) == min(exits, default=None)
        if route:
            assert yard.gates[route.nodes[-1]].is_exit
            assert_drivable(yard, route, given)


@pytest.mark.parametrize("seed", range(scaled(200)))
def test_who_passes_a_place_is_summed_over_the_ways_that_lead_by_it(seed: int) -> None:
    random = Random(seed)
    network = Network(random_yard(random))
    tree = network.ways_from("in")
    weights = {place: random.randrange(5) for place in sorted(set(network.place_names)) if random.random() < 0.5}
    sums = tree.beyond(weights)
    ways = {place: route for place in sorted(set(network.place_names)) if (route := tree.route(place))}
    assert sums.keys() == ways.keys()
    for place in ways:
        assert sums[place] == sum(weights.get(end, 0) * way.nodes.count(place) for end, way in ways.items())


def banned(*turns: list[str]) -> Network:
    """in -> A <-> B -> out, with a side road from A to C, and another from C back."""
    return Network(
        read(
            [
                feature("in", (0, 0), role="gate", gate="in"),
                feature("out", (400, 0), role="gate", gate="out"),
                feature("A", (100, 0), role="node", no_turns=list(turns)),
                feature("B", (200, 0), role="node"),
                feature("C", (100, 100), role="node"),
                feature("X", (300, 0), role="bay", kind="general", node="B"),
                road("start", "in", "A", length_m=100),
                road("ahead", "A", "B", length_m=100),
                road("side", "A", "C", length_m=100),
                road("back", "C", "A", length_m=150, one_way=True),
                road("end", "B", "out", length_m=100),
            ]
        )
    )


def test_who_may_not_turn_goes_on_and_comes_back_another_way() -> None:
    def roads(*turns: list[str]) -> tuple[str, ...] | None:
        route = banned(*turns).route("in", "B")
        return route.roads if route else None

    assert roads() == ("start", "ahead")
    assert roads(["start", "ahead"]) == ("start", "side", "side", "ahead")
    assert roads(["start", "ahead"], ["side", "ahead"]) == ("start", "side", "back", "ahead")
    assert roads(["start", "ahead"], ["side", "ahead"], ["back", "ahead"]) is None


def test_a_way_sought_from_where_a_truck_is_keeps_to_the_bans_of_the_road_it_came_by() -> None:
    network = banned(["start", "ahead"])
    assert network.route("A", "B") is not None
    (told,) = [route for route in [network.route("in", "B")] if route]
    assert told.standings[:2] == ("in", "A/start")
    again = network.route(told.standings[1], "B")
    assert again is not None
    assert (again.nodes, again.roads) == (("A", "C", "A", "B"), ("side", "side", "ahead"))


def test_of_two_roads_into_one_bay_the_better_that_fits_is_taken() -> None:
    yard = read(
        [
            feature("in", (0, 0), role="gate", gate="in"),
            feature("out", (300, 0), role="gate", gate="out"),
            feature("A", (100, 0), role="node"),
            feature("X", (200, 0), role="bay", kind="general"),
            road("start", "in", "A", length_m=100),
            road("short", "A", "X", length_m=50, one_way=True, max_height_m=4.0),
            road("long", "A", "X", length_m=90, one_way=True),
            road("end", "X", "out", length_m=100),
        ]
    )
    network = Network(yard)

    def roads(given: Conditions) -> tuple[str, ...] | None:
        route = network.route("in", "X", given)
        return route.roads if route else None

    assert roads(Conditions(Size(height_cm=400))) == ("start", "short")
    assert roads(Conditions(Size(height_cm=401))) == ("start", "long")
    assert roads(Conditions(Size(), blocked=frozenset({"short"}))) == ("start", "long")
    assert roads(Conditions(Size(height_cm=401), blocked=frozenset({"long"}))) is None


def test_an_occupied_bay_on_the_road_is_not_driven_through_but_can_be_left() -> None:
    yard = read(
        [
            feature("in", (0, 0), role="gate", gate="in"),
            feature("out", (300, 0), role="gate", gate="out"),
            feature("X", (100, 0), role="bay", kind="general"),
            feature("Y", (200, 0), role="bay", kind="general"),
            road("1", "in", "X", one_way=True),
            road("2", "X", "Y", one_way=True),
            road("3", "Y", "out", one_way=True),
        ]
    )
    network = Network(yard)
    shut = Conditions(shut=frozenset({"X"}))
    assert network.route("in", "Y", shut) is None
    assert network.route("in", "X", shut) is not None
    assert network.way_out("X", shut) is not None
    assert network.route("in", "Y") is not None


def test_nobody_is_led_out_of_one_gate_and_in_at_another() -> None:
    yard = read(
        [
            feature("in", (0, 0), role="gate", gate="in"),
            feature("mid", (100, 0), role="gate", gate="both"),
            feature("A", (200, 0), role="node"),
            road("1", "in", "mid"),
            road("2", "mid", "A"),
        ]
    )
    assert Network(yard).route("in", "A") is None
    assert Network(yard).route("mid", "A") is not None


def test_an_unknown_place_has_no_way() -> None:
    network = Network(sample())
    assert network.route("nowhere", "A1-01") is None
    assert network.route("gate-in", "nowhere") is None
    assert network.ways_from("nowhere").time_to("gate-in") is None
    assert network.way_out("nowhere") is None


def test_equal_ways_are_told_apart_by_ids_whatever_the_order_in_the_file() -> None:
    features = [
        feature("in", (0, 0), role="gate", gate="in"),
        feature("A", (100, 50), role="node"),
        feature("B", (100, -50), role="node"),
        feature("C", (200, 0), role="node"),
        *[road(f"{a}{b}", a, b, length_m=100) for a, b in (("in", "A"), ("in", "B"), ("A", "C"), ("B", "C"))],
    ]
    ways = {Network(read(order)).route("in", "C") for order in (features, features[::-1])}
    assert len(ways) == 1


def test_the_cache_forgets_and_still_answers() -> None:
    yard = sample()
    network = Network(yard)
    roads = sorted(yard.roads)
    expected = Network(yard).route("gate-in", "A4-10", Conditions(blocked=frozenset({"east-1"})))
    for each in roads * 10:
        for other in roads[:8]:
            network.ways_from("gate-in", Conditions(blocked=frozenset({each, other})))
    assert network.route("gate-in", "A4-10", Conditions(blocked=frozenset({"east-1"}))) == expected
