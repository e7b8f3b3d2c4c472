"""Wire shapes of visits and queues."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, StringConstraints, model_validator

from serai.booking.met_schemas import MetView
from serai.booking.schemas import Band, Cargo, Code, Id, Line, Vehicle
from serai.booking.slots import local
from serai.core.http import Body
from serai.core.instants import Instant
from serai.core.languages import ENGLISH
from serai.queue import machine
from serai.queue.because import Because
from serai.queue.explaining import Explanation, corrected, passed, prospect
from serai.queue.order import Policy
from serai.queue.phrases import say
from serai.queue.prospects import Prospect
from serai.queue.queries import Moment
from serai.queue.rules import Visit
from serai.queue.views import Seen

Reference = Annotated[str, StringConstraints(min_length=1, max_length=2_000, pattern=r"^[A-Za-z0-9._-]+$")]
"""A reservation's short reference, or the pass that a QR code holds."""


class PositionGiven(Body):
    """Where a phone says it is, in degrees, and by how many metres it may be wrong. Looked at once, never stored."""

    lat: Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
    lon: Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
    accuracy_m: Annotated[float, Field(ge=0, le=1_000_000, allow_inf_nan=False)]


class CheckInRequest(Body):
    """A vehicle is here. Name its reservation, or describe it; a walk-in needs a lane, or a class one lane takes."""

    reservation: Id | None = None
    reference: Reference | None = None
    vehicle: Vehicle | None = None
    lane: Code | None = None
    cargo: Cargo | None = None
    area: Id | None = Field(default=None, description="where it waits for its call, of the site's `areas`")
    position: PositionGiven | None = Field(default=None, description="of a driver's phone, where the site asks for it")
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
    """What had been recorded wrongly, as it should be; `instead` is the visit that was let in and not this one."""

    vehicle: Vehicle | None = None
    lane: Code | None = None
    bay: Id | None = None
    duplicate_of: Id | None = None
    instead: Id | None = None
    reason: Reason


class PlaceView(BaseModel):
    position: int
    ahead: int
    of: int


class Clause(BaseModel):
    clause: str
    text: str

    @classmethod
    def of(cls, why: Because, language: str) -> list[Clause]:
        return [cls(**each) for each in why.told(language)]


class CallView(BaseModel):
    """The order to come to a gate; `at_gate_at` once it was seen there."""

    id: str
    gate: str | None
    at: datetime
    at_gate_at: datetime | None = None


class VisitView(BaseModel):
    id: str
    site: str
    status: str
    stage: machine.Stage | None = Field(description="where it is on its way through the site; null once it is over")
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
    next_bay: str | None = Field(description="to which it must go from the bay it stands in; `because` says why")
    rendezvous: MetView | None
    area: str | None = Field(description="where it waits for its call")
    farther_minutes: int = Field(description="how much longer it drives to the gate than from the nearest area")
    ended_at: datetime | None
    duplicate_of: str | None
    because: list[Clause]
    version: int

    @classmethod
    def of(cls, seen: Seen, language: str = ENGLISH) -> VisitView:
        visit, papers = seen.visit, seen.papers
        place = seen.place and PlaceView(position=seen.place.position, ahead=seen.place.ahead, of=seen.place.of)
        band = seen.band and Band(p05=seen.band.p05, p50=seen.band.p50, p95=seen.band.p95)
        names = (
            "id", "site", "status", "lane", "line", "reservation", "company", "arrived_at", "admitted_at", "bay",
            "next_bay", "area", "farther_minutes", "ended_at", "duplicate_of", "version",
        )  # fmt: skip
        plain = {name: getattr(visit, name) for name in names}
        return cls(
            **plain,
            stage=machine.stage(visit.status, is_at_gate=visit.at_gate_at is not None),
            class_=visit.cargo_class,
            vehicle=dict(papers.vehicle),
            driver=dict(papers.driver),
            needs=list(visit.needs),
            slot_starts_at=visit.slot_starts_at and local(visit.slot_starts_at, seen.zone),
            place=place,
            band=band,
            call=_call(visit),
            rendezvous=seen.met,
            because=Clause.of(seen.because, language),
        )

    @classmethod
    def said_in(cls, language: str) -> Callable[[Seen], VisitView]:
        """What shows a visit with its reasons in a language."""
        return lambda seen: cls.of(seen, language)


def _call(visit: Visit) -> CallView | None:
    if visit.call is None or visit.called_at is None:
        return None
    return CallView(id=visit.call, gate=visit.gate, at=visit.called_at, at_gate_at=visit.at_gate_at)


class MomentView(BaseModel):
    """A step of a visit by the `kind` of its fact; `inferred` if nobody reported it and a later one implied it."""

    kind: str
    status: str
    at: datetime
    inferred: bool


class VisitStory(VisitView):
    """A visit, and every status it has had, in order; a missed call makes it `waiting` again."""

    timeline: list[MomentView]

    @classmethod
    def told(cls, seen: Seen, timeline: Sequence[Moment], language: str) -> VisitStory:
        moments = [
            MomentView(kind=each.kind, status=each.status, at=each.at, inferred=each.inferred) for each in timeline
        ]
        return cls(**dict(VisitView.of(seen, language)), timeline=moments)


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
    plate: str | None
    arrived_at: datetime
    farther_minutes: int
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
    text: str


class CorrectionView(BaseModel):
    """What was put right in the record, when, and for which reason."""

    at: datetime
    what: list[str]
    reason: str
    text: str


class ProspectView(BaseModel):
    """What would change the place, or still may; `clause` is what it rests on."""

    code: str
    clause: str
    text: str
    position: int | None
    count: int | None
    minutes: int | None
    at: datetime | None


class ExplanationView(BaseModel):
    """Every fact and rule that put a visit where it is, who passed it, never by identity, and what would change it.

    A `clause` is one of the rulebook's text, or a member of it.
    """

    visit: str
    facts: dict[str, Any]
    rules: dict[str, Any]
    passed_by: list[PassingView]
    corrections: list[CorrectionView]
    changes: list[ProspectView]
    text: str

    @classmethod
    def of(cls, seen: Seen, policy: Policy, why: Explanation, language: str) -> ExplanationView:
        clauses = seen.because.told(language)
        told = cls(
            visit=seen.visit.id,
            facts=_facts(seen.visit),
            rules=_rules(seen, policy) | {"clauses": clauses},
            passed_by=[
                PassingView(class_=each.cargo_class, clause=each.clause, count=each.count, text=passed(each, language))
                for each in why.passed
            ],
            corrections=[
                CorrectionView(at=each.at, what=list(each.what), reason=each.reason, text=corrected(each, language))
                for each in why.corrections
            ],
            changes=[_prospect(each, language) for each in why.prospects],
            text="",
        )
        place = seen.place and say(language, "place", position=seen.place.position, of=seen.place.of)
        sentences = [place or "", *(each["text"] for each in clauses)]
        for more in (told.passed_by, told.corrections, told.changes):
            sentences += [each.text for each in more]
        return told.model_copy(update={"text": " ".join(filter(None, sentences))})


def _prospect(each: Prospect, language: str) -> ProspectView:
    names = ("code", "clause", "position", "count", "minutes", "at")
    return ProspectView(**{name: getattr(each, name) for name in names}, text=prospect(each, language))


def _facts(visit: Visit) -> dict[str, Any]:
    names = (
        "status",
        "lane",
        "line",
        "trusted",
        "booked",
        "arrived_at",
        "area",
        "farther_minutes",
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
    }
