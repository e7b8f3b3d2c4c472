"""The published machine of a visit (I-05), and what a late event implies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from serai.core.errors import Refusal

MACHINE: Mapping[str, frozenset[str]] = {
    "waiting": frozenset({"called", "left", "turned_away"}),
    "called": frozenset({"waiting", "admitted", "left", "turned_away"}),
    "admitted": frozenset({"parked", "released", "left", "waiting"}),
    "parked": frozenset({"parked", "released", "left", "waiting"}),
    "released": frozenset({"departed", "left", "waiting"}),
    "departed": frozenset(),
    "left": frozenset(),
    "turned_away": frozenset(),
}
"""From each state, those it may change to. A missed call goes back to waiting; a site without bays parks nobody; from
inside, a visit is `left` only where it proves to be another one's duplicate, and waits again only where it was another
vehicle that had been let in."""

PATH = ("waiting", "called", "admitted", "parked", "released", "departed")
"""The way of a visit that is served."""

Stage = Literal["waiting_area", "to_gate", "at_gate", "to_bay", "in_bay", "leaving"]
"""Where a visit is on its way: waiting area, gate, bay, exit."""

_STAGES: Mapping[str, Stage] = {
    "waiting": "waiting_area", "called": "to_gate", "admitted": "to_bay", "parked": "in_bay", "released": "leaving",
}  # fmt: skip

IN_LINE = frozenset({"waiting", "called"})
INSIDE = frozenset({"admitted", "parked", "released"})
LIVE = IN_LINE | INSIDE


class VisitEnded(Refusal):
    """This visit is over: it left, or was turned away, before it was admitted. Check the vehicle in again."""

    code, rule = "visit.ended", "visit.states"


class VisitInside(Refusal):
    """This visit is past its entry gate and no longer stands in a line."""

    code, rule = "visit.inside", "visit.states"


def stage(status: str, *, is_at_gate: bool) -> Stage | None:
    """The stage of a visit in this state; None once it is over."""
    return "at_gate" if status == "called" and is_at_gate else _STAGES.get(status)


def missing(status: str, to: str, *, has_bay: bool) -> tuple[str, ...]:
    """The states between `status` and `to` that nobody reported, in order.

    Parking is only implied where a bay was given. Raises VisitEnded if the visit is over without having been admitted.
    """
    if status not in PATH:
        raise VisitEnded(status=status)
    between = PATH[PATH.index(status) + 1 : PATH.index(to)]
    return tuple(state for state in between if state != "parked" or has_bay)


def is_past(status: str, to: str) -> bool:
    """Whether a report of `to` says nothing new: the visit is there already, or further on."""
    return status in PATH and PATH.index(status) >= PATH.index(to)


def check_in_line(status: str) -> None:
    """Refuse what only a visit in its line may do."""
    if status in INSIDE or status == "departed":
        raise VisitInside(status=status)
    if status not in IN_LINE:
        raise VisitEnded(status=status)
