"""All tables, and bringing a database up to them."""

from __future__ import annotations

import importlib
import pkgutil

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlmodel import SQLModel

import serai
from serai.core import files
from serai.core.db import Database

for _module in pkgutil.walk_packages(serai.__path__, "serai."):
    if _module.name.endswith(".tables"):
        importlib.import_module(_module.name)

METADATA = SQLModel.metadata


async def migrate(database: Database) -> bool:
    """Bring the schema to this version; False if it was there already. One process at a time does it."""
    applied = False

    def upgrade(connection: Connection) -> None:
        nonlocal applied
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(735341)")
        config = _config(connection)
        head = ScriptDirectory.from_config(config).get_current_head()
        applied = MigrationContext.configure(connection).get_current_revision() != head
        if applied:
            command.upgrade(config, "head")

    await database.run_sync(upgrade)
    return applied


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(files.migrations()).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
