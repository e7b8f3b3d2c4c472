"""Wire shapes of visits and queues."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, StringConstraints, model_validator

from serai.booking.schemas import Band, Cargo, Code, Id, Line, Vehicle
from serai.booking.slots import local
from serai.core.http import Body
from serai.core.instants import Instant
from serai.queue.order import Policy
from serai.queue.queries import Passing
from serai.queue.rules import Visit
from serai.queue.views import Seen

Reference = Annotated[str, StringConstraints(min_length=1, max_length=20, pattern=r"^[A-Z0-9]+-[A-Z0-9]+$")]


class CheckInRequest(Body):
    """A vehicle is here. Name its reservation, or describe it; a walk-in needs a lane, or a class one lane takes."""

    reservation: Id | None = None
    reference: Reference | None = None
    vehicle: Vehicle | None = None
    lane: Code | None = None
    cargo: Cargo | None = None
    by: Literal["kiosk", "camera", "operator", "driver"]

    @model_validator(mode="after")
    def _somebody(self) -> CheckInRequest:
        if self.reservation is None and self.reference is None and self.vehicle is None:
            raise ValueError("give a `reservation`, a `reference` or a `vehicle`")
        return self


class Reason(Body):
    """`code` is public, in the ledger; `text` is not."""

    code: Code
    text: Line | None = None


class LeaveRequest(Body):
    """`at` is the device's own time: recorded, never decisive."""

    at: Instant | None = None


class TurnAwayRequest(Body):
    reason: Reason
    at: Instant | None = None


class CorrectRequest(Body):
    """What had been recorded wrongly, as it should be."""

    vehicle: Vehicle | None = None
    lane: Code | None = None
    bay: Id | None = None
    duplicate_of: Id | None = None
    reason: Reason


class PlaceView(BaseModel):
    position: int
    ahead: int
    of: int


class Clause(BaseModel):
    clause: str
    text: str


class CallView(BaseModel):
    """The order to come to a gate."""

    id: str
    gate: str | None
    at: datetime


class VisitView(BaseModel):
    id: str
    site: str
    status: str
    lane: str
    line: str
    class_: str = Field(serialization_alias="class")
    reservation: str | None
    company: str | None
    vehicle: dict[str, Any]
    driver: dict[str, Any]
    needs: list[str]
    arrived_at: datetime
    slot_starts_at: str | None
    place: PlaceView | None
    band: Band | None
    call: CallView | None
    admitted_at: datetime | None
    bay: str | None
    ended_at: datetime | None
    duplicate_of: str | None
    because: list[Clause]
    version: int

    @classmethod
    def of(cls, seen: Seen) -> VisitView:
        visit, papers = seen.visit, seen.papers
        place = seen.place and PlaceView(position=seen.place.position, ahead=seen.place.ahead, of=seen.place.of)
        band = seen.band and Band(p05=seen.band.p05, p50=seen.band.p50, p95=seen.band.p95)
        call = CallView(id=visit.call, gate=visit.gate, at=visit.called_at) if visit.call and visit.called_at else None
        names = ("id", "site", "status", "lane", "line", "reservation", "company", "arrived_at", "admitted_at", "bay")
        plain = {name: getattr(visit, name) for name in (*names, "ended_at", "duplicate_of", "version")}
        return cls(
            **plain,
            class_=visit.cargo_class,
            vehicle=dict(papers.vehicle),
            driver=dict(papers.driver),
            needs=list(visit.needs),
            slot_starts_at=visit.slot_starts_at and local(visit.slot_starts_at, seen.zone),
            place=place,
            band=band,
            call=call,
            because=[Clause(**each) for each in seen.because],
        )


class QueueAt(BaseModel):
    epoch: str
    seq: int


class QueueItem(BaseModel):
    line: str
    rank: int
    visit: str
    lane: str
    class_: str = Field(serialization_alias="class")
    status: str
    arrived_at: datetime
    because: list[Clause]


class QueueView(BaseModel):
    """The order at one moment; a page read later may be of another, see `at`."""

    at: QueueAt
    items: list[QueueItem]
    next: str | None = None


class PassingView(BaseModel):
    class_: str = Field(serialization_alias="class")
    clause: str
    count: int


class ExplanationView(BaseModel):
    """Every fact and rule that put a visit where it is, and who passed it, never by identity."""

    visit: str
    facts: dict[str, Any]
    rules: dict[str, Any]
    passed_by: list[PassingView]
    text: str

    @classmethod
    def of(cls, seen: Seen, policy: Policy, passing: list[Passing]) -> ExplanationView:
        place = seen.place
        sentences = [each["text"] for each in seen.because]
        if place is not None:
            sentences.insert(0, f"Place {place.position} of {place.of}.")
        sentences += [f"{each.count} of class {each.cargo_class} passed it by {each.clause}." for each in passing]
        return cls(
            visit=seen.visit.id,
            facts=_facts(seen.visit),
            rules=_rules(seen, policy),
            passed_by=[PassingView(class_=each.cargo_class, clause=each.clause, count=each.count) for each in passing],
            text=" ".join(sentences),
        )


def _facts(visit: Visit) -> dict[str, Any]:
    names = (
        "status",
        "lane",
        "line",
        "trusted",
        "booked",
        "arrived_at",
        "slot_starts_at",
        "arrive_from",
        "arrive_until",
    )
    facts: dict[str, Any] = {name: getattr(visit, name) for name in names}
    facts |= {"class": visit.cargo_class, "key": list(visit.key), "missed_calls": visit.missed_calls}
    return facts | {"called_at": visit.called_at, "call_reason": visit.call_reason, "admitted_at": visit.admitted_at}


def _rules(seen: Seen, policy: Policy) -> dict[str, Any]:
    merge = [
        {"classes": list(flow.classes) or None, "trusted": flow.trusted, "booked": flow.booked, "take": flow.take}
        for flow in policy.flows
    ]
    return {
        "rulebook": policy.version,
        "merge": merge,
        "entry": seen.visit.flow,
        "priority_bound_minutes": policy.bound_seconds // 60,
        "clauses": list(seen.because),
    }
