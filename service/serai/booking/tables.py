"""Columns marked personal stay outside the ledger and may be erased; all others are what its facts add up to."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Column, Index, text
from sqlmodel import Field, SQLModel

PERSONAL = {"info": {"personal": True}}


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
        Index(
            "hold_due",
            "site",
            "expires_at",
            sqlite_where=text("status = 'held'"),
            postgresql_where=text("status = 'held'"),
        ),
        Index("hold_of_vehicle", "site", "vehicle_key"),
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


class ReservationRow(SQLModel, table=True):
    __tablename__ = "reservation"
    __table_args__ = (
        Index("reservation_reference", "site", "reference", unique=True),
        Index("reservation_of_owner", "owner", "id"),
        Index("reservation_of_vehicle", "vehicle_key", "id"),
        Index(
            "reservation_of_phone",
            "phone",
            "id",
            sqlite_where=text("phone IS NOT NULL"),
            postgresql_where=text("phone IS NOT NULL"),
        ),
        Index(
            "reservation_due",
            "site",
            "arrive_until",
            sqlite_where=text("status = 'confirmed'"),
            postgresql_where=text("status = 'confirmed'"),
        ),
    )

    id: str = Field(primary_key=True)
    reference: str
    site: str
    status: str
    slot: str
    lane: str
    starts_at: datetime
    ends_at: datetime
    local_date: date
    zone: str
    arrive_from: datetime
    arrive_until: datetime
    company: str | None = None
    cargo_class: str
    needs: str
    length_cm: int | None = None
    height_cm: int | None = None
    weight_kg: int | None = None
    vehicle: str
    visit: str | None = None
    version: int
    owner: str | None = Field(default=None, sa_column_kwargs=PERSONAL)
    vehicle_key: str | None = Field(default=None, sa_column_kwargs=PERSONAL)
    phone: str | None = Field(default=None, sa_column_kwargs=PERSONAL)
    salt: str | None = Field(default=None, sa_column_kwargs=PERSONAL)
    details: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON, info={"personal": True}))


class VehicleClaim(SQLModel, table=True):
    """A live reservation's arrival window. Global: no two of a vehicle overlap, across companies and sites (I-04).

    PostgreSQL holds this by an exclusion constraint, SQLite by a trigger; both are in the migration.
    """

    __tablename__ = "vehicle_claim"

    vehicle: str = Field(primary_key=True, sa_column_kwargs=PERSONAL)
    reservation: str = Field(primary_key=True)
    arrive_from: datetime
    arrive_until: datetime
