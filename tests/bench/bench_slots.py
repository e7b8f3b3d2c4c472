"""Days at a gate with slots as the adviser proposes them, against no slots, flat capacity, and flat with 10 % more.

No timing: a seeded simulation (tests/booking/gate_days.py) of trucks that wish to come by two peaks and +-20 % a day.
Ratios are of means over seeds and ten judged days, after ten of learning, to the same trucks without slots. "wait" is
from arrival at the site until a gate begins with the truck, standby ones included; "served" of those that came or stood
by. Standby: found no slot within its tolerance (3 to 12 hours), waits elsewhere, is called when the gates run empty.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import mean

from tests.bench.report import Report
from tests.booking.gate_days import MOHAN, Setting, three_lanes
from tests.booking.slot_policies import Outcome, with_slots, without_slots

Policy = Callable[[Setting, int], Outcome]
POLICIES: dict[str, Policy] = {
    "slots, flat": lambda setting, seed: with_slots(setting, seed),
    "slots, flat + 10 %": lambda setting, seed: with_slots(setting, seed, places=1.1),
    "slots, advised": lambda setting, seed: with_slots(setting, seed, advised=True),
}
ADVISED = "slots, advised"


async def run(report: Report, rounds: int) -> None:
    for setting, seeds in ((MOHAN, 4 * rounds), (three_lanes(580), rounds), (three_lanes(515), rounds)):
        none = [without_slots(setting, seed) for seed in range(1, 1 + seeds)]
        report.note(f"{setting.name}, no slots: {told(none)}")
        for name, policy in POLICIES.items():
            found = [policy(setting, seed) for seed in range(1, 1 + seeds)]
            report.note(f"{setting.name}, {name}: {told(found)}")
            compare(report, f"{setting.name}: {name}", found, none, has_aim=setting is MOHAN and name == ADVISED)


def compare(report: Report, what: str, found: Sequence[Outcome], none: Sequence[Outcome], has_aim: bool) -> None:
    for member, unit, aim in (("peak", "trucks", 0.20), ("wait", "min", 0.15)):
        ours, peer = (mean(getattr(each, member) for each in side) for side in (found, none))
        wanted = aim if has_aim else None
        report.ratio(f"{what}, {member}", f"{ours:.1f} {unit}", f"{peer:.1f}", ours / peer, way="at most", aim=wanted)
    served = mean(each.served for each in found)
    peer = mean(each.served for each in none)
    report.ratio(f"{what}, served", f"{served:.3f}", f"{peer:.3f}", served, aim=0.98 if has_aim else None)


def told(found: Sequence[Outcome]) -> str:
    """What stands beside the ratios."""
    members = ("standby_share", "standby", "everywhere", "utilisation")
    share, standby, everywhere, used = (mean(getattr(each, member) for each in found) for member in members)
    shift, far = (mean(each.shift[at] for each in found) for at in (0, 1))
    return (
        f"slot shift mean {shift:.0f} p95 {far:.0f} min; standby {share:.1%} of the trucks, for {standby:.0f} min; all "
        f"waiting, standby elsewhere included, {everywhere:.1f} min; gates used {used:.1%}; {len(found)} seeds"
    )
