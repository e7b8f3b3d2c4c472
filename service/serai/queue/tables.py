"""Columns marked personal stay outside the ledger and may be erased; all others are what its facts add up to."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, Index, text
from sqlmodel import Field, SQLModel

from serai.core.tables import PERSONAL, partial


class VisitRow(SQLModel, table=True):
    """A visit; `order_key` sorts as its key does, `placed_seq` is that key's last part."""

    __tablename__ = "visit"
    __table_args__ = (
        Index(
            "visit_live",
            "site",
            "id",
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index(
            "visit_ended",
            "site",
            "ended_at",
            sqlite_where=text("ended_at IS NOT NULL"),
            postgresql_where=text("ended_at IS NOT NULL"),
        ),
        Index("visit_placed", "site", "line", "placed_seq"),
        Index("visit_of_vehicle", "vehicle_key", "id"),
        Index("visit_of_owner", "owner", "id"),
        Index("visit_of_reservation", "reservation"),
        Index("visit_of_company", "company", "id"),
        partial("visit_came_with", "came_with", where="came_with IS NOT NULL"),
    )

    id: str = Field(primary_key=True)
    site: str
    status: str
    lane: str
    line: str
    cargo_class: str
    trusted: bool
    booked: bool
    reservation: str | None = None
    company: str | None = None
    arrived_at: datetime
    slot_starts_at: datetime | None = None
    arrive_from: datetime | None = None
    arrive_until: datetime | None = None
    order_key: str
    placed_seq: int = Field(sa_type=BigInteger)
    flow: int
    priority: bool
    because: str
    rulebook: int
    cost_seconds: int
    length_cm: int | None = None
    height_cm: int | None = None
    weight_kg: int | None = None
    needs: str
    by: str
    version: int = Field(sa_type=BigInteger)
    called_at: datetime | None = None
    call: str | None = None
    gate: str | None = None
    call_reason: str | None = None
    call_why: str | None = None
    at_gate_at: datetime | None = None
    missed_calls: int
    missed_at: datetime | None = None
    rests_until: datetime | None = None
    admitted_at: datetime | None = None
    given_bay: str | None = None
    bay: str | None = None
    parked_at: datetime | None = None
    released_at: datetime | None = None
    ended_at: datetime | None = None
    duplicate_of: str | None = None
    since: datetime | None = None
    came_from: str | None = None
    came_with: str | None = None
    promised_at: datetime | None = None
    perishable_until: datetime | None = None
    inspection: str | None = Field(default=None, description="JSON")
    bay_why: str | None = None
    area: str | None = None
    farther_minutes: int = 0
    vehicle: str
    owner: str | None = Field(default=None, sa_column_kwargs=PERSONAL)
    phone: str | None = Field(default=None, sa_column_kwargs=PERSONAL)
    vehicle_key: str | None = Field(default=None, sa_column_kwargs=PERSONAL)
    salt: str | None = Field(default=None, sa_column_kwargs=PERSONAL)
    details: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON, info={"personal": True}))


class NoteRow(SQLModel, table=True):
    """What an operator wrote beside a reason's code; `seq` is the entry that it explains. Where all calls are stopped
    `visit` is empty."""

    __tablename__ = "visit_note"

    site: str = Field(primary_key=True)
    seq: int = Field(primary_key=True, sa_type=BigInteger)
    visit: str
    text: str | None = Field(default=None, sa_column_kwargs=PERSONAL)


class LineRow(SQLModel, table=True):
    """A line's virtual time, the finish of each flow (JSON) and how many overtakers it has had."""

    __tablename__ = "line"

    site: str = Field(primary_key=True)
    line: str = Field(primary_key=True)
    clock: int = Field(sa_type=BigInteger)
    finishes: str
    overtaken: int = Field(sa_type=BigInteger)


class OvertakerRow(SQLModel, table=True):
    """One of the latest overtakers of a line: `number` counts them, `place` is its place in a ring."""

    __tablename__ = "line_overtaker"

    site: str = Field(primary_key=True)
    line: str = Field(primary_key=True)
    place: int = Field(primary_key=True)
    number: int = Field(sa_type=BigInteger)
    cost: int
    ceiling: str


class TransferRow(SQLModel, table=True):
    """A place kept for a truck that comes from another site's `from_visit`; `seq` is the entry that promised it."""

    __tablename__ = "transfer"
    __table_args__ = (
        partial("transfer_open", "valid_until", where="status = 'promised'"),
        Index("transfer_by_visit", "from_visit"),
        Index("transfer_joined", "site", "joined_at"),
    )

    site: str = Field(primary_key=True)
    transfer: str = Field(primary_key=True)
    seq: int = Field(sa_type=BigInteger)
    from_visit: str
    lane: str
    since: datetime
    promised_at: datetime
    valid_until: datetime
    status: str
    visit: str | None = None
    joined_at: datetime | None = None


class TransferAnswerRow(SQLModel, table=True):
    """What became of a visit that was promised a place elsewhere: it has left for that, or will not. Final."""

    __tablename__ = "transfer_answer"

    site: str = Field(primary_key=True)
    transfer: str = Field(primary_key=True)
    visit: str
    has_left: bool


class TransferOfferRow(SQLModel, table=True):
    """That a visit was told of a faster site."""

    __tablename__ = "transfer_offer"

    site: str = Field(primary_key=True)
    visit: str = Field(primary_key=True)
    to_site: str = Field(primary_key=True)
    lane: str
    saves_minutes: int
    at: datetime


class BandsRow(SQLModel, table=True):
    """The bands in force at a site (JSON)."""

    __tablename__ = "bands"

    site: str = Field(primary_key=True)
    bands: str
    ways: str
    calls: str
    basis: str
    as_of: datetime
