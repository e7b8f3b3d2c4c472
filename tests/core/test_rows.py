"""What is gathered row by row is written in sets, with the effect of doing it one by one."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import null, select
from sqlmodel import col

from serai.booking.tables import ReservationRow, VehicleClaim
from serai.core.db import Database
from serai.core.rows import Writes
from serai.core.statements import having, undo
from serai.core.tables import IdempotencyKey
from serai.identity.tables import UsedTicket
from serai.schema import migrate
from tests.worlds import opened, reservation, slot_id, world

_AT = [datetime(2026, 11, 22, hour, 30, 0, 5, tzinfo=UTC) for hour in range(12)]
_CLAIM = ("vehicle", "reservation", "arrive_from", "arrive_until")


@asynccontextmanager
async def _database(url: str) -> AsyncIterator[Database]:
    database = Database(url)
    await migrate(database)
    yield database
    await database.close()


async def _save(database: Database, *changes: tuple[str, dict[str, Any]]) -> None:
    writes = Writes()
    for change, row in changes:
        getattr(writes, change)(VehicleClaim, **row)
    async with database.writing() as connection:
        await writes.save(connection)


def _claim(vehicle: str, reservation: str, hour: int = 1) -> dict[str, Any]:
    window = {"arrive_from": _AT[hour], "arrive_until": _AT[hour + 1]}
    return {"vehicle": vehicle, "reservation": reservation, **window, "party": reservation, "number": None}


async def _claims(database: Database, *vehicles: str) -> list[tuple[Any, ...]]:
    async with database.reading() as connection:
        return sorted(await having(connection, VehicleClaim, _CLAIM, [(vehicle,) for vehicle in vehicles]))


async def test_a_place_given_back_is_taken_in_the_same_batch(database_url: str) -> None:
    """Rows go before others come, though both are one table's."""
    async with _database(database_url) as database:
        await _save(database, ("insert", _claim("a", "r1")), ("insert", _claim("b", "r2", 3)))
        await _save(
            database,
            ("insert", _claim("a", "r3")),
            ("delete", {"vehicle": "a", "reservation": "r1"}),
            ("update", {"vehicle": "b", "reservation": "r2", "arrive_until": _AT[9]}),
            ("upsert", _claim("c", "r4")),
        )
        kept = [("a", "r3", _AT[1], _AT[2]), ("b", "r2", _AT[3], _AT[9]), ("c", "r4", _AT[1], _AT[2])]
        assert await _claims(database, "a", "b", "c", "nobody") == kept


async def test_tables_are_written_together_or_not_at_all(database_url: str) -> None:
    async with _database(database_url) as database:
        await _save(database, ("insert", _claim("a", "r1")))
        writes = Writes()
        writes.insert(UsedTicket, number="n", expires_at=_AT[0])
        writes.insert(VehicleClaim, **_claim("a", "r2"))
        with pytest.raises(Exception, match=r"overlap"):
            async with database.writing() as connection:
                await writes.save(connection)
        async with database.reading() as connection:
            assert await having(connection, UsedTicket, ("number",), [("n",)]) == []


async def test_an_instant_without_a_zone_is_no_instant(database_url: str) -> None:
    async with _database(database_url) as database:
        with pytest.raises(ValueError, match="no time zone"):
            await _save(database, ("insert", _claim("a", "r1") | {"arrive_from": datetime(2026, 1, 1)}))  # noqa: DTZ001


STRANGE = ["", "null", "[1]", '{"a": 1}', "\\x41", "quote \"' $1 ?1", "\u6e2f \U0001f69a\n\t"]


@pytest.mark.parametrize("text", STRANGE)
async def test_values_are_read_as_they_were_written(database_url: str, text: str) -> None:
    """They travel as JSON; nothing of that shows."""
    key: dict[str, Any] = {"scope": text, "key": "k", "digest": text, "site": "S", "at": _AT[1], "status": 2**31 - 1}
    written: list[dict[str, Any]] = [key | {"answer": text.encode()}, key | {"key": "l", "answer": bytes(range(256))}]
    async with _database(database_url) as database:
        writes = Writes()
        for row in written:
            writes.insert(IdempotencyKey, **row)
        async with database.writing() as connection:
            await writes.save(connection)
        async with database.reading() as connection:
            keys = [(text, "k"), (text, "l")]
            found = await having(connection, IdempotencyKey, ("scope", "key", *list(key)[2:], "answer"), keys)
    assert sorted(found) == [tuple(row.values()) for row in written]


@pytest.mark.parametrize("details", [None, {}, {"vehicle": {"plate": '\u6e2f"A'}, "m": 16.5, "of": [1, None, True]}])
async def test_json_and_days_are_read_as_they_were_written(database_url: str, details: dict[str, Any] | None) -> None:
    async with world(database_url) as made:
        await made.site()
        await made.reserve(slot_id(), "YA0001")
        writes, day = Writes(), date(2026, 2, 28)
        [id_] = [row["id"] for row in await made.rows("SELECT id FROM reservation")]
        writes.update(ReservationRow, id=id_, details=details, local_date=day, phone=None)
        async with made.database.writing() as connection:
            await writes.save(connection)
        query = select(col(ReservationRow.details), col(ReservationRow.local_date), col(ReservationRow.phone))
        async with made.database.reading() as connection:
            assert (await connection.execute(query)).one() == (details, day, None)
            unset = select(col(ReservationRow.id)).where(col(ReservationRow.details).is_(null()))
            assert len((await connection.execute(unset)).all()) == (details is None)


async def test_what_ends_a_transaction_is_committed_with_it_or_not_at_all(database_url: str) -> None:
    async with _database(database_url) as database:
        for reservation_, is_kept in (("r1", True), ("r2", False)):  # the second overlaps with the first
            writes = Writes()
            writes.insert(VehicleClaim, **_claim("a", reservation_))
            writes.insert(UsedTicket, number=reservation_, expires_at=_AT[0])
            with nullcontext() if is_kept else pytest.raises(Exception, match="overlap"):
                async with database.writing() as connection:
                    await writes.save(connection, ends=True)
            async with database.reading() as connection:
                assert bool(await having(connection, UsedTicket, ("number",), [(reservation_,)])) == is_kept
        assert len(await _claims(database, "a")) == 1


async def test_a_transaction_in_which_nothing_is_done_is_none(database_url: str) -> None:
    async with _database(database_url) as database:
        async with database.writing():
            pass
        async with database.writing() as connection:
            await undo(connection)
            assert await having(connection, UsedTicket, ("number",), [("n",)]) == []
        await _save(database, ("insert", _claim("a", "r1")))
        assert len(await _claims(database, "a")) == 1


async def test_what_is_undone_leaves_nothing_and_the_connection_can_be_used_again(database_url: str) -> None:
    async with _database(database_url) as database:
        writes = Writes()
        writes.insert(VehicleClaim, **_claim("a", "r1"))
        async with database.writing() as connection:
            await writes.save(connection)
            await undo(connection)
        assert await _claims(database, "a") == []
        await _save(database, ("insert", _claim("a", "r1")))
        assert len(await _claims(database, "a")) == 1


async def test_a_transaction_that_is_cancelled_leaves_nothing(database_url: str) -> None:
    async with _database(database_url) as database:
        written = asyncio.Event()

        async def slow() -> None:
            writes = Writes()
            writes.insert(VehicleClaim, **_claim("a", "r1"))
            async with database.writing() as connection:
                await writes.save(connection)
                written.set()
                await asyncio.Event().wait()

        task = asyncio.create_task(slow())
        await written.wait()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        assert await _claims(database, "a") == []
        await _save(database, ("insert", _claim("a", "r2")))


@pytest.mark.parametrize("how", [Database.reading, Database.writing])
async def test_who_is_cancelled_at_any_moment_ends_and_is_in_nobodys_way(database_url: str, how: Any) -> None:
    """Also in the middle of a statement, where SQLAlchemy gives the connection up."""
    async with _database(database_url) as database:

        async def reads() -> None:
            async with how(database) as connection:
                for _ in range(3):
                    await connection.exec_driver_sql("SELECT 1")

        for turns in range(24):
            task = asyncio.create_task(reads())
            for _ in range(turns):
                await asyncio.sleep(0)
            task.cancel()
            (outcome,) = await asyncio.gather(task, return_exceptions=True)
            assert outcome is None or isinstance(outcome, asyncio.CancelledError)
        await _save(database, ("insert", _claim("a", "r1")))
        assert len(await _claims(database, "a")) == 1


async def test_reading_sees_one_snapshot_and_cannot_write(database_url: str) -> None:
    async with _database(database_url) as database:
        async with database.reading() as connection:
            assert await having(connection, VehicleClaim, _CLAIM, [("a",)]) == []
            await _save(database, ("insert", _claim("a", "r1")))
            assert await having(connection, VehicleClaim, _CLAIM, [("a",)]) == []
            with pytest.raises(Exception, match=r"read-?only"):
                await connection.exec_driver_sql("DELETE FROM vehicle_claim")
        assert len(await _claims(database, "a")) == 1


async def test_a_desk_whose_connections_were_cut_goes_on(postgres_url: str) -> None:
    async with world(postgres_url) as made:
        await made.site()
        await made.reserve(slot_id(), "YA0001")
        async with opened(Database(postgres_url), made.clock) as other:
            await other.rows(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            await made.desks.run(reservation(slot_id(), "YA0002"))
            assert len(await made.rows("SELECT id FROM reservation")) == 2
            await other.database.close()
