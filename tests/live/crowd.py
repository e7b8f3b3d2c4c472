"""A crowd of readers at several processes: some are cut off again and again, some are slow, some do not read at all."""

from __future__ import annotations

import asyncio
import json
import random
import socket
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Literal

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidMessage
from websockets.typing import Subprotocol

from tests.live.world import Gap, Screen
from tests.serving import Service

QUEUE = "queue:CNMHN"
CUT_SHARE = 0.03
"""Of the frames a nimble reader gets, after so many its connection is cut."""

Manner = Literal["nimble", "slow", "stuck"]


@dataclass
class Follower:
    """Watches the queue and one visit, first at one process and after each cut at any."""

    services: Sequence[Service]
    visit: str
    manner: Manner
    draw: random.Random
    wake: asyncio.Event
    screen: Screen = field(default_factory=Screen)
    cuts: int = 0

    @property
    def feeds(self) -> tuple[str, str]:
        return QUEUE, f"visit:{self.visit}"

    async def run(self) -> None:
        while True:
            try:
                await self._follow(self.draw.choice(self.services))
            except (ConnectionClosed, InvalidMessage, OSError, TimeoutError) as ended:
                if isinstance(ended, ConnectionClosed) and ended.sent is not None and ended.sent.code == 1002:
                    raise Gap("what came was no frame") from ended
                await asyncio.sleep(0.05)

    async def _follow(self, service: Service) -> None:
        async with connection(service, is_narrow=self.manner != "nimble") as connected:
            for feed in self.feeds:
                await connected.send(json.dumps({"type": "watch", "feed": feed, **self._after(feed)}))
            if self.manner == "stuck":
                await self.wake.wait()
            while True:
                self.screen.see(await connected.recv())
                if self.manner == "slow" and not self.wake.is_set():
                    await asyncio.sleep(0.05)
                if self.manner == "nimble" and self.draw.random() < CUT_SHARE and not self.wake.is_set():
                    self.cuts += 1
                    connected.transport.abort()

    def _after(self, feed: str) -> dict[str, Any]:
        if feed not in self.screen.at:
            return {}
        at = self.screen.at[feed]
        self.screen.resuming(feed, at)
        return {"after": {"epoch": self.screen.epochs[feed], "seq": at}}

    def shows(self) -> dict[str, Any]:
        return {"queue": self.screen.states.get(QUEUE), "rank": self.screen.ranks.get(f"visit:{self.visit}")}


def connection(service: Service, *, is_narrow: bool = False, **more: Any) -> connect:
    """A socket that has said hello; a narrow one takes little before its server has to wait."""
    options: dict[str, Any] = {"additional_headers": {"Authorization": f"Bearer {service.key}"}, **more}
    if is_narrow:
        narrow = socket.socket()
        narrow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        narrow.connect(("127.0.0.1", service.port))
        options |= {"sock": narrow, "max_queue": 1}
    return _Greeted(
        f"ws://127.0.0.1:{service.port}/v1/live", subprotocols=[Subprotocol("serai.v1")], proxy=None, compression=None,
        ping_interval=None, close_timeout=0.2, **options,
    )  # fmt: skip


class _Greeted(connect):
    hello: dict[str, Any] = {"type": "hello"}  # noqa: RUF012

    async def __aenter__(self) -> ClientConnection:
        connected = await super().__aenter__()
        await connected.send(json.dumps(self.hello))
        return connected


async def fresh(service: Service, visits: Sequence[str]) -> tuple[Any, dict[str, Any]]:
    """What somebody who comes now is shown by this process: the queue's state, and the place of each visit."""
    screen = Screen()
    async with connection(service) as connected:
        for feed in (QUEUE, *(f"visit:{visit}" for visit in visits)):
            await connected.send(json.dumps({"type": "watch", "feed": feed}))
            while feed not in screen.states:
                screen.see(await connected.recv())
    return screen.states[QUEUE], {visit: screen.ranks[f"visit:{visit}"] for visit in visits}


@dataclass
class Traffic:
    """Trucks that check in and leave again, told to any of the processes."""

    clients: Sequence[httpx.AsyncClient]
    draw: random.Random
    inside: list[str] = field(default_factory=list)
    numbers: count[int] = field(default_factory=lambda: count(1))

    async def join(self, client: httpx.AsyncClient | None = None) -> str:
        number = next(self.numbers)
        body = {"vehicle": {"plate": f"YA{number:05}", "country": "CN"}, "lane": "export-general", "by": "kiosk"}
        chosen = client or self.draw.choice(self.clients)
        made = await chosen.post("/v1/sites/CNMHN/visits", json=body, headers={"Idempotency-Key": f"j{number}"})
        assert made.status_code == 201, made.text
        return str(made.json()["id"])

    async def happen(self, events: int) -> None:
        """So many things happen, four at a time."""

        async def some(number: int) -> None:
            for _ in range(number):
                if self.inside and self.draw.random() < 0.45:
                    visit = self.inside.pop(self.draw.randrange(len(self.inside)))
                    left = await self.draw.choice(self.clients).post(f"/v1/visits/{visit}/leave", json={})
                    assert left.status_code == 200, left.text
                else:
                    self.inside.append(await self.join())

        await asyncio.gather(*(some(events // 4 + (at < events % 4)) for at in range(4)))
