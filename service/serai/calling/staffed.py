"""What a lane plan comes to: how many vehicles an hour each line can serve through one day. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from serai.calling.rules import Pace
from serai.sites.rules import Period, Shift, SiteFold


@dataclass(frozen=True, slots=True)
class Stretch:
    """So many servers at a line's gates in [from_, until); `per_hour` is in vehicles, at the speed measured so far."""

    from_: datetime
    until: datetime
    lanes: tuple[str, ...]
    servers: int
    per_hour: float


@dataclass(frozen=True, slots=True)
class LineDay:
    """One line through one local day. `slowness` is 1 where services take as long as its lanes say."""

    line: str
    slowness: float
    stretches: tuple[Stretch, ...]


def effect(site: SiteFold, periods: Sequence[Period], pace: Pace, day: date) -> list[LineDay]:
    """What these periods would come to on a local day, with the calendar's hours and the closures as they are."""
    tried = site.copy()
    tried.staffing = tuple(periods)
    starts, ends = (datetime.combine(each, time(), site.place.info) for each in (day, day + timedelta(days=1)))
    found = []
    for line in sorted(site.place.lines):
        known = pace.lines.get(line)
        slowness = known.flow.slowness() if known else 1.0
        shifts = tried.shifts(line, starts, ends)
        found.append(LineDay(line, slowness, tuple(_stretch(site, each, slowness) for each in shifts)))
    return found


def _stretch(site: SiteFold, shift: Shift, slowness: float) -> Stretch:
    seconds = [max(1, site.place.lane(lane).service_seconds) for lane in shift.lanes]
    per_hour = shift.servers * 3600 * len(seconds) / sum(seconds) / slowness if seconds else 0.0
    return Stretch(shift.from_, shift.until, shift.lanes, shift.servers, per_hour)
