"""I-20: a slot keeps the wall time that its driver was shown, whatever becomes of the site's clocks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import update
from sqlmodel import col

from serai.booking.queries import reservations
from serai.booking.reservations import Reservation
from serai.booking.tables import ReservationRow
from serai.disruption import rezoning
from tests.worlds import NOON, World, opened, slot_id, world

YANGON = ZoneInfo("Asia/Yangon")


async def _found(made: World, id_: str) -> Reservation:
    async with made.database.reading() as connection:
        return (await reservations(connection, [id_]))[id_]


async def test_i20_a_zone_changed_by_decree_moves_instants_and_no_wall_time(database_url: str) -> None:
    async with world(database_url) as made:
        await made.site()
        booked = [await made.reserve(slot_id(hour), "YA0001") for hour in (15, 20)]
        foreseen = await rezoning.preview(made.database, "CNMHN", "Asia/Yangon", NOON)
        assert [each.reservation for each in foreseen] == [each.id for each in booked]
        await made.desks.run(rezoning.ChangeSite("CNMHN", None, {"zone": "Asia/Yangon"}))
        for before, hour in zip(booked, (15, 20), strict=True):
            after = await _found(made, before.id)
            assert after.placed.slot == before.placed.slot
            assert after.placed.starts_at == datetime(2026, 11, 22, hour, tzinfo=YANGON)
            assert after.placed.starts_at - before.placed.starts_at == timedelta(minutes=90)
            assert after.placed.arrive_until - before.placed.arrive_until == timedelta(minutes=90)
            assert after.version > before.version
        told = [entry.event for entry in await made.ledger() if entry.kind == "reservation.rezoned"]
        assert {each.reservation for each in told} == {each.id for each in booked}  # type: ignore[attr-defined]
        (row,) = await made.rows("SELECT count(*) AS n FROM slot_count WHERE taken = 1")
        assert row["n"] == 2


async def test_i20_newer_time_zone_data_is_noticed_when_a_process_starts(database_url: str) -> None:
    async with world(database_url) as made:
        await made.site()
        booked = await made.reserve(slot_id(18), "YA0001")
        # as if it had been booked by rules that a decree has changed since: everything an hour early
        early = {name: getattr(booked.placed, name) - timedelta(hours=1) for name in ("starts_at", "ends_at")}
        await _put_back(made, booked.id, early)
        async with opened(made.database, made.clock) as restarted:
            async with made.database.reading() as connection:
                rezoner = rezoning.Rezoner()
                (due,) = await rezoner(connection)
                assert await rezoner(connection) == []
            affected = await restarted.desks.run(due.command)
            assert [each.reservation for each in affected] == [booked.id]
        assert (await _found(made, booked.id)).placed == booked.placed


async def test_i04_of_two_windows_that_come_to_overlap_one_gets_another_place(database_url: str) -> None:
    """A vehicle is due at two sites one after the other; then the clocks of the first go back."""
    async with world(database_url) as made:
        await made.site()
        await made.site("MMMUS", lanes=("import-general",))
        first = await made.reserve(slot_id(15), "YA0001")
        await made.reserve(slot_id(18, lane="import-general", site="MMMUS"), "YA0001")
        await made.desks.run(rezoning.ChangeSite("CNMHN", None, {"zone": "Asia/Yangon"}))
        assert (await _found(made, first.id)).status == "offered"  # another place, in which it can be on time


async def _put_back(made: World, id_: str, times: dict[str, datetime]) -> None:
    async with made.database.writing() as connection:
        stored = {name: at.astimezone(UTC) for name, at in times.items()}
        await connection.execute(update(ReservationRow).where(col(ReservationRow.id) == id_).values(**stored))
