"""A vehicle that checks in and goes again unserved: its reservation is over, and nothing is held against it."""

from __future__ import annotations

import pytest

from serai.booking.changes import Cancel
from serai.booking.refusals import ReservationEnded
from serai.core import ids
from serai.queue import actions as visits
from serai.queue.checkin import CheckIn
from tests.worlds import OPERATOR, slot_id, world

AT_THE_GATE = visits.Asker(OPERATOR.caller, OPERATOR.relation)


@pytest.mark.parametrize("ends", [visits.Leave, visits.TurnAway])
async def test_a_visit_that_goes_unserved_ends_its_reservation_without_a_strike(
    database_url: str, ends: type[visits.OnVisit]
) -> None:
    async with world(database_url) as made:
        await made.site(capacity=1)
        booked = await made.reserve(slot_id(14), "YA0001")
        visit = ids.new("CNMHN")
        await made.desks.run(CheckIn("CNMHN", visit, "5a17" * 8, OPERATOR, "operator", reservation=booked.id))
        with pytest.raises(ReservationEnded):  # not by a click, while its vehicle stands in the queue
            await made.desks.run(Cancel("CNMHN", booked.id, OPERATOR))
        more = {"reason": "papers"} if ends is visits.TurnAway else {}
        await made.desks.run(ends("CNMHN", visit, AT_THE_GATE, **more))
        (row,) = await made.rows("SELECT status FROM reservation")
        assert row["status"] == "cancelled"
        assert await made.rows("SELECT * FROM vehicle_claim") == []
        assert await made.rows("SELECT * FROM vehicle_mark") == []
        assert (await made.reserve(slot_id(14), "YA0001")).status == "confirmed"
