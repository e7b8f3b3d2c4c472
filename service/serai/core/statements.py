"""Statements past SQLAlchemy, for what a desk runs in every batch.

SQLAlchemy's own work for one statement costs more than the database's, and on SQLite several hand-overs between
threads. What runs here belongs to the connection's transaction like everything else.
"""

from __future__ import annotations

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


class SqliteConnection(aiosqlite.Connection):
    """A connection that can be given a piece of work, and not only one statement, in one hand-over to its thread.

    A hand-over costs more than most statements: each way a thread has to be woken and to wait for the interpreter.
    """

    _opening: str | None = None

    def begin(self, opening: str) -> None:
        """Begin a transaction, with the first statement that is run in it."""
        self._opening = opening

    async def undo(self) -> None:
        """Keep nothing of the transaction, if there is one."""
        if self._opening is None:
            await self.rollback()
        self._opening = None

    async def work(self, piece: Callable[[Any], T]) -> T:
        """Run `piece(connection)` on the connection's thread."""
        return cast(T, await self._execute(piece, self._conn))

    def cursor(self) -> SqliteCursor:  # type: ignore[override]
        """What SQLAlchemy runs its statements with."""
        return SqliteCursor(self)

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """What everything that is run on the connection comes through."""
        opening, self._opening = self._opening, None
        if opening is not None:
            fn = partial(_opened, self._conn, opening, fn)
        return await super()._execute(fn, *args, **kwargs)  # type: ignore[no-untyped-call]


class SqliteCursor:
    """One statement and all its rows in one hand-over, where a cursor of the library's takes four."""

    arraysize = 1
    description: Any = None
    rowcount = -1
    lastrowid: int | None = None

    def __init__(self, connection: SqliteConnection) -> None:
        self._connection = connection
        self._rows: list[Row] = []

    async def __aenter__(self) -> SqliteCursor:
        return self

    async def execute(self, sql: str, values: Sequence[Any] = ()) -> None:
        await self._connection.work(lambda connection: self._keep(connection.execute(sql, values)))

    async def executemany(self, sql: str, values: Sequence[Sequence[Any]]) -> None:
        await self._connection.work(lambda connection: self._keep(connection.executemany(sql, values)))

    def _keep(self, cursor: Any) -> None:
        self.description = cursor.description
        self._rows = cursor.fetchall() if cursor.description else []
        self.rowcount, self.lastrowid = cursor.rowcount, cursor.lastrowid

    async def fetchall(self) -> list[Row]:
        return self._rows

    async def close(self) -> None:
        """Everything was read, so nothing of it is left in the database."""


def _opened(connection: Any, opening: str, piece: Callable[..., T], *arguments: Any, **named: Any) -> T:
    connection.execute(opening)
    return piece(*arguments, **named)


@dataclass(frozen=True, slots=True)
class Statement:
    """One that changes a table; `$1`, or `?1` on SQLite, are the `rows`, a JSON array of objects."""

    sql: str
    rows: str


async def begin(connection: AsyncConnection, how: str) -> None:
    """Begin a transaction that SQLAlchemy knows nothing of."""
    driver = _driver(connection)
    if isinstance(driver, SqliteConnection):
        driver.begin(how)
    else:
        await driver.execute(how)


async def commit(connection: AsyncConnection) -> None:
    """End such a transaction, if there still is one, and keep what was written."""
    if is_inside(connection):
        await _driver(connection).execute("COMMIT")


async def undo(connection: AsyncConnection) -> None:
    """End such a transaction, if there still is one, without keeping anything of it."""
    if connection.invalidated:  # by whoever was cancelled in the middle of a statement; the transaction went with it
        return
    driver = _driver(connection)
    if isinstance(driver, SqliteConnection):
        await driver.undo()
    elif driver.is_in_transaction() and not driver.is_closed():
        await driver.execute("ROLLBACK")


def is_alive(connection: AsyncConnection) -> bool:
    """Whether the connection can still be used, as far as is known on this side."""
    return isinstance(driver := _driver(connection), SqliteConnection) or not driver.is_closed()


def is_inside(connection: AsyncConnection) -> bool:
    """Whether the database has a transaction open on this connection."""
    driver = _driver(connection)
    return bool(driver.in_transaction if isinstance(driver, SqliteConnection) else driver.is_in_transaction())


async def run(connection: AsyncConnection, stages: Sequence[Sequence[Statement]], *, ends: bool = False) -> None:
    """Run statements, stage by stage; those of one stage change one table each, no two the same.

    On PostgreSQL a stage is one statement; on SQLite all of them are one hand-over. `ends`: the transaction may be
    committed with the last; whoever began it does so where it is not.
    """
    driver = _driver(connection)
    if isinstance(driver, SqliteConnection):
        statements = [statement for stage in stages for statement in stage]
        await driver.work(partial(_run_all, statements, ends))
        return
    for stage in stages:
        await driver.execute(_together(tuple([each.sql for each in stage])), *[each.rows for each in stage])


@lru_cache(maxsize=1024)
def _together(parts: tuple[str, ...]) -> str:
    """One statement that does what these do, with a parameter for each."""
    *beside, last = (sql.replace("$1", f"${number}") for number, sql in enumerate(parts, 1))
    return ", ".join(f"{'' if at else 'WITH '}w{at} AS ({sql})" for at, sql in enumerate(beside)) + f" {last}"


def _run_all(statements: Sequence[Statement], ends: bool, connection: Any) -> None:
    for statement in statements:
        connection.execute(statement.sql, (statement.rows,))
    if ends:
        connection.execute("COMMIT")


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
