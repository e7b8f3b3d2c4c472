"""Wire shapes of messages: what became of each. Never a number, never the text."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, Field, StrictBool

from serai.core.http import Body

Status = Literal["waiting", "sent", "failed", "superseded", "late", "no_number", "refused"]


class MessageView(BaseModel):
    """`seq` is the entry of the ledger that it tells of; `problem` says why the last attempt failed."""

    id: str
    seq: int
    kind: str
    reservation: str
    status: Status
    at: datetime
    due_at: datetime
    until: datetime
    attempts: int
    sent_as: str | None = Field(description="the id under which it went out, with others that waited")
    answered_at: datetime | None
    problem: str | None

    @classmethod
    def of(cls, row: Any) -> MessageView:
        return cls(**{name: getattr(row, name) for name in cls.model_fields})


class WantRequest(Body):
    """Whether the driver of a reservation wants messages; it holds for the number, whatever it reserves."""

    wanted: StrictBool


class WantView(BaseModel):
    wanted: bool
