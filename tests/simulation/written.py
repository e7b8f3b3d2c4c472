"""What was taken in from paper, as a site's ledger says it, and what is wrong with any of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from serai.core.events import Entry
from serai.outage.events import PaperRecorded


@dataclass
class Written:
    """What was taken in from paper became facts, and the same line of a visit became them once."""

    taken: set[tuple[str, str, datetime]] = field(default_factory=set)
    last: dict[str, datetime] = field(default_factory=dict)
    """When anything else was last told of each visit."""

    def take(self, entry: Entry) -> str | None:
        """What is wrong with a line, if anything."""
        event = entry.event
        if not isinstance(event, PaperRecorded):
            if (visit := getattr(event, "visit", None)) is not None:
                self.last[visit] = entry.at
            return None
        line = event.visit, event.event, event.written_at.astimezone(UTC)
        if line in self.taken:
            return f"{line} was taken in again"
        self.taken.add(line)
        return None if self.last.get(event.visit) == entry.at else f"{line} became no fact"
