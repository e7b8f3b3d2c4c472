from __future__ import annotations

import orjson
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from serai.guidance.routing import Size
from serai.guidance.rules import Truck
from serai.guidance.stands import Stand, Stay, ground_of
from serai.guidance.tables import BayRow, RoadRow
from serai.guidance.yard import YardState
from serai.queue.machine import INSIDE
from serai.queue.tables import VisitRow
from serai.sites import queries as sites


async def yard_state(connection: AsyncConnection, site: str) -> YardState:
    """A site's working memory of its yard, as the tables have it."""
    state = YardState()
    yard = (await sites.site(connection, site)).yard_text
    if yard is not None:
        state.put(ground_of(yard))
    bays = select(col(BayRow.bay), col(BayRow.closed), col(BayRow.sensed), col(BayRow.given), col(BayRow.parked)).where(
        col(BayRow.site) == site
    )
    stands = {row.bay: Stand(row.closed, row.sensed, row.given, row.parked) for row in await connection.execute(bays)}
    blocked = select(col(RoadRow.road)).where(col(RoadRow.site) == site, col(RoadRow.status) == "blocked")
    state.restore(
        stands, frozenset((await connection.execute(blocked)).scalars()), await _stays(connection, site, stands)
    )
    return state


async def _stays(
    connection: AsyncConnection, site: str, stands: dict[str, Stand]
) -> dict[str, tuple[Truck, Stay | None]]:
    """The live visits of a site, with their stay if they are inside."""
    bay_of = {stand.visit: bay for bay, stand in stands.items() if stand.visit}
    columns = ("id", "status", "cargo_class", "needs", "height_cm", "weight_kg", "length_cm", "gate", "admitted_at")
    live = select(*[col(getattr(VisitRow, name)) for name in columns]).where(
        col(VisitRow.site) == site, col(VisitRow.ended_at).is_(None)
    )
    found: dict[str, tuple[Truck, Stay | None]] = {}
    for row in await connection.execute(live):
        size = Size(row.height_cm, row.weight_kg, row.length_cm)
        truck = Truck(row.id, row.cargo_class, frozenset(orjson.loads(row.needs)), size)
        is_inside = row.status in INSIDE and row.admitted_at is not None
        stay = Stay(truck, row.status, row.gate, bay_of.get(row.id), row.admitted_at) if is_inside else None
        found[row.id] = (truck, stay)
    return found
