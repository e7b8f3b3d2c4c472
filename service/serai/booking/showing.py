"""How the tallies of who showed stand in their table, and how they are read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from serai.booking.events import MissForgiven, ReservationArrived, ReservationCancelled, ReservationMissed
from serai.booking.reservations import WAITING
from serai.booking.shows import Key, Pending, Shows, Tally, company_class, may_be_late, oldest
from serai.booking.tables import ReservationRow, ShowTally, VehicleMark
from serai.core.desk import Record, saves


@saves(ReservationArrived, ReservationMissed, ReservationCancelled, MissForgiven)
def _ended(event: ReservationArrived | ReservationMissed | ReservationCancelled | MissForgiven, record: Record) -> None:
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
    tallies = await _tallies(connection, site)
    return Shows(tallies, await _pending(connection, site), await _late(connection, site, tallies))


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
    names = ("id", "status", "company", "trusted", "lane", "local_date", "arrive_from")
    query: Select[Any] = select(*[col(getattr(row, name)) for name in names])
    query = query.where(col(row.site) == site, col(row.status).in_(("confirmed", *sorted(WAITING))))
    found = {}
    for each in await connection.execute(query):
        of, has_place = company_class(each.company, each.trusted), each.status == "confirmed"
        found[each.id] = (
            Pending(of, each.lane, each.local_date, each.arrive_from) if has_place else Pending(of, each.lane)
        )
    return found


async def _late(connection: AsyncConnection, site: str, tallies: Mapping[Key, Tally]) -> dict[str, Key]:
    """Those that missed of late: what counts against the vehicle, for the others do not count here either."""
    latest = max((day for *_, day in tallies), default=None)
    if latest is None:
        return {}
    row, mark = ReservationRow, VehicleMark
    names = ("id", "lane", "company", "trusted", "local_date")
    is_its = (col(mark.site) == col(row.site)) & (col(mark.reservation) == col(row.id)) & (col(mark.kind) == "miss")
    query: Select[Any] = select(*[col(getattr(row, name)) for name in names]).join(mark, is_its)
    query = query.where(col(row.site) == site, col(row.status) == "missed", col(row.local_date) >= may_be_late(latest))
    found = await connection.execute(query)
    return {each.id: (each.lane, company_class(each.company, each.trusted), each.local_date) for each in found}
