"""The wall times that were shown, as a site's ledger says it (I-20): they stay, whatever becomes of its clocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from serai.booking import events as booked
from serai.core.db import Database
from serai.core.desk import Command
from serai.core.events import Entry
from serai.disruption import rezoning
from serai.sites.calendar import parse_slot_id
from serai.sites.events import SiteChanged

Wall = tuple[date, int, bool]
"""The date, the minute of the day, and whether the clock shows it for the second time."""


def wall(at: datetime, zone: str) -> Wall:
    """What a clock of the zone shows."""
    shown = at.astimezone(ZoneInfo(zone))
    return shown.date(), shown.hour * 60 + shown.minute, bool(shown.fold)


def said(slot: str) -> Wall | None:
    """What a slot's id says."""
    key = parse_slot_id(slot)
    return None if key is None else (key.local_date, key.minute, key.is_second)


def _wall(event: booked.Placed) -> Wall:
    return wall(event.starts_at, event.zone)


async def foreseen(database: Database, command: Command[Any], now: datetime) -> set[str]:
    """Whom the preview of a decree names; nobody for another command."""
    if not isinstance(command, rezoning.ChangeSite):
        return set()
    return {each.reservation for each in await rezoning.preview(database, command.site, command.changes["zone"], now)}


def unforeseen(command: Command[Any], named: set[str], entries: Sequence[Entry]) -> Iterator[str]:
    """Who is in one of a decree's preview and its facts alone."""
    if isinstance(command, rezoning.ChangeSite):
        known = [each.event for each in entries if each.kind in ("reservation.rezoned", "reservation.displaced")]
        told = {getattr(event, "reservation", "") for event in known}
        yield from (f"{each} is in one alone of preview and act" for each in sorted(told ^ named))


@dataclass
class Promised:
    """Who was shown which wall time; `owed` have a place to come and were not told yet what a decree did to it."""

    shown: dict[str, Wall] = field(default_factory=dict)
    starts: dict[str, datetime] = field(default_factory=dict)
    closes: dict[str, datetime] = field(default_factory=dict)
    """When each window closes, without what a credit adds."""
    lasts: dict[str, datetime] = field(default_factory=dict)
    """When it closes with that."""
    zone: str | None = None
    owed: dict[str, str] = field(default_factory=dict)

    def take(self, entry: Entry, confirmed: Iterator[str]) -> Iterator[str]:
        """What is wrong with a place that was shown; `confirmed` are those who had one before this entry."""
        event: Any = entry.event
        if event.kind in ("site.created", "site.changed"):
            if isinstance(event, SiteChanged) and event.site.zone != self.zone:
                to_come = [each for each in confirmed if self.starts[each] > entry.at]
                self.owed = dict.fromkeys(to_come, event.site.zone)
            self.zone = event.site.zone
        if isinstance(event, booked.ReservationRezoned):
            yield from self._rezoned(event)
        elif isinstance(event, booked.Placed):
            self.shown[event.reservation] = _wall(event)
            self.starts[event.reservation] = event.starts_at
            self.closes[event.reservation] = event.arrive_until
        if isinstance(event, booked.ReservationExtended):
            self.closes[event.reservation] += event.arrive_until - self.lasts[event.reservation]
        if (until := getattr(event, "arrive_until", None)) is not None:
            self.lasts[event.reservation] = until
        if isinstance(event, booked.Placed) and (event.zone, _wall(event)) != (self.zone, said(event.slot)):
            yield f"{event.reservation} is told {event.starts_at} in {event.zone} of {event.slot}"
        if isinstance(event, booked.ReservationRezoned | booked.ReservationDisplaced):
            self.owed.pop(event.reservation, None)

    def _rezoned(self, event: booked.ReservationRezoned) -> Iterator[str]:
        if _wall(event) != self.shown[event.reservation]:
            yield f"{event.reservation} was shown {self.shown[event.reservation]}, and is now at {event.starts_at}"
        if event.before != self.starts[event.reservation]:
            yield f"{event.reservation} was at {self.starts[event.reservation]}, not {event.before}"
        if event.reservation not in self.owed:
            yield f"{event.reservation} is told of a decree that does not concern it"
        shift = event.starts_at - event.before
        if event.arrive_until != (until := self.closes[event.reservation] + shift):
            yield f"{event.reservation} could come until {until}, and may until {event.arrive_until}"
        self.starts[event.reservation], self.closes[event.reservation] = event.starts_at, event.arrive_until

    def unsaid(self) -> Iterator[str]:
        """Whom nobody told, once all that was recorded with a decree is taken in."""
        yield from (f"{each} was not told of {zone}" for each, zone in self.owed.items())
        self.owed = {}
