"""What a yard that is redrawn would do to those who are in it. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from serai.guidance.rules import unfit
from serai.guidance.stands import Ground, Stay
from serai.guidance.yard import YardState
from serai.sites.faults import Fault


def faults(state: YardState, ground: Ground) -> Iterator[Fault]:
    """Bays that would be gone under a truck, would not fit it any more, or from which it would not get out."""
    bays = ground.yard.bays
    for bay, stand in state.stands.items():
        if bay not in bays and not stand.is_empty:
            yield Fault(bay, "bay.in_use", "a truck is here or on its way here; wait until it has left")
    for stay in state.stays.values():
        if stay.bay is not None and stay.bay in bays and state.ground is not None:
            yield from _of(state, stay, stay.bay, state.ground, ground)


def _of(state: YardState, stay: Stay, bay: str, before: Ground, after: Ground) -> Iterator[Fault]:
    if unfit(after.yard.bays[bay], stay.truck) and not unfit(before.yard.bays[bay], stay.truck):
        yield Fault(bay, "bay.too_small_now", "the truck that is here, or on its way here, would not fit any more")
    # A block or somebody in the way will pass; what is looked at is the yard itself.
    given = replace(state.conditions(stay.truck), blocked=frozenset(), shut=frozenset())
    ways = [(ground.network.ways_out(given), ground.yard.bays[bay].node) for ground in (before, after)]
    was, would_be = (tree.time_to(node) is not None for tree, node in ways)
    if was and not would_be:
        yield Fault(bay, "bay.shut_in", "the truck that is here, or on its way here, would not get out again")
