"""Shortest ways through a yard: Dijkstra over the one-way graph, without roads that are blocked or too small."""

from __future__ import annotations

from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from types import MappingProxyType
from typing import Final, NamedTuple

from serai.sites.yard import Limits, Yard
from serai.sites.yard_graph import place_of

_KEPT: Final = 400_000
"""Places in all remembered trees of one yard together: about 10 MB."""
_UNREACHED: Final = 1 << 62
_NONE: Final[frozenset[str]] = frozenset()
SLOWED: Final = 3
"""So many times as long does a slow road take."""

Holds = Mapping[str, Sequence[tuple[int, int]]]
"""For each place the spans in which nobody passes it, in milliseconds from now, in order of their beginning."""

_Arcs = list[tuple[tuple[int, int, int], ...]]
"""For each standing its arcs: (time_ms shifted past the standing's number, standing, road)."""


class Size(NamedTuple):
    """A vehicle's measures in centimetres and kilograms; None where nobody said, which no limit excludes."""

    height_cm: int | None = None
    weight_kg: int | None = None
    length_cm: int | None = None

    def fits(self, limits: Limits) -> bool:
        return not self.beyond(limits)

    def beyond(self, limits: Limits) -> str | None:
        """The first measure that is over its limit: `height`, `weight` or `length`."""
        if self.height_cm is not None and limits.height_cm is not None and self.height_cm > limits.height_cm:
            return "height"
        if self.weight_kg is not None and limits.weight_kg is not None and self.weight_kg > limits.weight_kg:
            return "weight"
        if self.length_cm is not None and limits.length_cm is not None and self.length_cm > limits.length_cm:
            return "length"
        return None


_UNKNOWN: Final = Size()


@dataclass(frozen=True, slots=True)
class Conditions:
    """What closes some ways to a vehicle, or makes them long.

    Its size, blocked roads, bays on the road that must not be driven through, and roads on which all drive slowly.
    """

    size: Size = _UNKNOWN
    blocked: frozenset[str] = _NONE
    shut: frozenset[str] = _NONE
    slow: frozenset[str] = _NONE


@dataclass(frozen=True, slots=True)
class Route:
    """A way: the places it passes (one more than its roads), its time at free flow and its length.

    `standings` are the places again, with the road by which it comes where that decides how it may go on: a way can be
    sought from each of them.
    """

    nodes: tuple[str, ...]
    roads: tuple[str, ...]
    time_ms: int
    length_cm: int
    standings: tuple[str, ...]


class Tree:
    """All shortest ways from one or several places, or to them. A place may be a standing (`sites/yard_graph.py`)."""

    __slots__ = ("_best", "_network", "_road", "_towards", "_way")

    def __init__(self, network: Network, towards: bool, best: list[int], way: list[int], road: list[int]) -> None:
        self._network = network
        self._towards = towards
        self._best = best
        self._way = way
        self._road = road

    def time_to(self, place: str) -> int | None:
        """Milliseconds between the place and the tree's root; None where there is no way."""
        at = self._nearest(place)
        return None if at is None or self._best[at] == _UNREACHED else self._best[at] >> self._network.shift

    def route(self, place: str) -> Route | None:
        """The way between the place and the tree's root, in the direction of travel."""
        at = self._nearest(place)
        if at is None or self._best[at] == _UNREACHED:
            return None
        nodes, roads = [at], []
        while self._way[at] >= 0:
            roads.append(self._road[at])
            at = self._way[at]
            nodes.append(at)
        if not self._towards:
            nodes.reverse()
            roads.reverse()
        names, ids, lengths = self._network.place_names, self._network.road_ids, self._network.lengths
        times, standings = self._network.times, self._network.standings
        return Route(
            tuple([names[node] for node in nodes]),
            tuple([ids[road] for road in roads]),
            sum([times[road] for road in roads]),
            sum([lengths[road] for road in roads]),
            tuple([standings[node] for node in nodes]),
        )

    def beyond(self, weights: Mapping[str, float]) -> dict[str, float]:
        """For each place the sum of the weights of all places whose ways pass it, its own included.

        A way that passes it twice counts twice.
        """
        names = self._network.place_names
        sums = [0.0] * len(names)
        for place, value in weights.items():
            if (at := self._nearest(place)) is not None:
                sums[at] += value
        reached = [at for at, best in enumerate(self._best) if best != _UNREACHED]
        for at in sorted(reached, key=self._best.__getitem__, reverse=True):
            if self._way[at] >= 0:
                sums[self._way[at]] += sums[at]
        found = dict.fromkeys([names[at] for at in reached], 0.0)
        for at in reached:
            found[names[at]] += sums[at]
        return found

    def _nearest(self, place: str) -> int | None:
        """The number of the standing at a place that is reached first."""
        same = self._network.split.get(place)
        return min(same, key=self._best.__getitem__) if same else self._network.number.get(place)


def clear(at_ms: int, spans: Sequence[tuple[int, int]]) -> int:
    """The first moment from `at_ms` on that lies in none of the spans, which are in order of their beginning."""
    for begins, ends in spans:
        if begins <= at_ms < ends:
            at_ms = ends
    return at_ms


class Network:
    """A yard's roads made ready for searching. Knows nothing of trucks or bays being taken.

    Gates are driven into or out of, never through. Two equally quick ways are told apart by the order of ids, so that
    the same yard gives the same way on every machine.
    """

    def __init__(self, yard: Yard) -> None:
        arcs = yard.arcs()
        ends = {end for arc in arcs for end in (arc.tail, arc.head, place_of(arc.tail), place_of(arc.head))}
        self.standings = sorted(ends | yard.gates.keys() | {bay.node for bay in yard.bays.values()})
        self.number = {standing: number for number, standing in enumerate(self.standings)}
        self.place_names = [place_of(standing) for standing in self.standings]
        self.split = _split(self.place_names)
        """The numbers of all standings at a place, where it has several."""
        self.shift = len(self.standings).bit_length()
        """How far a time stands left of a standing's number, where the two are one integer."""
        self.road_ids = list(yard.roads)
        self._road_number = {road: number for number, road in enumerate(self.road_ids)}
        self.lengths = [road.length_cm for road in yard.roads.values()]
        self.times = [road.time_ms for road in yard.roads.values()]
        self._limits = [road.limits for road in yard.roads.values()]
        self._steps = tuple(
            sorted({value for limits in self._limits if (value := getattr(limits, name)) is not None})
            for name in Limits.__slots__
        )
        self._gates = frozenset(self.number[gate] for gate in yard.gates)
        self._exits = tuple(self.number[gate.id] for gate in yard.gates.values() if gate.is_exit)
        self._ways = [
            (self._road_number[road], self.number[tail], self.number[head]) for road, tail, head in arcs if tail != head
        ]
        self._touched = _by_road(self._ways)
        self._trees_kept = max(8, min(256, _KEPT // max(1, len(self.standings))))
        self._arcs: OrderedDict[tuple[object, ...], _Arcs] = OrderedDict()
        self._trees: OrderedDict[tuple[object, ...], Tree] = OrderedDict()

    def ways_from(self, start: str, given: Conditions = Conditions()) -> Tree:
        """The shortest ways from a place to everywhere."""
        return self._tree(False, (self.number[start],) if start in self.number else (), given)

    def ways_out(self, given: Conditions = Conditions()) -> Tree:
        """The shortest ways from everywhere to the exit gate nearest to each."""
        return self._tree(True, self._exits, given)

    def ways_through(self, start: str, given: Conditions, holds: Holds) -> Tree:
        """The quickest ways for who leaves a place now and waits wherever nobody passes for a while.

        Times are until it stands before a place; a hold there comes on top for who goes on.
        """
        if not holds or start not in self.number:
            return self.ways_from(start, given)
        spans = {at: each for place, each in holds.items() for at in self._at(place)}
        return self._grow(False, (self.number[start],), given, until=-1, holds=spans)

    def route(self, start: str, end: str, given: Conditions = Conditions()) -> Route | None:
        """The quickest way from one place to another; None where there is none."""
        if start not in self.number or end not in self.number:
            return None
        key = (False, (self.number[start],), self._class(given))
        until = -1 if end in self.split else self.number[end]
        tree = self._trees.get(key) or self._grow(False, (self.number[start],), given, until=until)
        return tree.route(end)

    def way_out(self, start: str, given: Conditions = Conditions()) -> Route | None:
        """The quickest way from a place to any exit gate."""
        return self.ways_out(given).route(start)

    def _class(self, given: Conditions) -> tuple[object, ...]:
        """Vehicles that the same limits stop are one class: between two limits a centimetre more changes nothing."""
        return self._size_class(given.size), given.blocked, given.shut, given.slow

    def _size_class(self, size: Size) -> tuple[int, ...]:
        pairs = zip(size, self._steps, strict=True)
        return tuple([0 if value is None else bisect_left(steps, value) for value, steps in pairs])

    def _tree(self, towards: bool, roots: tuple[int, ...], given: Conditions) -> Tree:
        key = (towards, roots, self._class(given))
        tree = self._trees.get(key)
        if tree is None:
            tree = self._trees[key] = self._grow(towards, roots, given, until=-1)
            if len(self._trees) > self._trees_kept:
                self._trees.popitem(last=False)
        else:
            self._trees.move_to_end(key)
        return tree

    def _open_arcs(self, towards: bool, given: Conditions) -> _Arcs:
        key = (towards, self._size_class(given.size))
        arcs = self._arcs.get(key)
        if arcs is None:
            arcs = self._arcs[key] = self._passable(towards, given.size)
            if len(self._arcs) > self._trees_kept:
                self._arcs.popitem(last=False)
        closed = {self._road_number[road] for road in given.blocked if road in self._road_number}
        touched = {place for road in closed for place in self._touched.get(road, ())}
        if touched:
            arcs = arcs.copy()
        for place in touched:
            arcs[place] = tuple([arc for arc in arcs[place] if arc[2] not in closed])
        return self._slowed(arcs, given.slow) if given.slow else arcs

    def _slowed(self, arcs: _Arcs, slow: frozenset[str]) -> _Arcs:
        roads = {self._road_number[road] for road in slow if road in self._road_number}
        return [
            tuple([(cost * SLOWED if road in roads else cost, head, road) for cost, head, road in each])
            for each in arcs
        ]

    def _passable(self, towards: bool, size: Size) -> _Arcs:
        arcs: list[list[tuple[int, int, int]]] = [[] for _ in self.standings]
        for road, start, end in self._ways:
            if size.fits(self._limits[road]):
                tail, head = (end, start) if towards else (start, end)
                arcs[tail].append((self.times[road] << self.shift, head, road))
        return [tuple(each) for each in arcs]

    def _at(self, place: str) -> tuple[int, ...]:
        """The numbers of a place's standings."""
        return self.split.get(place) or ((self.number[place],) if place in self.number else ())

    def _grow(
        self, towards: bool, roots: Iterable[int], given: Conditions, *, until: int,
        holds: Mapping[int, Sequence[tuple[int, int]]] = MappingProxyType({}),
    ) -> Tree:  # fmt: skip
        """Dijkstra; a heap entry is the time with the place's number in its low bits, one integer to compare.

        Who waits at a place never gets on later than who comes there after it, so holds do not spoil the search.
        """
        arcs = self._open_arcs(towards, given)
        mask = (1 << self.shift) - 1
        ends = self._gates | {at for bay in given.shut for at in self._at(bay)}
        best = [_UNREACHED] * len(self.standings)
        way = [-1] * len(self.standings)
        road = [-1] * len(self.standings)
        starts = set(roots)
        heap = sorted(starts)
        for root in starts:
            best[root] = 0
        while heap:
            entry = heappop(heap)
            at = entry & mask
            time = entry - at
            if at == until:
                break
            if time != best[at] or (at in ends and at not in starts):
                continue
            if at in holds:
                time = clear(time >> self.shift, holds[at]) << self.shift
            for cost, head, number in arcs[at]:
                reached = time + cost
                if reached < best[head]:
                    best[head] = reached
                    way[head] = at
                    road[head] = number
                    heappush(heap, reached | head)
        return Tree(self, towards, best, way, road)


def _split(places: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """Of places that stand in a sequence more than once, where."""
    found: dict[str, list[int]] = {}
    for number, place in enumerate(places):
        found.setdefault(place, []).append(number)
    return {place: tuple(numbers) for place, numbers in found.items() if len(numbers) > 1}


def _by_road(ways: Iterable[tuple[int, int, int]]) -> dict[int, set[int]]:
    """The standings at both ends of each road."""
    found: dict[int, set[int]] = {}
    for road, start, end in ways:
        found.setdefault(road, set()).update((start, end))
    return found
