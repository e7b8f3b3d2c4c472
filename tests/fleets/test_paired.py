"""A drop and a pick-up of one vehicle in one act, on both databases: both or none."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from serai.booking import actions
from tests.booking.agency import Agency, agency, asked, slot
from tests.fleets.test_bulk import codes
from tests.serving import SITE, calendar

BACK = {"code": "import-general", "direction": "import", "class": "general", "gates": ["gate-in"]}


@asynccontextmanager
async def both_ways(url: str, **rules: Any) -> AsyncIterator[Agency]:
    """A town with a lane out and a lane in."""
    async with agency(url) as made:
        await made.make("PATCH", "/sites/CNMHN", json={"lanes": [*SITE["lanes"], BACK]})
        days = [*calendar(30)["rules"], *calendar(30, "import-general")["rules"]]
        await made.make("PUT", "/sites/CNMHN/calendar", json={"rules": days})
        if rules:
            await made.make("PUT", "/sites/CNMHN/rulebook", json=rules)
        yield made


@pytest.fixture
async def town(database_url: str) -> AsyncIterator[Agency]:
    async with both_ways(database_url) as made:
        yield made


@pytest.fixture
async def many(database_url: str) -> AsyncIterator[Agency]:
    """Where a vehicle may have more than two open reservations."""
    async with both_ways(database_url, open_per_vehicle=5, rebooks_per_day=20, company_share=1) as made:
        yield made


def back(hour: int, day: int = 23) -> str:
    return slot(hour, day).replace("export", "import")


def pickup(hour: int, day: int = 23, plate: str = "PAIR1", **more: Any) -> dict[str, Any]:
    return asked(hour, day, plate=plate, **more) | {"slot": back(hour, day)}


def pair(first: int, second: int, plate: str = "PAIR1", **more: Any) -> dict[str, Any]:
    return {"drop": asked(first, plate=plate, **more), "pickup": pickup(second, plate=plate, **more)}


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
    made = await town.ask("POST", "/reservations/pairs", json=pair(8, 9), headers=key)
    assert made.status_code == 201
    legs = made.json()
    assert [legs[leg]["slot"]["id"] for leg in ("drop", "pickup")] == [slot(8), back(9)]
    assert {legs[leg]["vehicle"]["plate"] for leg in legs} == {"PAIR1"}
    again = await town.ask("POST", "/reservations/pairs", json=pair(8, 9), headers=key)
    assert (again.text, again.headers["Idempotent-Replayed"]) == (made.text, "true")
    without = await town.ask("POST", "/reservations/pairs", json=pair(8, 9), headers={"Idempotency-Key": None})
    assert without.json()["code"] == "idempotency.missing"
    assert len(await town.reservations()) == 2


async def test_none_is_reserved_where_one_cannot_be(town: Agency) -> None:
    problem = await refused(town, pair(8, 9) | {"pickup": pickup(9, 20)})
    assert (problem["code"], problem["leg"]) == ("slot.past", "pickup")
    problem = await refused(town, pair(8, 9) | {"drop": asked(8, 20, plate="PAIR1")})
    assert (problem["code"], problem["leg"]) == ("slot.past", "drop")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (pair(9, 8), "pair.order"),
        (pair(8, 11), "pair.too_far"),
        (pair(8, 9) | {"pickup": asked(9, plate="PAIR1")}, "pair.one_way"),
        (pair(8, 9, waitlist=True), "pair.waits"),
        (pair(8, 9) | {"pickup": pickup(9, plate="OTHER")}, "pair.apart"),
        (pair(8, 9) | {"pickup": pickup(9) | {"site": "LABTN"}}, "pair.apart"),
    ],
)
async def test_what_is_no_pair_is_refused(sqlite_url: str, body: dict[str, Any], code: str) -> None:
    async with both_ways(sqlite_url) as town:
        assert (await refused(town, body))["code"] == code


async def test_a_pair_in_the_way_of_a_third_is_told_so(town: Agency) -> None:
    await town.make("POST", "/reservations", "Bo", json=asked(11, plate="PAIR1"))
    problem = await refused(town, pair(8, 9))
    assert (problem["code"], problem["leg"]) == ("vehicle.already_booked", "pickup")


async def test_pairs_are_lines_of_a_bulk_request(town: Agency) -> None:
    lines = [
        {"pair": [asked(8, plate="PAIR1"), pickup(9)]},
        {"pair": [asked(8, plate="PAIR2"), pickup(9, 20, plate="PAIR2")]},
        asked(9, plate="ALONE"),
        {"pair": [asked(8, plate="PAIR3"), pickup(9, plate="OTHER")]},
    ]  # fmt: skip
    tried = (await town.bulk(lines, key=None, dry_run=True)).json()["items"]
    assert [leg["status"] for leg in tried[0]["pair"]] == ["confirmed"] * 2
    assert codes(tried[1:]) == ["slot.past", "confirmed", "pair.apart"]
    assert await town.reservations() == []
    done = (await town.bulk(lines)).json()["items"]
    assert [leg["slot"]["id"] for leg in done[0]["pair"]] == [slot(8), back(9)]
    assert codes(done[1:]) == ["slot.past", "confirmed", "pair.apart"]
    assert {each["vehicle"]["plate"] for each in await town.reservations()} == {"PAIR1", "ALONE"}
    none = await town.bulk([lines[1], asked(10)], key="a", atomic=True)
    assert (none.status_code, codes(none.json()["items"])) == (409, ["slot.past", "confirmed"])


async def test_a_leg_that_is_refused_leaves_nothing_of_the_other(town: Agency) -> None:
    """Also in the memory of the desk: every place of the first legs' slot is there for whoever asks next."""
    free = (await town.make("GET", f"/sites/CNMHN/slots?lane=export-general&{AT_EIGHT}"))["items"][0]["free"]
    lines: list[Any] = [
        {"pair": [asked(8, 24, plate=f"P{each}"), pickup(9, 20, plate=f"P{each}")]} for each in range(9)
    ]
    items = (await town.bulk([*lines, *[asked(8, 24) for _ in range(40)]], who="operator")).json()["items"]
    assert codes(items[:9]) == ["slot.past"] * 9
    assert codes(items[9:]) == ["confirmed"] * free + ["slot.full"] * (40 - free)


AT_EIGHT = "from=2026-11-24T08:00:00%2B08:00&to=2026-11-24T09:00:00%2B08:00"


# Windows of a pair may overlap with each other, and with nothing else of the vehicle. They are 60 minutes before a slot
# to 30 after it: of the slots at 8 and at 9, from 7 to 9:30 and from 8 to 10:30.


async def make_pair(town: Agency, first: int = 8, second: int = 9) -> tuple[str, str]:
    made = await town.make("POST", "/reservations/pairs", "Ah", json=pair(first, second))
    assert made["drop"]["pair"] == made["pickup"]["pair"] is not None
    return made["drop"]["id"], made["pickup"]["id"]


async def seen(town: Agency) -> dict[str, tuple[str, bool]]:
    """The status of each reservation by its slot, and whether it is one of a pair."""
    return {each["slot"]["id"]: (each["status"], each["pair"] is not None) for each in await town.reservations()}


async def codes_of_others(town: Agency) -> dict[int, str]:
    """What another company is told that wants a slot for the vehicle, by hour; nothing is reserved."""
    found = {}
    for hour in range(4, 14):
        items = (await town.bulk([asked(hour, plate="PAIR1")], "Bo", None, dry_run=True)).json()["items"]
        found[hour] = codes(items)[0]
    return found


@pytest.mark.parametrize("second", [8, 9, 10])
async def test_i04_a_pair_overlaps_with_itself_and_nothing_else_does(many: Agency, second: int) -> None:
    await make_pair(many, 8, second)
    told = await codes_of_others(many)
    taken = {hour for hour, code in told.items() if code == "vehicle.already_booked"}
    assert taken == set(range(6, second + 3))
    assert {told[hour] for hour in told.keys() - taken} == {"confirmed"}
    second_pair = await many.ask("POST", "/reservations/pairs", json=pair(8, 9))
    assert (second_pair.json()["code"], second_pair.json()["leg"]) == ("vehicle.already_booked", "drop")


async def test_i04_what_is_left_of_a_pair_keeps_its_own_window(many: Agency) -> None:
    drop, pickup_ = await make_pair(many)
    await many.make("POST", f"/reservations/{drop}/cancel", "Ah")
    told = await codes_of_others(many)
    assert {hour for hour, code in told.items() if code != "confirmed"} == {7, 8, 9, 10, 11}
    await many.make("POST", f"/reservations/{pickup_}/cancel", "Ah")
    assert set((await codes_of_others(many)).values()) == {"confirmed"}


async def test_i04_a_leg_moves_past_its_partner_and_past_nothing_else(many: Agency) -> None:
    drop, pickup_ = await make_pair(many)
    await many.make("POST", "/reservations", "Bo", json=asked(15, plate="PAIR1"))
    for leg, to in ((pickup_, back(10)), (drop, slot(9)), (pickup_, back(9)), (drop, slot(8))):
        await many.make("POST", f"/reservations/{leg}/move", "Ah", json={"slot": to})
    answer = await many.ask("POST", f"/reservations/{drop}/move", json={"slot": slot(13)})
    assert answer.json()["code"] == "vehicle.already_booked"
    await many.make("POST", f"/reservations/{pickup_}/extend", "Ah")
    assert await seen(many) == {slot(8): ("confirmed", True), back(9): ("confirmed", True)}


async def test_i04_a_leg_that_moves_out_of_reach_goes_its_own_way(many: Agency) -> None:
    """It is no pair any more, also when it comes back: a pair is made in one act, and no store of windows."""
    drop, _ = await make_pair(many)
    await many.make("POST", f"/reservations/{drop}/move", "Ah", json={"slot": slot(17)})
    assert await seen(many) == {slot(17): ("confirmed", False), back(9): ("confirmed", True)}
    returns = await many.ask("POST", f"/reservations/{drop}/move", json={"slot": slot(8)})
    assert returns.json()["code"] == "vehicle.already_booked"
    await many.make("POST", "/reservations", "Bo", json=asked(12, plate="PAIR1"))


async def test_a_reservation_is_not_moved_into_the_other_direction(town: Agency) -> None:
    made = await town.make("POST", "/reservations", "Ah", json=asked(8))
    refused = await town.ask("POST", f"/reservations/{made['id']}/move", json={"slot": back(8)})
    assert (refused.json()["code"], refused.json()["rule"]) == ("lane.wrong_direction", "lane.direction")


# One stay: a vehicle checks in once for both, and departs once.


async def arrive(town: Agency, reservation: str) -> str:
    arriving = {"reservation": reservation, "by": "operator"}
    made = await town.make("POST", "/sites/CNMHN/visits", "operator", json=arriving)
    return str(made["id"])


@pytest.mark.parametrize("by", [0, 1])
async def test_one_visit_serves_both(town: Agency, by: int) -> None:
    legs = await make_pair(town)
    await town.until("2026-11-23T07:30:00+08:00")
    visit = await arrive(town, legs[by])
    assert {each["visit"] for each in await town.reservations()} == {visit}
    for act in ("admit", "release", "depart"):
        await town.make("POST", f"/visits/{visit}/{act}", "operator")
    assert {status for status, _ in (await seen(town)).values()} == {"fulfilled"}
    assert await town.rows("SELECT * FROM vehicle_claim") == []


async def test_who_leaves_gives_up_both_and_is_marked_once(town: Agency) -> None:
    drop, _ = await make_pair(town)
    await town.until("2026-11-23T07:30:00+08:00")
    await town.make("POST", f"/visits/{await arrive(town, drop)}/leave", "operator")
    assert {status for status, _ in (await seen(town)).values()} == {"cancelled"}
    assert [row["kind"] for row in await town.rows("SELECT kind FROM vehicle_mark")] == ["late_cancel"]


async def test_a_pair_that_never_comes_is_one_miss(town: Agency) -> None:
    await make_pair(town)
    await town.until("2026-11-23T11:00:00+08:00")
    assert {status for status, _ in (await seen(town)).values()} == {"missed"}
    assert [row["kind"] for row in await town.rows("SELECT kind FROM vehicle_mark")] == ["miss"]


async def test_who_comes_too_late_for_the_drop_is_still_served_for_both(town: Agency) -> None:
    _, pickup_ = await make_pair(town)
    await town.until("2026-11-23T10:00:00+08:00")
    await arrive(town, pickup_)
    assert {status for status, _ in (await seen(town)).values()} == {"arrived"}


async def test_i04_the_database_holds_it_whatever_the_code_does(many: Agency, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the rule taken away a third is stopped by the table; the two of a pair are not."""
    monkeypatch.setattr(actions, "check_vehicle", lambda *given, **more: None)
    await make_pair(many)
    with pytest.raises(Exception, match="overlap"):
        await many.ask("POST", "/reservations", "Bo", json=asked(9, plate="PAIR1"))
    assert len(await many.rows("SELECT * FROM vehicle_claim")) == 2
