"""What a site's ledger says, taken in entry by entry beside the service, and what is wrong with any of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from serai.booking import events as booked
from serai.booking.credit_events import CreditGiven, CreditReturned, CreditUsed
from serai.booking.draw_events import DrawHeld
from serai.booking.reservations import MACHINE
from serai.core.events import Entry, Event
from serai.declarations import rules as declared
from serai.ledger import entries as chain
from serai.queue import events as queued
from serai.queue import machine
from serai.queue.replay import moved
from serai.sites.calendar import SlotTime
from serai.sites.rules import SiteFold
from tests.simulation.carried import Carried, state

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
    queued.VisitAdmitted: "admitted",
    queued.VisitParked: "parked",
    queued.VisitReleased: "released",
    queued.VisitDeparted: "departed",
    queued.VisitLeft: "left",
    queued.VisitTurnedAway: "turned_away",
}


@dataclass
class Places:
    """Places gone of each slot, counted from the facts by hand."""

    taken: dict[str, int] = field(default_factory=dict)
    held: dict[str, int] = field(default_factory=dict)

    def take(self, event: Any) -> None:
        match event:
            case booked.HoldTaken():
                self._add(self.held, event.slot, 1)
            case booked.HoldExpired():
                self._add(self.held, event.slot, -1)
            case booked.ReservationConfirmed():
                self._add(self.taken, event.slot, 1)
                self._add(self.held, event.slot, -1 if event.hold else 0)
            case booked.ReservationMoved() | booked.ReservationRetimed():
                self._add(self.taken, event.from_slot, -1)
                self._add(self.taken, event.slot, 1)
            case booked.ReservationCancelled() | booked.ReservationExpired():
                self._add(self.held if event.was == "offered" else self.taken, event.slot, -1)
            case booked.ReservationDisplaced():
                self._add(self.taken, event.slot, -1)
            case booked.ReservationOffered():
                self._add(self.held, event.slot, 1)
            case booked.ReservationDrawn():
                self._add(self.taken, event.slot, 1)
            case booked.OfferAccepted():
                self._add(self.held, event.slot, -1)
                self._add(self.taken, event.slot, 1)
            case booked.OfferWithdrawn():
                self._add(self.held, event.slot, -1)

    def gone(self, slot: str) -> int:
        return self.taken.get(slot, 0) + self.held.get(slot, 0)

    @staticmethod
    def _add(counts: dict[str, int], slot: str | None, by: int) -> None:
        if slot is not None:
            counts[slot] = counts.get(slot, 0) + by


@dataclass(frozen=True, slots=True)
class Turn:
    """One that waits, as its facts say; the order is (tier, seq)."""

    tier: int
    seq: int
    company: str | None
    lane: str
    slot: str | None
    from_: datetime
    until: datetime

    def takes(self, event: Any) -> bool:
        if self.slot is not None:
            return self.slot == event.slot
        return self.lane == event.lane and self.from_ <= event.starts_at < self.until


@dataclass
class Due:
    """When the vehicle of a reservation was ever due, at whatever site: it may be passed over then (I-04)."""

    vehicle: dict[str, str] = field(default_factory=dict)
    windows: dict[str, list[tuple[str, datetime, datetime]]] = field(default_factory=dict)

    def take(self, event: Any) -> None:
        if isinstance(event, booked.ReservationConfirmed | booked.ReservationWaitlisted | booked.VehicleSwapped):
            before = self.windows.get(self.vehicle.get(event.reservation, ""), [])
            moved = [each for each in before if each[0] == event.reservation]
            self.vehicle[event.reservation] = event.vehicle
            self.windows.setdefault(event.vehicle, []).extend(moved)
        if isinstance(event, booked.Placed) and not isinstance(event, booked.ReservationOffered):
            window = event.reservation, event.arrive_from, event.arrive_until
            self.windows.setdefault(self.vehicle[event.reservation], []).append(window)

    def then(self, reservation: str, event: Any) -> bool:
        """Whether the vehicle was ever due elsewhere when a place would have it come."""
        return any(
            other != reservation and opens < event.arrive_until and event.arrive_from < closes
            for other, opens, closes in self.windows.get(self.vehicle.get(reservation, ""), ())
        )


@dataclass
class Turns:
    """Who waits for a place, by hand; left out where somebody is passed: companies, for they have their share, and
    vehicles that are due elsewhere then."""

    due: Due
    waiting: dict[str, Turn] = field(default_factory=dict)
    offered: set[str] = field(default_factory=set)
    entered: dict[str, str] = field(default_factory=dict)

    def take(self, entry: Entry) -> str | None:
        """What is wrong with who got a place (I-08), if anything."""
        event: Any = entry.event
        wrong = None
        match event:
            case booked.ReservationWaitlisted():
                where = (event.lane, event.wanted_slot, event.wanted_from, event.wanted_until)
                self.waiting[event.reservation] = Turn(1, entry.seq, event.company, *where)
                if event.draw is not None:
                    self.entered[event.reservation] = event.draw
            case booked.ReservationDisplaced():
                where = (event.lane, None, event.wanted_from, event.wanted_until)
                self.waiting[event.reservation] = Turn(0, entry.seq, event.company, *where)
            case booked.ReservationOffered():
                own = self.waiting.get(event.reservation)
                if own is None or not own.takes(event):
                    wrong = f"{event.reservation} did not wait for {event.slot}"
                else:
                    wrong = self._passed(event, own)
                self.offered.add(event.reservation)
            case booked.OfferWithdrawn():
                self.offered.discard(event.reservation)
            case booked.ReservationConfirmed(hold=None) | booked.ReservationMoved():
                self.waiting.pop(event.reservation, None)
                wrong = self._passed(event, None)
            case booked.ReservationDrawn():
                own = self.waiting.get(event.reservation)
                if own is None or not own.takes(event) or self.entered.get(event.reservation) != event.draw:
                    wrong = f"{event.reservation} was not entered in {event.draw} for {event.slot}"
                self._gone(event.reservation)
            case DrawHeld():
                for reservation, turn in event.turns().items():
                    self.waiting[reservation] = replace(self.waiting[reservation], seq=turn)
            case booked.OfferAccepted() | booked.ReservationRetimed():
                self._gone(event.reservation)
            case booked.ReservationCancelled() | booked.ReservationExpired():
                self._gone(event.reservation)
        return wrong

    def _gone(self, reservation: str) -> None:
        self.waiting.pop(reservation, None)
        self.offered.discard(reservation)

    def _passed(self, event: Any, own: Turn | None) -> str | None:
        for id_, other in self.waiting.items():
            before = own is None or (other.tier, other.seq) < (own.tier, own.seq)
            is_asked = id_ not in self.offered and other.takes(event)
            if before and other.company is None and is_asked and not self.due.then(id_, event):
                return f"{event.reservation} got a place in {event.slot} before {id_}"
        return None


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
    conduct: Conduct = field(default_factory=Conduct)
    rules: SiteFold = field(default_factory=SiteFold)
    reservations: dict[str, str] = field(default_factory=dict)
    slot_of: dict[str, str] = field(default_factory=dict)
    references: dict[str, str] = field(default_factory=dict)
    declarations: dict[str, str] = field(default_factory=dict)
    carried: Carried = field(default_factory=Carried)
    visits: dict[str, str] = field(default_factory=dict)
    bay_of: dict[str, str | None] = field(default_factory=dict)
    holds: dict[str, str] = field(default_factory=dict)
    closures: list[str] = field(default_factory=list)
    called: Counter[str] = field(default_factory=Counter)
    """Visits called, by the id of the call."""
    orders: dict[str, list[str]] = field(default_factory=dict)
    in_effect: set[int] = field(default_factory=set)
    placed: dict[str, int] = field(default_factory=dict)
    """The entry that gave each reservation the place it has."""
    lost: dict[str, int] = field(default_factory=dict)
    """Of slots that just lost reservations, the oldest place that went."""

    def __post_init__(self) -> None:
        self.turns = Turns(self.due)

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

    def _take(self, entry: Entry) -> None:
        event: Any = entry.event
        self.rules.apply(event, entry.at, entry.seq)
        self.places.take(event)
        if (wrong := self.turns.take(entry)) is not None:
            self.faults.append(f"I-08 {self.site} entry {entry.seq} {entry.kind}: {wrong}")
        if (wrong := self.conduct.take(entry)) is not None:
            self.faults.append(f"conduct {self.site} entry {entry.seq} {entry.kind}: {wrong}")
        if (wrong := self.carried.take(entry)) is not None:
            self.faults.append(f"I-05 {self.site} entry {entry.seq} {entry.kind}: {wrong}")
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

    def _lose(self, entry: Entry) -> None:
        """I-03: of a slot that has too few places, who got theirs last lose it: told when all have lost it."""
        event: Any = entry.event
        if isinstance(event, booked.ReservationDisplaced):
            self.lost[event.slot] = min(self.placed[event.reservation], self.lost.get(event.slot, entry.seq))
            by = self.rules.closures.get(event.because.removeprefix("closure:"))
            notice = timedelta(minutes=self.rules.rulebook_at(entry.at).rulebook.retiming.notice_minutes)
            if by is not None and by.until is None and event.wanted_from > entry.at + notice:
                self.faults.append(f"I-03 {self.site} entry {entry.seq}: {event.reservation} lost its place too soon")
        elif not isinstance(event, booked.OfferWithdrawn):
            for id_, status in self.reservations.items() if self.lost else ():
                if status == "confirmed" and self.placed[id_] > self.lost.get(self.slot_of[id_], entry.seq):
                    self.faults.append(f"I-03 {self.site} entry {entry.seq}: {id_} came last and kept its place")
            self.lost.clear()

    def _note(self, event: Any) -> None:
        match event:
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
