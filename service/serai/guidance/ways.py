"""The ways of those inside, as they were told them, and what becomes of a way that is cut off. Pure."""

from __future__ import annotations

from serai.guidance.routing import Conditions, Route
from serai.guidance.rules import Truck
from serai.guidance.yard import YardState


def way(state: YardState, truck: Truck, gate: str | None, bay: str) -> Route | None:
    """The way for a truck from its gate to a bay."""
    if state.ground is None or bay not in state.ground.yard.bays:
        return None
    tree = state.ground.network.ways_from(state.ground.entry(gate), state.conditions(truck))
    return tree.route(state.ground.yard.bays[bay].node)


def way_in(state: YardState, visit: str) -> Route | None:
    """The way to its bay as it was told; None while that is cut off.

    One that nobody knows of begins at its gate, or at the bay it stands in."""
    stay, known = state.stays.get(visit), state.told.get(visit)
    if stay is None or stay.goal is None or state.ground is None:
        return None
    if known is None or known[0].nodes[-1] != state.ground.yard.bays[stay.goal].node:
        return state.ground.way(stay, stay.goal, None, state.conditions(stay.truck))
    return None if is_cut(state, visit) else known[0]


def way_out(state: YardState, visit: str) -> Route | None:
    """The way to an exit, for a visit that stands in a bay or has left it: as it was told, once it may go."""
    stay = state.stays.get(visit)
    if stay is None or state.ground is None or stay.bay is None:
        return None
    if visit not in state.told:
        return state.ground.network.way_out(state.ground.yard.bays[stay.bay].node, state.conditions(stay.truck))
    return None if is_cut(state, visit) else state.told[visit][0]


def is_cut(state: YardState, visit: str) -> bool:
    """Whether a road of the way that it was told is closed to it by now, or a bay on it has somebody."""
    stay, known = state.stays.get(visit), state.told.get(visit)
    if stay is None or known is None:
        return False
    route, given = known[0], state.conditions(stay.truck)
    return not (given.blocked.isdisjoint(route.roads) and given.shut.isdisjoint(route.nodes[1:-1]))


def another(state: YardState, visit: str, place: str) -> Route | None:
    """A way from where it is thought to be: to its bay or, released, to an exit."""
    stay = state.stays.get(visit)
    if stay is None or stay.goal is None or state.ground is None:
        return None
    given: Conditions = state.conditions(stay.truck)
    if stay.status == "released":
        return state.ground.network.way_out(place, given)
    return state.ground.network.route(place, state.ground.yard.bays[stay.goal].node, given)
