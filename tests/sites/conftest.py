"""Sites in an application over a real database: their routes, and guidance's, which put yards; desks, readers, keys."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from serai.app import LOADERS
from serai.core import http
from serai.core.agenda import Agenda
from serai.core.clock import TestClock
from serai.core.db import Database
from serai.core.desks import Desks, Parts
from serai.core.house import House
from serai.core.readers import Readers
from serai.disruption.routes import router as booking
from serai.guidance.routes import router as guidance
from serai.identity import actions
from serai.identity.access import Access
from serai.identity.rights import Role
from serai.ledger import queries as ledger
from serai.ledger.actions import Ledger
from serai.schema import migrate
from serai.settings import Settings
from serai.sites import queries, saving
from serai.sites.routes import router
from serai.sites.rules import SiteFold
from tests.sites.builders import NOW, site_body

assert saving
SECRET = "a secret of the tests, long enough to be one"


@dataclass(frozen=True)
class Office:
    """An admin's client, and what stands behind it."""

    admin: httpx.AsyncClient
    app: FastAPI
    house: House

    async def created(self, **more: Any) -> None:
        answer = await self.admin.post("/v1/sites", json=site_body(**more))
        assert answer.status_code == 201, answer.text

    @asynccontextmanager
    async def client(self, role: Role | None = None, site: str | None = None) -> AsyncIterator[httpx.AsyncClient]:
        made = await actions.create_key(self.house.database, role, None, site) if role else None
        bearer = {"Authorization": f"Bearer {made.key}"} if made else {}
        transport = httpx.ASGITransport(self.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://serai", headers=bearer) as client:
            yield client

    async def loaded(self, site: str = "CNMHN") -> SiteFold:
        """The site's memory as its tables have it."""
        async with self.house.database.reading() as connection:
            return await queries.site(connection, site)

    async def replayed(self, site: str = "CNMHN") -> SiteFold:
        """The site's memory as its ledger has it."""
        memory = SiteFold()
        async with self.house.database.reading() as connection:
            for entry in await ledger.entries(connection, site, after=0):
                memory.apply(entry.event, entry.at, entry.seq)
        return memory

    async def length(self, site: str = "CNMHN") -> int:
        """How many entries the site's ledger has."""
        async with self.house.database.reading() as connection:
            return len(await ledger.entries(connection, site, after=0))


@pytest.fixture
async def office(database_url: str) -> AsyncIterator[Office]:
    database, clock, journal = Database(database_url), TestClock(NOW), Ledger()
    await migrate(database)
    readers = Readers(database, journal, LOADERS)
    desks = Desks(Parts(database, clock, journal, LOADERS, [readers.follow]))
    house = House(Settings(), database, clock, desks, readers, Agenda(database, clock, desks, ()))
    app = FastAPI()
    http.install(app)
    app.include_router(router)
    app.include_router(booking)
    app.include_router(guidance)
    app.state.house, app.state.access = house, Access(database, SECRET, rate=None)
    key = await actions.create_key(database, Role.ADMIN)
    bearer = {"Authorization": f"Bearer {key.key}"}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://serai", headers=bearer) as admin:
        yield Office(admin, app, house)
    await desks.close()
    await database.close()
