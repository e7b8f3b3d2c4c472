"""When trucks come: arrivals between real readings of a queue. Pure, and knows nothing of how the service predicts.

Nobody counted arrivals. Between two readings they are the change of the number waiting plus what was served, at an
assumed rate. Where that is negative (more left than the rate says) it is clipped to none, and counted.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from serai.demo.readings import Reading


@dataclass(frozen=True, slots=True)
class Gap:
    """The time between two readings: who came, who was served, and by how much the sum had to be clipped."""

    from_: datetime
    to: datetime
    arrived: int
    served: float
    clipped: float


@dataclass(frozen=True, slots=True)
class Day:
    """Arrivals of one day. `waiting` of them are there from the start; `times` are the others', in order."""

    readings: Sequence[Reading]
    served_per_hour: float
    waiting: int
    gaps: Sequence[Gap]
    times: Sequence[datetime]

    @property
    def start(self) -> datetime:
        return self.readings[0].at

    @property
    def clipped(self) -> list[Gap]:
        """The gaps whose arrivals came out negative."""
        return [gap for gap in self.gaps if gap.clipped > 0]


def gaps(readings: Sequence[Reading], served_per_hour: float) -> list[Gap]:
    """Arrivals between each two readings, in whole trucks; what rounding takes from one gap the next one gets."""
    found = []
    carried = 0.0
    for before, after in pairwise(readings):
        served = served_per_hour * (after.at - before.at) / timedelta(hours=1)
        arrived = after.waiting - before.waiting + served
        whole = max(0, round(arrived + carried))
        carried = carried + arrived - whole if arrived >= 0 else 0.0
        found.append(Gap(before.at, after.at, whole if arrived >= 0 else 0, served, max(0.0, -arrived)))
    return found


def spread(gap: Gap, draw: random.Random) -> list[datetime]:
    """The instants at which a gap's trucks come: a Poisson stream, given that so many came, is uniform in the gap."""
    span = gap.to - gap.from_
    return sorted(gap.from_ + span * draw.random() for _ in range(gap.arrived))


def replay(readings: Sequence[Reading], served_per_hour: float, scale: float, hours: float, seed: int) -> Day:
    """The day that these readings tell of, `hours` of it from the first reading on.

    `scale` is the share of the trucks waiting at first that stand there when the day begins; arrivals are not scaled.
    """
    draw = random.Random(f"{seed} arrivals")  # noqa: S311 - a made-up day
    between = gaps(readings, served_per_hour)
    end = readings[0].at + timedelta(hours=hours)
    times = [at for gap in between for at in spread(gap, draw) if at < end]
    return Day(readings, served_per_hour, round(readings[0].waiting * scale), between, times)
