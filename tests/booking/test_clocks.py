"""Wall time is what was promised (I-20); no decision rests on a client's clock, nor on one that goes forward (I-21)."""

from __future__ import annotations

import random
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from serai.booking import changes, refusals, schemas
from serai.booking.lapsing import Lapse
from serai.booking.queries import reservations
from serai.core.clock import TestClock
from serai.core.desks import Desks, Parts
from serai.sites.calendar import parse_slot_id
from serai.sites.rules import SiteFold
from tests.booking.counter import desk, rule
from tests.simulation.memories import fresh
from tests.worlds import NOON, OPERATOR, World, hold, opened, reservation, slot_id

assert desk
LANE = "export-general"
DAYS = [
    ("Europe/Warsaw", date(2027, 3, 28), 23),
    ("Europe/Warsaw", date(2026, 10, 25), 25),
    ("Australia/Lord_Howe", date(2026, 10, 4), 23),  # 23 hours and a half
    ("Australia/Lord_Howe", date(2027, 4, 4), 24),  # 24 hours and a half
    ("Asia/Yangon", date(2026, 11, 23), 24),  # +06:30
    ("America/St_Johns", date(2027, 3, 14), 23),  # -03:30, then -02:30
]


@pytest.mark.parametrize(("zone", "day", "slots"), DAYS)
async def test_i20_who_reserves_before_the_clocks_change_reads_the_same_wall_time_after(
    desk: World, zone: str, day: date, slots: int
) -> None:
    info = ZoneInfo(zone)
    midnight = datetime(day.year, day.month, day.day, tzinfo=info)
    async with _at(desk, midnight.astimezone(UTC) - timedelta(days=2)) as made:
        await made.site(zone=zone)
        site = (await fresh(made.database, "CNMHN")).of(SiteFold)
        found = site.slots(LANE, midnight.astimezone(UTC), (midnight + timedelta(days=1)).astimezone(UTC))
        assert len(found) == slots
        booked = {each.id: await made.reserve(each.id, f"YA{n:04}") for n, each in enumerate(found)}
    async with _at(desk, midnight.astimezone(UTC) + timedelta(days=1)) as after, after.database.reading() as connection:
        read = await reservations(connection, [each.id for each in booked.values()])
    for slot, made_ in booked.items():
        place, said = read[made_.id].placed, parse_slot_id(slot)
        assert said is not None
        assert place == made_.placed
        wall = place.starts_at.astimezone(info)
        assert (wall.date(), wall.hour * 60 + wall.minute, bool(wall.fold)) == (day, said.minute, said.is_second)
        shown = schemas.ReservationView.of(read[made_.id])
        assert shown.slot is not None
        assert shown.slot.starts_at == wall.isoformat()
    assert all(one < other for one, other in pairwise(place.starts_at for place in (r.placed for r in booked.values())))


def _at(made: World, now: datetime) -> AbstractAsyncContextManager[World]:
    """A process started at an instant over the same database."""
    return opened(made.database, TestClock(now))


@dataclass
class Wandering:
    """A clock that goes where it likes."""

    at: datetime

    def now(self) -> datetime:
        return self.at


async def test_i21_a_clock_that_goes_back_gives_no_second_life(desk: World) -> None:
    clock = Wandering(NOON)
    parts = desk.desks.parts
    desks = Desks(Parts(desk.database, clock, parts.journal, parts.loaders, parts.followers))
    await desk.site()
    await rule(desk, lead_minutes=60)
    held = await desks.run(hold(slot_id(18), "YA0001"))
    clock.at = NOON + timedelta(minutes=11)
    await desks.run(Lapse("CNMHN"))
    clock.at = NOON - timedelta(hours=5)  # before the hold was taken
    asked = reservation(slot_id(18), "YA0001", hold=held.id)
    with pytest.raises(refusals.HoldEnded):
        await desks.run(asked)
    with pytest.raises(refusals.HoldAgain):
        await desks.run(hold(slot_id(18), "YA0001"))
    with pytest.raises(refusals.SlotPast):  # 12:30, by a clock that says 07:00
        await desks.run(reservation(f"CNMHN~{LANE}~20261122T1200~60", "YA0002"))
    await desks.close()


async def test_i21_the_ledger_never_goes_back_and_holds_last_their_minutes(desk: World) -> None:
    chance, clock, parts = random.Random(21), Wandering(NOON), desk.desks.parts
    desks = Desks(Parts(desk.database, clock, parts.journal, parts.loaders, parts.followers))
    await desk.site(capacity=40)
    latest = NOON
    for number in range(20):
        clock.at = NOON + timedelta(minutes=chance.randint(-300, 90))
        latest = max(latest, clock.at)
        held = await desks.run(hold(slot_id(22), f"YA{number:04}", f"key:{number}"))
        assert (held.taken_at, held.expires_at) == (latest, latest + timedelta(minutes=10))
    entries = await desk.ledger()
    assert all(one.at <= other.at for one, other in pairwise(entries))
    await desks.close()


async def test_i21_two_processes_with_clocks_apart_decide_by_the_later_entry(desk: World) -> None:
    await desk.site(capacity=1)
    kept = await desk.reserve(slot_id(20), "YA0001")
    waits = await desk.reserve(slot_id(20), "YB0002", may_wait=True)
    async with opened(desk.database, TestClock(NOON - timedelta(hours=3))) as behind:
        await behind.desks.run(changes.Cancel("CNMHN", kept.id, OPERATOR))
        async with desk.database.reading() as connection:
            offer = (await reservations(connection, [waits.id]))[waits.id].offer
        assert offer is not None
        assert offer.expires_at == NOON + timedelta(minutes=15)
        desk.clock.set(NOON + timedelta(minutes=16))
        await desk.reserve(slot_id(22), "YC0003")
        with pytest.raises(refusals.OfferEnded):  # its own clock says that the offer has three hours left
            await behind.desks.run(changes.Accept("CNMHN", waits.id, OPERATOR))


def test_i21_no_act_takes_an_instant_from_its_client() -> None:
    """What a reservation says of time is what is wished for, never when it is said."""
    acts = (schemas.HoldRequest, schemas.MoveRequest, schemas.SwapRequest, schemas.ForgiveRequest, schemas.Nothing)
    for each in acts:
        assert "date-time" not in str(each.model_json_schema())
    wished = schemas.ReservationRequest.model_json_schema()
    timed = {name for name, shape in wished["$defs"].items() if "date-time" in str(shape)}
    assert timed <= {"Wants", "Cargo", "Limits"}
    assert "date-time" not in str(wished["properties"])
