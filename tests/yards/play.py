"""One day in one yard under one policy, and what it says of the policy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import mean

from serai.sites.yard import Yard
from tests.yards.bound import bound
from tests.yards.day import Guest, Setting, guests
from tests.yards.policies import Reserving
from tests.yards.world import Block, World


@dataclass(frozen=True, slots=True)
class Outcome:
    """Means over the judged trucks of a day, in seconds; `bound` over all of them, as the roads' mean is for it."""

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


def play(
    yard: Yard, setting: Setting, seed: int, policy: Callable[[Yard], Reserving], blocks: Sequence[Block] = (),
    judged: Callable[[Guest], bool] = lambda guest: guest.is_judged,
) -> Outcome:  # fmt: skip
    """Played to the end."""
    world = World(yard, setting, guests(setting, seed), policy(yard), blocks)
    trucks = world.run()
    through = [guest for guest in trucks if guest.gone is not None]
    counted = [guest for guest in through if judged(guest)]
    return Outcome(
        mean(guest.on_roads for guest in counted),
        mean(guest.on_roads for guest in through),
        bound(yard, through) / len(through),
        mean(guest.waited for guest in counted),
        mean(guest.held for guest in counted),
        mean(guest.changes for guest in counted),
        len(trucks) - len(through),
        len(world.driven_into),
    )
