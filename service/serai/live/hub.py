"""Who watches what in this process. Follows the desks, never holds a database session, never waits for a reader."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from prometheus_client import Counter

from serai.core.desk import SiteUnknown
from serai.core.events import Entry
from serai.live import frames
from serai.live.board import Archive, Board
from serai.live.feed import Reader, Subscription
from serai.live.frames import Position
from serai.live.papers import Papers
from serai.live.rules import FeedUnknown
from serai.live.shelves import KINDS, Shelves

RESETS = Counter("serai_live_resets_total", "Feeds that had to start over with a snapshot, by reason.", ["reason"])


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Hub:
    """All boards and papers of this process."""

    def __init__(
        self, archive: Archive, papers: Papers, *, tick: float = 0.05, now: Callable[[], datetime] = _utc_now
    ) -> None:
        self._archive = archive
        self._tick = tick
        self._now = now
        self._boards: dict[str, Board] = {}
        self._opening: dict[str, asyncio.Lock] = {}
        self._shelves = Shelves(papers, self._board)
        self._recovering: set[asyncio.Task[None]] = set()

    def follow(self, site: str, entries: Sequence[Entry]) -> None:
        """Told of each commit, of this process or another, in order; returns at once."""
        board = self._boards.get(site)
        if board is not None:
            board.hear(entries)
        self._shelves.follow(site, entries)

    async def watch(self, reader: Reader, feed: str, after: Position | None) -> None:
        """Let a reader follow a feed, from now or from where it left; raises `FeedUnknown` if there is none."""
        self.unwatch(reader, feed)
        kind, _, name = feed.partition(":")
        subscription = Subscription(feed, reader)
        if kind in KINDS:
            await self._watch_paper(subscription, after)
        else:
            board = await self._board(name)
            reader.subscriptions[feed] = subscription
            board.add(subscription)
            if after is None:
                board.begin(subscription)
            elif (reason := await board.resume(subscription, after)) is not None:
                RESETS.labels(reason).inc()
                self._lose_visits(reader, board.site)
        if reader.clear:
            self.recover(reader)

    def unwatch(self, reader: Reader, feed: str) -> None:
        """Stop telling a reader of a feed; nothing happens if it was not watched."""
        subscription = reader.subscriptions.pop(feed, None)
        if subscription is None:
            return
        kind, _, name = feed.partition(":")
        if kind in KINDS:
            self._shelves.remove(subscription)
        elif name in self._boards:
            self._boards[name].remove(subscription)

    def leave(self, reader: Reader) -> None:
        """The reader's socket is gone."""
        for feed in list(reader.subscriptions):
            self.unwatch(reader, feed)

    def recover(self, reader: Reader) -> None:
        """Start over every feed of which the reader lost something, now that its connection takes frames again."""
        for subscription in reader.lost():
            kind, _, name = subscription.feed.partition(":")
            if reader.clear and kind not in KINDS:
                RESETS.labels("overflow").inc()
                self._boards[name].begin(subscription, "overflow")
                if kind == "queue":
                    self._lose_visits(reader, name)
        for subscription in reader.lost():
            if reader.clear and subscription.feed.partition(":")[0] in KINDS:
                subscription.hold()
                renewal = self._renew(subscription)
                task = asyncio.get_running_loop().create_task(renewal, name=f"renew {subscription.feed}")
                self._recovering.add(task)
                task.add_done_callback(self._recovering.discard)

    async def close(self) -> None:
        """Stop publishing; sockets are closed by whoever holds them."""
        for task in self._recovering:
            task.cancel()
        await asyncio.gather(*self._recovering, return_exceptions=True)
        for board in self._boards.values():
            await board.close()
        await self._shelves.close()

    def _lose_visits(self, reader: Reader, site: str) -> None:
        """A queue that started over is followed by snapshots of the visits watched on the same socket."""
        for subscription in list(reader.subscriptions.values()):
            if subscription.feed.startswith("visit:") and self._shelves.site_of(subscription.feed) == site:
                subscription.lose()

    async def _watch_paper(self, subscription: Subscription, after: Position | None) -> None:
        paper = await self._shelves.paper(subscription.feed)
        if paper is None:
            raise FeedUnknown(feed=subscription.feed)
        subscription.reader.subscriptions[subscription.feed] = subscription
        self._shelves.add(paper, subscription)
        is_there = await (paper.begin(subscription) if after is None else paper.resume(subscription, after))
        if not is_there:
            self.unwatch(subscription.reader, subscription.feed)
            raise FeedUnknown(feed=subscription.feed)

    async def _renew(self, subscription: Subscription) -> None:
        reader = subscription.reader
        paper = await self._shelves.paper(subscription.feed)
        queue = f"queue:{self._shelves.site_of(subscription.feed)}"
        reason = None if queue in reader.subscriptions else "overflow"
        if paper is None or not await paper.begin(subscription, reason):
            self.unwatch(reader, subscription.feed)
            reader.put(frames.error(FeedUnknown.code, subscription.feed))

    async def _board(self, site: str) -> Board:
        board = self._boards.get(site)
        if board is not None:
            return board
        async with self._opening.setdefault(site, asyncio.Lock()):
            if site not in self._boards:
                self._boards[site] = await self._open(site)
                # What was committed between the reading and now has been heard by nobody.
                self._boards[site].mend()
            return self._boards[site]

    async def _open(self, site: str) -> Board:
        try:
            epoch, views = await self._archive.open(site)
        except SiteUnknown:
            del self._opening[site]
            raise FeedUnknown(feed=f"queue:{site}") from None
        board = Board(epoch, views, self._archive, tick=self._tick, now=self._now)
        board.lagging = self._lagging
        board.published = self._shelves.published
        return board

    def _lagging(self, subscription: Subscription) -> None:
        """A feed lost the chain; where the reader's connection is free, mend that at once, else when it drains."""
        if subscription.reader.clear:
            asyncio.get_running_loop().call_soon(self.recover, subscription.reader)
