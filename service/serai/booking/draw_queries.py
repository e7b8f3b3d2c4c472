from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from serai.booking.draws import Draw, Draws, Entered
from serai.booking.reservations import Wants
from serai.booking.tables import DrawRow, ReservationRow
from serai.core.events import Entry
from serai.ledger import queries as ledger

_DRAW = ("id", "lane", "local_date", "opens_at", "closes_at", "commitment", "status")
_STEPS = ("opened_seq", "closed_seq", "outside")
_VIEW = [
    *[getattr(DrawRow, name) for name in (*_DRAW, *_STEPS)],
    *[getattr(DrawRow, name) for name in ("committed_at", "committed_seq", "closed_at", "source", "outside_at")],
    *[getattr(DrawRow, name) for name in ("held_at", "held_seq", "seed", "revealed")],
]
_SECRET = [getattr(DrawRow, name) for name in (*_DRAW, *_STEPS, "site", "closed_at", "outside_at", "secret")]
_TO_HOLD = select(*_SECRET).where(col(DrawRow.status) != "held").order_by(col(DrawRow.id))


async def draws(connection: AsyncConnection, site: str) -> Draws:
    """A site's working memory of draws, as the tables have it."""
    columns = [col(getattr(DrawRow, name)) for name in (*_DRAW, *_STEPS)]
    query = select(*columns).where(col(DrawRow.site) == site).order_by(col(DrawRow.committed_seq))
    made = Draws(Draw(*row) for row in await connection.execute(query))
    row = ReservationRow
    names = ("draw", "id", "turn", "lot", "lane", "company", "status", "known_as")
    wants = ("wanted_slot", "wanted_from", "wanted_until")
    entries = select(*[col(getattr(row, name)) for name in (*names, *wants)]).where(
        col(row.site) == site, col(row.draw).in_(list(made.entries))
    )
    for draw, id_, turn, lot, lane, company, status, known_as, *wanted in await connection.execute(
        entries.order_by(col(row.turn), col(row.id))
    ):
        made.name(draw, lot, (known_as or "").split())
        if status == "waitlisted":
            made.enter(draw, Entered(id_, turn, lot, lane, company, Wants(*wanted)))
    return made


async def lot_keys(connection: AsyncConnection, site: str, draws: Iterable[str]) -> dict[str, bytes]:
    """The keys of these draws' pseudonyms."""
    query = select(col(DrawRow.id), col(DrawRow.lot_key))
    found = await connection.execute(query.where(col(DrawRow.site) == site, col(DrawRow.id).in_(list(draws))))
    return {id_: bytes.fromhex(key or "") for id_, key in found}


async def entries(connection: AsyncConnection, site: str, draw: str) -> list[str]:
    """The reservations that were entered in a draw and still wait."""
    row = ReservationRow
    query = select(col(row.id)).where(col(row.site) == site, col(row.draw) == draw, col(row.status) == "waitlisted")
    return list((await connection.execute(query)).scalars())


async def to_hold(connection: AsyncConnection) -> list[Row[Any]]:
    """Every draw that is not held yet, at all sites, with its secret as it is kept."""
    return list(await connection.execute(_TO_HOLD))


async def announced(connection: AsyncConnection, site: str, since: date) -> list[Draw]:
    """The draws of a site that give out slots of a day or of later ones."""
    query = select(*[col(getattr(DrawRow, name)) for name in (*_DRAW, *_STEPS)])
    found = await connection.execute(query.where(col(DrawRow.site) == site, col(DrawRow.local_date) >= since))
    return [Draw(*row) for row in found]


async def listed(connection: AsyncConnection, site: str, *, after: str | None, limit: int) -> list[Row[Any]]:
    """A site's draws by id, the latest day of a lane first."""
    query = select(*[col(each) for each in _VIEW]).where(col(DrawRow.site) == site)
    if after is not None:
        query = query.where(col(DrawRow.id) < after)
    return list(await connection.execute(query.order_by(col(DrawRow.id).desc()).limit(limit)))


async def one(connection: AsyncConnection, site: str, draw: str) -> Row[Any] | None:
    query = select(*[col(each) for each in _VIEW]).where(col(DrawRow.site) == site, col(DrawRow.id) == draw)
    return (await connection.execute(query)).one_or_none()


async def entry_count(connection: AsyncConnection, site: str, draws: Iterable[str]) -> dict[str, tuple[int, int]]:
    """How often each draw was entered, and by how many vehicles."""
    row = ReservationRow
    query = select(col(row.draw), func.count(), func.count(func.distinct(col(row.lot))))
    query = query.where(col(row.site) == site, col(row.draw).in_(list(draws))).group_by(col(row.draw))
    return {draw or "": (entries, vehicles) for draw, entries, vehicles in await connection.execute(query)}


async def at_seq(connection: AsyncConnection, site: str, seq: int) -> Entry:
    """An entry of the site's ledger that is known to be there."""
    (found,) = await ledger.entries(connection, site, after=seq - 1, limit=1)
    return found
