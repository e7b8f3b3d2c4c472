"""What can be reached in a yard: faults that only show when roads are looked at together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from serai.sites.faults import Fault


@dataclass(frozen=True, slots=True)
class Graph:
    """A yard's places and one-way arcs; a two-way road is two arcs. Gates are entered or left, never driven through."""

    entries: frozenset[str]
    exits: frozenset[str]
    arcs: Sequence[tuple[str, str]]
    bays: Mapping[str, str]
    """Each bay's node."""


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
    reached = _spread(graph.entries, graph.arcs, gates)
    leaving = _spread(graph.exits, [(end, start) for start, end in graph.arcs], gates)
    for bay, node in sorted(graph.bays.items()):
        if node not in reached:
            yield Fault(bay, "bay.unreachable", "no entry gate has a way to this bay")
        if node not in leaving:
            yield Fault(bay, "bay.no_exit", "no exit gate can be reached from this bay")
    trapped = reached - leaving - gates
    ends = sorted(trapped - {start for start, _ in graph.arcs}) or sorted(trapped)[:1]
    for place in ends:
        yield Fault(place, "road.dead_end", "a truck that comes here cannot get out again")


def _spread(start: Iterable[str], arcs: Iterable[tuple[str, str]], gates: frozenset[str]) -> set[str]:
    following: dict[str, list[str]] = defaultdict(list)
    for tail, head in arcs:
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
