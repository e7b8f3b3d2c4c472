"""Races for places: on both databases, by several desks over one database as several processes would be."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from serai.booking.refusals import SlotFull, TooManyOpen, VehicleAlreadyBooked
from serai.core.desk import Memory
from serai.core.desks import Desk, Desks
from serai.core.events import Head
from serai.core.idempotency import Answers
from serai.disruption import actions as displacing
from serai.sites.rulebook import RulebookDocument
from tests.scale import scaled
from tests.worlds import NOON, World, opened, reservation, slot_id, waiting, world

CLIENTS = 64


class _Stale(Desk):
    """Sabotage: memory is never brought to the head that was claimed."""

    async def _brought_to(self, head: Head, connection: AsyncConnection) -> Memory:
        if self._memory is None:
            self._memory = await Memory.load(connection, head, self._parts.loaders)
        return self._memory


class _StaleDesks(Desks):
    desk = _Stale


async def _race(first: World, others: list[World], slot: str) -> list[object]:
    """CLIENTS vehicles ask for one slot at once, through all desks in turn."""
    worlds = [first, *others]
    asked = [worlds[i % len(worlds)].desks.run(reservation(slot, f"{slot[-10:-3]}{i:04}")) for i in range(CLIENTS)]
    return await asyncio.gather(*asked, return_exceptions=True)


async def _overbooked(made: World) -> list[str]:
    """Slots with more live reservations than places, counted from the reservations themselves."""
    rows = await made.rows(
        "SELECT r.slot, count(*) AS booked, max(c.capacity) AS capacity FROM reservation r"
        " JOIN slot_count c ON c.slot = r.slot WHERE r.status = 'confirmed' GROUP BY r.slot"
    )
    return [row["slot"] for row in rows if row["booked"] > row["capacity"]]


async def _rounds(url: str, desks: type[Desks]) -> tuple[list[str], list[int]]:
    """Rounds of the race by three desks; the overbooked slots, and how many won each round."""
    async with world(url, desks=desks) as first, AsyncExitStack() as stack:
        await first.site(capacity=3)
        others = [await stack.enter_async_context(opened(first.database, first.clock, desks)) for _ in range(2)]
        won = []
        for each in range(scaled(60)):
            outcomes = await _race(first, others, slot_id(each % 20, day=23 + each // 20))
            unexpected = [o for o in outcomes if isinstance(o, BaseException) and not isinstance(o, SlotFull)]
            assert unexpected == []
            won.append(sum(not isinstance(outcome, BaseException) for outcome in outcomes))
        return await _overbooked(first), won


async def test_i01_the_last_place_is_taken_once(database_url: str) -> None:
    overbooked, _ = await _rounds(database_url, Desks)
    assert overbooked == []


async def test_i02_every_free_place_is_given(database_url: str) -> None:
    _, won = await _rounds(database_url, Desks)
    assert set(won) == {3}, "free places were refused as full"


async def test_i01_twin_desks_with_stale_memory_overbook(database_url: str) -> None:
    overbooked, _ = await _rounds(database_url, _StaleDesks)
    assert overbooked, "the race did not notice that the protection was gone"


async def test_i01_the_constraint_holds_whatever_the_code_does(database_url: str) -> None:
    async with world(database_url) as made:
        await made.site(capacity=1)
        await made.reserve(slot_id(), "YA0001")
        with pytest.raises(Exception, match="slot_within_capacity"):
            async with made.database.writing() as connection:
                await connection.exec_driver_sql("UPDATE slot_count SET taken = 2")
        assert [row["taken"] for row in await made.rows("SELECT taken FROM slot_count")] == [1]


async def _two_sites(url: str, desks: type[Desks], *, sabotage: bool = False) -> list[int]:
    """One vehicle asks at two sites for the same hour, at once; how many it got, round by round."""
    async with world(url, desks=desks) as made:
        await made.site("CNMHN", capacity=500)
        await made.site("CNHEK", capacity=500)
        if sabotage:
            await _without_constraint(made)
        got = []
        for each in range(scaled(60)):
            plate = f"YB{each:04}"
            asked = [made.desks.run(reservation(slot_id(18, site=site), plate)) for site in ("CNMHN", "CNHEK")]
            outcomes = await asyncio.gather(*asked, return_exceptions=True)
            lost = [o for o in outcomes if isinstance(o, BaseException)]
            assert all(isinstance(each_lost, VehicleAlreadyBooked) for each_lost in lost), lost
            got.append(2 - len(lost))
        return got


async def _without_constraint(made: World) -> None:
    async with made.database.writing() as connection:
        if made.database.is_sqlite:
            await connection.exec_driver_sql("DROP TRIGGER vehicle_claim_insert")
            await connection.exec_driver_sql("DROP TRIGGER vehicle_claim_update")
        else:
            await connection.exec_driver_sql("ALTER TABLE vehicle_claim DROP CONSTRAINT vehicle_claim_overlap")
        # Two that are made at once take one number: that alone would stop this race.
        await connection.exec_driver_sql("DROP INDEX vehicle_claim_number")


async def test_i04_one_vehicle_one_window_across_sites(database_url: str) -> None:
    assert set(await _two_sites(database_url, Desks)) == {1}


async def test_i04_twin_without_the_constraint_two_sites_clash(postgres_url: str) -> None:
    """On SQLite there is one writer, so that only PostgreSQL can show the race."""
    assert 2 in await _two_sites(postgres_url, Desks, sabotage=True)


HOURS = {"CNMHN": 8, "CNHEK": 12, "CNRUI": 16}


async def _open_at_once(url: str, sites: int, most: int, *, sabotage: bool = False) -> list[int]:
    """A vehicle with none open asks at several sites at once, for hours of their own; how many it got, by round."""
    async with world(url) as made:
        for site in list(HOURS)[:sites]:
            await made.site(site, capacity=500)
            await made.desks.run(displacing.PutRulebook(site, None, _allowing(most)))
        if sabotage:
            async with made.database.writing() as connection:
                await connection.exec_driver_sql("DROP INDEX vehicle_claim_number")
        got = []
        for each in range(scaled(60) if not sabotage else 500):
            slots = [slot_id(HOURS[site], day=23, site=site) for site in list(HOURS)[:sites]]
            asked = [made.desks.run(reservation(slot, f"YF{each:04}")) for slot in slots]
            outcomes = await asyncio.gather(*asked, return_exceptions=True)
            lost = [o for o in outcomes if isinstance(o, BaseException)]
            assert all(isinstance(each_lost, TooManyOpen) for each_lost in lost), lost
            got.append(sites - len(lost))
            if sabotage and got[-1] > most:
                break
        return got


def _allowing(most: int) -> RulebookDocument:
    return RulebookDocument.model_validate({"open_per_vehicle": most})


@pytest.mark.parametrize(("sites", "most"), [(2, 1), (3, 1), (3, 2), (3, 3)])
async def test_a_vehicle_opens_as_many_as_it_may_at_whatever_sites_at_once(
    database_url: str, sites: int, most: int
) -> None:
    assert set(await _open_at_once(database_url, sites, most)) == {most}


async def test_twin_without_numbers_two_sites_open_one_too_many(postgres_url: str) -> None:
    """On SQLite there is one writer, so that only PostgreSQL can show the race."""
    assert max(await _open_at_once(postgres_url, 2, 1, sabotage=True)) == 2


async def test_waiting_is_open_too_at_whatever_sites_at_once(database_url: str) -> None:
    until = NOON + timedelta(hours=4), NOON + timedelta(hours=8)
    async with world(database_url) as made:
        for site in ("CNMHN", "CNHEK"):
            await made.site(site, capacity=0)
            await made.desks.run(displacing.PutRulebook(site, None, _allowing(1)))
        for each in range(scaled(60)):
            asked = [made.desks.run(waiting(site, f"YG{each:04}", *until)) for site in ("CNMHN", "CNHEK")]
            outcomes = await asyncio.gather(*asked, return_exceptions=True)
            assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Reservation", "TooManyOpen"]


async def test_i04_windows_that_only_touch_do_not_clash(database_url: str) -> None:
    async with world(database_url) as made:
        await made.site()
        await made.reserve(slot_id(14), "YC0001")  # arrive 13:00 to 15:30
        await made.reserve(slot_id(17, day=22), "YC0001")  # 16:00 to 18:30
        with pytest.raises(VehicleAlreadyBooked) as refused:
            await made.reserve(slot_id(19), "YC0001")  # 18:00 to 20:30 overlaps
        assert refused.value.facts["arrive"]["from"].startswith("2026-11-22T08:00")


async def test_i06_copies_of_one_request_have_one_effect(database_url: str) -> None:
    async with world(database_url) as made, opened(made.database, made.clock) as other:
        await made.site(capacity=500)
        for each in range(scaled(500)):
            command = reservation(slot_id(each % 12 + 8, day=23), f"YD{each:04}")
            copies = [(made if copy % 2 else other).answer(command, f"key-{each}") for copy in range(8)]
            answers = await asyncio.gather(*copies)
            assert {answer.body for answer in answers} == {command.id.encode()}
            assert sum(not answer.replayed for answer in answers) == 1
        assert len(await made.rows("SELECT id FROM reservation")) == scaled(500)


class _Forgetful(Desk):
    """Sabotage: the desk does not look whether a key was used."""

    async def _answers(self, connection: AsyncConnection, keys: object) -> Answers:
        return Answers({})


class _ForgetfulDesks(Desks):
    desk = _Forgetful


async def test_i06_twin_a_desk_without_keys_acts_twice(sqlite_url: str) -> None:
    async with world(sqlite_url, desks=_ForgetfulDesks) as made:
        await made.site(capacity=500)
        await made.answer(reservation(slot_id(), "YE0001"), "key")
        second = await asyncio.gather(made.answer(reservation(slot_id(20), "YE0001"), "key"), return_exceptions=True)
        assert isinstance(second[0], BaseException) or not second[0].replayed
