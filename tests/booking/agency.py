"""The whole service without a server: companies that reserve, a clock, and a database beneath."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import httpx
from fastapi import FastAPI

from serai.app import create_app
from serai.core.db import Database
from serai.core.house import House
from serai.identity import actions
from serai.identity.rights import Role
from serai.ledger import queries as ledger
from serai.schema import migrate
from serai.settings import Settings
from tests.serving import SITE, calendar

NOW = "2026-11-22T12:00:00+08:00"
_numbers = count(1)


@dataclass
class Agency:
    """Clients by name; `admin` is the admin's."""

    app: FastAPI
    house: House
    clients: dict[str, httpx.AsyncClient] = field(default_factory=dict)

    async def ask(self, method: str, path: str, who: str = "Ah", **options: Any) -> httpx.Response:
        headers = {"Idempotency-Key": f"agency-{next(_numbers)}"} | options.pop("headers", {})
        given = {name: value for name, value in headers.items() if value is not None}
        return await self.clients[who].request(method, f"/v1{path}", headers=given, **options)

    async def make(self, method: str, path: str, who: str = "admin", **options: Any) -> Any:
        answer = await self.ask(method, path, who, **options)
        assert answer.is_success, answer.text
        return answer.json()

    async def bulk(self, items: Sequence[Any], who: str = "Ah", key: str | None = "k", **more: Any) -> httpx.Response:
        body = {"items": items, **more}
        return await self.ask("POST", "/reservations/bulk", who, json=body, headers={"Idempotency-Key": key})

    async def csv(self, content: bytes, query: str = "", key: str | None = "k") -> httpx.Response:
        headers = {"Idempotency-Key": key, "Content-Type": "text/csv"}
        return await self.ask("POST", f"/reservations/bulk{query}", content=content, headers=headers)

    async def until(self, now: str) -> None:
        """Let time pass, with all that falls due."""
        await self.make("POST", "/clock", json={"now": now})

    async def reservations(self, who: str = "Ah") -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = (await self.make("GET", "/reservations?limit=200", who))["items"]
        return found

    async def length(self) -> int:
        """How many entries the site's ledger has."""
        return len(await self.facts())

    async def facts(self, *kinds: str) -> list[Mapping[str, Any]]:
        async with self.house.database.reading() as connection:
            found = await ledger.entries(connection, "CNMHN", after=0)
        return [each.event.__dict__ for each in found if not kinds or each.kind in kinds]

    async def rows(self, sql: str) -> list[Mapping[str, Any]]:
        async with self.house.database.reading() as connection:
            return [dict(row) for row in (await connection.exec_driver_sql(sql)).mappings()]

    async def sign_in(self, name: str, role: Role, company: str | None = None, site: str | None = None) -> None:
        made = await actions.create_key(self.house.database, role, company, site)
        transport = httpx.ASGITransport(self.app)
        self.clients[name] = httpx.AsyncClient(
            transport=transport, base_url="http://serai", headers={"Authorization": f"Bearer {made.key}"}, timeout=60
        )


@asynccontextmanager
async def agency(url: str, capacity: int = 12, **settings: Any) -> AsyncIterator[Agency]:
    """Mohan, open all day with hourly slots, and two companies; it is noon."""
    database = Database(url)
    await migrate(database)
    await database.close()
    async with opened(url, **settings) as made:
        await made.until(NOW)
        await made.make("POST", "/sites", json=SITE)
        await made.make("PUT", "/sites/CNMHN/calendar", json=calendar(capacity))
        yield made


@asynccontextmanager
async def opened(url: str, **settings: Any) -> AsyncIterator[Agency]:
    """A process of the service over a database that exists."""
    app = create_app(Settings(database=url, clock="test", limits="off", **settings))
    made = Agency(app, app.state.house)
    await made.sign_in("admin", Role.ADMIN)
    await made.sign_in("operator", Role.OPERATOR, site="CNMHN")
    for company in ("Ah", "Bo"):
        await made.sign_in(company, Role.COMPANY, company)
    try:
        yield made
    finally:
        for client in made.clients.values():
            await client.aclose()
        await made.house.desks.close()
        await made.house.database.close()


def slot(hour: int, day: int = 23) -> str:
    return f"CNMHN~export-general~202611{day:02}T{hour:02}00~60"


def asked(hour: int, day: int = 23, plate: str | None = None, **more: Any) -> dict[str, Any]:
    """The body of a reservation, of a vehicle that nobody has seen yet unless its plate is given."""
    return {
        "site": "CNMHN", "slot": slot(hour, day),
        "vehicle": {"plate": plate or f"AG{next(_numbers):05}", "country": "CN"},
        "driver": {"name": "Li Wei", "language": "zh"}, "cargo": {"class": "general"}, **more,
    }  # fmt: skip
