"""One day in one yard under one policy, by the tests' own judge."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from serai.sites.yard import Yard
from serai.sumo.day import Guest, Setting, guests
from serai.sumo.outcome import Outcome, outcome
from serai.sumo.policies import Reserving
from serai.sumo.scene import Block
from tests.yards.world import World


def play(
    yard: Yard, setting: Setting, seed: int, policy: Callable[[Yard], Reserving], blocks: Sequence[Block] = (),
    judged: Callable[[Guest], bool] = lambda guest: guest.is_judged,
) -> Outcome:  # fmt: skip
    """Played to the end."""
    world = World(yard, setting, guests(setting, seed), policy(yard), blocks)
    world.run()
    return outcome(world, judged=judged)
