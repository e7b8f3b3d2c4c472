"""What can be wrong with a calendar although each of its fields alone is well-formed."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from serai.sites.documents import CalendarDocument, ExceptionDocument, RuleDocument
from serai.sites.faults import Fault, Faulty
from serai.sites.walltime import FIRST_DAY, LAST_DAY, MINUTES_OF_DAY, duration_minutes, minutes_of

SHORTEST_STEP: Final = 5
"""Minutes between the starts of two slots of one rule, at least."""
WINDOWS_A_DAY: Final = 1_000
"""Windows that one lane may have on one weekday."""


class CalendarInvalid(Faulty):
    """The calendar has faults; each is named in `faults`."""

    code = "calendar.invalid"


def check(document: CalendarDocument, lanes: Collection[str]) -> list[Fault]:
    """Every fault of a calendar for a site with these lanes, in the document's order."""
    faults: list[Fault] = []
    for index, rule in enumerate(document.rules):
        faults += _of_rule(rule, f"rules[{index}]", lanes)
    if not faults:
        faults += _of_same_windows(document)
    ruled = {rule.lane for rule in document.rules}
    for index, exception in enumerate(document.exceptions):
        faults += _of_exception(exception, f"exceptions[{index}]", lanes, ruled, document)
    return faults + list(_of_same_day(document))


def _of_rule(rule: RuleDocument, at: str, lanes: Collection[str]) -> Iterator[Fault]:
    yield from _of_lane(rule.lane, at, lanes)
    if len(set(rule.days)) < len(rule.days):
        yield Fault(f"{at}.days", "calendar.day_twice", "a weekday is named twice")
    yield from _of_bounds(rule.from_, rule.to, at)
    yield from _of_steps(rule.every, rule.length, at)
    yield from _of_fit(rule.from_, rule.to, rule.length, at)


def _of_lane(lane: str, at: str, lanes: Collection[str]) -> Iterator[Fault]:
    if lane not in lanes:
        known = ", ".join(sorted(lanes)[:20]) or "none"
        yield Fault(f"{at}.lane", "lane.unknown", f"the site has no lane {lane}; its lanes: {known}")


def _of_bounds(from_: str, to: str, at: str) -> Iterator[Fault]:
    if minutes_of(from_) >= minutes_of(to):
        cure = "hours across midnight are two rules, one to 24:00 and one from 00:00 of the next day"
        yield Fault(f"{at}.to", "calendar.bounds", f"{to} is not after {from_}; {cure}")


def _of_steps(every: str | None, length: str | None, at: str) -> Iterator[Fault]:
    if every is not None and not SHORTEST_STEP <= duration_minutes(every) <= MINUTES_OF_DAY:
        yield Fault(f"{at}.every", "calendar.every", f"slots start every {SHORTEST_STEP} minutes to 24 hours")
    if length is not None and not SHORTEST_STEP <= duration_minutes(length) <= MINUTES_OF_DAY:
        yield Fault(f"{at}.length", "calendar.length", f"a slot lasts {SHORTEST_STEP} minutes to 24 hours")


def _of_fit(from_: str, to: str, length: str, at: str) -> Iterator[Fault]:
    if 0 < minutes_of(to) - minutes_of(from_) < duration_minutes(length):
        yield Fault(f"{at}.length", "calendar.no_window", f"no slot of {length} fits between {from_} and {to}")


def _of_same_windows(document: CalendarDocument) -> Iterator[Fault]:
    """Two rules must not give a lane the same window, or one of the two capacities would be a surprise."""
    taken: dict[tuple[str, str], dict[tuple[int, int], int]] = {}
    for index, rule in enumerate(document.rules):
        every, length = duration_minutes(rule.every), duration_minutes(rule.length)
        starts = range(minutes_of(rule.from_), minutes_of(rule.to) - length + 1, every)
        for day in rule.days:
            windows = taken.setdefault((rule.lane, day), {})
            same = next((windows[start, length] for start in starts if (start, length) in windows), None)
            if same is not None:
                text = f"gives {rule.lane} a window on {day} that rules[{same}] gives it already"
                yield Fault(f"rules[{index}]", "calendar.window_twice", text)
                break
            windows.update({(start, length): index for start in starts})
            if len(windows) > WINDOWS_A_DAY:
                text = f"{rule.lane} has more than {WINDOWS_A_DAY} windows on {day}"
                yield Fault(f"rules[{index}]", "calendar.too_many", text)
                break


def _of_exception(
    exception: ExceptionDocument, at: str, lanes: Collection[str], ruled: Collection[str], document: CalendarDocument
) -> Iterator[Fault]:
    if not FIRST_DAY <= exception.date <= LAST_DAY:
        yield Fault(f"{at}.date", "calendar.date", f"a date lies between {FIRST_DAY} and {LAST_DAY}")
    if exception.lane is not None:
        yield from _of_lane(exception.lane, at, lanes)
    changes = (exception.every, exception.length, exception.capacity)
    if exception.closed and (exception.from_ or exception.to or changes != (None, None, None)):
        yield Fault(at, "calendar.closed_and_open", "closed, and yet with hours or a capacity; give one or the other")
    elif not exception.closed and exception.from_ is None and exception.to is None and changes == (None, None, None):
        yield Fault(at, "calendar.exception_empty", "changes nothing; say closed, other hours or another capacity")
    elif (exception.from_ is None) != (exception.to is None):
        yield Fault(at, "calendar.bounds", "give both from and to, or neither to keep that day's hours")
    elif not exception.closed:
        yield from _of_changed_hours(exception, at, ruled, document)


def _of_changed_hours(
    exception: ExceptionDocument, at: str, ruled: Collection[str], document: CalendarDocument
) -> Iterator[Fault]:
    yield from _of_steps(exception.every, exception.length, at)
    if exception.from_ is not None and exception.to is not None:
        yield from _of_bounds(exception.from_, exception.to, at)
        length = exception.length or _inherited_length(exception, document)
        if length is not None:
            yield from _of_fit(exception.from_, exception.to, length, at)
    if exception.lane is None or exception.lane in ruled:
        return
    if None in (exception.from_, exception.every, exception.length, exception.capacity):
        text = f"{exception.lane} has no rules to inherit from; give from, to, every, length and capacity"
        yield Fault(at, "calendar.incomplete", text)


def _inherited_length(exception: ExceptionDocument, document: CalendarDocument) -> str | None:
    lengths = [rule.length for rule in document.rules if rule.lane == exception.lane]
    return min(lengths, key=duration_minutes) if lengths else None


def _of_same_day(document: CalendarDocument) -> Iterator[Fault]:
    """Exceptions for the same lane and date may only be separate hours."""
    seen: dict[tuple[object, str | None], list[tuple[int, int]]] = {}
    for index, exception in enumerate(document.exceptions):
        whole = exception.closed or exception.from_ is None or exception.to is None
        span = (0, MINUTES_OF_DAY) if whole else (minutes_of(exception.from_ or ""), minutes_of(exception.to or ""))
        others = seen.setdefault((exception.date, exception.lane), [])
        if any(span[0] < closes and opens < span[1] for opens, closes in others):
            text = f"a second exception for {exception.lane or 'every lane'} on {exception.date} in the same hours"
            yield Fault(f"exceptions[{index}]", "calendar.exception_twice", text)
        others.append(span)
