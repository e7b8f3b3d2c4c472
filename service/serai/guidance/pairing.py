"""Bays across one dock, for two trucks that meet. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from serai.guidance.choice import options
from serai.guidance.stands import Ground
from serai.guidance.yard import YardState

Prices = Mapping[str, int]
"""Bays that a truck may have for the sake of the one it meets, each with what that one's best bay across costs it."""


def prices(state: YardState, visit: str, other: str | None, now: datetime) -> Prices | None:
    """The bays for a truck that meets another; None where any will do, for the other is not on the site, or no pair of
    this yard is for the two of them.

    Where the other one has its bay they are those across from it; else those with an empty one across that it fits.
    """
    ground, truck = state.ground, state.trucks.get(visit)
    if ground is None or truck is None or other is None or other not in state.trucks:
        return None
    stay = state.stays.get(other)
    if stay is not None:
        across = ground.yard.bays[stay.bay].pairs_with if stay.bay is not None else ()
        return dict.fromkeys(across, 0) or None
    if not _may_ever_meet(state, ground, visit, other):
        return None
    theirs = {each.bay: each.cost_ms for each in options(state, state.trucks[other], None, now)[0]}
    found = {
        bay.id: min(theirs[each] for each in bay.pairs_with if each in theirs)
        for bay in ground.yard.bays.values()
        if any(each in theirs for each in bay.pairs_with)
    }
    kept = [bay for bay in found if state.stands[bay].kept == visit]
    return {bay: found[bay] for bay in kept} or found


def _may_ever_meet(state: YardState, ground: Ground, visit: str, other: str) -> bool:
    """Whether some pair of bays fits these two."""
    mine, theirs = (ground.fits(state.trucks[each]).bays for each in (visit, other))
    return any(each in theirs for bay in mine for each in ground.yard.bays[bay].pairs_with)


def across(state: YardState, bay: str, other: str, now: datetime) -> str | None:
    """The best empty bay across from this one for a truck that is still to come; the one it has, if it may keep it."""
    ground, truck = state.ground, state.trucks.get(other)
    if ground is None or truck is None:
        return None
    pairs = ground.yard.bays[bay].pairs_with
    kept = next((each for each in pairs if state.stands[each].kept == other), None)
    if kept is not None and state.why_not(ground.yard.bays[kept], truck) is None:
        return kept
    found = [(each.cost_ms, each.bay) for each in options(state, truck, None, now)[0] if each.bay in pairs]
    return min(found)[1] if found else None


def are_across(state: YardState, one: str | None, other: str | None) -> bool:
    """Whether two bays stand across one dock."""
    bays = state.ground.yard.bays if state.ground is not None else {}
    return one is not None and other is not None and one in bays and other in bays[one].pairs_with
