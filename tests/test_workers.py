"""`serai serve --workers 2`: one port, one service, whatever becomes of one of its processes."""

from __future__ import annotations

import asyncio
import json
import os
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from tests.serving import SITE, Service, running

PATIENCE = 30.0
SOCKETS = 24


@pytest.fixture
def service(postgres_url: str) -> Iterator[Service]:
    with running(postgres_url, settings={"SERAI_CLOCK": "system", "SERAI_WORKERS": "2"}) as service:
        yield service


def workers(service: Service) -> set[int]:
    """The processes that serve: those of the parent's children that listen, not the one that tracks its resources."""
    assert service.process is not None
    own = Path(f"/proc/{service.process.pid}/task/{service.process.pid}/children").read_text().split()
    return {int(pid) for pid in own if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()}


def alive(pids: set[int]) -> set[int]:
    return {pid for pid in pids if Path(f"/proc/{pid}").exists()}


async def until(is_so) -> None:
    """Waits for what must become so; how long it takes is not what is tested."""
    async with asyncio.timeout(PATIENCE):
        while not await is_so():  # noqa: ASYNC110 - other processes ring no bell here
            await asyncio.sleep(0.05)


async def count(service: Service, name: str) -> float:
    async with service.client() as http:
        text = (await http.get("/metrics")).text
    return sum(float(line.rsplit(" ", 1)[1]) for line in text.splitlines() if line.startswith(name + " "))


@asynccontextmanager
async def watching(service: Service, number: int) -> AsyncIterator[list[ClientConnection]]:
    url = f"ws://127.0.0.1:{service.port}/v1/live"
    async with AsyncExitStack() as stack:
        sockets = []
        for _ in range(number):
            one = await stack.enter_async_context(connect(url, subprotocols=[Subprotocol("serai.v1")], proxy=None))
            await one.send('{"type":"hello"}')
            await one.send('{"type":"watch","feed":"queue:CNMHN"}')
            assert json.loads(await one.recv())["type"] == "snapshot"
            sockets.append(one)
        yield sockets


async def make_site(service: Service) -> None:
    async with service.client(service.key) as http:
        assert (await http.post("/v1/sites", json=SITE)).status_code == 201


async def test_whoever_answers_knows_what_another_was_told_and_counts_for_all(service):
    await until_both_serve(service)
    for number in range(20):
        async with service.client(service.key) as http:  # a connection of its own each time
            made = await http.post("/v1/sites", json={**SITE, "code": f"CN{number:03}"})
            assert made.status_code == 201, made.text
        async with service.client(service.key) as http:
            changed = await http.patch(f"/v1/sites/CN{number:03}", json={"name": f"Port {number}"})
            assert changed.status_code == 200, changed.text
        for _ in range(4):
            async with service.client() as http:
                assert (await http.get(f"/v1/sites/CN{number:03}")).json()["name"] == f"Port {number}"
    await make_site(service)
    async with watching(service, SOCKETS):
        for _ in range(8):
            assert await count(service, "serai_live_sockets") == SOCKETS


async def until_both_serve(service: Service) -> None:
    async def both() -> bool:
        return service.log().count('"listening"') >= 2

    await until(both)


async def test_a_worker_that_dies_is_replaced_and_takes_only_its_own_sockets_along(service):
    await until_both_serve(service)
    await make_site(service)
    before = workers(service)
    assert len(before) == 2
    async with watching(service, SOCKETS) as sockets:
        victim = before.pop()
        os.kill(victim, signal.SIGKILL)

        async def is_replaced() -> bool:
            return len(workers(service) - {victim}) == 2 and service.log().count('"listening"') >= 3

        await until(is_replaced)
        closed = [each for each in sockets if each.state.name == "CLOSED"]
        assert {each.close_code for each in closed} <= {1006}
        assert len(closed) < SOCKETS
        assert before <= workers(service)

        async def is_counted() -> bool:
            return await count(service, "serai_live_sockets") == SOCKETS - len(closed)

        await until(is_counted)
    assert "worker.ended" in service.log()


async def test_told_to_stop_every_process_says_goodbye_and_ends(service):
    await until_both_serve(service)
    await make_site(service)
    children = workers(service)
    async with watching(service, SOCKETS) as sockets:
        assert await asyncio.to_thread(service.stop) == 0
        for each in sockets:
            await asyncio.wait_for(each.wait_closed(), PATIENCE)
        assert {each.close_code for each in sockets} == {1012}
    assert not alive(children)


async def test_workers_do_not_outlive_their_parent(service):
    await until_both_serve(service)
    children = workers(service)
    service.kill()

    async def are_gone() -> bool:
        return not alive(children)

    await until(are_gone)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({}, "--workers needs PostgreSQL: an SQLite file has one writer"),
        ({"SERAI_DATABASE": "postgresql://nobody@127.0.0.1/none"}, "SERAI_CLOCK=test is the clock of one process"),
        ({"SERAI_CLOCK": "system", "SERAI_BELL": "amqp://x"}, "bell: must be redis://"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(tmp_path, settings, said):
    service = Service(f"sqlite:///{tmp_path}/serai.db", settings=settings)
    done = service.run("serve", "--workers", "2")
    assert (done.returncode, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    assert said in line


def test_a_service_that_cannot_start_says_so_and_does_not_try_for_ever(postgres_url):
    service = Service(postgres_url, settings={"SERAI_CLOCK": "system", "SERAI_WORKERS": "2"})
    blocked = Service(postgres_url, port=service.port)
    with running(blocked.database, port=service.port):
        done = service.run("serve", "--port", str(service.port))
    assert done.returncode == 1
    assert "Address already in use" in done.stderr
