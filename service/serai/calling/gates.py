"""A line's gates at an instant, as they look from a waiting area: what they take, and who is there before. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from heapq import heappop, heappush
from math import ceil, inf
from typing import Final

from serai.calling.bands import Estimate
from serai.guidance.rules import Truck

SPARE: Final = 0.5
"""Services' worth of trucks that is to stand before each server, since services and drives are never as expected."""
LEAST_WINDOW: Final = 60.0
"""Calls are paced over one service, or over a minute where services are shorter."""


@dataclass(frozen=True, slots=True)
class Approach:
    """From the waiting area through the gate: the drive, and one service of each of so many servers, as measured.

    `coming` are the seconds from now at which those who are called reach the gate, below 0 for who has been there; None
    where that is not known.
    """

    drive: Estimate
    service_seconds: float
    servers: int = 1
    coming: tuple[float, ...] | None = None

    def queue(self, before: int) -> float:
        """Seconds until a server is free of those who come, as far as it is known when, and of so many before."""
        return self._busy() + before * self.service_seconds / max(self.servers, 1)

    def would_idle(self, before: int) -> bool:
        """Whether it is known that a server has next to nobody left by the time that a truck called now comes."""
        return self.coming is not None and self.queue(before) < self.drive.mean + self.spare_seconds

    @property
    def spare_seconds(self) -> float:
        return SPARE * self.service_seconds

    def _busy(self) -> float:
        free = [-inf] * max(self.servers, 1)
        for arrives in sorted(self.coming or ()):
            begins = max(heappop(free), arrives)
            heappush(free, begins + self.service_seconds)
        return max(0.0, free[0])


@dataclass(frozen=True, slots=True)
class Gates:
    """A line's gates at an instant, as far as calls rest on them.

    `approach` has the servers that will work there when a truck called now arrives; `left` is how many more the gates
    take in the call interval, `lately` how many were called within the pacing window and `free_at` when the first of
    them is out of it, `on_the_way` how many are called and do not stand aside; `called` are those who are called. All
    of this counts only whom a truck called now does not reach the gate before.
    """

    approach: Approach
    left: int
    lately: int
    on_the_way: int
    free_at: datetime | None = None
    called: tuple[Truck, ...] = ()

    @property
    def window_seconds(self) -> float:
        return max(self.approach.service_seconds, LEAST_WINDOW)

    @property
    def drive_seconds(self) -> float:
        return self.approach.drive.mean

    def allowance(self, before: int = 0) -> tuple[int, str]:
        """How many may be called now, and the clause that keeps it from being more.

        `before` so many are not called yet and will be at the gate first, since they wait nearer to it.
        """
        servers, service = self.approach.servers, self.approach.service_seconds
        if servers <= 0:
            return 0, "hold.gates_shut"
        drive = self.approach.drive.mean + self.approach.drive.sd
        pace = ceil(servers * self.window_seconds / service) - self.lately
        limits = [
            (self.left - before, "hold.gates_full"),
            (ceil(servers * (drive / service + 1 + SPARE)) - self.on_the_way - before, "hold.on_the_way"),
            (max(pace, 1) if self.approach.would_idle(before) else pace, "hold.pace"),
        ]
        most, clause = min(limits, key=lambda limit: limit[0])
        return max(most, 0), clause

    def basis(self) -> dict[str, int]:
        """The figures behind a call, in whole numbers."""
        return {
            "servers": self.approach.servers,
            "service_seconds": round(self.approach.service_seconds),
            "drive_seconds": round(self.drive_seconds),
            "on_the_way": self.on_the_way,
            "left": self.left,
        }
