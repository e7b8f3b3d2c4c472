"""What tables share, and those that belong to no domain."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

PERSONAL = {"info": {"personal": True}}
"""A column that may be erased; all others are what the facts of the ledger add up to."""


def partial(name: str, *columns: str, where: str) -> Index:
    return Index(name, *columns, sqlite_where=text(where), postgresql_where=text(where))


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


class SiteLease(SQLModel, table=True):
    """Which process carries out what falls due at a site, and until when by the database's clock."""

    __tablename__ = "site_lease"

    site: str = Field(primary_key=True)
    holder: str
    until: datetime
