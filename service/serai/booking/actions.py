"""Taking a place: holds, reservations, and joining those who wait."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from typing import Any, Self

from sqlalchemy.ext.asyncio import AsyncConnection

from serai.booking import credits, declared, draw_queries, entering, queries, refusals, rules, slots, turns
from serai.booking.book import Book
from serai.booking.draws import Draw, Draws
from serai.booking.events import (
    HoldTaken,
    ReservationConfirmed,
    ReservationWaitlisted,
)
from serai.booking.reservations import Hold, Place, Reservation, Slot, Wants, details, identities, keys, placing
from serai.core.desk import Command, Draft
from serai.core.ids import reference, site_of
from serai.declarations import actions as declarations
from serai.declarations.rules import Declarations
from serai.identity.rights import Relation
from serai.identity.rules import Belonging, Caller, reaches
from serai.sites.rules import SiteFold


@dataclass(frozen=True, slots=True)
class Request:
    """What a reservation is asked for with; everything in it but the numbers is personal."""

    vehicle_key: str
    vehicle: Mapping[str, Any]
    driver: Mapping[str, Any]
    cargo: Mapping[str, Any]
    cargo_class: str
    needs: tuple[str, ...] = ()
    length_cm: int | None = None
    height_cm: int | None = None
    weight_kg: int | None = None
    vin_key: str | None = None
    limits: Mapping[str, Any] = field(default_factory=dict)

    @property
    def identities(self) -> tuple[str, ...]:
        return identities(self.vehicle_key, self.vin_key)


@dataclass(frozen=True)
class TakeHold(Command[Hold]):
    """Keep a place for a vehicle for a few minutes."""

    id: str
    slot: str
    vehicle_key: str
    salt: str
    owner: str
    company: str | None
    vin_key: str | None = None
    on_behalf: bool = False

    @classmethod
    async def load(cls, connection: AsyncConnection, draft: Draft, commands: Sequence[Self]) -> None:
        book, terms = draft.of(Book), slots.terms(draft)
        since = draft.now - terms.hold_cooldown
        known = {each for command in commands for each in command.identities}
        owners = {command.owner for command in commands}
        book.holds.update(await queries.recent_holds(connection, draft.site, known, owners, since))
        await load_vehicles(connection, draft, known)
        turns.settle(draft, [command.slot for command in commands])

    @property
    def identities(self) -> tuple[str, ...]:
        return identities(self.vehicle_key, self.vin_key)

    def decide(self, draft: Draft) -> Hold:
        book, terms = draft.of(Book), slots.terms(draft)
        slot = slots.find(draft, self.slot)
        rules.check_bookable(slot, terms, draft.now)
        slots.check_released(draft, slot)
        check_vehicle(draft, slot, self.identities)
        hold = Hold(
            self.id, slot.id, slot.lane, self.owner, self.company, self.vehicle_key, self.vin_key, "held", draft.now,
            draft.now + terms.hold,
        )  # fmt: skip
        rules.check_hold_again(book.holds.values(), hold, self._allowance(draft, slot), terms, draft.now)
        slots.check_share(draft, slot, self.company)
        slots.check_free(draft, slot)
        turns.check_turn(draft, slot)
        book.holds[hold.id] = hold
        event = HoldTaken(
            hold=hold.id, slot=slot.id, lane=slot.lane, starts_at=slot.starts_at, capacity=slot.capacity,
            vehicle=commitment(self.salt, self.vehicle_key), company=self.company, expires_at=hold.expires_at,
        )  # fmt: skip
        draft.record(event, owner=self.owner, vehicle_key=self.vehicle_key, vin_key=self.vin_key)
        return hold

    def _allowance(self, draft: Draft, slot: Slot) -> int:
        """How many holds of a lane may run out: few of a driver's, a company's share of an hour, any of a desk's."""
        if self.on_behalf:
            return slot.capacity + 1
        return slots.terms(draft).open_per_vehicle if self.company is None else slots.share_of_hour(draft, slot)


@dataclass(frozen=True)
class Reserve(Command[Reservation]):
    """Confirm a place in a slot, or the place that a hold has kept; or wait for one."""

    id: str
    slot: str | None
    hold: str | None
    request: Request
    salt: str
    owner: str
    phone: str | None
    company: str | None
    on_behalf: bool = False
    wants: Wants | None = None
    lane: str | None = None
    may_wait: bool = False
    trusted: bool = False
    pair: str | None = None
    declaration: str | None = None

    @classmethod
    async def load(cls, connection: AsyncConnection, draft: Draft, commands: Sequence[Self]) -> None:
        book = draft.of(Book)
        held = [command.hold for command in commands if command.hold is not None]
        book.holds.update(await queries.holds(connection, draft.site, held))
        await load_vehicles(connection, draft, {each for command in commands for each in command.request.identities})
        await load_declarations(connection, draft, [command.declaration for command in commands])
        await load_entries(connection, draft, [command.request.identities for command in commands])
        turns.settle(draft, [command.slot for command in commands])

    def decide(self, draft: Draft) -> Reservation:
        if self.wants is not None:
            draw, wants = entering.regime(draft, self.lane or "", self._wanted(draft, self.wants))
            return self._wait_for(draft, wants, self.lane or "", draw)
        hold = self._held(draft)
        slot = slots.find(draft, hold.slot if hold else self.slot or "")
        rules.check_bookable(slot, slots.terms(draft), draft.now)
        slots.check_class(draft, slot.lane, self.request.cargo_class)
        draw = entering.opened(draft, slot) if hold is None else None
        check_vehicle(draft, slot, self.request.identities, party=self.pair)
        if hold is not None:
            slots.check_kept(draft, slot)
        else:
            wants = Wants(slot.id, slot.starts_at, slot.ends_at)
            if draw is not None:
                return self._wait_for(draft, wants, slot.lane, draw)
            if self.may_wait and not self._may_have(draft, slot):
                return self._wait_for(draft, wants, slot.lane, None)
            slots.check_share(draft, slot, self.company)
            slots.check_free(draft, slot)
            turns.check_turn(draft, slot)
        return self._confirm(draft, slot)

    def _may_have(self, draft: Draft, slot: Slot) -> bool:
        """Whether a place is free, for whoever asks now."""
        return slot.free > 0 and slots.has_share(draft, slot, self.company) and not turns.is_awaited(draft, slot)

    def _held(self, draft: Draft) -> Hold | None:
        if self.hold is None:
            return None
        hold = draft.of(Book).holds.get(self.hold)
        if hold is None or hold.owner != self.owner:
            raise refusals.HoldUnknown(hold=self.hold)
        if self.slot is not None and self.slot != hold.slot:
            raise refusals.SlotElsewhere(slot=self.slot, hold=self.hold)
        if hold.vehicle_key != self.request.vehicle_key:
            raise refusals.HoldOfAnother(hold=self.hold)
        if hold.status != "held" or hold.expires_at <= draft.now:
            raise refusals.HoldEnded(hold=self.hold, expires_at=hold.expires_at.isoformat())
        return hold

    def _confirm(self, draft: Draft, slot: Slot) -> Reservation:
        place = slots.terms(draft).place(slot)
        rules.check_declared(place, self.declaration, draft.now)
        declared.check(draft, self.declaration, self._bearer(slot.lane))
        declared.free(draft, self.declaration)
        credits.make_way(draft, place, self.request.identities, party=self.pair)
        made = self._made(draft, "confirmed", slot.lane, place, None)
        draft.of(Book).remember(made)
        whence = {"hold": self.hold, "pair": self.pair}
        event = ReservationConfirmed(**self._said(made), **placing(place), capacity=slot.capacity, **whence)
        declared.record(draft, event, made, **self._personal(made))
        credits.use(draft, made.id)
        return draft.of(Book).reservations[made.id]

    def _bearer(self, lane: str) -> declared.Bearer:
        key = self.request.vehicle_key
        return declared.Bearer(self.id, self.company, self.owner, key, lane, self.on_behalf)

    def _wanted(self, draft: Draft, wants: Wants) -> Wants:
        """What is wanted, if the lane has a slot in it that can still be reserved."""
        site, terms = draft.of(SiteFold), slots.terms(draft)
        site.place.lane(self.lane or "")
        slots.check_class(draft, self.lane or "", self.request.cargo_class)
        if not terms.is_booked:
            raise refusals.LiveQueueOnly
        first, last = max(wants.from_, draft.now + terms.lead), min(wants.until, draft.now + terms.horizon)
        if first >= last or all(each.closed for each in site.slots(self.lane or "", first, last)):
            raise refusals.WantsInvalid(lane=self.lane, bookable_until=(draft.now + terms.horizon).isoformat())
        return wants

    def _wait_for(self, draft: Draft, wants: Wants, lane: str, draw: Draw | None) -> Reservation:
        """Wait for a place, or enter the draw that decides about it; asked again, the entry that there is."""
        if draw is None:
            made = self._wait(draft, wants, lane)
            turns.settle_range(draft, lane, wants.from_, wants.until)
            # It joined the waitlist; where a place was free it is offered by now, as its version tells.
            return replace(made, version=draft.of(Book).reservations[made.id].version)
        known_by = self.request.identities
        before = entering.entered(draft, draw, known_by, self.owner)
        return before or self._wait(draft, wants, lane, entering.lot(draft, draw, known_by))

    def _wait(self, draft: Draft, wants: Wants, lane: str, lot: entering.Lot | None = None) -> Reservation:
        """Join the waitlist."""
        book, terms = draft.of(Book), slots.terms(draft)
        known_by = self.request.identities
        rules.check_open(book.claims_of(known_by), terms)
        rules.check_rebooks(book.marks_of(known_by), terms, draft.now)
        rules.check_offer_again(book.marks_of(known_by), terms, draft.now)
        declared.check(draft, self.declaration, self._bearer(lane))
        drawn: dict[str, Any] = {}
        if lot is not None:
            entering.open_(draft, lot.draw)
            drawn = {"draw": lot.draw, "lot": lot.lot, "known_as": list(lot.known_as)}
        declared.free(draft, self.declaration)
        made = replace(self._made(draft, "waitlisted", lane, None, wants), draw=drawn.get("draw"))
        book.remember(made)
        range_ = {"wanted_slot": wants.slot, "wanted_from": wants.from_, "wanted_until": wants.until}
        event = ReservationWaitlisted(**self._said(made), lane=lane, **range_, **drawn)
        declared.record(draft, event, made, **self._personal(made))
        return made

    def _made(self, draft: Draft, status: str, lane: str, place: Place | None, wants: Wants | None) -> Reservation:
        request = self.request
        return Reservation(
            id=self.id, reference=reference(draft.site, draft.next_seq), site=draft.site, status=status, lane=lane,
            place=place, wants=wants, offer=None, company=self.company, cargo_class=request.cargo_class,
            needs=request.needs, length_cm=request.length_cm, height_cm=request.height_cm,
            weight_kg=request.weight_kg, visit=None, version=draft.next_seq, swaps=0, owner=self.owner,
            phone=self.phone, vehicle_key=request.vehicle_key, vin_key=request.vin_key, vehicle=request.vehicle,
            driver=request.driver, cargo=request.cargo, limits=request.limits, pair=self.pair,
            placed_seq=draft.next_seq if place is not None else None, declaration=self.declaration,
        )  # fmt: skip

    def _said(self, made: Reservation) -> dict[str, Any]:
        """What the ledger learns of it, besides its place."""
        return {
            "reservation": made.id, "reference": made.reference, "company": made.company,
            "vehicle": commitment(self.salt, made.vehicle_key), "cargo_class": made.cargo_class,
            "needs": list(made.needs), "length_cm": made.length_cm, "height_cm": made.height_cm,
            "weight_kg": made.weight_kg, "on_behalf": self.on_behalf, "trusted": self.trusted,
            "declaration": made.declaration,
        }  # fmt: skip

    def _personal(self, made: Reservation) -> dict[str, Any]:
        """What stays outside the ledger."""
        return {**keys(made), "owner": made.owner, "phone": made.phone, "salt": self.salt, "details": details(made)}


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, and how a thing must stand to them."""

    caller: Caller
    relation: Relation

    def reaches(self, reservation: Reservation) -> bool:
        return reaches(self.relation, self.caller, belonging(reservation))


def belonging(reservation: Reservation) -> Belonging:
    """Whose a reservation is."""
    return Belonging(reservation.site, reservation.company, reservation.owner, reservation.id, reservation.phone)


def check_vehicle(
    draft: Draft, slot: Slot, known_by: Sequence[str], *, but: str | None = None, party: str | None = None
) -> None:
    """Refuse a slot to a vehicle that is booked then, or that the rulebook's quotas keep out of it.

    `but` is a reservation of its own that takes this slot instead: it is not one more. `party` is the pair it is for.
    """
    book, terms = draft.of(Book), slots.terms(draft)
    claims, marks = book.claims_of(known_by), book.marks_of(known_by)
    credits.check_room(draft, known_by, terms.place(slot), but=but, party=party)
    if but is None:
        rules.check_open(claims, terms)
        if marks:
            rules.check_rebooks(marks, terms, draft.now)
    if marks:
        rules.check_strikes(marks, slot, slots.in_force(draft).rulebook.peak, terms, draft.now)


async def load_reservations(connection: AsyncConnection, draft: Draft, ids: Sequence[str]) -> None:
    """Bring reservations, the others of their pairs, what they carry, and their vehicles' claims and marks in."""
    book = draft.of(Book)
    found = await queries.reservations(connection, [each for each in ids if each not in book.reservations])
    book.reservations.update(found)
    pairs = await load_pairs(connection, draft, found.values())
    known = [each for id_ in (*ids, *pairs) if (each := book.reservations.get(id_)) is not None]
    await load_vehicles(connection, draft, {key for each in known for key in each.identities})
    await load_declarations(connection, draft, [each.declaration for each in known])


async def load_declarations(connection: AsyncConnection, draft: Draft, ids: Iterable[str | None]) -> None:
    """Bring declarations, and the reservations that carry them, into the draft."""
    known = draft.of(Declarations).known
    wanted = [each for each in ids if each is not None and each not in known]
    if wanted:
        await declarations.load(connection, draft, wanted)
        carriers = [known[each].reservation for each in wanted if each in known]
        await load_reservations(connection, draft, [each for each in carriers if each is not None])


async def load_pairs(
    connection: AsyncConnection, draft: Draft, known: Iterable[Reservation]
) -> Mapping[str, Reservation]:
    """The others of the pairs of these, brought into the draft."""
    book = draft.of(Book)
    found = await queries.of_pairs(connection, [each.pair for each in known if each.pair is not None])
    others = {id_: each for id_, each in found.items() if id_ not in book.reservations}
    book.reservations.update(others)
    return others


async def load_entries(connection: AsyncConnection, draft: Draft, vehicles: Sequence[Sequence[str]]) -> None:
    """Bring what these vehicles have entered in the draws that are open into the draft."""
    draws = draft.of(Draws)
    is_open = [each.id for each in draws.takes_entries(draft.now)]
    if is_open:
        draws.keys.update(await draw_queries.lot_keys(connection, draft.site, is_open))
        found = [draws.entered(draw, draws.lots_of(draw, each).values()) for draw in is_open for each in vehicles]
        await load_reservations(connection, draft, [entry.reservation for entries in found for entry in entries])


async def load_vehicles(connection: AsyncConnection, draft: Draft, known_by: Iterable[str]) -> None:
    """Bring the live claims of vehicles, and their reservations and marks at this site, into the draft."""
    book = draft.of(Book)
    wanted = sorted(each for each in set(known_by) if each not in book.claims)
    book.claims.update(await queries.claims(connection, wanted))
    book.marks.update(await queries.marks(connection, draft.site, wanted, _oldest(draft)))
    claimed = {each for whose in wanted for each in book.claims[whose] if site_of(each) == draft.site}
    if unknown := sorted(claimed - book.reservations.keys()):
        await load_reservations(connection, draft, unknown)
    await load_waiters(connection, draft)


async def load_waiters(connection: AsyncConnection, draft: Draft) -> None:
    """Bring the claims of vehicles that wait here, and are due elsewhere, into the draft: for who may settle slots."""
    book = draft.of(Book)
    if len(book.waitlist) and not book.knows_waiters:
        due = await queries.waiting_elsewhere_due(connection, draft.site)
        book.claims.update(await queries.claims(connection, due - book.claims.keys()))
        book.knows_waiters = True


def _oldest(draft: Draft) -> datetime:
    """Since when quotas count."""
    terms = slots.terms(draft)
    return draft.now - max(terms.strike_window + terms.strike_block, terms.credit_lasts, rules.EXTENSION_DAYS)


def commitment(salt: str, vehicle_key: str) -> str:
    """What stands for a vehicle in the ledger: it proves which one it was to whoever knows the salt."""
    return sha256(f"{salt}\n{vehicle_key}".encode()).hexdigest()
