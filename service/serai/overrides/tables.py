from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Index
from sqlmodel import Field, SQLModel


class OverrideRow(SQLModel, table=True):
    """A call out of turn; `day` is the local day, `operator` and `second` are pseudonyms, `company` the vehicle's."""

    __tablename__ = "override"
    __table_args__ = (Index("override_by_day", "site", "day"),)

    site: str = Field(primary_key=True)
    seq: int = Field(primary_key=True, sa_type=BigInteger)
    day: str
    visit: str
    lane: str
    company: str | None = None
    operator: str
    second: str | None = None
    reason: str


class AskedRow(SQLModel, table=True):
    """An override that was asked for; `visits` is JSON."""

    __tablename__ = "override_asked"

    site: str = Field(primary_key=True)
    override: str = Field(primary_key=True)
    visits: str
    reason: str
    by: str
    asked_at: datetime
    until: datetime
    is_confirmed: bool
