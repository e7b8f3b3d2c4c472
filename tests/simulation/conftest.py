"""Databases of the simulation: copies of one that has the schema, as many as a test asks for."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from serai.core import db
from tests.postgres import Postgres
from tests.simulation.inline import InlineConnection

NewDatabase = Callable[[], str]
"""Gives the URL of another empty database with the schema."""


@pytest.fixture
def new_sqlite(sqlite_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> NewDatabase:
    """SQLite files, worked on without threads."""
    monkeypatch.setattr(db, "SqliteConnection", InlineConnection)
    numbers = count(1)

    def new() -> str:
        path = shutil.copy(sqlite_template, tmp_path / f"{next(numbers)}.db")
        return f"sqlite+aiosqlite:///{path}"

    return new


@pytest.fixture
def new_postgres(postgres_server: Postgres, postgres_template: str) -> Iterator[NewDatabase]:
    names: list[str] = []

    def new() -> str:
        names.append(f"{postgres_template}_simulation_{len(names)}")
        postgres_server.sql(f"CREATE DATABASE {names[-1]} TEMPLATE {postgres_template}")
        return postgres_server.url(names[-1])

    yield new
    for name in names:
        postgres_server.sql(f"DROP DATABASE {name} WITH (FORCE)")
