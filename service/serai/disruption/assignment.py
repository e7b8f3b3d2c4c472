"""Who gets which place at the least total cost: parcels of like units over slots with places. Pure.

Solved exactly, in whole numbers, by the network simplex for transport. A tree of slots and parcels carries the plan;
the prices of places that it implies show which parcel would rather stand elsewhere; that one moves, round the only
circle this closes, and the tree is mended. When nobody would rather stand elsewhere, no plan is cheaper.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import add


@dataclass(frozen=True, slots=True)
class Parcel:
    """Like units: `costs[i]` is what one costs in slot `first + i`, `outside` what it costs without a place."""

    units: int
    first: int
    costs: Sequence[int]
    outside: int


Share = dict[int, int]
"""Units by slot; the slot numbered as many as there are slots stands for no place."""


def cheapest(parcels: Sequence[Parcel], places: Sequence[int]) -> list[Share]:
    """Where each parcel's units go so that the sum of costs is minimal and no slot gets more than its places.

    The same arguments always give the same one of equally cheap plans. It is found fastest when parcels that already
    have a place come first, these and the others each in order of time.
    """
    portions, free = _first_come(parcels, places)
    tree = _Tree([(parcels[index], units, slot) for index, slot, units in portions], free)
    tree.improve()
    shares: list[Share] = [{} for _ in parcels]
    for (index, _, _), found in zip(portions, tree.shares(), strict=True):
        for slot, units in found:
            shares[index][slot] = shares[index].get(slot, 0) + units
    return shares


def _first_come(parcels: Sequence[Parcel], places: Sequence[int]) -> tuple[list[tuple[int, int, int]], list[int]]:
    """A plan to begin with, each in turn taking the cheapest left: (parcel, slot, units), and the places left."""
    free = [*places, sum(parcel.units for parcel in parcels)]
    portions = []
    for index, parcel in enumerate(parcels):
        left, end = parcel.units, parcel.first + len(parcel.costs)
        while left:
            open_ = [
                (cost, slot) for cost, slot in zip(parcel.costs, range(parcel.first, end), strict=True) if free[slot]
            ]
            slot = min([*open_, (parcel.outside, len(places))])[1]
            units = min(left, free[slot])
            portions.append((index, slot, units))
            free[slot] -= units
            left -= units
    return portions, free


class _Tree:
    """A basis: nodes are slots, then portions, then the root, which is nobody and holds the free places at no cost.

    An arc leads from a portion to a slot; `flow[node]` is on the arc between a node and its parent. Arcs without flow
    lead from a parent portion to a child slot only (a strongly feasible tree), so pivots cannot go round for ever.
    """

    def __init__(self, portions: Sequence[tuple[Parcel, int, int]], free: Sequence[int]) -> None:
        self.none = len(free) - 1
        self.slots = len(free)
        self.root = self.slots + len(portions)
        self.parcels = [parcel for parcel, _, _ in portions]
        self.price = [0] * self.slots
        self.parent = [*[self.root] * self.slots, *[slot for _, _, slot in portions], -1]
        self.flow = [*free, *[units for _, units, _ in portions], 0]
        self.below: list[set[int]] = [set() for _ in range(self.root + 1)]
        for node, parent in enumerate(self.parent[:-1]):
            self.below[parent].add(node)

    def improve(self) -> None:
        """Ask each portion in turn where it would rather stand, until a whole round wishes nothing."""
        count = len(self.parcels) + 1
        turn = quiet = 0
        while quiet < count:
            gain, slot = self._wish(turn) if turn < count - 1 else self._idle()
            if gain > 0:
                self._pivot(self.slots + turn, slot, gain)
                quiet = 0
            else:
                quiet += 1
            turn = (turn + 1) % count

    def shares(self) -> Iterator[list[tuple[int, int]]]:
        for node in range(self.slots, self.root):
            found = [(slot, self.flow[slot]) for slot in self.below[node]]
            yield [each for each in [(self.parent[node], self.flow[node]), *found] if each[1]]

    def _wish(self, turn: int) -> tuple[int, int]:
        """What a unit of this portion would save in the slot that suits it best, and that slot."""
        parcel, slot = self.parcels[turn], self.parent[self.slots + turn]
        first = parcel.first
        asked = list(map(add, parcel.costs, self.price[first : first + len(parcel.costs)]))
        best = min(asked, default=parcel.outside)
        now = (parcel.outside if slot == self.none else parcel.costs[slot - first]) + self.price[slot]
        if parcel.outside + self.price[self.none] < best:
            return now - parcel.outside - self.price[self.none], self.none
        return now - best, first + asked.index(best) if best < now else -1

    def _idle(self) -> tuple[int, int]:
        """The same for nobody: a place of a price below nothing is better left free."""
        lowest = min(self.price)
        return -lowest, self.price.index(lowest)

    def _pivot(self, portion: int, slot: int, gain: int) -> None:
        """Send as many units as can go from the portion to the slot and round the circle that this arc closes."""
        left, right = self._circle(portion, slot)
        flow = self.flow
        # Every other arc gives units up. The first that is empty then, seen from the top down to the portion and from
        # the slot up again, leaves the tree; any other choice could leave an empty arc that leads upwards.
        least_left = min([flow[node] for node in left[::2]], default=None)
        least_right = min([flow[node] for node in right[::2]], default=None)
        leaves_left = least_right is None or (least_left is not None and least_left <= least_right)
        units = (least_left if leaves_left else least_right) or 0
        for side in (left, right) if units else ():
            for node in side[::2]:
                flow[node] -= units
            for node in side[1::2]:
                flow[node] += units
        side = left if leaves_left else right
        empty = [at for at in range(0, len(side), 2) if not flow[side[at]]]
        if leaves_left:
            self._hang(left[: empty[-1] + 1], slot, units, -gain)
        else:
            self._hang(right[: empty[0] + 1], portion, units, gain)

    def _circle(self, portion: int, slot: int) -> tuple[list[int], list[int]]:
        """The nodes from each end up to, and without, the first that both have above them."""
        parent, left, right = self.parent, [portion], []
        while left[-1] != self.root:
            left.append(parent[left[-1]])
        above = set(left)
        while slot not in above:
            right.append(slot)
            slot = parent[slot]
        return left[: left.index(slot)], right

    def _hang(self, chain: list[int], onto: int, units: int, rise: int) -> None:
        """Cut the last of the chain off its parent, turn the chain round and hang its first onto a node."""
        parent, flow, below, price = self.parent, self.flow, self.below, self.price
        for node in chain:
            below[parent[node]].discard(node)
        for node in chain:
            parent[node], onto = onto, node
            below[parent[node]].add(node)
            flow[node], units = units, flow[node]
        slots = [chain[0]] if chain[0] < self.slots else list(below[chain[0]])
        while slots:
            slot = slots.pop()
            price[slot] += rise
            for portion in below[slot]:
                if below[portion]:
                    slots.extend(below[portion])
