"""What readers saw. What was read, and by which device, is personal and stays outside the ledger."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, Index
from sqlmodel import Field, SQLModel

from serai.core.tables import PERSONAL, partial


class ReadingRow(SQLModel, table=True):
    """A plate event; `candidates` is JSON. `seen` lists the plates as they were read."""

    __tablename__ = "reading"
    __table_args__ = (
        Index("reading_event", "site", "reader", "event_id", unique=True),
        Index("reading_at", "site", "at"),
        partial("reading_kept", "site", "keep_until", where="seen IS NOT NULL"),
    )

    id: str = Field(primary_key=True)
    site: str
    at: datetime
    gate: str
    place: str
    way: str | None = None
    outcome: str
    because: str | None = None
    act: str | None = None
    visit: str | None = None
    confidence: int
    candidates: str
    device_at: datetime | None = None
    settled: str | None = None
    settled_at: datetime | None = None
    keep_until: datetime
    reader: str | None = Field(default=None, sa_column_kwargs=PERSONAL)
    event_id: str | None = Field(default=None, sa_column_kwargs=PERSONAL)
    seen: list[Any] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True), info={"personal": True}))
