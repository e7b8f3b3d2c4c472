from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from serai.core.tables import partial


class RendezvousRow(SQLModel, table=True):
    """A rendezvous; `is_known` until nobody of the two is to come any more."""

    __tablename__ = "rendezvous"
    __table_args__ = (partial("rendezvous_known", "site", where="is_known"),)

    id: str = Field(primary_key=True)
    site: str
    status: str
    at: datetime
    version: int = Field(sa_type=BigInteger)
    is_known: bool


class RendezvousSideRow(SQLModel, table=True):
    """One of the two: 0 who proposed it, 1 the other; of its reservation what the rendezvous rests on."""

    __tablename__ = "rendezvous_side"

    rendezvous: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    reservation: str
    reference: str
    lane: str
    status: str
    starts_at: datetime | None = None
    visit: str | None = None
    kept: str | None = None
    awaits_until: datetime | None = None
