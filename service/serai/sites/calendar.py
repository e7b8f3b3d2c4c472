"""Opening hours and arrival slots: pure functions from a calendar and a time zone to the slots of a day.

Hours are wall time of the site. A rule steps in real time between its bounds, so a day of 23 hours has 23 hourly slots.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from serai.sites.calendar_faults import CalendarInvalid, check
from serai.sites.documents import WEEKDAYS, CalendarDocument, ExceptionDocument, RuleDocument
from serai.sites.walltime import FIRST_DAY, LAST_DAY, duration_minutes, instant, minutes_of

__all__ = ["Calendar", "CalendarInvalid", "Hours", "SlotKey", "SlotTime", "hours", "parse_slot_id", "slot", "slots"]

_SHEETS: Final = 1024
"""Days of lanes that a calendar keeps drawn: some 20 MB of slots at most in ordinary hours."""
_ID_LENGTH: Final = 160


@dataclass(frozen=True, slots=True)
class Hours:
    """From one minute of the day to another, in windows that start every so often. Minutes and vehicles."""

    opens: int
    closes: int
    every: int
    length: int
    capacity: int


@dataclass(frozen=True, slots=True)
class Day:
    """What holds for one lane on one local date."""

    hours: tuple[Hours, ...]
    closed: bool = False
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class SlotTime:
    """One arrival slot as the calendar has it; what is taken of it is no business of the calendar."""

    id: str
    lane: str
    starts_at: datetime
    ends_at: datetime
    local_date: date
    zone: str
    capacity: int
    closed: bool
    reason: str | None
    closure: str | None = None
    """The closure that stops it; None where the calendar does, or nothing."""


@dataclass(frozen=True, slots=True)
class SlotKey:
    """What a slot's id says. The wall time, not the instant: it stays true when a zone is changed by decree (I-20)."""

    site: str
    lane: str
    local_date: date
    minute: int
    is_second: bool
    """Whether the wall clock shows this time for the second time that day."""
    length: int

    @property
    def id(self) -> str:
        wall = f"{self.local_date:%Y%m%d}T{self.minute // 60:02}{self.minute % 60:02}"
        return f"{self.site}~{self.lane}~{wall}{'b' if self.is_second else ''}~{self.length}"


Sheet = Mapping[str, SlotTime]


class Calendar:
    """A site's rules and exceptions, read once and never changed; remembers the days it was asked for."""

    def __init__(self, site: str, document: CalendarDocument, version: int = 0) -> None:
        self.site = site
        self.version = version
        self.document = document
        self._rules: dict[str, list[tuple[frozenset[int], Hours]]] = {}
        for rule in document.rules:
            days = frozenset(WEEKDAYS.index(day) for day in rule.days)
            self._rules.setdefault(rule.lane, []).append((days, _hours(rule)))
        self._exceptions: dict[date, list[ExceptionDocument]] = {}
        for exception in document.exceptions:
            self._exceptions.setdefault(exception.date, []).append(exception)
        self._sheets: dict[tuple[str, str, str], Sheet] = {}

    @property
    def lanes(self) -> frozenset[str]:
        """The lanes that have hours of their own; the others keep none."""
        named = {exception.lane for exceptions in self._exceptions.values() for exception in exceptions}
        return frozenset(self._rules) | frozenset(lane for lane in named if lane is not None)

    def day(self, lane: str, on: date) -> Day:
        """The hours of a lane on a date: its own exceptions, else those for every lane, else its rules."""
        every_day = self._rules.get(lane, [])
        regular = tuple(hours for days, hours in every_day if on.weekday() in days)
        exceptions = self._exceptions.get(on, [])
        named = [e for e in exceptions if e.lane == lane] or [e for e in exceptions if e.lane is None]
        if not named:
            return Day(regular)
        reason = next((e.reason for e in named if e.reason), None)
        if any(e.closed for e in named):
            return Day(regular, closed=True, reason=reason)
        pattern = (regular or tuple(hours for _, hours in every_day))[:1]
        return Day(tuple(hours for e in named for hours in _changed(e, regular, pattern)), reason=reason)

    def sheet(self, lane: str, on: date, zone: str) -> Sheet:
        """All slots of a lane on a local date, by id, in order of their start."""
        return self._sheet(lane, f"{on:%Y%m%d}", on, zone)

    def _sheet(self, lane: str, stamp: str, on: date, zone: str) -> Sheet:
        key = (lane, stamp, zone)
        found = self._sheets.get(key)
        if found is None:
            if len(self._sheets) >= _SHEETS:
                self._sheets.clear()
            found = self._sheets[key] = _drawn(self.site, lane, on, zone, self.day(lane, on))
        return found

    def find(self, id: str, zone: str) -> SlotTime | None:
        parts = id.split("~")
        if len(parts) == 4:
            sheet = self._sheets.get((parts[1], parts[2][:8], zone))
            if sheet is not None:
                return sheet.get(id)
        key = parse_slot_id(id)
        if key is None or key.site != self.site:
            return None
        return self._sheet(key.lane, parts[2][:8], key.local_date, zone).get(id)


def parse(site: str, document: CalendarDocument, lanes: Sequence[str], version: int = 0) -> Calendar:
    """The calendar that a document describes; raises CalendarInvalid with all its faults."""
    faults = check(document, lanes)
    if faults:
        raise CalendarInvalid(faults)
    return Calendar(site, document, version)


def slots(calendar: Calendar, lane: str, zone: str, from_: datetime, to: datetime) -> list[SlotTime]:
    """The lane's slots that start in [from_, to), in order."""
    return [
        found
        for on in _dates(zone, from_, to)
        for found in calendar.sheet(lane, on, zone).values()
        if from_ <= found.starts_at < to
    ]


def slot(calendar: Calendar, zone: str, id: str) -> SlotTime | None:
    """The slot of this id, or None if the calendar has none (any text may be asked)."""
    return calendar.find(id, zone)


def hours(calendar: Calendar, lane: str, zone: str, from_: datetime, to: datetime) -> list[tuple[datetime, datetime]]:
    """When the lane is open within [from_, to): spans of instants in order, those that touch joined."""
    info = ZoneInfo(zone)
    spans = sorted(
        (instant(on, each.opens, info), instant(on, each.closes, info))
        for on in _dates(zone, from_, to)
        for each in _open_hours(calendar.day(lane, on))
    )
    joined: list[tuple[datetime, datetime]] = []
    for opens, closes in spans:
        opens, closes = max(opens, from_), min(closes, to)
        if opens >= closes:
            continue
        if joined and opens <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(closes, joined[-1][1]))
        else:
            joined.append((opens, closes))
    return joined


def parse_slot_id(id: str) -> SlotKey | None:
    """What an id says, or None if no slot can have it."""
    parts = id.split("~")
    if len(id) > _ID_LENGTH or len(parts) != 4:
        return None
    site, lane, wall, length = parts
    digits = wall[:8] + wall[9:13]
    try:
        on = date(int(wall[:4]), int(wall[4:6]), int(wall[6:8]))
        key = SlotKey(site, lane, on, int(wall[9:11]) * 60 + int(wall[11:13]), wall[13:] == "b", int(length))
    except ValueError:
        return None
    canonical = key.id == id and digits.isascii() and digits.isdigit()
    return key if canonical and FIRST_DAY <= on <= LAST_DAY else None


def _hours(rule: RuleDocument) -> Hours:
    return Hours(
        minutes_of(rule.from_),
        minutes_of(rule.to),
        duration_minutes(rule.every),
        duration_minutes(rule.length),
        rule.capacity,
    )


def _changed(exception: ExceptionDocument, regular: Sequence[Hours], pattern: Sequence[Hours]) -> Iterator[Hours]:
    """The exception's hours: its own bounds on the first regular hours, or the regular hours with what it changes."""
    for each in regular if exception.from_ is None else pattern or _complete(exception):
        yield replace(each, **_given(exception))


def _given(exception: ExceptionDocument) -> dict[str, int]:
    given: dict[str, int] = {}
    if exception.from_ is not None and exception.to is not None:
        given |= {"opens": minutes_of(exception.from_), "closes": minutes_of(exception.to)}
    if exception.every is not None:
        given["every"] = duration_minutes(exception.every)
    if exception.length is not None:
        given["length"] = duration_minutes(exception.length)
    if exception.capacity is not None:
        given["capacity"] = exception.capacity
    return given


def _complete(exception: ExceptionDocument) -> Iterator[Hours]:
    """The exception alone, where there are no rules to inherit from and it says everything itself."""
    given = _given(exception)
    if len(given) == len(Hours.__dataclass_fields__):
        yield Hours(**given)


def _drawn(site: str, lane: str, on: date, zone: str, day: Day) -> Sheet:
    info = ZoneInfo(zone)
    prefix = f"{site}~{lane}~{on:%Y%m%d}T"
    found: dict[str, SlotTime] = {}
    for each in day.hours:
        start, end = instant(on, each.opens, info), instant(on, each.closes, info)
        step, length = timedelta(minutes=each.every), timedelta(minutes=each.length)
        while (until := start + length) <= end:
            wall = start.astimezone(info)
            id = f"{prefix}{wall.hour:02}{wall.minute:02}{'b' if wall.fold else ''}~{each.length}"
            if id not in found:
                found[id] = SlotTime(id, lane, start, until, on, zone, each.capacity, day.closed, day.reason)
            start += step
    if len(day.hours) < 2:
        return found
    return dict(sorted(found.items(), key=lambda item: (item[1].starts_at, item[1].ends_at)))


def _open_hours(day: Day) -> tuple[Hours, ...]:
    return () if day.closed else day.hours


def _dates(zone: str, from_: datetime, to: datetime) -> Iterator[date]:
    """The local dates that [from_, to) touches."""
    if from_ >= to:
        return
    info = ZoneInfo(zone)
    first = max(from_.astimezone(UTC), _utc(FIRST_DAY)).astimezone(info).date()
    last = min(to.astimezone(UTC), _utc(LAST_DAY)).astimezone(info).date()
    on = max(first, FIRST_DAY)
    while on <= min(last, LAST_DAY):
        yield on
        on += timedelta(days=1)


def _utc(on: date) -> datetime:
    return datetime(on.year, on.month, on.day, tzinfo=UTC)
