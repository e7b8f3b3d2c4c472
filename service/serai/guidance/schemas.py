"""Wire shapes of bays, roads and guidance."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field, model_validator

from serai.core.http import Body
from serai.core.instants import Instant
from serai.guidance.choice import Choice
from serai.guidance.telling import Guidance
from serai.guidance.yard import YardState

YardId = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[^\x00-\x20\x7f]+$")]
"""A gate's, bay's or road's id in the yard file."""
DeviceTime = Annotated[Instant | None, Field(description="the device's time; recorded, never decisive")]


class AdmitRequest(Body):
    at: DeviceTime = None
    gate: YardId | None = None


class ParkRequest(Body):
    bay: YardId
    at: DeviceTime = None


class ReleaseRequest(Body):
    at: DeviceTime = None


class DepartRequest(Body):
    at: DeviceTime = None
    gate: YardId | None = None


class DisputeRequest(Body):
    """`bay`: the bay that was told is taken. `between`: the road between two places of `path` is blocked."""

    bay: YardId | None = None
    between: tuple[YardId, YardId] | None = None

    @model_validator(mode="after")
    def _one(self) -> DisputeRequest:
        if (self.bay is None) == (self.between is None):
            raise ValueError("give a `bay`, or the two places `between` which a road is blocked")
        return self

    @property
    def what(self) -> str | tuple[str, str]:
        return self.bay or self.between or ""


class BayStatusRequest(Body):
    status: Literal["free", "occupied", "closed"]


class BayPowerRequest(Body):
    status: Literal["on", "off"]


class RoadStatusRequest(Body):
    status: Literal["blocked", "slow", "open"]


class BayView(BaseModel):
    """`status` is `free`, `given`, `kept`, `occupied` or `closed`; `visit` is who stands here, else is coming."""

    id: str
    status: str
    kind: str
    visit: str | None
    power: Literal["on", "off"] | None = Field(description="null: it has none by the yard file")
    unpowered_at: datetime | None

    @classmethod
    def of(cls, state: YardState, bay: str) -> BayView:
        stand = state.stands[bay]
        drawn = state.ground.yard.bays[bay] if state.ground else None
        power: Literal["on", "off"] = "on" if stand.unpowered_at is None else "off"
        return cls(
            id=bay,
            status=stand.status,
            kind=drawn.kind if drawn else "",
            visit=stand.visit,
            power=power if drawn and drawn.power else None,
            unpowered_at=stand.unpowered_at,
        )

    @classmethod
    def showing(cls, bay: str) -> Callable[[YardState], BayView]:
        """What shows this bay of a yard."""
        return lambda state: cls.of(state, bay)


class RoadView(BaseModel):
    """`status` is `open`, `slow` or `blocked`."""

    id: str
    status: str

    @classmethod
    def showing(cls, road: str) -> Callable[[str], RoadView]:
        """What shows the status of this road."""
        return lambda status: cls(id=road, status=status)


class BaysView(BaseModel):
    items: list[BayView]
    roads: list[RoadView]

    @classmethod
    def of(cls, state: YardState) -> BaysView:
        roads = state.ground.yard.roads if state.ground else ()
        return cls(
            items=[BayView.of(state, bay) for bay in state.stands],
            roads=[RoadView(id=road, status=state.road_status(road)) for road in roads],
        )


class StepView(BaseModel):
    """What to do at `node`, and how far to drive then."""

    text: str
    distance_m: int
    node: str


class LineString(BaseModel):
    """GeoJSON; no positions where there is nothing to drive."""

    type: Literal["LineString"] = "LineString"
    coordinates: list[list[float]]


class SecondView(BaseModel):
    """Where it would be sent if its bay proved to be taken, and how far that is from where it is thought to be."""

    bay: str
    distance_m: int
    seconds: int

    @classmethod
    def of(cls, found: Choice | None) -> SecondView | None:
        if found is None:
            return None
        return cls(bay=found.bay, distance_m=round(found.route.length_cm / 100), seconds=found.route.time_ms // 1000)


class GuidanceView(BaseModel):
    """The way to the bay, or, once released, from it to the exit. `bay` null: none is free yet, wait.

    `second` is told when asked for, not by the feed: it changes with every other truck.
    """

    bay: str | None
    path: list[str]
    line: LineString
    steps: list[StepView]
    second: SecondView | None
    valid_at: datetime

    @classmethod
    def of(cls, guidance: Guidance, now: datetime, second: Choice | None = None) -> GuidanceView:
        steps = [StepView(text=step.text, distance_m=step.distance_m, node=step.node) for step in guidance.steps]
        return cls(
            bay=guidance.bay,
            path=list(guidance.path),
            line=LineString(coordinates=[point.degrees for point in guidance.line]),
            steps=steps,
            second=SecondView.of(second),
            valid_at=now,
        )
