"""What can be driven in a yard: its arcs under banned turns, and faults that show only in all roads together.

A node at which turns are banned stands in the graph once more for each road from which one is: where a truck may go on
to depends on the road by which it came. Such a **standing** is named `node/road`, any other like its place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from serai.sites.faults import Fault

DEEPEST: Final = 100
"""More bays than this are in front of none."""

Turn = tuple[str, str]
"""From one road into another; the same road twice is a turn on the spot."""


class Way(NamedTuple):
    """A road as far as a graph needs it."""

    road: str
    start: str
    end: str
    one_way: bool


class Arc(NamedTuple):
    """A road in one of its directions, between two standings."""

    road: str
    tail: str
    head: str


@dataclass(frozen=True, slots=True)
class Graph:
    """A yard's places and arcs; a two-way road is two arcs or more. Gates are entered or left, never driven through."""

    entries: frozenset[str]
    exits: frozenset[str]
    arcs: Sequence[Arc]
    bays: Mapping[str, str]
    """Each bay's node."""


def place_of(standing: str) -> str:
    """The place of a standing."""
    return standing.partition("/")[0]


def arcs(ways: Iterable[Way], banned: Mapping[str, frozenset[Turn]]) -> list[Arc]:
    """What may be driven; `banned` are the turns that may not, by node."""
    directed = [arc for way in ways for arc in _directions(way)]
    standings = {node: [node, *sorted({f"{node}/{into}" for into, _ in turns})] for node, turns in banned.items()}
    found = []
    for road, tail, head in directed:
        reached = f"{head}/{road}"
        reached = reached if reached in standings.get(head, ()) else head
        for standing in standings.get(tail, (tail,)):
            came_by = standing.partition("/")[2]
            if (came_by, road) not in banned.get(tail, ()):
                found.append(Arc(road, standing, reached))
    return found


def impossible(ways: Iterable[Way], banned: Mapping[str, frozenset[Turn]]) -> Iterator[tuple[str, Turn]]:
    """Banned turns that nobody could make: the node, and the two roads that do not meet there in that order."""
    into, out = defaultdict(set), defaultdict(set)
    for road, tail, head in (arc for way in ways for arc in _directions(way)):
        into[head].add(road)
        out[tail].add(road)
    for node, turns in banned.items():
        for one, other in sorted(turns):
            if one not in into[node] or other not in out[node]:
                yield node, (one, other)


def _directions(way: Way) -> list[Arc]:
    there = Arc(way.road, way.start, way.end)
    return [there] if way.one_way else [there, Arc(way.road, way.end, way.start)]


def faults(graph: Graph) -> Iterator[Fault]:
    """Missing gates, bays that cannot be reached or left, places with no way out."""
    if not graph.entries:
        yield Fault("yard", "gate.no_entry", "no gate leads in")
    if not graph.exits:
        yield Fault("yard", "gate.no_exit", "no gate leads out")
    if not graph.bays:
        yield Fault("yard", "bay.none", "the yard has no bay")
    if not (graph.entries and graph.exits and graph.bays):
        return
    gates = graph.entries | graph.exits
    reached = _spread(graph.entries, [(arc.tail, arc.head) for arc in graph.arcs], gates)
    leaving = _spread(graph.exits, [(arc.head, arc.tail) for arc in graph.arcs], gates)
    places = {place_of(standing) for standing in reached}
    for bay, node in sorted(graph.bays.items()):
        if node not in places:
            yield Fault(bay, "bay.unreachable", "no entry gate has a way to this bay")
        if node not in leaving:
            yield Fault(bay, "bay.no_exit", "no exit gate can be reached from this bay")
    trapped = reached - leaving - gates
    ends = sorted(trapped - {arc.tail for arc in graph.arcs}) or sorted(trapped)[:1]
    for place in dict.fromkeys(place_of(standing) for standing in ends):
        yield Fault(place, "road.dead_end", "a truck that comes here cannot get out again")


def _spread(start: Iterable[str], pairs: Iterable[tuple[str, str]], gates: frozenset[str]) -> set[str]:
    following: dict[str, list[str]] = defaultdict(list)
    for tail, head in pairs:
        following[tail].append(head)
    seen = set(start)
    front = list(seen)
    while front:
        for head in following[front.pop()]:
            if head not in seen:
                seen.add(head)
                if head not in gates:
                    front.append(head)
    return seen


def in_front(named: Mapping[str, Collection[str]]) -> dict[str, frozenset[str]]:
    """By bay all bays in front of it: those it names, and what is in front of these; too many are not all found.

    Two bays that name each other lie over one another; neither is in front, so that one hands nothing on to the other.
    """
    found = {}
    for bay, first in named.items():
        seen, edge = set(first), [other for other in first if bay not in named.get(other, ())]
        while edge and len(seen) <= DEEPEST:
            at = edge.pop()
            more = set(named.get(at, ())) - seen
            seen |= more
            edge += [other for other in more if at not in named.get(other, ())]
        if seen:
            found[bay] = frozenset(seen)
    return found


def row_faults(named: Mapping[str, Collection[str]]) -> Iterator[Fault]:
    """Bays of which each is in front of the next and the last in front of the first, and rows without end."""
    for bay, others in sorted(in_front(named).items()):
        if bay in others:
            yield Fault(bay, "blocked_by.circle", "the bays in front of it are, one by one, behind it as well")
        elif len(others) > DEEPEST:
            yield Fault(bay, "blocked_by.too_many", f"more than {DEEPEST} bays are in front of it")
