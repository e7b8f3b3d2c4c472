"""A real server on a port of its own with a port's ledger behind it."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from serai.live.frames import SUBPROTOCOL
from serai.live.hub import Hub
from serai.live.protocol import PROTOCOL, listening_socket
from serai.live.socket import Limits, LiveSocket
from tests.live.doors import OpenDoors
from tests.live.world import Port, Screen, Shelf

PATIENCE = 20.0
"""Seconds after which a test that waits for something has failed; never what it measures."""


@dataclass
class Service:
    port: Port
    hub: Hub
    live: LiveSocket
    server: uvicorn.Server
    address: tuple[str, int]
    scheme: str = "ws"

    @property
    def url(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.address[1]}/v1/live"

    def commit(self, count: int = 1) -> None:
        self.hub.follow("CNMHN", self.port.happen(count))

    @asynccontextmanager
    async def client(self, *first: dict[str, Any], **options: Any) -> AsyncIterator[Client]:
        """A client that has said `first`, `hello` unless told otherwise."""
        async with connect(self.url, subprotocols=[Subprotocol(SUBPROTOCOL)], proxy=None, **options) as connection:
            client = Client(connection)
            with suppress(ConnectionClosed):  # shown out before it said a word; the code tells
                for frame in first or ({"type": "hello"},):
                    await client.say(frame)
            yield client


class Client:
    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection
        self.screen = Screen()

    async def say(self, frame: dict[str, Any]) -> None:
        await self.connection.send(json.dumps(frame))

    async def watch(self, feed: str, **more: Any) -> None:
        await self.say({"type": "watch", "feed": feed, **more})

    async def hear(self) -> dict[str, Any]:
        """The next frame."""
        text = await asyncio.wait_for(self.connection.recv(), PATIENCE)
        self.screen.see(text)
        return self.screen.frames[-1]

    async def until(self, feed: str, seq: int) -> Screen:
        """Hear until the feed stands at `seq`."""
        while self.screen.at.get(feed, -1) < seq:
            await self.hear()
        return self.screen

    async def closed(self) -> int | None:
        """The code with which the server closes the socket."""
        await asyncio.wait_for(self.connection.wait_closed(), PATIENCE)
        return self.connection.close_code


@asynccontextmanager
async def serving(
    *,
    port: Port | None = None,
    at: int = 0,
    ws: str = PROTOCOL,
    limits: Limits | None = None,
    origins: Collection[str] = (),
    doors: OpenDoors | None = None,
    tls: tuple[Path, Path] | None = None,
) -> AsyncIterator[Service]:
    """`tls`: certificate and key; the service is then reached by `wss`."""
    shelf = Shelf(port or Port(1))
    hub = Hub(shelf, shelf, tick=0.0, now=lambda: shelf.port.now)
    live = LiveSocket(hub, doors or OpenDoors(), limits=limits, origins=origins)
    app = Starlette(routes=[WebSocketRoute("/v1/live", live)])
    listening = listening_socket("127.0.0.1", at)
    address: tuple[str, int] = listening.getsockname()
    server = uvicorn.Server(
        uvicorn.Config(
            app,
            ws=ws,
            log_level="warning",
            lifespan="off",
            timeout_graceful_shutdown=5,
            ssl_certfile=tls and tls[0],
            ssl_keyfile=tls and tls[1],
        )
    )
    task = asyncio.ensure_future(server.serve(sockets=[listening]))
    service = Service(shelf.port, hub, live, server, address, "wss" if tls else "ws")
    try:
        yield service
    finally:
        await live.close()
        server.should_exit = True
        await asyncio.wait_for(task, PATIENCE)
        await hub.close()


class Stuck:
    """A client that asks for a feed and then reads nothing."""

    def __init__(self, service: Service, *feeds: str) -> None:
        self.socket = socket.socket()
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self.socket.setblocking(False)
        self._service = service
        self._feeds = feeds

    async def connect(self) -> None:
        loop = asyncio.get_running_loop()
        await loop.sock_connect(self.socket, self._service.address)
        await loop.sock_sendall(
            self.socket,
            b"GET /v1/live HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n",
        )
        await loop.sock_recv(self.socket, 200)
        await self.say({"type": "hello"})
        for feed in self._feeds:
            await self.say({"type": "watch", "feed": feed})

    async def say(self, frame: dict[str, Any]) -> None:
        text = json.dumps(frame).encode()
        await self.send(bytes((0x81, 0x80 | len(text), 0, 0, 0, 0)) + text)

    async def send(self, data: bytes) -> None:
        await asyncio.get_running_loop().sock_sendall(self.socket, data)

    def close(self) -> None:
        self.socket.close()
