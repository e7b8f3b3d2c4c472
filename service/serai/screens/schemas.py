"""Wire shapes of the screen in the yard."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from pydantic import BaseModel, Field

from serai.booking.schemas import Band
from serai.calling.schemas import Notice
from serai.queue.rules import Visit
from serai.screens.rules import LaneWait, Screen, signs


class TruckView(BaseModel):
    """`sign` is the end of its plate; null once its papers were erased."""

    sign: str | None
    lane: str
    gate: str | None
    called_at: datetime | None

    @classmethod
    def of(cls, visit: Visit, sign: str | None) -> TruckView:
        return cls(sign=sign, lane=visit.lane, gate=visit.gate, called_at=visit.called_at)


class LaneWaitView(BaseModel):
    lane: str
    direction: str
    class_: str = Field(serialization_alias="class")
    open: bool
    waiting: int
    band: Band | None

    @classmethod
    def of(cls, wait: LaneWait) -> LaneWaitView:
        lane, band = wait.lane, wait.band
        return cls(
            lane=lane.code,
            direction=lane.direction,
            class_=lane.cargo_class,
            open=wait.is_open,
            waiting=wait.waiting,
            band=band and Band(p05=band.p05, p50=band.p50, p95=band.p95),
        )


class ScreenView(BaseModel):
    """`called` latest first; `next` in the order in which they will be called, the lines in turn."""

    site: str
    name: str
    zone: str
    now: datetime
    open: bool
    mode: str
    languages: list[str]
    lanes: list[LaneWaitView]
    called: list[TruckView]
    next: list[TruckView]
    notices: list[Notice]

    @classmethod
    def of(cls, screen: Screen, plates: Mapping[str, str]) -> ScreenView:
        site, sign = screen.site, signs(plates)
        return cls(
            site=site.place.code,
            name=site.place.name,
            zone=site.place.zone,
            now=screen.now,
            open=site.status(screen.now) == "open",
            mode=site.rulebook_at(screen.now).rulebook.mode,
            languages=list(screen.languages),
            lanes=[LaneWaitView.of(each) for each in screen.lanes],
            called=[TruckView.of(each, sign.get(each.id)) for each in screen.called],
            next=[TruckView.of(each, sign.get(each.id)) for each in screen.coming],
            notices=[Notice.of(each) for each in screen.notices],
        )
