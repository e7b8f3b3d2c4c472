from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from serai.booking.rules import PERSONAL_DETAILS, Book, Claim, Count, Hold, Reservation
from serai.booking.tables import HoldRow, ReservationRow, SlotCount, VehicleClaim
from serai.booking.vehicles import plate_range
from serai.core.statements import having
from serai.identity.rules import Caller

_RESERVATION = [
    col(getattr(ReservationRow, each.name)) for each in fields(Reservation) if each.name not in PERSONAL_DETAILS
] + [col(ReservationRow.details)]
_HOLD = (
    col(HoldRow.id),
    col(HoldRow.slot),
    col(HoldRow.lane),
    col(HoldRow.owner),
    col(HoldRow.vehicle_key),
    col(HoldRow.status),
    col(HoldRow.taken_at),
    col(HoldRow.expires_at),
)

_CLAIM = ("vehicle", "reservation", "arrive_from", "arrive_until")


async def book(connection: AsyncConnection, site: str) -> Book:
    """A site's working memory of bookings, as the tables have it."""
    found = await connection.execute(
        select(col(SlotCount.slot), col(SlotCount.capacity), col(SlotCount.taken), col(SlotCount.held)).where(
            col(SlotCount.site) == site
        )
    )
    return Book({slot: Count(capacity, taken, held) for slot, capacity, taken, held in found})


async def counts(connection: AsyncConnection, site: str, from_: datetime, to: datetime) -> dict[str, Count]:
    """Places gone of the slots that start in [from_, to)."""
    found = await connection.execute(
        select(col(SlotCount.slot), col(SlotCount.capacity), col(SlotCount.taken), col(SlotCount.held)).where(
            col(SlotCount.site) == site, col(SlotCount.starts_at) >= from_, col(SlotCount.starts_at) < to
        )
    )
    return {slot: Count(capacity, taken, held) for slot, capacity, taken, held in found}


async def reservations(connection: AsyncConnection, ids: Iterable[str]) -> dict[str, Reservation]:
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    found = await connection.execute(select(*_RESERVATION).where(col(ReservationRow.id).in_(wanted)))
    return {row.id: _reservation(row) for row in found}


async def by_reference(connection: AsyncConnection, site: str, references: Iterable[str]) -> dict[str, Reservation]:
    wanted = sorted(set(references))
    if not wanted:
        return {}
    query = select(*_RESERVATION).where(col(ReservationRow.site) == site, col(ReservationRow.reference).in_(wanted))
    return {row.reference: _reservation(row) for row in await connection.execute(query)}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which reservations: of one caller or (None) of everybody a site serves; at a site, in a status, of a plate."""

    of: Caller | None
    serves: str | None = None
    site: str | None = None
    status: str | None = None
    plate: str | None = None
    reference: str | None = None


async def listed(connection: AsyncConnection, wanted: Wanted, *, after: str | None, limit: int) -> list[Reservation]:
    """Reservations by id, newest first."""
    query: Select[Any] = select(*_RESERVATION).order_by(col(ReservationRow.id).desc()).limit(limit)
    if wanted.of is not None:
        query = query.where(_of(wanted.of))
    for column, value in (
        (ReservationRow.site, wanted.serves),
        (ReservationRow.site, wanted.site),
        (ReservationRow.status, wanted.status),
        (ReservationRow.reference, wanted.reference and wanted.reference.upper()),
    ):
        if value is not None:
            query = query.where(col(column) == value)
    if wanted.plate is not None:
        first, beyond = plate_range(wanted.plate)
        query = query.where(col(ReservationRow.vehicle_key) >= first, col(ReservationRow.vehicle_key) < beyond)
    if after is not None:
        query = query.where(col(ReservationRow.id) < after)
    return [_reservation(row) for row in await connection.execute(query)]


def _of(caller: Caller) -> ColumnElement[bool]:
    mine = col(ReservationRow.owner) == caller.scope
    if caller.reservation is not None:
        mine = or_(mine, col(ReservationRow.id) == caller.reservation)
    if caller.phone is not None:
        mine = or_(mine, col(ReservationRow.phone) == caller.phone)
    return mine


async def holds(connection: AsyncConnection, site: str, ids: Iterable[str]) -> dict[str, Hold]:
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    query = select(*_HOLD).where(col(HoldRow.site) == site, col(HoldRow.id).in_(wanted))
    return {row.id: _hold(row) for row in await connection.execute(query)}


async def holds_of(connection: AsyncConnection, site: str, vehicles: Iterable[str], since: datetime) -> list[Hold]:
    """Holds that these vehicles took at the site since an instant."""
    wanted = sorted(set(vehicles))
    query = select(*_HOLD).where(
        col(HoldRow.site) == site, col(HoldRow.vehicle_key).in_(wanted), col(HoldRow.taken_at) >= since
    )
    return [_hold(row) for row in await connection.execute(query)] if wanted else []


async def due_holds(connection: AsyncConnection, site: str, until: datetime) -> list[Hold]:
    query = select(*_HOLD).where(
        col(HoldRow.site) == site, col(HoldRow.status) == "held", col(HoldRow.expires_at) <= until
    )
    return [_hold(row) for row in await connection.execute(query.order_by(col(HoldRow.expires_at), col(HoldRow.id)))]


async def due_misses(connection: AsyncConnection, site: str, until: datetime) -> list[Reservation]:
    query = select(*_RESERVATION).where(
        col(ReservationRow.site) == site,
        col(ReservationRow.status) == "confirmed",
        col(ReservationRow.arrive_until) <= until,
    )
    found = await connection.execute(query.order_by(col(ReservationRow.arrive_until), col(ReservationRow.id)))
    return [_reservation(row) for row in found]


async def next_due(connection: AsyncConnection) -> list[tuple[str, datetime]]:
    """For each site, when its next hold or arrival window ends."""
    ends: list[tuple[str, datetime]] = []
    for site, at, status, live in (
        (col(HoldRow.site), col(HoldRow.expires_at), col(HoldRow.status), "held"),
        (col(ReservationRow.site), col(ReservationRow.arrive_until), col(ReservationRow.status), "confirmed"),
    ):
        found = await connection.execute(select(site, func.min(at)).where(status == live).group_by(site))
        ends += [(each_site, each_at) for each_site, each_at in found]
    return ends


async def claims(connection: AsyncConnection, vehicles: Iterable[str]) -> dict[str, dict[str, Claim]]:
    """Live arrival windows of these vehicles, at all sites, by vehicle and reservation."""
    known: dict[str, dict[str, Claim]] = {vehicle: {} for vehicle in vehicles}
    for vehicle, reservation, opens, closes in await having(
        connection, VehicleClaim, _CLAIM, [(vehicle,) for vehicle in sorted(known)]
    ):
        known[vehicle][reservation] = Claim(reservation, opens, closes)
    return known


def _hold(row: Any) -> Hold:
    return Hold(**{**row._mapping, "owner": row.owner or "", "vehicle_key": row.vehicle_key or ""})


def _reservation(row: Any) -> Reservation:
    columns = dict(row._mapping)
    personal = columns.pop("details") or {}
    columns |= {name: personal.get(name, {}) for name in PERSONAL_DETAILS}
    columns |= {"needs": tuple(orjson.loads(row.needs)), "owner": row.owner or "", "vehicle_key": row.vehicle_key or ""}
    return Reservation(**columns)
