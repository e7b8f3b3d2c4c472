"""Lines written on paper at the gate while the service was away, and the order in which they are taken in. Pure.

The times on paper are somebody's watch: they are recorded, and nothing is decided by them (I-21). What happened to one
vehicle is taken in along the way of a visit, whatever its order on the paper; vehicles in that of their first lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from serai.booking.vehicles import has_plate
from serai.core.errors import Invalid
from serai.core.folds import Fold
from serai.sites import walltime

EVENTS: Final = ("arrived", "admitted", "parked", "released", "departed", "left", "turned_away")
"""What a line may say, in the order of a visit's way."""
COLUMNS: Final = ("vehicle", "event", "at", "country", "lane", "gate", "bay")
NEEDED: Final = ("vehicle", "event", "at")
MOST_LINES: Final = 500
_REFERENCE: Final = 10

_TIME = re.compile(r"(?:(\d{4}-\d\d-\d\d)[ T])?(\d{1,2}):(\d\d)", re.ASCII)


class TimeUnreadable(Invalid):
    """A time is written as 14:35, as 2026-11-22 14:35, or as RFC 3339; without a date it is the latest there was."""

    code, rule = "paper.time_unreadable", "paper.line"


class EventUnknown(Invalid):
    """A line says that a vehicle arrived, was admitted, parked, released, departed, left or was turned away."""

    code, rule = "paper.event_unknown", "paper.line"


class BayMissing(Invalid):
    """A line that says `parked` names the bay."""

    code, rule = "paper.bay_missing", "paper.line"


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it was written, by its number on the list; `vehicle` is a plate or a reservation's reference."""

    number: int
    vehicle: str
    event: str
    at: str
    country: str | None = None
    lane: str | None = None
    gate: str | None = None
    bay: str | None = None

    def check(self) -> None:
        """Refuse what says nothing."""
        if self.event not in EVENTS:
            raise EventUnknown(event=self.event, known=list(EVENTS))
        if self.event == "parked" and self.bay is None:
            raise BayMissing


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a line: `recorded`, `known` already, or `unfit` for the reason in `problem`."""

    number: int
    outcome: str
    visit: str | None = None
    problem: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stay:
    """A visit of a vehicle that a line speaks of."""

    visit: str
    vehicle: str
    is_over: bool


class Papers(Fold):
    """For the batch at hand: the stays of its vehicles, latest first, and the lines taken in before.

    `taken` are visits by vehicle, event and time as written.
    """

    takes = frozenset[str]()

    def __init__(self) -> None:
        self.stays: list[Stay] = []
        self.taken: dict[tuple[str, str, datetime], str] = {}

    def forget(self) -> None:
        self.stays.clear()
        self.taken.clear()

    def now(self, stay: Stay) -> None:
        """A visit as it is from here on."""
        self.stays = [stay, *(each for each in self.stays if each.visit != stay.visit)]

    def vehicle_like(self, plate: str) -> str | None:
        """The vehicle with this plate in whatever country: one that is here before one that was."""
        found = [stay for stay in self.stays if has_plate(stay.vehicle, plate)]
        return min(found, key=lambda stay: stay.is_over).vehicle if found else None

    def visit_of(self, vehicle: str) -> str | None:
        """Its visit that is not over, else its latest."""
        found = [stay for stay in self.stays if stay.vehicle == vehicle]
        return min(found, key=lambda stay: stay.is_over).visit if found else None


def is_reference(text: str, site: str) -> bool:
    """Whether what was written is a reservation's reference rather than a plate."""
    return len(text) == _REFERENCE and text.upper().startswith(f"{site[-3:]}-")


def in_order(lines: Sequence[Line], vehicle_of: Mapping[int, str]) -> list[Line]:
    """The lines as they are taken in; `vehicle_of` says by its number which vehicle a line is of."""
    first: dict[str, int] = {}
    for line in lines:
        first.setdefault(vehicle_of[line.number], line.number)

    def turn(line: Line) -> tuple[int, int, int]:
        return first[vehicle_of[line.number]], _step(line.event), line.number

    return sorted(lines, key=turn)


def _step(event: str) -> int:
    return EVENTS.index(event) if event in EVENTS else len(EVENTS)


def written_at(text: str, zone: ZoneInfo, now: datetime) -> datetime:
    """The instant that was written by the site's wall clock; raises TimeUnreadable."""
    try:
        found = _exact(text.strip()) or _wall(text.strip(), zone, now)
    except (ValueError, OverflowError) as error:
        raise TimeUnreadable(at=text) from error
    if found is None or not walltime.FIRST_DAY <= found.date() <= walltime.LAST_DAY:
        raise TimeUnreadable(at=text)
    return found


def _exact(text: str) -> datetime | None:
    """An instant with an offset."""
    found = datetime.fromisoformat(text) if "T" in text else None
    return found.astimezone(UTC) if found is not None and found.tzinfo is not None else None


def _wall(text: str, zone: ZoneInfo, now: datetime) -> datetime | None:
    match = _TIME.fullmatch(text)
    if match is None:
        return None
    day, hour, minute = match[1], int(match[2]), int(match[3])
    if hour > 24 or minute > 59:
        return None
    local = date.fromisoformat(day) if day else now.astimezone(zone).date()
    found = walltime.instant(local, hour * 60 + minute, zone)
    if day or found <= now:
        return found
    return walltime.instant(local - timedelta(days=1), hour * 60 + minute, zone)


def counts(outcomes: Iterable[Outcome]) -> dict[str, int]:
    """How many lines became what."""
    found = dict.fromkeys(("recorded", "known", "unfit"), 0)
    for each in outcomes:
        found[each.outcome] += 1
    return found
