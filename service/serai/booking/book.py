"""A site's working memory of bookings: what its facts add up to. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count
from typing import Any

from serai.booking.credit_events import CreditGiven, CreditReturned, CreditUsed
from serai.booking.draw_events import DrawHeld
from serai.booking.events import (
    AppealDecided,
    HoldExpired,
    HoldTaken,
    MissAppealed,
    MissForgiven,
    OfferAccepted,
    OfferWithdrawn,
    ReservationArrived,
    ReservationCancelled,
    ReservationConfirmed,
    ReservationDeclared,
    ReservationDisplaced,
    ReservationDrawn,
    ReservationExpired,
    ReservationExtended,
    ReservationFulfilled,
    ReservationMissed,
    ReservationMoved,
    ReservationOffered,
    ReservationRetimed,
    ReservationRezoned,
    ReservationUnpaired,
    ReservationWaitlisted,
    VehicleSwapped,
    WishRezoned,
)
from serai.booking.placings import Placing, displacing, placed_by
from serai.booking.reservations import (
    CREDIT_BACK,
    CREDIT_GIVEN,
    CREDIT_USED,
    FORGIVE,
    LIVE,
    OPEN,
    PLACING,
    Appeal,
    Claim,
    Count,
    Credit,
    Hold,
    Mark,
    Miss,
    Offer,
    Place,
    Reservation,
    Slot,
    Terms,
    Wants,
)
from serai.booking.waitlist import ASKED, DISPLACED, Waiter, Waitlist
from serai.core.events import Event
from serai.core.folds import Fold
from serai.sites.rulebook import Rulebook
from serai.sites.rules import Closure


@dataclass(frozen=True, slots=True)
class InForce:
    """The rulebook at an instant, and what it says about booking.

    `put_by` is the entry that last put a rulebook or changed the site.
    """

    put_by: int
    at: datetime
    version: int
    rulebook: Rulebook
    terms: Terms


class Book(Fold):
    """What a site's booking facts add up to.

    `counts` is kept for every slot that was ever touched, `shares` says how many places of a slot a company has, and
    `waitlist` who waits; reservations, holds, claims, marks and closures that were lifted are loaded for a batch and
    let go after it. `knows_waiters`: the claims of all vehicles that wait here, and are due elsewhere, are loaded.
    """

    def __init__(
        self,
        counts: dict[str, Count] | None = None,
        shares: dict[tuple[str, str], int] | None = None,
        waitlist: Waitlist | None = None,
    ) -> None:
        self.counts: dict[str, Count] = counts or {}
        self.shares: dict[tuple[str, str], int] = shares or {}
        self.waitlist = waitlist or Waitlist()
        self.reservations: dict[str, Reservation] = {}
        self.holds: dict[str, Hold] = {}
        self.claims: dict[str, dict[str, Claim]] = {}
        self.marks: dict[str, list[Mark]] = {}
        self.lifted: list[Closure] = []
        self.knows_waiters = False
        self.in_force: InForce | None = None

    def forget(self) -> None:
        self.reservations.clear()
        self.holds.clear()
        self.claims.clear()
        self.marks.clear()
        self.lifted = []
        self.knows_waiters = False

    def copy(self) -> Book:
        made = Book(dict(self.counts), dict(self.shares), self.waitlist.copy())
        made.reservations, made.holds = dict(self.reservations), dict(self.holds)
        made.claims = {vehicle: dict(claims) for vehicle, claims in self.claims.items()}
        made.marks = {vehicle: list(marks) for vehicle, marks in self.marks.items()}
        made.lifted, made.knows_waiters, made.in_force = list(self.lifted), self.knows_waiters, self.in_force
        return made

    def counted(self, slot: Slot) -> Slot:
        """The calendar's slot with what is taken and held. Capacity never falls below what is promised."""
        count = self.counts.get(slot.id)
        if count is None:
            return slot
        gone = count.taken + count.held
        return Slot(
            slot.id, slot.lane, slot.starts_at, slot.ends_at, slot.local_date, slot.zone, max(slot.capacity, gone),
            slot.closed, count.taken, count.held,
        )  # fmt: skip

    def share(self, company: str, slots: Iterable[str]) -> int:
        """How many places of these slots a company has taken, held or been offered."""
        return sum(self.shares.get((slot, company), 0) for slot in slots)

    def claims_of(self, identities: Iterable[str]) -> list[Claim]:
        """What a vehicle's reservations take of it, by whatever it is known."""
        found: dict[str, Claim] = {}
        for identity in identities:
            found.update(self.claims.get(identity, {}))
        return list(found.values())

    def marks_of(self, identities: Iterable[str]) -> list[Mark]:
        """What a vehicle did that quotas count, by whatever it is known."""
        found = {mark.seq: mark for each in identities for mark in self.marks.get(each, ())}
        return list(found.values())

    def beside(self, reservation: str) -> list[Claim]:
        """What other reservations take of the vehicle of one, as far as they are loaded."""
        of_vehicle = [claims for claims in self.claims.values() if reservation in claims]
        return [claim for claims in of_vehicle for id_, claim in claims.items() if id_ != reservation]

    def both(self, known: Reservation) -> list[Reservation]:
        """The reservation, and the other of its pair, where that is loaded and for the same vehicle."""
        if known.pair is None:
            return [known]
        its = [each for each in self.reservations.values() if each.pair == known.pair and each.id != known.id]
        return [known, *(each for each in its if each.vehicle_key == known.vehicle_key)]

    def remember(self, reservation: Reservation) -> None:
        """A reservation that is being made, for the commands after it."""
        self.reservations[reservation.id] = reservation
        if reservation.status in OPEN:
            self._claim(reservation)

    def apply(self, event: Event, at: datetime, seq: int) -> None:
        match event:
            case ReservationConfirmed():
                self._count(event.slot, event.company, event.capacity, taken=1, held=-1 if event.hold else 0)
                self._end_hold(event.hold, "used")
            case HoldTaken():
                self._count(event.slot, event.company, event.capacity, held=1)
            case HoldExpired():
                self._count(event.slot, event.company, held=-1)
                self._end_hold(event.hold, "expired")
            case ReservationMoved() | ReservationRetimed():
                if event.from_slot is not None:
                    self._count(event.from_slot, event.company, taken=-1)
                self._count(event.slot, event.company, event.capacity, taken=1)
                self.waitlist.leave(event.reservation)
                self._place(seq, event)
            case ReservationCancelled() | ReservationExpired():
                self._end(event, at, seq)
            case ReservationMissed():
                if event.struck:
                    self._mark("miss", event.reservation, at, seq)
                self._step(seq, event.reservation, "missed", miss=Miss(seq, at, event.struck, event.appeal_until))
            case ReservationArrived():
                self._step(seq, event.reservation, "arrived", visit=event.visit)
            case ReservationFulfilled():
                self._step(seq, event.reservation, "fulfilled")
            case ReservationRezoned():
                self._count(event.slot, None, event.capacity)
                self._place(seq, event)
            case ReservationExtended():
                self._mark("extension", event.reservation, at, seq)
                self._extend(seq, event)
            case VehicleSwapped() | ReservationDeclared():
                self._carry(seq, event)
            case ReservationUnpaired():
                self._part(seq, event)
            case _:
                self._wait(event, seq)
                self._conduct(event, at, seq)

    def _wait(self, event: Event, seq: int) -> None:
        match event:
            case ReservationWaitlisted():
                self.waitlist.join(waiter(event, ASKED, seq))
            case ReservationDisplaced():
                self._count(event.slot, event.company, taken=-1)
                self.waitlist.join(waiter(event, DISPLACED, seq))
                self._step(seq, event.reservation, "displaced", **displacing(event))
            case ReservationOffered():
                self._count(event.slot, event.company, event.capacity, held=1)
                self.waitlist.rest(event.reservation, event.slot)
                offer = Offer(event.slot, event.starts_at, event.ends_at, event.zone, event.expires_at)
                self._step(seq, event.reservation, "offered", offer=offer)
            case OfferAccepted() | ReservationDrawn():
                held = -1 if isinstance(event, OfferAccepted) else 0
                self._count(event.slot, event.company, event.capacity, taken=1, held=held)
                self.waitlist.leave(event.reservation)
                self._place(seq, event)
            case DrawHeld():
                for reservation, turn in event.turns().items():
                    self.waitlist.turned(reservation, turn)
            case OfferWithdrawn():
                self._count(event.slot, event.company, held=-1)
                self.waitlist.stand(event.reservation)
                self._step(seq, event.reservation, event.to, offer=None)
            case WishRezoned():
                wants = Wants(event.slot, event.wanted_from, event.wanted_until)
                self.waitlist.want(event.reservation, wants)
                self._step(seq, event.reservation, "waitlisted", wants=wants)
            case _:
                pass

    def _end(self, event: ReservationCancelled | ReservationExpired, at: datetime, seq: int) -> None:
        if event.slot is not None and event.was in ("confirmed", "arrived", "offered"):
            taken, held = (0, -1) if event.was == "offered" else (-1, 0)
            self._count(event.slot, event.company, taken=taken, held=held)
        self.waitlist.leave(event.reservation)
        if event.was == "offered":
            self._mark("offer", event.reservation, at, seq)
        if isinstance(event, ReservationCancelled) and event.mark is not None:
            self._mark(event.mark, event.reservation, at, seq)
        over = "cancelled" if isinstance(event, ReservationCancelled) else "expired"
        self._step(seq, event.reservation, over, offer=None)

    def _count(
        self, slot: str, company: str | None, capacity: int | None = None, *, taken: int = 0, held: int = 0
    ) -> None:
        before = self.counts.get(slot) or Count(capacity or 0)
        capacity = before.capacity if capacity is None else capacity
        self.counts[slot] = Count(capacity, before.taken + taken, before.held + held)
        if company is not None and taken + held:
            has = self.shares.pop((slot, company), 0) + taken + held
            if has:
                self.shares[slot, company] = has

    def _end_hold(self, hold: str | None, status: str) -> None:
        if hold is not None and hold in self.holds:
            self.holds[hold] = replace(self.holds[hold], status=status)

    def _step(self, seq: int, reservation: str, status: str, **changes: Any) -> None:
        known = self.reservations.get(reservation)
        if known is None:
            return
        now = self.reservations[reservation] = replace(known, status=status, version=seq, **changes)
        if status not in OPEN:
            self._unclaim(known)
        elif status in LIVE or any(reservation in self.claims.get(each, ()) for each in known.identities):
            self._claim(now)

    def _place(self, seq: int, event: Placing) -> None:
        known = self.reservations.get(event.reservation)
        if known is not None:
            place = Place(**{name: getattr(event, name) for name in PLACING})
            state: dict[str, Any] = {"status": "confirmed", "version": seq, "lane": place.lane, "place": place}
            state |= {"accepted": isinstance(event, OfferAccepted), **placed_by(event, seq)}
            self.remember(replace(known, **state, offer=None, wants=None, credit=None))

    def _extend(self, seq: int, event: ReservationExtended) -> None:
        known = self.reservations.get(event.reservation)
        if known is not None:
            self.remember(replace(known, version=seq, place=replace(known.placed, arrive_until=event.arrive_until)))

    def _carry(self, seq: int, event: VehicleSwapped | ReservationDeclared) -> None:
        """Another vehicle, or another declaration."""
        known = self.reservations.get(event.reservation)
        if known is None:
            return
        names = ("swaps", "length_cm", "height_cm", "weight_kg")
        changed = ("declaration",) if isinstance(event, ReservationDeclared) else names
        changes = {name: getattr(event, name) for name in changed}
        self.reservations[known.id] = replace(known, version=seq, **changes)

    def _part(self, seq: int, event: ReservationUnpaired) -> None:
        known = self.reservations.get(event.reservation)
        if known is not None:
            self.remember(replace(known, version=seq, pair=None))

    def rename(self, known: Reservation, vehicle_key: str, vin_key: str | None, vehicle: Mapping[str, Any]) -> None:
        """Another vehicle takes the reservation."""
        self._unclaim(known)
        self.remember(replace(known, vehicle_key=vehicle_key, vin_key=vin_key, vehicle=vehicle))

    def _judge(self, event: MissForgiven | MissAppealed | AppealDecided, at: datetime, seq: int) -> None:
        if isinstance(event, MissForgiven):
            self._remark(event.missed, None)
        known = self.reservations.get(event.reservation)
        if known is not None and known.miss is not None:
            self.reservations[known.id] = replace(known, version=seq, miss=judged(known.miss, event, at))

    def _conduct(self, event: Event, at: datetime, seq: int) -> None:
        match event:
            case MissForgiven() | MissAppealed() | AppealDecided():
                self._judge(event, at, seq)
            case CreditGiven():
                self._mark(CREDIT_GIVEN, event.reservation, at, seq, event.minutes)
            case CreditUsed():
                self._remark(event.credit, CREDIT_USED)
                self._lengthen(seq, event, Credit(event.credit, event.minutes, event.last))
            case CreditReturned():
                self._remark(event.credit, CREDIT_BACK if event.last else CREDIT_GIVEN)
                self._lengthen(seq, event, None)

    def _lengthen(self, seq: int, event: CreditUsed | CreditReturned, credit: Credit | None) -> None:
        known = self.reservations.get(event.reservation)
        if known is None:
            return
        place = known.placed
        if event.arrive_until is not None:
            place = replace(place, arrive_until=event.arrive_until)
        changed = replace(known, version=seq, place=place, credit=credit)
        if known.status in LIVE:
            self.remember(changed)
        else:
            self.reservations[known.id] = changed

    def _mark(self, kind: str, reservation: str, at: datetime, seq: int, minutes: int = 0) -> None:
        known = self.reservations.get(reservation)
        for identity in known.identities if known else ():
            if identity in self.marks:
                self.marks[identity].append(Mark(kind, at, reservation, seq, minutes))

    def _remark(self, marked: int, kind: str | None) -> None:
        """A mark is of another kind now, or (None) is gone, by whatever its vehicle is known."""
        for identity, marks in self.marks.items():
            if any(each.seq == marked for each in marks):
                others = [each for each in marks if each.seq != marked]
                changed = [replace(each, kind=kind) for each in marks if each.seq == marked and kind is not None]
                self.marks[identity] = others + changed

    def _claim(self, known: Reservation) -> None:
        window = (known.placed.arrive_from, known.placed.arrive_until) if known.status in LIVE else None
        claim = Claim(known.id, window, known.party, self._number(known))
        for identity in known.identities:
            self.claims.setdefault(identity, {})[known.id] = claim

    def _number(self, known: Reservation) -> int | None:
        """The number it has among its vehicle's open reservations, or the least that is free."""
        claims = self.claims_of(known.identities)
        if known.status == "arrived":
            return None
        if (before := next((each for each in claims if each.reservation == known.id), None)) is not None:
            return before.number
        taken = {each.number for each in claims}
        return next(number for number in count() if number not in taken)

    def _unclaim(self, known: Reservation) -> None:
        for identity in known.identities:
            self.claims.get(identity, {}).pop(known.id, None)


def judged(miss: Miss, event: MissForgiven | MissAppealed | AppealDecided, at: datetime) -> Miss:
    """A miss after what was said about it. One that is forgiven answers its appeal by that."""
    match event:
        case MissAppealed():
            return replace(miss, appeal=Appeal(event.reason, at))
        case AppealDecided():
            appeal = miss.appeal and replace(miss.appeal, decision=event.decision, answer=event.reason, decided_at=at)
            return replace(miss, appeal=appeal)
        case MissForgiven():
            appeal = miss.appeal and replace(miss.appeal, decision=FORGIVE, answer=event.reason, decided_at=at)
            return replace(miss, forgiven=True, appeal=appeal)


def waiter(event: ReservationWaitlisted | ReservationDisplaced, tier: int, turn: int) -> Waiter:
    slot = event.wanted_slot if isinstance(event, ReservationWaitlisted) else None
    wants = Wants(slot, event.wanted_from, event.wanted_until)
    return Waiter(tier, turn, event.reservation, event.lane, wants, event.company)
