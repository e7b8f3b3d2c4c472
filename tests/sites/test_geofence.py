"""Who is there and who is not, on a piece of the earth as on a plane."""

from __future__ import annotations

from math import cos, radians

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.sites.geofence import Position, metres_from
from serai.sites.rulebook import Rulebook

GATE = (21.1896, 101.6862)
AREA = [(21.18, 101.68), (21.18, 101.70), (21.20, 101.70), (21.20, 101.68)]


def moved(from_: tuple[float, float], north: float, east: float) -> Position:
    """A position so many metres away."""
    return Position(from_[0] + north / 111_320, from_[1] + east / 111_320 / cos(radians(from_[0])), 5)


@given(st.floats(-5_000, 5_000), st.floats(-5_000, 5_000))
def test_metres_from_a_point(north: float, east: float) -> None:
    expected = (north**2 + east**2) ** 0.5
    assert metres_from(moved(GATE, north, east), [GATE]) == pytest.approx(expected, rel=0.005, abs=0.1)


@given(st.floats(21.1801, 21.1999), st.floats(101.6801, 101.6999))
def test_inside_an_area_it_is_nothing_whichever_way_round_it_is_drawn(lat: float, lon: float) -> None:
    for shape in (AREA, AREA[::-1], [*AREA[2:], *AREA[:2]]):
        assert metres_from(Position(lat, lon, 5), shape) == 0


def test_outside_an_area_it_is_the_way_to_its_border() -> None:
    assert metres_from(Position(21.21, 101.69, 5), AREA) == pytest.approx(1_113, abs=2)


def test_a_stretch_of_road_and_the_date_line() -> None:
    road = [(21.18, 101.68), (21.18, 101.70)]
    assert metres_from(Position(21.181, 101.69, 5), road) == pytest.approx(111, abs=1)
    assert metres_from(Position(0, -179.9999, 5), [(0, 179.9999)]) == pytest.approx(22, abs=1)


def test_a_hollow_area_is_outside() -> None:
    horseshoe = [(0, 0), (0, 3), (3, 3), (3, 2), (1, 2), (1, 1), (3, 1), (3, 0)]
    inside, hollow = ([(lat / 1000, lon / 1000) for lat, lon in horseshoe], Position(0.002, 0.0015, 5))
    assert metres_from(hollow, inside) > 50
    assert metres_from(Position(0.0005, 0.0015, 5), inside) == 0


def test_the_ledger_holds_no_floats_and_gives_the_same_fence() -> None:
    book = Rulebook.model_validate({"geofence": {"points": [{"lat": 21.1896, "lon": 101.6862}], "within_m": 300}})
    record = book.as_record()
    assert record["geofence"]["points"] == [{"lat": "21.1896", "lon": "101.6862"}]
    assert Rulebook.model_validate(record) == book
    assert book.geofence is not None
    assert book.geofence.shape == [GATE]
