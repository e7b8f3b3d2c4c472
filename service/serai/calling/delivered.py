"""What the gates of a line have really delivered: seconds of work for each second the plan gives a service. Pure.

Only time in which the gates were fed counts: open by the lane plan, and with so many in the queue that none had to
wait for a vehicle, those who drive from the waiting area included. From one completion in such time to the next,
`worked` adds up the server-seconds that the plan has and `planned` the planned seconds of the service completed. So a
gate that breaks down or works less is in it, and one that had nobody to serve is not. The first completion after a
pause only starts the clock, for that service was begun before. `worked / planned` is the slowness; the plan itself is
worth `PLAN_WORTH` services of it, so that few services move it little.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from serai.calling.estimates import USUAL
from serai.calling.plan import LanePlan, Shift
from serai.sites.rules import SiteFold

PLAN_WORTH: Final = 48.0


@dataclass(frozen=True, slots=True)
class Stay:
    """One vehicle in the queue: epoch seconds, planned seconds of its service, and whether it was served at last."""

    joined: float
    ended: float
    planned: float
    is_served: bool = True


@dataclass(frozen=True, slots=True)
class Delivered:
    """Planned seconds completed in `worked` server-seconds of fed gates, in so many services."""

    planned: float = 0.0
    worked: float = 0.0
    services: int = 0

    def slowness(self, typical: float) -> float:
        """Real seconds that a planned second takes; `typical` are the planned seconds of a usual service."""
        before = PLAN_WORTH * typical
        return (before * USUAL + self.worked) / (before + self.planned)


@dataclass(slots=True)
class Clock:
    """Server-seconds of fed gates since the last completion there; None until the first."""

    seconds: float | None = None

    def pass_(self, plan: LanePlan, start: float, end: float, is_fed: Callable[[int], bool]) -> None:
        for begins, ends, servers in plan.steps(start, end):
            if not is_fed(servers):
                self.seconds = None
            elif self.seconds is not None:
                self.seconds += (ends - begins) * servers


def delivered(stays: Iterable[Stay], plan: LanePlan, travel: float, typical: float) -> Delivered:
    """What the stays of a line say; `travel` seconds from the waiting area to the gate."""
    planned = worked = 0.0
    services = count = 0
    clock, since = Clock(), 0.0

    def is_fed(servers: int) -> bool:
        return count >= _enough(servers, travel, typical)

    for at, joins, seconds in _changes(stays):
        clock.pass_(plan, since, at, is_fed)
        if seconds:
            if clock.seconds is not None:
                planned, worked, services = planned + seconds, worked + clock.seconds, services + 1
            clock.seconds = 0.0
        count, since = count + joins, at
    return Delivered(planned, worked, services)


def measured(
    site: SiteFold, stays: Mapping[str, Sequence[Stay]], travel: Mapping[str, float], now: datetime
) -> dict[str, Delivered]:
    """What each line's gates delivered, by the lane plan as it is told today; `travel` in seconds, by line."""
    found = {}
    for line, lanes in site.place.lines.items():
        own = stays.get(line, ())
        first = datetime.fromtimestamp(min((each.joined for each in own), default=now.timestamp()), UTC)
        plan = LanePlan.of(Shift(each.from_, each.until, each.servers) for each in site.shifts(line, first, now))
        seconds = [each.planned for each in own] or [float(lane.service_seconds) for lane in lanes]
        found[line] = delivered(own, plan, travel.get(line, 0.0), max(sum(seconds) / len(seconds), 1.0))
    return found


def _changes(stays: Iterable[Stay]) -> Sequence[tuple[float, int, float]]:
    """When the queue got longer or shorter by one, and the planned seconds of the service that was completed then."""
    found = []
    for stay in stays:
        found.append((stay.joined, 1, 0.0))
        found.append((stay.ended, -1, stay.planned if stay.is_served else 0.0))
    return sorted(found)


def _enough(servers: int, travel: float, typical: float) -> int:
    """The shortest queue that keeps so many gates and the way to them full."""
    return servers + int(servers * travel / typical) + 1 if servers else 1
