from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from serai.core.events import Entry, Head
from serai.core.statements import having
from serai.ledger.tables import LedgerEntry, LedgerHead

_COLUMNS = ("site", "epoch", "seq", "at", "digest")


async def head(connection: AsyncConnection, site: str, *, claim: bool = False) -> Head | None:
    """Where a site's ledger stands; with `claim`, nobody else moves it until the transaction ends."""
    found = await having(connection, LedgerHead, _COLUMNS, [(site,)], claim=claim)
    return Head(*found[0]) if found else None


async def heads(connection: AsyncConnection) -> list[Head]:
    query = select(*(col(getattr(LedgerHead, name)) for name in _COLUMNS)).order_by(col(LedgerHead.site))
    return [Head(*row) for row in await connection.execute(query)]


async def entries(connection: AsyncConnection, site: str, *, after: int, limit: int | None = None) -> list[Entry]:
    """The entries with a higher number than `after`, in order."""
    query = (
        select(
            col(LedgerEntry.site),
            col(LedgerEntry.seq),
            col(LedgerEntry.at),
            col(LedgerEntry.kind),
            col(LedgerEntry.body),
            col(LedgerEntry.prev),
            col(LedgerEntry.digest),
        )
        .where(col(LedgerEntry.site) == site, col(LedgerEntry.seq) > after)
        .order_by(col(LedgerEntry.seq))
        .limit(limit)
    )
    return [Entry(*row) for row in await connection.execute(query)]
