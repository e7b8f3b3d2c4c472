from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Select, and_, func, literal_column, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from serai.booking.tables import ReservationRow
from serai.fleets.standing import Occurrence, Pattern, Standing, bookable_from, minute
from serai.fleets.tables import StandingOccurrence, StandingRow
from serai.identity.rules import Caller
from serai.identity.tables import Company
from serai.sites.rulebook import Rulebook
from serai.sites.tables import RulebookRow

_PATTERN = [col(getattr(StandingRow, each.name)) for each in fields(Pattern)]
_OCCURRENCE = [
    col(getattr(StandingOccurrence, name)) for name in ("local_date", "slot", "reservation", "problem", "facts", "at")
]
_STARTING_DAYS = Rulebook().horizon_days
_ALWAYS = datetime(1970, 1, 1, tzinfo=UTC)
_HAS_NEXT: ColumnElement[bool] = literal_column("next_at IS NOT NULL")


async def standing(_: AsyncConnection, __: str) -> Standing:
    """Patterns are loaded for the batch that needs them."""
    return Standing()


async def patterns(connection: AsyncConnection, ids: Iterable[str]) -> dict[str, Pattern]:
    wanted = sorted(set(ids))
    return await _read(connection, select(*_PATTERN).where(col(StandingRow.id).in_(wanted))) if wanted else {}


async def due(connection: AsyncConnection, site: str, now: datetime, until: datetime, limit: int) -> dict[str, Pattern]:
    """The patterns of a site whose next slot starts by an instant and may be asked for now, the earliest first."""
    at, not_before = col(StandingRow.next_at), col(StandingRow.not_before)
    may = or_(not_before.is_(None), not_before <= now)
    query = select(*_PATTERN).where(col(StandingRow.site) == site, _HAS_NEXT, at <= until, may)
    return await _read(connection, query.order_by(at, col(StandingRow.id)).limit(limit))


async def listed(
    connection: AsyncConnection, caller: Caller | None, site: str | None, *, after: str | None, limit: int
) -> list[Pattern]:
    """Patterns of one caller or (None) of everybody, at a site if one is named, newest first."""
    query = select(*_PATTERN).order_by(col(StandingRow.id).desc()).limit(limit)
    if caller is not None:
        query = query.where(col(StandingRow.owner) == caller.scope)
    if site is not None:
        query = query.where(col(StandingRow.site) == site)
    if after is not None:
        query = query.where(col(StandingRow.id) < after)
    return list((await _read(connection, query)).values())


async def occurrences(connection: AsyncConnection, site: str, standing: str) -> list[Occurrence]:
    """What became of each date of a pattern, in order."""
    row, made = StandingOccurrence, ReservationRow
    is_its = and_(col(made.site) == col(row.site), col(made.id) == col(row.reservation))
    query = select(*_OCCURRENCE, col(made.status)).join_from(row, made, is_its, isouter=True)
    query = query.where(col(row.site) == site, col(row.standing) == standing).order_by(col(row.local_date))
    return [Occurrence(**each._mapping) for each in await connection.execute(query)]


async def reserved(connection: AsyncConnection, site: str, standings: Iterable[str]) -> list[tuple[str, str]]:
    """(pattern, reservation) of each date for which these patterns have one."""
    row = StandingOccurrence
    query = select(col(row.standing), col(row.reservation)).where(
        col(row.site) == site, col(row.standing).in_(sorted(set(standings))), col(row.reservation).is_not(None)
    )
    return [(standing, reservation or "") for standing, reservation in await connection.execute(query)]


async def suspended(connection: AsyncConnection, companies: Iterable[str | None]) -> set[str]:
    """Which of these companies are suspended."""
    wanted = sorted({each for each in companies if each is not None})
    query = select(col(Company.id)).where(col(Company.id).in_(wanted), col(Company.is_suspended))
    return set((await connection.execute(query)).scalars()) if wanted else set()


async def next_due(connection: AsyncConnection) -> list[tuple[str, datetime]]:
    """For each site, when the next slot of a pattern comes into its horizon, and when one may be asked for again."""
    site, not_before = col(StandingRow.site), col(StandingRow.not_before)
    query = select(site, func.min(col(StandingRow.next_at))).where(_HAS_NEXT, not_before.is_(None))
    first = {code: at for code, at in await connection.execute(query.group_by(site)) if at is not None}
    known = await _horizons(connection, sorted(first)) if first else {}
    again = select(site, func.min(not_before)).where(_HAS_NEXT, not_before.is_not(None)).group_by(site)
    postponed = [(code, at) for code, at in await connection.execute(again) if at is not None]
    return [(code, bookable_from(at, known[code])) for code, at in first.items()] + postponed


async def _horizons(connection: AsyncConnection, codes: Sequence[str]) -> dict[str, list[tuple[datetime, int]]]:
    """The horizon of each site in days, by the rulebooks in the order in which they come into force."""
    row = RulebookRow
    query = select(col(row.site), col(row.effective_from), col(row.rulebook)).where(col(row.site).in_(codes))
    found = {site: [(_ALWAYS, _STARTING_DAYS)] for site in codes}
    for site, at, book in await connection.execute(query.order_by(col(row.effective_from), col(row.version))):
        found[site].append((at, orjson.loads(book).get("horizon_days", _STARTING_DAYS)))
    return found


async def _read(connection: AsyncConnection, query: Select[Any]) -> dict[str, Pattern]:
    return {row.id: _pattern(row) for row in await connection.execute(query)}


def _pattern(row: Any) -> Pattern:
    read = {"days": tuple(orjson.loads(row.days)), "needs": tuple(orjson.loads(row.needs)), "at": minute(row.at)}
    personal = {"owner": row.owner or "", "vehicle_key": row.vehicle_key or "", "details": row.details or {}}
    return Pattern(**{**row._mapping, **read, **personal})
