"""The service that the demo runs: in this process, on the test clock, reached by nothing but its port."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Final

import uvicorn

from serai.app import create_app
from serai.core.db import Database
from serai.identity.actions import create_key
from serai.identity.rights import Role
from serai.live.protocol import PROTOCOL, listening_socket
from serai.schema import migrate
from serai.settings import Settings

_ANYWHERE: Final = frozenset({"0.0.0.0", "::"})  # noqa: S104 - compared with, not bound to
_GRACE_SECONDS: Final = 3


@dataclass(frozen=True, slots=True)
class Hosted:
    """A service that is ready: where it is reached, an admin's key, and the task that ends when it is told to stop."""

    url: str
    admin: str
    serving: asyncio.Task[None]


class _Server(uvicorn.Server):
    """Says when it is ready."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self.ready.set()


@asynccontextmanager
async def hosted(settings: Settings) -> AsyncIterator[Hosted]:
    """Migrate, make an admin's key as the command line would, and serve until the block ends."""
    admin = await _admin(settings.database)
    listening = listening_socket(settings.host, settings.port)
    host, port = listening.getsockname()[:2]
    server = _Server(
        uvicorn.Config(
            create_app(settings),
            http="httptools",
            ws=PROTOCOL,
            lifespan="on",
            access_log=False,
            server_header=False,
            log_config=None,
            timeout_graceful_shutdown=_GRACE_SECONDS,
            timeout_keep_alive=75,
        )
    )
    serving = asyncio.create_task(server.serve(sockets=[listening]), name="service")
    try:
        ready = asyncio.create_task(server.ready.wait())
        await asyncio.wait({ready, serving}, return_when=asyncio.FIRST_COMPLETED)
        if not ready.done():
            ready.cancel()
            serving.result()
            raise RuntimeError("the service did not start")
        yield Hosted(f"http://{'127.0.0.1' if host in _ANYWHERE else host}:{port}", admin, serving)
    finally:
        server.should_exit = True
        await asyncio.gather(serving, return_exceptions=True)


async def _admin(url: str) -> str:
    database = Database(url)
    try:
        await database.check()
        await migrate(database)
        return (await create_key(database, Role.ADMIN)).key
    finally:
        await database.close()
