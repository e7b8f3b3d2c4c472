"""Statements past SQLAlchemy, for what a desk runs in every batch.

SQLAlchemy's own work for one statement costs more than the database's, and on SQLite several hand-overs between
threads. What runs here belongs to the connection's transaction like everything else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from typing import Any, TypeVar, cast

import aiosqlite
import orjson
from sqlalchemy import Table
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import SQLModel

T = TypeVar("T")
Row = tuple[Any, ...]
Convert = Callable[[Any], Any]

_PARAMETER = re.compile(r"\$(\d+)")


class SqliteConnection(aiosqlite.Connection):
    """A connection that can be given a piece of work, and not only one statement, in one hand-over to its thread."""

    async def work(self, piece: Callable[[Any], T]) -> T:
        """Run `piece(connection)` on the connection's thread."""
        return cast(T, await self._execute(piece, self._conn))  # type: ignore[no-untyped-call]


@dataclass(frozen=True, slots=True)
class Statement:
    """`values`: for PostgreSQL an array for each parameter, for SQLite a tuple for each row."""

    sql: str
    values: Sequence[Any]


async def control(connection: AsyncConnection, sql: str) -> None:
    """Begin or end a transaction that SQLAlchemy knows nothing of."""
    await _driver(connection).execute(sql)


async def undo(connection: AsyncConnection) -> None:
    """End such a transaction, if there still is one, without keeping anything of it."""
    driver = _driver(connection)
    if isinstance(driver, SqliteConnection):
        await driver.rollback()
    elif driver.is_in_transaction() and not driver.is_closed():
        await driver.execute("ROLLBACK")


def is_alive(connection: AsyncConnection) -> bool:
    """Whether the connection can still be used, as far as is known on this side."""
    return isinstance(driver := _driver(connection), SqliteConnection) or not driver.is_closed()


def is_inside(connection: AsyncConnection) -> bool:
    """Whether the database has a transaction open on this connection."""
    driver = _driver(connection)
    return bool(driver.in_transaction if isinstance(driver, SqliteConnection) else driver.is_in_transaction())


async def run(connection: AsyncConnection, statements: Sequence[Statement]) -> None:
    """Run statements that change one table each, no two the same: all in one, or one right after the other."""
    driver = _driver(connection)
    if isinstance(driver, SqliteConnection):
        await driver.work(partial(_run_all, statements))
    elif statements:
        sql = _together(tuple([(each.sql, len(each.values)) for each in statements]))
        await driver.execute(sql, *[values for each in statements for values in each.values])


@lru_cache(maxsize=1024)
def _together(parts: tuple[tuple[str, int], ...]) -> str:
    """One statement that does what these do; `parts` have the number of each one's parameters."""
    numbered, before = [], 0
    for sql, width in parts:
        numbered.append(_PARAMETER.sub(partial(_moved, before), sql))
        before += width
    *beside, last = numbered
    return ", ".join(f"{'' if at else 'WITH '}w{at} AS ({sql})" for at, sql in enumerate(beside)) + f" {last}"


def _moved(by: int, parameter: re.Match[str]) -> str:
    return f"${int(parameter[1]) + by}"


def _run_all(statements: Sequence[Statement], connection: Any) -> None:
    for statement in statements:
        connection.executemany(statement.sql, statement.values)


async def fetch(connection: AsyncConnection, sql: str, *values: Any) -> Sequence[Row]:
    """The rows of one query."""
    driver = _driver(connection)
    if isinstance(driver, SqliteConnection):
        return cast(Sequence[Row], await driver.execute_fetchall(sql, values))
    return cast(Sequence[Row], await driver.fetch(sql, *values))


def _driver(connection: AsyncConnection) -> Any:
    return connection.sync_connection.connection.driver_connection  # type: ignore[union-attr]


@dataclass(frozen=True, slots=True)
class _Query:
    sql: str
    converts: Sequence[Convert | None]


async def having(
    connection: AsyncConnection,
    model: type[SQLModel],
    columns: tuple[str, ...],
    keys: Sequence[Sequence[str]],
    *,
    claim: bool = False,
) -> list[Row]:
    """These columns of all rows in which the first of them have one of the `keys`; the first are text.

    With `claim`, nobody else changes those rows until the transaction ends.
    """
    if not keys:
        return []
    query = _query(model, columns, len(keys[0]), connection.dialect, claim)
    values = [orjson.dumps(keys).decode()] if connection.dialect.name == "sqlite" else list(zip(*keys, strict=True))
    found = await fetch(connection, query.sql, *values)
    return [tuple([c(v) if c else v for v, c in zip(row, query.converts, strict=True)]) for row in found]


@cache
def _query(model: type[SQLModel], columns: tuple[str, ...], width: int, dialect: Dialect, claim: bool) -> _Query:
    table: Table = model.__table__  # type: ignore[attr-defined]
    build = _sqlite_query if dialect.name == "sqlite" else _postgres_query
    converts = [table.c[name].type.dialect_impl(dialect).result_processor(dialect, None) for name in columns]
    return _Query(build(table.name, columns, columns[:width], claim), converts)


# Only names of our own tables and columns are put into these queries; every value is a parameter.


def _sqlite_query(table: str, columns: Sequence[str], by: Sequence[str], _: bool) -> str:
    wanted = ", ".join(f't."{name}"' for name in columns)
    matches = " AND ".join(f't."{name}" = v.value ->> {index}' for index, name in enumerate(by))
    return f'SELECT {wanted} FROM json_each(?) v CROSS JOIN "{table}" t WHERE {matches}'  # noqa: S608


def _postgres_query(table: str, columns: Sequence[str], by: Sequence[str], claim: bool) -> str:
    """Each key is looked up by itself: a join is planned once, while the table is small, and then reads all of it."""
    keys = ", ".join(f"k{index}" for index in range(len(by)))
    arrays = ", ".join(f"${index}::text[]" for index in range(1, len(by) + 1))
    wanted = ", ".join(f'"{name}"' for name in columns)
    matches = " AND ".join(f'"{name}" = k{index}' for index, name in enumerate(by))
    one = f'SELECT {wanted} FROM "{table}" WHERE {matches} OFFSET 0{" FOR UPDATE" if claim else ""}'  # noqa: S608
    return f"SELECT t.* FROM unnest({arrays}) v({keys}), LATERAL ({one}) t"  # noqa: S608
