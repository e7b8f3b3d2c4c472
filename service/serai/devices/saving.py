"""How what readers saw stands in its table."""

from __future__ import annotations

from datetime import timedelta

import orjson

from serai.core.desk import Record, saves
from serai.devices.events import PlateRead, ReadingSettled
from serai.devices.tables import ReadingRow
from serai.sites.rules import SiteFold

_PLAIN = ("gate", "place", "way", "outcome", "because", "act", "visit", "confidence", "device_at")
_PERSONAL = ("reader", "event_id", "seen")


@saves(PlateRead)
def _read(event: PlateRead, record: Record) -> None:
    row = {name: getattr(event, name) for name in _PLAIN}
    row |= {name: record.personal.get(name) for name in _PERSONAL}
    numbers = record.memory.of(SiteFold).rulebook_at(record.at).rulebook.plates
    row |= {"keep_until": record.at + timedelta(days=numbers.keep_days), "settled": None, "settled_at": None}
    candidates = orjson.dumps([each.model_dump() for each in event.candidates]).decode()
    record.writes.insert(ReadingRow, id=event.reading, site=record.site, at=record.at, candidates=candidates, **row)


@saves(ReadingSettled)
def _settled(event: ReadingSettled, record: Record) -> None:
    row = {"settled": event.outcome, "settled_at": record.at, "act": event.act, "visit": event.visit}
    record.writes.update(ReadingRow, id=event.reading, **row)
