"""Readings of trucks that wait before border crossings: the file, and a day of one crossing in it. Pure."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

_COLUMNS = {"observed_at_utc", "crossing", "trucks_waiting"}
_A_DAY = timedelta(days=1)


class ReadingsInvalid(ValueError):
    """The file of readings is not what it should be; the text names the line."""


@dataclass(frozen=True, slots=True)
class Reading:
    """So many trucks waited at an instant (UTC)."""

    at: datetime
    waiting: int


def parse(lines: Iterable[str]) -> dict[str, list[Reading]]:
    """Readings by crossing, in order of time; raises ReadingsInvalid. Of two at one instant the later line holds."""
    table = csv.DictReader(lines)
    if table.fieldnames is None or not set(table.fieldnames) >= _COLUMNS:
        raise ReadingsInvalid(f"line 1: the columns {', '.join(sorted(_COLUMNS))} are needed")
    found: dict[str, dict[datetime, int]] = {}
    for row in table:
        try:
            at, waiting = datetime.fromisoformat(row["observed_at_utc"]), int(row["trucks_waiting"])
        except (TypeError, ValueError) as error:
            raise ReadingsInvalid(f"line {table.line_num}: {error}") from None
        if at.tzinfo is None or waiting < 0:
            raise ReadingsInvalid(f"line {table.line_num}: an instant with its offset and a count are needed")
        found.setdefault(row["crossing"], {})[at] = waiting
    return {crossing: [Reading(at, by[at]) for at in sorted(by)] for crossing, by in found.items()}


def of_day(readings: Sequence[Reading], day: date) -> list[Reading]:
    """The readings from the first of a UTC day until 24 hours later, with the first after these to end the last gap."""
    later = [each for each in readings if each.at.date() >= day]
    if not later or later[0].at.date() != day:
        raise ReadingsInvalid(f"there is no reading of {day}")
    end = later[0].at + _A_DAY
    within = [each for each in later if each.at <= end]
    beyond = [each for each in later if each.at > end][:1]
    if len(within) + len(beyond) < 2:
        raise ReadingsInvalid(f"one reading alone, of {day}, tells of no change")
    return within + beyond
