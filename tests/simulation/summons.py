"""What every call must hold to, judged from the facts alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from serai.calling.control import Control
from serai.core.events import Entry
from serai.queue import events as queued
from serai.sites.rules import SiteFold

OVERRIDES = {"call.beyond", "call.farther", "call.other_bays"}


@dataclass
class Waiting:
    """One that stands in a line, as its facts say."""

    lane: str
    line: str
    cost: int
    is_called: bool = False
    called_at: datetime | None = None
    farther: timedelta = timedelta(0)
    at_gate: bool = False
    rests_until: datetime | None = None


@dataclass
class Summons:
    """One site's calls so far."""

    control: Control = field(default_factory=Control)
    standing: dict[str, Waiting] = field(default_factory=dict)
    joined: dict[str, Waiting] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)

    def take(self, entry: Entry, rules: SiteFold, orders: dict[str, list[str]]) -> Iterator[str]:
        """What is wrong with a fact about calls, before it is folded; `orders` are those before it."""
        event: Any = entry.event
        self.control.apply(event, entry.at, entry.seq)
        match event:
            case queued.VisitJoined():
                farther = timedelta(minutes=event.farther_minutes)
                known = Waiting(event.lane, event.line, event.placed.cost, farther=farther)
                self.standing[event.visit] = self.joined[event.visit] = known
            case queued.VisitReturned():
                was = self.joined[event.visit]
                self.standing[event.visit] = Waiting(event.lane, event.line, was.cost, farther=was.farther)
            case queued.VisitCalled() if not event.inferred:
                yield from self._called(entry, event, rules, orders)
            case queued.CallWithdrawn() if event.clause == "call.stopped" and self.standing[event.visit].at_gate:
                yield f"{event.visit} was at its gate, and its call was taken back"
            case queued.VisitCorrected() if event.lane is not None and event.visit in self.standing:
                known = self.standing[event.visit]
                known.lane, known.line = event.lane, event.line or known.line
        self._fold(event, entry.at)

    def _called(
        self, entry: Entry, event: queued.VisitCalled, rules: SiteFold, orders: dict[str, list[str]]
    ) -> Iterator[str]:
        if self.control.stop(event.lane) is not None:
            yield f"{event.visit} was called while calls are stopped"
        if self.standing[event.visit].is_called:
            yield f"{event.visit} was called twice at once"
        automatic = event.why is not None and event.why != "call.beyond"
        if automatic and self.control.mode(event.lane, rules.rulebook_at(entry.at).rulebook) != "automatic":
            yield f"{event.visit} was called by nobody where operators call"
        if automatic and not rules.is_open(event.lane, entry.at):
            yield f"{event.visit} was called to a lane that is closed"
        ahead = self._ahead(event, orders, entry.at if automatic else None)
        if event.reason is None and event.why not in OVERRIDES and ahead:
            yield f"{event.visit} was called before {ahead}"
        if event.why == "call.farther":
            farther = self.standing[event.visit].farther
            near = [each for each in ahead if self.standing[each].farther < farther]
            if not near:
                yield f"{event.visit} was called before {ahead}, of whom nobody waits nearer to the gate"
        if event.why != "call.beyond":
            yield from self._wave(entry, event, rules)
        if automatic:
            yield from self._refused(event, entry.at, rules)

    def _ahead(self, event: queued.VisitCalled, orders: dict[str, list[str]], at: datetime | None) -> list[str]:
        """Those of its lane who stand before it, wait and do not rest."""
        members = orders.get(event.line, [])
        before = members[: members.index(event.visit)] if event.visit in members else []
        found = []
        for each in before:
            known = self.standing[each]
            rests = at is not None and known.rests_until is not None and at < known.rests_until
            if known.lane == event.lane and not known.is_called and not rests:
                found.append(each)
        return found

    def _wave(self, entry: Entry, event: queued.VisitCalled, rules: SiteFold) -> Iterator[str]:
        """Never more on the way than the gates can take: twice as fast as planned, and once as many stand aside."""
        farther = self.standing[event.visit].farther
        interval = timedelta(minutes=rules.rulebook_at(entry.at).rulebook.call_interval_minutes) + farther
        shifts = rules.shifts(event.line, entry.at, entry.at + interval)
        worked = sum((each.until - each.from_).total_seconds() * each.servers for each in shifts)
        members = [each for each in self.standing.values() if each.line == event.line]
        fastest = max(1.0, min((each.cost for each in members), default=300) / 2)
        most = 2 * max(-(-worked // fastest), max((each.servers for each in shifts), default=0), 1)
        since = entry.at - 2 * interval
        coming = sum(1 for each in members if each.called_at is not None and each.called_at > since)
        if coming + 1 > most:
            yield f"{event.visit} is one of {coming + 1} called to {event.line}, which takes {most}"

    def _refused(self, event: queued.VisitCalled, at: datetime, rules: SiteFold) -> Iterator[str]:
        said = self.control.accepted(rules.place.lane(event.lane), at)
        if said is not None and said[1].vehicles == 0:
            yield f"{event.visit} was called to a neighbour that takes nobody"

    def _fold(self, event: Any, at: datetime) -> None:
        known = self.standing.get(getattr(event, "visit", ""))
        if known is None:
            return
        match event:
            case queued.VisitCalled():
                known.is_called, known.called_at, known.at_gate, known.rests_until = True, at, False, None
            case queued.CallRepeated():
                known.called_at = at
            case queued.VisitAtGate():
                known.at_gate = True
            case queued.CallMissed() | queued.CallWithdrawn():
                known.is_called, known.called_at, known.at_gate = False, None, False
                known.rests_until = event.rests_until
            case queued.VisitAdmitted() | queued.VisitLeft() | queued.VisitTurnedAway():
                del self.standing[event.visit]
            case queued.VisitCorrected() if event.duplicate_of is not None:
                del self.standing[event.visit]
