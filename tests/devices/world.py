"""A port with readers: who is expected, who waits, and events as a camera sends them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from typing import Any

from serai.booking.vehicles import plate_key
from serai.calling.actions import CallNext
from serai.core import ids
from serai.devices.actions import Confirm, Dismiss, Names, Read, Told
from serai.devices.formats import Sighting
from serai.devices.matching import PlateSeen
from serai.guidance.actions import Admit
from serai.identity.rights import Role
from serai.identity.rules import Caller
from serai.queue.rules import Visit
from tests.queue.desk_world import AS_OPERATOR, OPERATOR, QueueWorld
from tests.queue.desk_world import world as queue_world

DEVICE = Caller(role=Role.DEVICE, key="camera", site="CNMHN")
_numbers = count(1)


class ReaderWorld(QueueWorld):
    """What cameras and operators do at Mohan."""

    async def read(self, plate: str, gate: str = "gate-in", **given: Any) -> Told:
        return await self.desks.run(read(plate, gate, **given))

    async def confirm(self, told: Told, subject: str) -> Told:
        return await self.desks.run(Confirm("CNMHN", OPERATOR, names(), told.reading.id, subject))

    async def dismiss(self, told: Told) -> Told:
        return await self.desks.run(Dismiss("CNMHN", OPERATOR, names(), told.reading.id))

    async def call(self) -> None:
        await self.desks.run(CallNext("CNMHN", ids.new("CNMHN"), 1, None))

    async def admit(self, visit: str) -> None:
        await self.desks.run(Admit("CNMHN", visit, AS_OPERATOR, call=ids.new()))

    async def visits(self) -> dict[str, str]:
        """The status of everybody at the site."""
        return {id_: visit.status for id_, visit in (await self.queue()).visits.items()}

    async def visit(self, id_: str | None) -> Visit:
        return (await self.queue()).visits[id_ or ""]


@asynccontextmanager
async def world(url: str) -> AsyncIterator[ReaderWorld]:
    async with queue_world(url) as made:
        yield ReaderWorld(made.database, made.clock, made.desks, made.entries, made.readers)


def names() -> Names:
    return Names(ids.new("CNMHN"), ids.new(), "5a17" * 8)


def seen(*plates: str, percent: int = 96, country: str | None = "CN") -> tuple[PlateSeen, ...]:
    return tuple(PlateSeen.of(each, country, percent) for each in plates)


def read(plate: str, gate: str = "gate-in", **given: Any) -> Read:
    """An event of its own each time, unless `event` says which."""
    sighting = Sighting(
        given.pop("reader", "camera-1"),
        given.pop("event", f"event-{next(_numbers)}"),
        seen(plate, percent=given.pop("percent", 96), country=given.pop("country", "CN")),
        given.pop("way", None),
        given.pop("at", None),
        given.pop("buffered", False),
    )
    return Read(
        "CNMHN", given.pop("caller", DEVICE), names(), ids.new("CNMHN"), gate, given.pop("place", "gate"), sighting
    )


def key(plate: str) -> str:
    return plate_key(plate, "CN")
