"""Run by alembic with the connection that the service hands over; `serai migrate` is the way in."""

from __future__ import annotations

from alembic import context

from serai.schema import METADATA

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=METADATA, render_as_batch=connection.dialect.name == "sqlite")
context.run_migrations()
