from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any

import orjson
from sqlalchemy import BindParameter, Row, Select, bindparam, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import SQLModel, col

from serai.core.events import Event
from serai.sites.events import (
    CalendarPut,
    ClosureOpened,
    LanesTurned,
    PeriodRecord,
    RulebookPut,
    SiteCreated,
    SiteRecord,
    StaffingPut,
    YardPut,
)
from serai.sites.rules import Closure, SiteFold
from serai.sites.tables import CalendarRow, ClosureRow, RulebookRow, SiteRow, StaffingRow, YardRow

_ANY_TIME = datetime(1970, 1, 1, tzinfo=UTC)


async def site(connection: AsyncConnection, code: str) -> SiteFold:
    """The site's memory; empty where there is no such site."""
    return (await memories(connection, [code]))[code]


async def memories(connection: AsyncConnection, codes: Sequence[str]) -> dict[str, SiteFold]:
    """The memory of each of these sites: the facts that still hold, folded in the order of their numbers."""
    facts: dict[str, list[tuple[int, Event]]] = {code: [] for code in codes}
    given = {"codes": list(facts)}
    for row in await connection.execute(_of(SiteRow), given):
        # Of the fact that last turned lanes its number is kept alone: a closure that was lifted is not there any more.
        facts[row.site] += [(row.seq, _site(row)), (row.turned_by, LanesTurned(open=[]))]
    for row, fact in [
        *[(row, YardPut(yard=row.yard)) for row in await connection.execute(_last(YardRow), given)],
        *[(row, _calendar(row)) for row in await connection.execute(_last(CalendarRow), given)],
        *[(row, _rulebook(row)) for row in await connection.execute(_of(RulebookRow), given)],
        *[(row, _staffing(row)) for row in await connection.execute(_last(StaffingRow), given)],
        *[(row, _closure(row)) for row in await connection.execute(_standing(), given)],
    ]:
        facts[row.site].append((row.seq, fact))
    return {code: _folded(found) for code, found in facts.items()}


async def site_at(connection: AsyncConnection, code: str, seq: int, at: datetime) -> SiteFold:
    """When the site was open and who worked there as of an entry and its instant; the site itself is as it is now."""
    own, staffing, calendar = _table(ClosureRow), _table(StaffingRow), _table(CalendarRow)
    place = (await connection.execute(_of(SiteRow), {"codes": [code]})).one_or_none()
    if place is None:
        return SiteFold()
    facts: list[tuple[int, Event]] = [(0, _site(place))]
    for table, read in ((calendar, _calendar), (staffing, _staffing)):
        put = select(table).where(table.c.site == code, table.c.seq <= seq).order_by(table.c.seq.desc()).limit(1)
        facts += [(row.seq, read(row)) for row in await connection.execute(put)]
    closed = _of(ClosureRow).where(own.c.seq <= seq, or_(own.c.is_lifted.is_(False), own.c.lifted_at > at))
    facts += [(row.seq, _closure(row)) for row in await connection.execute(closed, {"codes": [code]})]
    return _folded(facts)


def _folded(facts: list[tuple[int, Event]]) -> SiteFold:
    memory = SiteFold()
    # The site comes first, whatever its number: it is what all the others speak of.
    for seq, fact in sorted(facts, key=lambda each: (not isinstance(each[1], SiteCreated), each[0])):
        memory.apply(fact, _ANY_TIME, seq)
    return memory


async def yard_put(connection: AsyncConnection, code: str, seq: int) -> str | None:
    """The yard that this entry put, as its ledger text; None where it put none."""
    table = _table(YardRow)
    found = await connection.execute(select(table.c.yard).where(table.c.site == code, table.c.seq == seq))
    return found.scalar_one_or_none()


async def codes(connection: AsyncConnection, *, after: str | None, limit: int) -> list[str]:
    """The codes of all sites, in order."""
    query = select(col(SiteRow.site)).order_by(col(SiteRow.site)).limit(limit)
    if after is not None:
        query = query.where(col(SiteRow.site) > after)
    return list((await connection.execute(query)).scalars())


async def closures(
    connection: AsyncConnection, code: str, *, since: datetime, after: str | None, limit: int
) -> list[Row[Any]]:
    """Closures not lifted and not over at `since`, in the order of their ids."""
    table = _table(ClosureRow)
    query = (
        select(table)
        .where(table.c.site == code, table.c.is_lifted.is_(False))
        .where(or_(table.c.ends_at.is_(None), table.c.ends_at > since))
        .order_by(table.c.closure)
        .limit(limit)
    )
    if after is not None:
        query = query.where(table.c.closure > after)
    return list(await connection.execute(query))


async def lifted_closures(connection: AsyncConnection, code: str, since: datetime) -> list[Closure]:
    """Closures that were in force after an instant and were lifted since, as long as they really lasted."""
    table = _table(ClosureRow)
    query = select(table).where(table.c.site == code, table.c.is_lifted.is_(True), table.c.lifted_at > since)
    found = await connection.execute(query.where(table.c.starts_at < table.c.lifted_at))
    return [
        Closure(row.closure, row.lane, row.starts_at, min(row.ends_at or row.lifted_at, row.lifted_at), row.reason)
        for row in found
    ]


async def turned(connection: AsyncConnection) -> list[tuple[str, int, datetime]]:
    """(site, entry, instant) of what last said of each site which lanes are open."""
    table = _table(SiteRow)
    return [tuple(row) for row in await connection.execute(select(table.c.site, table.c.turned_by, table.c.turned_at))]


async def rulebooks_to_come(connection: AsyncConnection) -> list[tuple[str, int, datetime]]:
    """(site, version, instant) of the next rulebook of each site that has not taken effect."""
    return [(site, version, at) for site, version, at in await connection.execute(_rulebooks_to_come())]


async def with_release_windows(connection: AsyncConnection) -> list[tuple[str, int, int]]:
    """(site, entry that last changed it, entry of its last rulebook) of each site that ever had release windows."""
    return [(site, changed, put) for site, changed, put in await connection.execute(_with_release_windows())]


def _table(model: type[SQLModel]) -> Any:
    return model.__table__  # type: ignore[attr-defined]


# What is asked for every memory, or by the agenda at every turn, is built once: to build it takes longer than to ask.


@cache
def _rulebooks_to_come() -> Select[Any]:
    table = _table(RulebookRow)
    query = select(table.c.site, table.c.version, table.c.effective_from).where(table.c.took_effect.is_(False))
    return query.order_by(table.c.effective_from, table.c.version)


@cache
def _with_release_windows() -> Select[Any]:
    place, book = _table(SiteRow), _table(RulebookRow)
    has = select(book.c.site).where(book.c.rulebook.not_like('%"release_windows":[]%'))
    query = select(place.c.site, place.c.seq, func.max(book.c.seq)).join(book, book.c.site == place.c.site)
    return query.where(place.c.site.in_(has)).group_by(place.c.site, place.c.seq)


_CODES: BindParameter[Any] = bindparam("codes", expanding=True)


@cache
def _of(model: type[SQLModel]) -> Select[Any]:
    table = _table(model)
    return select(table).where(table.c.site.in_(_CODES))


@cache
def _last(model: type[SQLModel]) -> Select[Any]:
    """The row of each site with the highest number."""
    table = _table(model)
    newest = select(table.c.site, func.max(table.c.seq).label("seq")).where(table.c.site.in_(_CODES))
    last = newest.group_by(table.c.site).subquery()
    return select(table).join(last, (table.c.site == last.c.site) & (table.c.seq == last.c.seq))


@cache
def _standing() -> Select[Any]:
    return _of(ClosureRow).where(_table(ClosureRow).c.is_lifted.is_(False))


def _site(row: Row[Any]) -> SiteCreated:
    return SiteCreated(site=SiteRecord.model_validate_json(row.record))


def _calendar(row: Row[Any]) -> CalendarPut:
    return CalendarPut(calendar=orjson.loads(row.calendar))


def _rulebook(row: Row[Any]) -> RulebookPut:
    book = orjson.loads(row.rulebook)
    return RulebookPut(version=row.version, effective_from=row.effective_from, rulebook=book)


def _staffing(row: Row[Any]) -> StaffingPut:
    return StaffingPut(periods=[PeriodRecord.model_validate(period) for period in orjson.loads(row.periods)])


def _closure(row: Row[Any]) -> ClosureOpened:
    return ClosureOpened(closure=row.closure, lane=row.lane, from_=row.starts_at, until=row.ends_at, reason=row.reason)
