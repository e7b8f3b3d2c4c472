"""How calls out of turn stand in their tables."""

from __future__ import annotations

import orjson

from serai.core.desk import Record, saves
from serai.overrides.events import OverrideAsked, OverrideConfirmed, OverrideMade
from serai.overrides.rules import Overrides
from serai.overrides.tables import AskedRow, OverrideRow
from serai.queue.rules import Queue


@saves(OverrideAsked)
def _asked(event: OverrideAsked, record: Record) -> None:
    record.writes.insert(
        AskedRow, site=record.site, override=event.override, visits=orjson.dumps(event.visits).decode(),
        reason=event.reason, by=event.by, asked_at=record.at, until=event.until, is_confirmed=False,
    )  # fmt: skip


@saves(OverrideConfirmed)
def _confirmed(event: OverrideConfirmed, record: Record) -> None:
    record.writes.update(AskedRow, site=record.site, override=event.override, is_confirmed=True)


@saves(OverrideMade)
def _made(event: OverrideMade, record: Record) -> None:
    record.writes.insert(
        OverrideRow, site=record.site, seq=record.seq, day=f"{record.memory.of(Overrides).local_day(record.at)}",
        visit=event.visit, lane=event.lane, company=record.memory.of(Queue).find(event.visit).company,
        operator=event.by, second=event.second, reason=event.reason,
    )  # fmt: skip
