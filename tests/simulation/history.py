"""What a site's ledger says, taken in entry by entry beside the service, and what is wrong with any of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from serai.booking import events as booked
from serai.booking.credit_events import CreditGiven, CreditReturned, CreditUsed
from serai.booking.reservations import MACHINE
from serai.core.events import Entry, Event
from serai.declarations import rules as declared
from serai.ledger import entries as chain
from serai.overrides.events import OverrideAsked
from serai.queue import events as queued
from serai.queue import machine
from serai.queue.replay import moved
from serai.rendezvous.events import RendezvousProposed
from serai.sites.calendar import SlotTime
from serai.sites.rulebook import Rulebook
from serai.sites.rules import SiteFold
from tests.simulation.carried import Carried, state
from tests.simulation.drawn import Drawn
from tests.simulation.holding import Holding
from tests.simulation.inside import Inside
from tests.simulation.promised import Promised
from tests.simulation.seconds import Seconds
from tests.simulation.sightings import Sightings
from tests.simulation.summons import Summons
from tests.simulation.waiting import Due, Places, Turns
from tests.simulation.written import Written

RESERVED: dict[type[Event], str] = {
    booked.ReservationWaitlisted: "waitlisted",
    booked.ReservationOffered: "offered",
    booked.OfferAccepted: "confirmed",
    booked.ReservationDrawn: "confirmed",
    booked.ReservationConfirmed: "confirmed",
    booked.ReservationRetimed: "confirmed",
    booked.ReservationDisplaced: "displaced",
    booked.ReservationExpired: "expired",
    booked.ReservationMoved: "confirmed",
    booked.ReservationCancelled: "cancelled",
    booked.ReservationMissed: "missed",
    booked.ReservationArrived: "arrived",
    booked.ReservationFulfilled: "fulfilled",
}
PLACED = (
    booked.ReservationConfirmed, booked.ReservationMoved, booked.ReservationRetimed, booked.OfferAccepted,
    booked.ReservationDrawn,
)  # fmt: skip
VISITED: dict[type[Event], str] = {
    queued.VisitJoined: "waiting",
    queued.VisitCalled: "called",
    queued.CallMissed: "waiting",
    queued.CallWithdrawn: "waiting",
    queued.VisitAdmitted: "admitted",
    queued.VisitParked: "parked",
    queued.VisitReleased: "released",
    queued.VisitDeparted: "departed",
    queued.VisitLeft: "left",
    queued.VisitTurnedAway: "turned_away",
    queued.VisitReturned: "waiting",
}


@dataclass
class Conduct:
    """What is owed to vehicles and held against them, by hand: where each credit is, and which misses are appealed."""

    credits: dict[int, str | None] = field(default_factory=dict)
    """By the entry that gave it: the reservation that has it, None while its vehicle has."""
    returned: set[int] = field(default_factory=set)
    on_time: set[str] = field(default_factory=set)
    """Visits that came in their windows."""
    struck: set[str] = field(default_factory=set)
    appealed: set[str] = field(default_factory=set)
    decided: set[str] = field(default_factory=set)

    def take(self, entry: Entry) -> str | None:
        """What is wrong with a credit or an appeal, if anything."""
        event: Any = entry.event
        match event:
            case queued.VisitJoined() if "order.slot" in event.placed.because:
                self.on_time.add(event.visit)
            case CreditGiven():
                self.credits[entry.seq] = None
                late = entry.at - event.promised_at
                if not 0 < event.minutes * 60 <= late.total_seconds():
                    return f"{event.minutes} minutes for being late by {late}"
            case CreditUsed():
                if self.credits.get(event.credit, event.reservation) not in (None, event.reservation):
                    return f"credit {event.credit} is used twice"
                self.credits[event.credit] = event.reservation
            case CreditReturned():
                if self.credits.get(event.credit) != event.reservation:
                    return f"credit {event.credit} was not with {event.reservation}"
                self.credits[event.credit] = None
                if event.because in ("cancelled", "expired"):
                    if event.credit in self.returned:
                        return f"credit {event.credit} was given back before"
                    self.returned.add(event.credit)
            case booked.ReservationMissed(struck=True):
                self.struck.add(event.reservation)
            case booked.MissForgiven():
                if event.reservation not in self.struck:
                    return f"{event.reservation} had no miss that counts"
                self.struck.discard(event.reservation)
                self.appealed.discard(event.reservation)
            case booked.MissAppealed():
                if event.reservation not in self.struck or event.reservation in self.appealed | self.decided:
                    return f"{event.reservation} could not be appealed"
                self.appealed.add(event.reservation)
            case booked.AppealDecided():
                if event.reservation not in self.appealed:
                    return f"{event.reservation} was not under appeal"
                self.appealed.discard(event.reservation)
                self.decided.add(event.reservation)
        return None


@dataclass
class History:
    """One site's ledger so far; `faults` name the invariant that an entry broke."""

    site: str
    entries: list[Entry] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    places: Places = field(default_factory=Places)
    due: Due = field(default_factory=Due)
    turns: Turns = field(init=False)
    sightings: Sightings = field(init=False)
    conduct: Conduct = field(default_factory=Conduct)
    drawn: Drawn = field(default_factory=Drawn)
    holding: Holding = field(default_factory=Holding)
    promised: Promised = field(default_factory=Promised)
    inside: Inside = field(default_factory=Inside)
    rules: SiteFold = field(default_factory=SiteFold)
    reservations: dict[str, str] = field(default_factory=dict)
    slot_of: dict[str, str] = field(default_factory=dict)
    references: dict[str, str] = field(default_factory=dict)
    declarations: dict[str, str] = field(default_factory=dict)
    carried: Carried = field(default_factory=Carried)
    calls: Summons = field(default_factory=Summons)
    visits: dict[str, str] = field(default_factory=dict)
    meetings: list[str] = field(default_factory=list)
    bay_of: dict[str, str | None] = field(default_factory=dict)
    holds: dict[str, str] = field(default_factory=dict)
    closures: list[str] = field(default_factory=list)
    called: Counter[str] = field(default_factory=Counter)
    """Visits called, by the id of the call."""
    asked: list[str] = field(default_factory=list)
    seconds: Seconds = field(default_factory=Seconds)
    written: Written = field(default_factory=Written)
    orders: dict[str, list[str]] = field(default_factory=dict)
    in_effect: set[int] = field(default_factory=set)
    placed: dict[str, int] = field(default_factory=dict)
    """The entry that gave each reservation the place it has."""
    lost: dict[str, int] = field(default_factory=dict)
    """Of slots that just lost reservations, the oldest place that went."""

    def __post_init__(self) -> None:
        self.turns, self.sightings = Turns(self.due), Sightings(self.rules)

    def is_in_effect(self, version: int) -> bool:
        """Whether a rulebook that came into force was also carried out by now."""
        return version == 0 or version in self.in_effect

    def is_day_off(self, slot: SlotTime) -> bool:
        """Whether the calendar itself keeps the slot's lane closed that day."""
        calendar = self.rules.calendar
        return calendar is not None and calendar.day(slot.lane, slot.local_date).closed

    def has(self, id_: str) -> bool:
        """Whether any fact has made a thing of this id."""
        return any(id_ in known for known in (self.reservations, self.visits, self.holds, self.declarations))

    @property
    def seq(self) -> int:
        return len(self.entries)

    def take(self, entries: Sequence[Entry]) -> None:
        """The next entries of the ledger, as they are stored."""
        before = self.entries[-1].digest if self.entries else chain.START
        wrong = chain.faults(entries, after=self.seq, prev=before)
        self.faults += [f"I-14 {self.site}: {each}" for each in wrong]
        for entry in entries:
            self._lose(entry)
            self.entries.append(entry)
            self._take(entry)
        self.faults += [f"I-20 {self.site}: {each}" for each in self.promised.unsaid()]
        self.faults += [f"I-22 {self.site}: {each}" for each in self.drawn.unsaid()]

    def _take(self, entry: Entry) -> None:
        event: Any = entry.event
        self.faults += [
            f"{name} {self.site} entry {entry.seq} {entry.kind}: {each}" for name, each in self._fair(entry)
        ]
        self.rules.apply(event, entry.at, entry.seq)
        self.places.take(event)
        told = {"I-08": self.turns.take(entry), "conduct": self.conduct.take(entry), "I-05": self.carried.take(entry)}
        told["I-21"] = self.sightings.take(entry)
        told["calls"] = "; ".join(self.calls.take(entry, self.rules, self.orders)) or None
        told["I-11"] = self.seconds.take(entry)
        told["yard"] = "; ".join(self.inside.take(event)) or None
        told["I-06"] = self.written.take(entry)
        at = f"{self.site} entry {entry.seq} {entry.kind}"
        self.faults += [f"{name} {at}: {wrong}" for name, wrong in told.items() if wrong is not None]
        self._note(event)
        if isinstance(event, PLACED):
            self.placed[event.reservation] = entry.seq
        if (stands := state(event)) is not None:
            self._step(entry, self.declarations, event.declaration, stands, declared.MACHINE)
        to = event.to if isinstance(event, booked.OfferWithdrawn) else RESERVED.get(type(event))
        if to is not None:
            self._step(entry, self.reservations, event.reservation, to, MACHINE)
        status = VISITED.get(type(event))
        if isinstance(event, queued.VisitCorrected) and event.duplicate_of is not None:
            status = "left"
        if status is not None:
            self._step(entry, self.visits, event.visit, status, machine.MACHINE)
        self._move(entry)

    def _fair(self, entry: Entry) -> Iterator[tuple[str, str]]:
        """What is wrong with what it does to those who ask, by id; the rules and places are those before it."""
        if len(self.entries) > 1 and entry.at < self.entries[-2].at:
            yield "I-21", f"{entry.at} is before the entry before it"
        rulebook = self.rules.rulebook_at(entry.at).rulebook if self.rules.site is not None else Rulebook()
        vehicle = self.due.vehicle.get(getattr(entry.event, "reservation", ""))
        yield from (("I-07", each) for each in self.holding.take(entry, rulebook, vehicle))
        confirmed = (each for each, status in self.reservations.items() if status == "confirmed")
        yield from (("I-20", each) for each in self.promised.take(entry, confirmed))
        yield from (("I-22", each) for each in self.drawn.take(entry, self.rules, self.places))

    def _lose(self, entry: Entry) -> None:
        """I-03: of a slot that has too few places, who got theirs last lose it: told when all have lost it."""
        event: Any = entry.event
        if isinstance(event, booked.ReservationDisplaced) and event.because != "other_claim":
            self.lost[event.slot] = min(self.placed[event.reservation], self.lost.get(event.slot, entry.seq))
            by = self.rules.closures.get(event.because.removeprefix("closure:"))
            notice = timedelta(minutes=self.rules.rulebook_at(entry.at).rulebook.retiming.notice_minutes)
            slot = self.rules.slot(event.slot)  # by the clocks of now: a decree may have brought it near
            starts_at = event.wanted_from if slot is None else slot.starts_at
            if by is not None and by.until is None and starts_at > entry.at + notice:
                self.faults.append(f"I-03 {self.site} entry {entry.seq}: {event.reservation} lost its place too soon")
        elif not isinstance(event, booked.OfferWithdrawn | booked.ReservationDisplaced):
            for id_, status in self.reservations.items() if self.lost else ():
                if status == "confirmed" and self.placed[id_] > self.lost.get(self.slot_of[id_], entry.seq):
                    self.faults.append(f"I-03 {self.site} entry {entry.seq}: {id_} came last and kept its place")
            self.lost.clear()

    def _note(self, event: Any) -> None:
        match event:
            case RendezvousProposed():
                self.meetings.append(event.rendezvous)
            case booked.HoldTaken():
                self.holds[event.hold] = event.slot
            case booked.ReservationConfirmed() | booked.ReservationWaitlisted():
                self.references[event.reservation] = event.reference
                wanted = getattr(event, "wanted_slot", None) or f"{self.site}~{event.lane}~"
                self.slot_of[event.reservation] = getattr(event, "slot", wanted)
            case booked.ReservationMoved() | booked.ReservationRetimed():
                self.slot_of[event.reservation] = event.slot
            case booked.OfferAccepted() | booked.ReservationDrawn():
                self.slot_of[event.reservation] = event.slot
            case queued.VisitCalled():
                self.called[event.call] += 1
            case OverrideAsked():
                self.asked.append(event.override)
            case queued.VisitAdmitted() | queued.VisitParked():
                self.bay_of[event.visit] = event.bay
            case _ if event.kind == "rulebook.took_effect":
                self.in_effect.add(event.version)
            case _ if event.kind == "closure.opened":
                self.closures.append(event.closure)

    def _step(self, entry: Entry, states: dict[str, str], subject: str, to: str, published: Any) -> None:
        """I-05: from each state only to those that the published machine has."""
        before = states.get(subject)
        is_first = to in ("confirmed", "waitlisted", "waiting", "draft") and before is None
        if not is_first and (before is None or to not in published[before]):
            self.faults.append(f"I-05 {self.site} entry {entry.seq} {entry.kind}: {subject} from {before} to {to}")
        states[subject] = to

    def _move(self, entry: Entry) -> None:
        """I-11: no two that stay in a line change places but by an entry that moves one of them and says why."""
        event: Any = entry.event
        ops = getattr(event, "ops", ())
        before = {str(op[1]): list(self.orders.get(str(op[1]), [])) for op in ops}
        moved(self.orders, ops, getattr(event, "visit", ""))
        for line, members in before.items():
            after = self.orders[line]
            mover = event.visit if any(op[0] == "move" and isinstance(op[-1], str) for op in ops) else None
            stayed = [each for each in members if each in set(after) and each != mover]
            if stayed != [each for each in after if each in set(members) and each != mover]:
                self.faults.append(f"I-11 {self.site} entry {entry.seq} {entry.kind}: {line} changed its order")
