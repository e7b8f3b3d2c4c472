from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import orjson
from sqlalchemy import func, literal_column, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from serai.booking.tables import ReservationRow
from serai.core.ids import site_of
from serai.devices.rules import GONE_FOR, Candidate, Reading, Readings
from serai.devices.tables import ReadingRow
from serai.queue.tables import VisitRow

_EXPECTED_WITHIN: Final = timedelta(hours=12)
"""A vehicle whose window closes later than this is not looked for: it is far too early."""
_READING = [
    col(getattr(ReadingRow, name))
    for name in (
        "id", "at", "gate", "place", "outcome", "because", "act", "visit", "confidence", "candidates", "settled",
        "device_at", "reader", "event_id", "seen",
    )
]  # fmt: skip


async def readings(connection: AsyncConnection, site: str) -> Readings:
    """Nothing: readings are brought in for the batch that asks for them."""
    return Readings()


async def by_event(
    connection: AsyncConnection, site: str, events: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], Reading]:
    """The readings that these events of readers came to, when they were first sent."""
    wanted = sorted(set(events))
    if not wanted:
        return {}
    where = tuple_(col(ReadingRow.reader), col(ReadingRow.event_id)).in_(wanted)
    found = await connection.execute(select(*_READING).where(col(ReadingRow.site) == site, where))
    return {(row.reader, row.event_id): _reading(row) for row in found}


async def by_id(connection: AsyncConnection, site: str, ids: Iterable[str]) -> dict[str, Reading]:
    """These readings, as far as they are of the site."""
    wanted = sorted(each for each in set(ids) if site_of(each) == site)
    if not wanted:
        return {}
    found = await connection.execute(select(*_READING).where(col(ReadingRow.id).in_(wanted)))
    return {row.id: _reading(row) for row in found}


async def here(connection: AsyncConnection, site: str, now: datetime) -> list[tuple[str, str]]:
    """(vehicle, visit) of everybody at the site, and of who left it a moment ago."""
    vehicle, ended = col(VisitRow.vehicle_key), col(VisitRow.ended_at)
    found = []
    for when in (ended.is_(None), ended >= now - GONE_FOR):
        query = select(vehicle, col(VisitRow.id)).where(col(VisitRow.site) == site, when, vehicle.is_not(None))
        found += [(str(key), visit) for key, visit in await connection.execute(query)]
    return found


async def expected(connection: AsyncConnection, site: str, now: datetime) -> list[tuple[str, str]]:
    """(vehicle, reservation) of those whose window is open or near."""
    vehicle, until = col(ReservationRow.vehicle_key), col(ReservationRow.arrive_until)
    is_confirmed = literal_column("'confirmed'") == col(ReservationRow.status)
    query = select(vehicle, col(ReservationRow.id)).where(col(ReservationRow.site) == site, vehicle.is_not(None))
    query = query.where(is_confirmed, until > now, until < now + _EXPECTED_WITHIN)
    return [(str(key), id_) for key, id_ in await connection.execute(query)]


async def listed(
    connection: AsyncConnection, site: str, outcomes: Sequence[str], since: datetime, *, after: str | None, limit: int
) -> list[tuple[Reading, list[Any]]]:
    """Readings that wait for an answer, latest first, with the plates as they were read."""
    query = (
        select(*_READING)
        .where(col(ReadingRow.site) == site, col(ReadingRow.at) > since, col(ReadingRow.settled).is_(None))
        .where(col(ReadingRow.outcome).in_(outcomes))
        .order_by(col(ReadingRow.id).desc())
        .limit(limit)
    )
    if after is not None:
        query = query.where(col(ReadingRow.id) < after)
    return [(_reading(row), row.seen or []) for row in await connection.execute(query)]


async def old(connection: AsyncConnection, site: str, now: datetime, most: int) -> list[str]:
    """Readings of which what was read is to be forgotten, at most so many."""
    query = select(col(ReadingRow.id)).where(
        col(ReadingRow.site) == site, col(ReadingRow.keep_until) <= now, col(ReadingRow.seen).is_not(None)
    )
    return list((await connection.execute(query.order_by(col(ReadingRow.keep_until)).limit(most))).scalars())


async def to_forget(connection: AsyncConnection) -> list[tuple[str, datetime]]:
    """For each site that has any, when the first of what was read there is to be forgotten."""
    query = select(col(ReadingRow.site), func.min(col(ReadingRow.keep_until))).where(col(ReadingRow.seen).is_not(None))
    return [(site, at) for site, at in await connection.execute(query.group_by(col(ReadingRow.site)))]


@dataclass(frozen=True, slots=True)
class Vehicle:
    """What an operator compares a plate with; `described` is personal."""

    described: dict[str, Any]
    lane: str
    status: str
    slot_starts_at: datetime | None


async def vehicles(connection: AsyncConnection, candidates: Iterable[Candidate]) -> dict[str, Vehicle]:
    """The vehicles of these candidates, by their visit or reservation."""
    wanted = list(candidates)
    visits = sorted({each.visit for each in wanted if each.visit is not None})
    reserved = sorted({each.reservation for each in wanted if each.visit is None and each.reservation is not None})
    visit, reservation = VisitRow, ReservationRow
    found: dict[str, Vehicle] = {}
    for columns, id_, ids in (
        ((col(visit.details), col(visit.lane), col(visit.status), col(visit.slot_starts_at)), col(visit.id), visits),
        (
            (col(reservation.details), col(reservation.lane), col(reservation.status), col(reservation.starts_at)),
            col(reservation.id),
            reserved,
        ),
    ):
        if ids:
            for which, details, *rest in await connection.execute(select(id_, *columns).where(id_.in_(ids))):
                found[which] = Vehicle((details or {}).get("vehicle", {}), *rest)
    return found


def _reading(row: Any) -> Reading:
    return Reading(
        row.id, row.at, (row.gate, row.place), row.outcome, row.because, row.act, row.visit, row.confidence,
        tuple(Candidate(**each) for each in orjson.loads(row.candidates)), row.settled, row.device_at,
    )  # fmt: skip
