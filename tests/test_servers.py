"""The servers of the tests: real, our own, and gone when the run is."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import asyncpg
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from tests.postgres import Postgres

TREE = Path(__file__).parents[1]


async def test_postgresql_is_the_wheels_own_and_durable(postgres_server: Postgres, empty_postgres: str) -> None:
    engine = create_async_engine(empty_postgres)
    async with engine.connect() as connection:
        assert await connection.scalar(text("SHOW fsync")) == "on"
        assert await connection.scalar(text("SHOW synchronous_commit")) == "on"
        await connection.execute(text("CREATE EXTENSION btree_gist"))
        folder = str(await connection.scalar(text("SHOW data_directory")))
    await engine.dispose()
    if not os.environ.get("TEST_POSTGRES_DSN"):
        assert folder.startswith(str(postgres_server.folder))


async def test_each_test_has_its_own_database(postgres_server: Postgres, empty_postgres: str) -> None:
    connection = await asyncpg.connect(empty_postgres.replace("+asyncpg", ""))
    assert await connection.fetchval("SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace") == 0
    await connection.execute("CREATE TABLE left_behind (id int)")
    await connection.close()


async def test_a_database_url_reaches_a_database(database_url: str) -> None:
    engine = create_async_engine(database_url)
    async with engine.connect() as connection:
        assert await connection.scalar(text("SELECT 1 + 1")) == 2
    await engine.dispose()


async def test_valkey_answers_on_its_socket_and_nowhere_else(valkey_url: str) -> None:
    reader, writer = await asyncio.open_unix_connection(valkey_url.removeprefix("unix://"))
    writer.write(b"PING\r\nCONFIG GET port\r\n")
    assert await reader.readline() == b"+PONG\r\n"
    assert (await reader.readuntil(b"port\r\n")).startswith(b"*2")
    assert await reader.readuntil(b"0\r\n") == b"$1\r\n0\r\n"
    writer.close()
    await writer.wait_closed()


STARTS_AND_HANGS = """
import sys, time
from tests.postgres import start_postgres
server, process = start_postgres()
print(server.folder, server.pid(), flush=True)
time.sleep(600)
"""


def test_a_killed_run_leaves_no_server_and_no_folder() -> None:
    run = subprocess.Popen([sys.executable, "-c", STARTS_AND_HANGS], cwd=TREE, stdout=subprocess.PIPE, text=True)
    with run:
        assert run.stdout is not None
        folder, pid = run.stdout.readline().split()
        run.send_signal(signal.SIGKILL)
    give_up = time.monotonic() + 10
    while (Path(folder).exists() or Path(f"/proc/{pid}").exists()) and time.monotonic() < give_up:
        time.sleep(0.02)
    assert not Path(folder).exists()
    assert not Path(f"/proc/{pid}").exists()
