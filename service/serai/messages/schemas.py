"""Wire shapes of messages: what became of each. Never a number, never the text."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, StrictBool, StringConstraints

from serai.booking.schemas import Phone
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
    channel: str | None = Field(description="by what the last attempt went: `sms` or the service's `log`")
    answered_at: datetime | None
    problem: str | None

    @classmethod
    def of(cls, row: Any) -> MessageView:
        return cls(**{name: getattr(row, name) for name in cls.model_fields})


class WantRequest(Body):
    """Whether the driver of a reservation wants messages; it holds for the number, whatever it reserves.

    `number` is where it wants them, if not at the number that the reservation has.
    """

    wanted: StrictBool
    number: Phone | None = None


class WantView(BaseModel):
    """Whether the driver of a reservation is told things at its number."""

    wanted: bool
    number: str | None = Field(description="as the reservation has it")
    by_reply: bool = Field(description="ended by the phone itself, and begun again by it alone")
    carried: bool = Field(description="whether this service sends messages at all")

    @classmethod
    def of(cls, number: str | None, refusal: Any, *, carried: bool) -> WantView:
        by_reply = refusal is not None and refusal.by_reply
        return cls(wanted=number is not None and refusal is None, number=number, by_reply=by_reply, carried=carried)


class ReplyRequest(Body):
    """What a phone answered to a message, as the gateway reports it."""

    number: Phone
    text: Annotated[str, StringConstraints(max_length=1000, pattern=r"^[^\x00]*$")]


class ReplyView(BaseModel):
    """What the reply asks for; `wanted` null: it says neither that messages shall end nor that they shall begin."""

    wanted: bool | None
