"""Wire shapes of inspections."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field, StrictBool

from serai.booking.schemas import Id
from serai.core.http import Body
from serai.guidance.inspections import in_order
from serai.guidance.schemas import BayView
from serai.guidance.yard import YardState
from serai.queue.inspections import BOOKED, NEED, Outcome
from serai.queue.rules import Queue, Visit
from serai.queue.schemas import Reason
from serai.queue.views import Seen

_WHERE: Mapping[str, Literal["line", "under_way", "bay"]] = {
    "waiting": "line", "called": "line", "admitted": "under_way", "parked": "bay",
}  # fmt: skip


class InspectRequest(Body):
    reason: Reason


class InspectedRequest(Body):
    """`onward`: whether it goes on to a bay of its own; not given, it does unless it had come for the inspection."""

    outcome: Outcome
    onward: StrictBool | None = None


class PickRequest(Body):
    visit: Id


class InspectionView(BaseModel):
    """`outcome` is null while it is waited for. `where` is `line`, `under_way` or `bay`; null once it was released."""

    visit: str
    plate: str | None
    lane: str
    class_: str = Field(serialization_alias="class")
    status: str
    where: Literal["line", "under_way", "bay"] | None
    reason: str | None
    ordered: bool = Field(description="by an authority: it is not released before that is over")
    since: datetime | None
    picked_at: datetime | None
    outcome: str | None
    bay: str | None = Field(description="in which it stands, or to which it is on its way")
    next_bay: str | None = Field(description="to which it was told to go from that one")
    position: int | None = Field(description="its place in the line, which an inspection does not change")

    @classmethod
    def of(cls, visit: Visit, plate: str | None, position: int | None) -> InspectionView:
        known = visit.inspection
        return cls(
            visit=visit.id,
            plate=plate,
            lane=visit.lane,
            class_=visit.cargo_class,
            status=visit.status,
            where=_WHERE.get(visit.status),
            reason=known and known.reason,
            ordered=known is not None and known.reason != BOOKED,
            since=known and known.since,
            picked_at=known and known.picked_at,
            outcome=known and known.outcome,
            bay=visit.bay,
            next_bay=visit.next_bay,
            position=position,
        )

    @classmethod
    def seen(cls, seen: Seen) -> InspectionView:
        plate = seen.papers.vehicle.get("plate")
        return cls.of(seen.visit, plate, seen.place.position if seen.place else None)


class InspectionsView(BaseModel):
    """Who is to be inspected, in the order in which bays are given for it, and who is detained; and these bays."""

    items: list[InspectionView]
    bays: list[BayView]

    @classmethod
    def of(cls, queue: Queue, state: YardState, plates: Mapping[str, str]) -> InspectionsView:
        places = {each.id: queue.place(each.id) for each in queue.visits.values()}
        items = [
            InspectionView.of(each, plates.get(each.id), place.position if (place := places[each.id]) else None)
            for each in in_order(queue, state)
        ]
        bays = state.ground.yard.bays.values() if state.ground else ()
        return cls(items=items, bays=[BayView.of(state, bay.id) for bay in bays if bay.kind == NEED])
