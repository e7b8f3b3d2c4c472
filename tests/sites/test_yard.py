"""A yard file is read whole or refused with every fault it has."""

from __future__ import annotations

import copy
import math
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from serai.sites import yard as yards
from serai.sites.files import PORTS
from serai.sites.geometry import distance_cm, point, turn
from serai.sites.yard import Limits, YardInvalid, parse

SAMPLE = orjson.loads((PORTS / "yard_4x10.geojson").read_bytes())


def place(id: str, x: float, y: float, **properties: Any) -> dict[str, Any]:
    at = {"type": "Point", "coordinates": [101.0 + x / 1000, 21.0 + y / 1000]}
    return {"type": "Feature", "id": id, "geometry": at, "properties": properties}


def road(id: str, start: str, end: str, **properties: Any) -> dict[str, Any]:
    properties = {"role": "road", "from": start, "to": end, **properties}
    return {"type": "Feature", "id": id, "geometry": None, "properties": properties}


def small() -> dict[str, Any]:
    """in -> A <-> B -> out, bay 1 beside A, bay 2 beside B."""
    return {
        "type": "FeatureCollection",
        "features": [
            place("in", 0, 0, role="gate", gate="in"),
            place("A", 1, 0, role="node"),
            place("B", 2, 0, role="node"),
            place("out", 3, 0, role="gate", gate="out"),
            road("r1", "in", "A", one_way=True),
            road("r2", "A", "B"),
            road("r3", "B", "out", one_way=True),
            place("1", 1, 0.1, role="bay", node="A", kind="general", max_length_m=18.75),
            place("2", 2, 0.1, role="bay", node="B", kind="reefer"),
        ],
    }


def with_(*features: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """The small yard with features added, or properties of some changed (None removes one)."""
    document = copy.deepcopy(small())
    document["features"] += features
    for feature in document["features"]:
        properties = {**feature["properties"], **changes.get(feature["id"], {})}
        feature["properties"] = {name: value for name, value in properties.items() if value is not None}
    return document


def faults(document: object) -> set[tuple[str, str]]:
    with pytest.raises(YardInvalid) as refused:
        parse(document)
    assert refused.value.problem()["code"] == "yard.invalid"
    assert refused.value.problem()["status"] == 422
    return {(fault["at"], fault["code"]) for fault in refused.value.problem()["faults"]}


def test_the_sample_yard_is_read_as_it_is_described() -> None:
    yard = parse(SAMPLE)
    kinds = [bay.kind for bay in yard.bays.values()]
    counts = {kind: kinds.count(kind) for kind in yards.KINDS}
    assert counts == {"general": 18, "reefer": 10, "long": 5, "hazmat": 3, "inspection": 4}
    assert all(bay.power == (bay.kind == "reefer") for bay in yard.bays.values())
    assert yard.bays["B405"].neighbours == ("B404", "B406")
    entry = yard.roads["entry"]
    assert (entry.length_cm, entry.time_ms, entry.one_way) == (30_000, 72_000, True)
    assert entry.limits == Limits(height_cm=450)
    assert yard.roads["aisle-3-01"].aisle == "3"


def test_every_yard_that_ships_is_valid() -> None:
    files = sorted(PORTS.glob("yard_*.geojson"))
    assert len(files) >= 2
    assert all(parse(orjson.loads(file.read_bytes())).bays for file in files)


def test_what_the_file_leaves_out_is_filled_in() -> None:
    yard = parse(small())
    a_degree_thousandth = distance_cm(point(101.001, 21.0), point(101.002, 21.0))
    assert yard.roads["r2"].length_cm == a_degree_thousandth == pytest.approx(10_381, abs=5)
    assert yard.roads["r2"].time_ms == round(a_degree_thousandth * 36 / yards.DEFAULT_SPEED_KMH)
    assert not yard.roads["r2"].one_way
    assert yard.bays["1"].limits == Limits(length_cm=1875)
    assert (yard.bays["1"].power, yard.bays["2"].power) == (False, True)


def test_unknown_properties_are_left_alone() -> None:
    document = with_(A={"colour": "red", "depth": [1, {"x": 2}]})
    document["crs"] = {"type": "name"}
    assert parse(document).nodes.keys() == {"A", "B"}


def test_banned_turns_are_read() -> None:
    yard = parse(with_(B={"no_turns": [["r2", "r2"]]}))
    assert yard.nodes["B"].no_turns == {("r2", "r2")}
    assert {(arc.tail, arc.head) for arc in yard.arcs() if arc.road == "r2"} == {("A", "B/r2"), ("B", "A")}


def test_a_bay_that_roads_lead_into_is_driven_through() -> None:
    bay = place("X", 1.5, 0.2, role="bay", kind="long")
    yard = parse(with_(bay, road("x1", "A", "X", one_way=True), road("x2", "X", "B", one_way=True)))
    assert (yard.bays["X"].node, yard.bays["X"].drive_through) == ("X", True)
    two_roads_in = with_(bay, road("x1", "A", "X", one_way=True), road("x2", "X", "B"))
    assert parse(two_roads_in).bays["X"].drive_through
    there_and_back = parse(with_(bay, road("x1", "A", "X")))
    assert not there_and_back.bays["X"].drive_through


def test_a_road_that_ends_at_a_bay_beside_it_ends_at_its_node() -> None:
    yard = parse(with_(road("r4", "in", "2", one_way=True)))
    assert (yard.roads["r4"].start, yard.roads["r4"].end) == ("in", "B")


FAULTY: list[tuple[str, dict[str, Any], set[tuple[str, str]]]] = [
    ("duplicate id", with_(place("A", 5, 5, role="node")), {("A", "id.duplicate")}),
    ("road to nowhere", with_(road("r9", "A", "Z")), {("r9", "road.to_nowhere")}),
    ("road without an end", with_(r2={"to": None}), {("r2", "road.to_nowhere")}),
    ("bay without a node", with_(**{"1": {"node": None}}), {("1", "bay.no_node")}),
    ("bay beside an unknown node", with_(**{"1": {"node": "Z"}}), {("1", "bay.no_node")}),
    ("bay beside a gate", with_(**{"1": {"node": "in"}}), {("1", "bay.no_node")}),
    (
        "bay that no gate reaches",
        with_(place("C", 4, 4, role="node"), road("c", "C", "B"), r2={"one_way": True}, c={"one_way": True},
              **{"1": {"node": "C"}}),
        {("1", "bay.unreachable")},
    ),
    (
        "bay with no way out, at a dead end",
        with_(place("C", 4, 4, role="node"), road("c", "A", "C", one_way=True), **{"1": {"node": "C"}}),
        {("1", "bay.no_exit"), ("C", "road.dead_end")},
    ),
    ("turn between roads that do not meet", with_(A={"no_turns": [["r1", "r3"]]}), {("A", "no_turns.unknown")}),
    ("turn against a one-way road", with_(A={"no_turns": [["r2", "r1"]]}), {("A", "no_turns.unknown")}),
    ("turns that are no pairs", with_(A={"no_turns": ["r1", "r2"]}), {("A", "no_turns.wrong")}),
    (
        "bay behind a banned turn",
        with_(A={"no_turns": [["r1", "r2"]]}),
        {("2", "bay.unreachable"), ("A", "road.dead_end")},
    ),
    ("road that loops", with_(road("r9", "A", "A")), {("r9", "road.loop")}),
    ("height in centimetres", with_(r1={"max_height_m": 450}), {("r1", "max_height_m.wrong")}),
    ("limit below every truck", with_(r1={"max_height_m": 0.5}), {("r1", "max_height_m.wrong")}),
    ("weight in tonnes", with_(r1={"max_weight_kg": 49}), {("r1", "max_weight_kg.wrong")}),
    ("bay for nobody", with_(**{"1": {"max_length_m": 0}}), {("1", "max_length_m.wrong")}),
    ("negative length", with_(r2={"length_m": -3}), {("r2", "length_m.wrong")}),
    ("absurd length", with_(r2={"length_m": 1e9}), {("r2", "length_m.wrong")}),
    ("no number", with_(r2={"length_m": math.nan}), {("r2", "length_m.wrong")}),
    ("truth as a number", with_(r2={"length_m": True}), {("r2", "length_m.wrong")}),
    ("absurd speed", with_(r2={"speed_kmh": 300}), {("r2", "speed_kmh.wrong")}),
    ("text as truth", with_(r2={"one_way": "yes"}), {("r2", "one_way.wrong")}),
    ("unknown kind", with_(**{"1": {"kind": "refer"}}), {("1", "kind.wrong")}),
    ("unknown role", with_(A={"role": "knot"}),
     {("A", "role.wrong"), ("r1", "road.to_nowhere"), ("r2", "road.to_nowhere"), ("1", "bay.no_node")}),
    ("unknown gate way", with_(out={"gate": "sideways"}), {("out", "gate.wrong")}),
    ("unknown neighbour", with_(**{"1": {"neighbours": ["Z"]}}), {("1", "neighbours.unknown")}),
    ("its own neighbour", with_(**{"1": {"neighbours": ["1"]}}), {("1", "neighbours.unknown")}),
    ("one-sided neighbours", with_(**{"1": {"neighbours": ["2"]}, "2": {"neighbours": []}}),
     {("1", "neighbours.asymmetric")}),
    ("a pair of which one side knows", with_(**{"1": {"pairs_with": ["2"]}}), {("1", "pairs_with.asymmetric")}),
    ("a pair with nothing", with_(**{"1": {"pairs_with": ["nowhere"]}}), {("1", "pairs_with.unknown")}),
    ("neighbours as text", with_(**{"1": {"neighbours": "2"}}), {("1", "neighbours.wrong")}),
    ("no way in", with_(**{"in": {"gate": "out"}}), {("yard", "gate.no_entry")}),
    ("no way out", with_(out={"gate": "in"}), {("yard", "gate.no_exit")}),
    ("two faults at once", with_(road("r9", "A", "Z"), r2={"length_m": -3}),
     {("r9", "road.to_nowhere"), ("r2", "length_m.wrong")}),
]  # fmt: skip


@pytest.mark.parametrize(("document", "expected"), [case[1:] for case in FAULTY], ids=[case[0] for case in FAULTY])
def test_faults_are_named_where_they_are(document: dict[str, Any], expected: set[tuple[str, str]]) -> None:
    assert faults(document) == expected


def test_a_neighbour_without_a_list_of_its_own_is_fine() -> None:
    assert parse(with_(**{"1": {"kind": "hazmat", "neighbours": ["2"]}})).bays["1"].neighbours == ("2",)


def test_no_bays_is_a_fault() -> None:
    document = small()
    document["features"] = [each for each in document["features"] if each["properties"]["role"] != "bay"]
    assert faults(document) == {("yard", "bay.none")}


@pytest.mark.parametrize(
    "coordinates",
    [[181, 0], [0, 91], [math.inf, 0], [math.nan, 0], ["1", "2"], [1], [], None, [True, False], [[1, 2]], 7],
    ids=repr,
)
def test_coordinates_off_the_globe_are_faults(coordinates: object) -> None:
    document = small()
    document["features"][1]["geometry"]["coordinates"] = coordinates
    assert ("A", "coordinates.wrong") in faults(document)


@pytest.mark.parametrize("id", [None, "", "a b", "a/b", "a?b", "x" * 65, True, 1.5, ["a"], "..", "a\u0000"], ids=repr)
def test_an_id_must_fit_into_an_address(id: object) -> None:
    document = with_(place("ok", 5, 5, role="node"))
    document["features"][-1]["id"] = id
    assert faults(document) == {("features[9]", "id.wrong")}


@pytest.mark.parametrize(
    "document",
    [None, [], "yard", 7, {}, {"type": "FeatureCollection"}, {"type": "FeatureCollection", "features": {}},
     {"type": "Feature", "features": []}],
    ids=repr,
)  # fmt: skip
def test_what_is_no_collection_is_refused(document: object) -> None:
    assert faults(document) == {("yard", "collection.wrong")}


def test_a_huge_yard_is_refused_unread() -> None:
    document = {"type": "FeatureCollection", "features": [None] * (yards.FEATURES + 1)}
    assert faults(document) == {("yard", "features.too_many")}


def test_gates_that_the_site_does_not_have_are_named() -> None:
    found = yards.gate_faults(parse(small()), {"in": "in", "back": "out"})
    assert {(fault.at, fault.code) for fault in found} == {("out", "gate.unknown"), ("back", "gate.missing")}


def test_order_in_the_file_changes_nothing() -> None:
    document = copy.deepcopy(SAMPLE)
    document["features"].reverse()
    one, other = parse(SAMPLE), parse(document)
    for part in ("gates", "nodes", "roads", "bays"):
        assert list(getattr(one, part).items()) == list(getattr(other, part).items())


def test_a_recorded_yard_is_read_again_even_where_a_later_check_would_refuse_it() -> None:
    refused_now = with_(r1={"max_height_m": 0.5})
    faults(refused_now)
    assert yards.recorded(yards.canonical(refused_now)).bays.keys() == {"1", "2"}
    read = yards.recorded(yards.canonical(SAMPLE))
    assert read.bays == parse(SAMPLE).bays
    assert read.roads == parse(SAMPLE).roads


_json = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**20), 10**20) | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_nothing_in_a_file_is_more_than_a_fault(data: st.DataObject) -> None:
    document = copy.deepcopy(small())
    for _ in range(data.draw(st.integers(1, 4))):
        feature = data.draw(st.sampled_from(document["features"]))
        if not isinstance(feature, dict) or not isinstance(feature.get("properties"), dict):
            continue
        part = data.draw(st.sampled_from(["id", "geometry", "properties", *feature["properties"], "neighbours"]))
        target = feature if part in ("id", "geometry", "properties") else feature["properties"]
        target[part] = data.draw(_json)
    try:
        parse(document)
    except YardInvalid as refused:
        assert refused.facts["faults"]  # noqa: PT017


@given(st.floats(0, 359.9), st.floats(0, 359.9))
def test_a_turn_leads_from_one_direction_to_the_other(before: float, after: float) -> None:
    change = turn(before, after)
    assert -180 < change <= 180
    assert math.isclose((before + change - after) % 360, 0, abs_tol=1e-6) or math.isclose(
        (before + change - after) % 360, 360, abs_tol=1e-6
    )
