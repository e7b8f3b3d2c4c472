"""What plate readers came to, as a site's ledger says it, and what is wrong with any of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from serai.core.events import Entry, Event
from serai.devices.events import PlateRead, ReadingSettled
from serai.queue import events as queued
from serai.sites.rules import SiteFold

_ACTS: dict[type[Event], str] = {
    queued.VisitJoined: "check_in",
    queued.VisitAdmitted: "admit",
    queued.VisitDeparted: "depart",
}
_WAY = {"check_in": "in", "admit": "in", "depart": "out"}


@dataclass
class Sightings:
    """Readings act on what is sure alone, do what they say, and are settled once."""

    rules: SiteFold
    open: set[str] = field(default_factory=set)
    last: dict[str, tuple[str, datetime]] = field(default_factory=dict)
    """What was done last to each visit, and when."""

    def take(self, entry: Entry) -> str | None:
        """What is wrong with a reading, if anything."""
        event: Any = entry.event
        act = _ACTS.get(type(event))
        if act is not None:
            self.last[event.visit] = act, entry.at
        match event:
            case PlateRead():
                if event.outcome in ("ask", "unmatched"):
                    self.open.add(event.reading)
                return self._unsure(event, entry) if event.outcome == "acted" else self._idle(event)
            case ReadingSettled():
                if event.reading not in self.open:
                    return f"{event.reading} was not open"
                self.open.discard(event.reading)
        return None

    def _unsure(self, event: PlateRead, entry: Entry) -> str | None:
        numbers = self.rules.rulebook_at(entry.at).rulebook.plates
        others = sorted((each.confidence for each in event.candidates), reverse=True)[1:]
        if self.last.get(event.visit or "") != (event.act, entry.at):
            return f"{event.reading} says {event.act} of {event.visit}, which no fact says"
        if event.confidence < numbers.act or event.buffered or event.way != _WAY[event.act or ""]:
            return f"{event.reading} acted at {event.confidence} going {event.way}, buffered {event.buffered}"
        if event.place == "approach" and event.act != "check_in":
            return f"{event.reading} acted at the approach: {event.act}"
        if others and others[0] > event.confidence - numbers.apart:
            return f"{event.reading} acted although {others[0]} stood beside {event.confidence}"
        return None

    def _idle(self, event: PlateRead) -> str | None:
        return f"{event.reading} names an act that was not done" if event.act or event.visit else None
