"""Calls out of turn, counted by hand beside the service."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from serai.core.events import Entry
from serai.overrides.events import OverrideAsked, OverrideConfirmed, OverrideMade
from serai.queue import events as queued


@dataclass
class Seconds:
    """Calls out of turn by hand: who asked for what, and whose word each rests on."""

    asked: dict[str, tuple[str, datetime]] = field(default_factory=dict)
    owed: list[tuple[str, str]] = field(default_factory=list)
    """Visits called out of turn of whom nobody has said yet by whose word, with the call."""

    def take(self, entry: Entry) -> str | None:
        """What is wrong with a call out of turn, if anything."""
        event: Any = entry.event
        if isinstance(event, queued.VisitCalled) and event.reason is not None:
            self.owed.append((event.visit, event.call))
        elif isinstance(event, OverrideMade):
            if (event.visit, event.call) not in self.owed:
                return f"{event.visit} was not called out of turn"
            self.owed.remove((event.visit, event.call))
            if event.second == event.by:
                return f"{event.by} agreed with itself"
        elif self.owed and not isinstance(event, queued.VisitCalled):
            return f"nobody stands for the calls {self.owed}"
        elif isinstance(event, OverrideAsked):
            self.asked[event.override] = event.by, event.until
        elif isinstance(event, OverrideConfirmed):
            by, until = self.asked.pop(event.override, (event.by, entry.at))
            if by == event.by or until <= entry.at:
                return f"{event.override} was confirmed by {event.by}, and stood no more or was its own"
        return None
