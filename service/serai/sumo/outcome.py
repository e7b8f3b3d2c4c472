"""What a day in a yard says of who decided."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import mean

from serai.sumo.bound import Drives, bound
from serai.sumo.day import Guest
from serai.sumo.scene import Scene


@dataclass(frozen=True, slots=True)
class Outcome:
    """Means over the judged trucks of a day, in seconds; `bound` over all of them, as `roads_of_all` is for it."""

    roads: float
    roads_of_all: float
    bound: float
    waited: float
    held: float
    changes: float
    left_over: int
    """Trucks that never got through."""
    driven_into: int
    """Times that a truck was led to a road that was known to be blocked."""


def outcome(
    world: Scene, drives: Drives | None = None, judged: Callable[[Guest], bool] = lambda guest: guest.is_judged
) -> Outcome:
    """Of a day that was played to its end; raises ValueError if nobody who is judged got through."""
    through = [guest for guest in world.guests if guest.gone is not None]
    counted: Sequence[Guest] = [guest for guest in through if judged(guest)]
    if not counted:
        raise ValueError("no truck that is judged got through the yard")
    return Outcome(
        mean(guest.on_roads for guest in counted),
        mean(guest.on_roads for guest in through),
        bound(world.yard, through, drives) / len(through),
        mean(guest.waited for guest in counted),
        mean(guest.held for guest in counted),
        mean(guest.changes for guest in counted),
        len(world.guests) - len(through),
        len(world.driven_into),
    )
