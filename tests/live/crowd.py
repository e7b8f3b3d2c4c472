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
from tests.serving import Service, ask

QUEUE = "queue:CNMHN"
COMPANY = "company:acme"
CUT_SHARE = 0.03
"""Of the frames a nimble reader gets, after so many its connection is cut."""

Manner = Literal["nimble", "slow", "stuck"]
Shown = tuple[Any, Any, Any]
"""State of the queue, line and rank of a visit, reservations and visits of the company."""


@dataclass
class Follower:
    """Watches the queue, one visit and a company, first at one process and after each cut at any."""

    services: Sequence[Service]
    visit: str
    manner: Manner
    draw: random.Random
    wake: asyncio.Event
    screen: Screen = field(default_factory=Screen)
    cuts: int = 0

    @property
    def feeds(self) -> tuple[str, str, str]:
        return QUEUE, f"visit:{self.visit}", COMPANY

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

    def shows(self) -> Shown:
        states, rank = self.screen.states, self.screen.ranks.get(f"visit:{self.visit}")
        return states.get(QUEUE), rank, states.get(COMPANY)


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


async def fresh(service: Service, visits: Sequence[str]) -> dict[str, Shown]:
    """What somebody who comes now is shown by this process, by the visit that is watched."""
    screen = Screen()
    async with connection(service) as connected:
        for feed in (QUEUE, COMPANY, *(f"visit:{visit}" for visit in visits)):
            await connected.send(json.dumps({"type": "watch", "feed": feed}))
            while feed not in screen.states:
                screen.see(await connected.recv())
    return {visit: (screen.states[QUEUE], screen.ranks[f"visit:{visit}"], screen.states[COMPANY]) for visit in visits}


@dataclass
class Traffic:
    """Trucks that check in and leave again, and a company that books and cancels, told to any of the processes."""

    clients: Sequence[httpx.AsyncClient]
    draw: random.Random
    company: Sequence[httpx.AsyncClient] = ()
    slots: Sequence[str] = ()
    inside: list[str] = field(default_factory=list)
    booked: list[str] = field(default_factory=list)
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
                await (self._at_the_desk() if self.draw.random() < 0.25 else self._at_the_gate())

        await asyncio.gather(*(some(events // 4 + (at < events % 4)) for at in range(4)))

    async def _at_the_gate(self) -> None:
        if self.inside and self.draw.random() < 0.45:
            visit = self.inside.pop(self.draw.randrange(len(self.inside)))
            left = await self.draw.choice(self.clients).post(f"/v1/visits/{visit}/leave", json={})
            assert left.status_code == 200, left.text
        else:
            self.inside.append(await self.join())

    async def _at_the_desk(self) -> None:
        company, number = self.draw.choice(self.company), next(self.numbers)
        if self.booked and self.draw.random() < 0.45:
            reservation = self.booked.pop(self.draw.randrange(len(self.booked)))
            path, body, status = f"/v1/reservations/{reservation}/cancel", {}, 200
        else:
            path, body, status = "/v1/reservations", ask(self.draw.choice(self.slots), f"YB{number:05}"), 201
        made = await company.post(path, json=body, headers={"Idempotency-Key": f"b{number}"})
        assert made.status_code == status, made.text
        if status == 201:
            self.booked.append(str(made.json()["id"]))
