"""Writing the ledger: in the transaction of what it records, and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import SQLModel

from serai.core import ids
from serai.core.events import Entry, Event, Head
from serai.core.rows import Writes
from serai.ledger import entries, queries
from serai.ledger.tables import LedgerEntry, LedgerHead

_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


class Ledger:
    """The desk's journal."""

    async def claim(self, connection: AsyncConnection, site: str, *, open_: bool) -> Head | None:
        """The site's head, held until the transaction ends; `open_` makes it if the site has none."""
        found = await queries.head(connection, site, claim=True)
        if found is None and open_:
            await _open(connection, site)
            found = await queries.head(connection, site, claim=True)
        return found

    async def head(self, connection: AsyncConnection, site: str) -> Head | None:
        return await queries.head(connection, site)

    async def heads(self, connection: AsyncConnection) -> Sequence[Head]:
        return await queries.heads(connection)

    async def since(self, connection: AsyncConnection, site: str, seq: int) -> Sequence[Entry]:
        return await queries.entries(connection, site, after=seq)

    def record(self, writes: Writes, head: Head, facts: Sequence[Event], at: datetime) -> list[Entry]:
        """Append the facts and move the head, among what the transaction writes."""
        added = entries.chained(head, facts, at)
        for entry in added:
            writes.insert(
                LedgerEntry,
                site=entry.site,
                seq=entry.seq,
                at=entry.at,
                kind=entry.kind,
                body=entry.body,
                prev=entry.prev,
                digest=entry.digest,
            )
        if added:
            writes.update(LedgerHead, site=head.site, seq=added[-1].seq, at=at, digest=added[-1].digest)
        return added


async def _open(connection: AsyncConnection, site: str) -> None:
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    model: type[SQLModel] = LedgerHead
    row = {"site": site, "epoch": ids.new(), "seq": 0, "at": _BEGINNING, "digest": entries.START}
    await connection.execute(insert(model).values(row).on_conflict_do_nothing())
