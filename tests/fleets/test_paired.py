"""A drop and a pick-up of one vehicle in one act, on both databases: both or none."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.booking.agency import Agency, agency, asked, slot
from tests.fleets.test_bulk import codes


@pytest.fixture
async def town(database_url: str) -> AsyncIterator[Agency]:
    async with agency(database_url, capacity=30) as made:
        yield made


def pair(first: int, second: int, plate: str = "PAIR1", **more: Any) -> dict[str, Any]:
    return {"drop": asked(first, plate=plate, **more), "pickup": asked(second, plate=plate, **more)}


async def refused(town: Agency, body: dict[str, Any]) -> dict[str, Any]:
    """The problem for which a pair is refused, with nothing reserved."""
    length = await town.length()
    answer = await town.ask("POST", "/reservations/pairs", json=body)
    assert answer.status_code in (409, 422), answer.text
    assert (await town.length(), await town.reservations()) == (length, [])
    found: dict[str, Any] = answer.json()
    return found


async def test_both_are_reserved_in_one_act(town: Agency) -> None:
    key = {"Idempotency-Key": "p"}
    made = await town.ask("POST", "/reservations/pairs", json=pair(8, 14), headers=key)
    assert made.status_code == 201
    legs = made.json()
    assert [legs[leg]["slot"]["id"] for leg in ("drop", "pickup")] == [slot(8), slot(14)]
    assert {legs[leg]["vehicle"]["plate"] for leg in legs} == {"PAIR1"}
    again = await town.ask("POST", "/reservations/pairs", json=pair(8, 14), headers=key)
    assert (again.text, again.headers["Idempotent-Replayed"]) == (made.text, "true")
    without = await town.ask("POST", "/reservations/pairs", json=pair(8, 14), headers={"Idempotency-Key": None})
    assert without.json()["code"] == "idempotency.missing"
    assert len(await town.reservations()) == 2


async def test_none_is_reserved_where_one_cannot_be(town: Agency) -> None:
    problem = await refused(town, pair(8, 14) | {"pickup": asked(14, 20, plate="PAIR1")})
    assert (problem["code"], problem["leg"]) == ("slot.past", "pickup")
    problem = await refused(town, pair(8, 14) | {"drop": asked(14, 20, plate="PAIR1")})
    assert (problem["code"], problem["leg"]) == ("slot.past", "drop")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (pair(14, 8), "pair.order"),
        (pair(8, 9), "pair.overlaps"),
        (pair(8, 8), "pair.overlaps"),
        (pair(8, 14, waitlist=True), "pair.waits"),
        ({"drop": asked(8, plate="PAIR1"), "pickup": asked(14, plate="OTHER")}, "pair.apart"),
        (pair(8, 14) | {"pickup": asked(14, plate="PAIR1") | {"site": "LABTN"}}, "pair.apart"),
    ],
)
async def test_what_is_no_pair_is_refused(sqlite_url: str, body: dict[str, Any], code: str) -> None:
    async with agency(sqlite_url) as town:
        assert (await refused(town, body))["code"] == code


async def test_a_pair_in_the_way_of_a_third_is_told_so(town: Agency) -> None:
    await town.make("POST", "/reservations", "Bo", json=asked(13, plate="PAIR1"))
    problem = await refused(town, pair(8, 14))
    assert (problem["code"], problem["leg"]) == ("vehicle.already_booked", "pickup")


async def test_pairs_are_lines_of_a_bulk_request(town: Agency) -> None:
    lines = [
        {"pair": [asked(8, plate="PAIR1"), asked(14, plate="PAIR1")]},
        {"pair": [asked(8, plate="PAIR2"), asked(9, 20, plate="PAIR2")]},
        asked(9, plate="ALONE"),
        {"pair": [asked(8, plate="PAIR3"), asked(14, plate="OTHER")]},
    ]  # fmt: skip
    tried = (await town.bulk(lines, key=None, dry_run=True)).json()["items"]
    assert [leg["status"] for leg in tried[0]["pair"]] == ["confirmed"] * 2
    assert codes(tried[1:]) == ["slot.past", "confirmed", "pair.apart"]
    assert await town.reservations() == []
    done = (await town.bulk(lines)).json()["items"]
    assert [leg["slot"]["id"] for leg in done[0]["pair"]] == [slot(8), slot(14)]
    assert codes(done[1:]) == ["slot.past", "confirmed", "pair.apart"]
    assert {each["vehicle"]["plate"] for each in await town.reservations()} == {"PAIR1", "ALONE"}
    none = await town.bulk([lines[1], asked(10)], key="a", atomic=True)
    assert (none.status_code, codes(none.json()["items"])) == (409, ["slot.past", "confirmed"])


async def test_a_leg_that_is_refused_leaves_nothing_of_the_other(town: Agency) -> None:
    """Also in the memory of the desk: every place of the first legs' slot is there for whoever asks next."""
    free = (await town.make("GET", f"/sites/CNMHN/slots?{AT_EIGHT}"))["items"][0]["free"]
    lines: list[Any] = [{"pair": [asked(8, 24, plate=f"P{each}"), asked(9, 20, plate=f"P{each}")]} for each in range(9)]
    items = (await town.bulk([*lines, *[asked(8, 24) for _ in range(40)]], who="operator")).json()["items"]
    assert codes(items[:9]) == ["slot.past"] * 9
    assert codes(items[9:]) == ["confirmed"] * free + ["slot.full"] * (40 - free)


AT_EIGHT = "from=2026-11-24T08:00:00%2B08:00&to=2026-11-24T09:00:00%2B08:00"
