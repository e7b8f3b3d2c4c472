"""One site's publication: hears what was committed, folds it once for everybody, and writes each frame to all readers.

Commits that come close together become one frame: the first goes out at once, the next not before the readers' sockets
have been left alone for a while that grows with what writing to them costs, up to one tick.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from time import thread_time
from typing import Any, Final, Protocol

import structlog

from serai.core.events import Entry
from serai.live import frames
from serai.live.feed import Audience, Change, Subscription
from serai.live.frames import Position
from serai.live.views import SiteViews

log = structlog.get_logger()

KEPT: Final = timedelta(days=7)
"""For how long a reader that was away may ask for the changes instead of the whole."""

RESUME_BYTES: Final = 384 * 1024
"""The largest frame that a resume may be; a snapshot is smaller than that."""

PAGE: Final = 2_000
QUIET_SHARE: Final = 1.0
"""How many times the processor time of a fan-out must pass before the next: at most half of it goes to fan-out.

Processor time, not time passed: on a busy machine the pause would grow just when readers wait anyway."""

RETRY_SECONDS: Final = (0.1, 0.3, 1.0, 3.0)


class Archive(Protocol):
    """Where committed entries can be read again; each call uses a database session of its own and gives it back."""

    async def open(self, site: str) -> tuple[str, SiteViews]:
        """The site's epoch, and its views as of the ledger's head; raises `serai.core.desk.SiteUnknown`."""
        ...

    async def entries(self, site: str, after: int, until: int) -> Sequence[Entry]:
        """The entries with numbers in (after, until], as far as they exist, in order."""
        ...


class Board:
    """A site that somebody watches."""

    def __init__(
        self, epoch: str, views: SiteViews, archive: Archive, *, tick: float, now: Callable[[], datetime]
    ) -> None:
        self.epoch = epoch
        self.views = views
        self.site = views.site
        self.lagging: Callable[[Subscription], None] = lambda _: None
        self.published: Callable[[Board, Sequence[Entry]], None] = lambda _board, _entries: None
        self._archive = archive
        self._tick = tick
        self._now = now
        self._pending: list[Entry] = []
        self._audiences: dict[str, Audience] = {}
        self._snapshots: dict[str, tuple[int, bytes]] = {}
        self._missed: dict[int, asyncio.Task[Change | str | None]] = {}
        self._timer: asyncio.Handle | None = None
        self._not_before = 0.0
        self._mending: asyncio.Task[None] | None = None
        self._is_short = False

    @property
    def told(self) -> int:
        """The last entry that is folded and published."""
        return self.views.seq

    @property
    def heard(self) -> int:
        """The last entry that has reached this process; all before it have too."""
        return self.told + len(self._pending)

    # What was committed

    def hear(self, entries: Sequence[Entry]) -> None:
        """Take in a commit; on a gap, fetch what is missing. Never blocks."""
        for entry in entries:
            if entry.seq == self.heard + 1:
                self._pending.append(entry)
            elif entry.seq > self.heard:
                self.mend()
                break
        self._publish_soon()

    def mend(self) -> None:
        """Read what this process was not told: the bell rang, or a number was skipped."""
        self._is_short = True
        if self._mending is None or self._mending.done():
            self._mending = asyncio.get_running_loop().create_task(self._mend(), name=f"live mend {self.site}")

    async def caught_up(self) -> None:
        """Returns once everything that was committed before the call has been heard."""
        self.mend()
        while self._mending is not None and not self._mending.done():
            await asyncio.wait([self._mending])

    async def _mend(self) -> None:
        failures = 0
        while self._is_short:
            self._is_short = False
            try:
                while len(page := await self._archive.entries(self.site, self.heard, self.heard + PAGE)) >= PAGE:
                    self.hear(page)
                self.hear(page)
                failures = 0
            except Exception as error:  # noqa: BLE001 - a gap must be closed, whatever keeps us from it now
                log.warning("live.mend_failed", site=self.site, error=repr(error))
                await asyncio.sleep(RETRY_SECONDS[min(failures, len(RETRY_SECONDS) - 1)])
                failures += 1
                self._is_short = True

    # What is told

    def _publish_soon(self) -> None:
        if self._timer is not None or not self._pending:
            return
        loop = asyncio.get_running_loop()
        wait = self._not_before - loop.time()
        self._timer = loop.call_later(wait, self.publish) if wait > 0 else loop.call_soon(self.publish)

    def publish(self) -> None:
        """Fold everything heard and tell everybody, now."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if not self._pending:
            return
        began = thread_time()
        entries, self._pending = self._pending, []
        self._missed.clear()
        for change in self.views.apply(entries, self._audiences):
            self._tell(change)
        self.published(self, entries)
        cost = thread_time() - began
        self._not_before = asyncio.get_running_loop().time() + min(self._tick, QUIET_SHARE * cost)

    def _tell(self, change: Change) -> None:
        """One frame for all who follow its feed. Nobody is awaited; who lags is left to its own buffer."""
        audience = self._audiences.get(change.feed)
        for subscription in audience.tell(change) if audience else ():
            self.lagging(subscription)

    # Who follows

    def add(self, subscription: Subscription) -> None:
        if subscription.feed not in self._audiences:
            self._audiences[subscription.feed] = Audience(self.views.view(subscription.feed).boundary)
        self._audiences[subscription.feed].add(subscription)

    def remove(self, subscription: Subscription) -> None:
        audience = self._audiences[subscription.feed]
        audience.remove(subscription)
        if audience.is_empty:
            del self._audiences[subscription.feed]

    def begin(self, subscription: Subscription, reason: str | None = None) -> None:
        """Give the whole state, after a `reset` if there is a reason for one, and follow from there."""
        view = self.views.view(subscription.feed)
        reader = subscription.reader
        subscription.is_lost = False
        if reason is not None:
            reader.put(frames.reset(subscription.feed, reason))
        reader.put(self._snapshot(subscription.feed))
        subscription.held = None
        subscription.begin(view.boundary)

    async def resume(self, subscription: Subscription, after: Position) -> str | None:
        """Give what was missed since `after` and follow from there; if that took a reset, the reason for it."""
        reason = await self.foreign(after)
        if reason is None:
            view = self.views.view(subscription.feed)
            if after.seq >= view.boundary:
                subscription.begin(after.seq)
                return None
            boundary = view.boundary
            subscription.hold()
            missed = await self._what_was_missed(subscription.feed, after.seq)
            if not isinstance(missed, str):
                if missed is not None:
                    subscription.reader.put(missed)
                subscription.begin(after.seq if missed is None else missed.to, boundary)
                return None
            reason = missed
        self.begin(subscription, reason)
        return reason

    async def foreign(self, after: Position) -> str | None:
        """Why a position cannot be resumed from; None if it is one of this ledger's."""
        if after.epoch != self.epoch:
            return "epoch"
        if after.seq > self.heard:
            await self.caught_up()
        if after.seq > self.told:
            self.publish()
        return "ahead" if after.seq > self.told else None

    async def between(self, after: int, until: int) -> list[Entry]:
        """All entries in (after, until], read from the ledger."""
        entries: list[Entry] = []
        while after + len(entries) < until:
            page = await self._archive.entries(self.site, after + len(entries), min(until, after + len(entries) + PAGE))
            if not page:
                raise LookupError(f"{self.site} has no entry {after + len(entries) + 1}")
            entries.extend(page)
        return entries

    async def _what_was_missed(self, feed: str, after: int) -> Change | str | None:
        view = self.views.view(feed)
        if feed != self.views.queue.feed:
            return Change(feed, after, after + 1, view.boundary, None, view.told())
        # After a restart many readers come back from the same few positions.
        if after not in self._missed:
            reading = self._read_missed(after, view.boundary, view.told())
            self._missed[after] = asyncio.get_running_loop().create_task(reading, name=f"live resume {self.site}")
        task = self._missed[after]
        try:
            return await asyncio.shield(task)
        except Exception:
            if self._missed.get(after) is task:
                del self._missed[after]
            raise

    async def _read_missed(self, after: int, until: int, members: Mapping[str, Any]) -> Change | str | None:
        entries = await self.between(after, until)
        if entries[0].at < self._now() - KEPT:
            return "too_old"
        change = self.views.queue.missed(entries, after, until, members)
        return "overflow" if change is not None and len(change.data) > RESUME_BYTES else change

    def _snapshot(self, feed: str) -> bytes:
        """Encoded once for all who join between two changes."""
        view = self.views.view(feed)
        boundary, data = self._snapshots.get(feed, (-1, b""))
        if boundary != view.boundary:
            data = frames.snapshot(feed, self.epoch, view.boundary, view.told())
            self._snapshots[feed] = (view.boundary, data)
        return data

    async def close(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        tasks = [task for task in (self._mending, *self._missed.values()) if task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
