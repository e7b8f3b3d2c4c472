"""Reading what the pace of a site was learned from."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from serai.calling.rules import Pace
from serai.core.events import parse
from serai.ledger.tables import LedgerEntry
from serai.sites import queries as sites

REMEMBERED = 8_000
"""Facts about visits that a process reads when it first looks at a site; older ones have faded from every estimate."""
_KINDS = (
    "visit.joined",
    "visit.called",
    "call.missed",
    "visit.admitted",
    "visit.left",
    "visit.turned_away",
    "visit.corrected",
    "bands.published",
)


async def pace(connection: AsyncConnection, site: str) -> Pace:
    """The site's pace, learned anew from the latest facts in its ledger."""
    found = Pace(await sites.site(connection, site))
    query = (
        select(col(LedgerEntry.seq), col(LedgerEntry.at), col(LedgerEntry.kind), col(LedgerEntry.body))
        .where(col(LedgerEntry.site) == site, col(LedgerEntry.kind).in_(_KINDS))
        .order_by(col(LedgerEntry.seq).desc())
        .limit(REMEMBERED)
    )
    for seq, at, kind, body in reversed((await connection.execute(query)).all()):
        found.apply(parse(kind, body), at, seq)
    return found
