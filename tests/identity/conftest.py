"""Identity alone: its tables in an empty database, its routes in an application, and keys to ask with."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, cast

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import Connection
from sqlmodel import SQLModel

from serai.core import http
from serai.core.clock import SystemClock
from serai.core.db import Database
from serai.core.house import House
from serai.core.tables import IdempotencyKey
from serai.identity import actions
from serai.identity.access import Access
from serai.identity.rights import Role
from serai.identity.routes import router
from serai.identity.tables import ApiKey, Company, ConsoleSession, Person, UsedTicket
from serai.settings import Settings

SECRET = "a secret of the tests, long enough to be one"
TABLES = (ApiKey, Company, ConsoleSession, Person, UsedTicket, IdempotencyKey)


def create_tables(connection: Connection) -> None:
    tables = [cast(Any, model).__table__ for model in TABLES]
    SQLModel.metadata.create_all(connection, tables=tables)


@pytest.fixture
async def database(empty_url: str) -> AsyncIterator[Database]:
    opened = Database(empty_url)
    await opened.run_sync(create_tables)
    yield opened
    await opened.close()


@dataclass(frozen=True)
class World:
    """One process with identity in it."""

    database: Database
    door: Access
    app: FastAPI

    async def key(self, role: Role, company: str | None = None, site: str | None = None) -> str:
        return (await actions.create_key(self.database, role, company, site)).key

    @asynccontextmanager
    async def client(self, key: str | None = None, **headers: str) -> AsyncIterator[httpx.AsyncClient]:
        bearer: Mapping[str, str] = {"Authorization": f"Bearer {key}"} if key else {}
        transport = httpx.ASGITransport(self.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://serai", headers={**bearer, **headers}) as it:
            yield it


def process(database: Database, rate: int | None = None, environment: str = "development") -> World:
    """A process on this database, such as another one of the same service."""
    settings = Settings.model_validate({"environment": environment, "secret": SECRET})
    unused = cast(Any, None)
    app = FastAPI()
    http.install(app)
    app.include_router(router)
    app.state.house = House(settings, database, SystemClock(), desks=unused, readers=unused, agenda=unused)
    app.state.access = Access(database, SECRET, rate=rate)
    return World(database, app.state.access, app)


@pytest.fixture
def world(database: Database) -> World:
    return process(database)


@pytest.fixture
def another(database: Database) -> Callable[..., World]:
    """Makes further processes on the same database."""
    return lambda **how: process(database, **how)
