"""How lines from paper stand in their table."""

from __future__ import annotations

from serai.core.desk import Record, saves
from serai.outage.events import PaperRecorded
from serai.outage.tables import PaperLineRow


@saves(PaperRecorded)
def _recorded(event: PaperRecorded, record: Record) -> None:
    row = {"visit": event.visit, "event": event.event, "written_at": event.written_at}
    record.writes.insert(PaperLineRow, site=record.site, seq=record.seq, **row)
