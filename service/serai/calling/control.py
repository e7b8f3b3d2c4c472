"""How a site calls now: each lane's mode, what is stopped, what the neighbour accepts: a fold of facts. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from serai.calling import events
from serai.calling.events import AcceptanceReported, CallsResumed, CallsStopped, CallsSwitched
from serai.core.errors import Invalid, Refusal
from serai.core.events import Event, kinds
from serai.core.folds import Fold
from serai.queue.served import LATELY
from serai.sites.rulebook import Rulebook
from serai.sites.site import Lane

LONGEST: Final = timedelta(hours=24)
"""For so long a neighbour may say what it takes."""


class Stopped(Refusal):
    """Calls are stopped here: nobody is called until they are resumed."""

    code, rule = "call.stopped", "call.hazard"


class AcceptanceInvalid(Invalid):
    """What a neighbour accepts holds from now until an instant within 24 hours."""

    code, rule = "acceptance.invalid", "acceptance.life"


@dataclass(frozen=True, slots=True)
class Switch:
    """A mode, since when, and by whom."""

    mode: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Stop:
    """Why calls are stopped, since when, and by whom."""

    reason: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Acceptance:
    """The neighbour takes so many `vehicles` in any `minutes`, until an instant."""

    vehicles: int
    minutes: int
    at: datetime
    until: datetime
    by: str


class Control(Fold):
    """Each by its lane; None is the whole site."""

    takes = kinds(events)

    def __init__(self) -> None:
        self.switches: dict[str | None, Switch] = {}
        self.stops: dict[str | None, Stop] = {}
        self.acceptances: dict[str | None, Acceptance] = {}

    def apply(self, event: Event, at: datetime, seq: int) -> None:
        match event:
            case CallsSwitched():
                if event.lane is None:
                    self.switches.clear()  # the whole site is what it says, whatever its lanes were
                self.switches[event.lane] = Switch(event.mode, at, event.by)
            case CallsStopped():
                self.stops[event.lane] = Stop(event.reason, at, event.by)
            case CallsResumed():
                if event.lane is None:
                    self.stops.clear()
                self.stops.pop(event.lane, None)
            case AcceptanceReported():
                said = Acceptance(event.vehicles, event.minutes, at, event.until, event.by)
                self.acceptances[event.lane] = said

    # What follows only asks.

    def switch(self, lane: str | None) -> Switch | None:
        """The last switch that holds for a lane; None: it is as the rulebook has it."""
        return self.switches.get(lane) or self.switches.get(None)

    def mode(self, lane: str | None, rulebook: Rulebook) -> str:
        found = self.switch(lane)
        if found is not None:
            return found.mode
        return "automatic" if rulebook.calls.automatic else "operator"

    def stop(self, lane: str) -> Stop | None:
        """What keeps everybody of a lane from being called, the whole site's stop first."""
        return self.stops.get(None) or self.stops.get(lane)

    def stopped(self, lanes: Iterable[str]) -> list[str]:
        """Those of these lanes in which calls are stopped."""
        return [lane for lane in lanes if self.stop(lane) is not None]

    def check(self, lanes: Iterable[str]) -> list[str]:
        """The lanes of these in which calls may be made; refuses when there is none."""
        wanted = list(lanes)
        going = [lane for lane in wanted if self.stop(lane) is None]
        if not going:
            raise Stopped(lanes=wanted)
        return going

    def accepted(self, lane: Lane, now: datetime) -> tuple[str | None, Acceptance] | None:
        """What the neighbour takes of this lane now, and whether that was said of it or of all that lead there."""
        for of in (lane.code, None):
            found = self.acceptances.get(of)
            if found is not None and now < found.until and (of is not None or is_outward(lane)):
                return of, found
        return None

    def next_end(self, now: datetime) -> datetime | None:
        """When the next of what the neighbour has said ends."""
        return min((each.until for each in self.acceptances.values() if each.until > now), default=None)


def is_outward(lane: Lane) -> bool:
    """Whether a lane leads to the neighbour."""
    return lane.direction != "import"


def accept(lane: str | None, vehicles: int, minutes: int, until: datetime, by: str, now: datetime) -> Event:
    """The fact that a report of the neighbour comes to; raises AcceptanceInvalid."""
    if not now < until <= now + LONGEST:
        raise AcceptanceInvalid(now=now.isoformat(), until=until.isoformat())
    return AcceptanceReported(lane=lane, vehicles=vehicles, minutes=minutes, until=until, by=by)


WINDOW_MINUTES: Final = int(LATELY.total_seconds() // 60)
"""The longest span that a neighbour may count in: what was let in is known for as long."""
