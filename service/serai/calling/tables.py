"""How a site calls, as it is now."""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class CallControlRow(SQLModel, table=True):
    """`switches`, `stops` and `acceptances` are JSON: lists of [lane or null, what stands of it]."""

    __tablename__ = "call_control"

    site: str = Field(primary_key=True)
    switches: str
    stops: str
    acceptances: str
