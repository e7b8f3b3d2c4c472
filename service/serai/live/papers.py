"""Feeds of one visit, reservation or company: what is on paper about it, read again whenever an entry concerns it.

Their states hold personal data, so they are read from the tables for those who may see them and never from the ledger.
A reading takes time; its answer is given only if nothing concerned the feed meanwhile, else it is read again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol

import structlog

from serai.live import frames
from serai.live.feed import Change, Subscription
from serai.live.frames import Position

log = structlog.get_logger()

TRIES: Final = 5


@dataclass(frozen=True, slots=True)
class VisitPaper:
    """What the tables say of a visit: its site, the visit as `GET /visits/{id}` shows it, and its way in the yard.

    `elsewhere` is the faster site that it was told of last: `site`, `lane`, `saves_minutes`, and `at` which instant.
    """

    site: str
    visit: Mapping[str, Any]
    guidance: Mapping[str, Any] | None
    elsewhere: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class ReservationPaper:
    """What the tables say of a reservation: its site, and the reservation as `GET /reservations/{id}` shows it."""

    site: str
    reservation: Mapping[str, Any]


class Papers(Protocol):
    """Reads of what is not public; each uses a database session of its own and gives it back."""

    async def visit(self, visit: str) -> VisitPaper | None: ...

    async def reservation(self, reservation: str) -> ReservationPaper | None: ...

    async def company(self, company: str) -> Mapping[str, Any] | None:
        """`{"reservations": […], "visits": […]}` of a company, each with its `id`; None if there is no such company."""
        ...

    async def heads(self) -> Mapping[str, tuple[str, int]]:
        """Epoch and last number of every site's ledger."""
        ...


class Source(Protocol):
    """What stands behind a paper: a site, or all sites for a company."""

    @property
    def epoch(self) -> str: ...

    @property
    def at(self) -> int:
        """The position that a snapshot taken now stands at."""
        ...

    async def foreign(self, after: Position) -> str | None:
        """Why a position cannot be resumed from; None if it can."""
        ...

    async def concerned(self, after: int) -> int | None:
        """The last position after `after` at which something concerned the feed; None if nothing did."""
        ...

    async def read(self) -> Callable[[], Mapping[str, Any]] | None:
        """Read the tables; the function returned makes the state as of the moment it is called. None: it is gone."""
        ...


class Paper:
    """One feed and the few who follow it."""

    def __init__(self, feed: str, source: Source) -> None:
        self.feed = feed
        self.readers: dict[int, Subscription] = {}
        self.state: Mapping[str, Any] = {}
        self._source = source
        self._touches = 0
        self._concerned = 0
        self._telling: asyncio.Task[None] | None = None

    def touch(self, seq: int) -> None:
        """An entry up to `seq` concerned it: read it again and tell."""
        self._touches += 1
        self._concerned = max(self._concerned, seq)
        if self._telling is None or self._telling.done():
            self._telling = asyncio.get_running_loop().create_task(self._tell(), name=f"live {self.feed}")

    async def begin(self, subscription: Subscription, reason: str | None = None) -> bool:
        """Give the whole state (after a `reset` if there is a reason), then follow; False if it is gone."""
        subscription.hold()
        state = await self._steady()
        if state is None:
            return False
        if reason is not None:
            subscription.reader.put(frames.reset(self.feed, reason))
        at = self._source.at
        subscription.reader.put(frames.snapshot(self.feed, self._source.epoch, at, state))
        subscription.state = state
        subscription.begin(at)
        return True

    async def resume(self, subscription: Subscription, after: Position) -> bool:
        """Tell what changed since `after`, then follow; False if it is gone."""
        reason = await self._source.foreign(after)
        if reason is not None:
            return await self.begin(subscription, reason)
        subscription.hold()
        touches = self._touches
        concerned = await self._source.concerned(after.seq)
        state = await self._steady()
        if state is None:
            return False
        subscription.state = state
        if concerned is not None or touches != self._touches:
            to = max(concerned or 0, self._concerned, self._source.at)
            if to > after.seq:
                subscription.reader.put(Change(self.feed, after.seq, to, to, None, state))
                subscription.begin(to)
                return True
        subscription.begin(after.seq)
        return True

    async def _steady(self) -> Mapping[str, Any] | None:
        """The state, read while nothing concerned it."""
        make = None
        for _ in range(TRIES):
            touches = self._touches
            make = await self._source.read()
            if make is None or touches == self._touches:
                break
        if make is None:
            return None
        self.state = make()
        return self.state

    async def _tell(self) -> None:
        told = -1
        while told != self._touches:
            told = self._touches
            try:
                state = await self._steady()
            except Exception as error:  # noqa: BLE001 - it is read again until it can be told
                log.warning("live.paper_unread", feed=self.feed, error=repr(error))
                await asyncio.sleep(1.0)
                told = -1
                continue
            if state is not None:
                to = max(self._concerned, self._source.at)
                for subscription in list(self.readers.values()):
                    _offer(subscription, state, to)

    async def close(self) -> None:
        if self._telling is not None:
            self._telling.cancel()
            await asyncio.gather(self._telling, return_exceptions=True)


def _offer(subscription: Subscription, state: Mapping[str, Any], to: int) -> None:
    if subscription.told is None or to <= subscription.told:
        return
    members = {name: value for name, value in state.items() if value != subscription.state.get(name, ...)}
    if members:
        subscription.offer(Change(subscription.feed, subscription.told, to, to, None, members))
        subscription.state = state
