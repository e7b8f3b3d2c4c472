"""Checking in by phone where the site wants to know where the phone is."""

from __future__ import annotations

from typing import Any

import pytest

from serai.identity.rights import Role
from serai.identity.rules import Caller
from serai.queue.checkin import NotThere, PositionNeeded, PositionVague
from serai.sites.geofence import Position
from tests.queue.desk_world import QueueWorld, world

DRIVER = Caller(role=Role.DRIVER, key="driver", phone="mark")
GATE = {"lat": 21.1896, "lon": 101.6862}
HERE = Position(21.1897, 101.6863, 15)
FENCE = {"geofence": {"points": [GATE], "within_m": 200, "accuracy_m": 100}}


@pytest.fixture
async def port(database_url: str) -> Any:
    async with world(database_url) as made:
        await made.put_rulebook(**FENCE)
        yield made


async def arrive(port: QueueWorld, plate: str, position: Position | None, caller: Caller = DRIVER) -> str:
    seen = await port.check_in(plate, lane="export-general", caller=caller, by="driver", position=position)
    return seen.visit.by


@pytest.mark.parametrize(
    ("position", "refused"),
    [
        (None, PositionNeeded),
        (Position(21.1897, 101.6863, 101), PositionVague),
        (Position(21.1920, 101.6862, 15), NotThere),
        (Position(-21.1896, 101.6862, 0), NotThere),
    ],
)
async def test_a_phone_that_is_not_there_is_refused(port: QueueWorld, position: Any, refused: Any) -> None:
    with pytest.raises(refused) as no:
        await arrive(port, "YA0001", position)
    assert no.value.facts["rule"] == "geofence"
    assert (await port.queue()).visits == {}


async def test_a_phone_that_is_there_checks_in_and_leaves_no_trace_of_where(port: QueueWorld) -> None:
    assert await arrive(port, "YA0001", HERE) == "driver"
    text = " ".join(repr(each) for each in await port.ledger()) + repr(await port.rows("SELECT * FROM visit"))
    assert "21.1897" not in text
    assert "101.6863" not in text


async def test_at_the_gate_nobody_is_asked_where_he_is(port: QueueWorld) -> None:
    assert (await port.check_in("YA0001", lane="export-general")).visit.by == "kiosk"


async def test_without_a_fence_it_is_as_ever(database_url: str) -> None:
    async with world(database_url) as made:
        assert await arrive(made, "YA0001", None) == "driver"
