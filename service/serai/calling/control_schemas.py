"""Wire shapes of how a site calls."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from serai.booking.schemas import Code, Id
from serai.calling.control import WINDOW_MINUTES, Acceptance, Stop
from serai.calling.forward import Scene, Verdict, verdict
from serai.calling.neighbour import accepted
from serai.core.desk import Draft
from serai.core.http import Body
from serai.core.instants import Instant
from serai.queue.schemas import Reason
from serai.sites.site import Lane

Mode = Literal["operator", "automatic"]


class CallModeRequest(Body):
    """Who calls from now on; `lane` null is the whole site, and all its lanes with it."""

    mode: Mode
    lane: Code | None = None


class StopRequest(Body):
    """Why nobody may be called; `lane` null is the whole site."""

    reason: Reason
    lane: Code | None = None


class ResumeRequest(Body):
    """`lane` null: everything that was stopped."""

    lane: Code | None = None


class AcceptanceRequest(Body):
    """The neighbour takes `vehicles` in any `minutes`, until an instant; `lane` null: of all lanes that lead to it."""

    vehicles: Annotated[int, Field(ge=0, le=10_000, strict=True)]
    minutes: Annotated[int, Field(ge=1, le=WINDOW_MINUTES, strict=True)] = 60
    until: Instant
    lane: Code | None = None


class RecallRequest(Body):
    """Why a call is taken back or given once more."""

    reason: Reason


class AtGateRequest(Body):
    """`at` is the device's own time: recorded, never decisive."""

    gate: Id | None = None
    at: Instant | None = None


class StopView(BaseModel):
    """`by` is the key id of who stopped calls."""

    reason: str
    at: datetime
    by: str

    @classmethod
    def of(cls, stop: Stop | None) -> StopView | None:
        return None if stop is None else cls(reason=stop.reason, at=stop.at, by=stop.by)


class AcceptanceView(BaseModel):
    """What the neighbour takes; `left` is how many more it takes now."""

    vehicles: int
    minutes: int
    at: datetime
    until: datetime
    left: int

    @classmethod
    def of(cls, said: Acceptance, left: int) -> AcceptanceView:
        return cls(vehicles=said.vehicles, minutes=said.minutes, at=said.at, until=said.until, left=left)


class LaneCallsView(BaseModel):
    """One lane; `switched_at` and `switched_by` are null while it is as the rulebook has it."""

    lane: str
    mode: Mode
    switched_at: datetime | None
    switched_by: str | None
    stopped: StopView | None
    acceptance: AcceptanceView | None

    @classmethod
    def of(cls, scene: Scene, lane: Lane, now: datetime) -> LaneCallsView:
        control = scene.control
        switch, said = control.switch(lane.code), control.accepted(lane, now)
        left = accepted(scene.site, scene.queue, scene.control, lane, now)
        return cls(
            lane=lane.code,
            mode="automatic" if control.mode(lane.code, scene.rulebook(now)) == "automatic" else "operator",
            switched_at=switch and switch.at,
            switched_by=switch and switch.by,
            stopped=StopView.of(control.stop(lane.code)),
            acceptance=AcceptanceView.of(said[1], left) if said is not None and left is not None else None,
        )


class NextCallView(BaseModel):
    """The next automatic call of a line, or why there is none; `clause` names the rule, `basis` its figures."""

    line: str
    visit: str | None
    clause: str
    basis: dict[str, int]
    again_at: datetime | None

    @classmethod
    def of(cls, found: Verdict) -> NextCallView:
        return cls(
            line=found.line, visit=found.visit, clause=found.clause, basis=dict(found.basis), again_at=found.again_at
        )


class CallControlView(BaseModel):
    """How a site calls now."""

    site: str
    lanes: list[LaneCallsView]
    next: list[NextCallView]

    @classmethod
    def of(cls, scene: Scene, now: datetime) -> CallControlView:
        place = scene.site.place
        return cls(
            site=place.code,
            lanes=[LaneCallsView.of(scene, lane, now) for lane in place.lanes.values()],
            next=[NextCallView.of(verdict(scene, line, now)) for line in place.lines],
        )

    @classmethod
    def of_draft(cls) -> Callable[[Draft], CallControlView]:
        return lambda draft: cls.of(Scene.of(draft), draft.now)
