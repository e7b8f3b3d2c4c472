from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from serai.booking.tables import ReservationRow
from serai.booking.vehicles import plate_range
from serai.outage.rules import Papers, Stay
from serai.outage.tables import PaperLineRow
from serai.queue.tables import VisitRow


async def papers(_: AsyncConnection, __: str) -> Papers:
    """What is kept for a batch; nothing stands before it begins."""
    return Papers()


async def stays(connection: AsyncConnection, site: str, plates: Iterable[str], keys: Iterable[str]) -> list[Stay]:
    """The visits at a site of vehicles with these plates in any country, or with these keys; the latest first."""
    key = col(VisitRow.vehicle_key)
    ranges = [and_(key >= first, key < beyond) for first, beyond in map(plate_range, sorted(set(plates)))]
    wanted = sorted(set(keys))
    if not ranges and not wanted:
        return []
    query = select(col(VisitRow.id), key, col(VisitRow.ended_at)).where(
        col(VisitRow.site) == site, or_(key.in_(wanted), *ranges)
    )
    rows = await connection.execute(query.order_by(col(VisitRow.id).desc()))
    return [Stay(visit, str(vehicle), ended_at is not None) for visit, vehicle, ended_at in rows]


async def taken(connection: AsyncConnection, visits: Iterable[str]) -> dict[tuple[str, str, datetime], str]:
    """The visits to which lines from paper were taken in, by vehicle, event and time as written."""
    wanted = sorted(set(visits))
    if not wanted:
        return {}
    query = (
        select(
            col(VisitRow.vehicle_key), col(PaperLineRow.event), col(PaperLineRow.written_at), col(PaperLineRow.visit)
        )
        .join(VisitRow, col(VisitRow.id) == col(PaperLineRow.visit))
        .where(col(PaperLineRow.visit).in_(wanted))
    )
    return {(str(key), event, at): visit for key, event, at, visit in await connection.execute(query)}


async def references(connection: AsyncConnection, reservations: Iterable[str]) -> Mapping[str, str]:
    """The references of these reservations."""
    wanted = sorted(set(reservations))
    if not wanted:
        return {}
    query = select(col(ReservationRow.id), col(ReservationRow.reference)).where(col(ReservationRow.id).in_(wanted))
    return dict((await connection.execute(query)).tuples().all())
