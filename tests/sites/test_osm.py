"""A map of OpenStreetMap becomes a yard that can be driven, and says what it left out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from serai.cli import app
from serai.guidance.routing import Network
from serai.sites import osm
from serai.sites.faults import Fault
from serai.sites.osm import MapUnreadable
from serai.sites.osm_yard import Draft, drawn
from serai.sites.yard import Yard, YardInvalid, parse

ROUND = {"highway": "service", "oneway": "yes"}


def node(id: int, x: float, y: float, **tags: str) -> dict[str, Any]:
    """A point so many metres east and north."""
    return {"type": "node", "id": id, "lon": 101.0 + x / 103_800, "lat": 21.0 + y / 111_200, "tags": tags}


def way(id: int, *points: int, **tags: str) -> dict[str, Any]:
    return {"type": "way", "id": id, "nodes": list(points), "tags": tags}


def ban(id: int, kind: str, start: int, by: int, end: int) -> dict[str, Any]:
    members = [("from", "way", start), ("via", "node", by), ("to", "way", end)]
    tags = {"type": "restriction", "restriction": kind}
    return {
        "type": "relation", "id": id, "tags": tags,
        "members": [{"role": role, "type": kind, "ref": ref} for role, kind, ref in members],
    }  # fmt: skip


def space(id: int, x: float, y: float, length: float = 18.0, **tags: str) -> list[dict[str, Any]]:
    """An outline of a parking space, and its points."""
    corners = [(x, y), (x + 4, y), (x + 4, y + length), (x, y + length)]
    points = [node(id * 10 + at, *corner) for at, corner in enumerate(corners)]
    return [*points, way(id, *(p["id"] for p in points), points[0]["id"], amenity="parking_space", **tags)]


def port() -> list[dict[str, Any]]:
    """A public road, a gate in, an aisle one way past three spaces, a cross road, a gate out."""
    return [
        node(1, -200, 0), node(2, -100, 0, barrier="lift_gate", ref="gate-in"), node(3, 0, 0), node(4, 100, 0),
        node(5, 200, 0), node(6, 300, 0, barrier="gate", ref="gate-out"), node(7, 400, 0), node(8, 100, 80),
        way(100, 1, 2, highway="tertiary", name="Friendship Road"),
        way(101, 2, 3, **ROUND, maxheight="4.5", maxweight="49"),
        way(102, 3, 4, 5, **ROUND, service="parking_aisle", ref="A", maxspeed="10"),
        way(103, 5, 6, 7, **ROUND),
        way(104, 4, 8, highway="service"),
        way(105, 3, 8, highway="service", access="no"),
        *space(201, 30, 8, ref="B1"), *space(202, 60, 8, ref="B2", power_supply="yes"),
        *space(203, 150, 8, length=25), *space(204, 150, 500),
        node(300, 104, 70, amenity="parking_space", ref="B9", hazmat="designated"),
        node(301, -10, -10), node(302, 250, -10), node(303, 250, 40), node(304, -10, 40),
        way(400, 301, 302, 303, 304, 301, amenity="parking", name="North yard"),
    ]  # fmt: skip


def read(elements: list[dict[str, Any]]) -> Draft:
    return drawn(osm.read(json.dumps({"elements": elements}).encode()))


def yard_of(elements: list[dict[str, Any]]) -> Yard:
    return parse(read(elements).document)


def test_a_map_becomes_a_yard_whose_bays_are_reached_and_left() -> None:
    yard = yard_of(port())
    assert {gate.id: gate.way for gate in yard.gates.values()} == {"gate-in": "in", "gate-out": "out"}
    assert {bay.id: bay.kind for bay in yard.bays.values()} == {
        "B1": "general", "B2": "reefer", "p203": "long", "B9": "hazmat",
    }  # fmt: skip
    assert yard.bays["B2"].power
    assert yard.bays["B1"].limits.length_cm == pytest.approx(1_800, abs=5)
    route = Network(yard).route("gate-in", yard.bays["p203"].node)
    assert route is not None
    assert route.nodes == ("gate-in", "n3", "at-B1", "at-B2", "n4", "at-p203")
    assert route.length_cm == pytest.approx(25_200, abs=100)
    assert yard.areas["area-400"].name == "North yard"


def test_what_signs_say_is_kept() -> None:
    yard = yard_of(port())
    assert yard.roads["w101-1"].limits.height_cm == 450
    assert yard.roads["w101-1"].limits.weight_kg == 49_000
    aisle = yard.roads["w102-1"]
    assert (aisle.aisle, aisle.one_way) == ("A", True)
    assert aisle.time_ms == pytest.approx(32_000 * 0.36, rel=0.01)
    assert not yard.roads["w104-1"].one_way


def test_what_is_not_the_yard_is_left_out_and_what_was_guessed_is_told() -> None:
    draft = read(port())
    ids = {feature["id"] for feature in draft.document["features"]}
    assert not ids & {"n1", "n7", "w100-1", "w105-1", "p204"}
    assert draft.notes == (
        "way 105 is left out: access=no",
        "parking space p204 is left out: no road within 60 m",
    )
    both = read([each for each in port() if each["id"] not in (101, 103)] + [way(101, 2, 3, highway="service")])
    assert "gate gate-in is taken to lead in and out: no one-way road says which" in both.notes


def test_a_way_against_its_own_direction_is_turned_round() -> None:
    turned = [each for each in port() if each["id"] != 102]
    turned.append(way(102, 5, 4, 3, highway="service", oneway="-1", maxspeed="10"))
    assert Network(yard_of(turned)).route("gate-in", "at-p203") == Network(yard_of(port())).route("gate-in", "at-p203")


@pytest.mark.parametrize(
    ("kind", "start", "end", "expected"),
    [
        ("no_left_turn", 102, 104, {("w102-3", "w104-1")}),
        ("only_straight_on", 102, 102, {("w102-3", "w104-1")}),
        ("no_u_turn", 104, 104, {("w104-1", "w104-1")}),
        ("only_left_turn", 102, 104, {("w102-3", "w102-4")}),
    ],
)
def test_restrictions_ban_turns(kind: str, start: int, end: int, expected: set[tuple[str, str]]) -> None:
    elements = [*port(), ban(900, kind, start, 4, end)]
    (found,) = [each["properties"] for each in read(elements).document["features"] if each["id"] == "n4"]
    assert {tuple(turn) for turn in found.get("no_turns", ())} == expected


def test_xml_says_the_same_as_json() -> None:
    def xml(element: dict[str, Any]) -> str:
        inside = "".join(f'<tag k="{key}" v="{value}"/>' for key, value in element["tags"].items())
        inside += "".join(f'<nd ref="{id}"/>' for id in element.get("nodes", ()))
        for member in element.get("members", ()):
            inside += f'<member type="{member["type"]}" ref="{member["ref"]}" role="{member["role"]}"/>'
        at = f' lon="{element["lon"]!r}" lat="{element["lat"]!r}"' if "lon" in element else ""
        return f'<{element["type"]} id="{element["id"]}"{at}>{inside}</{element["type"]}>'

    elements = [*port(), ban(900, "no_left_turn", 102, 4, 104)]
    text = f'<?xml version="1.0"?><osm version="0.6">{"".join(map(xml, elements))}</osm>'
    assert drawn(osm.read(text.encode())) == read(elements)


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"<html/>", b"<osm><node id='x'/></osm>", b'{"elements": [{}]}', b"\xff\xfe"]
)
def test_what_is_no_map_is_refused(data: bytes) -> None:
    with pytest.raises(MapUnreadable) as refused:
        osm.read(data)
    assert refused.value.problem()["code"] == "osm.unreadable"


def test_a_map_without_gates_or_spaces_says_what_is_missing() -> None:
    draft = read([node(1, 0, 0), node(2, 50, 0), way(3, 1, 2, highway="service")])
    assert draft.notes == (
        "no barrier=gate stands on a road to the bays: the yard has no gates yet",
        "no amenity=parking_space lies beside a road: the yard has no bays yet",
    )
    with pytest.raises(YardInvalid):
        parse(draft.document)


@given(
    points=st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), min_size=2, max_size=8, unique=True),
    joined=st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.sampled_from(["yes", "-1", "no"])), max_size=12),
    spaces=st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), max_size=6),
    gate=st.integers(0, 7),
)
def test_whatever_is_drawn_can_be_read_or_its_faults_are_of_reaching(
    points: list[tuple[int, int]], joined: list[tuple[int, int, str]], spaces: list[tuple[int, int]], gate: int
) -> None:
    count = len(points)
    elements = [node(at, *place, barrier="gate" if at == gate else "bollard") for at, place in enumerate(points)]
    elements += [
        way(100 + at, one % count, other % count, highway="service", oneway=oneway)
        for at, (one, other, oneway) in enumerate(joined)
    ]
    elements += [node(500 + at, *place, amenity="parking_space") for at, place in enumerate(spaces)]
    faults: tuple[Fault, ...] = ()
    try:
        parse(read(elements).document)
    except YardInvalid as invalid:
        faults = invalid.faults
    assert {fault.code for fault in faults} <= {
        "gate.no_entry", "gate.no_exit", "bay.none", "bay.unreachable", "bay.no_exit", "road.dead_end",
    }  # fmt: skip


def test_the_command_writes_a_draft_and_says_what_to_put_right(tmp_path: Path) -> None:
    map, to = tmp_path / "map.json", tmp_path / "yard.geojson"
    map.write_text(json.dumps({"elements": [each for each in port() if each["id"] != 103]}))
    done = CliRunner().invoke(app, ["yards", "from-osm", str(map), str(to)])
    assert done.exit_code == 0, done.output
    assert "to put right: yard: no gate leads out" in done.output
    assert json.loads(to.read_text()) == read([each for each in port() if each["id"] != 103]).document
    map.write_text(json.dumps({"elements": port()}))
    said = json.loads(CliRunner().invoke(app, ["yards", "from-osm", str(map), str(to), "--json"]).output)
    assert said["faults"] == []
    assert parse(json.loads(to.read_text())).bays.keys() == {"B1", "B2", "B9", "p203"}
