"""Who is under way says that its bay is taken or its way blocked; and where it would go then. Pure."""

from __future__ import annotations

from collections import Counter
from copy import copy
from datetime import datetime
from itertools import pairwise
from typing import Final

from serai.core.errors import Kind, Refusal
from serai.guidance import choice, ways
from serai.guidance.choice import Choice
from serai.guidance.events import GuidanceDisputed
from serai.guidance.traffic import traffic
from serai.guidance.yard import YardState

MOST: Final = 2
"""So often in one stay does a driver's word lead it elsewhere at once."""


class DisputedEnough(Refusal):
    """You were sent elsewhere twice on your word. Wait where you are and ask the yard."""

    code, rule = "guidance.disputed_enough", "guidance.disputed"
    kind = Kind.CONFLICT


def disputed(
    state: YardState, visit: str, what: str | tuple[str, str], by: str, *, is_bound: bool
) -> GuidanceDisputed | None:
    """The fact that a bay is taken, or that the road between two places of the way that was told is blocked.

    Of a visit in the yard. None where it is no longer told of that bay or road: it was said before, or came too late.
    `is_bound`: it may say so only a few times. Raises DisputedEnough.
    """
    stay = state.stays[visit]
    if isinstance(what, str):
        bay, road = (what if stay.is_coming and stay.goal == what else None), None
    else:
        bay, road = None, _road(state, visit, what)
    if bay is None and road is None:
        return None
    if is_bound and stay.disputes >= MOST:
        raise DisputedEnough(disputes=stay.disputes)
    return GuidanceDisputed(visit=visit, bay=bay, road=road, by=by)


def disputed_roads(state: YardState) -> dict[str, int]:
    """The roads that visits inside say are blocked, by how many; no operator has said since how they are."""
    return dict(sorted(Counter(road for stay in state.stays.values() for road in stay.truck.avoids).items()))


def _road(state: YardState, visit: str, between: tuple[str, str]) -> str | None:
    """The road of its way that joins two places, in that order."""
    is_out = state.stays[visit].status == "released"
    route = ways.way_out(state, visit) if is_out else ways.way_in(state, visit)
    if route is None or not (is_out or state.stays[visit].is_coming):
        return None
    return next((road for pair, road in zip(pairwise(route.nodes), route.roads, strict=True) if pair == between), None)


def second_best(state: YardState, visit: str, now: datetime) -> Choice | None:
    """The bay that a visit under way would be given if its own proved to be taken, and the way to it."""
    stay = state.stays.get(visit)
    if stay is None or not stay.is_coming:
        return None
    after = _apart(state)
    after.dispute(visit, stay.goal, None)
    for start in (traffic(after, now).ahead.get(visit), None):
        found, _ = choice.options(after, stay.truck, stay.gate, now, start)
        if found:
            bay = min(found, key=lambda each: (each.cost_ms, each.bay)).bay
            route = choice.way_to(after, stay.truck, stay.gate, start, bay)
            return None if route is None else Choice(visit, bay, route)
    return None


def _apart(state: YardState) -> YardState:
    """A state of which one may ask what if."""
    made = copy(state)
    made.stands, made.stays, made.trucks = dict(state.stands), dict(state.stays), dict(state.trucks)
    made.touched, made.disputing = {}, set()
    return made
