"""What a visit is told now: its bay, the way there or out, and the steps. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from serai.guidance import steps, ways
from serai.guidance.phrases import say
from serai.guidance.rules import NoGuidance
from serai.guidance.steps import Step
from serai.guidance.yard import YardState
from serai.sites.geometry import Line

_WITHOUT_BAY: Final = {"admitted": "wait", "parked": "unknown", "released": "leave"}


@dataclass(frozen=True, slots=True)
class Guidance:
    """`bay` None: none is free, or nobody knows where the truck stands. `path` is empty while there is no way."""

    bay: str | None
    path: tuple[str, ...]
    line: Line
    steps: tuple[Step, ...]


def tell(state: YardState, visit: str, language: str) -> Guidance:
    """Guidance for a visit inside the yard; raises NoGuidance for any other."""
    stay, ground = state.stays.get(visit), state.ground
    if stay is None or ground is None:
        raise NoGuidance(visit=visit)
    if stay.goal is None:
        return _still(None, "", say(language, _WITHOUT_BAY[stay.status]))
    bay = ground.yard.bays[stay.goal]
    if stay.status == "parked" and not stay.is_coming:
        return _still(bay.id, bay.node, say(language, "stand", bay=bay.name or bay.id))
    is_out = stay.status == "released"
    route = ways.way_out(state, visit) if is_out else ways.way_in(state, visit)
    if route is None:
        return _still(bay.id, bay.node if is_out else "", say(language, "blocked"))
    told = (steps.outward if is_out else steps.inward)(ground.yard, route, bay, language)
    return Guidance(bay.id, route.nodes, steps.line(ground.yard, route, bay, out=is_out), tuple(told))


def _still(bay: str | None, node: str, text: str) -> Guidance:
    """Nothing to drive: one step, at the node where the truck is, "" if nobody knows."""
    return Guidance(bay, (node,) if node else (), (), (Step(text, 0, node),))
