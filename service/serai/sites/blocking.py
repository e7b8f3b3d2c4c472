"""Bays that stand in each other's way: double rows, bays one drives through, bays that lie over one another. Pure.

What a file says (`blocked_by`) and what its roads say (a bay that every way in or out leads through) come to the same:
for each bay the bays that must be empty for a truck to come in, and those that must be empty for it to leave again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from serai.sites import yard_graph
from serai.sites.yard import Yard

_NONE: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Taken:
    """The bays that are not empty, by what their trucks do; a bay whose truck was released stands under `leaving`."""

    standing: frozenset[str] = _NONE
    coming: frozenset[str] = _NONE
    leaving: frozenset[str] = _NONE

    @property
    def all(self) -> frozenset[str]:
        return self.standing | self.coming | self.leaving


@dataclass(frozen=True, slots=True, eq=False)
class Blocking:
    """Which bays stand in the way of which; a bay that nothing stands in the way of is not in here."""

    into: Mapping[str, frozenset[str]]
    """By bay: those that must be empty for a truck to come in."""
    out_of: Mapping[str, frozenset[str]]
    """By bay: those that must be empty for its truck to leave."""

    def blocked_by(self, bay: str) -> frozenset[str]:
        """All that stand in a bay's way, in or out."""
        return self.into.get(bay, _NONE) | self.out_of.get(bay, _NONE)

    def blocks(self, bay: str) -> frozenset[str]:
        """All in whose way a bay stands."""
        return frozenset(other for other in self.into.keys() | self.out_of.keys() if bay in self.blocked_by(other))

    def why_not(self, bay: str, taken: Taken) -> str | None:
        """Why an empty bay may not be given; None where nothing of this kind forbids it.

        `blocked`: somebody is, or will be, in the way in. `cuts_off`: a truck that is on its way to its bay, or was
        released from it, could not go on.
        """
        if self.into.get(bay, _NONE) & taken.all:
            return "blocked"
        comes = any(bay in self.into.get(other, _NONE) for other in taken.coming)
        goes = any(bay in self.out_of.get(other, _NONE) for other in taken.leaving)
        return "cuts_off" if comes or goes else None

    def locks(self, bay: str, taken: Taken) -> frozenset[str]:
        """The bays whose trucks could not leave before another if one stood here; this one may be among them."""
        inside = taken.standing | taken.coming
        held = {other for other in inside if bay in self.out_of.get(other, _NONE)}
        return frozenset(held | {bay} if self.out_of.get(bay, _NONE) & inside else held)

    def shuts(self, bay: str, taken: Taken) -> frozenset[str]:
        """The empty bays that nobody can be sent into while a truck stands here: a double row is filled from within."""
        return frozenset(other for other, needs in self.into.items() if bay in needs) - taken.all

    def held_by(self, bay: str, taken: Taken) -> frozenset[str]:
        """The bays that must become empty before the truck in this one can leave."""
        return self.out_of.get(bay, _NONE) & taken.all - {bay}


def eligible(blocking: Blocking, bays: Iterable[str], taken: Taken) -> list[str]:
    """Of these empty bays those that may be given: none that is blocked, and none that locks anybody in while there is
    one that does not."""
    given = [bay for bay in bays if blocking.why_not(bay, taken) is None]
    return [bay for bay in given if not blocking.locks(bay, taken)] or given


def blocking(yard: Yard) -> Blocking:
    """What stands in the way of what in a yard."""
    said = yard_graph.in_front({bay.id: bay.blocked_by for bay in yard.bays.values()})
    gates, arcs = frozenset(yard.gates), yard.arcs()
    entries = [gate.id for gate in yard.gates.values() if gate.is_entry]
    exits = [gate.id for gate in yard.gates.values() if gate.is_exit]
    ways_in = _passed(entries, [(arc.tail, arc.head) for arc in arcs], gates)
    ways_out = _passed(exits, [(arc.head, arc.tail) for arc in arcs], gates)
    return Blocking(_others(yard, said, ways_in), _others(yard, said, ways_out))


def _others(
    yard: Yard, said: Mapping[str, frozenset[str]], passed: Mapping[str, frozenset[str]]
) -> dict[str, frozenset[str]]:
    """By bay the other bays that were said to be in front of it, or that its ways pass."""
    bays = yard.bays.keys()
    found = {
        bay.id: said.get(bay.id, _NONE) | passed.get(bay.node, _NONE) & bays - {bay.id} for bay in yard.bays.values()
    }
    return {bay: others for bay, others in found.items() if others}


def _passed(
    starts: Iterable[str], pairs: Iterable[tuple[str, str]], gates: Collection[str]
) -> dict[str, frozenset[str]]:
    """By place the places that every way from the starts leads through: its dominators, itself among them.

    A place with several standings is reached by any of them, so each leads on to one more that stands for the place.
    """
    following: dict[str, list[str]] = defaultdict(list)
    for tail, head in pairs:
        if head not in gates:
            following[tail].append(head)
    for standing in {head for heads in [*following.values()] for head in heads}:
        following[standing].append(f"{yard_graph.place_of(standing)}/{_ANY}")
    following[_ROOT] = list(starts)
    dominator = _dominators(following)
    chains: dict[str, frozenset[str]] = {}
    for standing in dominator:
        place, _, came_by = standing.partition("/")
        if came_by == _ANY:
            chains[place] = frozenset(yard_graph.place_of(each) for each in _chain(dominator, standing))
    return chains


_ROOT: Final = "/"
_ANY: Final = "/"
"""No id has a slash in it, so that neither can be a place's or a road's."""


def _chain(dominator: Mapping[str, str], at: str) -> Iterator[str]:
    while at != _ROOT:
        yield at
        at = dominator[at]


def _dominators(following: Mapping[str, list[str]]) -> dict[str, str]:
    """By standing the nearest one that every way from the root passes (Cooper, Harvey and Kennedy's iteration)."""
    order = _postorder(following)
    number = {standing: index for index, standing in enumerate(order)}
    before: dict[str, list[str]] = defaultdict(list)
    for tail in order:
        for head in following.get(tail, ()):
            before[head].append(tail)
    found = {_ROOT: _ROOT}
    changed = True
    while changed:
        changed = False
        for standing in reversed(order[:-1]):
            nearest = ""
            for tail in before[standing]:
                if tail in found:
                    nearest = _meet(found, number, tail, nearest) if nearest else tail
            if found.get(standing) != nearest:
                found[standing] = nearest
                changed = True
    return found


def _meet(dominator: Mapping[str, str], number: Mapping[str, int], one: str, other: str) -> str:
    while one != other:
        if number[one] < number[other]:
            one = dominator[one]
        else:
            other = dominator[other]
    return one


def _postorder(following: Mapping[str, list[str]]) -> list[str]:
    """What can be reached from the root, each after all that it leads to first; the root is the last."""
    order, seen, path = [], {_ROOT}, [(_ROOT, iter(following[_ROOT]))]
    while path:
        at, heads = path[-1]
        for head in heads:
            if head not in seen:
                seen.add(head)
                path.append((head, iter(following.get(head, ()))))
                break
        else:
            path.pop()
            order.append(at)
    return order
