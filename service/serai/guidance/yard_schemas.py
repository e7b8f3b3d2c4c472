"""Wire shapes of a yard that is redrawn by hand, looked back on, or looked ahead."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Annotated, Any

from pydantic import BaseModel, Field

from serai.core.http import Body
from serai.guidance.looking_back import Scene
from serai.guidance.schemas import YardId
from serai.guidance.stands import Stand
from serai.guidance.yard import YardState
from serai.sites.faults import Fault
from serai.sites.redrawing import Redrawing

_MOST = 20_000
Features = Annotated[list[dict[str, Any]], Field(max_length=_MOST, description="whole features, each with its id")]


class RedrawRequest(Body):
    """What is other than in the yard of `version`: its entity tag, without the quotes."""

    version: int = Field(strict=True, ge=0)
    put: Features = Field(default=[])
    remove: list[YardId] = Field(default=[], max_length=_MOST)
    renamed: dict[YardId, YardId] = Field(default={}, max_length=_MOST, description="bays that go on under another id")

    @property
    def redrawing(self) -> Redrawing:
        return Redrawing(self.put, self.remove, self.renamed)


class FaultView(BaseModel):
    """One thing to put right; `at` is the id of what it is about, or `yard`."""

    at: str
    code: str
    text: str


class RedrawingView(BaseModel):
    """Whether a redrawn yard could be put now, and the first hundred reasons why not."""

    version: int
    faults: list[FaultView]

    @classmethod
    def of(cls, version: int, faults: Sequence[Fault]) -> RedrawingView:
        return cls(version=version, faults=[FaultView(**fault.as_dict()) for fault in faults[:100]])


class BayThen(BaseModel):
    status: str
    visit: str | None
    unpowered_at: datetime | None

    @classmethod
    def of(cls, stand: Stand) -> BayThen:
        return cls(status=stand.status, visit=stand.visit, unpowered_at=stand.unpowered_at)


class SceneView(BaseModel):
    """What is so from `at` on; of the first scene all of the yard, of the others what changed."""

    seq: int
    at: datetime
    bays: dict[str, BayThen]
    roads: dict[str, str]

    @classmethod
    def of(cls, scene: Scene) -> SceneView:
        bays = {
            bay: BayThen(status=stand.status, visit=stand.visit, unpowered_at=stand.unpowered_at)
            for bay, stand in scene.bays.items()
        }
        return cls(seq=scene.seq, at=scene.at, bays=bays, roads=dict(scene.roads))


class ReplayView(BaseModel):
    """The yard from `since` until `until`; `gates` are those by which visits came in."""

    since: datetime
    until: datetime
    scenes: list[SceneView]
    gates: dict[str, str]


class ReleaseView(BaseModel):
    """When a bay is expected to be empty: 90 in 100 times between `earliest` and `latest`, half the times by `likely`.

    `overdue`: its truck has stayed longer than 95 in 100 do, and nothing honest can be said.
    """

    bay: str
    visit: str
    earliest: datetime
    likely: datetime
    latest: datetime
    overdue: bool

    @classmethod
    def of(cls, state: YardState, bay: str, visit: str, now: datetime) -> ReleaseView:
        release = state.emptying(state.stays[visit], now)
        at = {share: now + timedelta(seconds=release.after(share)) for share in (0.05, 0.5, 0.95)}
        return cls(bay=bay, visit=visit, earliest=at[0.05], likely=at[0.5], latest=at[0.95], overdue=release.is_overdue)


class ReleasesView(BaseModel):
    items: list[ReleaseView]

    @classmethod
    def of(cls, state: YardState, now: datetime) -> ReleasesView:
        stands = {bay: stand.parked for bay, stand in state.stands.items() if stand.parked in state.stays}
        return cls(items=[ReleaseView.of(state, bay, visit, now) for bay, visit in stands.items() if visit])
