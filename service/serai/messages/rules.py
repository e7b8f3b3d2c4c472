"""Which facts make messages, to whom, when they may be sent, and what becomes of one that could not be. Pure.

There is no message without a fact behind it: each names the entry of the ledger that it tells of, and all that its text
says is from there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import islice
from typing import Final
from zoneinfo import ZoneInfo

from serai.booking.events import Placed, ReservationDisplaced
from serai.core.events import Entry
from serai.queue.events import CallMissed, CallRepeated, CallWithdrawn, VisitAdmitted, VisitCalled
from serai.queue.rules import BAY_REASSIGNED, Queue
from serai.sites.events import ClosureOpened
from serai.sites.rulebook import QuietHours
from serai.sites.walltime import instant, minutes_of

_MINUTE: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Kind:
    """What a message is about. An urgent one does not heed quiet hours; older than `life` it would mislead.

    Of several that wait about one `topic` only the last is sent.
    """

    facts: frozenset[str]
    urgent: bool
    life: timedelta
    topic: str


def _kind(*facts: str, urgent: bool, minutes: int, topic: str) -> Kind:
    return Kind(frozenset(facts), urgent, minutes * _MINUTE, topic)


_DAY: Final = 24 * 60
KINDS: Final[Mapping[str, Kind]] = {
    "confirmed": _kind(
        "reservation.confirmed", "offer.accepted", "reservation.drawn", "reservation.moved",
        urgent=False, minutes=_DAY, topic="slot",
    ),
    "offered": _kind("reservation.offered", urgent=True, minutes=_DAY, topic="slot"),
    "displaced": _kind("reservation.displaced", urgent=False, minutes=_DAY, topic="slot"),
    "retimed": _kind("reservation.retimed", urgent=False, minutes=_DAY, topic="slot"),
    "soon": _kind(
        "visit.called", "visit.admitted", "visit.left", "visit.turned_away", "visit.corrected",
        urgent=True, minutes=15, topic="visit",
    ),
    "called": _kind("visit.called", "call.repeated", urgent=True, minutes=15, topic="visit"),
    "call_missed": _kind("call.missed", urgent=True, minutes=30, topic="visit"),
    "call_withdrawn": _kind("call.withdrawn", urgent=True, minutes=30, topic="visit"),
    "bay": _kind("visit.admitted", BAY_REASSIGNED, urgent=True, minutes=30, topic="visit"),
    "closure": _kind("closure.opened", urgent=True, minutes=120, topic="closure"),
}  # fmt: skip
FACTS: Final = frozenset[str]().union(*(kind.facts for kind in KINDS.values()))
"""Kinds of facts that may make a message."""

MOST_ATTEMPTS: Final = 6
BACKOFF: Final = (10, 30, 120, 600, 1800)
"""Seconds after the first, second, … attempt that failed."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A message that a fact makes: to the driver of `reservation`, of what `words` say.

    `once` is what there is one message of: the entry, or for `soon` the visit. `needed_at` is when its driver must have
    it: the first instant at which it would come.
    """

    site: str
    seq: int
    kind: str
    reservation: str
    at: datetime
    until: datetime
    words: Mapping[str, str] = field(default_factory=dict)
    once: str = ""
    needed_at: datetime | None = None

    @property
    def id(self) -> str:
        """The same for the same message, whoever plans it how often; what a provider knows repeats by."""
        named = "\n".join((self.site, self.kind, self.reservation, self.once or str(self.seq)))
        return hashlib.sha256(named.encode()).hexdigest()[:32]


def planned(entry: Entry, queue: Queue, reservation_of: Mapping[str, str]) -> list[Planned]:
    """The messages that a fact makes; `reservation_of` are the reservations of visits that it may name."""
    fact = entry.event
    match fact:
        case Placed():
            kind = next((name for name, each in KINDS.items() if fact.kind in each.facts), None)
            if kind is None:
                return []
            words = {"from": _text(fact.arrive_from), "to": _text(fact.arrive_until)}
            until = getattr(fact, "expires_at", None)
            words |= {"until": _text(until)} if until else {}
            made = _of(entry, kind, fact.reservation, words, until or fact.arrive_until)
            return [replace(made, needed_at=fact.arrive_from)]
        case ReservationDisplaced():
            return [replace(_of(entry, "displaced", fact.reservation), needed_at=fact.wanted_from)]
        case ClosureOpened():
            return _closed(entry, fact, queue)
        case VisitCalled() if not fact.inferred:
            return _visit(entry, "called", fact.visit, reservation_of, {"gate": fact.gate or ""})
        case CallRepeated():
            return _visit(entry, "called", fact.visit, reservation_of)
        case CallWithdrawn():
            return _visit(entry, "call_withdrawn", fact.visit, reservation_of)
        case CallMissed():
            return _visit(entry, "call_missed", fact.visit, reservation_of)
        case VisitAdmitted() if fact.bay is not None and not fact.inferred:
            return _visit(entry, "bay", fact.visit, reservation_of, {"bay": fact.bay})
        case _ if fact.kind == BAY_REASSIGNED and getattr(fact, "bay", None):
            return _visit(entry, "bay", getattr(fact, "visit", ""), reservation_of, {"bay": getattr(fact, "bay", "")})
    return []


def soon(entry: Entry, queue: Queue, places: int) -> list[Planned]:
    """Who stands within so many places of its call, once somebody's going has brought it there."""
    line = getattr(entry.event, "line", None)
    if entry.kind not in KINDS["soon"].facts or line not in queue.lines:
        return []
    found = []
    for place, id_ in enumerate(islice(queue.lines[line].waiting(), places), 1):
        visit = queue.visits[id_]
        if visit.reservation is not None and visit.arrived_at < entry.at:
            found.append(_of(entry, "soon", visit.reservation, {"place": str(place)}, once=visit.id))
    return found


def _visit(
    entry: Entry, kind: str, visit: str, reservation_of: Mapping[str, str], words: Mapping[str, str] | None = None
) -> list[Planned]:
    reservation = reservation_of.get(visit)
    return [] if reservation is None else [_of(entry, kind, reservation, words)]


def _closed(entry: Entry, fact: ClosureOpened, queue: Queue) -> list[Planned]:
    """Those who wait in what was closed; whose reservation is lost by it is told by a fact of its own."""
    words = {"lane": fact.lane or "", "until": "" if fact.until is None else _text(fact.until)}
    here = [each for each in queue.visits.values() if each.is_in_line and each.arrived_at <= entry.at]
    inside = [each for each in here if fact.lane in (None, each.lane)]
    return [_of(entry, "closure", each.reservation, words) for each in inside if each.reservation is not None]


def _of(
    entry: Entry,
    kind: str,
    reservation: str,
    words: Mapping[str, str] | None = None,
    until: datetime | None = None,
    once: str = "",
) -> Planned:
    end = entry.at + KINDS[kind].life
    return Planned(entry.site, entry.seq, kind, reservation, entry.at, min(end, until or end), words or {}, once)


def _text(at: datetime) -> str:
    return at.isoformat()


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
