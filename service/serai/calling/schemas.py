"""Wire shapes of calls and of the board."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field, model_validator

from serai.booking.reservations import Slot
from serai.booking.schemas import Band, Code, Id
from serai.booking.shows import CLASSES, Rates
from serai.booking.slots import local
from serai.calling.actions import MOST_AT_ONCE
from serai.calling.advice import Advice, Ground, LaneHour
from serai.calling.staffed import LineDay
from serai.core.http import Body
from serai.queue.bands import Band as Told
from serai.queue.schemas import Reason, VisitView
from serai.queue.views import Seen
from serai.sites.documents import CalendarDocument


class CallRequest(Body):
    """The next `count` in order, of one lane or all; or these `visits`, with a reason if it is not their turn.

    A `reason` and a `second` person's key id also call more than the gates take, where the rulebook allows it.
    """

    count: Annotated[int, Field(ge=1, le=MOST_AT_ONCE, strict=True)] | None = None
    lane: Code | None = None
    visits: Annotated[list[Id], Field(min_length=1, max_length=MOST_AT_ONCE)] | None = None
    reason: Reason | None = None
    second: Id | None = None

    @model_validator(mode="after")
    def _one_way(self) -> CallRequest:
        if (self.count is None) == (self.visits is None):
            raise ValueError("give either a `count` or `visits`")
        if self.visits is not None and self.lane is not None:
            raise ValueError("a `lane` comes with a `count`")
        return self


class CallsView(BaseModel):
    visits: list[VisitView]

    @classmethod
    def said_in(cls, language: str) -> Callable[[list[Seen]], CallsView]:
        """What shows the visits called with their reasons in a language."""
        return lambda called: cls(visits=[VisitView.of(each, language) for each in called])


class LaneHourView(BaseModel):
    """One lane in one clock hour of these weekdays; vehicles and places an hour, utilisations of the lane's line."""

    lane: str
    days: list[str]
    hour: str
    service_per_hour: float
    show_rate: float
    now: float
    proposed: float
    utilisation_now: float
    expected_utilisation: float
    because: list[Annotated[Ground, Field(discriminator="code")]]

    @classmethod
    def of(cls, hour: LaneHour) -> LaneHourView:
        return cls(**{**asdict(hour), "hour": f"{hour.hour:02}:00"})


class ShowRateView(BaseModel):
    """Which part of a lane's places is used; `seen` places, older ones counting less."""

    lane: str
    company_class: Literal["trusted", "company", "driver"]
    rate: float
    seen: float


class AdviceView(BaseModel):
    """`calendar` can be put as it is; null where it would have more rules than a calendar may have."""

    target: float
    items: list[LaneHourView]
    show_rates: list[ShowRateView]
    calendar: CalendarDocument | None

    @classmethod
    def of(cls, advice: Advice, rates: Rates) -> AdviceView:
        lanes = dict.fromkeys(each.lane for each in advice.hours)
        known = [(lane, of, rates.of_lane_and_class(lane, of)) for lane in lanes for of in CLASSES]
        return cls(
            target=advice.target,
            items=[LaneHourView.of(each) for each in advice.hours],
            show_rates=[
                ShowRateView(lane=lane, company_class=of, rate=round(rate.mean, 3), seen=round(rate.seen, 1))
                for lane, of, rate in known
            ],
            calendar=advice.calendar,
        )


class SlotBandView(BaseModel):
    """What taking a slot means: the 90 % interval in which a vehicle is let in that checks in as the slot starts."""

    slot: str
    lane: str
    starts_at: str
    band: Band | None

    @classmethod
    def of(cls, slot: Slot, band: Told | None) -> SlotBandView:
        told = band and Band(p05=band.p05, p50=band.p50, p95=band.p95)
        return cls(slot=slot.id, lane=slot.lane, starts_at=local(slot.starts_at, slot.zone), band=told)


class StretchView(BaseModel):
    """So many servers from one instant until another; `per_hour` is in vehicles."""

    from_: datetime = Field(serialization_alias="from")
    to: datetime
    lanes: list[str]
    servers: int
    per_hour: float


class LineDayView(BaseModel):
    """A line through one day; `slowness` is 1 where services take as long as its lanes say."""

    line: str
    slowness: float
    stretches: list[StretchView]

    @classmethod
    def of(cls, day: LineDay) -> LineDayView:
        stretches = [
            StretchView(
                from_=each.from_, to=each.until, lanes=list(each.lanes), servers=each.servers,
                per_hour=round(each.per_hour, 1),
            )
            for each in day.stretches
        ]  # fmt: skip
        return cls(line=day.line, slowness=round(day.slowness, 2), stretches=stretches)


class StaffingTried(BaseModel):
    """What a lane plan would come to on one local day."""

    day: date = Field(serialization_alias="date")
    zone: str
    items: list[LineDayView]

    @classmethod
    def of(cls, day: date, zone: str, found: Sequence[LineDay]) -> StaffingTried:
        return cls(day=day, zone=zone, items=[LineDayView.of(each) for each in found])
