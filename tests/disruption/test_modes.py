"""One switch to the live queue alone, and back."""

from __future__ import annotations

import pytest

from serai.booking.refusals import LiveQueueOnly
from serai.core import ids
from serai.disruption import actions as displacing
from serai.queue.checkin import Arriving, CheckIn
from tests.worlds import OPERATOR, World, reservation, slot_id, world


async def _check_in(made: World, plate: str) -> str:
    arriving = Arriving(f"{plate}:CN", {"plate": plate, "country": "CN"})
    id_ = ids.new("CNMHN")
    await made.desks.run(
        CheckIn("CNMHN", id_, "5a17" * 8, OPERATOR, "operator", arriving=arriving, lane="export-general")
    )
    return id_


async def _order(made: World) -> list[str]:
    rows = await made.rows("SELECT id FROM visit WHERE status = 'waiting' ORDER BY order_key")
    return [row["id"] for row in rows]


async def test_the_switch_keeps_the_order_and_every_reservation_both_ways(database_url: str) -> None:
    async with world(database_url) as made:
        await made.site()
        booked = await made.reserve(slot_id(14), "YA0001")
        here = [await _check_in(made, f"YW000{number}") for number in range(3)]
        here.insert(0, await _check_in(made, "YA0001"))  # booked: before the walk-ins
        before = await _order(made)
        kept = await made.reserve(slot_id(20), "YA0002")
        await made.desks.run(displacing.SwitchMode("CNMHN", "live_queue_only"))
        assert await _order(made) == before
        with pytest.raises(LiveQueueOnly):
            await made.desks.run(reservation(slot_id(21), "YA0003"))
        last = await _check_in(made, "YW0009")
        await made.desks.run(displacing.SwitchMode("CNMHN", "booked"))
        assert await _order(made) == [*before, last]
        assert (await made.reserve(slot_id(21), "YA0003")).status == "confirmed"
        rows = {row["id"]: row["status"] for row in await made.rows("SELECT id, status FROM reservation")}
        assert (rows[booked.id], rows[kept.id]) == ("arrived", "confirmed")


async def test_a_switch_to_what_is_already_so_records_nothing(database_url: str) -> None:
    async with world(database_url) as made:
        await made.site()
        before = len(await made.ledger())
        await made.desks.run(displacing.SwitchMode("CNMHN", "booked"))
        assert len(await made.ledger()) == before
