"""A fact's canonical bytes are its JSON, whatever made it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import orjson
import pytest

from serai.booking.events import ReservationMoved
from serai.core.events import Event, parse
from serai.queue.events import BandsPublished
from serai.sites.events import PeriodRecord, StaffingPut

_NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
_AWAY = datetime(2026, 11, 22, 20, 0, 0, 5, tzinfo=ZoneInfo("Asia/Shanghai"))
FACTS: list[Event] = [
    ReservationMoved(
        reservation="r",
        from_slot="a",
        slot="b",
        lane="\u8def",
        starts_at=_NOON,
        ends_at=_AWAY,
        capacity=3,
        local_date=date(2026, 11, 22),
        zone="Asia/Shanghai",
        arrive_from=_NOON,
        arrive_until=_AWAY,
    ),
    StaffingPut(periods=[PeriodRecord(from_=_NOON, until=_AWAY, lanes=["a"], gates=[], servers=2)]),
    BandsPublished(bands={"gate-in": {"general": [[1, 2, 3, 4]]}}, as_of=_NOON, basis={"gate-in": {"speed": 1}}),
]


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.kind)
def test_canonical_bytes_are_what_its_json_says_and_survive_reading(fact: Event) -> None:
    said = orjson.dumps(fact.model_dump(mode="json"), option=orjson.OPT_SORT_KEYS)
    assert fact.canonical() == said
    assert parse(fact.kind, said).canonical() == said
