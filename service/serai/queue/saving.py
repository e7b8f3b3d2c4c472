"""How the queue's facts stand in its tables."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import orjson

from serai.core.desk import Record, saves
from serai.queue.events import (
    BandsPublished,
    CallMissed,
    CallRepeated,
    CallWithdrawn,
    InspectionEnded,
    InspectionOrdered,
    InspectionPicked,
    Placed,
    VisitAdmitted,
    VisitAtGate,
    VisitCalled,
    VisitCorrected,
    VisitDeparted,
    VisitJoined,
    VisitLeft,
    VisitMoved,
    VisitParked,
    VisitReleased,
    VisitReturned,
    VisitTurnedAway,
)
from serai.queue.line import MOST_OVERTAKERS
from serai.queue.ranks import Key
from serai.queue.rules import Queue, Visit
from serai.queue.tables import BandsRow, LineRow, OvertakerRow, VisitRow
from serai.rendezvous.events import RendezvousAwaited, RendezvousEnded

_CHANGING = (
    "status", "lane", "line", "cargo_class", "flow", "priority", "rulebook", "cost_seconds", "version", "called_at",
    "call", "gate", "call_reason", "call_why", "at_gate_at", "missed_calls", "missed_at", "rests_until", "admitted_at",
    "given_bay", "bay", "bay_why", "parked_at", "released_at", "ended_at", "duplicate_of", "promised_at",
)  # fmt: skip
_WRITTEN_OTHERWISE = {"key", "because", "needs", "inspection"}
PLAIN = tuple(each.name for each in fields(Visit) if each.name not in _WRITTEN_OTHERWISE)
"""The members of a visit that are columns as they are."""
_WIDTHS = (20, 4, 1, 11, 14, 15)
_DETAILS = ("owner", "phone", "vehicle_key", "salt", "details")


def sortable(key: Key) -> str:
    """A key as text that sorts as the key does."""
    return ":".join(f"{part:0{width}d}" for part, width in zip(key, _WIDTHS, strict=True))


def unsorted(text: str) -> Key:
    """The key that a sortable text stands for."""
    return tuple(int(part) for part in text.split(":"))


@saves(VisitJoined)
def _joined(event: VisitJoined, record: Record) -> None:
    visit = record.memory.of(Queue).visits[event.visit]
    row: dict[str, Any] = {name: getattr(visit, name) for name in PLAIN}
    row |= _ordering(visit) | _wanted(visit) | {"vehicle": event.vehicle}
    row |= {name: record.personal.get(name) for name in _DETAILS}
    record.writes.insert(VisitRow, **row)
    _placed(record, event.line, event.placed)


@saves(VisitMoved)
def _moved(event: VisitMoved, record: Record) -> None:
    visit(event.visit, record)
    _placed(record, event.line, event.placed)


@saves(VisitCalled, CallWithdrawn, VisitAdmitted, VisitReturned, VisitLeft, VisitTurnedAway)
def _in_line(
    event: VisitCalled | CallWithdrawn | VisitAdmitted | VisitReturned | VisitLeft | VisitTurnedAway, record: Record
) -> None:
    visit(event.visit, record)
    _line(record, event.line)


@saves(CallMissed)
def _missed(event: CallMissed, record: Record) -> None:
    visit(event.visit, record)
    if event.placed is not None:
        _placed(record, event.line, event.placed)
    else:
        _line(record, event.line)


@saves(CallRepeated, VisitAtGate)
def _called(event: CallRepeated | VisitAtGate, record: Record) -> None:
    visit(event.visit, record)


@saves(RendezvousAwaited, RendezvousEnded)
def _awaiting(event: RendezvousAwaited | RendezvousEnded, record: Record) -> None:
    for party in event.parties:
        visit(party, record)


@saves(VisitParked, VisitReleased, VisitDeparted)
def _inside(event: VisitParked | VisitReleased | VisitDeparted, record: Record) -> None:
    visit(event.visit, record)


@saves(InspectionOrdered, InspectionPicked, InspectionEnded)
def _inspected(event: InspectionOrdered | InspectionPicked | InspectionEnded, record: Record) -> None:
    visit(event.visit, record)


@saves(VisitCorrected)
def _corrected(event: VisitCorrected, record: Record) -> None:
    visit(event.visit, record)
    if event.vehicle is not None:
        given = {name: record.personal[name] for name in _DETAILS if name in record.personal}
        record.writes.update(VisitRow, id=event.visit, vehicle=event.vehicle, **given)
    for line in {str(op[1]) for op in event.ops}:
        _line(record, line)
    if event.placed is not None and event.line is not None:
        _placed(record, event.line, event.placed)


@saves(BandsPublished)
def _bands(event: BandsPublished, record: Record) -> None:
    told = {name: getattr(event, name) for name in ("bands", "ways", "calls", "basis")}
    row = {name: orjson.dumps(each, option=orjson.OPT_SORT_KEYS).decode() for name, each in told.items()}
    record.writes.upsert(BandsRow, site=record.site, as_of=event.as_of, **row)


def visit(visit: str, record: Record) -> None:
    """Bring a visit's row to what the memory has; also for facts of higher domains that change a visit."""
    queue = record.memory.of(Queue)
    known = queue.visits.get(visit) or queue.ended.get(visit)
    if known is not None:
        row = {name: getattr(known, name) for name in _CHANGING}
        record.writes.update(VisitRow, id=visit, **row, **_ordering(known), **_wanted(known))


def _ordering(visit: Visit) -> dict[str, Any]:
    because = orjson.dumps(visit.because).decode()
    return {"order_key": sortable(visit.key), "placed_seq": visit.key[-1], "because": because}


def _wanted(visit: Visit) -> dict[str, Any]:
    inspection = visit.inspection and visit.inspection.as_text
    return {"needs": orjson.dumps(visit.needs).decode(), "inspection": inspection}


def _placed(record: Record, line: str, placed: Placed) -> None:
    _line(record, line)
    if placed.ceiling is not None:
        number = record.memory.of(Queue).line(line).overtaken
        record.writes.upsert(
            OvertakerRow,
            site=record.site,
            line=line,
            place=number % MOST_OVERTAKERS,
            number=number,
            cost=placed.cost,
            ceiling=sortable(tuple(placed.ceiling)),
        )


def _line(record: Record, line: str) -> None:
    known = record.memory.of(Queue).line(line)
    finishes = orjson.dumps(sorted(known.finishes.items())).decode()
    record.writes.upsert(
        LineRow, site=record.site, line=line, clock=known.clock, finishes=finishes, overtaken=known.overtaken
    )
