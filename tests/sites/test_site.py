"""Sites, their lines, and what cannot be a site."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from serai.sites import site
from serai.sites.site import LaneKept, LaneUnknown, SiteInvalid
from tests.sites.builders import gate, lane, site_body, site_document


def lines_of(lanes: list[dict[str, Any]], gates: list[dict[str, Any]]) -> dict[str, list[str]]:
    made = site.accept(site_document(lanes=lanes, gates=gates))
    assert made.line_of == {lane.code: line for line, members in made.lines.items() for lane in members}
    return {line: [each.code for each in members] for line, members in made.lines.items()}


def test_lanes_that_share_an_entry_gate_are_one_line() -> None:
    gates = [gate("a"), gate("b"), gate("out", "out")]
    apart = lines_of([lane("x", gates=["a", "out"]), lane("y", gates=["b", "out"])], gates)
    assert apart == {"a": ["x"], "b": ["y"]}
    joined = lines_of([lane("x", gates=["a"]), lane("y", gates=["b"]), lane("z", gates=["b", "a"])], gates)
    assert joined == {"a": ["x", "y", "z"]}


def test_a_line_is_named_after_the_first_entry_gate_of_the_site() -> None:
    gates = [gate("out", "out"), gate("b"), gate("a", "both")]
    assert lines_of([lane("x", gates=["a", "out", "b"])], gates) == {"b": ["x"]}
    made = site.accept(site_document(lanes=[lane("x", gates=["a", "out", "b"])], gates=gates))
    assert made.entries_of("b") == ("b", "a")


def test_a_site_without_lanes_has_no_lines() -> None:
    assert site.accept(site_document(lanes=[], gates=[])).lines == {}


def test_a_record_reads_back() -> None:
    made = site.accept(site_document())
    record = site.to_record(made)
    assert site.from_record(type(record).model_validate_json(record.model_dump_json())) == made
    assert record.lanes[0].service_seconds == 90


BAD: list[tuple[dict[str, Any], str, str]] = [
    ({"zone": "Asia/Mohan"}, "zone", "zone.unknown"),
    ({"zone": "Asia"}, "zone", "zone.unknown"),
    ({"counterpart": "CNMHN"}, "counterpart", "counterpart.itself"),
    ({"drives": {"CNMHN": 30}}, "drives.CNMHN", "drive.itself"),
    ({"lanes": [lane(), lane()]}, "lanes[1].code", "lane.twice"),
    ({"gates": [gate("gate-in"), gate("gate-in")]}, "gates[1].code", "gate.twice"),
    ({"lanes": [lane(gates=["gate-in", "gate-9"])]}, "lanes[0].gates[1]", "gate.unknown"),
    ({"lanes": [lane(gates=["gate-out"])]}, "lanes[0].gates", "lane.no_entry"),
    ({"lanes": [lane(gates=[])]}, "lanes[0].gates", "lane.no_entry"),
    ({"lanes": [lane(service_minutes=0.001)]}, "lanes[0].service_minutes", "lane.service"),
]


@pytest.mark.parametrize(("change", "at", "code"), BAD)
def test_an_impossible_site_is_refused_by_name(change: dict[str, Any], at: str, code: str) -> None:
    gates = [gate("gate-in"), gate("gate-out", "out")]
    with pytest.raises(SiteInvalid) as refused:
        site.accept(site_document(**{"gates": gates, **change}))
    assert [(fault.at, fault.code) for fault in refused.value.faults] == [(at, code)]


@pytest.mark.parametrize(
    "change",
    [
        {"code": "C"},
        {"code": "CN~HN"},
        {"code": "../etc"},
        {"name": ""},
        {"name": " "},
        {"name": "a\x00b"},
        {"name": "\ud800"},
        {"kind": "moon"},
        {"country": "China"},
        {"lanes": [lane(direction="up")]},
        {"lanes": [lane(service_minutes=0)]},
        {"lanes": [lane(service_minutes=float("nan"))]},
        {"lanes": [{**lane(), "speed": 3}]},
        {"gates": [gate("gate-in", "sideways")]},
        {"extra": 1},
    ],
)
def test_a_malformed_site_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        site_document(**change)


def test_lanes_may_be_added_and_altered() -> None:
    before = site.accept(site_document())
    more = [*site_body()["lanes"], lane("import-general", direction="import", gates=["gate-2"])]
    more[0] = lane(service_minutes=3)
    after = site.changed(before, site_document(lanes=more, gates=[*site_body()["gates"], gate("gate-2")]))
    assert after.lanes["export-general"].service_seconds == 180
    assert after.line_of == {"export-general": "gate-in", "export-fresh": "gate-in", "import-general": "gate-2"}


@pytest.mark.parametrize(
    "change",
    [
        {"lanes": [lane()]},
        {"gates": [gate("gate-in")]},
        {"lanes": [lane(gates=["gate-2"]), lane("export-fresh")], "gates": [*site_body()["gates"], gate("gate-2")]},
        {"gates": [gate("gate-0"), *site_body()["gates"]],
         "lanes": [lane(gates=["gate-0", "gate-in"]), lane("export-fresh")]},
    ],
)  # fmt: skip
def test_no_lane_is_lost_nor_moved_to_another_line(change: dict[str, Any]) -> None:
    with pytest.raises(LaneKept):
        site.changed(site.accept(site_document()), site_document(**change))


def test_an_unknown_lane_is_named() -> None:
    with pytest.raises(LaneUnknown) as refused:
        site.accept(site_document()).lane("nowhere")
    assert refused.value.problem()["lane"] == "nowhere"
