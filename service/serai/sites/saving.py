"""How the facts of sites stand in their tables: as the bodies that the ledger holds."""

from __future__ import annotations

from typing import Any

import orjson

from serai.core.desk import Record, saves
from serai.sites.events import (
    CalendarPut,
    ClosureLifted,
    ClosureOpened,
    LanesTurned,
    RulebookPut,
    RulebookTookEffect,
    SiteChanged,
    SiteCreated,
    StaffingPut,
    YardPut,
)
from serai.sites.tables import CalendarRow, ClosureRow, RulebookRow, SiteRow, StaffingRow, YardRow


@saves(SiteCreated, SiteChanged)
def _site(event: SiteCreated | SiteChanged, record: Record) -> None:
    told = event.site.model_dump_json()
    record.writes.upsert(
        SiteRow, site=record.site, record=told, seq=record.seq, turned_by=record.seq, turned_at=record.at
    )


@saves(CalendarPut, ClosureOpened, ClosureLifted, LanesTurned)
def _turned(_: CalendarPut | ClosureOpened | ClosureLifted | LanesTurned, record: Record) -> None:
    record.writes.update(SiteRow, site=record.site, turned_by=record.seq, turned_at=record.at)


@saves(YardPut)
def _yard(event: YardPut, record: Record) -> None:
    record.writes.insert(YardRow, site=record.site, seq=record.seq, yard=event.yard)


@saves(CalendarPut)
def _calendar(event: CalendarPut, record: Record) -> None:
    record.writes.insert(CalendarRow, site=record.site, seq=record.seq, calendar=_text(event.calendar))


@saves(RulebookPut)
def _rulebook(event: RulebookPut, record: Record) -> None:
    record.writes.insert(
        RulebookRow,
        site=record.site,
        version=event.version,
        seq=record.seq,
        effective_from=event.effective_from,
        rulebook=_text(event.rulebook),
        took_effect=False,
    )


@saves(RulebookTookEffect)
def _took_effect(event: RulebookTookEffect, record: Record) -> None:
    record.writes.update(RulebookRow, site=record.site, version=event.version, took_effect=True)


@saves(StaffingPut)
def _staffing(event: StaffingPut, record: Record) -> None:
    periods = _text([period.model_dump(mode="json") for period in event.periods])
    record.writes.insert(StaffingRow, site=record.site, seq=record.seq, periods=periods)


@saves(ClosureOpened)
def _opened(event: ClosureOpened, record: Record) -> None:
    record.writes.insert(
        ClosureRow,
        site=record.site,
        closure=event.closure,
        seq=record.seq,
        lane=event.lane,
        starts_at=event.from_,
        ends_at=event.until,
        reason=event.reason,
        is_lifted=False,
        text=record.personal.get("text"),
    )


@saves(ClosureLifted)
def _lifted(event: ClosureLifted, record: Record) -> None:
    record.writes.update(ClosureRow, site=record.site, closure=event.closure, is_lifted=True, lifted_at=record.at)


def _text(value: Any) -> str:
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()
