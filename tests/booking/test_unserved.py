"""A vehicle that checks in and goes again unserved: its reservation is over; by itself, that was a late cancel.

Else whoever checks in from far away and leaves would have cancelled too late without a mark.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from serai.booking.changes import Cancel
from serai.booking.refusals import PeakBlocked, ReservationEnded
from serai.core import ids
from serai.disruption import actions as displacing
from serai.disruption import closing
from serai.queue import actions as visits
from serai.queue.checkin import CheckIn
from serai.sites import actions as sites
from serai.sites.rulebook import RulebookDocument
from tests.worlds import NOON, OPERATOR, World, slot_id, world

AT_THE_GATE = visits.Asker(OPERATOR.caller, OPERATOR.relation)


@pytest.mark.parametrize(("ends", "marks"), [(visits.Leave, ["late_cancel"]), (visits.TurnAway, [])])
async def test_a_visit_that_goes_unserved_ends_its_reservation(
    database_url: str, ends: type[visits.OnVisit], marks: list[str]
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
        assert [row["kind"] for row in await made.rows("SELECT kind FROM vehicle_mark")] == marks
        assert (await made.reserve(slot_id(14), "YA0001")).status == "confirmed"


async def _checks_in(made: World, slot: str, plate: str) -> str:
    booked = await made.reserve(slot, plate)
    visit = ids.new("CNMHN")
    await made.desks.run(CheckIn("CNMHN", visit, "5a17" * 8, OPERATOR, "operator", reservation=booked.id))
    return visit


async def test_who_leaves_a_lane_that_is_closed_is_not_marked(database_url: str) -> None:
    async with world(database_url) as made:
        await made.site()
        visit = await _checks_in(made, slot_id(13), "YA0001")
        opening = sites.OpenClosure("CNMHN", "c1", None, None, NOON + timedelta(hours=9), "works", None)
        await made.desks.run(closing.Close("CNMHN", opening))
        await made.desks.run(visits.Leave("CNMHN", visit, AT_THE_GATE))
        assert await made.rows("SELECT * FROM vehicle_mark") == []


async def test_who_leaves_again_and_again_loses_the_peak_slots(database_url: str) -> None:
    """Two late cancels are a miss: four of them are the two misses after which peak slots are for others."""
    async with world(database_url) as made:
        await made.site()
        book = RulebookDocument.model_validate({"rebooks_per_day": 9})
        await made.desks.run(displacing.PutRulebook("CNMHN", None, book))
        for hour in (13, 14, 15, 16):
            visit = await _checks_in(made, slot_id(hour), "YA0001")
            await made.desks.run(visits.Leave("CNMHN", visit, AT_THE_GATE))
        with pytest.raises(PeakBlocked):
            await made.reserve(slot_id(17), "YA0001")
