"""The yard as decided so far. A bay or road without a row is free, or open."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel


class BayRow(SQLModel, table=True):
    """What is known of a bay; who `given`, `parked` and `kept` are is told by their visits."""

    __tablename__ = "bay"

    site: str = Field(primary_key=True)
    bay: str = Field(primary_key=True)
    closed: bool
    sensed: bool
    given: str | None = None
    parked: str | None = None
    kept: str | None = None
    unpowered_at: datetime | None = None


class DisputeRow(SQLModel, table=True):
    """What a visit inside has disputed: how often, and the roads of which nobody has said since how they are."""

    __tablename__ = "dispute"

    site: str = Field(primary_key=True)
    visit: str = Field(primary_key=True)
    disputes: int
    roads: str = Field(description="a JSON list")


class BayWasRow(SQLModel, table=True):
    """How a bay stood until entry `seq` at `at`: what is looked back on is the rows since."""

    __tablename__ = "bay_was"

    site: str = Field(primary_key=True)
    at: datetime = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    bay: str = Field(primary_key=True)
    closed: bool
    sensed: bool
    given: str | None = None
    parked: str | None = None
    kept: str | None = None
    unpowered_at: datetime | None = None


class RoadWasRow(SQLModel, table=True):
    """A road's status until entry `seq` at `at`."""

    __tablename__ = "road_was"

    site: str = Field(primary_key=True)
    at: datetime = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    road: str
    status: str


class RoadRow(SQLModel, table=True):
    __tablename__ = "road"

    site: str = Field(primary_key=True)
    road: str = Field(primary_key=True)
    status: str
