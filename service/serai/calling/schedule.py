"""The windows of a regular weekday, and rules that give them other capacities. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from serai.sites.documents import CalendarDocument, RuleDocument, Weekday
from serai.sites.walltime import duration_minutes, minutes_of

LONGEST_CALENDAR: Final = 1000
"""Rules that a calendar may have."""
_HOUR: Final = 60


@dataclass(frozen=True, slots=True)
class Window:
    """An arrival window by the wall clock, in minutes; `every` is how far apart its rule has them."""

    start: int
    length: int
    every: int
    capacity: int

    @property
    def end(self) -> int:
        return self.start + self.length

    @property
    def parts(self) -> tuple[tuple[int, float], ...]:
        """The clock hours in which it lies, each with the part of it that does."""
        return _parts(self.start, self.length)


@lru_cache(maxsize=4096)
def _parts(start: int, length: int) -> tuple[tuple[int, float], ...]:
    end = start + length
    hours = range(start // _HOUR, (end - 1) // _HOUR + 1)
    return tuple((hour, (min(end, (hour + 1) * _HOUR) - max(start, hour * _HOUR)) / length) for hour in hours)


def windows(document: CalendarDocument, lane: str, day: Weekday) -> list[Window]:
    """The windows of a lane that a calendar's rules give on a weekday, in order of their start."""
    found = []
    for rule in document.rules:
        if rule.lane == lane and day in rule.days:
            every, length = duration_minutes(rule.every), duration_minutes(rule.length)
            starts = range(minutes_of(rule.from_), minutes_of(rule.to) - length + 1, every)
            found += [Window(start, length, every, rule.capacity) for start in starts]
    return sorted(found, key=lambda each: (each.start, each.length))


def rules(lane: str, days: Sequence[Weekday], places: Iterable[tuple[Window, int]]) -> list[RuleDocument]:
    """As few rules as give a lane these windows with these capacities: neighbours that are alike are one rule."""
    runs: list[list[Window]] = []
    for window, capacity in sorted(places, key=lambda each: (each[0].length, each[0].start)):
        wanted = replace(window, capacity=capacity)
        if runs and _continues(runs[-1], wanted):
            runs[-1].append(wanted)
        else:
            runs.append([wanted])
    runs.sort(key=lambda run: (run[0].start, run[0].length))
    return [_rule(lane, days, run) for run in runs]


def _continues(run: Sequence[Window], window: Window) -> bool:
    last = run[-1]
    alike = (last.length, last.every, last.capacity) == (window.length, window.every, window.capacity)
    return alike and window.start == last.start + last.every


def _rule(lane: str, days: Sequence[Weekday], run: Sequence[Window]) -> RuleDocument:
    first, last = run[0], run[-1]
    return RuleDocument(
        lane=lane,
        days=list(days),
        from_=_wall(first.start),
        to=_wall(last.end),
        every=f"PT{first.every}M",
        length=f"PT{first.length}M",
        capacity=first.capacity,
    )


def _wall(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
