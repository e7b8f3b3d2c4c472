"""What a site's visits teach about its lines, and what it promises on that ground. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from serai.booking.events import (
    OfferAccepted,
    ReservationArrived,
    ReservationCancelled,
    ReservationConfirmed,
    ReservationDisplaced,
    ReservationDrawn,
    ReservationExpired,
    ReservationMissed,
    ReservationMoved,
    ReservationRetimed,
    ReservationRezoned,
)
from serai.calling.arriving import FARTHEST, Roll, roll
from serai.calling.bands import Outlook, Truck
from serai.calling.control import Control
from serai.calling.curves import calls, curves, ways
from serai.calling.events import AcceptanceReported, CallsResumed, CallsStopped
from serai.calling.neighbour import takings
from serai.calling.newcomers import Expected
from serai.calling.pace import LinePace
from serai.calling.plan import LanePlan
from serai.calling.plan import Shift as PlanShift
from serai.core.events import Event
from serai.core.folds import Fold
from serai.guidance.choice import options
from serai.guidance.yard import YardState
from serai.queue.bands import Curves
from serai.queue.bands import curves as read
from serai.queue.events import (
    BandsPublished,
    CallMissed,
    CallRepeated,
    CallWithdrawn,
    VisitAdmitted,
    VisitAtGate,
    VisitCalled,
    VisitCorrected,
    VisitJoined,
    VisitLeft,
    VisitTurnedAway,
)
from serai.queue.line import Line
from serai.queue.order import BOOKED, Policy, Standing, later
from serai.queue.replay import policy_of
from serai.queue.rules import Queue, Visit
from serai.sites.rules import SiteFold

PLANNED = timedelta(days=15)
REPLANNED = timedelta(days=1)
CURVES = Mapping[str, Mapping[str, Sequence[Sequence[int]]]]


class Pace(Fold):
    """What a site's visits teach about its lines."""

    def __init__(self, site: SiteFold | None = None) -> None:
        self.site = site or SiteFold()
        self.lines: dict[str, LinePace] = {}
        self.came: dict[str, tuple[float, float]] = {}  # the yard is one for all lines
        self._line_of: dict[str, str] = {}
        self._booked_at: dict[str, str] = {}
        self._planned_at: datetime | None = None
        self._control = Control()

    def apply(self, event: Event, at: datetime, seq: int) -> None:
        match event:
            case VisitJoined():
                self._join(event, at)
            case VisitCalled():
                self._call(event, at)
            case VisitAdmitted() | VisitLeft() | VisitTurnedAway() | CallMissed() | VisitCorrected():
                self._change(event, at)
            case CallWithdrawn():
                self.line(event.line, at).withdrawn(at.timestamp(), event.visit)
            case CallRepeated():
                self.line(event.line, at).repeated(at.timestamp(), event.visit)
            case VisitAtGate():
                self.line(event.line, at).reached(at.timestamp(), event.visit)
            case CallsStopped() | CallsResumed() | AcceptanceReported():
                self._hold(event, at, seq)
            case ReservationConfirmed() | OfferAccepted() | ReservationDrawn():
                self.expect(event.reservation, event.lane, event.starts_at, at)
            case ReservationMoved() | ReservationRetimed() | ReservationRezoned():
                self.expect(event.reservation, event.lane, event.starts_at, at)
            case ReservationArrived() | ReservationMissed():
                self._unbook(event.reservation)
            case ReservationCancelled() | ReservationExpired() | ReservationDisplaced():
                self._unbook(event.reservation)
            case BandsPublished():
                for line, classes in event.bands.items():
                    ways, calls = {"": event.ways.get(line, {})}, {"": event.calls.get(line, {})}
                    self.line(line, at).heard(
                        read({"": classes}, event.as_of, ways, {}, calls), event.basis.get(line, {})
                    )
            case _ if event.kind.startswith(("site.", "calendar.", "staffing.", "closure.")):
                for pace in self.lines.values():
                    pace.advance(at.timestamp())  # what was worked until now was worked by the old plan
                self.site.apply(event, at, seq)
                self._planned_at = None

    def line(self, line: str, at: datetime) -> LinePace:
        """A line's memory, with a lane plan that reaches far enough beyond `at`."""
        if self._planned_at is None or at - self._planned_at >= REPLANNED:
            self._planned_at = at
            for known, pace in self.lines.items():
                pace.plan = lane_plan(self.site, known, at)
        if line not in self.lines:
            self.lines[line] = LinePace(plan=lane_plan(self.site, line, at), came=self.came)
        return self.lines[line]

    def _hold(self, event: CallsStopped | CallsResumed | AcceptanceReported, at: datetime, seq: int) -> None:
        """A line is halted while calls are stopped in all of its lanes, and limited while the neighbour limits all."""
        self._control.apply(event, at, seq)
        for line, lanes in self.site.place.lines.items() if self.site.site else ():
            pace = self.line(line, at)
            pace.advance(at.timestamp())
            pace.is_halted = all(self._control.stop(lane.code) is not None for lane in lanes)
            said = [self._control.accepted(lane, at) for lane in lanes]
            reports = dict(each for each in said if each is not None)
            if None in said or not reports:
                pace.limit = None
            else:
                rate = sum(each.vehicles / (60 * each.minutes) for each in reports.values())
                pace.limit = rate, min(each.until for each in reports.values()).timestamp()

    def _join(self, event: VisitJoined, at: datetime) -> None:
        self._line_of[event.visit] = event.line
        cost = float(max(event.placed.cost, 1))
        self.line(event.line, at).joined(
            at.timestamp(), event.visit, event.cargo_class, cost, _rank(event.ops),
            booked=event.placed.key[2] == BOOKED, priority=event.placed.priority, farther=60.0 * event.farther_minutes,
        )  # fmt: skip

    def expect(self, reservation: str, lane_code: str, starts_at: datetime, made_at: datetime) -> None:
        """A reservation of a slot, made then or before."""
        lane = self.site.place.lanes.get(lane_code) if self.site.site else None
        if lane is not None:
            line = self.site.place.line_of[lane.code]
            self._booked_at[reservation] = line
            planned = float(max(lane.service_seconds, 1))
            expected = Expected(made_at.timestamp(), starts_at.timestamp(), planned)
            self.line(line, made_at).arrivals.expected[reservation] = expected

    def _unbook(self, reservation: str) -> None:
        line = self._booked_at.pop(reservation, None)
        if line is not None:
            self.lines[line].arrivals.ended(reservation)

    def _call(self, event: VisitCalled, at: datetime) -> None:
        if not event.inferred:
            self.line(event.line, at).called(at.timestamp(), event.visit)

    def _change(
        self, event: VisitAdmitted | VisitLeft | VisitTurnedAway | CallMissed | VisitCorrected, at: datetime
    ) -> None:
        line = self._line_of.get(event.visit)
        if line is None:
            return
        pace, now = self.line(line, at), at.timestamp()
        match event:
            case CallMissed():
                pace.uncalled(now, event.visit)
                return
            case VisitCorrected() if event.duplicate_of is None and event.line in (None, line):
                return
            case VisitAdmitted() if not event.inferred:
                pace.admitted(now, event.visit)
            case VisitLeft() | VisitTurnedAway():
                pace.left(now, event.visit)
            case _:  # nobody saw when it was admitted, or it never stood here: nothing to learn
                pace.forget(now, event.visit)
        del self._line_of[event.visit]
        if isinstance(event, VisitCorrected) and event.line is not None and event.placed is not None:
            self._line_of[event.visit] = event.line
            cost = float(max(event.placed.cost, 1))
            self.line(event.line, at).joined(now, event.visit, event.cargo_class or "", cost, _rank(event.ops))


def _rank(ops: Sequence[Sequence[str | int]]) -> int:
    return next((int(op[2]) for op in ops if op[0] == "join"), 1)


def lane_plan(site: SiteFold, line: str, at: datetime) -> LanePlan:
    """The servers at a line's gates for the days to come; one that never shuts where the site is not known."""
    if site.site is None or line not in site.place.lines:
        return LanePlan(otherwise=1)
    shifts = site.shifts(line, at - REPLANNED, at + PLANNED)
    return LanePlan.of(PlanShift(each.from_, each.until, each.servers) for each in shifts)


def services(site: SiteFold, line: str, queue: Sequence[Visit]) -> dict[str, float]:
    """Planned seconds of one service, by class: of the line's lanes, and of whoever else stands in it."""
    found: dict[str, list[float]] = {}
    for lane in site.place.lines.get(line, ()) if site.site else ():
        found.setdefault(lane.cargo_class, []).append(float(max(lane.service_seconds, 1)))
    own = set(found)
    for visit in queue:
        if visit.cargo_class not in own:
            found.setdefault(visit.cargo_class, []).append(float(max(visit.cost_seconds, 1)))
    return {cargo_class: sum(seconds) / len(seconds) for cargo_class, seconds in sorted(found.items())}


def promised(
    site: SiteFold, queue: Queue, pace: Pace, now: datetime, yard: YardState | None = None,
    control: Control | None = None,
) -> BandsPublished:  # fmt: skip
    """The band curves of every line as of `now`, and what they rest on."""
    policy = policy_of(site, site.rulebook_at(now).version)
    seen = {
        line: outlook(site, queue, pace.line(line, now), line, policy, now, yard, control) for line in site.place.lines
    }
    bands = {line: curves(each) for line, each in seen.items()}
    return BandsPublished(
        bands=bands,
        as_of=now,
        basis=basis(pace, bands, now),
        ways={line: ways(each) for line, each in seen.items()},
        calls={line: calls(each) for line, each in seen.items()},
    )


def rolled(site: SiteFold, queue: Queue, pace: Pace, line: str, now: datetime, control: Control | None = None) -> Roll:
    """A line rolled forward to the slots of the days to come."""
    known, policy = pace.line(line, now), policy_of(site, site.rulebook_at(now).version)
    seen = outlook(site, queue, known, line, policy, now, control=control)
    hours = int(FARTHEST / timedelta(hours=1))
    coming = known.arrivals.newcomers(now.timestamp(), seen.servers, {}, hours)
    before = [each for each in queue.in_order(line) if each.status == "called" or each.key[2] == BOOKED]
    return roll(seen, coming, float(sum(each.cost_seconds for each in before)), now)


_FIRST: Final = 8
"""So many of a line are looked at for bands that are outlived: who was called goes first, and no class waits less."""


def outlived(queue: Queue, now: datetime) -> datetime | None:
    """When the first promise to somebody in a line will have passed, by the bands in force; `now` if one has."""
    heads = [visit for line in queue.lines for visit in queue.in_order(line)[:_FIRST]]
    bands = [queue.band(visit.id, now) for visit in heads]
    return min((now if band is None else band.p95 for band in bands), default=None)


def outlook(
    site: SiteFold,
    queue: Queue,
    known: LinePace,
    line: str,
    policy: Policy | None,
    now: datetime,
    yard: YardState | None = None,
    control: Control | None = None,
) -> Outlook:
    """One line as it stands, with all that is known of it."""
    members, at = queue.in_order(line), now.timestamp()
    planned = services(site, line, members)
    servers = known.plan.at(at)
    places = _places(queue.line(line), planned, policy, now) if policy else {}
    came = now - timedelta(seconds=known.approach.mean)
    aside = without_bay(yard, (each for each in members if each.sets_out_at and each.sets_out_at <= came))
    return Outlook(
        known.plan.capacity(now),
        servers,
        [replace(_truck(each, queue.line(line), known, policy, now), aside=each.id in aside) for each in members],
        planned,
        known.measured(at),
        known.arrivals.newcomers(at, servers, places),
        takings(site, queue, control, line, now) if control is not None else {},
    )


def _truck(visit: Visit, line: Line, known: LinePace, policy: Policy | None, now: datetime) -> Truck:
    seconds = float(max(visit.cost_seconds, 1))
    gives_way = visit.status == "waiting" and visit.key[2] != BOOKED
    passable = _passable(line, visit.key[0], policy) if policy and gives_way else 0.0
    shut_for = known.plan.shut(visit.sets_out_at.timestamp(), now.timestamp()) if visit.sets_out_at else 0.0
    sets_out_in = 0.0 if visit.sets_out_at is None else max(0.0, (visit.sets_out_at - now).total_seconds())
    return Truck(
        visit.cargo_class, seconds, _since_call(visit, now), gives_way, passable, shut_for=shut_for,
        sets_out_in=sets_out_in,
    )  # fmt: skip


def _places(line: Line, planned: Mapping[str, float], policy: Policy, now: datetime) -> dict[str, tuple[int, float]]:
    """By class, where a walk-in would be put now, and how many later walk-ins might pass it."""
    found = {}
    for cargo_class, seconds in planned.items():
        key = line.place(Standing(cargo_class, False, now, round(seconds)), policy, now).key
        found[cargo_class] = (line.ranks.rank_of_key(later(key)), _passable(line, key[0], policy))
    return found


def _passable(line: Line, tag: int, policy: Policy) -> float:
    """Turns of the last flow, that of plain walk-ins, before this tag that nobody has taken yet."""
    flow = len(policy.flows) - 1
    return max(0.0, tag - max(line.clock, line.finishes.get(flow, 0))) / policy.flows[flow].share


def without_bay(yard: YardState | None, visits: Iterable[Visit]) -> frozenset[str]:
    """Those whom the yard has no bay for as it is now. Where the yard is not known, none."""
    if yard is None or yard.ground is None:
        return frozenset()
    known = ((each, yard.trucks.get(each.id)) for each in visits)
    return frozenset(each.id for each, truck in known if truck is not None and not options(yard, truck, each.gate)[0])


def _since_call(visit: Visit, now: datetime) -> float | None:
    """None for who was called sooner, as it waits farther away, until one who waits near by would be."""
    if visit.sets_out_at is None or (visit.farther and visit.sets_out_at > now):
        return None
    return max(0.0, (now - visit.sets_out_at).total_seconds())


def is_news(before: Curves | None, after: BandsPublished) -> bool:
    """Whether a promise moved by more than 2 minutes and 5 % anywhere, seen as instants; or there was none."""
    if before is None:
        return True
    passed = (after.as_of - before.as_of).total_seconds() / 60
    return _is_other(before.curves, after.bands, passed) or _is_other(_flat(before.ways), _flat(after.ways), 0.0)


def _flat(ways: Mapping[str, Mapping[str, Sequence[int]]]) -> CURVES:
    return {line: {of: [(1, *way)] for of, way in classes.items()} for line, classes in ways.items()}


def _is_other(before: CURVES, after: CURVES, passed: float) -> bool:
    return before.keys() != after.keys() or any(
        classes.keys() != before[line].keys() or _differs(before[line][of], curve, passed)
        for line, classes in after.items()
        for of, curve in classes.items()
    )


def _differs(before: Sequence[Sequence[int]], after: Sequence[Sequence[int]], passed: float) -> bool:
    if [point[0] for point in before] != [point[0] for point in after]:
        return True
    for old, new in zip(before, after, strict=True):
        for was, is_ in zip(old[1:], new[1:], strict=True):
            if abs(max(0.0, was - passed) - is_) > max(2.0, 0.05 * is_):
                return True
    return False


def basis(pace: Pace, bands: Mapping[str, object], now: datetime) -> dict[str, dict[str, int]]:
    """What a promise rests on, by line: services measured, slowness in thousandths of the plan, servers now, widths."""
    known = {line: pace.line(line, now) for line in bands}
    return {
        line: {
            "services": round(each.flow.count),
            "slowness_permille": round(each.flow.slowness() * 1000),
            "servers": each.plan.at(now.timestamp()),
            **{name: value for half, width in each.widths.items() for name, value in width.told(half).items()},
        }
        for line, each in known.items()
    }
