"""Reading how a site calls, and what its pace was learned from."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from serai.calling.control import Acceptance, Control, Stop, Switch
from serai.calling.delivered import Stay
from serai.calling.rules import Pace
from serai.calling.tables import CallControlRow
from serai.core.events import parse
from serai.ledger.tables import LedgerEntry
from serai.queue.tables import VisitRow
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
    "call.withdrawn",
    "call.repeated",
    "visit.at_gate",
    "calls.stopped",
    "calls.resumed",
)
_SWITCHES, _STOPS = TypeAdapter(list[tuple[str | None, Switch]]), TypeAdapter(list[tuple[str | None, Stop]])
_ACCEPTANCES = TypeAdapter(list[tuple[str | None, Acceptance]])


STAYS = 4_000
"""Visits of a line from which its service is measured: about a week of a busy one."""


async def stays(connection: AsyncConnection, site: str, lines: Iterable[str], now: datetime) -> dict[str, list[Stay]]:
    """The latest visits of each line in its queue, those that stand there now among them."""
    row, found = VisitRow, {}
    columns = (col(row.arrived_at), col(row.admitted_at), col(row.ended_at), col(row.cost_seconds))
    for line in lines:
        query = select(*columns).where(col(row.site) == site, col(row.line) == line)
        latest = await connection.execute(query.order_by(col(row.placed_seq).desc()).limit(STAYS))
        found[line] = [
            Stay(joined.timestamp(), (admitted or ended or now).timestamp(), float(max(cost, 1)), admitted is not None)
            for joined, admitted, ended, cost in latest
        ]
    return found


async def control(connection: AsyncConnection, site: str) -> Control:
    """How the site calls, as the table has it."""
    found, row = Control(), CallControlRow
    query = select(col(row.switches), col(row.stops), col(row.acceptances)).where(col(row.site) == site)
    for switches, stops, acceptances in await connection.execute(query):
        found.switches = dict(_SWITCHES.validate_json(switches))
        found.stops = dict(_STOPS.validate_json(stops))
        found.acceptances = dict(_ACCEPTANCES.validate_json(acceptances))
    return found


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
