"""Worlds for tests: a real database with sites in it, desks that write to it, and a clock that stands still."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from serai.app import LOADERS
from serai.booking import actions as booking
from serai.booking.reservations import Reservation, Wants
from serai.booking.vehicles import plate_key, vin_key
from serai.core import ids
from serai.core.clock import TestClock
from serai.core.db import Database
from serai.core.desks import Desks, Parts
from serai.core.events import Entry
from serai.core.idempotency import Answer, Key
from serai.identity.rights import Relation, Role
from serai.identity.rules import Caller
from serai.ledger import queries as ledger
from serai.ledger.actions import Ledger
from serai.schema import migrate
from serai.sites import actions as sites
from serai.sites.documents import WEEKDAYS, CalendarDocument, SiteDocument

NOON = datetime(2026, 11, 22, 4, tzinfo=UTC)
"""Noon at Mohan."""

OPERATOR = booking.Asker(Caller(role=Role.OPERATOR, key="operator"), Relation.SITE)
"""Somebody who may change any reservation."""


@dataclass
class World:
    """One database with its desks; `entries` are all facts that followers were told."""

    database: Database
    clock: TestClock
    desks: Desks
    entries: list[Entry] = field(default_factory=list)

    async def site(
        self,
        code: str = "CNMHN",
        capacity: int = 5,
        lanes: Sequence[str] = ("export-general",),
        zone: str = "Asia/Shanghai",
        declared: Sequence[str] = (),
    ) -> str:
        """A site that is open all day, with hourly slots of this capacity in each lane; some demand declarations."""
        await self.desks.run(sites.CreateSite(code, site_document(code, lanes, zone, declared)))
        await self.desks.run(sites.PutCalendar(code, None, calendar_document(lanes, capacity)))
        return code

    async def reserve(self, slot: str, plate: str, key: str | None = None, **changes: Any) -> Reservation:
        """Reserve as somebody would; raises what the desk refuses."""
        return await self.desks.run(reservation(slot, plate, **changes))

    async def answer(self, command: booking.Reserve, key: str, digest: str = "same") -> Answer:
        """Reserve with an idempotency key; the answer's body is the reservation's id."""
        given = Key("key:test", key, digest)
        return await self.desks.answer(command, given, lambda made: Answer(201, made.id.encode()))

    async def ledger(self, site: str = "CNMHN") -> list[Entry]:
        async with self.database.reading() as connection:
            return await ledger.entries(connection, site, after=0)

    async def rows(self, sql: str) -> list[Mapping[str, Any]]:
        """What the tables say."""
        async with self.database.reading() as connection:
            return [dict(row) for row in (await connection.exec_driver_sql(sql)).mappings()]


@asynccontextmanager
async def world(url: str, now: datetime = NOON, desks: type[Desks] = Desks) -> AsyncIterator[World]:
    """A migrated database and desks over it, closed at the end."""
    database = Database(url)
    await migrate(database)
    async with opened(database, TestClock(now), desks) as made:
        yield made
    await database.close()


@asynccontextmanager
async def opened(database: Database, clock: TestClock, desks: type[Desks] = Desks) -> AsyncIterator[World]:
    """Desks over a database that exists: a second process, or the first one started again."""
    entries: list[Entry] = []
    parts = Parts(database, clock, Ledger(), LOADERS, [lambda _, added: entries.extend(added)])
    made = World(database, clock, desks(parts), entries)
    yield made
    await made.desks.close()


def slot_id(hour: int = 18, day: int = 22, lane: str = "export-general", site: str = "CNMHN") -> str:
    """The slot that starts at this local hour of a day in November 2026."""
    return f"{site}~{lane}~202611{day:02}T{hour:02}00~60"


def reservation(slot: str, plate: str, *, vin: str | None = None, **changes: Any) -> booking.Reserve:
    """A reservation as a driver would ask for it; `changes` replace members of the command."""
    site = slot.partition("~")[0]
    asked = booking.Request(
        vehicle_key=plate_key(plate, "CN"),
        vehicle={"plate": plate, "country": "CN"},
        driver={"name": "Li Wei", "language": "zh"},
        cargo={"class": "general"},
        cargo_class="general",
        vin_key=vin_key(vin),
    )
    plain: dict[str, Any] = {
        "id": ids.new(site), "slot": slot, "hold": None, "request": asked, "salt": "5a17" * 8,
        "owner": "key:test", "phone": None, "company": None,
    }  # fmt: skip
    return booking.Reserve(site, **{**plain, **changes})


def waiting(site: str, plate: str, from_: datetime, until: datetime, **changes: Any) -> booking.Reserve:
    """A reservation that waits for any slot of the lane in [from_, until)."""
    lane = changes.pop("lane", "export-general")
    asked = reservation(f"{site}~{lane}", plate, **changes)
    return replace(asked, slot=None, wants=Wants(None, from_, until), lane=lane)


def hold(slot: str, plate: str, owner: str = "key:test", **changes: Any) -> booking.TakeHold:
    site = slot.partition("~")[0]
    made = booking.TakeHold(site, ids.new(site), slot, plate_key(plate, "CN"), "5a17" * 8, owner, None)
    return replace(made, **changes)


def site_document(
    code: str, lanes: Sequence[str], zone: str = "Asia/Shanghai", declared: Sequence[str] = ()
) -> SiteDocument:
    streams = [
        {
            "code": lane, "direction": lane.split("-")[0], "class": lane.split("-")[1], "gates": ["gate-in"],
            "declaration": "required" if lane in declared else "optional",
        }
        for lane in lanes
    ]  # fmt: skip
    gates = [{"code": "gate-in", "way": "in"}, {"code": "gate-out", "way": "out"}]
    return SiteDocument.model_validate(
        {"code": code, "name": code, "zone": zone, "country": "CN", "lanes": streams, "gates": gates}
    )


def calendar_document(lanes: Sequence[str], capacity: int) -> CalendarDocument:
    hours = {"days": list(WEEKDAYS), "from": "00:00", "to": "24:00", "every": "PT60M", "length": "PT60M"}
    return CalendarDocument.model_validate({"rules": [{"lane": lane, **hours, "capacity": capacity} for lane in lanes]})
