"""Which bay for which truck: the least cost among the bays that may be given.

A bay costs the time of the way in and of the way out, plus what it takes from others: facilities that this truck does
not need, neighbours that must stay empty, and a minute of reversing for each truck that meets it on the aisle. All in
milliseconds; two bays of equal cost are told apart by their ids.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from serai.guidance import assignment
from serai.guidance.routing import Route
from serai.guidance.rules import NoBay, Truck
from serai.guidance.stands import Ground
from serai.guidance.yard import YardState
from serai.sites.yard import Bay

_WASTED_POWER_MS: Final = 180_000
_WASTED_KIND_MS: Final = 120_000
_NEIGHBOUR_MS: Final = 60_000
_REVERSING_MS: Final = 60_000
_SPARE_METRE_MS: Final = 3_000


@dataclass(frozen=True, slots=True)
class Option:
    """A bay that may be given, and what giving it costs."""

    bay: str
    cost_ms: int
    in_ms: int
    out_ms: int


@dataclass(frozen=True, slots=True)
class Choice:
    """A bay that was chosen, and the way to it."""

    visit: str
    bay: str
    route: Route


def choose(state: YardState, truck: Truck, gate: str | None) -> Choice:
    """The best bay for one truck at a gate; raises NoBay with the count of bays by what keeps it out of them."""
    found, why = options(state, truck, gate)
    if not found:
        raise NoBay(bays=len(state.stands), eligible=0, why=why)
    return _chosen(state, truck, gate, _best(found))


def choose_for_all(state: YardState, trucks: Sequence[tuple[Truck, str | None]]) -> dict[str, Choice | None]:
    """Bays for several trucks at their gates, each its own, with the least cost together; None where none is left.

    Dangerous goods choose first and one by one, since each of their bays closes others. `state` is not changed.
    """
    chosen: dict[str, Choice | None] = {truck.visit: None for truck, _ in trucks}
    taken: set[str] = set()
    for truck, gate in trucks:
        if truck.own_kind == "hazmat":
            found = [option for option in options(state, truck, gate)[0] if _is_apart(state, option.bay, taken)]
            if found:
                taken.add(_best(found))
                chosen[truck.visit] = _chosen(state, truck, gate, _best(found))
    others = [(truck, gate) for truck, gate in trucks if truck.own_kind != "hazmat"]
    bays = [bay for bay in state.stands if bay not in taken and _is_apart(state, bay, taken)]
    costs = []
    for truck, gate in others:
        by_bay = {option.bay: option.cost_ms for option in options(state, truck, gate)[0]}
        costs.append([by_bay.get(bay, assignment.FORBIDDEN) for bay in bays])
    for (truck, gate), column in zip(others, assignment.cheapest(costs), strict=True):
        if column is not None:
            chosen[truck.visit] = _chosen(state, truck, gate, bays[column])
    return chosen


def options(state: YardState, truck: Truck, gate: str | None) -> tuple[list[Option], dict[str, int]]:
    """The bays that may be given to this truck at this gate, and how many may not, by reason."""
    ground = state.ground
    if ground is None:
        return [], {}
    conditions = state.conditions(truck)
    inward = ground.network.ways_from(ground.entry(gate), conditions)
    outward = ground.network.ways_out(conditions)
    passing, stopping = _traffic(state)
    ahead = inward.passed(stopping)
    found: list[Option] = []
    why: Counter[str] = Counter()
    for bay in ground.yard.bays.values():
        reason = state.why_not(bay, truck)
        in_ms, out_ms = inward.time_to(bay.node), outward.time_to(bay.node)
        if reason:
            why[reason] += 1
        elif in_ms is None or out_ms is None:
            why["unreachable"] += 1
        else:
            # Half a reversing time a meeting: a truck under way may as well be past the place already.
            blocking = (ahead[bay.node] + passing[bay.node]) * _REVERSING_MS // 2
            found.append(Option(bay.id, in_ms + out_ms + _waste(ground, bay, truck) + blocking, in_ms, out_ms))
    return found, dict(sorted(why.items()))


def _best(found: Sequence[Option]) -> str:
    return min(found, key=lambda option: (option.cost_ms, option.bay)).bay


def _chosen(state: YardState, truck: Truck, gate: str | None, bay: str) -> Choice:
    route = state.way(truck, gate, bay)
    if route is None:
        raise LookupError(f"{bay} was an option without a way to it")
    return Choice(truck.visit, bay, route)


def _waste(ground: Ground, bay: Bay, truck: Truck) -> int:
    """What this bay offers that this truck does not need and another may."""
    cost = _WASTED_POWER_MS if bay.power and not truck.needs_power else 0
    if bay.kind != (truck.kind or truck.own_kind):
        cost += _WASTED_KIND_MS
    if truck.size.length_cm is not None and bay.limits.length_cm is not None:
        cost += (bay.limits.length_cm - truck.size.length_cm) // 100 * _SPARE_METRE_MS
    kept = bay.neighbours if bay.kind == "hazmat" else ()
    return cost + _NEIGHBOUR_MS * (len(ground.kept_clear_by.get(bay.id, ())) + len(kept))


def _traffic(state: YardState) -> tuple[Counter[str], Counter[str]]:
    """Trucks on their way to a bay: how many pass each place, and how many stop there to reverse."""
    passing: Counter[str] = Counter()
    stopping: Counter[str] = Counter()
    for visit, stay in state.stays.items():
        route = state.way_in(visit) if stay.status == "admitted" else None
        if route:
            passing.update(route.nodes[:-1])
            stopping[route.nodes[-1]] += 1
    return passing, stopping


def _is_apart(state: YardState, bay: str, taken: set[str]) -> bool:
    """Whether a bay is not among, and not a neighbour of dangerous goods with, bays being given at the same time."""
    if bay in taken or state.ground is None:
        return False
    bays = state.ground.yard.bays
    beside = set(state.ground.kept_clear_by.get(bay, ()))
    if bays[bay].kind == "hazmat":
        beside.update(bays[bay].neighbours)
    return not beside & taken
