"""What was taken in from paper, as a site's ledger says it, and what is wrong with any of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from serai.core.events import Entry
from serai.outage.events import PaperRecorded
from serai.queue.events import VisitCorrected, VisitJoined


@dataclass
class Written:
    """What was taken in from paper became facts, and the same line of a vehicle became them once."""

    taken: dict[tuple[str, datetime], list[str]] = field(default_factory=dict)
    """The visits of each event and time as written."""
    vehicle_of: dict[str, str] = field(default_factory=dict)
    last: dict[str, datetime] = field(default_factory=dict)
    """When anything else was last told of each visit."""

    def take(self, entry: Entry) -> str | None:
        """What is wrong with a line, if anything."""
        event = entry.event
        if isinstance(event, PaperRecorded):
            return self._line(event, entry.at)
        visit = getattr(event, "visit", None)
        if visit is not None:
            self.last[visit] = entry.at
        if isinstance(event, VisitJoined | VisitCorrected) and event.vehicle is not None:
            self.vehicle_of[event.visit] = event.vehicle
        return None

    def _line(self, event: PaperRecorded, at: datetime) -> str | None:
        visits, vehicle = self.taken.setdefault((event.event, event.written_at), []), self.vehicle_of[event.visit]
        known = [visit for visit in visits if self.vehicle_of[visit] == vehicle]
        visits.append(event.visit)
        if known:
            return f"{event.event} at {event.written_at} was taken in again, for {event.visit} after {known}"
        return None if self.last.get(event.visit) == at else f"{event.event} of {event.visit} became no fact"
