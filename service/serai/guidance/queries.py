from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields
from datetime import datetime
from typing import Any, Final

import orjson
from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import SQLModel, col

from serai.guidance.looking_back import Was
from serai.guidance.routing import Size
from serai.guidance.rules import Truck
from serai.guidance.stands import Stand, Stay, ground_of
from serai.guidance.tables import BayRow, BayWasRow, DisputeRow, RoadRow, RoadWasRow
from serai.guidance.yard import YardState
from serai.queue.machine import INSIDE
from serai.queue.tables import VisitRow
from serai.sites import queries as sites
from serai.sites.tables import SiteRow

PAST: Final = (BayWasRow, RoadWasRow)
_DWELLS = 400
"""Stays that forecasts are learned from again after a restart: older ones have faded."""

_STAND = tuple(each.name for each in fields(Stand))


async def yard_state(connection: AsyncConnection, site: str) -> YardState:
    """A site's working memory of its yard, as the tables have it."""
    state = YardState()
    yard = (await sites.site(connection, site)).yard_text
    if yard is not None:
        state.put(ground_of(yard))
    bays = select(col(BayRow.bay), *[col(getattr(BayRow, name)) for name in _STAND]).where(col(BayRow.site) == site)
    stands = {row.bay: _stand(row) for row in await connection.execute(bays)}
    roads = select(col(RoadRow.road), col(RoadRow.status)).where(col(RoadRow.site) == site)
    statuses = {row.road: row.status for row in await connection.execute(roads)}
    state.restore(stands, statuses, await _stays(connection, site, stands), await _dwells(connection, site))
    return state


async def _dwells(connection: AsyncConnection, site: str) -> list[tuple[str, float]]:
    """The last stays that were ended by a release of their own, as class and seconds, oldest first."""
    columns = ("cargo_class", "parked_at", "released_at")
    ended = (
        select(*[col(getattr(VisitRow, name)) for name in columns])
        .where(col(VisitRow.site) == site, col(VisitRow.parked_at).is_not(None), col(VisitRow.released_at).is_not(None))
        .order_by(col(VisitRow.released_at).desc())
        .limit(_DWELLS)
    )
    rows = [*await connection.execute(ended)]
    return [(row.cargo_class, (row.released_at - row.parked_at).total_seconds()) for row in reversed(rows)]


async def _stays(
    connection: AsyncConnection, site: str, stands: dict[str, Stand]
) -> dict[str, tuple[Truck, Stay | None]]:
    """The live visits of a site, with their stay if they are inside."""
    stood_in = {stand.parked: bay for bay, stand in stands.items() if stand.parked}
    given = {stand.given: bay for bay, stand in stands.items() if stand.given}
    columns = (
        "id", "status", "cargo_class", "needs", "height_cm", "weight_kg", "length_cm", "gate", "admitted_at",
        "parked_at", "released_at", "perishable_until",
    )  # fmt: skip
    live = select(*[col(getattr(VisitRow, name)) for name in columns]).where(
        col(VisitRow.site) == site, col(VisitRow.ended_at).is_(None)
    )
    told = select(col(DisputeRow.visit), col(DisputeRow.disputes), col(DisputeRow.roads)).where(
        col(DisputeRow.site) == site
    )
    disputed = {row.visit: (row.disputes, frozenset(orjson.loads(row.roads))) for row in await connection.execute(told)}
    found: dict[str, tuple[Truck, Stay | None]] = {}
    for row in await connection.execute(live):
        size = Size(row.height_cm, row.weight_kg, row.length_cm)
        disputes, avoids = disputed.get(row.id, (0, frozenset()))
        needs = frozenset(orjson.loads(row.needs))
        truck = Truck(row.id, row.cargo_class, needs, size, avoids, row.perishable_until)
        is_inside = row.status in INSIDE and row.admitted_at is not None
        since = (row.admitted_at, row.parked_at, row.released_at)
        bay, to = stood_in.get(row.id), given.get(row.id)
        has = (bay, to) if row.status == "parked" else (bay or to, None)
        stay = Stay(truck, row.status, row.gate, has[0], *since, disputes, has[1]) if is_inside else None
        found[row.id] = (truck, stay)
    return found


async def past(connection: AsyncConnection, site: str, since: datetime, until: int) -> list[Was]:
    """What bays and roads were until each fact after an instant and up to an entry, oldest first."""
    found: dict[int, Was] = {}
    for row in await connection.execute(_ended(BayWasRow, site, since, until)):
        was = found.setdefault(row.seq, Was(row.seq, row.at, {}, {}))
        was.bays[row.bay] = _stand(row)
    for row in await connection.execute(_ended(RoadWasRow, site, since, until)):
        found.setdefault(row.seq, Was(row.seq, row.at, {}, {})).roads[row.road] = row.status
    return [was for _, was in sorted(found.items())]


def _stand(row: Any) -> Stand:
    return Stand(*[getattr(row, name) for name in _STAND])


def _ended(model: type[SQLModel], site: str, since: datetime, until: int) -> Select[Any]:
    table: Any = model.__table__  # type: ignore[attr-defined]
    return select(table).where(table.c.site == site, table.c.at > since, table.c.seq <= until)


async def oldest(connection: AsyncConnection) -> list[tuple[str, datetime]]:
    """For each site that has any, when the first of what its bays and roads were ended; one look a site, not a row."""
    found: list[tuple[str, datetime]] = []
    for model in PAST:
        first = select(func.min(col(model.at))).where(col(model.site) == col(SiteRow.site)).scalar_subquery()
        found += [(site, at) for site, at in await connection.execute(select(col(SiteRow.site), first)) if at]
    return found


async def ended_by(connection: AsyncConnection, model: type[SQLModel], site: str, at: datetime, most: int) -> list[Any]:
    """The keys of what ended by an instant, at most so many."""
    table: Any = model.__table__  # type: ignore[attr-defined]
    query = select(*table.primary_key).where(table.c.site == site, table.c.at <= at).order_by(table.c.at).limit(most)
    return [*(await connection.execute(query)).mappings()]


async def gates(connection: AsyncConnection, site: str, visits: Collection[str]) -> dict[str, str]:
    """By which gate each of these visits was let in."""
    query = select(col(VisitRow.id), col(VisitRow.gate)).where(col(VisitRow.site) == site, col(VisitRow.id).in_(visits))
    return {row.id: row.gate for row in await connection.execute(query) if row.gate is not None}
