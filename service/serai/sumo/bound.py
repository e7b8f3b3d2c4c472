"""The offline free-flow bound: what the yard's roads would have cost at best, knowing the whole day beforehand.

For the stays of a day as they happened (each from the moment its truck began to back into a bay until it had pulled
out), bays are given anew by somebody who knows all of them: no bay to two stays at once, each stay to a bay that its
truck fits, and nobody ever in anybody's way: what is driven is the free-flow way in and out. No policy with these stays
can drive less in sum.

Bays that the same trucks fit are a pool. In a pool the bays are put in order of their free-flow time; the first k of
them serve at most as many stays as the largest part of all stays of which no more than k overlap at any moment, which
a sweep finds: whenever k + 1 overlap, the one that ends last is left to the others. Summing, bay by bay, what the
stays not served so far must pay at least more gives the bound. Rules for dangerous goods' neighbours are left out, and
where gates differ each bay counts as for the gate that favours it most: both only make the bound lower.
"""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Callable, Sequence

from serai.guidance.routing import Conditions, Network, Size
from serai.guidance.rules import Truck, unfit
from serai.sites.yard import Bay, Yard
from serai.sumo.day import Guest

_Stay = tuple[float, float]


Drives = Callable[[str, Bay, Size], float | None]
"""Seconds that a truck of this size alone is on the roads from a gate to a bay and out again; None: there is no way."""


def bound(yard: Yard, guests: Sequence[Guest], drives: Drives | None = None) -> float:
    """Seconds on roads of all these trucks together, at the very least; by the yard file's speeds unless told."""
    alone, pools = drives or free_flow(yard), defaultdict(list)
    for guest in guests:
        pools[guest.truck.cargo_class, guest.truck.needs, guest.truck.size].append(guest)
    return sum(
        _pool(alone, yard, Truck("", cargo_class, needs, size), members)
        for (cargo_class, needs, size), members in pools.items()
    )


def free_flow(yard: Yard) -> Drives:
    """By the lengths and speeds of the yard file."""
    network = Network(yard)

    def seconds(gate: str, bay: Bay, size: Size) -> float | None:
        given = Conditions(size)
        in_ms, out_ms = network.ways_from(gate, given).time_to(bay.node), network.ways_out(given).time_to(bay.node)
        return None if in_ms is None or out_ms is None else (in_ms + out_ms) / 1000

    return seconds


def _pool(drives: Drives, yard: Yard, truck: Truck, guests: Sequence[Guest]) -> float:
    gates = sorted({guest.gate for guest in guests})
    costs = {gate: _costs(drives, yard, truck, gate) for gate in gates}
    nearest = {gate: min(costs[gate].values()) for gate in gates}
    bays = sorted(min(costs[gate][bay] - nearest[gate] for gate in gates) for bay in costs[gates[0]])
    stays = [(guest.stopped or 0.0, guest.pulled or 0.0) for guest in guests]
    total, least = sum(nearest[guest.gate] for guest in guests), 0.0
    for count, more in enumerate(bays):
        if more > least:
            total += (more - least) * (len(stays) - served(stays, count))
            least = more
    return total


def _costs(drives: Drives, yard: Yard, truck: Truck, gate: str) -> dict[str, float]:
    fitting = [bay for bay in yard.bays.values() if unfit(bay, truck) is None]
    told = {bay.id: drives(gate, bay, truck.size) for bay in fitting}
    return {bay: seconds for bay, seconds in told.items() if seconds is not None}


def served(stays: Sequence[_Stay], bays: int) -> int:
    """How many of the stays so many bays can take at most."""
    left = 0
    ends: list[float] = []
    for start, end in sorted(stays):
        while ends and ends[0] <= start:
            ends.pop(0)
        insort(ends, end)
        if len(ends) > bays:
            ends.pop()
            left += 1
    return len(stays) - left
