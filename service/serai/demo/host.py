"""The service that the demo runs: in this process, on the test clock, reached by nothing but its port."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from serai.core.db import Database
from serai.identity.actions import create_key
from serai.identity.rights import Role
from serai.schema import migrate
from serai.server import Server
from serai.settings import Settings


@dataclass(frozen=True, slots=True)
class Hosted:
    """A service that is ready: where it is reached, an admin's key, and the task that ends when it is told to stop."""

    url: str
    admin: str
    serving: asyncio.Task[None]


@asynccontextmanager
async def hosted(settings: Settings) -> AsyncIterator[Hosted]:
    """Migrate, make an admin's key as the command line would, and serve until the block ends."""
    admin = await _admin(settings.database)
    server = Server(settings)
    serving = asyncio.create_task(server.listen(), name="service")
    try:
        ready = asyncio.create_task(server.ready.wait())
        await asyncio.wait({ready, serving}, return_when=asyncio.FIRST_COMPLETED)
        if not ready.done():
            ready.cancel()
            serving.result()
            raise RuntimeError("the service did not start")
        yield Hosted(server.url, admin, serving)
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
