"""A bay for one truck with 300 who come next and 700 bays, and a way on 2,000 places: milliseconds of the processor.

The rules alone, as the service calls them at the gate, on random yards with limits, banned turns and one-way roads.
Half of the bays are taken. The peer of a way is Dijkstra's algorithm as the books have it, on the same roads, which
knows nothing of limits, of turns or of what is blocked.
"""

from __future__ import annotations

import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from heapq import heappop, heappush
from statistics import median, quantiles

from serai.guidance.choice import choose
from serai.guidance.following import Follower
from serai.guidance.rules import NoBay, Truck
from serai.guidance.stands import ground
from serai.guidance.yard import YardState
from serai.sites.yard import Yard
from tests.bench.report import Report
from tests.guidance.test_yard import at, truck
from tests.guidance.yards import random_yard

BAYS, FOLLOWERS, TRIES = 700, 300, 60
CLASSES = ("general", "general", "fresh", "hazmat", "oversize")
Roads = dict[str, list[tuple[str, int]]]


async def run(report: Report, rounds: int) -> None:
    choices: list[float] = []
    found: dict[int, list[float]] = {500: [], 2_000: []}
    peers: dict[int, list[float]] = {500: [], 2_000: []}
    for number in range(rounds):
        choices += decisions(random.Random(number))
        for nodes, times in found.items():
            ways, plain = routes(random.Random(number), nodes)
            times += ways
            peers[nodes] += plain
    worst = p95(choices)
    report.ratio(f"bay, p95, {FOLLOWERS} x {BAYS}", f"{worst:.1f} ms", "20 ms", worst / 20, way="at most", aim=1.0)
    report.note(f"bay, median: {median(choices):.1f} ms")
    for nodes, limit in ((2_000, 2.0), (500, 0.2)):
        usual, peer, what = median(found[nodes]), median(peers[nodes]), f"way on {nodes:,} places"
        report.ratio(what, f"{usual:.2f} ms", f"{limit} ms", usual / limit, way="at most", aim=1.0)
        report.ratio(what, f"{usual:.2f} ms", f"Dijkstra {peer:.2f} ms", usual / peer, way="at most")
        report.note(f"{what}, p95: {p95(found[nodes]):.2f} ms")


def decisions(dice: random.Random) -> list[float]:
    """Milliseconds of each choice in a yard that is half full."""
    state = YardState()
    state.put(ground(random_yard(dice, nodes=500, bays=BAYS)))
    bays = sorted(state.stands)
    for number, bay in enumerate(dice.sample(bays, BAYS // 2)):
        visit = f"p{number}"
        state.arrive(truck(visit))
        state.admit(visit, bay, "in", at(0))
        state.park(visit, bay, at=at(dice.randrange(1, 20)))
    trucks = [truck(f"t{number}", dice.choice(CLASSES)) for number in range(FOLLOWERS + TRIES)]
    followers = [Follower(each, "in", dice.uniform(0, 1_800), dice.uniform(0, 3_600)) for each in trucks[TRIES:]]
    return [timed(partial(chosen, state, each, followers)) for each in trucks[:TRIES]]


def chosen(state: YardState, asking: Truck, followers: list[Follower]) -> None:
    with suppress(NoBay):  # there may be none for its kind: to know that takes as long
        choose(state, asking, "in", at(25), followers)


def routes(dice: random.Random, nodes: int) -> tuple[list[float], list[float]]:
    """Milliseconds of each way for a truck, with five roads blocked, and of the peer's between the same places."""
    yard = random_yard(dice, nodes=nodes, bays=BAYS)
    state, made = YardState(), ground(yard)
    state.put(made)
    for road in dice.sample(sorted(yard.roads), 5):
        state.set_road(road, "blocked")
    asking, roads, ours, plain = truck("t"), listed(yard), list[float](), list[float]()
    for bay in dice.sample(sorted(yard.bays), TRIES):
        node = yard.bays[bay].node
        ours.append(timed(partial(made.network.route, "in", node, state.conditions(asking))))
        plain.append(timed(partial(dijkstra, roads, "in", node)))
    return ours, plain


def listed(yard: Yard) -> Roads:
    found: Roads = defaultdict(list)
    for road in yard.roads.values():
        found[road.start].append((road.end, road.length_cm))
        if not road.one_way:
            found[road.end].append((road.start, road.length_cm))
    return found


def dijkstra(roads: Roads, start: str, end: str) -> int | None:
    best, heap = {start: 0}, [(0, start)]
    while heap:
        so_far, place = heappop(heap)
        if place == end:
            return so_far
        if so_far > best[place]:
            continue
        for other, length in roads[place]:
            if so_far + length < best.get(other, sys.maxsize):
                best[other] = so_far + length
                heappush(heap, (so_far + length, other))
    return None


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of processor time."""
    begun = time.process_time_ns()
    work()
    return (time.process_time_ns() - begun) / 1e6


def p95(times: list[float]) -> float:
    return quantiles(times, n=20)[-1]
