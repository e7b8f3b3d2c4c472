from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from sqlalchemy import ColumnElement, literal_column, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from serai.rendezvous.rules import Meetings, Rendezvous, Side
from serai.rendezvous.tables import RendezvousRow, RendezvousSideRow

_SIDE = [each.name for each in fields(Side)]


async def meetings(connection: AsyncConnection, site: str) -> Meetings:
    """A site's memory of who meets whom, as the tables have it."""
    is_known: ColumnElement[bool] = literal_column("is_known")
    return Meetings(await _read(connection, col(RendezvousRow.site) == site, is_known))


async def rendezvous(connection: AsyncConnection, ids: Iterable[str]) -> dict[str, Rendezvous]:
    """These, over or not."""
    return await _read(connection, col(RendezvousRow.id).in_(sorted(set(ids))))


async def _read(connection: AsyncConnection, *where: ColumnElement[bool]) -> dict[str, Rendezvous]:
    row, side = RendezvousRow, RendezvousSideRow
    columns: list[Any] = [col(row.id), col(row.status).label("state"), col(row.at), col(row.version)]
    columns += [col(getattr(side, name)) for name in _SIDE]
    query = select(*columns).join(side, col(side.rendezvous) == col(row.id)).where(*where)
    sides: dict[str, list[Side]] = {}
    found: dict[str, Any] = {}
    for each in await connection.execute(query.order_by(col(row.id), col(side.number))):
        sides.setdefault(each.id, []).append(Side(**{name: getattr(each, name) for name in _SIDE}))
        found[each.id] = each
    return {
        id_: Rendezvous(id_, each.state, each.at, (sides[id_][0], sides[id_][1]), each.version)
        for id_, each in found.items()
    }
