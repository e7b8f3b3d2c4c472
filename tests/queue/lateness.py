"""A site that keeps its promises or does not: bands published, vehicles checked in, and let in at an hour."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import orjson
import pytest

from serai.booking import queries
from serai.booking.lapsing import Lapse
from serai.booking.reservations import Reservation
from serai.core import ids
from serai.core.desk import Command, Draft
from serai.guidance.actions import Admit
from serai.queue.events import BandsPublished
from serai.queue.rules import Visit
from tests.queue.desk_world import AS_OPERATOR, QueueWorld, world
from tests.worlds import NOON, slot_id

FIRST, NEXT = slot_id(14), slot_id(18)
"""Arrive 13:00 to 15:30, and 17:00 to 19:30, at Mohan; NOON is 12:00."""


@dataclass(frozen=True)
class Promise(Command[None]):
    """Publish that admission takes at most so many minutes, at every rank."""

    minutes: int

    def decide(self, draft: Draft) -> None:
        points = [[1, 0, self.minutes // 2, self.minutes], [50, 0, self.minutes // 2, self.minutes]]
        ways = {"gate-in": {"general": [0, self.minutes // 2, self.minutes]}}
        draft.record(BandsPublished(bands={"gate-in": {"general": points}}, as_of=draft.now, basis={}, ways=ways))


@dataclass
class Late:
    """The site, and the words of a test about it."""

    made: QueueWorld

    def at(self, hour: int, minute: int = 0, day: int = 0) -> datetime:
        moment = NOON + timedelta(days=day, hours=hour - 12, minutes=minute)
        self.made.clock.set(moment)
        return moment

    async def run(self, command: Command[Any]) -> Any:
        return await self.made.desks.run(command)

    async def promise(self, minutes: int = 20) -> None:
        await self.run(Promise("CNMHN", minutes))

    async def arrive(self, reservation: Reservation | None, plate: str = "", **given: Any) -> Visit:
        named = {"reservation": reservation.id} if reservation else {"lane": "export-general"}
        visit: Visit = (await self.made.check_in(plate, **named, **given)).visit
        return visit

    async def admit(self, visit: Visit) -> None:
        await self.run(Admit("CNMHN", visit.id, AS_OPERATOR, call=ids.new("CNMHN")))

    async def reserve(self, slot: str, plate: str = "YA0001", **more: Any) -> Reservation:
        return await self.made.reserve(slot, plate, **more)

    async def lapse(self) -> None:
        await self.run(Lapse("CNMHN"))

    async def kept_waiting(self, plate: str = "YA0001", slot: str = FIRST, **more: Any) -> Visit:
        """In time for its slot, promised 13:20, let in at 14:00: 40 minutes late."""
        reserved = await self.reserve(slot, plate, **more)
        self.at(13)
        await self.promise()
        visit = await self.arrive(reserved)
        self.at(14)
        await self.admit(visit)
        return visit

    async def read(self, reservation: Reservation) -> Reservation:
        async with self.made.database.reading() as connection:
            return (await queries.reservations(connection, [reservation.id]))[reservation.id]

    async def kinds(self) -> list[str]:
        """What the ledger says of credits and misses, in order."""
        told = ("credit.", "miss.", "appeal.", "reservation.missed")
        return [entry.kind for entry in await self.made.ledger() if entry.kind.startswith(told)]

    async def facts(self, kind: str) -> list[dict[str, Any]]:
        return [orjson.loads(entry.body) for entry in await self.made.ledger() if entry.kind == kind]


@asynccontextmanager
async def late(url: str, **rulebook: Any) -> AsyncIterator[Late]:
    async with world(url) as made:
        await made.put_rulebook(lead_minutes=0, **{"open_per_vehicle": 4, "free_change_hours": 0, **rulebook})
        yield Late(made)


@pytest.fixture
async def site(database_url: str) -> AsyncIterator[Late]:
    async with late(database_url) as made:
        yield made
