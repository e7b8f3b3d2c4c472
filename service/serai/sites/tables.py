"""What was put stays: each put is a row with the number of its ledger entry, and the last one holds."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from serai.core.tables import PERSONAL


class SiteRow(SQLModel, table=True):
    """A site as it is now; `record` is the JSON of the fact that last said so, entry `seq`.

    Entry `turned_by` last said which lanes are open, at `turned_at`.
    """

    __tablename__ = "site"

    site: str = Field(primary_key=True)
    record: str
    seq: int
    turned_by: int
    turned_at: datetime


class YardRow(SQLModel, table=True):
    __tablename__ = "site_yard"

    site: str = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    yard: str


class CalendarRow(SQLModel, table=True):
    __tablename__ = "site_calendar"

    site: str = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    calendar: str


class RulebookRow(SQLModel, table=True):
    __tablename__ = "site_rulebook"

    site: str = Field(primary_key=True)
    version: int = Field(primary_key=True)
    seq: int
    effective_from: datetime
    rulebook: str
    took_effect: bool


class StaffingRow(SQLModel, table=True):
    __tablename__ = "site_staffing"

    site: str = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    periods: str


class ClosureRow(SQLModel, table=True):
    """A closure; `text` is the operator's own words, which stay outside the ledger."""

    __tablename__ = "site_closure"

    site: str = Field(primary_key=True)
    closure: str = Field(primary_key=True)
    seq: int
    lane: str | None = None
    starts_at: datetime
    ends_at: datetime | None = None
    reason: str
    is_lifted: bool = False
    lifted_at: datetime | None = None
    text: str | None = Field(default=None, sa_column_kwargs=PERSONAL)
