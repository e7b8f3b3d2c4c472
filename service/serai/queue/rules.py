"""A site's visits and lines: the fold of their recorded facts, and what can be asked of it. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from itertools import islice
from typing import Any

from serai.core.errors import Missing, Refusal
from serai.core.events import Event
from serai.core.folds import Fold
from serai.queue import inspections
from serai.queue.bands import Band, Curves, curves
from serai.queue.events import (
    BandsPublished,
    CallMissed,
    CallRepeated,
    CallWithdrawn,
    InspectionEnded,
    InspectionOrdered,
    InspectionPicked,
    Placed,
    VisitAdmitted,
    VisitAtGate,
    VisitCalled,
    VisitCorrected,
    VisitDeparted,
    VisitJoined,
    VisitLeft,
    VisitMoved,
    VisitParked,
    VisitReleased,
    VisitReturned,
    VisitTurnedAway,
)
from serai.queue.line import Line
from serai.queue.served import Served
from serai.queue.visit import Papers as Papers
from serai.queue.visit import Place as Place
from serai.queue.visit import Visit as Visit
from serai.rendezvous.events import RendezvousAwaited, RendezvousEnded

BAY_REASSIGNED = "bay.reassigned"
"""Guidance's fact, known here by its kind, for guidance is the higher domain."""

OTHER_BAYS = "call.other_bays"
"""The clause of a call in front of those who wait for other bays, which are full."""

FARTHER = "call.farther"
"""The clause of a call in front of those who wait nearer to the gate and are there before it."""

PASSING = frozenset({OTHER_BAYS, FARTHER})
"""The clauses of calls out of order that no operator makes."""

AWAITING = "call.rendezvous"
"""The clause of who waits, though its turn has come, until the truck that it meets can come too."""

_UNCALLED: Mapping[str, Any] = {
    "status": "waiting", "call": None, "called_at": None, "gate": None, "call_reason": None, "at_gate_at": None,
}  # fmt: skip
_MOST_ENDED = 1024
"""More than one batch can end; the committed memory, which never forgets a batch, stays small."""


class VisitUnknown(Missing):
    """There is no such visit, or it is not yours."""

    code = "visit.unknown"


class AlreadyHere(Refusal):
    """This vehicle is checked in at this site already; `visit` is its visit, for those who may know."""

    code, rule = "visit.already_here", "visit.one_at_a_time"


class Queue(Fold):
    """What a site's visit facts add up to.

    `visits` are those at the site: waiting, called, or inside until they depart. For the batch at hand, `here` says
    which live visit a vehicle has, `trusted` which companies are, and `papers` what is personal of a visit.
    """

    def __init__(self, site: str) -> None:
        self.site = site
        self.visits: dict[str, Visit] = {}
        self.lines: dict[str, Line] = {}
        self.lanes: Counter[str] = Counter()
        self.curves: Curves | None = None
        self.served = Served()
        self.here: dict[str, str] = {}
        self.trusted: set[str] = set()
        self.papers: dict[str, Papers] = {}
        self.ended: dict[str, Visit] = {}

    def forget(self) -> None:
        self.here.clear()
        self.trusted.clear()
        self.papers.clear()
        self.ended.clear()

    # What is asked

    def find(self, visit: str) -> Visit:
        """A visit at the site, or one that ended and was loaded for this batch; VisitUnknown otherwise."""
        found = self.visits.get(visit) or self.ended.get(visit)
        if found is None:
            raise VisitUnknown(visit=visit)
        return found

    def line(self, line: str) -> Line:
        """A line, made when it is first asked for."""
        return self.lines.setdefault(line, Line())

    def place(self, visit: str) -> Place | None:
        """None for a visit that stands in no line."""
        found = self.visits.get(visit)
        if found is None or not found.is_in_line:
            return None
        ranks = self.lines[found.line].ranks
        rank = ranks.rank(visit)
        return Place(rank, rank - 1, len(ranks))

    def band(self, visit: str, now: datetime) -> Band | None:
        """When it will be admitted, by the bands in force; None for a visit in no line, or while there are none.

        Of who is called, from its call on: where it stands in line counts no more.
        """
        found = self.visits.get(visit)
        if found is None or not found.is_in_line or self.curves is None:
            return None
        if found.sets_out_at is not None and found.line in self.curves.calls:
            return self.curves.called(found.line, found.cargo_class, now, found.sets_out_at)
        rank = self.lines[found.line].ranks.rank(visit)
        return self.curves.at(found.line, found.cargo_class, rank, now, found.arrived_at, found.farther)

    def waiting(self) -> int:
        """How many stand in the site's lines."""
        return sum(len(line.ranks) for line in self.lines.values())

    def in_order(self, line: str) -> list[Visit]:
        """The visits of a line, first to last."""
        return [self.visits[each] for each in self.lines[line].ranks] if line in self.lines else []

    def next(self, line: str, count: int, lanes: Iterable[str], awake_at: datetime | None = None) -> list[Visit]:
        """The next `count` visits to be called in order, of these lanes; with an instant, without those that rest."""
        return list(islice(self.callable(line, lanes, awake_at), max(count, 0)))

    def callable(self, line: str, lanes: Iterable[str], awake_at: datetime | None = None) -> Iterator[Visit]:
        """The visits of these lanes that wait for a call, in order."""
        wanted = set(lanes)
        for each in self.lines[line].waiting() if line in self.lines else ():
            visit = self.visits[each]
            if visit.lane in wanted and not (awake_at is not None and visit.rests(awake_at)):
                yield visit

    # What is recorded

    def restore(self, visits: Iterable[Visit]) -> None:
        """Put in visits as they were recorded before."""
        for visit in visits:
            self.visits[visit.id] = visit
            if visit.is_in_line:
                self.lanes[visit.lane] += 1
                self.line(visit.line).join(
                    visit.id, visit.key, priority=visit.priority, called=visit.status == "called"
                )

    def apply(self, event: Event, at: datetime, seq: int) -> None:
        self.served.forget(at)
        match event:
            case VisitJoined():
                self._join(event, at, seq)
            case RendezvousAwaited():
                self._await(event.visit, event.until, seq)
            case RendezvousEnded():
                for party in event.parties:
                    self._await(party, None, seq)
            case BandsPublished():
                self.curves = curves(event.bands, event.as_of, event.ways, event.basis, event.calls)
            case _:
                visit = self.visits.get(getattr(event, "visit", None) or "")
                if visit is not None:
                    self._change(visit, event, at, seq)

    def _change(self, visit: Visit, event: Event, at: datetime, seq: int) -> None:
        match event:
            case VisitMoved():
                self._leave(visit)
                self._enter(replace(visit, version=seq), event.placed, at, seq)
            case VisitCalled():
                self._called(visit, event, at, seq)
            case CallMissed():
                self._missed(visit, event, at, seq)
            case CallWithdrawn():
                self.line(visit.line).uncall(visit.id)
                self._keep(visit, seq, **_UNCALLED, call_why=event.clause, rests_until=event.rests_until)
            case CallRepeated():
                self._keep(visit, seq, called_at=at, call_why="call.repeated")
            case VisitAtGate():
                self._keep(visit, seq, at_gate_at=at, gate=event.gate or visit.gate)
            case VisitAdmitted():
                self._leave(visit)
                self.served.admitted(visit.id, visit.lane, at)
                gate = event.gate or visit.gate
                self._keep(visit, seq, status="admitted", admitted_at=at, given_bay=event.bay, bay=event.bay, gate=gate)
            case VisitParked():
                self._keep(visit, seq, status="parked", parked_at=at, bay=event.bay, bay_why=None)
            case VisitReleased():
                self._keep(visit, seq, status="released", released_at=at, bay_why=None)
            case VisitDeparted():
                self._end(visit, seq, at, "departed")
            case VisitLeft():
                self._end(visit, seq, at, "left")
            case VisitTurnedAway():
                self._end(visit, seq, at, "turned_away")
            case VisitCorrected():
                self._correct(visit, event, at, seq)
            case InspectionOrdered() | InspectionPicked() | InspectionEnded():
                known = inspections.after(visit.inspection, event, at)
                self._keep(visit, seq, inspection=known, needs=inspections.needs(visit.needs, known))
            case VisitReturned():
                self.served.returned(visit.id)
                self._return(visit, seq)
            case _ if event.kind == BAY_REASSIGNED:
                self._reassigned(visit, getattr(event, "bay", None), getattr(event, "cause", ""), seq)

    def _join(self, event: VisitJoined, at: datetime, seq: int) -> None:
        visit = Visit(
            id=event.visit, site=self.site, status="waiting", lane=event.lane, line=event.line,
            cargo_class=event.cargo_class, trusted=event.trusted, booked=event.booked, reservation=event.reservation,
            company=event.company, arrived_at=at, slot_starts_at=event.slot_starts_at, arrive_from=event.arrive_from,
            arrive_until=event.arrive_until, key=(), flow=0, priority=False, because=(), rulebook=0, cost_seconds=0,
            length_cm=event.length_cm, height_cm=event.height_cm, weight_kg=event.weight_kg, needs=tuple(event.needs),
            by=event.by, version=seq, perishable_until=event.perishable_until,
            inspection=inspections.of_needs(tuple(event.needs), at), area=event.area,
            farther_minutes=event.farther_minutes,
            **(event.carried.told() if event.carried is not None else {}),
        )  # fmt: skip
        self._enter(visit, event.placed, at, seq)

    def _enter(self, visit: Visit, placed: Placed, at: datetime, seq: int) -> None:
        line = self.line(visit.line)
        key = (*placed.key, seq)
        line.join(visit.id, key, priority=placed.priority, called=visit.status == "called")
        line.charge(placed.flow, placed.finish, placed.cost, tuple(placed.ceiling) if placed.ceiling else None)
        self.lanes[visit.lane] += 1
        entered = replace(
            visit, key=key, flow=placed.flow, priority=placed.priority, because=tuple(placed.because),
            rulebook=placed.rulebook, cost_seconds=placed.cost,
        )  # fmt: skip
        self.visits[visit.id] = entered
        self.visits[visit.id] = replace(entered, promised_at=self._promise(entered, at))

    def _promise(self, visit: Visit, at: datetime) -> datetime | None:
        """The end of the band of a vehicle that is given its place now.

        None where no band stood, for who came without a reservation, and for who came before or after its window, or
        did not come when it was called: a site keeps its time with who kept his.
        """
        if not visit.booked or {"order.early", "order.late", "order.missed"} & set(visit.because):
            return None
        band = self.band(visit.id, at)
        return None if band is None else band.p95

    def _leave(self, visit: Visit) -> None:
        if not visit.is_in_line:
            return
        line = self.line(visit.line)
        if visit.status == "waiting":
            line.clock = line.clock_after(visit.id, in_order=line.is_next(visit.id))
        line.leave(visit.id)
        self.lanes[visit.lane] -= 1

    def _called(self, visit: Visit, event: VisitCalled, at: datetime, seq: int) -> None:
        line = self.line(visit.line)
        is_own_turn = event.reason is None and not event.inferred and event.why not in PASSING
        line.clock = line.clock_after(visit.id, in_order=line.is_next(visit.id) or is_own_turn)
        line.call(visit.id)
        why = event.why or ("call.by_hand" if event.reason is not None else None)
        self._keep(
            visit, seq, status="called", called_at=at, call=event.call, gate=event.gate, call_reason=event.reason,
            call_why=why, at_gate_at=None, rests_until=None,
        )  # fmt: skip

    def _missed(self, visit: Visit, event: CallMissed, at: datetime, seq: int) -> None:
        changes: dict[str, Any] = {**_UNCALLED, "call_why": "call.missed", "missed_calls": visit.missed_calls + 1}
        changes["rests_until"] = event.rests_until
        if event.placed is None:
            self.line(visit.line).uncall(visit.id)
            self._keep(visit, seq, **changes)
        else:
            self._leave(visit)
            self._enter(replace(visit, version=seq, missed_at=at, **changes), event.placed, at, seq)

    def _reassigned(self, visit: Visit, bay: str | None, cause: str, seq: int) -> None:
        """Who stands in a bay stands there still, unless that was seen empty."""
        is_lost = visit.status != "parked" or cause == "emptied"
        told = {"given_bay": bay, "bay_why": bay and f"bay.{cause}"} if cause != "emptied" or not visit.next_bay else {}
        self._keep(visit, seq, bay=bay if is_lost else visit.bay, **told)

    def _correct(self, visit: Visit, event: VisitCorrected, at: datetime, seq: int) -> None:
        if event.duplicate_of is not None:
            self._end(visit, seq, at, "left", duplicate_of=event.duplicate_of)
            return
        names = ("lane", "line", "cargo_class", "bay")
        changes: dict[str, Any] = {name: value for name in names if (value := getattr(event, name)) is not None}
        if event.bay is not None:
            changes["bay_why"] = None
        if event.placed is not None:
            self._leave(visit)
            self._enter(replace(visit, version=seq, **changes), event.placed, at, seq)
        else:
            self._keep(visit, seq, **changes)

    def _await(self, party: str, until: datetime | None, seq: int) -> None:
        """A visit waits for the one that it meets, or (None) not any more."""
        visit = self.visits.get(party)
        if visit is not None and visit.status == "waiting" and (until is not None or visit.call_why == AWAITING):
            self._keep(visit, seq, rests_until=until, call_why=None if until is None else AWAITING)

    def _return(self, visit: Visit, seq: int) -> None:
        self.line(visit.line).join(visit.id, visit.key, priority=visit.priority)
        self.lanes[visit.lane] += 1
        self._keep(
            visit, seq, status="waiting", call=None, called_at=None, gate=None, call_reason=None, admitted_at=None,
            given_bay=None, bay=None, bay_why=None, parked_at=None, released_at=None,
        )  # fmt: skip

    def _keep(self, visit: Visit, seq: int, **changes: Any) -> None:
        self.visits[visit.id] = replace(visit, version=seq, **changes)

    def _end(self, visit: Visit, seq: int, at: datetime, status: str, **changes: Any) -> None:
        self._leave(visit)
        del self.visits[visit.id]
        self.ended[visit.id] = replace(visit, version=seq, status=status, ended_at=at, **changes)
        if len(self.ended) > _MOST_ENDED:
            del self.ended[next(iter(self.ended))]
