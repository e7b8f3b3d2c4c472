"""Reading how a site calls, and what its pace was learned from."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from pydantic import TypeAdapter
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from serai.booking.tables import ReservationRow
from serai.calling.control import Acceptance, Control, Stop, Switch
from serai.calling.delivered import Stay
from serai.calling.rules import Pace
from serai.calling.tables import CallControlRow
from serai.core.events import parse
from serai.ledger import queries as ledger
from serai.ledger.tables import LedgerEntry
from serai.queue.tables import VisitRow
from serai.sites import queries as sites

REMEMBERED: Final = timedelta(days=8)
"""So much of the ledger a process reads when it first looks at a site; what is older has faded from every estimate."""
MOST: Final = 60_000
"""Facts that it reads at most."""
_KINDS = (
    "visit.joined", "visit.called", "call.missed", "visit.admitted", "visit.left", "visit.turned_away",
    "visit.corrected", "bands.published", "reservation.confirmed", "offer.accepted", "reservation.drawn",
    "reservation.moved", "reservation.retimed", "reservation.rezoned", "reservation.arrived", "reservation.missed",
    "reservation.cancelled", "reservation.expired", "reservation.displaced", "site.created", "site.changed",
    "calendar.put", "staffing.put", "closure.opened", "closure.lifted", "call.withdrawn", "call.repeated",
    "visit.at_gate", "calls.stopped", "calls.resumed", "acceptance.reported",
)  # fmt: skip
"""What `Pace` takes in."""
_SWITCHES, _STOPS = TypeAdapter(list[tuple[str | None, Switch]]), TypeAdapter(list[tuple[str | None, Stop]])
_ACCEPTANCES = TypeAdapter(list[tuple[str | None, Acceptance]])

_KEPT = ("confirmed", "arrived", "fulfilled", "missed")

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
    """The site's pace, learned anew from the last days of its ledger: what a process knows that was there all along."""
    head = await ledger.head(connection, site)
    if head is None:
        return Pace(await sites.site(connection, site))
    since = head.at - REMEMBERED
    after = await _last_before(connection, site, since)
    found = Pace(await sites.site_at(connection, site, after, since))
    for reservation, lane, starts_at in await _reserved(connection, site, since):
        found.expect(reservation, lane, starts_at, since)
    query = (
        select(col(LedgerEntry.seq), col(LedgerEntry.at), col(LedgerEntry.kind), col(LedgerEntry.body))
        .where(col(LedgerEntry.site) == site, col(LedgerEntry.seq) > after, col(LedgerEntry.kind).in_(_KINDS))
        .order_by(col(LedgerEntry.seq).desc())
        .limit(MOST)
    )
    for seq, at, kind, body in reversed((await connection.execute(query)).all()):
        found.apply(parse(kind, body), at, seq)
    return found


async def _last_before(connection: AsyncConnection, site: str, since: datetime) -> int:
    seq = col(LedgerEntry.seq)
    older = select(seq).where(col(LedgerEntry.site) == site, col(LedgerEntry.at) <= since)
    return (await connection.execute(older.order_by(seq.desc()).limit(1))).scalar() or 0


async def _reserved(connection: AsyncConnection, site: str, since: datetime) -> list[tuple[str, str, datetime]]:
    """(reservation, lane, start of its slot) of those that were expected then or since, however long ago made.

    What became of one since then is among the facts that are read; so is a later place, and then this one is forgotten.
    """
    row = ReservationRow
    query = select(col(row.id), col(row.lane), col(row.starts_at)).where(
        col(row.site) == site, col(row.status).in_(_KEPT), col(row.arrive_until) > since
    )
    return [(id, lane, starts_at) for id, lane, starts_at in await connection.execute(query) if starts_at is not None]
