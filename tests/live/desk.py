"""A port, the hub that follows it, and screens that forgive nothing; no sockets."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from serai.core.events import Entry
from serai.live.feed import Reader
from serai.live.frames import Position
from serai.live.hub import Hub
from tests.live.world import EPOCH, SITE, Port, Screen, Shelf, plain

QUEUE = f"queue:{SITE}"
YARD = f"yard:{SITE}"


class Desk:
    """Commits, and waits until everybody has been told."""

    def __init__(self, port: Port | None = None) -> None:
        self.port = port or Port(1)
        self.shelf = Shelf(self.port)
        self.hub = Hub(self.shelf, self.shelf, tick=0.0, now=lambda: self.port.now)

    async def settle(self) -> None:
        """Until nothing that was set off is still under way."""
        mine = asyncio.current_task()
        for _ in range(1_000):
            await asyncio.sleep(0)
            busy = [
                each
                for each in asyncio.all_tasks()
                if each is not mine and each.get_name().startswith(("live", "renew"))
            ]
            board = self.hub._boards.get(SITE)
            if not busy and (board is None or not board._pending):
                return
        raise AssertionError("it never came to rest")

    def commit(self, count: int = 1) -> list[Entry]:
        entries = self.port.happen(count)
        self.hub.follow(SITE, entries)
        return entries

    def tell(self, entries: Sequence[Entry]) -> None:
        self.hub.follow(SITE, entries)

    def reader(self) -> tuple[Reader, Screen]:
        screen = Screen()
        return Reader(screen.take), screen

    async def watching(self, *feeds: str) -> tuple[Reader, Screen]:
        reader, screen = self.reader()
        for feed in feeds:
            await self.hub.watch(reader, feed, None)
        return reader, screen

    async def resumed(self, screen: Screen, feed: str, seq: int, epoch: str = EPOCH) -> Reader:
        reader = Reader(screen.take)
        screen.resuming(feed, seq)
        await self.hub.watch(reader, feed, Position(epoch=epoch, seq=seq))
        return reader

    def assert_shows(self, screen: Screen, feed: str) -> None:
        board = self.hub._boards[SITE]
        assert screen.states[feed] == plain(board.views.view(feed).told())
        assert screen.states[feed] == plain(self.port.views(board.views.view(feed).boundary).view(feed).told())

    def drain(self, reader: Reader) -> None:
        """The reader's connection takes frames again."""
        waited = reader.drain()
        if waited:
            reader.sink(waited)
        self.hub.recover(reader)
