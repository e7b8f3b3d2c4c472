"""Bays and ways as the service's rules choose them, against search, first free, longest free and the nearest free bay.

No timing: days in yards that a simulation of its own plays (tests/yards), the same trucks for every policy. "Roads" is
the mean time on the yard's roads, in and out, own manoeuvres left out; the bound is the offline free-flow bound of
serai/sumo/bound.py for the stays of the same day. Then one aisle blocked for 40 minutes and known after 150 seconds:
which part of what that costs on the roads is got back, against the same policy that is never told; who stood in a bay
with no other way out before anybody knew is left out, since no policy lets it go. Then calls ahead of
a bay's release against calls when it is free, ten hours at 70, 82 and 95 trucks an hour on 40 bays.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from statistics import mean

from serai.guidance.routing import Conditions, Network
from serai.sites.yard import Yard
from serai.sumo.day import Guest, Setting
from serai.sumo.outcome import Outcome
from serai.sumo.policies import FirstFree, Greedy, LongestFree, Reserving, Search
from serai.sumo.scene import Block
from tests.bench.report import Report
from tests.yards.ours import CallAhead, CallWhenFree, Ours
from tests.yards.play import play
from tests.yards.shapes import SHAPES

AISLES = {"4 x 10": "aisle-3-05", "dead ends": "aisle-NB-1", "double rows": "row-1-3"}
BLOCKED_AT, BLOCKED_FOR, KNOWN = 2 * 3600.0, 2_400.0, 150.0
LOADS = ((70, 22, 0.35), (82, 22, 0.50), (95, 24, 0.60))
FIRST_SEED = 1
Policy = Callable[[Yard], Reserving]


async def run(report: Report, rounds: int) -> None:
    for name, (make, setting) in SHAPES.items():
        _roads(report, name, make(), setting, range(FIRST_SEED, FIRST_SEED + 4 * rounds))
        _blocked(report, name, make(), setting, range(FIRST_SEED, FIRST_SEED + 2 * rounds))
    yard = SHAPES["4 x 10"][0]()
    for rate, dwell, aim in LOADS:
        setting = Setting(rate, ("gate-in",), hours=10, drive=600.0, dwell=dwell * 60.0)
        _calls(report, yard, setting, range(FIRST_SEED, FIRST_SEED + rounds), aim)


def _roads(report: Report, name: str, yard: Yard, setting: Setting, seeds: Sequence[int]) -> None:
    def days(policy: Policy) -> list[Outcome]:
        return [play(yard, setting, seed, policy) for seed in seeds]

    ours = days(Ours)
    told = f"{setting.rate:g} trucks/h, seeds {seeds[0]}-{seeds[-1]}"
    own, least = _mean(ours, "roads_of_all"), _mean(ours, "bound")
    what = f"{name}, roads, {told}"
    report.ratio(what, f"{own:.0f} s", f"bound {least:.0f} s", own / least, way="at most", aim=1.10)
    for peer, aim in ((FirstFree, 0.97), (LongestFree, None), (Greedy, None)):
        theirs = days(peer)
        ratio = _mean(ours, "roads") / _mean(theirs, "roads")
        shown = f"{peer.__name__} {_mean(theirs, 'roads'):.0f} s"
        report.ratio(f"{name}, roads", f"{_mean(ours, 'roads'):.0f} s", shown, ratio, way="at most", aim=aim)
        if peer is Greedy:
            better = sum(mine.roads < each.roads for mine, each in zip(ours, theirs, strict=True))
            count = f"{better} of {len(seeds)} days"
            report.ratio(f"{name}, better than {peer.__name__}", count, "", better / len(seeds), aim=0.9)
    searched = play(yard, setting, seeds[0], Search)
    report.note(f"{name}: who searches for a bay itself is {searched.roads:.0f} s on the roads (seed {seeds[0]})")
    _safe(report, name, ours)
    report.ratio(f"{name}, changes shown", f"{_mean(ours, 'changes'):.3f} a truck", "", _mean(ours, "changes"),
                 way="at most", aim=0.05)  # fmt: skip


def _blocked(report: Report, name: str, yard: Yard, setting: Setting, seeds: Sequence[int]) -> None:
    def days(*blocks: Block) -> list[Outcome]:
        return [play(yard, replace(setting, hours=5.0), seed, Ours, blocks, judged) for seed in seeds]

    network, road = Network(yard), frozenset({AISLES[name]})
    locked = {bay.id for bay in yard.bays.values() if network.way_out(bay.node, Conditions(blocked=road)) is None}

    def judged(guest: Guest) -> bool:
        was_there = guest.parked is not None and guest.parked < BLOCKED_AT + KNOWN
        return _is_about(guest) and not (was_there and guest.bay in locked)

    block = Block(AISLES[name], BLOCKED_AT, BLOCKED_FOR, None)
    none, unknown, known = days(), days(block), days(replace(block, known=KNOWN))
    free, lost, left = (_mean(each, "roads") for each in (none, unknown, known))
    what = f"{name}, {AISLES[name]} blocked, excess recovered"
    report.ratio(
        what, f"{left:.0f} s", f"untold {lost:.0f} s, open {free:.0f} s", (lost - left) / (lost - free), aim=0.7
    )
    waits = [mean(each.roads + each.held for each in found) for found in (none, unknown, known)]
    share = (waits[1] - waits[2]) / (waits[1] - waits[0])
    report.note(f"{name}, blocked: with the waits at the gate {share:.0%} of the excess is recovered")
    _safe(report, f"{name}, blocked", known)


def _calls(report: Report, yard: Yard, setting: Setting, seeds: Sequence[int], aim: float) -> None:
    free = [play(yard, setting, seed, CallWhenFree) for seed in seeds]
    ahead = [play(yard, setting, seed, CallAhead) for seed in seeds]
    what = f"{setting.rate:g} trucks/h, wait, seeds {seeds[0]}-{seeds[-1]}"
    ours, peer = _mean(ahead, "waited") / 60, _mean(free, "waited") / 60
    shown = f"call when free {peer:.0f} min"
    report.ratio(what, f"{ours:.0f} min", shown, ours / peer, way="at most", aim=aim)
    held = _mean(ahead, "held") / 60
    report.ratio(f"{setting.rate:g} trucks/h, held at the gate", f"{held:.2f} min", "", held, way="at most", aim=2.0)
    _safe(report, f"{setting.rate:g} trucks/h", ahead)


def _is_about(guest: Guest) -> bool:
    """Whether it comes from half an hour before the block until an hour after it."""
    return BLOCKED_AT - 1_800 <= guest.appears <= BLOCKED_AT + BLOCKED_FOR + 3_600


def _safe(report: Report, what: str, outcomes: Sequence[Outcome]) -> None:
    left, led = sum(each.left_over for each in outcomes), sum(each.driven_into for each in outcomes)
    if left or led:
        report.note(f"{what}: {left} trucks never got through, {led} led to a road known to be blocked")


def _mean(outcomes: Sequence[Outcome], member: str) -> float:
    return mean(getattr(each, member) for each in outcomes)
