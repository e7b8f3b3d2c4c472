"""Who comes after a truck at the gate, and which bay leaves them the best ones.

One table of all: the truck at the gate with the bays that may be given, and each follower with those that it fits,
free now or forecast to be free, at what it would cost it to drive there and to wait for it. The least total decides
about the truck at the gate only. What it says of the others is forgotten, for they are named a bay when they come.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from serai.guidance import assignment
from serai.guidance.rules import Truck
from serai.guidance.yard import YardState
from serai.queue.inspections import NEED

MOST: Final = 24
"""Followers that are weighed, those who come first."""
LONGEST_SECONDS: Final = 1_200.0
"""Who has waited so long goes before whoever came later."""
_SURE: Final = 0.75
"""A bay counts as free when it will be with this chance."""


@dataclass(frozen=True, slots=True)
class Follower:
    """A truck that will be at its gate in `eta` seconds; `waited` is since it checked in."""

    truck: Truck
    gate: str | None
    eta: float
    waited: float = 0.0
    picked_at: datetime | None = None
    """When the authority took it as one of the next to be inspected, while a bay is kept for it because of that."""

    @property
    def is_overdue(self) -> bool:
        return self.waited >= LONGEST_SECONDS


def kept(state: YardState, truck: Truck, followers: Sequence[Follower]) -> frozenset[str]:
    """The bays that this truck may not have although they are empty, because others have waited too long.

    Whom the authority picked keeps an inspection bay from all but those whom it picked before. Who should be at its
    gate by now and came before keeps a bay. Dangerous goods keep the neighbourhood of one, wherever they wait and
    whoever asks: otherwise it is never empty while many others come.
    """
    mine = next((each.waited for each in followers if each.truck.visit == truck.visit), 0.0)
    found = _picked(state, truck, followers) if truck.kind == NEED else set()
    for each in sorted(followers, key=lambda one: (-one.waited, one.truck.visit)):
        is_here_first = each.eta <= 0 and each.waited > mine
        is_kept_apart = each.truck.own_kind == "hazmat" and truck.own_kind != "hazmat"
        if each.is_overdue and each.truck.visit != truck.visit and (is_here_first or is_kept_apart):
            found |= _keeps(state, each, found)
    return frozenset(found)


def _picked(state: YardState, truck: Truck, followers: Sequence[Follower]) -> set[str]:
    """The bays of those who were picked before a truck; of all of them where it was not picked."""
    found: set[str] = set()
    picks = [(each.picked_at, each.truck.visit, each) for each in followers if each.picked_at is not None]
    for _, visit, each in sorted(picks, key=lambda one: one[:2]):
        if visit == truck.visit:
            break
        found |= _keeps(state, each, found)
    return found


def _keeps(state: YardState, follower: Follower, others: set[str]) -> set[str]:
    """The empty bay that it is to have, and its neighbours, as far as they are empty."""
    if state.ground is None:
        return set()
    bays, found = state.ground.yard.bays, list[tuple[int, int, str]]()
    for id_, price in state.ground.fits(follower.truck).bays.items():
        around = bays[id_].neighbours if bays[id_].kind == "hazmat" else ()
        if not state.serves(id_, follower.truck):
            continue
        if state.stands[id_].status == "free" and id_ not in others and (around or state.beside(bays[id_]) is None):
            found.append((sum(not state.stands[each].is_empty for each in around), price, id_))
    if not found:
        return set()
    best_one = min(found)[2]
    return {best_one, *(bays[best_one].neighbours if bays[best_one].kind == "hazmat" else ())}


def best(state: YardState, costs: Mapping[str, int], followers: Sequence[Follower], now: datetime | None) -> str:
    """Of the bays with these costs for the truck at the gate the one that is best for all together.

    Where several are, the one that is best for itself; then by id.
    """
    alone = min(costs, key=lambda bay: (costs[bay], bay))
    if now is None or len(costs) == 1:
        return alone
    rivals = sorted(followers, key=lambda each: (each.eta, each.truck.visit))[:MOST]
    waits = _Waits(state, now)
    rows, known = [], dict[object, Mapping[str, int]]()
    for each in rivals:
        like = (each.gate, each.truck.cargo_class, each.truck.needs, each.truck.size)
        if like not in known:
            known[like] = _driving(state, each, waits, costs)
        if known[like]:
            rows.append(_row(each, known[like], waits))
    return _least(costs, rows) if rows else alone


class _Waits(dict[str, float | None]):
    """Seconds until a bay can be counted on: free, or somebody stands there whose stay is known. Worked out once."""

    def __init__(self, state: YardState, now: datetime) -> None:
        super().__init__()
        self._state, self._now = state, now

    def __missing__(self, bay: str) -> float | None:
        stand = self._state.stands[bay]
        stay = self._state.stays.get(stand.parked or "")
        wait = None
        if stand.is_empty and not stand.closed and stand.kept is None:
            wait = 0.0
        elif stay is not None and not stand.closed and stand.given is None:
            wait = self._state.emptying(stay, self._now).after(_SURE)
        self[bay] = wait
        return wait


def _driving(state: YardState, follower: Follower, waits: _Waits, costs: Mapping[str, int]) -> dict[str, int]:
    """What each bay that fits a follower and can be counted on costs it; nothing if it wants none of `costs`."""
    ground, found = state.ground, dict[str, int]()
    if ground is None:
        return found
    fitting = ground.fits(follower.truck)
    if not fitting.bays.keys() & costs.keys():
        return found
    conditions = state.conditions(follower.truck)
    inward = ground.network.ways_from(ground.entry(follower.gate), conditions)
    outward = ground.network.ways_out(conditions)
    for id_, scarcity in fitting.bays.items():
        bay = ground.yard.bays[id_]
        in_ms, out_ms = inward.time_to(bay.node), outward.time_to(bay.node)
        may = waits[id_] is not None and state.serves(id_, follower.truck) and state.beside(bay) is None
        if may and in_ms is not None and out_ms is not None:
            found[id_] = in_ms + out_ms + scarcity
    return found


def _row(follower: Follower, driving: Mapping[str, int], waits: _Waits) -> dict[str, int]:
    """Its waiting weighs more the longer it has waited already."""
    ageing = 1 + follower.waited / LONGEST_SECONDS
    return {
        bay: cost + round(max(0.0, (waits[bay] or 0.0) - max(follower.eta, 0.0)) * 1000 * ageing)
        for bay, cost in driving.items()
    }


def _least(costs: Mapping[str, int], rows: Sequence[Mapping[str, int]]) -> str:
    """The truck's bay in the cheapest table. Each row needs no more columns than there are rows."""
    table = [costs, *rows]
    columns = sorted({bay for row in table for bay in sorted(row, key=lambda each: (row[each], each))[: len(table)]})
    weights = [1_001, *[1_000] * len(rows)]
    dense = [
        [row[bay] * weight if bay in row else assignment.FORBIDDEN for bay in columns]
        for row, weight in zip(table, weights, strict=True)
    ]
    column = assignment.cheapest(dense)[0]
    return min(costs, key=lambda bay: (costs[bay], bay)) if column is None else columns[column]
