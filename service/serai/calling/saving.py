"""How the facts about calling stand in their table: all that holds at a site is one row."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import orjson

from serai.calling.control import Control
from serai.calling.events import AcceptanceReported, CallsResumed, CallsStopped, CallsSwitched
from serai.calling.tables import CallControlRow
from serai.core.desk import Record, saves


@saves(CallsSwitched, CallsStopped, CallsResumed, AcceptanceReported)
def _control(_: CallsSwitched | CallsStopped | CallsResumed | AcceptanceReported, record: Record) -> None:
    control = record.memory.of(Control)
    record.writes.upsert(
        CallControlRow,
        site=record.site,
        switches=_listed(control.switches),
        stops=_listed(control.stops),
        acceptances=_listed(control.acceptances),
    )


def _listed(by_lane: dict[str | None, Any]) -> str:
    listed = [[lane, asdict(each)] for lane, each in sorted(by_lane.items(), key=lambda item: item[0] or "")]
    return orjson.dumps(listed, option=orjson.OPT_UTC_Z).decode()
