"""Committed memory: what reads and screens may look at, folded from the ledger as it grows."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

from serai.core.db import Database
from serai.core.desk import Journal, Loader, Memory, SiteUnknown
from serai.core.events import Entry
from serai.core.folds import Fold
from serai.core.following import Following


class Readers:
    """One committed memory for each site that somebody looks at; `following` brings what is committed, by anybody."""

    def __init__(self, database: Database, journal: Journal, loaders: Mapping[type[Fold], Loader]) -> None:
        self.following = Following(database, journal, [self.follow])
        self._database = database
        self._journal = journal
        self._loaders = loaders
        self._memories: dict[str, Memory] = {}
        self._loading: dict[str, asyncio.Lock] = {}
        self._arrived: dict[str, list[Entry]] = {}

    def follow(self, site: str, entries: Sequence[Entry]) -> None:
        """Take in a commit (a desk's follower). While the site is still being read, keep it for afterwards."""
        memory = self._memories.get(site)
        if memory is None:
            if site in self._arrived:
                self._arrived[site].extend(entries)
            return
        if entries and entries[0].seq > memory.seq + 1:
            del self._memories[site]  # another process wrote in between: it is read anew when next asked for
            return
        _apply(memory, entries)

    async def memory(self, site: str) -> Memory:
        """The site's memory as committed; the caller must not keep it across an await. Raises `SiteUnknown`.

        Where other processes write too, it has all that was committed before the call: who was answered by one process
        finds what it did at any other.
        """
        await self.following.fresh(site)
        memory = self._memories.get(site)
        if memory is not None:
            return memory
        async with self._loading.setdefault(site, asyncio.Lock()):
            if site not in self._memories:
                try:
                    self._memories[site] = await self._read(site)
                finally:
                    self._loading.pop(site, None)
            return self._memories[site]

    def loaded(self) -> Mapping[str, Memory]:
        """The memories that are there now."""
        return self._memories

    async def catch_up(self, site: str) -> None:
        """Read what other processes wrote since."""
        await self.memory(site)
        await self.following.caught_up(site)

    async def _read(self, site: str) -> Memory:
        self._arrived[site] = []
        try:
            async with self._database.reading() as connection:
                head = await self._journal.head(connection, site)
                if head is None:
                    raise SiteUnknown(site=site)
                memory = await Memory.load(connection, head, self._loaders)
            await self._mend(memory, self._arrived[site])
            _apply(memory, self._arrived[site])
            self.following.start_at(site, memory.seq)
            return memory
        finally:
            del self._arrived[site]

    async def _mend(self, memory: Memory, arrived: Sequence[Entry]) -> None:
        """What another process wrote between the reading and the first commit that was heard of."""
        if arrived and arrived[0].seq > memory.seq + 1:
            async with self._database.reading() as connection:
                _apply(memory, await self._journal.since(connection, arrived[0].site, memory.seq))


def _apply(memory: Memory, entries: Sequence[Entry]) -> None:
    for entry in entries:
        if entry.seq > memory.seq:
            memory.apply(entry.event, entry.at, entry.seq)
