"""Columns marked personal are confidential: they stay outside the ledger and may be erased."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, Index
from sqlmodel import Field, SQLModel

from serai.core.tables import PERSONAL


class DeclarationRow(SQLModel, table=True):
    """A declaration names one reservation at most: the one that it was last attached to."""

    __tablename__ = "declaration"
    __table_args__ = (
        Index("declaration_of_company", "company", "id"),
        Index("declaration_at_site", "site", "status", "id"),
    )

    id: str = Field(primary_key=True)
    site: str
    status: str
    mode: str
    direction: str
    company: str | None = None
    commitment: str
    made_at: datetime
    decided_at: datetime | None = None
    reason: str | None = None
    reservation: str | None = None
    version: int
    owner: str | None = Field(default=None, sa_column_kwargs=PERSONAL)
    salt: str | None = Field(default=None, sa_column_kwargs=PERSONAL)
    content: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON, info={"personal": True}))
    note: str | None = Field(default=None, sa_column_kwargs=PERSONAL)
