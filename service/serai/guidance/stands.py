"""What is known of each bay and of each visit inside, and a yard with all that is worked out once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from typing import Final

from serai.guidance.routing import Conditions, Network, Route
from serai.guidance.rules import Truck, unfit
from serai.sites.blocking import Blocking, blocking
from serai.sites.yard import Bay, Yard, recorded
from serai.sites.yard_graph import Arc, in_front

SWING_CM: Final = 2_500
"""Along an aisle, what a truck with its trailer needs each way to back into a bay."""
_KINDS_KEPT: Final = 512
_POWER_MS: Final = 180_000
_KIND_MS: Final = 120_000
_NEIGHBOUR_MS: Final = 60_000
_SPARE_METRE_MS: Final = 3_000
UNDER_WAY = ("admitted", "released")
"""In the yard and driving, or about to: to the bay, or from it to the exit."""


@dataclass(frozen=True, slots=True)
class Stand:
    """What is known of one bay."""

    closed: bool = False
    sensed: bool = False
    given: str | None = None
    parked: str | None = None
    kept: str | None = None
    """The visit for which it is kept free."""
    unpowered_at: datetime | None = None
    """Since when its power is off."""

    @property
    def status(self) -> str:
        if self.closed:
            return "closed"
        if self.parked or self.sensed:
            return "occupied"
        return "given" if self.given else "kept" if self.kept else "free"

    @property
    def visit(self) -> str | None:
        """The visit that stands here, else the one that is coming, else the one for which it is kept."""
        return self.parked or self.given or self.kept

    @property
    def is_empty(self) -> bool:
        """Nobody is here or on the way here."""
        return not (self.sensed or self.parked or self.given)

    def is_news(self, status: str, *, by_sensor: bool) -> bool:
        """Whether saying so would change anything: sensors repeat themselves."""
        if status == "closed":
            return not self.closed
        if status == "occupied":
            return not (self.parked or self.sensed) or (self.given is not None and not by_sensor)
        return self.sensed or self.parked is not None or (self.closed and not by_sensor)


@dataclass(frozen=True, slots=True)
class Stay:
    """A visit inside the yard: `admitted`, `parked` or `released`; its bay is given until it has parked."""

    truck: Truck
    status: str
    gate: str | None
    bay: str | None
    since: datetime
    """When it was admitted: earlier ones choose first."""
    parked_at: datetime | None = None
    released_at: datetime | None = None
    disputes: int = 0
    """How often it said that its bay was taken, or its way blocked."""
    to: str | None = None
    """The bay to which one that has parked must go, until it parks there: that is given, and its own still taken."""

    @property
    def goal(self) -> str | None:
        """The bay in which it stands or is to stand."""
        return self.to or self.bay

    def heading(self, bay: str | None) -> Stay:
        """The same on its way to another bay, or to none."""
        return replace(self, to=bay) if self.status == "parked" else replace(self, bay=bay)

    @property
    def is_coming(self) -> bool:
        """Whether it is on its way to a bay, or to wait for one."""
        return self.status == "admitted" or self.to is not None

    @property
    def is_leaving(self) -> bool:
        """Whether it is to leave the bay in which it parked."""
        return self.status == "released" or self.to is not None


@dataclass(frozen=True, slots=True)
class Fitting:
    """`bays`: those that can take a truck, each with what it would take from others; `why`: what excludes the rest."""

    bays: Mapping[str, int]
    why: Mapping[str, int]


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """A yard with all that is worked out once: its network, and who keeps whose neighbourhood clear."""

    yard: Yard
    network: Network
    on_the_way: tuple[str, ...]
    kept_clear_by: dict[str, tuple[str, ...]]
    swept: dict[str, tuple[str, ...]]
    """For each place of bays the places that nobody passes while a truck backs into one of them or pulls out."""
    blocking: Blocking
    row_of: Mapping[str, frozenset[str]]
    """For each bay that stands in another's way or behind one, those."""
    in_front: Mapping[str, frozenset[str]]
    """For each bay those in front of it by what the file says; its roads may lead through others."""

    fitting: dict[object, Fitting] = field(default_factory=dict)
    """By what a truck is: the answers of `fits`, kept."""

    def fits(self, truck: Truck) -> Fitting:
        """Which bays can take such a truck at all, and why not the others."""
        like = (truck.cargo_class, truck.needs, truck.size)
        found = self.fitting.get(like)
        if found is None:
            if len(self.fitting) >= _KINDS_KEPT:
                self.fitting.clear()
            why = {bay.id: unfit(bay, truck) for bay in self.yard.bays.values()}
            fit = {id_: scarcity(self, self.yard.bays[id_], truck) for id_, reason in why.items() if reason is None}
            found = self.fitting[like] = Fitting(fit, Counter(reason for reason in why.values() if reason))
        return found

    def way(self, stay: Stay, bay: str, place: str | None, given: Conditions) -> Route | None:
        """The way that a visit is to be told to a bay, or once it may go from it: from `place`, its bay or its gate."""
        node = self.yard.bays[bay].node
        if stay.status == "released":
            return self.network.way_out(place or node, given)
        start = self.yard.bays[stay.bay].node if stay.status == "parked" and stay.bay else self.entry(stay.gate)
        return self.network.ways_from(place or start, given).route(node)

    def entry(self, gate: str | None) -> str:
        """The gate, if it is one of this yard's entries; else the first of these."""
        known = self.yard.gates.get(gate or "")
        entries = [each.id for each in self.yard.gates.values() if each.is_entry]
        return known.id if known and known.is_entry else min(entries, default="")


def scarcity(ground: Ground, bay: Bay, truck: Truck) -> int:
    """What a bay takes from others when this truck gets it, as a price in milliseconds.

    Power, a kind, metres that it does not need and another may, and each bay that must stay empty for its sake.
    """
    cost = _POWER_MS if bay.power and not truck.needs_power else 0
    if bay.kind != (truck.kind or truck.own_kind):
        cost += _KIND_MS
    if truck.size.length_cm is not None and bay.limits.length_cm is not None:
        cost += (bay.limits.length_cm - truck.size.length_cm) // 100 * _SPARE_METRE_MS
    kept = bay.neighbours if bay.kind == "hazmat" else ()
    return cost + _NEIGHBOUR_MS * (len(ground.kept_clear_by.get(bay.id, ())) + len(kept))


def ground(yard: Yard) -> Ground:
    keeps: defaultdict[str, list[str]] = defaultdict(list)
    for bay in yard.bays.values():
        for neighbour in bay.neighbours if bay.kind == "hazmat" else ():
            keeps[neighbour].append(bay.id)
    on_the_way = tuple(bay.id for bay in yard.bays.values() if bay.is_on_the_way)
    kept = {bay: tuple(by) for bay, by in keeps.items()}
    in_rows = blocking(yard)
    rows = {bay: in_rows.blocked_by(bay) | in_rows.blocks(bay) for bay in _members(in_rows)}
    front = in_front({bay.id: bay.blocked_by for bay in yard.bays.values()})
    return Ground(yard, Network(yard), on_the_way, kept, _swept(yard), in_rows, rows, front)


def _members(rows: Blocking) -> set[str]:
    behind = rows.into.keys() | rows.out_of.keys()
    return {*behind, *(other for bay in behind for other in rows.blocked_by(bay))}


def _swept(yard: Yard) -> dict[str, tuple[str, ...]]:
    """A truck with its trailer swings over the places of bays that are nearer along the aisle than `SWING_CM`."""
    places = {bay.node for bay in yard.bays.values()}
    beside: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for road in yard.roads.values():
        if {road.start, road.end} <= places - yard.bays.keys():
            beside[road.start].append((road.end, road.length_cm))
            beside[road.end].append((road.start, road.length_cm))
    return {place: _within(place, beside) for place in places}


def _within(place: str, beside: Mapping[str, Sequence[tuple[str, int]]]) -> tuple[str, ...]:
    found, edge = {place: 0}, [place]
    while edge:
        at = edge.pop()
        for there, length in beside.get(at, ()):
            far = found[at] + length
            if far <= SWING_CM and far < found.get(there, far + 1):
                found[there] = far
                edge.append(there)
    return tuple(sorted(found))


def still_there(before: Ground | None, after: Ground) -> Callable[[Route], bool]:
    """What tells whether a way through a yard of before can be driven in the next one just so, by the same trucks."""
    was, roads, arcs = before.yard.roads if before else {}, after.yard.roads, set(after.yard.arcs())

    def drivable(way: Route) -> bool:
        steps = map(Arc, way.roads, way.standings, way.standings[1:])
        return all(step in arcs and was[step.road].limits == roads[step.road].limits for step in steps)

    return drivable


@lru_cache(maxsize=32)
def ground_of(text: str) -> Ground:
    """The ground of a yard as the ledger keeps it: read once, however many memories of a process hold it."""
    return ground(recorded(text))
