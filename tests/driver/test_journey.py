"""The driver client against a real service that is killed and started again."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import pytest

from serai_driver.connection import Api, Live, Refused
from serai_driver.state import State
from tests.service import Service

SITE = {
    "code": "CNMHN",
    "name": "Mohan Road",
    "zone": "Asia/Shanghai",
    "country": "CN",
    "lanes": [
        {
            "code": "export-general",
            "direction": "export",
            "class": "general",
            "gates": ["gate-in"],
            "service_minutes": 1.5,
        }
    ],
    "gates": [{"code": "gate-in", "way": "in"}, {"code": "gate-out", "way": "out"}],
}
NUMBERS = count(1)


class Port:
    """A service with one site, and an admin at its console."""

    def __init__(self, service: Service) -> None:
        self.service = service
        key = json.loads(service.run("keys", "create", "--role", "admin", "--json").stdout)["key"]
        self.key = key
        self._http = httpx.Client(headers={"Authorization": f"Bearer {key}"}, trust_env=False)

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
        return str(self.post("/sites/CNMHN/visits", body)["id"])

    def place(self, visit: str) -> int | None:
        return next((item["rank"] for item in self.get("/sites/CNMHN/queue")["items"] if item["visit"] == visit), None)

    def close(self) -> None:
        self._http.close()


@pytest.fixture
def port(tmp_path: Path) -> Iterator[Port]:
    service = Service(f"sqlite:///{tmp_path}/serai.db", settings={"SERAI_CLOCK": "system"})
    service.start()
    made = Port(service)
    made.post("/sites", SITE)
    yield made
    made.close()
    service.kill()


@asynccontextmanager
async def watching(port: Port, visit: str) -> AsyncIterator[tuple[Live, asyncio.Task[None]]]:
    """A client that follows a visit in the background."""
    async with Api(port.service.url, port.key) as api:
        live = Live(api, State("CNMHN", visit, "general"))

        async def follow() -> None:
            async for _ in live.updates():
                pass

        task = asyncio.create_task(follow())
        yield live, task
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def until(true: Any, seconds: float = 15.0) -> None:
    async with asyncio.timeout(seconds):
        while not true():
            await asyncio.sleep(0.02)


async def test_the_place_stays_true_through_a_killed_and_restarted_service(port: Port) -> None:
    others = [await asyncio.to_thread(port.join) for _ in range(5)]
    mine = await asyncio.to_thread(port.join)
    async with watching(port, mine) as (live, _):
        state = live.state
        await until(lambda: state.is_known and state.rank == 6)
        await asyncio.to_thread(port.post, f"/visits/{others[2]}/leave", {})
        await until(lambda: state.rank == 5)
        position = state.at
        await asyncio.to_thread(port.service.kill)
        await until(lambda: not live.is_connected)
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
    async with watching(port, mine) as (live, task):
        state = live.state
        await until(lambda: state.is_known and state.band() is not None)
        await asyncio.to_thread(port.post, "/sites/CNMHN/calls", {"count": 1})
        await until(lambda: state.status == "called" and state.gate == "gate-in")
        await asyncio.to_thread(port.post, f"/visits/{mine}/admit", {})
        await until(lambda: state.status == "admitted" and state.rank is None)
        for act in ("release", "depart"):
            await asyncio.to_thread(port.post, f"/visits/{mine}/{act}", {})
        await asyncio.wait_for(task, 10)
        assert state.is_over


async def test_a_visit_that_does_not_exist_is_refused(port: Port) -> None:
    async with Api(port.service.url, port.key) as api:
        live = Live(api, State("CNMHN", "CNMHN-01ARZ3NDEKTSV4RRFFQ69G5FAV"))
        with pytest.raises(Refused):
            async for _ in live.updates():
                pass


async def test_watch_prints_a_line_for_each_change_and_ends_with_0(port: Port) -> None:
    ahead, mine = await asyncio.to_thread(port.join), await asyncio.to_thread(port.join)
    words = ["-m", "serai_driver", "watch", mine, "--url", port.service.url, "--key", port.key, "--json"]
    process = await asyncio.create_subprocess_exec(sys.executable, *words, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    lines: list[dict[str, Any]] = []

    async def read(true: Any) -> None:
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
