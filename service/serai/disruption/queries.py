from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, literal_column, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from serai.booking.tables import ReservationRow
from serai.sites.tables import ClosureRow, RulebookRow


async def next_under_open_end(connection: AsyncConnection, now: datetime) -> list[tuple[str, datetime, int]]:
    """(site, start, entry of its last rulebook) of each site's next slot that a closure without an end stops, with a
    reservation in it; rulebook 0: none was put."""
    row, closure, book = ReservationRow, ClosureRow, RulebookRow
    is_under = (
        (col(closure.site) == col(row.site))
        & or_(col(closure.lane).is_(None), col(closure.lane) == col(row.lane))
        & (col(closure.starts_at) < col(row.ends_at))
    )
    put_by = select(func.coalesce(func.max(col(book.seq)), 0)).where(col(book.site) == col(row.site)).scalar_subquery()
    query = (
        select(col(row.site), func.min(col(row.starts_at)), put_by)
        .join(closure, is_under)
        .where(col(closure.ends_at).is_(None), col(closure.is_lifted).is_(False))
        .where(col(row.status) == literal_column("'confirmed'"), col(row.starts_at) > now)
        .group_by(col(row.site))
    )
    found = await connection.execute(query)
    return [(site, starts_at, seq) for site, starts_at, seq in found]
