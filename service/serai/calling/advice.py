"""How many places each slot should have: expected shows over what the gates really serve. Pure.

For an hour of a regular weekday (without exceptions and closures) and one line:

- *service* is what the lane plan's servers give, in server-seconds. A vehicle of lane `l` takes `c_l` of them: its
  planned service times the slowness that was measured (`delivered.py`).
- a place brings `f_l = (1 - w) p_l + w` vehicles: what can be reserved shows with the predicted rate `p_l`
  (`booking/shows.py`), the share `w` kept back for walk-ins is reckoned as used.
- a slot's vehicles come evenly over its window, so of overlapping windows each hour has the part that lies in it.
- lane `l` has `d_l` places an hour in the calendar as it is, over the week. That mix stays. If the hour gave every lane
  that has windows in it `d_l` places, it would be loaded with `L = sum of d_l x f_l x c_l`, so it may give
  `d_l x target x service / L`.
- of that a window has its part: 30 minutes of the hour where one begins every 30 minutes. It lies in more than one hour
  and goes by the one that gives least, so no hour is loaded beyond the target. The first and the last hour have less
  than they could: what comes before the gates open and what is still there when they close waits all night.

Whole places are given in the order of the day, as many as the shows expected until then allow; what rounding leaves
goes to the next slot. So no run of slots ever exceeds the target by a vehicle of each lane, and a lane with a place
every two hours has it.

The target is the rulebook's `utilisation_target`, 0.94. By Kingman's formula (one server, a service of 1.5 minutes,
spreads of services and arrivals 0.45 and 0.8) a vehicle waits about 4 minutes at 0.85, 10 at 0.94, 20 at 0.97, and
without end at 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Final, Literal

from serai.booking.shows import Rates
from serai.calling.delivered import Delivered
from serai.calling.places import HOUR, LaneTerms, LineDay, density
from serai.calling.schedule import LONGEST_CALENDAR, Window, rules, windows
from serai.sites.calendar import Calendar
from serai.sites.documents import WEEKDAYS, CalendarDocument, RuleDocument, Weekday
from serai.sites.rulebook import Rulebook
from serai.sites.rules import CalendarNone, Lane, SiteFold
from serai.sites.walltime import instant

_A_DAY: Final = timedelta(days=1)
_WEEK: Final = 7


@dataclass(frozen=True, slots=True)
class Unserved:
    """Nobody serves at this hour."""

    code: Literal["unserved"] = "unserved"


@dataclass(frozen=True, slots=True)
class Service:
    """`servers` on duty, each with `minutes` a vehicle, as `measured` services have it."""

    servers: float
    minutes: float
    measured: int
    code: Literal["service"] = "service"


@dataclass(frozen=True, slots=True)
class Shown:
    """The part `rate` of reserved places is used, as `seen` places have it, older ones counting less."""

    rate: float
    seen: int
    code: Literal["shows"] = "shows"


@dataclass(frozen=True, slots=True)
class Kept:
    """The part `share` of the places is kept for walk-ins."""

    share: float
    code: Literal["walk_ins"] = "walk_ins"


@dataclass(frozen=True, slots=True)
class Target:
    """At most the part `share` of the service is promised."""

    share: float
    code: Literal["target"] = "target"


Ground = Unserved | Service | Shown | Kept | Target
"""What a proposal rests on: a code and its figures; words are for whoever shows them."""


@dataclass(frozen=True, slots=True)
class LaneHour:
    """One lane in one hour of the site's wall clock, on `days`.

    `service_per_hour` is the lane's part of what its line serves, in vehicles; `now` and `proposed` are places whose
    windows lie in the hour, overlapping windows in part; the utilisations are those of the line.
    """

    lane: str
    days: tuple[Weekday, ...]
    hour: int
    service_per_hour: float
    show_rate: float
    now: float
    proposed: float
    utilisation_now: float
    expected_utilisation: float
    because: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """What to put; `calendar` is None where it would have more rules than a calendar may have."""

    target: float
    hours: list[LaneHour]
    calendar: CalendarDocument | None


def advise(site: SiteFold, measured: Mapping[str, Delivered], rates: Rates, now: datetime) -> Advice:
    """The places that the coming week's lane plan can serve; CalendarNone where there is no calendar to speak of.

    `measured` is what each line's gates delivered. Exceptions and closures stay as they are and count for nothing here.
    """
    if site.calendar is None:
        raise CalendarNone
    plain, document, book = regular(site), site.calendar.document, site.rulebook_at(now).rulebook
    days = _regular_days(site, now)
    hours: list[LaneHour] = []
    drawn: list[tuple[str, Weekday, list[tuple[Window, int]]]] = []
    for line, lanes in site.place.lines.items():
        slow = measured.get(line, Delivered())
        week = _week(document, lanes)
        terms = _terms(site, week, slow, rates, book)
        mix = {lane: density(week[lane].values()) for lane in terms}
        for day, on in days.items():
            own = {lane: week[lane][day] for lane in terms}
            line_day = LineDay(float(book.utilisation_target), served(plain, line, on), terms, own, mix)
            hours += [_told(line_day, lane, day, hour, slow) for lane in terms for hour in range(24)]
            drawn += [(lane, day, list(zip(own[lane], line_day.proposed[lane], strict=True))) for lane in terms]
    return Advice(float(book.utilisation_target), _grouped(hours), _calendar(drawn, document))


def _week(document: CalendarDocument, lanes: Iterable[Lane]) -> dict[str, dict[Weekday, list[Window]]]:
    """The windows of lanes, by weekday; lanes without any are left out."""
    found = {lane.code: {day: windows(document, lane.code, day) for day in WEEKDAYS} for lane in lanes}
    return {lane: days for lane, days in found.items() if any(days.values())}


def _terms(site: SiteFold, lanes: Iterable[str], slow: Delivered, rates: Rates, book: Rulebook) -> dict[str, LaneTerms]:
    seconds = {lane: site.place.lanes[lane].service_seconds for lane in lanes}
    return {
        lane: LaneTerms(lane, planned * slow.slowness(planned), rates.of_lane(lane), book)
        for lane, planned in seconds.items()
    }


def regular(site: SiteFold) -> SiteFold:
    """The site in an ordinary week: the same, without closures and without exceptions."""
    plain = SiteFold()
    plain.site, plain.staffing = site.site, site.staffing
    if site.calendar is not None:
        rules_alone = CalendarDocument(rules=site.calendar.document.rules)
        plain.calendar = Calendar(site.place.code, rules_alone, site.calendar.version)
    return plain


def _regular_days(site: SiteFold, now: datetime) -> dict[Weekday, date]:
    """For each weekday the next date, from tomorrow, that has 24 hours: the lane plan is told by dates."""
    today = now.astimezone(site.place.info).date()
    found: dict[Weekday, date] = {}
    for ahead in range(1, 3 * _WEEK):
        on = today + ahead * _A_DAY
        is_whole = instant(on + _A_DAY, 0, site.place.info) - instant(on, 0, site.place.info) == _A_DAY
        if is_whole:
            found.setdefault(WEEKDAYS[on.weekday()], on)
    return {day: found[day] for day in WEEKDAYS if day in found}


def served(plain: SiteFold, line: str, on: date) -> list[float]:
    """Server-seconds of a line in each clock hour of a local date, by its lane plan."""
    info = plain.place.info
    bounds = [instant(on, hour * HOUR, info) for hour in range(25)]
    hours = [0.0] * 24
    for shift in plain.shifts(line, bounds[0], bounds[-1]):
        for hour in range(24):
            start, end = max(shift.from_, bounds[hour]), min(shift.until, bounds[hour + 1])
            hours[hour] += max(0.0, (end - start).total_seconds()) * shift.servers
    return hours


def _told(line: LineDay, lane: str, day: Weekday, hour: int, slow: Delivered) -> LaneHour:
    terms, service = line.terms[lane], line.service[hour]
    return LaneHour(
        lane,
        (day,),
        hour,
        round(line.service_of(lane, hour), 2),
        round(terms.rate.mean, 3),
        round(line.now_in_hours[lane][hour], 2),
        round(line.proposed_in_hours[lane][hour], 2),
        round(line.before[hour] / service, 3) if service else 0.0,
        round(line.expected[hour] / service, 3) if service else 0.0,
        _because(line, terms, hour, slow),
    )


def _because(line: LineDay, terms: LaneTerms, hour: int, slow: Delivered) -> tuple[Ground, ...]:
    if not line.service[hour]:
        return (Unserved(),)
    kept = float(terms.book.walk_in_share)
    return (
        Service(round(line.service[hour] / 3600, 2), round(terms.seconds / 60, 2), slow.services),
        Shown(round(terms.rate.mean, 3), round(terms.rate.seen)),
        *((Kept(kept),) if kept else ()),
        Target(line.target),
    )


def _grouped(hours: Iterable[LaneHour]) -> list[LaneHour]:
    """Hours that are the same on several weekdays, told once."""
    same: dict[tuple[object, ...], LaneHour] = {}
    for each in hours:
        key = tuple(getattr(each, name) for name in LaneHour.__slots__ if name != "days")
        before = same.get(key)
        days = (*before.days, *each.days) if before else each.days
        same[key] = LaneHour(**{name: getattr(each, name) for name in LaneHour.__slots__} | {"days": days})
    return sorted(same.values(), key=lambda each: (each.lane, WEEKDAYS.index(each.days[0]), each.hour))


def _calendar(
    drawn: Sequence[tuple[str, Weekday, list[tuple[Window, int]]]], before: CalendarDocument
) -> CalendarDocument | None:
    """The proposed places as rules, days that are the same together; the exceptions stay."""
    found: list[RuleDocument] = []
    for lane, of_lane in groupby(sorted(drawn, key=lambda each: each[0]), key=lambda each: each[0]):
        by_places: dict[tuple[tuple[Window, int], ...], list[Weekday]] = {}
        for _, day, places in of_lane:
            by_places.setdefault(tuple(places), []).append(day)
        for same, days in by_places.items():
            found += rules(lane, days, same)
    if len(found) > LONGEST_CALENDAR:
        return None
    return CalendarDocument(rules=found, exceptions=before.exceptions)
