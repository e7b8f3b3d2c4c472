"""Tables that belong to no domain."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel


class IdempotencyKey(SQLModel, table=True):
    """The answer given to a key, written in the transaction of its effect."""

    __tablename__ = "idempotency_key"

    scope: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    digest: str
    site: str
    at: datetime = Field(index=True)
    status: int
    answer: bytes
