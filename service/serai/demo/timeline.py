"""What happens when: a heap of acts in the order of the domain's time, and the pace at which that time goes by."""

from __future__ import annotations

import asyncio
import heapq
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Final

Act = Callable[[], Awaitable[object]]
SetClock = Callable[[datetime], Awaitable[object]]

_GRID: Final = 10
"""Seconds: acts are moved up to the next multiple, so that what is nearly at once shares one setting of the clock."""
_AT_ONCE: Final = 8
_LONGEST_STILL: Final = 0.5
"""Real seconds without an act after which the clock is moved all the same."""


def on_grid(at: datetime) -> datetime:
    seconds = -int(-at.timestamp() // _GRID) * _GRID
    return datetime.fromtimestamp(seconds, UTC)


class Timeline:
    """`now` is the domain's time. `speed` is domain seconds a real second, 0 for as fast as it goes.

    The service's clock is set before each act and never runs ahead of the pace.
    """

    def __init__(self, set_clock: SetClock, start: datetime) -> None:
        self.now = on_grid(start)
        self._set_clock = set_clock
        self._heap: list[tuple[datetime, int, Act]] = []
        self._numbers = count()
        self._at_once = asyncio.Semaphore(_AT_ONCE)
        self._speed = 0.0
        self._began = (0.0, start)

    def push(self, at: datetime, act: Act) -> None:
        """Have something done at an instant, or now if that is past."""
        heapq.heappush(self._heap, (max(on_grid(at), self.now), next(self._numbers), act))

    def after(self, delay: timedelta, act: Act) -> None:
        self.push(self.now + delay, act)

    def pace(self, speed: float) -> None:
        """From here on, so many domain seconds a real second."""
        self._speed = speed
        self._began = (time.monotonic(), self.now)

    async def run(self, until: datetime) -> None:
        """Do all that is due until an instant, in order; what is due at the same instant, together."""
        while self._heap and self._heap[0][0] <= until:
            at = self._heap[0][0]
            await self._reach(at)
            acts = []
            while self._heap and self._heap[0][0] == at:
                acts.append(heapq.heappop(self._heap)[2])
            await self._do_all(acts)
        await self._reach(until)

    async def _do_all(self, acts: Sequence[Act]) -> None:
        try:
            async with asyncio.TaskGroup() as group:
                for act in acts:
                    group.create_task(self._do(act))
        except ExceptionGroup as several:
            raise several.exceptions[0] from several  # the others only followed from it, or say the same

    async def _do(self, act: Act) -> None:
        async with self._at_once:
            await act()

    async def _reach(self, at: datetime) -> None:
        while self._speed and (left := self._real(at) - time.monotonic()) > 0:
            await asyncio.sleep(min(left, _LONGEST_STILL))
            if left > _LONGEST_STILL:
                await self._move(min(at, self._domain()))
        await self._move(at)

    async def _move(self, at: datetime) -> None:
        if at > self.now:
            await self._set_clock(at)
            self.now = at

    def _real(self, at: datetime) -> float:
        began, start = self._began
        return began + (at - start).total_seconds() / self._speed

    def _domain(self) -> datetime:
        began, start = self._began
        return start + timedelta(seconds=(time.monotonic() - began) * self._speed)
