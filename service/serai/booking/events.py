from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from pydantic import Field

from serai.core.events import Event


class HoldTaken(Event):
    """Capacity is kept for a vehicle until `expires_at`."""

    kind: ClassVar[str] = "hold.taken"
    hold: str
    slot: str
    lane: str
    starts_at: datetime
    capacity: int
    vehicle: str
    company: str | None
    expires_at: datetime


class HoldExpired(Event):
    """A hold ran out; its place goes to whoever waits for it, or is free again."""

    kind: ClassVar[str] = "hold.expired"
    hold: str
    slot: str
    company: str | None = None


class _Asked(Event):
    """What a reservation is for, without anything personal. `trusted`: whether its company was, when it asked."""

    reservation: str
    reference: str
    vehicle: str
    company: str | None
    trusted: bool = False
    cargo_class: str
    needs: list[str]
    length_cm: int | None
    height_cm: int | None
    weight_kg: int | None
    on_behalf: bool
    declaration: str | None = None


class Placed(Event):
    """A reservation's place in a slot. `capacity` is what the calendar gave the slot when it was decided.

    `declaration_by` is when it ends unless a declaration is attached; null where the lane demands none.
    """

    reservation: str
    slot: str
    lane: str
    starts_at: datetime
    ends_at: datetime
    local_date: date
    zone: str
    arrive_from: datetime
    arrive_until: datetime
    declaration_by: datetime | None = None
    capacity: int


class ReservationConfirmed(Placed, _Asked):
    """A vehicle has a place in a slot. `pair` is the same for a drop and a pick-up of one stay."""

    kind: ClassVar[str] = "reservation.confirmed"
    hold: str | None
    pair: str | None = None


class ReservationWaitlisted(_Asked):
    """A vehicle waits for a place: in `wanted_slot`, or in any slot of the lane that starts in the range.

    With `draw` it is an entry of that draw. `lot` is the same for all entries of one vehicle; `known_as` are pseudonyms
    of its plate and its VIN that nobody can guess, good for this draw alone.
    """

    kind: ClassVar[str] = "reservation.waitlisted"
    lane: str
    wanted_slot: str | None
    wanted_from: datetime
    wanted_until: datetime
    draw: str | None = None
    lot: str | None = None
    known_as: list[str] = Field(default=[])


class ReservationDrawn(Placed):
    """An entry of a draw got a place; `rank` is where it stood in the order drawn."""

    kind: ClassVar[str] = "reservation.drawn"
    company: str | None
    draw: str
    rank: int


class ReservationOffered(Placed):
    """A free place is kept for the one whose turn it is, until `expires_at`. `tier` 0 are those the site displaced."""

    kind: ClassVar[str] = "reservation.offered"
    company: str | None
    tier: int
    expires_at: datetime


class OfferAccepted(Placed):
    """One that waited has taken the place it was offered."""

    kind: ClassVar[str] = "offer.accepted"
    company: str | None


class OfferWithdrawn(Event):
    """The offered place is not there any more; the one that waited has its old turn again."""

    kind: ClassVar[str] = "offer.withdrawn"
    reservation: str
    slot: str
    company: str | None
    to: str
    because: str


class ReservationMoved(Placed):
    """A reservation gave back one place, if it had one, and took another in the same moment."""

    kind: ClassVar[str] = "reservation.moved"
    from_slot: str | None
    company: str | None = None


class ReservationRetimed(Placed):
    """The site gave a reservation another place, because it could not keep the one it had."""

    kind: ClassVar[str] = "reservation.retimed"
    from_slot: str | None
    company: str | None
    shift_minutes: int
    because: str


class ReservationRezoned(Placed):
    """The zone's clocks changed: the wall time that was promised stays, its instant was `before` and is another."""

    kind: ClassVar[str] = "reservation.rezoned"
    before: datetime


class WishRezoned(Event):
    """The zone's clocks changed: who waits for a slot waits for its wall time, which comes at other instants now."""

    kind: ClassVar[str] = "reservation.wish_rezoned"
    reservation: str
    slot: str
    wanted_from: datetime
    wanted_until: datetime


class ReservationCancelled(Event):
    """A reservation was given back by whom it belonged to, or its visit ended unserved.

    `was` is its state before, `slot` what it gave back; `because` is the fact that ended its visit. `late`: too late
    for somebody else to use the place.
    """

    kind: ClassVar[str] = "reservation.cancelled"
    reservation: str
    slot: str | None
    company: str | None = None
    was: str = "confirmed"
    late: bool = False
    because: str | None = None

    @property
    def mark(self) -> str | None:
        """What quotas count it as against its vehicle, if they do."""
        if self.late:
            return "late_cancel"
        return "cancel" if self.was == "confirmed" else None


class ReservationExpired(Event):
    """What it was or waited for is over. `was` is its state before, `slot` the place that is free again."""

    kind: ClassVar[str] = "reservation.expired"
    reservation: str
    slot: str | None
    company: str | None
    was: str
    because: str


class ReservationDisplaced(Event):
    """The site could not keep the reservation's place; it comes first among those who wait, in the range.

    `because`: `calendar`, `rulebook`, `zone`, `other_claim`, or `closure:` and its id, with the closure's `reason`.
    """

    kind: ClassVar[str] = "reservation.displaced"
    reservation: str
    slot: str
    lane: str
    company: str | None
    wanted_from: datetime
    wanted_until: datetime
    because: str
    reason: str | None = None


class ReservationUnpaired(Event):
    """A reservation goes its own way: its vehicle cannot use it and the other of its pair in one stay any more."""

    kind: ClassVar[str] = "reservation.unpaired"
    reservation: str


class ReservationExtended(Event):
    """A vehicle may come later than its window said."""

    kind: ClassVar[str] = "reservation.extended"
    reservation: str
    arrive_until: datetime


class VehicleSwapped(Event):
    """A company named another vehicle for its reservation."""

    kind: ClassVar[str] = "reservation.vehicle_swapped"
    reservation: str
    vehicle: str
    swaps: int
    length_cm: int | None
    height_cm: int | None
    weight_kg: int | None


class ReservationDeclared(Event):
    """A declaration was attached to a reservation in place of `before`; null: it has none now, `because` of that."""

    kind: ClassVar[str] = "reservation.declared"
    reservation: str
    declaration: str | None
    before: str | None
    because: str | None = None


class ReservationArrived(Event):
    """Its vehicle checked in."""

    kind: ClassVar[str] = "reservation.arrived"
    reservation: str
    visit: str


class ReservationMissed(Event):
    """Its arrival window closed without the vehicle. `struck`: whether that counts against the vehicle.

    `appeal_until` is the end of the time in which that may be appealed; a later rulebook does not shorten it.
    """

    kind: ClassVar[str] = "reservation.missed"
    reservation: str
    slot: str
    struck: bool = True
    appeal_until: datetime | None = None


class MissForgiven(Event):
    """A miss does not count against its vehicle any more; `missed` is its entry, `reason` a code."""

    kind: ClassVar[str] = "miss.forgiven"
    reservation: str
    missed: int
    reason: str


class MissAppealed(Event):
    """Whose miss it is says why it should not count; `reason` is a code. It counts until somebody decides."""

    kind: ClassVar[str] = "miss.appealed"
    reservation: str
    reason: str


class AppealDecided(Event):
    """An appeal was answered: `decision` is `forgive` or `uphold`, `by` the key id of who decided, `reason` a code."""

    kind: ClassVar[str] = "appeal.decided"
    reservation: str
    decision: str
    reason: str
    by: str


class ReservationFulfilled(Event):
    """Its vehicle departed."""

    kind: ClassVar[str] = "reservation.fulfilled"
    reservation: str
    visit: str
