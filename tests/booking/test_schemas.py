"""The wire shape of a reservation that is written at once is the one that is documented."""

from __future__ import annotations

from datetime import timedelta

import orjson
import pytest

from serai.booking.reservations import Wants
from serai.booking.schemas import ReservationView, Shown
from serai.core.http import encoded
from tests.worlds import NOON, reservation, slot_id, world


@pytest.mark.parametrize("wanted", [None, Wants(None, NOON, NOON + timedelta(hours=9))])
async def test_a_reservation_sent_at_once_is_the_documented_shape(sqlite_url: str, wanted: Wants | None) -> None:
    async with world(sqlite_url) as made:
        await made.site()
        found = await made.desks.run(reservation(slot_id(), "YA0001", wants=wanted, lane="export-general"))
        shown = Shown("CN-1", "token")
        at_once, checked = ReservationView.json_of(found, shown), encoded(ReservationView.of(found, shown))
        assert orjson.loads(at_once) == orjson.loads(checked)
