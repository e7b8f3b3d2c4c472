"""Which bay for which truck: the least cost for it and for those who come after it, among the bays that may be given.

Costs are milliseconds of trucks' time. A bay costs the way in, with the waits behind manoeuvres that are reckoned with
on it, and the way out; what backing in there and pulling out again make others wait; and what it takes from others:
facilities that this truck does not need, neighbours that must stay empty. Those who come next are weighed in the same
table, each with the bays that are free or will be; but only a bay known to be empty is ever given.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from serai.guidance import following, rows, ways
from serai.guidance.following import Follower
from serai.guidance.routing import Conditions, Route, Tree, clear
from serai.guidance.rules import NoBay, Truck
from serai.guidance.stands import Ground
from serai.guidance.traffic import Traffic, manoeuvre_ms, traffic, turnover
from serai.guidance.yard import YardState
from serai.sites.yard import Bay

_MINUTE_MS: Final = 60_000
SHUT_MS: Final = 60_000
"""For each empty bay in a row that nobody could come into any more."""


@dataclass(frozen=True, slots=True)
class Option:
    """A bay that may be given, and what giving it costs, term by term."""

    bay: str
    in_ms: int
    """Driving in, waits behind manoeuvres included."""
    out_ms: int
    blocking_ms: int
    scarcity_ms: int

    @property
    def cost_ms(self) -> int:
        return self.in_ms + self.out_ms + self.blocking_ms + self.scarcity_ms


@dataclass(frozen=True, slots=True)
class Choice:
    """A bay that was chosen, and the way to it."""

    visit: str
    bay: str
    route: Route


def choose(
    state: YardState, truck: Truck, gate: str | None, now: datetime | None = None, followers: Sequence[Follower] = (),
    start: str | None = None, only: Mapping[str, int] | None = None,
) -> Choice:  # fmt: skip
    """The best bay for a truck at a gate, or at the place `start` inside; raises NoBay with what keeps it out of each.

    Without `now` the yard counts as if nobody moved. `only` these bays come into question where it is given, each at a
    further price. `state` is not changed.
    """
    found, why = options(state, truck, gate, now, start)
    kept = following.kept(state, truck, followers) if found else frozenset()
    left = [option for option in found if option.bay not in kept]
    if only is not None:
        why |= {"pair": len(left)} if not any(option.bay in only for option in left) else {}
        left = [option for option in left if option.bay in only]
    if not left:
        whose = why.get("kept", 0) + len(kept & {option.bay for option in found})
        raise NoBay(bays=len(state.stands), eligible=0, why=why | ({"kept": whose} if whose else {}))
    costs = {option.bay: option.cost_ms + (only or {}).get(option.bay, 0) for option in left}
    others = [each for each in followers if each.truck.visit != truck.visit]
    bay = following.best(state, costs, others, now)
    route = way_to(state, truck, gate, start, bay)
    if route is None:
        raise LookupError(f"{bay} was an option without a way to it")
    return Choice(truck.visit, bay, route)


def options(
    state: YardState, truck: Truck, gate: str | None, now: datetime | None = None, start: str | None = None
) -> tuple[list[Option], dict[str, int]]:
    """The bays that may be given to this truck at this gate, and how many may not, by reason."""
    ground = state.ground
    if ground is None:
        return [], {}
    under_way = Traffic() if now is None else traffic(state, now)
    conditions = state.conditions(truck)
    inward, outward = _trees(ground, start or ground.entry(gate), conditions, under_way)
    crowd = ({}, {}) if now is None else _crowd(state, ground, inward, outward, now)
    fitting = ground.fits(truck)
    found: list[Option] = []
    why = Counter(fitting.why)
    for id_, scarcity_ms in fitting.bays.items():
        bay = ground.yard.bays[id_]
        reason = state.taken(bay, truck)
        in_ms, out_ms = inward.time_to(bay.node), outward.time_to(bay.node)
        if reason:
            why[reason] += 1
        elif in_ms is None or out_ms is None:
            why["unreachable"] += 1
        else:
            stops = clear(in_ms, under_way.holds.get(bay.node, ()))
            price = scarcity_ms + SHUT_MS * rows.shuts(ground, state.stands, state.stays, id_)
            found.append(Option(id_, stops, out_ms, _blocking(ground, bay, under_way, stops, crowd), price))
    return _unlocking(state, ground, found), dict(sorted(why.items()))


def _unlocking(state: YardState, ground: Ground, found: list[Option]) -> list[Option]:
    """Those that lock nobody in; all of them where none does not."""
    return [each for each in found if not rows.locks(ground, state.stands, state.stays, each.bay)] or found


def _trees(ground: Ground, start: str, conditions: Conditions, under_way: Traffic) -> tuple[Tree, Tree]:
    network = ground.network
    return network.ways_through(start, conditions, under_way.holds), network.ways_out(conditions)


_Rates = Mapping[str, float]


def _crowd(state: YardState, ground: Ground, inward: Tree, outward: Tree, now: datetime) -> tuple[_Rates, _Rates]:
    """For each place how many trucks are expected to pass it in a minute, inward and outward, not under way yet."""
    into, out = turnover(state, now)
    return inward.beyond(_by_place(ground, into)), outward.beyond(_by_place(ground, out))


def _by_place(ground: Ground, rates: _Rates) -> dict[str, float]:
    found: dict[str, float] = {}
    for bay, rate in rates.items():
        node = ground.yard.bays[bay].node
        found[node] = found.get(node, 0.0) + rate
    return found


def _blocking(ground: Ground, bay: Bay, under_way: Traffic, begins: int, crowd: tuple[_Rates, _Rates]) -> int:
    """What backing in from that moment on, and pulling out some day, make others wait.

    Who comes by at any moment of a manoeuvre waits for half of it in the mean.
    """
    into, out = manoeuvre_ms(bay), manoeuvre_ms(bay, out=True)
    swept = ground.swept[bay.node]
    known = under_way.met(swept, begins, begins + into)
    passing = sum(max([rates.get(place, 0.0) for place in swept]) for rates in crowd)
    return known + round(passing * (into * into + out * out) / 2 / _MINUTE_MS)


def way_to(state: YardState, truck: Truck, gate: str | None, start: str | None, bay: str) -> Route | None:
    """The way to a bay for a truck at a gate, or at the place `start` inside."""
    if start is None or state.ground is None:
        return ways.way(state, truck, gate, bay)
    return state.ground.network.route(start, state.ground.yard.bays[bay].node, state.conditions(truck))
