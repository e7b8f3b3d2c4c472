"""Reservations that come again every week: on which days, in which slot, and when each can be reserved. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any, ClassVar, Final
from zoneinfo import ZoneInfo

from serai.core.errors import Invalid, Kind, Missing, Refusal
from serai.core.events import Event
from serai.core.folds import Fold
from serai.fleets.events import (
    StandingEnded,
    StandingMissedOut,
    StandingPostponed,
    StandingReserved,
    StandingShifted,
)
from serai.sites.calendar import SlotTime
from serai.sites.documents import WEEKDAYS
from serai.sites.rules import SiteFold
from serai.sites.walltime import LAST_DAY, instant, minutes_of

MOST_PREVIEWED: Final = 62
_A_DAY: Final = timedelta(days=1)
_A_MINUTE: Final = timedelta(minutes=1)


class StandingUnknown(Missing):
    """There is no such standing reservation, or it is not yours."""

    code = "standing.unknown"


class StandingEmpty(Invalid):
    """None of its days lies between the first and the last date and still ahead."""

    code, rule = "standing.empty", "standing.dates"


class NoSlotThen(Refusal):
    """The lane has no slot that starts at this time on this day."""

    code, rule = "standing.no_slot", "standing.dates"
    kind: ClassVar[Kind] = Kind.CONFLICT


@dataclass(frozen=True, slots=True)
class Pattern:
    """A standing reservation: `at` is a minute of the site's wall clock on `days`; `next_at` is None when it is over.

    From `owner` on everything is personal.
    """

    id: str
    site: str
    status: str
    company: str | None
    lane: str
    days: tuple[str, ...]
    at: int
    first_date: date
    last_date: date | None
    may_wait: bool
    on_behalf: bool
    cargo_class: str
    needs: tuple[str, ...]
    length_cm: int | None
    height_cm: int | None
    weight_kg: int | None
    next_date: date | None
    next_at: datetime | None
    not_before: datetime | None
    version: int
    owner: str = ""
    phone: str | None = None
    vehicle_key: str = ""
    vin_key: str | None = None
    details: Mapping[str, Any] = field(default_factory=dict)
    declaration: str | None = None
    """Not personal: what the first of its reservations carries that is made while nobody else does."""

    @property
    def wall(self) -> str:
        return f"{self.at // 60:02}:{self.at % 60:02}"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """What became of one date: a reservation and how that stands, or code and facts of what it was refused for."""

    local_date: date
    slot: str | None
    reservation: str | None
    problem: str | None
    facts: Mapping[str, Any] | None
    at: datetime
    status: str | None = None


class Standing(Fold):
    """The patterns that a batch has loaded, what they have reserved, and which of their companies are suspended."""

    takes: ClassVar[frozenset[str] | None] = frozenset(
        each.kind for each in (StandingReserved, StandingMissedOut, StandingShifted, StandingPostponed, StandingEnded)
    )

    def __init__(self) -> None:
        self.patterns: dict[str, Pattern] = {}
        self.reserved: dict[str, list[str]] = {}
        self.suspended: set[str] = set()

    def forget(self) -> None:
        self.patterns.clear()
        self.reserved.clear()
        self.suspended.clear()

    def apply(self, event: Event, at: datetime, seq: int) -> None:
        match event:
            case StandingReserved() | StandingMissedOut():
                self._change(event.standing, next_date=event.next_date, next_at=event.next_at, not_before=None)
            case StandingShifted():
                self._change(event.standing, next_at=event.next_at)
            case StandingPostponed():
                self._change(event.standing, not_before=event.not_before)
            case StandingEnded():
                self._change(event.standing, status="ended", next_date=None, next_at=None, version=seq)

    def _change(self, id_: str, **changes: Any) -> None:
        if id_ in self.patterns:
            self.patterns[id_] = replace(self.patterns[id_], **changes)

    def next(self, now: datetime, until: datetime, of: Iterable[str]) -> Pattern | None:
        """Of these patterns, the one with the earliest slot that starts by `until` and may be asked for."""
        known = [self.patterns[id_] for id_ in of]
        may = [each for each in known if each.not_before is None or each.not_before <= now]
        due = [(each.next_at, each.id) for each in may if each.next_at is not None and each.next_at <= until]
        return self.patterns[min(due)[1]] if due else None


def dates(pattern: Pattern, after: date | None) -> Iterator[date]:
    """Its dates, after one of them or from the first on."""
    on = pattern.first_date if after is None else max(pattern.first_date, after + _A_DAY)
    last = min(pattern.last_date or LAST_DAY, LAST_DAY)
    weekdays = {WEEKDAYS.index(day) for day in WEEKDAYS if day in pattern.days}
    while on <= last:
        if on.weekday() in weekdays:
            yield on
        on += _A_DAY


def starts_at(pattern: Pattern, on: date, zone: str) -> datetime:
    """The instant when the site's wall clock first shows its time on that date."""
    return instant(on, pattern.at, ZoneInfo(zone))


def following(pattern: Pattern, after: date | None, zone: str, now: datetime) -> tuple[date | None, datetime | None]:
    """The next date that is still ahead, with the instant at which its slot starts; (None, None) after the last."""
    for on in dates(pattern, after):
        if (at := starts_at(pattern, on, zone)) > now:
            return on, at
    return None, None


def slot_on(site: SiteFold, pattern: Pattern, on: date) -> SlotTime | None:
    """The lane's slot that starts at its time on that date, the shortest of several.

    None where the calendar has none, or the clock leaps over that time. Of an hour that comes twice, the first counts.
    """
    at = starts_at(pattern, on, site.zone)
    wall = at.astimezone(ZoneInfo(site.zone))
    if (wall.date(), wall.hour * 60 + wall.minute) != (on, pattern.at):
        return None
    found = site.slots(pattern.lane, at, at + _A_MINUTE)
    return min(found, key=lambda slot: slot.ends_at, default=None)


def bookable_from(starts: datetime, horizons: Sequence[tuple[datetime, int]]) -> datetime:
    """From which instant a slot lies within the horizon.

    `horizons` are days, each from an instant on, in order, the first from before anything: those of all rulebooks that
    were put, also for later.
    """
    changes = [at for at, _ in horizons[1:]]
    opens = [max(starts - timedelta(days=days), at) for at, days in horizons]
    return next((at for at, change in zip(opens, changes, strict=False) if at < change), opens[-1])


def minute(wall: str) -> int:
    return minutes_of(wall)
