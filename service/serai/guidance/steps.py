"""A way told turn by turn: what to do, where, and how far to drive then."""

from __future__ import annotations

import re
from dataclasses import dataclass

from serai.guidance.phrases import say
from serai.guidance.routing import Route
from serai.sites.geometry import Line, Point, bearing, turn
from serai.sites.yard import Bay, Road, Yard

_STRAIGHT = 30.0
_BACK = 150.0


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do at `node`; then follows `distance_m` until the next step."""

    text: str
    distance_m: int
    node: str


@dataclass(frozen=True, slots=True)
class _Leg:
    """Roads that a driver takes for one, and the turn into it in degrees, right positive (None at the start)."""

    label: str
    node: str
    turn: float | None
    length_cm: int


def inward(yard: Yard, route: Route, bay: Bay, language: str) -> list[Step]:
    """From a gate to a bay."""
    legs = _legs(yard, route, language)
    steps = []
    if legs:
        place = _gate_name(yard, route.nodes[0])
        steps.append(_step(legs[0], say(language, "start", place=place, road=legs[0].label)))
    steps += _turns(legs[1:], language)
    metres = _metres(legs[-1].length_cm) if legs else 0
    side = _side(yard, route, bay)
    where = say(language, f"bay_{side}", bay=bay.name or bay.id, metres=metres)
    text = say(language, "drive_in" if bay.drive_through else "reverse", where=where)
    return [*steps, Step(text, 0, route.nodes[-1])]


def outward(yard: Yard, route: Route, bay: Bay, language: str) -> list[Step]:
    """From a bay to an exit gate."""
    legs = _legs(yard, route, language)
    steps = []
    if legs:
        text = say(language, "pull_out", bay=bay.name or bay.id, road=legs[0].label)
        steps.append(_step(legs[0], text))
    steps += _turns(legs[1:], language)
    metres = _metres(legs[-1].length_cm) if legs else 0
    text = say(language, "gate", metres=metres, place=_gate_name(yard, route.nodes[-1]))
    return [*steps, Step(text, 0, route.nodes[-1])]


def line(yard: Yard, route: Route, bay: Bay, *, out: bool) -> Line:
    """The points of the way on the map, from or to the bay itself."""
    points: list[Point] = [bay.at] if out else []
    for node, road in zip(route.nodes, route.roads, strict=False):
        points.extend(_points(yard, yard.roads[road], node))
    if not route.roads:
        points.extend(place for node in route.nodes if (place := yard.place(node)))
    if not out:
        points.append(bay.at)
    return tuple(point for index, point in enumerate(points) if not index or point != points[index - 1])


def _points(yard: Yard, road: Road, start: str) -> Line:
    return road.line if start == road.start else road.line[::-1]


def _legs(yard: Yard, route: Route, language: str) -> list[_Leg]:
    legs: list[_Leg] = []
    heading: float | None = None
    for node, id in zip(route.nodes, route.roads, strict=False):
        road = yard.roads[id]
        points = _points(yard, road, node)
        first, last = bearing(points[0], points[1]), bearing(points[-2], points[-1])
        change = None if heading is None or first is None else turn(heading, first)
        label = _label(road, language)
        if legs and _goes_on(legs[-1], label, change, is_named=bool(road.name or road.aisle)):
            before = legs[-1]
            legs[-1] = _Leg(before.label, before.node, before.turn, before.length_cm + road.length_cm)
        else:
            legs.append(_Leg(label, node, change, road.length_cm))
        heading = last if last is not None else heading
    return legs


def _goes_on(before: _Leg, label: str, change: float | None, *, is_named: bool) -> bool:
    """Straight on is worth a word only where a name that drivers can read begins."""
    return (change is None or abs(change) < _STRAIGHT) and (label == before.label or not is_named)


def _turns(legs: list[_Leg], language: str) -> list[Step]:
    return [_step(leg, say(language, _manoeuvre(leg.turn), road=leg.label)) for leg in legs]


def _manoeuvre(change: float | None) -> str:
    if change is None or abs(change) < _STRAIGHT:
        return "straight"
    if abs(change) > _BACK:
        return "back"
    return "right" if change > 0 else "left"


def _step(leg: _Leg, text: str) -> Step:
    return Step(text, _metres(leg.length_cm), leg.node)


def _label(road: Road, language: str) -> str:
    if road.name:
        return road.name
    if road.aisle:
        return say(language, "aisle", aisle=road.aisle)
    return readable(road.id)


def readable(id: str) -> str:
    """An id as a sign would have it: `west-1` is "west 1"."""
    return re.sub(r"[-_.:~]+", " ", id).strip() or id


def _gate_name(yard: Yard, gate: str) -> str:
    found = yard.gates.get(gate)
    return found.name if found and found.name else readable(gate)


def _side(yard: Yard, route: Route, bay: Bay) -> str:
    """Where the bay lies as one arrives: `left`, `right` or `ahead`."""
    if not route.roads or bay.is_on_the_way:
        return "ahead"
    points = _points(yard, yard.roads[route.roads[-1]], route.nodes[-2])
    heading, across = bearing(points[-2], points[-1]), bearing(points[-1], bay.at)
    if heading is None or across is None or abs(turn(heading, across)) < _STRAIGHT:
        return "ahead"
    return "right" if turn(heading, across) > 0 else "left"


def _metres(cm: int) -> int:
    return round(cm / 100)
