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

SAFE_SQLITE = (3, 51, 3)
"""Earlier libraries can corrupt a WAL file when it is reset."""

_READERS = 4
_BUSY_SECONDS = 10.0


class Database:
    """Transactions on one database.

    `writing()` is for the desk and for the few writes beside it (keys, sessions); it commits when its block ends well
    and rolls back otherwise. `reading()` gives one consistent snapshot and cannot write. On SQLite there is one writing
    connection, which also checkpoints, and several reading ones.
    """

    def __init__(self, url: str) -> None:
        self.is_sqlite = url.startswith("sqlite")
        self._writer_is_free = asyncio.Lock()
        if self.is_sqlite:
            path = make_url(url).database or ""
            self._writer = _sqlite_engine(path, begin="BEGIN IMMEDIATE", pool_size=1)
            self._reader = _sqlite_engine(path, begin="BEGIN", pool_size=_READERS, pragmas=("query_only=ON",))
        else:
            plain = make_url(url).set(drivername="postgresql+asyncpg")
            self._writer = create_async_engine(plain, pool_size=10, max_overflow=10, pool_pre_ping=False)
            self._reader = self._writer.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that commits at the end of the block."""
        if self.is_sqlite:
            async with self._writer_is_free, self._writer.begin() as connection:
                yield connection
        else:
            async with self._writer.begin() as connection:
                yield connection

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A snapshot of what is committed."""
        async with self._reader.begin() as connection:
            yield connection

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
        await self._writer.dispose()
        await self._reader.dispose()


def _sqlite_engine(path: str, *, begin: str, pool_size: int, pragmas: tuple[str, ...] = ()) -> AsyncEngine:
    async def connect() -> aiosqlite.Connection:
        return await aiosqlite.Connection(
            lambda: sqlite.connect(path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False), 64
        )

    engine = create_async_engine(
        f"sqlite+aiosqlite:///{path}",
        async_creator=connect,
        pool_size=pool_size,
        max_overflow=0,
        pool_reset_on_return=None,
    )
    settings = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "temp_store=MEMORY", *pragmas)

    @event.listens_for(engine.sync_engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        for setting in settings:
            cursor.execute(f"PRAGMA {setting}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine
