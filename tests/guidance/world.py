"""A site with a yard and the vehicles that come to it, driven by the real commands over a real database."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from serai.booking import actions as booking
from serai.booking.vehicles import plate_key
from serai.core import ids
from serai.core.desks import Desks
from serai.guidance import actions, queries
from serai.guidance.yard import YardState
from serai.identity.rights import Relation, Role
from serai.identity.rules import Caller
from serai.queue.actions import Asker
from serai.queue.checkin import Arriving, CheckIn
from serai.queue.views import Seen
from tests.guidance.yards import SAMPLE
from tests.worlds import World, opened, world

SITE = "CNMHN"
OPERATOR = Caller(role=Role.OPERATOR, key="operator")
LANES = ("export-general", "export-fresh", "export-oversize", "export-hazmat")


@dataclass
class Yard:
    """One process at a site with the sample yard."""

    world: World

    async def arrive(self, plate: str, cargo_class: str = "general", **changes: Any) -> str:
        """Check a vehicle in; its visit's id. `needs` and sizes in `changes`."""
        needs = changes.pop("needs", ())
        arriving = Arriving(plate_key(plate, "CN"), {"plate": plate, "country": "CN"}, **changes)
        command = CheckIn(
            SITE,
            ids.new(SITE),
            "5a17" * 8,
            booking.Asker(OPERATOR, Relation.SITE),
            "operator",
            arriving=arriving,
            lane=f"export-{cargo_class}",
            needs=needs,
        )
        return (await self.world.desks.run(command)).visit.id

    async def admitted(self, plate: str, cargo_class: str = "general", **changes: Any) -> tuple[str, str | None]:
        """Check a vehicle in and let it in: its visit and bay."""
        visit = await self.arrive(plate, cargo_class, **changes)
        return visit, (await self.admit(visit)).visit.bay

    async def admit(self, visit: str, **changes: Any) -> Seen:
        return await self._pass(actions.Admit, visit, **changes)

    async def park(self, visit: str, bay: str, **changes: Any) -> Seen:
        return await self._pass(actions.Park, visit, bay=bay, **changes)

    async def release(self, visit: str, **changes: Any) -> Seen:
        return await self._pass(actions.Release, visit, **changes)

    async def depart(self, visit: str, **changes: Any) -> Seen:
        return await self._pass(actions.Depart, visit, **changes)

    async def correct(self, visit: str, **changes: Any) -> Seen:
        return await self._pass(actions.Correct, visit, reason="mistake", salt="5a17" * 8, **changes)

    async def _pass(self, command: Any, visit: str, **changes: Any) -> Seen:
        asker = Asker(OPERATOR, Relation.SITE)
        seen: Seen = await self.world.desks.run(command(SITE, visit, asker, call=ids.new(SITE), **changes))
        return seen

    async def set_bay(self, bay: str, status: str, *, by_sensor: bool = False) -> YardState:
        return await self.world.desks.run(actions.SetBayStatus(SITE, bay, status, by_sensor))

    async def set_road(self, road: str, status: str) -> str:
        return await self.world.desks.run(actions.SetRoadStatus(SITE, road, status))

    async def stored(self) -> YardState:
        """The yard as the tables have it."""
        async with self.world.database.reading() as connection:
            return await queries.yard_state(connection, SITE)

    async def kinds(self, after: int = 0) -> list[str]:
        return [entry.kind for entry in await self.world.ledger(SITE) if entry.seq > after]

    async def bay_of(self, visit: str) -> str | None:
        """The visit's bay by the visit's own row."""
        rows = await self.world.rows(f"SELECT bay FROM visit WHERE id = '{visit}'")
        bay: str | None = rows[0]["bay"]
        return bay


@asynccontextmanager
async def yard(url: str, *, has_yard: bool = True, desks: type[Desks] = Desks) -> AsyncIterator[Yard]:
    async with world(url, desks=desks) as made:
        await made.site(SITE, lanes=LANES)
        if has_yard:
            await made.desks.run(actions.PutYard.of(SITE, None, SAMPLE))
        yield Yard(made)


@asynccontextmanager
async def another(first: Yard, desks: type[Desks] = Desks) -> AsyncIterator[Yard]:
    """A second process over the same database."""
    async with opened(first.world.database, first.world.clock, desks) as made:
        yield Yard(made)
