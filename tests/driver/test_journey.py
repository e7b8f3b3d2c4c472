"""The driver client against a real service that is killed and started again."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from itertools import count
from typing import Any

import httpx
import pytest

from serai_driver.connection import Api, Live, Refused
from serai_driver.state import State
from tests.serving import SITE, Service, running

NUMBERS = count(1)


class Port:
    """A site of its own at a running service, and an admin at its console."""

    def __init__(self, service: Service) -> None:
        self.service, self.key, self.site = service, service.admin(), f"CN{next(NUMBERS):03}"
        self._http = httpx.Client(headers={"Authorization": f"Bearer {self.key}"}, trust_env=False)
        self.post("/sites", SITE | {"code": self.site})

    def post(self, path: str, body: dict[str, Any]) -> Any:
        headers = {"Idempotency-Key": f"journey-{next(NUMBERS)}"}
        answer = self._http.post(f"{self.service.url}/v1{path}", json=body, headers=headers)
        assert answer.is_success, answer.text
        return answer.json()

    def get(self, path: str) -> Any:
        answer = self._http.get(f"{self.service.url}/v1{path}")
        assert answer.is_success, answer.text
        return answer.json()

    def join(self) -> str:
        vehicle = {"plate": f"YA{next(NUMBERS):05}", "country": "CN"}
        body = {"vehicle": vehicle, "lane": "export-general", "by": "kiosk"}
        return str(self.post(f"/sites/{self.site}/visits", body)["id"])

    def place(self, visit: str) -> int | None:
        return next(
            (item["rank"] for item in self.get(f"/sites/{self.site}/queue")["items"] if item["visit"] == visit), None
        )

    def close(self) -> None:
        self._http.close()


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    path = tmp_path_factory.mktemp("journey")
    with running(f"sqlite:///{path}/serai.db", settings={"SERAI_CLOCK": "system"}) as made:
        yield made


@pytest.fixture
def port(service: Service) -> Iterator[Port]:
    made = Port(service)
    yield made
    made.close()


class Watcher:
    """A client that follows a visit in the background."""

    def __init__(self, port: Port, api: Api, visit: str) -> None:
        self.state = State(port.site, visit, "general")
        self.live = Live(api, self.state)
        self._changed = asyncio.Event()
        self.task = asyncio.create_task(self._follow())

    async def _follow(self) -> None:
        async for _ in self.live.updates():
            self._changed.set()

    async def until(self, true: Callable[[], bool]) -> None:
        async with asyncio.timeout(20):
            while not true():
                self._changed.clear()
                await self._changed.wait()


@asynccontextmanager
async def watching(port: Port, visit: str) -> AsyncIterator[Watcher]:
    async with Api(port.service.url, port.key) as api:
        watcher = Watcher(port, api, visit)
        yield watcher
        watcher.task.cancel()
        await asyncio.gather(watcher.task, return_exceptions=True)


async def test_the_place_stays_true_through_a_killed_and_restarted_service(port: Port) -> None:
    others = [await asyncio.to_thread(port.join) for _ in range(5)]
    mine = await asyncio.to_thread(port.join)
    async with watching(port, mine) as watcher:
        state, until = watcher.state, watcher.until
        await until(lambda: state.is_known and state.rank == 6)
        await asyncio.to_thread(port.post, f"/visits/{others[2]}/leave", {})
        await until(lambda: state.rank == 5)
        position = state.at
        await asyncio.to_thread(port.service.kill)
        await until(lambda: not watcher.live.is_connected)
        assert not state.is_known
        await asyncio.to_thread(port.service.start)
        await asyncio.to_thread(port.post, f"/visits/{others[0]}/leave", {})
        await until(lambda: state.is_known and state.rank == 4)
        assert position is not None
        assert state.at is not None
        assert state.at.epoch == position.epoch
        assert state.rank == await asyncio.to_thread(port.place, mine)


async def test_call_admission_and_farewell_are_shown(port: Port) -> None:
    mine = await asyncio.to_thread(port.join)
    async with watching(port, mine) as watcher:
        state, until = watcher.state, watcher.until
        await until(lambda: state.is_known and state.band() is not None)
        await asyncio.to_thread(port.post, f"/sites/{port.site}/calls", {"count": 1})
        await until(lambda: state.status == "called" and state.gate == "gate-in")
        await asyncio.to_thread(port.post, f"/visits/{mine}/admit", {})
        await until(lambda: state.status == "admitted" and state.rank is None)
        for act in ("release", "depart"):
            await asyncio.to_thread(port.post, f"/visits/{mine}/{act}", {})
        await asyncio.wait_for(watcher.task, 10)
        assert state.is_over


async def test_a_visit_that_does_not_exist_is_refused(port: Port) -> None:
    async with Api(port.service.url, port.key) as api:
        live = Live(api, State(port.site, f"{port.site}-01ARZ3NDEKTSV4RRFFQ69G5FAV"))
        with pytest.raises(Refused):
            async for _ in live.updates():
                pass


async def test_watch_prints_a_line_for_each_change_and_ends_with_0(port: Port) -> None:
    ahead, mine = await asyncio.to_thread(port.join), await asyncio.to_thread(port.join)
    words = ["-m", "serai_driver", "watch", mine, "--url", port.service.url, "--key", port.key, "--json"]
    process = await asyncio.create_subprocess_exec(sys.executable, *words, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    lines: list[dict[str, Any]] = []

    async def read(true: Callable[[dict[str, Any]], bool]) -> None:
        assert process.stdout is not None
        async with asyncio.timeout(20):
            while not (lines and true(lines[-1])):
                lines.append(json.loads(await process.stdout.readline()))

    await read(lambda line: line["position"] == 2)
    await asyncio.to_thread(port.post, f"/visits/{ahead}/leave", {})
    await read(lambda line: line["position"] == 1)
    await asyncio.to_thread(port.post, f"/visits/{mine}/leave", {})
    await read(lambda line: line["status"] == "left")
    assert await asyncio.wait_for(process.wait(), 10) == 0
    assert all(line["position"] in (None, 1, 2) for line in lines)
