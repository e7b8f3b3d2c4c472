"""Patterns of reservations, and what became of their dates."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Column, Index
from sqlmodel import Field, SQLModel

from serai.core.tables import PERSONAL, partial


class StandingRow(SQLModel, table=True):
    """A pattern of reservations; `next_at` is when the slot of `next_date` starts, None when there is no next."""

    __tablename__ = "standing"
    __table_args__ = (
        partial("standing_due", "site", "next_at", where="next_at IS NOT NULL"),
        Index("standing_of_owner", "owner", "id"),
    )

    site: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    status: str
    company: str | None = None
    lane: str
    days: str
    at: str
    first_date: date
    last_date: date | None = None
    may_wait: bool
    on_behalf: bool
    vehicle: str
    cargo_class: str
    needs: str
    length_cm: int | None = None
    height_cm: int | None = None
    weight_kg: int | None = None
    next_date: date | None = None
    next_at: datetime | None = None
    not_before: datetime | None = None
    declaration: str | None = None
    version: int
    owner: str | None = Field(default=None, sa_column_kwargs=PERSONAL)
    phone: str | None = Field(default=None, sa_column_kwargs=PERSONAL)
    salt: str | None = Field(default=None, sa_column_kwargs=PERSONAL)
    vehicle_key: str | None = Field(default=None, sa_column_kwargs=PERSONAL)
    vin_key: str | None = Field(default=None, sa_column_kwargs=PERSONAL)
    details: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON, info={"personal": True}))


class StandingOccurrence(SQLModel, table=True):
    """What became of one date of a pattern: its reservation, or code and facts of the refusal. One attempt a date."""

    __tablename__ = "standing_occurrence"

    site: str = Field(primary_key=True)
    standing: str = Field(primary_key=True)
    local_date: date = Field(primary_key=True)
    slot: str | None = None
    reservation: str | None = None
    problem: str | None = None
    facts: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON, info={"personal": True}))
    at: datetime
