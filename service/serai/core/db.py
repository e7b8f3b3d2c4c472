"""The database: SQLite in one file, or PostgreSQL by URL. The only place that opens a transaction or commits one."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiosqlite
from pysqlite3 import dbapi2 as sqlite
from sqlalchemy import event, text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from serai.core.statements import SqliteConnection, begin, commit, is_alive, undo

SAFE_SQLITE = (3, 51, 3)
"""Earlier libraries can corrupt a WAL file when it is reset."""

_SQLITE_READERS = 4
_POSTGRES = 20
_BUSY_SECONDS = 10.0


class Database:
    """Transactions on one database.

    `writing()` is for the desk and for the few writes beside it (keys, sessions); it commits when its block ends well
    and rolls back otherwise. `reading()` gives one consistent snapshot and cannot write. On SQLite there is one writing
    connection, which also checkpoints, and several reading ones.
    """

    def __init__(self, url: str) -> None:
        self.is_sqlite = url.startswith("sqlite")
        if self.is_sqlite:
            path = make_url(url).database or ""
            self._writers = _Connections(_sqlite_engine(path), most=1)
            self._readers = _Connections(_sqlite_engine(path, "query_only=ON"), most=_SQLITE_READERS)
        else:
            plain = make_url(url).set(drivername="postgresql+asyncpg")
            self._writers = self._readers = _Connections(create_async_engine(plain, **_OURS), most=_POSTGRES)

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that commits at the end of the block."""
        async with self._writers.one() as connection:
            await begin(connection, "BEGIN IMMEDIATE" if self.is_sqlite else "BEGIN")
            try:
                yield connection
                await commit(connection)
            except BaseException:
                await undo(connection)
                raise

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A snapshot of what is committed."""
        async with self._readers.one() as connection:
            await begin(connection, "BEGIN" if self.is_sqlite else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            try:
                yield connection
            finally:
                await undo(connection)

    async def check(self) -> None:
        """Raise unless the database answers and its library is safe to write with."""
        async with self.reading() as connection:
            if not self.is_sqlite:
                await connection.execute(text("SELECT 1"))
                return
            version = (await connection.execute(text("SELECT sqlite_version()"))).scalar_one()
            if tuple(int(part) for part in version.split(".")) < SAFE_SQLITE:
                raise RuntimeError(
                    f"SQLite {version} can corrupt a WAL file; {'.'.join(map(str, SAFE_SQLITE))} is needed"
                )

    async def run_sync(self, work: Any) -> None:
        """Run `work(connection)`, a synchronous function, in a writing transaction (migrations)."""
        async with self.writing() as connection:
            await connection.run_sync(work)

    async def close(self) -> None:
        await self._writers.close()
        await self._readers.close()


_OURS: dict[str, Any] = {"poolclass": NullPool, "isolation_level": "AUTOCOMMIT", "skip_autocommit_rollback": True}
"""Connections are kept and transactions begun and ended here. To SQLAlchemy each statement stands for itself: its own
pool and transactions take longer than the database does."""


class _Connections:
    """At most so many connections, each kept for whoever comes next."""

    def __init__(self, engine: AsyncEngine, most: int) -> None:
        self._engine = engine
        self._free = asyncio.Semaphore(most)
        self._idle: list[AsyncConnection] = []

    @asynccontextmanager
    async def one(self) -> AsyncIterator[AsyncConnection]:
        """A connection without a transaction; whoever takes it leaves it so."""
        async with self._free:
            connection = await self._next()
            try:
                yield connection
            except asyncio.CancelledError:
                await connection.invalidate()  # it may be in the middle of anything
                raise
            finally:
                await self._keep(connection)

    async def _keep(self, connection: AsyncConnection) -> None:
        if connection.invalidated:
            await connection.close()
            return
        if connection.in_transaction():
            await connection.rollback()  # what SQLAlchemy remembers; the database hears nothing of it
        self._idle.append(connection)

    async def _next(self) -> AsyncConnection:
        while self._idle:
            connection = self._idle.pop()
            if is_alive(connection):
                return connection
            await connection.close()
        return await self._engine.connect()

    async def close(self) -> None:
        while self._idle:
            await self._idle.pop().close()
        await self._engine.dispose()


def _sqlite_engine(path: str, *pragmas: str) -> AsyncEngine:
    async def connect() -> aiosqlite.Connection:
        return await SqliteConnection(
            lambda: sqlite.connect(path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False), 64
        )

    engine = create_async_engine(f"sqlite+aiosqlite:///{path}", async_creator=connect, **_OURS)
    settings = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "temp_store=MEMORY", *pragmas)

    @event.listens_for(engine.sync_engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        for setting in settings:
            cursor.execute(f"PRAGMA {setting}")
        cursor.close()

    return engine
