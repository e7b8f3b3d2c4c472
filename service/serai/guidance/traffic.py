"""Who is under way in a yard: when each passes which place, and when a manoeuvre keeps everybody else from passing.

Nobody reports where a truck is between the gate and its bay. It is reckoned: at free flow from the moment a gate or bay
reported it, waiting where a manoeuvre is reckoned to be in its way. Times are milliseconds from now.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Container
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from serai.guidance import ways
from serai.guidance.routing import Route, clear
from serai.guidance.stands import Ground, Stay
from serai.guidance.yard import YardState
from serai.sites.yard import Bay

REVERSING_MS: Final = 60_000
PULLING_OUT_MS: Final = 25_000
DRIVING_IN_MS: Final = 15_000
DRIVING_OUT_MS: Final = 10_000
"""The last two in a bay that is driven through."""
UNSAID_MS: Final = 180_000
"""So long a road may have been blocked before anybody says so: who came onto it since then may stand before it."""


def manoeuvre_ms(bay: Bay, *, out: bool = False) -> int:
    """How long a truck is in the way of others at its bay."""
    if bay.drive_through:
        return DRIVING_OUT_MS if out else DRIVING_IN_MS
    return PULLING_OUT_MS if out else REVERSING_MS


@dataclass(slots=True)
class Traffic:
    """`holds`: by place, the spans of manoeuvres. `passing`: by place, when trucks pass it. Both in order of time."""

    holds: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    passing: defaultdict[str, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))
    ahead: dict[str, str] = field(default_factory=dict)
    """For each visit under way the place it comes to next, with the road by which it does where that matters there."""

    before: dict[str, str] = field(default_factory=dict)
    """Where one of them may stand instead: before a blocked road that it came onto a short while ago."""

    def hold(self, places: tuple[str, ...], begins: int, ends: int) -> None:
        for place in places:
            insort(self.holds.setdefault(place, []), (begins, ends))

    def drive(
        self, visit: str, route: Route, times: list[int], start: int, blocked: Container[str] = frozenset()
    ) -> int:
        """Let a truck pass along a way from a moment on; when it comes to the way's end, were no road blocked."""
        at, ahead = start, 0
        for index, seconds in enumerate(times):
            goes = clear(at, self.holds.get(route.nodes[index], ()))
            at = goes + seconds
            if goes >= 0:
                insort(self.passing[route.nodes[index]], (goes, visit))
                continue
            ahead = index + 1
            if goes > -UNSAID_MS and route.roads[index] in blocked:
                self.before.setdefault(visit, route.standings[index])
        insort(self.passing[route.nodes[-1]], (at, visit))
        self.ahead[visit] = route.standings[ahead]
        return at

    def standing(self, visit: str) -> list[str | None]:
        """Where it may be thought to stand, the place from which it must be led if it does first."""
        before = self.before.get(visit)
        return [*([before] if before is not None else []), self.ahead.get(visit)]

    def met(self, places: tuple[str, ...], begins: int, ends: int) -> int:
        """How long those who come to any of these places in that span wait together until it ends."""
        waits: dict[str, int] = {}
        for place in places:
            passing = self.passing.get(place, [])
            for at, visit in passing[bisect_left(passing, (begins, "")) : bisect_left(passing, (ends, ""))]:
                waits[visit] = max(waits.get(visit, 0), ends - at)
        return sum(waits.values())


def traffic(state: YardState, now: datetime) -> Traffic:
    """Everybody under way as reckoned from the facts; who set out first goes first."""
    found = Traffic()
    if state.ground is None:
        return found
    moving = [each for each in state.stays.items() if each[1].status == "released" or each[1].is_coming]
    for visit, stay in sorted(moving, key=lambda each: (each[1].released_at or each[1].since, each[0])):
        if stay.status == "released":
            _leaving(state, visit, stay, now, found)
        elif stay.goal is not None:
            _coming(state, visit, stay, now, found)
        elif (known := state.told.get(visit)) is not None:  # it has lost its bay, and is on the way that it was told
            found.drive(
                visit, known[0], _times(state, known[0]), round((known[1] - now).total_seconds() * 1000), state.blocked
            )
            found.ahead[visit] = _before_block(state, stay, known[0], found.ahead[visit])
    return found


def turnover(state: YardState, now: datetime) -> tuple[dict[str, float], dict[str, float]]:
    """How often a truck is expected to come to each bay, and to leave each, in the next minute.

    As many come as leave: what is released of one kind comes back to its bays that are free, each as likely.
    """
    leaving: dict[str, float] = {}
    free: defaultdict[str, list[str]] = defaultdict(list)
    rates: defaultdict[str, float] = defaultdict(float)
    for bay, stand in state.stands.items():
        kind = state.ground.yard.bays[bay].kind if state.ground else ""
        stay = state.stays.get(stand.parked or "")
        if stay is not None and stay.status == "parked":
            leaving[bay] = state.emptying(stay, now).chance(60.0)
            rates[kind] += leaving[bay]
        elif stand.is_empty and not stand.closed:
            free[kind].append(bay)
    coming = {bay: rates[kind] / len(bays) for kind, bays in free.items() for bay in bays}
    return coming, leaving


def _leaving(state: YardState, visit: str, stay: Stay, now: datetime, found: Traffic) -> None:
    ground, id_ = state.ground, state.left.get(visit, "")
    if ground is None or id_ not in ground.yard.bays or stay.released_at is None:
        return
    bay = ground.yard.bays[id_]
    begun = round((stay.released_at - now).total_seconds() * 1000)
    out = begun + manoeuvre_ms(bay, out=True)
    if stay.bay is not None:
        out = _pulling_out(ground, bay, begun, found)
    told = state.told.get(visit)
    route = told[0] if told else ground.network.way_out(bay.node, state.conditions(stay.truck))
    if told and told[1] > stay.released_at:  # it was told another way where it was by then
        out = round((told[1] - now).total_seconds() * 1000)
    if route is not None:
        found.drive(visit, route, _times(state, route), out, state.blocked)
        found.ahead[visit] = _before_block(state, stay, route, found.ahead[visit])


def _pulling_out(ground: Ground, bay: Bay, begun: int, found: Traffic) -> int:
    """When a truck is out of the bay that nobody has said to be empty; it is in the way of others until then."""
    took = manoeuvre_ms(bay, out=True)
    out = max(begun + took, 0)
    found.hold(ground.swept[bay.node], max(begun, -took), max(out, 1))
    return out


def _coming(state: YardState, visit: str, stay: Stay, now: datetime, found: Traffic) -> None:
    ground, told = state.ground, state.told.get(visit)
    route = told[0] if told else ways.way_in(state, visit)
    if ground is None or route is None or stay.goal is None:
        return
    bay = ground.yard.bays[stay.goal]
    since = round(((told[1] if told else stay.since) - now).total_seconds() * 1000)
    if stay.bay is not None and stay.to is not None and route.nodes[0] == ground.yard.bays[stay.bay].node:
        since = _pulling_out(ground, ground.yard.bays[stay.bay], since, found)
    there = clear(found.drive(visit, route, _times(state, route), since, state.blocked), found.holds.get(bay.node, ()))
    found.ahead[visit] = _before_block(state, stay, route, found.ahead[visit])
    if told and ways.is_cut(state, visit):
        return  # a road on its way is blocked: nobody knows when it comes
    # It has not said that it stands: it is late, and backs in at the earliest now.
    begins = max(there, -manoeuvre_ms(bay) // 2)
    found.hold(ground.swept[bay.node], begins, begins + manoeuvre_ms(bay))


def _before_block(state: YardState, stay: Stay, route: Route, ahead: str) -> str:
    """Where it comes to next, or stands: it may be before a block as well as behind it, and it is before its own."""
    index = route.standings.index(ahead)
    if index and route.roads[index - 1] in state.blocked:
        index -= 1
    mine = [number for number, road in enumerate(route.roads) if road in stay.truck.avoids]
    return route.standings[min(mine, default=index)]


def _times(state: YardState, route: Route) -> list[int]:
    roads = state.ground.yard.roads if state.ground else {}
    return [roads[road].time_ms for road in route.roads]
