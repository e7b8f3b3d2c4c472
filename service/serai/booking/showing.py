"""How the tallies of who showed stand in their table, and how they are read."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from serai.booking.events import ReservationArrived, ReservationCancelled, ReservationMissed
from serai.booking.reservations import WAITING
from serai.booking.shows import Key, Pending, Shows, Tally, company_class, oldest
from serai.booking.tables import ReservationRow, ShowTally
from serai.core.desk import Record, saves


@saves(ReservationArrived, ReservationMissed, ReservationCancelled)
def _ended(event: ReservationArrived | ReservationMissed | ReservationCancelled, record: Record) -> None:
    shows = record.memory.of(Shows)
    key = shows.counted.get(event.reservation)
    if key is not None:
        lane, of, day = key
        tally = shows.tallies[key]
        record.writes.upsert(
            ShowTally, site=record.site, lane=lane, company_class=of, day=day, shown=tally.shown, missed=tally.missed
        )


async def shows(connection: AsyncConnection, site: str) -> Shows:
    """A site's memory of who showed, as the tables have it."""
    return Shows(await _tallies(connection, site), await _pending(connection, site))


async def _tallies(connection: AsyncConnection, site: str) -> dict[Key, Tally]:
    row = ShowTally
    latest = (await connection.execute(select(func.max(col(row.day))).where(col(row.site) == site))).scalar()
    if latest is None:
        return {}
    columns = (col(row.lane), col(row.company_class), col(row.day), col(row.shown), col(row.missed))
    query = select(*columns).where(col(row.site) == site, col(row.day) >= oldest(latest))
    found = await connection.execute(query)
    return {(lane, of, day): Tally(shown, missed) for lane, of, day, shown, missed in found}


async def _pending(connection: AsyncConnection, site: str) -> dict[str, Pending]:
    row = ReservationRow
    columns = (row.id, row.status, row.company, row.trusted, row.lane, row.local_date, row.arrive_from)
    query = select(*[col(each) for each in columns])
    query = query.where(col(row.site) == site, col(row.status).in_(("confirmed", *sorted(WAITING))))
    found = {}
    for id_, status, company, trusted, lane, day, arrive_from in await connection.execute(query):
        placed = (day, arrive_from) if status == "confirmed" else (None, None)
        found[id_] = Pending(company_class(company, trusted), lane, *placed)
    return found
