"""A site whose yard has bays across docks, with the trucks that meet there."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from serai.booking import actions as booking
from serai.booking.changes import Cancel, Move
from serai.booking.reservations import Reservation
from serai.calling.directing import SwitchCalls
from serai.calling.forwarding import Forwarding
from serai.calling.keeping import Keeping
from serai.core import ids
from serai.core.agenda import Agenda
from serai.core.desks import Desks
from serai.guidance import actions
from serai.identity.rights import Relation, Role
from serai.identity.rules import Caller
from serai.queue.checkin import CheckIn
from serai.rendezvous import queries
from serai.rendezvous.actions import Answer, Propose
from serai.rendezvous.rules import Meetings, Rendezvous
from tests.guidance.world import SITE, Yard
from tests.rendezvous.yards import PAIRS as PAIRS
from tests.rendezvous.yards import paired
from tests.worlds import OPERATOR, reservation, slot_id, world

MINUTE = timedelta(minutes=1)
LANES = ("export-general", "import-general")


def company(name: str) -> booking.Asker:
    return booking.Asker(Caller(role=Role.COMPANY, key=f"key-{name}", company=name), Relation.OWN)


@dataclass
class Dock(Yard):
    """`made` counts the trucks that have reserved."""

    agenda: Agenda
    made: int = field(default=0)

    async def reserve(self, of: str = "lao", hour: int = 14, lane: str = "import-general", **more: Any) -> Reservation:
        self.made += 1
        slot = slot_id(hour, lane=lane)
        return await self.world.desks.run(reservation(slot, f"LA{self.made:04}", company=of, **more))

    async def propose(self, mine: Reservation, theirs: str, by: booking.Asker = OPERATOR) -> Rendezvous:
        return (await self.world.desks.run(Propose(SITE, ids.new(SITE), mine.id, theirs, by)))[0]

    async def answer(self, each: Rendezvous, word: Any, by: booking.Asker = OPERATOR) -> Rendezvous:
        return (await self.world.desks.run(Answer(SITE, each.id, by, word)))[0]

    async def two(self) -> tuple[Reservation, Reservation, Rendezvous]:
        """Two trucks that have agreed to meet."""
        one, other = await self.reserve("lao"), await self.reserve("cn", lane="export-general")
        return one, other, await self.propose(one, other.reference)

    async def come(self, reserved: Reservation) -> str:
        """Its truck checks in; the visit."""
        by = booking.Asker(OPERATOR.caller, Relation.SITE)
        command = CheckIn(SITE, ids.new(SITE), "5a17" * 8, by, "operator", reservation=reserved.id)
        return (await self.world.desks.run(command)).visit.id

    async def cancel(self, reserved: Reservation) -> None:
        await self.world.desks.run(Cancel(SITE, reserved.id, OPERATOR))

    async def move(self, reserved: Reservation, hour: int) -> None:
        await self.world.desks.run(Move(SITE, reserved.id, OPERATOR, slot=slot_id(hour, lane=reserved.lane)))

    async def wait(self, minutes: float) -> None:
        await self.agenda.advance(self.world.clock, self.world.clock.now() + minutes * MINUTE)

    async def now(self, each: Rendezvous) -> Rendezvous:
        """As the tables have it."""
        async with self.world.database.reading() as connection:
            return (await queries.rendezvous(connection, [each.id]))[each.id]

    async def meetings(self) -> Meetings:
        async with self.world.database.reading() as connection:
            return await queries.meetings(connection, SITE)

    async def kept(self) -> dict[str, str]:
        """Bays that are kept, each with its visit."""
        return {bay: stand.kept for bay, stand in (await self.stored()).stands.items() if stand.kept is not None}

    def facts(self, kind: str) -> list[Any]:
        return [entry.event for entry in self.world.entries if entry.kind == kind]


@asynccontextmanager
async def dock(url: str, *, automatic: bool = False, desks: type[Desks] = Desks) -> AsyncIterator[Dock]:
    async with world(url, desks=desks) as made:
        await made.site(SITE, capacity=20, lanes=LANES)
        await made.desks.run(actions.PutYard.of(SITE, None, paired()))
        keeping, forwarding = Keeping(), Forwarding()
        made.desks.parts.followers.extend((keeping.follow, forwarding.follow))
        if automatic:
            await made.desks.run(SwitchCalls(SITE, "operator", None, "automatic"))
        agenda = Agenda(made.database, made.clock, made.desks, [keeping, forwarding])
        yield Dock(made, agenda)
