"""What a plate reader's events came to. No plate is in them, and nothing that a reader wrote: see `tables`."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from serai.core.events import Event


class CandidateRecord(BaseModel):
    """A vehicle that it may have been: its visit or its reservation, and what would be done; `because` if not that."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    visit: str | None
    reservation: str | None
    act: str | None
    confidence: int
    because: str | None


class PlateRead(Event):
    """A reader at a gate saw a plate. `outcome` is `acted`, `ask`, `nothing` or `unmatched`; confidences in percent."""

    kind: ClassVar[str] = "plate.read"
    reading: str
    gate: str
    place: str
    way: str | None
    outcome: str
    because: str | None
    act: str | None
    visit: str | None
    confidence: int
    candidates: list[CandidateRecord]
    buffered: bool
    device_at: datetime | None


class ReadingSettled(Event):
    """An operator said whose plate it was (`confirmed`), or that there is nothing to do (`dismissed`)."""

    kind: ClassVar[str] = "plate.settled"
    reading: str
    outcome: str
    act: str | None
    visit: str | None
