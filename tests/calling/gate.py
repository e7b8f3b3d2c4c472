"""A port whose pace is folded beside its queue."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from serai.calling import calls
from serai.calling.rules import Pace
from serai.core.events import Event
from serai.guidance.yard import YardState
from serai.queue.bands import NEAR
from tests.queue.world import Port

INTERVAL = timedelta(minutes=15)


@dataclass
class Gate(Port):
    pace: Pace = field(default_factory=Pace)
    yard: YardState = field(default_factory=YardState)

    def record(self, *events: Event) -> None:
        for event in events:
            super().record(event)
            self.pace.apply(event, self.now, len(self.entries))
            self.yard.apply(event, self.now, len(self.entries))

    def left(self, line: str = "gate-in", farther: timedelta = NEAR) -> int:
        """How many more may be called now."""
        return calls.calls_left(self.queue, self.pace, line, self.now, INTERVAL, self.yard, farther)


def opened(count: int = 0, service_seconds: int = 90) -> Gate:
    """An open port with so many general trucks waiting."""
    gate = Gate.opened(service_seconds=service_seconds)
    assert isinstance(gate, Gate)
    for _ in range(count):
        gate.join()
    return gate
