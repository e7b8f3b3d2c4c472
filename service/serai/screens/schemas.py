"""Wire shapes of the board and of the screen in the yard."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from pydantic import BaseModel, Field

from serai.booking.schemas import Band
from serai.booking.slots import local
from serai.overrides.rules import Overrides
from serai.overrides.schemas import TodayView
from serai.queue.rules import Visit
from serai.screens.board import Board, LaneNow
from serai.screens.rules import LaneWait, Screen, signs
from serai.sites.rules import Closure


class FreeSlot(BaseModel):
    id: str
    starts_at: str
    free: int


class LaneBoard(BaseModel):
    lane: str
    direction: str
    class_: str = Field(serialization_alias="class")
    line: str | None
    open: bool
    waiting: int
    band: Band | None
    next_free_slot: FreeSlot | None
    served_last_hour: int = Field(description="vehicles of the lane let in within the last hour")
    coming: int = Field(description="vehicles on their way from other sites, which keep their places by arrival")
    calls_stopped: bool = Field(description="nobody is called in this lane for the time being")

    @classmethod
    def of(cls, now: LaneNow, zone: str) -> LaneBoard:
        slot, band = now.next_free_slot, now.band
        return cls(
            lane=now.lane.code,
            direction=now.lane.direction,
            class_=now.lane.cargo_class,
            line=now.line,
            open=now.is_open,
            waiting=now.waiting,
            band=band and Band(p05=band.p05, p50=band.p50, p95=band.p95),
            next_free_slot=slot and FreeSlot(id=slot.id, starts_at=local(slot.starts_at, zone), free=slot.free),
            served_last_hour=now.served_last_hour,
            coming=now.coming,
            calls_stopped=now.is_stopped,
        )


class Notice(BaseModel):
    """What a traveller should know; `until` null: no end is known."""

    code: str
    lane: str | None
    from_: datetime = Field(serialization_alias="from")
    until: datetime | None

    @classmethod
    def of(cls, closure: Closure) -> Notice:
        return cls(code=closure.reason, lane=closure.lane, from_=closure.from_, until=closure.until)


class BoardView(BaseModel):
    """`now` is the domain clock's instant."""

    site: str
    name: str
    zone: str
    now: datetime
    open: bool
    mode: str
    waiting: int
    lanes: list[LaneBoard]
    bays: dict[str, int] = Field(description="free bays by kind")
    overrides: TodayView
    notices: list[Notice]

    @classmethod
    def of(cls, board: Board, overrides: Overrides) -> BoardView:
        place = board.site.place
        return cls(
            site=place.code,
            name=place.name,
            zone=place.zone,
            now=board.now,
            open=board.site.status(board.now) == "open",
            mode=board.site.rulebook_at(board.now).rulebook.mode,
            waiting=board.waiting,
            lanes=[LaneBoard.of(each, place.zone) for each in board.lanes],
            bays=board.free_bays,
            overrides=TodayView.of(overrides, board.now),
            notices=[Notice.of(each) for each in board.notices],
        )


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
    overrides: TodayView
    notices: list[Notice]

    @classmethod
    def of(cls, screen: Screen, overrides: Overrides, plates: Mapping[str, str]) -> ScreenView:
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
            overrides=TodayView.of(overrides, screen.now),
            notices=[Notice.of(each) for each in screen.notices],
        )
