"""Who is called, how many, and by whose word. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from math import ceil

from serai.calling.pace import LinePace
from serai.calling.rules import Pace, without_bay
from serai.core.errors import Refusal
from serai.guidance.yard import YardState
from serai.queue.bands import NEAR
from serai.queue.moves import NotWaiting, ReasonMissing
from serai.queue.rules import Queue, Visit
from serai.sites.rules import SiteFold


class LaneClosed(Refusal):
    """Nobody is called to a lane that is closed."""

    code, rule = "lane.closed", "call.open"


class TooMany(Refusal):
    """These are more calls than the gates take in the call interval: at most `allowed` would be accepted now.

    With `may_exceed` a reason and a second person may call them all the same.
    """

    code, rule = "call.too_many", "call_interval_minutes"


def calls_left(
    queue: Queue, pace: Pace, line: str, now: datetime, interval: timedelta, yard: YardState | None = None,
    farther: timedelta = NEAR,
) -> int:  # fmt: skip
    """How many more may be called to a line's gates: what they take in the interval, less those on their way.

    At least one for each server that works. A call older than two intervals holds nobody's place at the gate, nor does
    one who has had the time to come and finds no bay: it stands aside, and as many more as the gates take are called.
    For those who wait `farther` than in the nearest area the interval is as much longer.
    """
    known = pace.line(line, now)
    start = now.timestamp()
    members = queue.in_order(line)
    typical = known.service([each.cost_seconds for each in members])
    takes = ceil(known.plan.worked(start, start + (interval + farther).total_seconds()) / typical)
    before = (each for each in members if is_before(each, now + farther))
    coming = [each for each in before if each.sets_out_at is None or now - each.sets_out_at < 2 * interval]
    aside = standing_aside(coming, known, now, yard)
    most = max(takes, known.plan.at(start), 1)
    return most - len(coming) + min(len(aside), most)


def is_before(visit: Visit, at: datetime) -> bool:
    """Whether it is called and no later at its gate than one in the nearest waiting area that would be called then."""
    if visit.status != "called":
        return False
    return visit.at_gate_at is not None or visit.sets_out_at is None or visit.sets_out_at <= at


def standing_aside(
    called: Iterable[Visit], known: LinePace, now: datetime, yard: YardState | None = None
) -> frozenset[str]:
    """Those who are at the gate, or have had the time to come, and whom the yard has no bay for."""
    usual = timedelta(seconds=known.approach.mean)
    came = (each for each in called if each.at_gate_at or (each.sets_out_at and now - each.sets_out_at >= usual))
    return without_bay(yard, came)


def overdue(called: Iterable[Visit], known: LinePace, now: datetime) -> frozenset[str]:
    """Those who should long have been seen at the gate; nobody where gates do not tell who comes."""
    if known.driven is None:
        return frozenset()
    since = now - timedelta(seconds=known.drive.mean + 3 * known.drive.sd)
    unseen = (each for each in called if not each.at_gate_at)
    return frozenset(each.id for each in unseen if each.sets_out_at and each.sets_out_at < since)


def check_count(asked: int, left: int, line: str, interval: timedelta, *, may_exceed: bool = False) -> None:
    """Refuse to call more to a line than its gates take in the interval."""
    if asked > left:
        minutes = int(interval.total_seconds() // 60)
        raise TooMany(
            line=line, asked=asked, allowed=max(left, 0), call_interval_minutes=minutes, may_exceed=may_exceed
        )


def next_up(site: SiteFold, queue: Queue, lanes: Iterable[str], count: int) -> list[Visit]:
    """The next `count` of these lanes, in order; where lines differ, one of each line in turn."""
    wanted = set(lanes)
    each_line = [queue.next(line, count, wanted) for line in site.place.lines]
    in_turn = [visits[at] for at in range(count) for visits in each_line if at < len(visits)]
    return in_turn[:count]


def callable_visits(queue: Queue, visits: Iterable[str]) -> list[Visit]:
    """The named visits in the order they stand; refuses one that is unknown, or neither waits nor is called."""
    named = [queue.find(visit) for visit in dict.fromkeys(visits)]
    for visit in named:
        if not visit.is_in_line:
            raise NotWaiting(visit=visit.id, status=visit.status)
    return sorted(named, key=lambda visit: (visit.line, queue.line(visit.line).ranks.rank(visit.id)))


def out_of_turn(queue: Queue, visits: Sequence[Visit]) -> frozenset[str]:
    """Those of the visits, in order, before whom somebody of the same lane waits who is not called with them."""
    named = {visit.id for visit in visits}
    jumping = set()
    for lane, line in {(visit.lane, visit.line) for visit in visits}:
        in_turn = True
        for member in queue.line(line).waiting():
            if queue.visits[member].lane == lane:
                in_turn = in_turn and member in named
                if member in named and not in_turn:
                    jumping.add(member)
    return frozenset(jumping)


def check_reason(jumping: frozenset[str], reason: str | None) -> None:
    """Refuse calls out of order without a reason."""
    if jumping and reason is None:
        raise ReasonMissing(visits=sorted(jumping))


def gate_for(site: SiteFold, queue: Queue, visit: Visit) -> str | None:
    """The entry gate of the visit's lane to which the fewest are on their way; None where the lane has none."""
    lane = site.place.lanes.get(visit.lane)
    if lane is None or not lane.entries:
        return None
    coming = Counter(each.gate for each in queue.visits.values() if each.status == "called")
    return min(lane.entries, key=lambda gate: coming[gate])


def check_open(site: SiteFold, lanes: Iterable[str], now: datetime) -> list[str]:
    """The lanes of these that are open; refuses when none is."""
    wanted = list(lanes)
    is_open = [lane for lane in wanted if site.is_open(lane, now)]
    if not is_open:
        raise LaneClosed(lanes=wanted)
    return is_open


def missed(visits: Iterable[Visit], now: datetime, life: timedelta, yard: YardState | None = None) -> list[Visit]:
    """Those who were called and did not come within the `life` of a call, first called first.

    Who waited farther away than the nearest area has as much longer. Nobody missed a call who is known to be at the
    gate, or who could not have been let in: who has no bay keeps its call until there is one.
    """
    late = [each for each in _expected(visits) if each.sets_out_at and each.sets_out_at + life <= now]
    excused = without_bay(yard, late)
    return sorted((each for each in late if each.id not in excused), key=lambda each: (each.called_at, each.id))


def next_look(visits: Iterable[Visit], now: datetime, life: timedelta) -> datetime | None:
    """When the next of those who are called may have missed it; who is excused for now is looked at again sooner."""
    ends = [each.sets_out_at + life for each in _expected(visits) if each.sets_out_at is not None]
    return min((at if at > now else now + life / 4 for at in ends), default=None)


def _expected(visits: Iterable[Visit]) -> Iterator[Visit]:
    """Those who are called and have not come."""
    return (each for each in visits if each.status == "called" and each.at_gate_at is None)
