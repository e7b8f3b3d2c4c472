"""The yard as decided so far. A bay or road without a row is free, or open."""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class BayRow(SQLModel, table=True):
    """What is known of a bay; who `given` and `parked` are is told by their visits."""

    __tablename__ = "bay"

    site: str = Field(primary_key=True)
    bay: str = Field(primary_key=True)
    closed: bool
    sensed: bool
    given: str | None = None
    parked: str | None = None


class RoadRow(SQLModel, table=True):
    __tablename__ = "road"

    site: str = Field(primary_key=True)
    road: str = Field(primary_key=True)
    status: str
