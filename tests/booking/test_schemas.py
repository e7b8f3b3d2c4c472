"""The wire shape of a reservation that is written at once is the one that is documented."""

from __future__ import annotations

import orjson
import pytest

from serai.booking.schemas import ReservationView
from serai.core.http import encoded
from tests.worlds import reservation, slot_id, world


@pytest.mark.parametrize("link", [None, "token"])
async def test_a_reservation_sent_at_once_is_the_documented_shape(sqlite_url: str, link: str | None) -> None:
    async with world(sqlite_url) as made:
        await made.site()
        found = await made.desks.run(reservation(slot_id(), "YA0001"))
        at_once, checked = ReservationView.json_of(found, link), encoded(ReservationView.of(found, link))
        assert orjson.loads(at_once) == orjson.loads(checked)
