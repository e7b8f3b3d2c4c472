from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel


class LedgerHead(SQLModel, table=True):
    """The row that whoever writes at a site claims first."""

    __tablename__ = "ledger_head"

    site: str = Field(primary_key=True)
    epoch: str
    seq: int
    at: datetime
    digest: str


class LedgerEntry(SQLModel, table=True):
    """One fact; `body` holds the bytes that were hashed."""

    __tablename__ = "ledger_entry"

    site: str = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    at: datetime
    kind: str
    body: bytes
    prev: str
    digest: str
