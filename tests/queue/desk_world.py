"""A real database with desks that know the queue, and its routes as one caller or another would call them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import httpx
from fastapi import FastAPI

from serai.app import LOADERS
from serai.booking import actions as booking
from serai.booking.vehicles import plate_key
from serai.core import http, ids
from serai.core.clock import TestClock
from serai.core.db import Database
from serai.core.desks import Desks, Parts
from serai.core.events import Entry
from serai.core.readers import Readers
from serai.identity.access import check
from serai.identity.rights import Relation, Role
from serai.identity.rules import Caller
from serai.ledger.actions import Ledger
from serai.queue import actions, queries, routes
from serai.queue.checkin import Arriving, CheckIn
from serai.queue.rules import Queue
from serai.queue.views import Seen
from serai.schema import migrate
from serai.sites import rulebook
from serai.sites.actions import PutRulebook
from tests.worlds import NOON, World

ALL_LOADERS = LOADERS
OPERATOR = Caller(role=Role.OPERATOR, key="operator")
AS_OPERATOR = actions.Asker(OPERATOR, Relation.SITE)
LANES = ("export-general", "export-fresh")


@dataclass
class QueueWorld(World):
    readers: Readers | None = None

    async def check_in(self, plate: str = "", **given: Any) -> Seen:
        return await self.desks.run(check_in(plate, **given))

    async def queue(self) -> Queue:
        """The committed memory."""
        assert self.readers is not None
        return (await self.readers.memory("CNMHN")).of(Queue)

    async def loaded(self) -> Queue:
        """The memory as the tables have it."""
        async with self.database.reading() as connection:
            return await queries.queue(connection, "CNMHN")

    async def put_rulebook(self, **changes: Any) -> None:
        await self.desks.run(PutRulebook("CNMHN", None, rulebook.RulebookDocument.model_validate(changes)))

    def client(self, caller: Caller) -> httpx.AsyncClient:
        """The queue's routes for a caller whose key was checked."""
        app = FastAPI()
        http.install(app)
        app.include_router(routes.router)
        app.state.house = SimpleNamespace(
            database=self.database, clock=self.clock, desks=self.desks, readers=self.readers, settings=None, agenda=None
        )
        app.dependency_overrides[check] = lambda: caller
        return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://serai.test/v1")


@asynccontextmanager
async def world(url: str, lanes: Sequence[str] = LANES) -> AsyncIterator[QueueWorld]:
    """Mohan with an export lane for each class."""
    database = Database(url)
    await migrate(database)
    clock, entries = TestClock(NOON), list[Entry]()
    readers = Readers(database, Ledger(), ALL_LOADERS)
    followers = [readers.follow, lambda _, added: entries.extend(added)]
    desks = Desks(Parts(database, clock, Ledger(), ALL_LOADERS, followers))
    made = QueueWorld(database, clock, desks, entries, readers)
    try:
        await made.site(lanes=lanes)
        yield made
    finally:
        await desks.close()
        await database.close()


def check_in(plate: str = "", **given: Any) -> CheckIn:
    caller = given.pop("caller", OPERATOR)
    relation = Relation.OWN if caller.role is Role.DRIVER else Relation.SITE
    vehicle = Arriving(plate_key(plate, "CN"), {"plate": plate, "country": "CN"}) if plate else None
    plain = {"id": ids.new("CNMHN"), "salt": "5a17" * 8, "by": "kiosk", "arriving": vehicle}
    return CheckIn("CNMHN", asker=booking.Asker(caller, relation), **{**plain, **given})
