from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from serai.declarations.rules import Declaration, Declarations
from serai.declarations.tables import DeclarationRow
from serai.identity.queries import visible
from serai.identity.rights import Relation
from serai.identity.rules import Caller

_DECLARATION = [col(getattr(DeclarationRow, each.name)) for each in fields(Declaration)]


async def fold(_: AsyncConnection, __: str) -> Declarations:
    """Declarations are loaded for the batch that needs them."""
    return Declarations()


async def declarations(connection: AsyncConnection, ids: Iterable[str]) -> dict[str, Declaration]:
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    found = await connection.execute(select(*_DECLARATION).where(col(DeclarationRow.id).in_(wanted)))
    return {row.id: _declaration(row) for row in found}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which declarations: those that the caller reaches by its right; at a site, in a status."""

    relation: Relation
    caller: Caller
    site: str | None = None
    status: str | None = None


async def listed(connection: AsyncConnection, wanted: Wanted, *, after: str | None, limit: int) -> list[Declaration]:
    """Declarations by id, newest first. A draft is nobody's business but its company's."""
    row = DeclarationRow
    query: Select[Any] = select(*_DECLARATION).order_by(col(row.id).desc()).limit(limit)
    whose = {"site": col(row.site), "company": col(row.company), "made_by": col(row.owner)}
    query = query.where(visible(wanted.relation, wanted.caller, **whose))
    if wanted.relation is Relation.SITE:
        query = query.where(col(row.status) != "draft")
    for column, value in ((row.site, wanted.site), (row.status, wanted.status)):
        if value is not None:
            query = query.where(col(column) == value)
    if after is not None:
        query = query.where(col(row.id) < after)
    return [_declaration(each) for each in await connection.execute(query)]


def _declaration(row: Any) -> Declaration:
    return Declaration(**{**row._mapping, "owner": row.owner or "", "content": row.content or {}})
