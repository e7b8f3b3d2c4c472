"""The outbox. Beside the ledger and made from it; no number and no name stands here: they are read when one is sent."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, Index
from sqlmodel import Field, SQLModel

from serai.core.tables import partial


class MessageRow(SQLModel, table=True):
    """A message and what became of it; `sent_as` is the id under which it went out, alone or with others."""

    __tablename__ = "message"
    __table_args__ = (
        partial("message_due", "site", "due_at", where="status = 'waiting'"),
        Index("message_of_reservation", "reservation"),
        Index("message_of_fact", "site", "seq"),
    )

    site: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    seq: int = Field(sa_type=BigInteger)
    kind: str
    reservation: str
    words: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    status: str
    at: datetime
    due_at: datetime
    until: datetime
    attempts: int = 0
    sent_as: str | None = None
    channel: str | None = None
    answered_at: datetime | None = None
    problem: str | None = None


class MessageCursor(SQLModel, table=True):
    """Up to which entry a site's ledger was turned into messages."""

    __tablename__ = "message_cursor"

    site: str = Field(primary_key=True)
    seq: int = Field(sa_type=BigInteger)


class MessageRefusal(SQLModel, table=True):
    """A number, by a keyed mark, whose holder wants no messages; `by_reply` said by that phone itself."""

    __tablename__ = "message_refusal"

    mark: str = Field(primary_key=True)
    at: datetime
    by_reply: bool = False
