from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from serai.identity.tables import Company
from serai.overrides.rules import Asked, Overrides, OverrideUnknown
from serai.overrides.tables import AskedRow, OverrideRow
from serai.sites import queries as sites


async def overrides(connection: AsyncConnection, site: str) -> Overrides:
    """A site's working memory of overrides, as the tables have it."""
    made, place = Overrides(), await sites.site(connection, site)
    made.zone = place.place.info if place.site is not None else made.zone
    rows = (await connection.execute(select(*_columns()).where(col(AskedRow.site) == site))).all()
    last = max((row.asked_at for row in rows), default=None)
    asked = [
        Asked(row.override, tuple(orjson.loads(row.visits)), row.reason, row.by, row.asked_at, row.until)
        for row in sorted(rows, key=lambda row: (row.asked_at, row.override))
        if not row.is_confirmed and last is not None and row.until > last
    ]
    day = select(col(OverrideRow.day), func.count()).where(col(OverrideRow.site) == site).group_by(col(OverrideRow.day))
    found = (await connection.execute(day.order_by(col(OverrideRow.day).desc()).limit(1))).one_or_none()
    made.restore(asked, date.fromisoformat(found[0]) if found else None, found[1] if found else 0)
    return made


async def check_known(connection: AsyncConnection, site: str, override: str) -> None:
    """Refuse an override that nobody asked for at the site."""
    known = select(col(AskedRow.override)).where(col(AskedRow.site) == site, col(AskedRow.override) == override)
    if (await connection.execute(known)).first() is None:
        raise OverrideUnknown(override=override)


def _columns() -> list[Any]:
    names = ("override", "visits", "reason", "by", "asked_at", "until", "is_confirmed")
    return [col(getattr(AskedRow, name)) for name in names]


@dataclass(frozen=True, slots=True)
class Tally:
    """How often an operator called vehicles of a company out of turn on a day, for one reason; `company` None: a
    vehicle of nobody's."""

    day: str
    operator: str
    company: str | None
    reason: str
    calls: int
    seconded: int


async def tallies(
    connection: AsyncConnection, site: str, since: str | None, until: str | None, *, skip: int, limit: int
) -> list[Tally]:
    """By day, operator, company and reason, the latest day first; days as `2026-11-22`."""
    row = OverrideRow
    keys = (col(row.day), col(row.operator), col(Company.pseudonym), col(row.reason))
    query = (
        select(*keys, func.count(), func.count(col(row.second)))
        .outerjoin(Company, col(Company.id) == col(row.company))
        .where(col(row.site) == site)
        .group_by(*keys)
        .order_by(col(row.day).desc(), *keys[1:])
    )
    if since is not None:
        query = query.where(col(row.day) >= since)
    if until is not None:
        query = query.where(col(row.day) <= until)
    return [Tally(*each) for each in await connection.execute(query.offset(skip).limit(limit))]
