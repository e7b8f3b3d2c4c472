"""Where the hub reads what was committed: ledger and tables, each time in a session of its own, given back at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from serai.core.db import Database
from serai.core.desk import Journal, Loader, Memory, SiteUnknown
from serai.core.events import Entry
from serai.core.folds import Fold
from serai.ledger import queries
from serai.live.views import RECENT, SiteViews


class LedgerArchive:
    """The archive of a real database; `loaders` are at least those of SiteFold, Queue and YardState."""

    def __init__(self, database: Database, journal: Journal, loaders: Mapping[type[Fold], Loader]) -> None:
        self._database = database
        self._journal = journal
        self._loaders = loaders

    async def open(self, site: str) -> tuple[str, SiteViews]:
        """The site's epoch, and its views as of the ledger's head; raises `SiteUnknown`."""
        async with self._database.reading() as connection:
            head = await self._journal.head(connection, site)
            if head is None:
                raise SiteUnknown(site=site)
            memory = await Memory.load(connection, head, self._loaders)
            recent = await queries.entries(connection, site, after=max(0, head.seq - RECENT), limit=RECENT)
        return head.epoch, SiteViews(site, memory, head.at, [entry for entry in recent if entry.seq <= head.seq])

    async def entries(self, site: str, after: int, until: int) -> Sequence[Entry]:
        """The entries with numbers in (after, until], as far as they exist, in order."""
        async with self._database.reading() as connection:
            return await queries.entries(connection, site, after=after, limit=max(0, until - after))

    async def heads(self) -> dict[str, tuple[str, int]]:
        """Epoch and last number of every site's ledger."""
        async with self._database.reading() as connection:
            return {head.site: (head.epoch, head.seq) for head in await queries.heads(connection)}
