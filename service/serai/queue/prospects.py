"""What would change the place of a visit, or still may: computed by the rules that would do it. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from serai.queue.line import Line
from serai.queue.moves import standing
from serai.queue.order import Policy, Standing
from serai.queue.rules import Queue, Visit
from serai.sites.rules import SiteFold

_A_MOMENT: Final = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Prospect:
    """Something that would or may still happen, by its `code`, with the clause that it rests on.

    `position` is the place that it would give, `count` how many it is about at most.
    """

    code: str
    clause: str
    position: int | None = None
    count: int | None = None
    minutes: int | None = None
    at: datetime | None = None
    wall: str = field(default="", compare=False)


def prospects(queue: Queue, site: SiteFold, visit: Visit, policy: Policy, now: datetime) -> list[Prospect]:
    """What a visit in its line may reckon with; nothing for any other."""
    if not visit.is_in_line:
        return []
    line = queue.line(visit.line)
    found = [*_place(line, visit, policy, now), *_overtaking(line, site, visit, policy)]
    found.append(Prospect("change.come", "call.missed"))
    zone = site.place.info
    return [replace(each, wall=_wall(each.at, zone)) for each in found]


def _place(line: Line, visit: Visit, policy: Policy, now: datetime) -> Iterator[Prospect]:
    """Where it would stand, had it come in its window or with a reservation, and where it will when that opens."""
    if visit.status != "waiting" or policy.is_live_only:
        return
    facts, rank = standing(visit), line.ranks.rank(visit.id)
    match facts.punctuality(now):
        case "early" if facts.arrive_from is not None:
            after = _would_stand(line, visit, facts, policy, facts.arrive_from)
            yield Prospect("change.window", "order.window", position=after, at=facts.arrive_from)
        case "late" if facts.arrive_until is not None:
            in_time = replace(facts, arrived_at=facts.arrive_until - _A_MOMENT)
            after = _would_stand(line, visit, in_time, policy, now)
            if after < rank:
                yield Prospect("change.in_time", "order.late", position=after, at=facts.arrive_until)
        case None:
            booked = replace(facts, slot_starts_at=now, arrive_from=facts.arrived_at, arrive_until=now + _A_MOMENT)
            after = _would_stand(line, visit, booked, policy, now)
            if after < rank:
                yield Prospect("change.reserve", "order.slot", position=after)
        case _:
            yield Prospect("change.earlier_slot", "order.slot", at=visit.slot_starts_at)


def _would_stand(line: Line, visit: Visit, facts: Standing, policy: Policy, now: datetime) -> int:
    _, _, after = line.replace(visit.id, facts, policy, now)
    return after


def _overtaking(line: Line, site: SiteFold, visit: Visit, policy: Policy) -> Iterator[Prospect]:
    """How many may still be put before an ordinary visit for their priority: the theorem of `order.py` in its case."""
    if visit.priority:
        return
    seconds = seconds_left(line, visit, policy)
    costs = [
        lane.service_seconds for lane in site.place.lines.get(visit.line, ()) if _has_priority(policy, lane.cargo_class)
    ]
    count = seconds // max(1, min(costs, default=1)) if costs else 0
    if count > 0:
        yield Prospect("change.most", "priority_bound_minutes", count=count, minutes=seconds // 60)
    else:
        yield Prospect("change.none", "priority_bound_minutes", count=0, minutes=0)


def seconds_left(line: Line, visit: Visit, policy: Policy) -> int:
    """What priority may still cost an ordinary visit: the bound, less the cost of who overtook since it was placed.

    An overtaker's ceiling is the last ordinary key of the moment; those placed since the visit have theirs at or
    beyond its key.
    """
    left = policy.bound_seconds
    for cost, ceiling in reversed(line.overtakers):
        if ceiling < visit.key:
            break
        left -= cost
    return max(0, left)


def _has_priority(policy: Policy, cargo_class: str) -> bool:
    """Whether some vehicle of a class has turns of its own."""
    return any(
        flow.is_priority and flow.takes(cargo_class, trusted, booked)
        for flow in policy.flows
        for trusted in (False, True)
        for booked in (False, True)
    )


def _wall(at: datetime | None, zone: ZoneInfo) -> str:
    return "" if at is None else at.astimezone(zone).strftime("%H:%M")
