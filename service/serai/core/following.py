"""The ledgers as this process knows them: what its own desks commit and what others do, each entry once and in order.

There is one cursor a site. A commit of this process is handed on at once; what another process wrote is read from the
ledger, once for all who follow here. The bell and a glance at all heads only say when there is something to read.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Final

import structlog

from serai.core.db import Database
from serai.core.desk import Follower, Journal
from serai.core.events import Entry
from serai.core.metrics import FOREIGN

log = structlog.get_logger()

GLANCE_SECONDS: Final = 0.5
"""Between two glances while no bell is heard."""

QUIET_SECONDS: Final = 3.0
"""Between two glances while a bell is heard: one that rang unheard costs no more than this."""


class Following:
    """Hands every entry of every site to the `followers` of this process, in order and without a gap."""

    def __init__(self, database: Database, journal: Journal, followers: Sequence[Follower] = ()) -> None:
        self.followers = list(followers)
        self._database = database
        self._journal = journal
        self._cursors: dict[str, int] = {}
        self._behind: set[str] = set()
        self._reading: dict[str, asyncio.Task[None]] = {}
        self._has_started = False

    async def start(self) -> None:
        """Follow what others write from here on. Not for a database with a single process."""
        async with self._database.reading() as connection:
            for head in await self._journal.heads(connection):
                self.start_at(head.site, head.seq)
        self._has_started = True

    def start_at(self, site: str, seq: int) -> None:
        """Somebody here knows a site up to this entry: it is to be told of all that comes after it."""
        self._cursors.setdefault(site, seq)

    def follow(self, site: str, entries: Sequence[Entry]) -> None:
        """Take in a commit of this process (a desk's follower)."""
        if entries:
            self.start_at(site, 0 if self._has_started else entries[0].seq - 1)
            self._hand_on(site, entries)

    def ring(self, site: str, seq: int) -> None:
        """Another process says that it committed up to `seq`. Only a hint."""
        if self._has_started and seq > self._cursors.get(site, 0):
            self._read_soon(site)

    async def caught_up(self, site: str) -> None:
        """Returns once everything that was committed at the site before the call has been handed on."""
        async with self._database.reading() as connection:
            head, cursor = await self._journal.head(connection, site), self._cursors.get(site, 0)
            if head is None or head.seq <= cursor:
                return
            entries = await self._journal.since(connection, site, cursor)
        FOREIGN.inc(len(entries))
        self.start_at(site, 0)
        self._hand_on(site, entries)

    async def fresh(self, site: str) -> None:
        """The same, where other processes may write at all."""
        if self._has_started:
            await self.caught_up(site)

    async def glance(self) -> None:
        """Look at all heads, and read on where one has moved."""
        async with self._database.reading() as connection:
            heads = await self._journal.heads(connection)
        for head in heads:
            if head.seq > self._cursors.get(head.site, 0):
                self._read_soon(head.site)

    async def serve(self, is_heard: Callable[[], bool] = lambda: False) -> None:
        """Glance again and again until cancelled, seldom while the bell is heard."""
        glanced_at, has_failed, now = 0.0, False, asyncio.get_running_loop().time
        while True:
            await asyncio.sleep(GLANCE_SECONDS)
            if is_heard() and now() - glanced_at < QUIET_SECONDS:
                continue
            glanced_at = now()
            try:
                await self.glance()
                has_failed = False
            except Exception as error:  # noqa: BLE001 - the database is away; it is asked again
                if not has_failed:
                    log.warning("ledger.unread", error=repr(error))
                has_failed = True

    async def close(self) -> None:
        for task in self._reading.values():
            task.cancel()
        await asyncio.gather(*self._reading.values(), return_exceptions=True)

    def _hand_on(self, site: str, entries: Sequence[Entry]) -> None:
        cursor = self._cursors[site]
        if entries[0].seq <= cursor:
            entries = [entry for entry in entries if entry.seq > cursor]
        if not entries:
            return
        if entries[0].seq > cursor + 1:
            self._read_soon(site)
            return
        self._cursors[site] = entries[-1].seq
        for follower in self.followers:
            follower(site, entries)

    def _read_soon(self, site: str) -> None:
        """One reading of a site at a time; what is asked for meanwhile is read after it."""
        self._behind.add(site)
        if site not in self._reading:
            task = asyncio.get_running_loop().create_task(self._read(site), name=f"follow {site}")
            self._reading[site] = task

    async def _read(self, site: str) -> None:
        try:
            while site in self._behind:
                self._behind.discard(site)
                await self.caught_up(site)
        except Exception as error:  # noqa: BLE001 - the next glance sees that it is behind still
            log.warning("ledger.unread", site=site, error=repr(error))
        finally:
            del self._reading[site]
