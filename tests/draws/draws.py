"""A site whose slots are given out by draws, and what is asked of it; for tests."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from serai.booking.draw_events import DrawHeld
from serai.booking.reservations import Reservation
from serai.core import events
from serai.core.agenda import Agenda
from serai.disruption import actions as displacing
from serai.draws.beacon import Given
from serai.draws.draw import Entry, Held, Lot, Released, Terms
from serai.draws.duties import Drawings
from serai.sites.rulebook import RulebookDocument
from tests.worlds import World, reservation, slot_id, world

LANE = "export-general"
SECRET = "a secret of the service in its tests"
DAY = 29
"""The day of November whose slots the window of the 22nd releases."""
OPENS = datetime(2026, 11, 22, 8, tzinfo=UTC)
CLOSES = OPENS + timedelta(minutes=30)
HELD = CLOSES + timedelta(minutes=11)
"""By then it is held, with or without a value from outside."""
DRAW = f"CNMHN~{LANE}~202611{DAY}~1600"
WINDOW: Mapping[str, Any] = {"lane": LANE, "days": ["sun"], "from": "16:00", "to": "16:30", "days_ahead": 7}


def rulebook(**changes: Any) -> RulebookDocument:
    """One window: Sundays from 16:00 to 16:30 at Mohan, for the Sunday after."""
    return RulebookDocument.model_validate({"release_windows": [WINDOW], "company_share": 1, **changes})


@dataclass
class Site:
    """A world with one site, and the agenda of its draws."""

    world: World
    duty: Drawings
    agenda: Agenda

    async def until(self, at: datetime) -> int:
        """Move the clock, running all that falls due on the way."""
        return await self.agenda.advance(self.world.clock, at)

    async def ask(self, plate: str, hour: int = 18, **changes: Any) -> Reservation:
        return await self.world.desks.run(reservation(slot_id(hour, DAY), plate, **changes))

    async def facts(self, *kinds: str) -> list[events.Entry]:
        return [each for each in await self.world.ledger() if not kinds or each.kind.startswith(kinds)]

    async def held(self) -> DrawHeld:
        (found,) = [entry.event for entry in await self.facts("draw.held")]
        assert isinstance(found, DrawHeld)
        return found

    async def won(self) -> list[str]:
        """The vehicles that got a place, as the tables have them."""
        rows = await self.world.rows("SELECT vehicle_key FROM reservation WHERE status = 'confirmed'")
        return [row["vehicle_key"].partition(":")[0] for row in rows]


def fixed(seed: int) -> Any:
    """The same chance again for a number: what a test draws secrets from."""
    count = iter(range(10**9))
    return lambda size: (sha256(f"{seed}:{next(count)}".encode()).digest() * 2)[:size]


@asynccontextmanager
async def site(
    url: str, *, capacity: int = 3, seed: int = 1, beacon: str | None = None, **rules: Any
) -> AsyncIterator[Site]:
    """A site with a release window, its clock at noon of the day on which it opens at four."""
    async with world(url) as made:
        await made.site(capacity=capacity)
        await made.desks.run(displacing.PutRulebook("CNMHN", None, rulebook(**rules)))
        yield over(made, seed=seed, beacon=beacon)


def over(made: World, *, seed: int = 1, beacon: str | None = None, secrets: Sequence[str] = (SECRET,)) -> Site:
    """The agenda of a process over a world; `beacon` is the value that a beacon gives."""

    async def ask(_: str) -> Given | None:
        return None if beacon in (None, "silent") else Given(beacon, "beacon:test#1")

    source = "https://beacon.test" if beacon is not None else ""
    duty = Drawings(made.clock, secrets, source, ask=ask, chance=fixed(seed))
    return Site(made, duty, Agenda(made.database, made.clock, made.desks, (duty,)))


def plates(count: int) -> list[str]:
    return [f"YA{number:04}" for number in range(count)]


async def entered(here: Site, vehicles: Sequence[str], **changes: Any) -> list[str]:
    """The entries of these vehicles once the window has opened."""
    await here.until(OPENS)
    return [(await here.ask(plate, **changes)).id for plate in vehicles]


async def as_recorded(here: Site) -> tuple[list[Entry], Held, list[Released], Terms]:
    """A draw in the words of `draw.verify`, by its facts alone."""
    facts = {each.kind: each for each in await here.facts("draw")}
    fact = await here.held()
    over = [each.event.model_dump()["reservation"] for each in await here.facts("reservation.cancelled")]
    entries = []
    for each in await here.facts("reservation.waitlisted"):
        said: Any = each.event
        if said.reservation in over:
            continue
        latest = said.wanted_from if said.wanted_slot else said.wanted_until - said.wanted_until.resolution
        entries.append(
            Entry(
                said.reservation, each.seq, said.lot, said.company, said.wanted_from, said.wanted_from, latest,
                said.lane, said.wanted_slot, frozenset(fact.barred.get(said.reservation, ())),
            )
        )  # fmt: skip
    committed: Any = facts["draw.committed"].event
    outside: Any = facts["draw.outside"].event
    seqs = {kind.removeprefix("draw."): each.seq for kind, each in facts.items()}
    held = Held(
        committed.commitment, seqs["committed"], seqs["opened"], seqs["closed"], outside.value, seqs["outside"],
        fact.secret, seqs["held"], fact.seed,
        tuple(Lot(lot.reservation, lot.rank, lot.slot, lot.because) for lot in fact.lots),  # type: ignore[arg-type]
    )  # fmt: skip
    slots = [Released(slot.slot, slot.starts_at, slot.free, slot.hour, slot.lane) for slot in fact.slots]
    return entries, held, slots, Terms(fact.caps, {(each.company, each.hour): each.places for each in fact.had})
