"""Migrations bring an empty database to exactly the tables of the code, on both databases."""

from __future__ import annotations

from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Column, Connection, Integer, MetaData

from serai.core.db import Database
from serai.schema import METADATA, migrate


async def differences(url: str, metadata: MetaData) -> list[Any]:
    database = Database(url)
    found: list[Any] = []

    def compare(connection: Connection) -> None:
        found.extend(compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata))

    try:
        await database.run_sync(compare)
    finally:
        await database.close()
    return found


async def test_migrations_equal_the_tables(database_url: str) -> None:
    assert await differences(database_url, METADATA) == []


async def test_a_column_without_a_migration_is_found(database_url: str) -> None:
    changed = MetaData()
    for table in METADATA.sorted_tables:
        table.to_metadata(changed)
    next(iter(changed.sorted_tables)).append_column(Column("forgotten", Integer))
    assert [change[0] for change in await differences(database_url, changed)] == ["add_column"]


async def test_migrating_again_changes_nothing(empty_url: str) -> None:
    database = Database(empty_url)
    try:
        assert await migrate(database)
        assert not await migrate(database)
    finally:
        await database.close()
