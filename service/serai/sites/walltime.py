"""A site's wall clock: minutes of a local day and the instants they are."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

MINUTES_OF_DAY: Final = 24 * 60
FIRST_DAY: Final = date(2000, 1, 1)
LAST_DAY: Final = date(2199, 12, 31)
"""The days that a calendar can speak of; zones before and after are guesses."""

_SECOND = timedelta(seconds=1)


def is_zone(name: str) -> bool:
    """Whether the time zone database has this zone."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def minutes_of(text: str) -> int:
    """`07:30` as 450; `24:00` ends the day."""
    return int(text[:2]) * 60 + int(text[3:])


def duration_minutes(text: str) -> int:
    """An ISO 8601 duration of hours and minutes, such as `PT1H30M`, in minutes."""
    hours, found, rest = text.removeprefix("PT").partition("H")
    if not found:
        hours, rest = "0", hours
    return int(hours) * 60 + int(rest.removesuffix("M") or 0)


def instant(day: date, minute: int, zone: ZoneInfo) -> datetime:
    """The instant, in UTC, when the wall clock of `day` first shows this minute.

    A minute that the clock leaps over is the instant of the leap, so that hours side by side stay side by side.
    """
    wall = datetime.combine(day, time()) + timedelta(minutes=minute)
    late = wall.replace(tzinfo=zone).astimezone(UTC)
    if late.astimezone(zone).replace(tzinfo=None) == wall:
        return late
    early = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    after = late.astimezone(zone).utcoffset()
    while late - early > _SECOND:
        middle = early + (late - early) // _SECOND // 2 * _SECOND
        if middle.astimezone(zone).utcoffset() == after:
            late = middle
        else:
            early = middle
    return late
