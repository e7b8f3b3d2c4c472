"""Which facts make messages, and to whom. Pure.

There is no message without a fact behind it: each names the entry of the ledger that it tells of, and all that its text
says is from there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import islice
from typing import Final

from serai.booking.events import Placed, ReservationDisplaced
from serai.core.events import Entry
from serai.guidance.events import BayReassigned
from serai.guidance.moving import unpowered
from serai.guidance.yard import YardState
from serai.queue.events import (
    CallMissed,
    CallRepeated,
    CallWithdrawn,
    InspectionEnded,
    InspectionOrdered,
    VisitAdmitted,
    VisitCalled,
    VisitLeft,
)
from serai.queue.rules import Queue, Visit
from serai.queue.transfer_events import TransferOffered
from serai.rendezvous.events import RendezvousAwaited, RendezvousEnded, RendezvousRetimed
from serai.sites.events import ClosureOpened

_MINUTE: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Kind:
    """What a message is about. An urgent one does not heed quiet hours; older than `life` it would mislead.

    Of several that wait about one `topic` only the last is sent. One that `outlives` its reservation tells of its end.
    """

    facts: frozenset[str]
    urgent: bool
    life: timedelta
    topic: str
    outlives: bool = False


def _kind(*facts: str, urgent: bool, minutes: int, topic: str, outlives: bool = False) -> Kind:
    return Kind(frozenset(facts), urgent, minutes * _MINUTE, topic, outlives)


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
    "bay": _kind("visit.admitted", "bay.reassigned", urgent=True, minutes=30, topic="visit"),
    "power": _kind("bay.power_set", urgent=True, minutes=30, topic="visit"),
    "inspection": _kind("inspection.ordered", urgent=True, minutes=120, topic="visit"),
    "inspected": _kind("inspection.ended", urgent=True, minutes=120, topic="visit"),
    "meeting_moved": _kind("rendezvous.retimed", urgent=False, minutes=_DAY, topic="meeting"),
    "meeting_waits": _kind("rendezvous.awaited", urgent=True, minutes=120, topic="meeting"),
    "meeting_awaited": _kind("rendezvous.awaited", urgent=True, minutes=120, topic="meeting"),
    "meeting_over": _kind("rendezvous.ended", urgent=False, minutes=_DAY, topic="meeting"),
    "elsewhere": _kind("transfer.offered", urgent=True, minutes=60, topic="elsewhere"),
    "transferred": _kind("visit.left", urgent=True, minutes=120, topic="visit", outlives=True),
    "closure": _kind("closure.opened", urgent=True, minutes=120, topic="closure"),
}  # fmt: skip
FACTS: Final = frozenset[str]().union(*(kind.facts for kind in KINDS.values()))
"""Kinds of facts that may make a message."""


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


_ENDS_UNMET: Final = frozenset({"cancelled", "apart", "missed", "unpaired", "gone"})
"""How a rendezvous ends that somebody counted on; who proposed one sees on its page what came of that."""
_MOVES: Final = frozenset({"inspection", "cleared", "power"})
"""Why one that has parked is sent to another bay."""


def planned(
    entry: Entry,
    queue: Queue,
    reservation_of: Mapping[str, str],
    kept_until: Mapping[str, datetime] | None = None,
) -> list[Planned]:
    """The messages that a fact makes.

    `reservation_of` are the reservations of visits that it may name; `kept_until` is how long the places are kept to
    which transfers lead, by their ids: the promise is an entry of the other site's ledger, which the fact names.
    """
    fact = entry.event
    match fact:
        case Placed():
            return _placed(entry, fact)
        case ReservationDisplaced():
            return [replace(_of(entry, "displaced", fact.reservation), needed_at=fact.wanted_from)]
        case ClosureOpened():
            return _closed(entry, fact, queue)
        case RendezvousRetimed() | RendezvousAwaited() | RendezvousEnded():
            return _met(entry, fact, reservation_of)
        case VisitLeft() if fact.onward is not None:
            until = (kept_until or {}).get(fact.onward.transfer)
            words = {"site": fact.onward.site, "until": "" if until is None else _text(until)}
            return _visit(entry, "transferred", fact.visit, reservation_of, words)
    return _of_visit(entry, reservation_of)


def _of_visit(entry: Entry, reservation_of: Mapping[str, str]) -> list[Planned]:
    """What a fact tells the driver of the visit that it names."""
    fact = entry.event
    match fact:
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
        case BayReassigned() if fact.bay is not None:
            words = {"bay": fact.bay, "cause": fact.cause if fact.cause in _MOVES else ""}
            return _visit(entry, "bay", fact.visit, reservation_of, words)
        case InspectionOrdered():
            return _visit(entry, "inspection", fact.visit, reservation_of)
        case TransferOffered():
            words = {"site": fact.site, "minutes": str(fact.saves_minutes)}
            return _visit(entry, "elsewhere", fact.visit, reservation_of, words)
        case InspectionEnded():
            return _visit(entry, "inspected", fact.visit, reservation_of, {"outcome": fact.outcome})
    return []


def _placed(entry: Entry, fact: Placed) -> list[Planned]:
    kind = next((name for name, each in KINDS.items() if fact.kind in each.facts), None)
    if kind is None:
        return []
    words = {"from": _text(fact.arrive_from), "to": _text(fact.arrive_until)}
    until = getattr(fact, "expires_at", None)
    words |= {"until": _text(until)} if until else {}
    made = _of(entry, kind, fact.reservation, words, until or fact.arrive_until)
    return [replace(made, needed_at=fact.arrive_from)]


def _met(
    entry: Entry, fact: RendezvousRetimed | RendezvousAwaited | RendezvousEnded, reservation_of: Mapping[str, str]
) -> list[Planned]:
    """What the drivers of two who meet are told; the first two parties are their reservations."""
    both, is_here = fact.parties[:2], len(fact.parties) > 2
    match fact:
        case RendezvousRetimed():
            made = [_of(entry, "meeting_moved", each, {"at": _text(fact.at)}, fact.at) for each in both]
            return [replace(each, needed_at=min(fact.before, fact.at)) for each in made if fact.at > entry.at]
        case RendezvousAwaited() if fact.until is not None:
            waits, words = reservation_of.get(fact.visit), {"until": _text(fact.until)}
            kinds = {each: "meeting_waits" if each == waits else "meeting_awaited" for each in both}
            return [_of(entry, kind, each, words, fact.until) for each, kind in kinds.items() if waits in both]
        case RendezvousEnded() if fact.because in _ENDS_UNMET:
            # Who stands at the site acts on it now, whatever the hour.
            needed_at = entry.at if is_here else None
            return [replace(_of(entry, "meeting_over", each), needed_at=needed_at) for each in both]
    return []


def powerless(entry: Entry, queue: Queue, state: YardState) -> list[Planned]:
    """Who stands without the power that it needs since a bay lost it, and has not been told of another bay."""
    bay = getattr(entry.event, "bay", None)
    if entry.kind not in KINDS["power"].facts or getattr(entry.event, "status", None) != "off":
        return []
    found = [stay for stay, _ in unpowered(state) if stay.bay == bay and stay.to is None]
    whose = [queue.visits[stay.truck.visit] for stay in found if stay.truck.visit in queue.visits]
    return [_of(entry, "power", of, {"bay": str(bay)}) for each in whose if (of := _told_by(each)) is not None]


def soon(entry: Entry, queue: Queue, places: int) -> list[Planned]:
    """Who stands within so many places of its call, once somebody's going has brought it there."""
    line = getattr(entry.event, "line", None)
    if entry.kind not in KINDS["soon"].facts or line not in queue.lines:
        return []
    found = []
    for place, id_ in enumerate(islice(queue.lines[line].waiting(), places), 1):
        visit = queue.visits[id_]
        reservation = _told_by(visit)
        if reservation is not None and visit.arrived_at < entry.at:
            found.append(_of(entry, "soon", reservation, {"place": str(place)}, once=visit.id))
    return found


def _told_by(visit: Visit) -> str | None:
    """The reservation at whose number a driver is told things: of one that was carried over, the one it came with."""
    return visit.reservation or visit.came_with


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
    return [_of(entry, "closure", of, words) for each in inside if (of := _told_by(each)) is not None]


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
