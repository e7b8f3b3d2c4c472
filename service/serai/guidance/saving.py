"""How the yard's facts stand in its tables."""

from __future__ import annotations

from dataclasses import asdict

import orjson

from serai.core.desk import Record, saves
from serai.core.events import Event
from serai.guidance.events import BayKept, BayPowerSet, BayReassigned, BayStatusSet, GuidanceDisputed, RoadStatusSet
from serai.guidance.tables import BayRow, BayWasRow, DisputeRow, RoadRow, RoadWasRow
from serai.guidance.yard import YardState
from serai.queue import saving as visits
from serai.queue.events import (
    VisitAdmitted,
    VisitCorrected,
    VisitDeparted,
    VisitLeft,
    VisitParked,
    VisitReleased,
    VisitReturned,
    VisitTurnedAway,
)
from serai.rendezvous import saving as rendezvous
from serai.rendezvous.events import RendezvousEnded
from serai.sites.events import YardPut


@saves(
    YardPut, VisitAdmitted, VisitParked, VisitDeparted, VisitLeft, VisitTurnedAway, VisitCorrected, VisitReturned,
    VisitReleased, BayStatusSet, BayPowerSet, BayKept, BayReassigned, GuidanceDisputed, RendezvousEnded,
)  # fmt: skip
def _bays(event: Event, record: Record) -> None:
    """The rows of the bays that the fact touched; which these are is the fold's own knowledge."""
    state = record.memory.of(YardState)
    for bay, was in sorted(state.touched.items()):
        stand = state.stands.get(bay)
        if was is not None and was != stand:
            record.writes.insert(BayWasRow, site=record.site, at=record.at, seq=record.seq, bay=bay, **asdict(was))
        if stand is None:
            record.writes.delete(BayRow, site=record.site, bay=bay)
        else:
            record.writes.upsert(
                BayRow,
                site=record.site,
                bay=bay,
                **asdict(stand),
            )


@saves(BayKept)
def _kept(event: BayKept, record: Record) -> None:
    rendezvous.touched(event, record)


@saves(BayReassigned)
def _visit(event: BayReassigned, record: Record) -> None:
    visits.visit(event.visit, record)


@saves(
    VisitDeparted, VisitLeft, VisitTurnedAway, VisitCorrected, VisitReturned, RoadStatusSet,
    GuidanceDisputed,
)  # fmt: skip
def _disputes(event: Event, record: Record) -> None:
    state = record.memory.of(YardState)
    for visit in sorted(state.disputing):
        stay, key = state.stays.get(visit), {"site": record.site, "visit": visit}
        if stay is None:
            record.writes.delete(DisputeRow, **key)
        else:
            roads = orjson.dumps(sorted(stay.truck.avoids)).decode()
            record.writes.upsert(DisputeRow, **key, disputes=stay.disputes, roads=roads)


@saves(RoadStatusSet)
def _road(event: RoadStatusSet, record: Record) -> None:
    record.writes.upsert(RoadRow, site=record.site, road=event.road, status=event.status)
    before = record.memory.of(YardState).road_before or "open"
    record.writes.insert(RoadWasRow, site=record.site, at=record.at, seq=record.seq, road=event.road, status=before)
