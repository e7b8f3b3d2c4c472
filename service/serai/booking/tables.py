"""Columns marked personal stay outside the ledger and may be erased; all others are what its facts add up to."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, Column, Index
from sqlmodel import Field, SQLModel

from serai.core.tables import PERSONAL, partial


class SlotCount(SQLModel, table=True):
    """Places of a slot that was touched: capacity holds by this constraint, whatever the code does (I-01)."""

    __tablename__ = "slot_count"
    __table_args__ = (
        CheckConstraint("taken >= 0 AND held >= 0 AND taken + held <= capacity", name="slot_within_capacity"),
    )

    site: str = Field(primary_key=True)
    slot: str = Field(primary_key=True)
    lane: str
    starts_at: datetime
    capacity: int
    taken: int
    held: int


class HoldRow(SQLModel, table=True):
    __tablename__ = "hold"
    __table_args__ = (
        partial("hold_due", "site", "expires_at", where="status = 'held'"),
        Index("hold_of_vehicle", "site", "vehicle_key"),
        Index("hold_of_owner", "site", "owner", "expires_at"),
        partial("hold_of_vin", "site", "vin_key", where="vin_key IS NOT NULL"),
    )

    id: str = Field(primary_key=True)
    site: str
    slot: str
    lane: str
    status: str
    taken_at: datetime
    expires_at: datetime
    company: str | None = None
    vehicle: str
    owner: str | None = Field(default=None, sa_column_kwargs=PERSONAL)
    vehicle_key: str | None = Field(default=None, sa_column_kwargs=PERSONAL)
    vin_key: str | None = Field(default=None, sa_column_kwargs=PERSONAL)


class ReservationRow(SQLModel, table=True):
    """The columns from `slot` to `declaration_by` are its place, `wanted_…` what it waits for, `offer_…` what it is offered.

    Those from `missed_seq` to `appeal_decided_at` are its miss, and what became of that.
    """  # noqa: E501 - one sentence

    __tablename__ = "reservation"
    __table_args__ = (
        Index("reservation_reference", "site", "reference", unique=True),
        Index("reservation_of_owner", "owner", "id"),
        Index("reservation_of_vehicle", "vehicle_key", "id"),
        partial("reservation_of_phone", "phone", "id", where="phone IS NOT NULL"),
        partial("reservation_due", "site", "arrive_until", where="status = 'confirmed'"),
        partial("reservation_offered", "site", "offer_expires_at", where="status = 'offered'"),
        partial(
            "reservation_waiting", "site", "wanted_until", where="status IN ('waitlisted', 'offered', 'displaced')"
        ),
        partial("reservation_of_draw", "site", "draw", where="draw IS NOT NULL"),
        partial("reservation_appealed", "site", "id", where="appealed_at IS NOT NULL"),
        partial("reservation_of_pair", "pair", where="pair IS NOT NULL"),
        partial(
            "reservation_undeclared",
            "site",
            "declaration_by",
            where="status = 'confirmed' AND declaration IS NULL AND declaration_by IS NOT NULL",
        ),
    )

    id: str = Field(primary_key=True)
    reference: str
    site: str
    status: str
    lane: str
    slot: str | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    local_date: date | None = None
    zone: str | None = None
    arrive_from: datetime | None = None
    arrive_until: datetime | None = None
    declaration_by: datetime | None = None
    wanted_slot: str | None = None
    wanted_from: datetime | None = None
    wanted_until: datetime | None = None
    tier: int | None = None
    turn: int | None = None
    placed_seq: int | None = None
    displaced_because: str | None = None
    displaced_reason: str | None = None
    retimed_from: datetime | None = None
    offer_slot: str | None = None
    offer_starts_at: datetime | None = None
    offer_ends_at: datetime | None = None
    offer_zone: str | None = None
    offer_expires_at: datetime | None = None
    company: str | None = None
    trusted: bool
    cargo_class: str
    needs: str
    length_cm: int | None = None
    height_cm: int | None = None
    weight_kg: int | None = None
    vehicle: str
    visit: str | None = None
    version: int
    swaps: int = 0
    accepted: bool = False
    pair: str | None = None
    declaration: str | None = None
    draw: str | None = None
    lot: str | None = None
    known_as: str | None = None
    credit_given: int | None = Field(default=None, sa_type=BigInteger)
    credit_minutes: int | None = None
    credit_is_last: bool | None = None
    arrived_at: datetime | None = None
    missed_seq: int | None = Field(default=None, sa_type=BigInteger)
    missed_at: datetime | None = None
    struck: bool | None = None
    forgiven: bool | None = None
    appeal_until: datetime | None = None
    appealed_at: datetime | None = None
    appeal_reason: str | None = None
    appeal_decision: str | None = None
    appeal_answer: str | None = None
    appeal_decided_at: datetime | None = None
    owner: str | None = Field(default=None, sa_column_kwargs=PERSONAL)
    vehicle_key: str | None = Field(default=None, sa_column_kwargs=PERSONAL)
    vin_key: str | None = Field(default=None, sa_column_kwargs=PERSONAL)
    phone: str | None = Field(default=None, sa_column_kwargs=PERSONAL)
    salt: str | None = Field(default=None, sa_column_kwargs=PERSONAL)
    details: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON, info={"personal": True}))


class VehicleClaim(SQLModel, table=True):
    """What a reservation takes of its vehicle. Global: across companies and sites, whatever their desks decide at once.

    No two windows of a vehicle overlap, save the two of a pair, which are one `party` (I-04): PostgreSQL holds this by
    an exclusion constraint, SQLite by triggers; both are in the migration. No two open reservations of a vehicle have
    one `number`, and who takes one takes the least that is free: so there are never more than a site allows.
    A vehicle whose VIN is told claims by that too, whatever its plates.
    """

    __tablename__ = "vehicle_claim"
    __table_args__ = (Index("vehicle_claim_number", "vehicle", "number", unique=True),)

    vehicle: str = Field(primary_key=True, sa_column_kwargs=PERSONAL)
    reservation: str = Field(primary_key=True)
    arrive_from: datetime | None = None
    arrive_until: datetime | None = None
    party: str
    number: int | None = None


class VehicleMark(SQLModel, table=True):
    """What quotas count against a vehicle at a site, and the time that the site owes it."""

    __tablename__ = "vehicle_mark"
    __table_args__ = (
        Index("vehicle_mark_of_vehicle", "vehicle_key", "site"),
        partial("vehicle_mark_of_vin", "vin_key", "site", where="vin_key IS NOT NULL"),
        partial("vehicle_mark_credit", "site", "at", where="minutes > 0"),
    )

    site: str = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    reservation: str
    kind: str
    at: datetime
    minutes: int = 0
    vehicle_key: str | None = Field(default=None, sa_column_kwargs=PERSONAL)
    vin_key: str | None = Field(default=None, sa_column_kwargs=PERSONAL)


class ShowTally(SQLModel, table=True):
    """Of one lane, class of company and local day: places whose arrival window opened with them, used and not used."""

    __tablename__ = "show_tally"

    site: str = Field(primary_key=True)
    lane: str = Field(primary_key=True)
    company_class: str = Field(primary_key=True)
    day: date = Field(primary_key=True)
    shown: int
    missed: int


class DrawRow(SQLModel, table=True):
    """A draw: what it gives out, how far it is, and until it is held its secret, sealed, and the key of its lots."""

    __tablename__ = "draw"
    __table_args__ = (partial("draw_to_hold", "site", where="status <> 'held'"),)

    site: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    lane: str | None = None
    local_date: date
    opens_at: datetime
    closes_at: datetime
    commitment: str
    status: str
    committed_at: datetime
    committed_seq: int
    opened_seq: int | None = None
    closed_at: datetime | None = None
    closed_seq: int | None = None
    outside: str | None = None
    source: str | None = None
    outside_at: datetime | None = None
    held_at: datetime | None = None
    held_seq: int | None = None
    seed: str | None = None
    revealed: str | None = None
    secret: str | None = Field(default=None, sa_column_kwargs=PERSONAL)
    lot_key: str | None = Field(default=None, sa_column_kwargs=PERSONAL)
