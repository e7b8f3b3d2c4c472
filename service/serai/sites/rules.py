"""What a site is and allows: its working memory, when its lanes are open, which slots stand, who works when. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Final

from serai.core.errors import Invalid, Missing
from serai.core.events import Event, kinds
from serai.core.folds import Fold
from serai.sites import calendar as calendars
from serai.sites import events, rulebook, site
from serai.sites import yard as yards
from serai.sites.calendar import Calendar, SlotTime
from serai.sites.documents import CalendarDocument, StaffingDocument
from serai.sites.faults import Fault, Faulty
from serai.sites.rulebook import Rulebook
from serai.sites.site import Gate, Lane, Site, lines
from serai.sites.yard import WaitingArea, Yard

__all__ = ["Closing", "Closure", "Gate", "Lane", "Period", "Shift", "Site", "SiteFold", "arrival_window", "lines"]


class ClosureUnknown(Missing):
    """There is no such closure, or it was lifted already."""

    code = "closure.unknown"


class ClosureInvalid(Invalid):
    """A closure ends after it begins, and not in the past."""

    code = "closure.invalid"


class YardNone(Missing):
    """This site has no yard."""

    code = "yard.none"


class CalendarNone(Missing):
    """This site has no calendar yet."""

    code = "calendar.none"


class StaffingInvalid(Faulty):
    """The staffing has faults; each is named in `faults`."""

    code = "staffing.invalid"


@dataclass(frozen=True, slots=True)
class Closure:
    """A lane, or the whole site where `lane` is None, does not work in [from_, until); `until` None has no end yet."""

    id: str
    lane: str | None
    from_: datetime
    until: datetime | None
    reason: str

    def concerns(self, lane: str | None, from_: datetime, to: datetime) -> bool:
        """Whether it closes any of [from_, to) for the lane (None: for the whole site)."""
        return self.lane in (None, lane) and self.from_ < to and (self.until is None or from_ < self.until)


@dataclass(frozen=True, slots=True)
class Period:
    """`servers` work at these lanes and gates in [from_, until); none named means all of them."""

    from_: datetime
    until: datetime
    lanes: frozenset[str]
    gates: frozenset[str]
    servers: int


@dataclass(frozen=True, slots=True)
class Shift:
    """What a line can do in [from_, until): its open lanes and how many vehicles it serves at a time."""

    from_: datetime
    until: datetime
    lanes: tuple[str, ...]
    servers: int


@dataclass(frozen=True, slots=True)
class Closing:
    """Why a lane is closed; `clause` is `hours`, `exception` or `closure`."""

    clause: str
    reason: str | None


_MOMENT: Final = timedelta(microseconds=1)
_SITE, _YARD, _CALENDAR, _RULEBOOK, _STAFFING = "site", "yard", "calendar", "rulebook", "staffing"
_LANES: Final = "lanes"
TURNING: Final = (
    events.SiteCreated, events.SiteChanged, events.CalendarPut, events.ClosureOpened, events.ClosureLifted,
    events.LanesTurned,
)  # fmt: skip
"""Facts that say which lanes are open from then on, until the clock says otherwise."""


def arrival_window(slot: SlotTime, book: Rulebook) -> tuple[datetime, datetime]:
    """When a vehicle with this slot may come: [from, until), so that windows that only touch do not overlap."""
    before, after = timedelta(minutes=book.arrive_before_minutes), timedelta(minutes=book.arrive_after_minutes)
    return slot.starts_at - before, slot.ends_at + after


def closure(
    id: str, lane: str | None, from_: datetime | None, to: datetime | None, reason: str, now: datetime
) -> Closure:
    """A closure opened now; what it says of the past is cut off. Raises ClosureInvalid."""
    start = max(now, from_.astimezone(UTC)) if from_ else now
    end = to.astimezone(UTC) if to else None
    if end is not None and (end <= now or end <= start):
        raise ClosureInvalid(now=now.isoformat())
    return Closure(id, lane, start, end, reason)


def staffing(document: StaffingDocument, place: Site) -> tuple[Period, ...]:
    """The lane plan that a document describes; raises StaffingInvalid with all its faults."""
    faults = []
    for index, period in enumerate(document.periods):
        at = f"periods[{index}]"
        if period.to <= period.from_:
            faults.append(Fault(f"{at}.to", "staffing.bounds", "a period ends after it begins"))
        lanes, gates = set(period.lanes) - place.lanes.keys(), set(period.gates) - place.gates.keys()
        faults += [Fault(f"{at}.lanes", "lane.unknown", f"the site has no lane {lane}") for lane in lanes]
        faults += [Fault(f"{at}.gates", "gate.unknown", f"the site has no gate {gate}") for gate in gates]
    if faults:
        raise StaffingInvalid(sorted(faults, key=lambda fault: (fault.at, fault.text)))
    return tuple(
        Period(p.from_.astimezone(UTC), p.to.astimezone(UTC), frozenset(p.lanes), frozenset(p.gates), p.servers)
        for p in document.periods
    )


def staffing_record(periods: Sequence[Period]) -> list[events.PeriodRecord]:
    """A lane plan as the ledger keeps it."""
    return [
        events.PeriodRecord(
            from_=each.from_, until=each.until, lanes=sorted(each.lanes), gates=sorted(each.gates), servers=each.servers
        )
        for each in periods
    ]


class SiteFold(Fold):
    """The working memory of one site; `site` is None until it is created."""

    takes = kinds(events)

    def __init__(self) -> None:
        self.site: Site | None = None
        self.calendar: Calendar | None = None
        self.closures: dict[str, Closure] = {}
        self.staffing: tuple[Period, ...] = ()
        self.yard_text: str | None = None
        self._yard: Yard | None = None
        self._own_rulebooks: list[rulebook.Version] = []
        self._changed: dict[str, int] = {}

    def copy(self) -> SiteFold:
        made = copy(self)
        made.closures, made._changed = dict(self.closures), dict(self._changed)
        made._own_rulebooks = list(self._own_rulebooks)
        return made

    def apply(self, event: Event, at: datetime, seq: int) -> None:
        if isinstance(event, TURNING):
            self._changed[_LANES] = seq
        match event:
            case events.SiteCreated() | events.SiteChanged():
                self.site = site.from_record(event.site)
                self._changed[_SITE] = seq
            case events.YardPut():
                self.yard_text, self._yard = event.yard, None
                self._changed[_YARD] = seq
            case events.CalendarPut():
                document = CalendarDocument.model_validate(event.calendar)
                self.calendar = Calendar(self.place.code, document, seq)
                self._changed[_CALENDAR] = seq
            case events.RulebookPut():
                book = Rulebook.model_validate(event.rulebook)
                self._own_rulebooks.append(rulebook.Version(event.version, event.effective_from, book))
                self._changed[_RULEBOOK] = seq
            case events.StaffingPut():
                self.staffing = tuple(
                    Period(p.from_, p.until, frozenset(p.lanes), frozenset(p.gates), p.servers) for p in event.periods
                )
                self._changed[_STAFFING] = seq
            case events.ClosureOpened(closure=id):
                self.closures[id] = Closure(id, event.lane, event.from_, event.until, event.reason)
            case events.ClosureLifted():
                self.closures.pop(event.closure, None)

    def changed(self, piece: str) -> int:
        """The entry that last changed `site`, `yard`, `calendar`, `rulebook` or `staffing`, or which `lanes` are open;
        0 for never."""
        return self._changed.get(piece, 0)

    @property
    def place(self) -> Site:
        """The site that is known to exist."""
        if self.site is None:
            raise LookupError("the site was not created yet")
        return self.site

    @property
    def zone(self) -> str:
        return self.place.zone

    @property
    def yard(self) -> Yard | None:
        """The yard, read when it is first asked for."""
        if self._yard is None and self.yard_text is not None:
            self._yard = yards.recorded(self.yard_text)
        return self._yard

    @property
    def waiting_areas(self) -> list[WaitingArea]:
        """Where vehicles wait for their call, the nearest first; its yard is read only where the file speaks of it."""
        return self.yard.waiting_areas if "drive_minutes" in (self.yard_text or "") and self.yard is not None else []

    @property
    def has_pairs(self) -> bool:
        """Whether two trucks can meet at bays of its yard, which is read only where its file speaks of such bays."""
        return "pairs_with" in (self.yard_text or "") and self.yard is not None and self.yard.has_pairs

    @property
    def rulebooks(self) -> Sequence[rulebook.Version]:
        """All versions in the order they were put, first the one that every site starts with."""
        return [rulebook.starting(self.place.kind), *self._own_rulebooks]

    def rulebook_at(self, instant: datetime) -> rulebook.Version:
        """The rulebook in force at an instant."""
        return rulebook.at(self.rulebooks, instant)

    def slots(self, lane: str, from_: datetime, to: datetime) -> list[SlotTime]:
        """The lane's slots that start in [from_, to), closures taken into account."""
        if self.calendar is None:
            return []
        return [self._closed(found) for found in calendars.slots(self.calendar, lane, self.zone, from_, to)]

    def slot(self, id: str) -> SlotTime | None:
        """The slot of this id, closures taken into account; None if the site has no such slot."""
        found = None if self.calendar is None else calendars.slot(self.calendar, self.zone, id)
        return found if found is None or not self.closures else self._closed(found)

    def _closed(self, found: SlotTime) -> SlotTime:
        if found.closed:
            return found
        over = [each for each in self.closures.values() if each.concerns(found.lane, found.starts_at, found.ends_at)]
        if not over:
            return found
        by = next((each for each in over if each.until is not None), over[0])  # one that has an end holds at once
        return replace(found, closed=True, reason=by.reason, closure=by.id)

    def is_kept(self, slot: SlotTime, now: datetime) -> bool:
        """Whether who has a place in a slot still has it, open or not.

        A closure without an end may be lifted any minute, so it takes a place only once the slot starts within the
        notice that the rulebook gives who is moved (`retiming.notice_minutes`): later would be less than was promised,
        and earlier would cost places that the lane may well be able to keep.
        """
        if not slot.closed:
            return True
        by = self.closures.get(slot.closure or "")
        return by is not None and by.until is None and slot.starts_at > now + self._notice(now)

    def near_at(self, starts_at: datetime, after: datetime) -> datetime:
        """The first instant from `after` on at which a slot that starts then is within the notice."""
        marks = [after, *sorted(each.effective_from for each in self.rulebooks if each.effective_from > after)]
        found = after
        for mark, next_mark in zip(marks, [*marks[1:], None], strict=True):
            found = max(mark, starts_at - self._notice(mark))
            if next_mark is None or found < next_mark:
                break
        return found

    def _notice(self, instant: datetime) -> timedelta:
        return timedelta(minutes=self.rulebook_at(instant).rulebook.retiming.notice_minutes)

    def closing(self, lane: str, instant: datetime) -> Closing | None:
        """Why the lane is closed at an instant; None while it is open. A lane without rules keeps no hours."""
        for each in self.closures.values():
            if each.concerns(lane, instant, instant + _MOMENT):
                return Closing("closure", each.reason)
        if self.calendar is None or lane not in self.calendar.lanes:
            return None
        if calendars.hours(self.calendar, lane, self.zone, instant, instant + _MOMENT):
            return None
        day = self.calendar.day(lane, instant.astimezone(self.place.info).date())
        return Closing("exception", day.reason) if day.closed else Closing("hours", None)

    def is_open(self, lane: str, instant: datetime) -> bool:
        return self.closing(lane, instant) is None

    def open_lanes(self, instant: datetime) -> list[str]:
        return [lane for lane in self.place.lanes if self.is_open(lane, instant)]

    def status(self, instant: datetime) -> str:
        """`open` while any lane is; `listed` for a site without lanes, which nothing can be asked of; else `closed`."""
        if not self.place.lanes:
            return "listed"
        return "open" if any(self.is_open(lane, instant) for lane in self.place.lanes) else "closed"

    def shifts(self, line: str, from_: datetime, to: datetime) -> list[Shift]:
        """The line's lane plan over [from_, to): by its staffing where that speaks, else one server an entry gate."""
        lanes = {lane.code: lane.entries for lane in self.place.lines.get(line, ())}
        spans = {lane: self.hours(lane, from_, to) for lane in lanes}
        bounds = [bound for each in spans.values() for span in each for bound in span]
        bounds += [bound for each in self.staffing for bound in (each.from_, each.until)]
        bounds += [bound for each in self.closures.values() for bound in (each.from_, each.until or to)]
        marks = sorted({from_, to, *(bound for bound in bounds if from_ < bound < to)})
        found = []
        for start, end in pairwise(marks):
            is_open = {lane: gates for lane, gates in lanes.items() if self._works(lane, spans[lane], start)}
            found.append(Shift(start, end, tuple(is_open), self._servers(is_open, start)))
        return found

    def hours(self, lane: str, from_: datetime, to: datetime) -> list[tuple[datetime, datetime]]:
        """When the lane keeps open within [from_, to), closures aside."""
        if self.calendar is None or lane not in self.calendar.lanes:
            return [(from_, to)]
        return calendars.hours(self.calendar, lane, self.zone, from_, to)

    def _works(self, lane: str, spans: Iterable[tuple[datetime, datetime]], at: datetime) -> bool:
        closed = any(each.concerns(lane, at, at + _MOMENT) for each in self.closures.values())
        return not closed and any(opens <= at < closes for opens, closes in spans)

    def _servers(self, is_open: Mapping[str, Iterable[str]], at: datetime) -> int:
        gates = {gate for entries in is_open.values() for gate in entries}
        staffed = [
            each.servers
            for each in self.staffing
            if each.from_ <= at < each.until
            and (not each.lanes or each.lanes & is_open.keys())
            and (not each.gates or each.gates & gates)
        ]
        return (sum(staffed) if staffed else len(gates)) if is_open else 0
