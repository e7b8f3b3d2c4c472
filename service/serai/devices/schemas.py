"""Wire shapes of plate events and of what they came to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, StrictBool, StringConstraints

from serai.booking.schemas import Id
from serai.core.http import Body
from serai.core.instants import Instant
from serai.devices.actions import Told
from serai.devices.formats import Sighting
from serai.devices.matching import PlateSeen
from serai.devices.queries import Vehicle
from serai.devices.rules import Candidate, Reading

Name = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f]+$")]
Plate = Annotated[str, StringConstraints(min_length=1, max_length=24, pattern=r"^[^\x00-\x1f\x7f]+$")]
Format = Literal["serai", "openalpr", "platerecognizer", "hikvision", "axis"]
Place = Literal["gate", "approach"]
Open = Literal["ask", "unmatched"]


class PlateRequest(Body):
    """One proposal of the reader, its best one first; `confidence` in percent."""

    plate: Plate
    country: Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2}$")] | None = None
    confidence: Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)] = 80


class SightingRequest(Body):
    """Our own format. `reader` and `event` name the event for ever; `at` is recorded, never decisive.

    `buffered` says that the reader could not send it at once: it is matched and shown, and never acted on by itself.
    """

    reader: Name
    event: Name
    plates: Annotated[list[PlateRequest], Field(min_length=1, max_length=20)]
    direction: Literal["in", "out"] | None = None
    at: Instant | None = None
    buffered: StrictBool = False

    def sighting(self) -> Sighting:
        plates = tuple(PlateSeen.of(each.plate, each.country, round(each.confidence)) for each in self.plates)
        return Sighting(self.reader, self.event, plates, self.direction, self.at, self.buffered)


class ConfirmRequest(Body):
    """`candidate` is the visit or reservation that it was."""

    candidate: Id


class ReadingTold(BaseModel):
    """What a reader is told. Of the vehicles that it may have been it learns nothing."""

    id: str
    outcome: str
    because: str | None
    act: str | None
    visit: str | None
    bay: str | None
    confidence: int
    repeated: bool

    @classmethod
    def of(cls, told: Told) -> ReadingTold:
        reading, bay = told.reading, told.seen.visit.bay if told.seen else None
        return cls(
            id=reading.id, outcome=reading.settled or reading.outcome, because=reading.because, act=reading.act,
            visit=reading.visit, bay=bay, confidence=reading.confidence, repeated=told.is_repeated,
        )  # fmt: skip


class CandidateView(BaseModel):
    """A vehicle that it may have been; `confirm` its `id`. Without an `act` there is nothing to do for it."""

    id: str
    visit: str | None
    reservation: str | None
    act: str | None
    because: str | None
    confidence: int
    plate: str | None
    country: str | None
    lane: str | None
    status: str | None
    slot_starts_at: datetime | None

    @classmethod
    def of(cls, candidate: Candidate, known: Mapping[str, Vehicle]) -> CandidateView:
        vehicle = known.get(candidate.subject)
        described = vehicle.described if vehicle else {}
        return cls(
            id=candidate.subject, visit=candidate.visit, reservation=candidate.reservation, act=candidate.act,
            because=candidate.because, confidence=candidate.confidence, plate=described.get("plate"),
            country=described.get("country"), lane=vehicle.lane if vehicle else None,
            status=vehicle.status if vehicle else None, slot_starts_at=vehicle.slot_starts_at if vehicle else None,
        )  # fmt: skip


class SeenView(BaseModel):
    plate: str
    country: str | None
    confidence: int

    @classmethod
    def of(cls, seen: Mapping[str, Any]) -> SeenView:
        return cls(plate=seen["folded"], country=seen["country"], confidence=seen["percent"])


class ReadingView(BaseModel):
    """A reading that waits for an answer: what was read, and beside it who it may have been."""

    id: str
    at: datetime
    device_at: datetime | None
    gate: str
    place: str
    outcome: str
    because: str | None
    plates: list[SeenView]
    candidates: list[CandidateView]

    @classmethod
    def of(cls, reading: Reading, seen: list[Any], known: Mapping[str, Vehicle]) -> ReadingView:
        gate, place = reading.spot
        return cls(
            id=reading.id, at=reading.at, device_at=reading.device_at, gate=gate, place=place,
            outcome=reading.outcome, because=reading.because, plates=[SeenView.of(each) for each in seen],
            candidates=[CandidateView.of(each, known) for each in reading.candidates],
        )  # fmt: skip
