"""What is shown of a rendezvous beside a reservation or visit; what it is told from is known to higher domains."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field


class Band(BaseModel):
    """A 90 % interval: earliest likely, middle, latest likely."""

    p05: datetime
    p50: datetime
    p95: datetime


class OtherView(BaseModel):
    """The truck that is met: the status of its visit, else of its reservation, and when it should be let in.

    `band` is null in feeds, as it moves with the clock; in a company's feed all of this is.
    """

    status: str
    band: Band | None


class MetView(BaseModel):
    """Two trucks meet `at` a pair of bays. `asked`: who is to answer while it is `proposed`.

    Once agreed, `theirs` is the other; `bay` one's own and `beside` the other's, as far as they are known, and
    `waits_until` the end of the time for which one waits.
    """

    id: str
    with_: str = Field(alias="with")
    at: datetime
    status: str
    asked: Literal["us", "them"]
    theirs: OtherView | None = None
    bay: str | None = None
    beside: str | None = None
    waits_until: datetime | None = None
