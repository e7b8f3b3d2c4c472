"""What chance gives to trucks: the same for the same seed, and in the shares that are announced."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from serai.demo.day import Day, replay
from serai.demo.ports import HEKOU, MOHAN, PORTS, SHARES, ZONE, Port, shift
from serai.demo.readings import Reading
from serai.demo.setting import first_day
from serai.demo.trucks import NOTICE, Truck, trucks
from serai.sites.files import YUNNAN, load

START = datetime(2026, 7, 5, 3, 17, tzinfo=UTC)
DAY = replay([Reading(START, 1000), Reading(START + timedelta(hours=24), 3000)], 20, 0.5, 24, seed=1)


AREAS = [{"id": "near", "drive_minutes": 5}, {"id": "far", "drive_minutes": 25}]


def lanes(port: Port) -> list[dict[str, Any]]:
    """The lanes of the file that ships, as the service shows them."""
    site = next(each.site for each in load(YUNNAN) if each.site.code == port.site)
    return [{"code": lane.code, "class": lane.cargo_class} for lane in site.lanes]


def drawn(port: Port = MOHAN, day: Day = DAY, seed: int = 1) -> list[Truck]:
    return trucks(port, day, {"lanes": lanes(port), "areas": AREAS}, shift(day.start, port.day), seed)


def test_a_seed_gives_the_same_trucks() -> None:
    assert drawn(seed=4) == drawn(seed=4)
    assert drawn(seed=4) != drawn(seed=5)


@pytest.mark.parametrize("port", PORTS, ids=lambda port: port.site)
def test_each_truck_has_a_lane_of_its_class_and_a_plate_of_its_own(port: Port) -> None:
    found = drawn(port)
    of_class = {lane["code"]: lane["class"] for lane in lanes(port)}
    assert all(of_class[truck.lane] == truck.cargo_class for truck in found)
    assert len({truck.plate for truck in found}) == len(found) == DAY.waiting + len(DAY.times)


def test_one_in_sixteen_waits_farther_away_and_drives_as_much_longer() -> None:
    found = drawn()
    far = [truck for truck in found if truck.area == "far"]
    assert len(far) == -(-len(found) // 16)
    assert min(truck.drive for truck in far) > timedelta(minutes=20) > max(t.drive for t in found if t.area == "near")


def test_classes_come_in_their_shares() -> None:
    found = drawn()
    for cargo_class, share in SHARES.items():
        assert sum(truck.cargo_class == cargo_class for truck in found) / len(found) == pytest.approx(share, abs=0.03)
    assert 0.03 < sum(truck.needs == ("inspection",) for truck in found) / len(found) < 0.07


def test_who_books_does_so_long_enough_before() -> None:
    booking = [truck for truck in drawn() if truck.reserves_at is not None]
    assert 0.2 < len(booking) / len(DAY.times) < 0.35
    assert not any(truck.was_there for truck in booking)
    assert all(truck.comes_at - (truck.reserves_at or truck.comes_at) >= NOTICE for truck in booking)


@pytest.mark.parametrize("port", PORTS, ids=lambda port: port.site)
def test_the_booths_serve_what_is_assumed(port: Port) -> None:
    """Over a day, with services of the announced mean."""
    assert 60 / port.mean_minutes * port.mean_booths == pytest.approx(port.served_per_hour, rel=0.02)


def test_the_lane_plan_says_what_the_booths_do() -> None:
    periods = MOHAN.staffing(date(2026, 7, 5), 2)["periods"]
    assert len(periods) == 2 * len(MOHAN.booths)
    for period in periods:
        assert period["servers"] == MOHAN.booths_at(datetime.fromisoformat(period["from"]))
        assert period["servers"] == MOHAN.booths_at(datetime.fromisoformat(period["to"]) - timedelta(seconds=1))


def test_slots_are_offered_for_every_lane() -> None:
    rules = HEKOU.calendar(lanes(HEKOU))["rules"]
    assert {rule["lane"] for rule in rules} == {lane["code"] for lane in lanes(HEKOU)}
    assert all(rule["capacity"] > 0 for rule in rules)


def test_wall_time_is_kept_from_kyiv_to_the_port() -> None:
    at_port = START + shift(START, date(2026, 7, 9))
    assert at_port.astimezone(ZONE).isoformat() == "2026-07-09T06:17:00+08:00"


@pytest.mark.parametrize(("hours", "days"), [(None, 0), (-1, 0), (1, 1), (24, 2), (100, 5)])
def test_a_day_begins_after_all_that_is_recorded(hours: int | None, days: int) -> None:
    last = None if hours is None else START + timedelta(hours=hours)
    found = first_day(date(2026, 7, 5), START, last)
    assert found == date(2026, 7, 5) + timedelta(days=days)
    assert last is None or START + timedelta(days=days) > last
