"""Slots, holds, reservations and who waits for one: what booking's rules speak of. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

LIVE = frozenset({"confirmed", "arrived"})
"""States of a reservation that still claim their vehicle's time."""

WAITING = frozenset({"waitlisted", "offered", "displaced"})
"""States of a reservation that has no place and may get one."""

OPEN = LIVE | WAITING
"""States of a reservation that is still to come to something."""

MACHINE: Mapping[str, frozenset[str]] = {
    "waitlisted": frozenset({"offered", "confirmed", "cancelled", "expired"}),
    "offered": frozenset({"confirmed", "waitlisted", "displaced", "cancelled", "expired"}),
    "displaced": frozenset({"offered", "confirmed", "cancelled", "expired"}),
    "confirmed": frozenset({"confirmed", "arrived", "cancelled", "missed", "displaced", "expired"}),
    "arrived": frozenset({"fulfilled", "cancelled"}),
    "cancelled": frozenset(),
    "expired": frozenset(),
    "missed": frozenset({"arrived"}),
    "fulfilled": frozenset(),
}
"""The published machine (I-05). A missed vehicle that comes all the same has arrived, late."""


@dataclass(frozen=True, slots=True)
class Slot:
    """An arrival window of one lane, as the calendar and the bookings have it."""

    id: str
    lane: str
    starts_at: datetime
    ends_at: datetime
    local_date: date
    zone: str
    capacity: int
    closed: bool = False
    taken: int = 0
    held: int = 0

    @property
    def free(self) -> int:
        return 0 if self.closed else max(0, self.capacity - self.taken - self.held)

    def status(self, bookable_from: datetime) -> str:
        if self.starts_at < bookable_from:
            return "past"
        if self.closed:
            return "closed"
        return "open" if self.free else "full"


@dataclass(frozen=True, slots=True)
class Count:
    """Places of one slot: the capacity last decided upon, and what is gone."""

    capacity: int
    taken: int = 0
    held: int = 0


@dataclass(frozen=True, slots=True)
class Hold:
    id: str
    slot: str
    lane: str
    owner: str
    company: str | None
    vehicle_key: str
    vin_key: str | None
    status: str
    taken_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Claim:
    """What a reservation takes of its vehicle, whoever made it and at whatever site.

    `window`: when it may come, half-open, None while it waits for a place. `number`: which of the vehicle's open
    reservations it is, None from its arrival on. The two of a pair are one `party`: their windows may overlap.
    """

    reservation: str
    window: tuple[datetime, datetime] | None
    party: str
    number: int | None

    def overlaps(self, place: Place) -> bool:
        """Whether the vehicle could be due at both at once."""
        if self.window is None:
            return False
        opens, closes = self.window
        return opens < place.arrive_until and place.arrive_from < closes


@dataclass(frozen=True, slots=True)
class Mark:
    """What a vehicle did at a site that quotas count: `miss`, `late_cancel`, `cancel`, `extension`; `offer`: unused.

    Or what the site owes it: a `credit` of so many minutes, see `credits.py`.
    """

    kind: str
    at: datetime
    reservation: str
    seq: int
    minutes: int = 0


CREDIT_GIVEN, CREDIT_BACK, CREDIT_USED = "credit", "credit_back", "credit_used"
"""Kinds of marks for a credit: not used yet; given back once, and not again; with a reservation."""


@dataclass(frozen=True, slots=True)
class Credit:
    """How much later a window closes because the site was late before; `given` is the entry that gave it.

    `is_last`: it was given back once already, and is not again.
    """

    given: int
    minutes: int
    is_last: bool

    @property
    def time(self) -> timedelta:
        return timedelta(minutes=self.minutes)


FORGIVE, UPHOLD = "forgive", "uphold"
"""The two answers to an appeal."""


@dataclass(frozen=True, slots=True)
class Appeal:
    """Why a miss should not count, by its code; `decision` is `forgive` or `uphold`, `answer` its code."""

    reason: str
    at: datetime
    decision: str | None = None
    answer: str | None = None
    decided_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Miss:
    """An arrival window that closed without its vehicle, by entry `seq`, and what became of that."""

    seq: int
    at: datetime
    struck: bool
    appeal_until: datetime | None
    forgiven: bool = False
    appeal: Appeal | None = None

    @property
    def counts(self) -> bool:
        """Whether it counts against its vehicle."""
        return self.struck and not self.forgiven


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a slot, with the window in which its vehicle may come: half-open.

    `declaration_by`: by when a declaration has to be attached; None where the lane demands none.
    """

    slot: str
    lane: str
    starts_at: datetime
    ends_at: datetime
    local_date: date
    zone: str
    arrive_from: datetime
    arrive_until: datetime
    declaration_by: datetime | None = None

    def overlaps(self, other: Place) -> bool:
        """Whether one vehicle could be due at both at once."""
        return self.arrive_from < other.arrive_until and other.arrive_from < self.arrive_until

    def meets(self, other: Place) -> bool:
        """Whether one stay can serve both: their arrival windows overlap, or one begins where the other ends."""
        return self.arrive_from <= other.arrive_until and other.arrive_from <= self.arrive_until


@dataclass(frozen=True, slots=True)
class Wants:
    """What is waited for: one slot, or any slot of the lane that starts in [from_, until)."""

    slot: str | None
    from_: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Offer:
    """A place kept for one who waited, until it is accepted, declined or over."""

    slot: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Reservation:
    """A vehicle's claim on one slot; `vehicle` and `driver` are personal and stay out of the ledger.

    `place` is what it has or last had, None while it never had one.
    """

    id: str
    reference: str
    site: str
    status: str
    lane: str
    place: Place | None
    wants: Wants | None
    offer: Offer | None
    company: str | None
    cargo_class: str
    needs: tuple[str, ...]
    length_cm: int | None
    height_cm: int | None
    weight_kg: int | None
    visit: str | None
    version: int
    swaps: int
    owner: str
    phone: str | None
    vehicle_key: str
    vin_key: str | None
    vehicle: Mapping[str, Any]
    driver: Mapping[str, Any]
    cargo: Mapping[str, Any]
    limits: Mapping[str, Any]
    draw: str | None = None
    """The draw that it was entered in, if it was."""
    credit: Credit | None = None
    miss: Miss | None = None
    declaration: str | None = None
    pair: str | None = None
    """What a drop and a pick-up that were reserved in one act have in common."""
    accepted: bool = False
    """Whether its place is one that it was offered."""
    placed_seq: int | None = None
    """The entry that gave it the place that it has or last had."""
    displaced_because: str | None = None
    displaced_reason: str | None = None
    """Why the site could not keep its place, until it has taken another one itself."""
    retimed_from: datetime | None = None
    """The start of the slot that it had before the site gave it this one."""

    @property
    def party(self) -> str:
        """Whose arrival windows may overlap: that of its pair, or its own alone."""
        return self.pair or self.id

    @property
    def is_entry(self) -> bool:
        """Whether it waits because of a draw."""
        return self.draw is not None and self.status == "waitlisted"

    @property
    def not_before(self) -> datetime | None:
        """The earliest start of a slot that its driver can take."""
        return _instant(self.limits.get("not_before"))

    @property
    def not_after(self) -> datetime | None:
        return _instant(self.limits.get("not_after"))

    @property
    def perishable_until(self) -> datetime | None:
        return _instant(self.cargo.get("perishable_until"))

    @property
    def placed(self) -> Place:
        """The place of one that is known to have or to have had one."""
        if self.place is None:
            raise LookupError(f"{self.id} never had a place")
        return self.place

    @property
    def identities(self) -> tuple[str, ...]:
        """What its vehicle is known by: its plate, and its VIN where that is told."""
        return identities(self.vehicle_key, self.vin_key)


PERSONAL_DETAILS = ("vehicle", "driver", "cargo", "limits")
"""What a reservation carries besides that stays outside the ledger."""

PLACING = tuple(Place.__dataclass_fields__)
"""What facts and rows say of a place."""


def _instant(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def details(known: Reservation) -> dict[str, Any]:
    """The personal column of what a reservation carries besides."""
    return {name: getattr(known, name) for name in PERSONAL_DETAILS}


def keys(known: Reservation) -> dict[str, str | None]:
    """What a fact about a reservation has beside it, so that the rows of its vehicle are found."""
    return {"vehicle_key": known.vehicle_key, "vin_key": known.vin_key}


def identities(vehicle_key: str, vin_key: str | None) -> tuple[str, ...]:
    return (vehicle_key,) if vin_key is None else (vehicle_key, vin_key)


def placing(place: Place) -> dict[str, Any]:
    """A place as facts and rows say it: the members of PLACING."""
    return {name: getattr(place, name) for name in PLACING}


@dataclass(frozen=True, slots=True)
class Terms:
    """What a site's rulebook says about booking."""

    hold: timedelta
    hold_cooldown: timedelta
    horizon: timedelta
    lead: timedelta
    arrive_before: timedelta
    arrive_after: timedelta
    offer: timedelta
    free_change: timedelta
    swap: timedelta
    extension: timedelta
    swaps: int
    extensions: int
    rebooks_per_day: int
    open_per_vehicle: int
    strike_misses: int
    strike_window: timedelta
    strike_block: timedelta
    appeal: timedelta
    credit_most: timedelta
    credit_lasts: timedelta
    is_booked: bool
    declaration: timedelta
    declared: frozenset[str]
    """The lanes that demand a declaration."""

    def place(self, slot: Slot) -> Place:
        """A place in a slot, with its arrival window."""
        opens, closes = slot.starts_at - self.arrive_before, slot.ends_at + self.arrive_after
        by = slot.starts_at - self.declaration if slot.lane in self.declared else None
        return Place(slot.id, slot.lane, slot.starts_at, slot.ends_at, slot.local_date, slot.zone, opens, closes, by)

    def place_instead(self, slot: Slot, before: Place) -> Place:
        """A place that the site gives for one it could not keep: no declaration is due sooner than was promised."""
        place = self.place(slot)
        if place.declaration_by is None or before.declaration_by is None:
            return replace(place, declaration_by=None)
        return replace(place, declaration_by=min(max(place.declaration_by, before.declaration_by), slot.starts_at))
