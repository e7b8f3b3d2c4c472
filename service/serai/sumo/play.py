"""Days in SUMO: the running service against whoever decides without it, the same trucks for all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from serai.guidance.routing import Conditions, Network
from serai.sites.yard import Yard, parse
from serai.sumo.alone import driven
from serai.sumo.api import Service, opened
from serai.sumo.bound import Drives
from serai.sumo.day import Guest, Setting, guests
from serai.sumo.guided import Called, Guided
from serai.sumo.outcome import Outcome, outcome
from serai.sumo.policies import FirstFree, Greedy, GreedyWhenFree, LongestFree, Reserving, Search
from serai.sumo.scene import Block, Policy
from serai.sumo.traffic import Traffic

BASELINES: Final[dict[str, Callable[[Yard], Reserving]]] = {
    "search": Search,
    "first-free": FirstFree,
    "longest-free": LongestFree,
    "greedy": Greedy,
}
SERVICE: Final = "service"
WHEN_FREE: Final = "when free"
AHEAD: Final = "ahead"
BLOCKED_AT: Final = 2 * 3600.0
BLOCKED_FOR: Final = 40 * 60.0
KNOWN: Final = 150.0
_BLOCKED_HOURS: Final = 5.0
_MINUTE: Final = timedelta(minutes=1)
Days = dict[str, list[Outcome]]
"""The outcomes of the same days by policy."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A yard file, its load and the seeds of its days."""

    document: dict[str, Any]
    setting: Setting
    seeds: Sequence[int]

    @property
    def yard(self) -> Yard:
        return parse(self.document)


def played(trial: Trial, policies: Iterable[str], admin: Service) -> Days:
    """Every day under every policy; one after the other."""
    yard, found = trial.yard, Days()
    drives = driven(yard, trial.setting.gates)
    for name in policies:
        if name == SERVICE:
            site = opened(admin, trial.document, _ways(yard), trial.setting)
            found[name] = [_guided(yard, trial.setting, seed, admin, site, drives) for seed in trial.seeds]
        else:
            found[name] = [_day(yard, trial.setting, seed, BASELINES[name](yard), drives) for seed in trial.seeds]
    return found


def blocked(trial: Trial, road: str, admin: Service) -> Days:
    """Shorter days of the service: with the road open, blocked and never told, blocked and told after `KNOWN` seconds.

    Only trucks about the time of the block are counted, and nobody who stood where there is no other way out.
    """
    yard = trial.yard
    setting = replace(trial.setting, hours=_BLOCKED_HOURS)
    drives, judged = driven(yard, setting.gates), _about(yard, road)
    block = Block(road, BLOCKED_AT, BLOCKED_FOR, None)
    site = opened(admin, trial.document, _ways(yard), setting)
    cases = {"open": [], "untold": [block], "told": [replace(block, known=KNOWN)]}
    return {
        name: [_guided(yard, setting, seed, admin, site, drives, blocks, judged) for seed in trial.seeds]
        for name, blocks in cases.items()
    }


def called(trial: Trial, admin: Service) -> Days:
    """Days on which trucks wait at a drive from the gate: called when their bay is free, and ahead of that."""
    yard, setting = trial.yard, trial.setting
    drives, site = driven(yard, setting.gates), opened(admin, trial.document, _ways(yard), setting)
    free = [_day(yard, setting, seed, GreedyWhenFree(yard), drives) for seed in trial.seeds]
    ahead = [
        _day(yard, setting, seed, Called(yard, site, _next_minute(admin.now), admin), drives) for seed in trial.seeds
    ]
    return {WHEN_FREE: free, AHEAD: ahead}


Judged = Callable[[Guest], bool]


def _everybody(guest: Guest) -> bool:
    return guest.is_judged


def _guided(
    yard: Yard, setting: Setting, seed: int, admin: Service, site: str, drives: Drives,
    blocks: Sequence[Block] = (), judged: Judged = _everybody,
) -> Outcome:  # fmt: skip
    begins = _next_minute(admin.now)
    return _day(yard, setting, seed, Guided(yard, site, begins, admin), drives, blocks, judged)


def _day(
    yard: Yard, setting: Setting, seed: int, policy: Policy, drives: Drives, blocks: Sequence[Block] = (),
    judged: Judged = _everybody,
) -> Outcome:  # fmt: skip
    world = Traffic(yard, setting, guests(setting, seed), policy, blocks)
    world.run()
    return outcome(world, drives, judged)


def _about(yard: Yard, road: str) -> Judged:
    network = Network(yard)
    given = Conditions(blocked=frozenset({road}))
    locked = {bay.id for bay in yard.bays.values() if network.way_out(bay.node, given) is None}

    def judged(guest: Guest) -> bool:
        was_there = guest.parked is not None and guest.parked < BLOCKED_AT + KNOWN and guest.bay in locked
        return BLOCKED_AT - 1_800 <= guest.appears <= BLOCKED_AT + BLOCKED_FOR + 3_600 and not was_there

    return judged


def _ways(yard: Yard) -> dict[str, str]:
    return {gate.id: gate.way for gate in yard.gates.values()}


def _next_minute(now: datetime) -> datetime:
    return now.replace(second=0, microsecond=0) + _MINUTE
