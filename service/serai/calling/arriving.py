"""When a vehicle will be through that takes a slot: the line rolled forward to the hour at which it would come. Pure.

Who has a reservation and comes in its window goes before the walk-ins of its line, so what is in its way is who was
called, who waits with a reservation, and who is still to come with one. Their work is rolled forward in steps of a
quarter of an hour, once for each scenario of how fast the gates are and how many come; what the gates of the lane plan
have not done by the start of a slot is before whoever comes then. One roll answers for every slot of a line.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from math import exp, log, sqrt
from typing import Final

from serai.calling.bands import OF_THE_DAY, Measured, Outlook
from serai.calling.newcomers import Newcomers
from serai.calling.plan import FAR_SECONDS, Capacity
from serai.calling.scenarios import NORMAL, quantile, scenarios
from serai.queue.bands import Band

STEP: Final = 900.0
FARTHEST: Final = timedelta(days=4)
"""How far ahead a slot may start; a day later little is known of the gates, and less of who comes."""
SHARE_DOUBT: Final = 0.2
"""How wrong the number may be of those who are still to reserve and to come."""
_TURN: Final = 0.6180339887498949


@dataclass(frozen=True, slots=True)
class Way:
    """One scenario: the gates' slowness, what is single about this vehicle, and the work before it at each step.

    `delay`: of mean 1, by which a scarce bay puts it off; `misses`: whether its first call is missed.

    `feeds[i]`: whether so many are there after `i` steps, walk-ins among them, that the gates have enough before them.
    """

    slowness: float
    own: float
    lag: float
    delay: float
    misses: bool
    backlog: Sequence[float]
    feeds: Sequence[bool]


@dataclass(frozen=True, slots=True)
class Roll:
    """A line rolled forward from `now`; `backlog[i]` of each way is what is undone after `i` steps, in real seconds.

    `held`: seconds until the neighbour takes one of a class that comes so many seconds from now.
    """

    now: datetime
    capacity: Capacity
    measured: Measured
    services: dict[str, float]
    ways: Sequence[Way]
    held: Callable[[str, float], float] = field(compare=False)

    def at(self, comes_at: datetime, cargo_class: str) -> Band | None:
        """When one that checks in at an instant, as reserved, is let in; None where the roll does not reach, or where
        the lane plan never gets to it."""
        ahead, planned = (comes_at - self.now).total_seconds(), self.services.get(cargo_class)
        if planned is None or not 0 <= ahead <= FARTHEST.total_seconds():
            return None
        held = self.held(cargo_class, ahead)
        aside = self.measured.aside.get(cargo_class, 0.0)
        waits = sorted(max(self._wait(each, ahead, planned), held) + aside * each.delay for each in self.ways)
        ends = [quantile(waits, share) for share in (0.05, 0.5, 0.95)]
        if ends[-1] >= FAR_SECONDS:
            return None
        return Band(*(_whole_minute(self.now + timedelta(seconds=each)) for each in ends))

    def _wait(self, way: Way, ahead: float, planned: float) -> float:
        """Seconds from now to its admission, if it comes so many seconds from now."""
        measured, step = self.measured, min(round(ahead / STEP), len(way.backlog) - 1)
        turn = self.capacity.until(self.capacity.given(ahead) + way.backlog[step])
        usual = measured.reserved[way.feeds[step]]
        spread = log(1 + (usual.sd / usual.mean) ** 2)
        drive = usual.mean * exp(sqrt(spread) * way.lag - spread / 2)
        opened = max(ahead, self.capacity.until(self.capacity.given(ahead)))
        again = measured.recall if way.misses else 0.0
        return max(turn + planned * way.slowness * way.own, opened + drive) + again


def roll(outlook: Outlook, newcomers: Newcomers, standing: float, now: datetime) -> Roll:
    """`standing`: planned seconds of those in the line whom nobody passes who comes later with a reservation."""
    measured, capacity = outlook.measured, outlook.capacity
    stays = 1.0 - measured.lapse
    asked = _asked(newcomers)
    count = int(FARTHEST.total_seconds() / STEP)
    steps = [stays * (b - a) for a, b in pairwise(asked.given(n * STEP) for n in range(count + 1))]
    gives = [b - a for a, b in pairwise(capacity.given(n * STEP) for n in range(len(steps) + 1))]
    typical = sum(outlook.services.values()) / max(len(outlook.services), 1)
    widest = max(1.0, *measured.early, *measured.late)
    there = sum(each.seconds for each in outlook.trucks)
    enough = [capacity.given(n * STEP + measured.approach.mean) - capacity.given(n * STEP) for n in range(count + 1)]
    ways = []
    for number, each in enumerate(scenarios(widest, widest)):
        doubt = sqrt(measured.doubt**2 + measured.drift**2 + OF_THE_DAY**2)
        slowness = measured.slowness * exp(doubt * each.speed - doubt**2 / 2)
        many = max(0.0, 1 + SHARE_DOUBT * each.noise)
        undone, backlog = standing * stays * slowness, [standing * stays * slowness]
        whole = there * stays * slowness
        feeds = [whole > enough[0]]
        for step, (comes, gate) in enumerate(zip(steps, gives, strict=True)):
            by_chance = NORMAL.inv_cdf((0.5 + _TURN * (number * len(steps) + step + 1)) % 1.0)
            wanted = max(0.0, comes * many + sqrt(comes * typical) * by_chance)
            undone = max(0.0, undone + wanted * slowness - gate)
            backlog.append(undone)
            whole = max(0.0, whole + (wanted + outlook.newcomers.walk_ins * STEP * stays * many) * slowness - gate)
            feeds.append(whole > enough[step + 1])
        misses = each.share > 1.0 - measured.missed
        ways.append(Way(slowness, each.own, each.lag, each.delay, misses, backlog, feeds))
    in_line = sum(each.called_for is None and not each.gives_way for each in outlook.trucks)

    def held(of: str, ahead: float) -> float:
        at = outlook.held(of, stays * (in_line + asked.given(ahead) / typical))
        return at + measured.approach.mean if at > 0 else 0.0

    return Roll(now, capacity, measured, dict(outlook.services), ways, held)


def _asked(newcomers: Newcomers) -> Capacity:
    """Planned seconds that come with a reservation, from now on."""
    seconds, work = zip(*newcomers.booked, strict=True)
    return Capacity(tuple(seconds), tuple(work), newcomers.booked_later)


def _whole_minute(at: datetime) -> datetime:
    return (at + timedelta(seconds=30)).replace(second=0, microsecond=0)
