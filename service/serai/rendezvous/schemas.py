"""Wire shapes of rendezvous."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints

from serai.booking.schemas import Id
from serai.booking.schemas import Nothing as Nothing
from serai.core.http import Body
from serai.rendezvous.rules import Rendezvous

Named = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[A-Za-z0-9._-]+$")]
Status = Literal[
    "proposed", "agreed", "met", "declined", "cancelled", "lapsed", "apart", "missed", "unpaired", "gone"
]  # fmt: skip


class ProposeRequest(Body):
    """`reservation` is one's own, `with` the other one's reference or id."""

    reservation: Id
    with_: Named = Field(alias="with")


class SpanView(BaseModel):
    """From when to when a slot may start."""

    from_: datetime = Field(alias="from")
    until: datetime


class RendezvousView(BaseModel):
    """Two trucks that meet, as one side sees it: of the other its reference alone. `asked` says who is to answer.

    `apart`: `meets` is when one's own slot would have to start.
    """

    id: str
    site: str
    status: Status
    at: datetime
    reservation: str
    with_: str = Field(alias="with")
    asked: Literal["us", "them"]
    meets: SpanView | None = None
    version: int

    @classmethod
    def of(cls, found: Rendezvous, reservation: str, site: str, wait: timedelta) -> RendezvousView:
        theirs, meets = found.theirs(reservation), None
        if found.status == "apart" and theirs.starts_at is not None:
            meets = {"from": theirs.starts_at - wait, "until": theirs.starts_at + wait}
        asked = "them" if found.sides[0].reservation == reservation else "us"
        return cls.model_validate(
            {
                "id": found.id, "site": site, "status": found.status, "at": found.at, "reservation": reservation,
                "with": theirs.reference, "asked": asked, "meets": meets, "version": found.version,
            }
        )  # fmt: skip
