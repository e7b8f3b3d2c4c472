from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from serai.core.events import Entry, Head
from serai.ledger.tables import LedgerEntry, LedgerHead

_HEAD = select(
    col(LedgerHead.site), col(LedgerHead.epoch), col(LedgerHead.seq), col(LedgerHead.at), col(LedgerHead.digest)
)


async def head(connection: AsyncConnection, site: str, *, claim: bool = False) -> Head | None:
    """Where a site's ledger stands; with `claim`, nobody else moves it until the transaction ends."""
    query = _HEAD.where(col(LedgerHead.site) == site)
    row = (await connection.execute(query.with_for_update() if claim else query)).one_or_none()
    return Head(*row) if row else None


async def heads(connection: AsyncConnection) -> list[Head]:
    return [Head(*row) for row in await connection.execute(_HEAD.order_by(col(LedgerHead.site)))]


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
