"""When a message may be sent, with which others, and what becomes of one that could not be. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from serai.messages.rules import KINDS
from serai.sites.rulebook import QuietHours
from serai.sites.walltime import instant, minutes_of

MOST_ATTEMPTS: Final = 6
BACKOFF: Final = (10, 30, 120, 600, 1800)
"""Seconds after the first, second, … attempt that failed."""


def due_at(kind: str, at: datetime, quiet: QuietHours, zone: ZoneInfo, needed_at: datetime | None = None) -> datetime:
    """When a message of now may be sent: at once, or when quiet hours end, if its driver does not need it before."""
    if KINDS[kind].urgent:
        return at
    ended = _quiet_until(at, quiet, zone)
    return at if needed_at is not None and needed_at <= ended else ended


def _quiet_until(at: datetime, quiet: QuietHours, zone: ZoneInfo) -> datetime:
    start, end = minutes_of(quiet.from_), minutes_of(quiet.to)
    local = at.astimezone(zone)
    minute = local.hour * 60 + local.minute
    is_quiet = start <= minute < end if start < end else minute >= start or minute < end
    if start == end or not is_quiet:
        return at
    day = local.date() if minute < end else local.date() + timedelta(days=1)
    return instant(day, end, zone)


def retry_at(attempts: int, now: datetime, until: datetime, asked: timedelta | None = None) -> datetime | None:
    """When to try again after so many attempts; None where it would come too late, or was tried often enough."""
    if attempts >= MOST_ATTEMPTS:
        return None
    pause = timedelta(seconds=BACKOFF[min(attempts, len(BACKOFF)) - 1])
    at = now + max(pause, asked or pause)
    return at if at < until else None


@dataclass(frozen=True, slots=True)
class Held:
    """A message that is due."""

    id: str
    seq: int
    kind: str
    reservation: str

    @property
    def urgent(self) -> bool:
        return KINDS[self.kind].urgent


def superseded(held: Iterable[Held]) -> set[str]:
    """Those that could wait, and that a later one about the same topic of the same reservation makes untrue."""
    last: dict[tuple[str, str], str] = {}
    found: set[str] = set()
    for each in sorted(held, key=lambda one: one.seq):
        topic = (each.reservation, KINDS[each.kind].topic)
        if topic in last:
            found.add(last.pop(topic))
        if not each.urgent:
            last[topic] = each.id
    return found


def merged(held: Iterable[Held]) -> list[list[Held]]:
    """What is sent together: an urgent message by itself, what waited about one reservation as one, in order."""
    groups: dict[str, list[Held]] = {}
    for each in sorted(held, key=lambda one: one.seq):
        groups.setdefault(each.id if each.urgent else f"of {each.reservation}", []).append(each)
    return list(groups.values())
