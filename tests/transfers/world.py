"""Two ports, two hours apart, over one database: a long queue at the one, a short one at the other."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from types import SimpleNamespace
from typing import Any, cast

import httpx
from fastapi import FastAPI

from serai.app import LOADERS
from serai.booking import actions as booking
from serai.booking.vehicles import plate_key
from serai.core import http, ids
from serai.core.agenda import Agenda
from serai.core.clock import TestClock
from serai.core.db import Database
from serai.core.desk import Command, Draft
from serai.core.desks import Desks, Parts
from serai.core.events import Entry
from serai.core.house import House
from serai.core.readers import Readers
from serai.identity.access import check
from serai.identity.rights import Relation, Role
from serai.identity.rules import Caller
from serai.ledger.actions import Ledger
from serai.queue import routes as queued
from serai.queue.checkin import Arriving, CheckIn
from serai.queue.events import BandsPublished
from serai.queue.rules import Queue
from serai.queue.views import Seen
from serai.schema import migrate
from serai.sites import actions as sites
from serai.sites.rulebook import RulebookDocument
from serai.transfers import routes
from serai.transfers.actions import finishing
from tests.worlds import NOON, World

MINUTE = timedelta(minutes=1)
LONG, SHORT = "CNMHN", "CNHKO"
DRIVE = 120
OPERATOR = Caller(role=Role.OPERATOR, key="operator")
DRIVER = Caller(role=Role.DRIVER, key="driver", phone="mark")


@dataclass(frozen=True)
class Publish(Command[None]):
    """Bands of a site: so many minutes a rank, a fifth less and a quarter more."""

    minutes: int

    def decide(self, draft: Draft) -> None:
        middles = {rank: rank * self.minutes for rank in (1, 100)}
        points = [[rank, middle * 4 // 5, middle, middle * 5 // 4] for rank, middle in middles.items()]
        draft.record(
            BandsPublished(
                bands={"gate-in": {"general": points}}, as_of=draft.now, basis={},
                ways={"gate-in": {"general": [5, 10, 20]}},
            )
        )  # fmt: skip


@dataclass
class Ports(World):
    readers: Readers | None = None

    @property
    def house(self) -> House:
        parts = SimpleNamespace(
            database=self.database, clock=self.clock, desks=self.desks, readers=self.readers, settings=None, agenda=None
        )
        return cast(House, parts)

    async def check_in(self, plate: str, site: str = LONG, **given: Any) -> Seen:
        caller = given.pop("caller", OPERATOR)
        relation = Relation.OWN if caller.role is Role.DRIVER else Relation.SITE
        vehicle = Arriving(plate_key(plate, "CN"), {"plate": plate, "country": "CN"})
        plain = {"id": ids.new(site), "salt": "5a17" * 8, "by": "kiosk", "arriving": vehicle}
        return await self.desks.run(CheckIn(site, asker=booking.Asker(caller, relation), **{**plain, **given}))

    async def queue(self, site: str) -> Queue:
        assert self.readers is not None
        return (await self.readers.memory(site)).of(Queue)

    async def order(self, site: str) -> list[str]:
        return [each.id for each in (await self.queue(site)).in_order("gate-in")]

    async def put_rulebook(self, site: str, **changes: Any) -> None:
        await self.desks.run(sites.PutRulebook(site, None, RulebookDocument.model_validate(changes)))

    async def advance(self, minutes: int) -> None:
        """Let the time go by, with the duties of transfers alone."""
        agenda = Agenda(self.database, self.clock, self.desks, (finishing,))
        await agenda.advance(self.clock, self.clock.now() + minutes * MINUTE)

    def client(self, caller: Caller = OPERATOR) -> httpx.AsyncClient:
        app = FastAPI()
        http.install(app)
        app.include_router(queued.router)
        app.include_router(routes.router)
        app.state.house = self.house
        app.dependency_overrides[check] = lambda: caller
        return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://serai.test/v1")


@asynccontextmanager
async def ports(url: str, here: int = 20, there: int = 3) -> AsyncIterator[Ports]:
    """Both open all day; trucks of the one know the way to the other."""
    database = Database(url)
    await migrate(database)
    clock, entries = TestClock(NOON), list[Entry]()
    readers = Readers(database, Ledger(), LOADERS)
    desks = Desks(Parts(database, clock, Ledger(), LOADERS, [readers.follow, lambda _, added: entries.extend(added)]))
    made = Ports(database, clock, desks, entries, readers)
    try:
        for site, other, minutes in ((LONG, SHORT, here), (SHORT, LONG, there)):
            await made.site(site)
            await desks.run(sites.ChangeSite(site, None, {"drives": {other: DRIVE}}))
            await desks.run(Publish(site, minutes))
        yield made
    finally:
        await desks.close()
        await database.close()


async def crowd(made: Ports, count: int, site: str = LONG, prefix: str = "A") -> list[str]:
    """So many trucks, one a minute."""
    found = []
    for each in range(count):
        made.clock.set(made.clock.now() + MINUTE)
        found.append((await made.check_in(f"{prefix}{each:04}", site, lane="export-general")).visit.id)
    return found
