"""Yards, calendars, rulebooks and plans that cannot be: each is refused whole, and the one before stands."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest

from tests.corpus.problems import check
from tests.corpus.town import NOW, YARD, Town
from tests.serving import calendar


def _yard(**changes: Any) -> dict[str, Any]:
    return copy.deepcopy(YARD) | changes


def _feature(yard: dict[str, Any], role: str, /, **properties: Any) -> dict[str, Any]:
    one = next(each for each in yard["features"] if each["properties"]["role"] == role)
    one["properties"] |= properties
    return one


def _impossible_yards() -> Iterator[tuple[str, Any]]:
    yield "no collection", {"type": "Feature"}
    yield "no features", _yard(features=[])
    yield "features of an object", _yard(features={})
    yield "features of nothing", _yard(features=[None, 1, "x", [], {}])
    for name, role, properties in (
        ("a bay nowhere", "bay", {"node": "nowhere"}),
        ("a bay of no kind", "bay", {"kind": "helipad"}),
        ("a bay too short for a truck", "bay", {"max_length_m": 0}),
        ("a bay beside itself", "bay", {"neighbours": ["B101"]}),
        ("a road to nowhere", "road", {"to": "nowhere"}),
        ("a road without length", "road", {"length_m": 0}),
        ("a road of minus one metre", "road", {"length_m": -1}),
        ("a road at the speed of light", "road", {"speed_kmh": 1e9}),
        ("a role that is none", "road", {"role": "river"}),
        ("a gate that is no gate of the site", "gate", {"gate": "sideways"}),
    ):
        yard = _yard()
        _feature(yard, role, **properties)
        yield name, yard
    yard = _yard()
    road = _feature(yard, "road")
    road["properties"]["to"] = road["properties"]["from"]
    yield "a road in a loop", yard
    yard = _yard()
    yield "an id twice", yard | {"features": [*yard["features"], yard["features"][0]]}
    for name, coordinates in (
        ("lat 200", [101.0, 200.0]),
        ("no number", ["a", "b"]),
        ("one number", [1.0]),
        ("none", []),
    ):
        yard = _yard()
        _feature(yard, "node")["geometry"]["coordinates"] = coordinates
        yield f"a node at {name}", yard
    yard = _yard()
    yard["features"] = [each for each in yard["features"] if each["properties"]["role"] != "road"]
    yield "bays that no road reaches", yard
    yard = _yard()
    yard["features"] = [each for each in yard["features"] if each["properties"]["role"] != "gate"]
    yield "no way in", yard
    yard = _yard()
    _feature(yard, "node")["id"] = "x\x00y"
    yield "an id with a NUL", yard
    yield "too many features", _yard(features=[{}] * 20_001)


YARDS = dict(_impossible_yards())


@pytest.mark.parametrize("name", YARDS)
def test_a_yard_that_cannot_be_is_refused(here: Town, name: str) -> None:
    with here.unchanged():
        assert check(here.ask("PUT", "/v1/sites/CNMHN/yard", json=YARDS[name]), 422)["code"] == "yard.invalid"


def _rule(**changes: Any) -> dict[str, Any]:
    return calendar()["rules"][0] | changes


CALENDARS: dict[str, Any] = {
    "a lane that is not there": {"rules": [_rule(lane="nowhere")]},
    "closing before opening": {"rules": [_rule(**{"from": "12:00", "to": "08:00"})]},
    "an hour 25": {"rules": [_rule(to="25:00")]},
    "a day of none": {"rules": [_rule(days=["someday"])]},
    "no days": {"rules": [_rule(days=[])]},
    "a day twice": {"rules": [_rule(days=["mon", "mon"])]},
    "a step of nothing": {"rules": [_rule(every="PT0M")]},
    "a slot of a week": {"rules": [_rule(length="P7D")]},
    "the same twice": {"rules": [_rule(), _rule()]},
    "less than nothing": {"rules": [_rule(capacity=-1)]},
    "a million": {"rules": [_rule(capacity=1_000_000)]},
    "too many rules": {"rules": [_rule()] * 1_001},
    "a date that is none": {"rules": [], "exceptions": [{"date": "2026-02-30", "closed": True}]},
    "a date long ago": {"rules": [], "exceptions": [{"date": "0001-01-01", "closed": True}]},
    "closed and open": {"rules": [_rule()], "exceptions": [{"date": "2026-12-01", "closed": True, "capacity": 5}]},
    "nothing changed": {"rules": [_rule()], "exceptions": [{"date": "2026-12-01"}]},
}


@pytest.mark.parametrize("name", CALENDARS)
def test_a_calendar_that_cannot_be_is_refused(here: Town, name: str) -> None:
    with here.unchanged():
        check(here.ask("PUT", "/v1/sites/CNMHN/calendar", json=CALENDARS[name]), 422)


RULEBOOKS: list[dict[str, Any]] = [
    {"effective_from": "2020-01-01T00:00:00Z"},
    {"effective_from": "2026-11-22T12:00:00"},
    {"hold_minutes": 0},
    {"hold_minutes": 10.5},
    {"hold_minutes": True},
    {"company_share": 1.1},
    {"company_share": 0.12345},
    {"company_share": "lots"},
    {"merge": []},
    {"merge": [{"take": 0}]},
    {"merge": [{"take": 1}, {"take": 1}]},
    {"merge": [{"classes": ["fresh"], "take": 1}]},
    {"peak": [{"days": ["mon"], "from": "18:00", "to": "06:00"}]},
    {"release_windows": [{}]},
    {"mode": "anything goes"},
    {"horizon_days": 10**30},
]


@pytest.mark.parametrize("body", RULEBOOKS, ids=str)
def test_a_rulebook_that_cannot_be_is_refused(here: Town, body: dict[str, Any]) -> None:
    with here.unchanged():
        check(here.ask("PUT", "/v1/sites/CNMHN/rulebook", json=body), 422)


def test_periods_and_closures_that_cannot_be_are_refused(here: Town) -> None:
    backwards = {"from": "2026-12-02T00:00:00Z", "to": "2026-12-01T00:00:00Z"}
    with here.unchanged():
        for period in (backwards | {"servers": 1}, {"from": NOW, "to": NOW, "servers": 1}, backwards | {"servers": -1}):
            check(here.ask("PUT", "/v1/sites/CNMHN/staffing", json={"periods": [period]}), 422)
        check(here.ask("POST", "/v1/sites/CNMHN/closures", json=backwards | {"reason": "x"}), 422)
        check(here.ask("POST", "/v1/sites/CNMHN/closures", json={"lane": "nowhere", "reason": "x"}), 404, 422)
        check(here.ask("POST", "/v1/clock", json={"now": "2020-01-01T00:00:00Z"}), 422)
