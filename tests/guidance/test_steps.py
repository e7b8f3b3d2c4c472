"""What a driver is told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

import pytest

from serai.guidance import phrases, steps
from serai.guidance.routing import Network, Route
from serai.sites.yard import Yard
from tests.guidance.yards import feature, random_yard, read, road, sample
from tests.scale import scaled


def told(bay: str, language: str = "en", *, out: bool = False) -> list[tuple[str, int, str]]:
    yard = sample()
    network = Network(yard)
    node = yard.bays[bay].node
    route = network.way_out(node) if out else network.route("gate-in", node)
    assert route is not None
    tell = steps.outward if out else steps.inward
    return [(step.text, step.distance_m, step.node) for step in tell(yard, route, yard.bays[bay], language)]


def test_the_way_in_turn_by_turn() -> None:
    assert told("B307") == [
        ("Start at gate in and follow entry", 300, "gate-in"),
        ("Turn right into west 1", 120, "W0"),
        ("Turn left into aisle 3", 154, "W3"),
        ("After 154 m, bay B307 is on your left: reverse in", 0, "A3-07"),
    ]


def test_the_way_in_in_chinese() -> None:
    assert [text for text, _, _ in told("B307", "zh")] == [
        "从gate in出发，沿entry行驶",
        "右转进入west 1",
        "左转进入3号通道",
        "154米后，B307号车位在您左侧，请倒车入位",
    ]


def test_the_way_out() -> None:
    assert told("B307", out=True) == [
        ("Pull out of bay B307 onto aisle 3", 106, "A3-07"),
        ("Turn left into east 3", 120, "E3"),
        ("Turn right into exit", 300, "E0"),
        ("After 300 m, leave through gate out", 0, "gate-out"),
    ]


def crossing(dx: float, dy: float, bay_at: tuple[float, float], **bay: object) -> tuple[Yard, Route]:
    """North from the gate to a crossing, then (dx, dy) to a bay's node."""
    yard = read(
        [
            feature("in", (0, 0), role="gate", gate="in", name="North gate"),
            feature("X", (0, 100), role="node"),
            feature("N", (dx, 100 + dy), role="node"),
            feature("B1", bay_at, role="bay", node="N", kind="general", **bay),
            road("main", "in", "X", length_m=100, name="Main Street"),
            road("side", "X", "N", length_m=50, aisle=7),
        ]
    )
    route = Network(yard).route("in", "N")
    assert route is not None
    return yard, route


@pytest.mark.parametrize(
    ("dx", "dy", "text"),
    [
        (50, 0, "Turn right into aisle 7"),
        (-50, 0, "Turn left into aisle 7"),
        (0, 50, "Continue straight on aisle 7"),
        (5, 50, "Continue straight on aisle 7"),
        (40, 40, "Turn right into aisle 7"),
        (-40, -40, "Turn left into aisle 7"),
        (1, -60, "Turn around onto aisle 7"),
    ],
)
def test_turns_come_from_geometry(dx: float, dy: float, text: str) -> None:
    yard, route = crossing(dx, dy, (dx, 100 + dy))
    told = steps.inward(yard, route, yard.bays["B1"], "en")
    assert told[0].text == "Start at North gate and follow Main Street"
    assert told[1].text == text


@pytest.mark.parametrize(
    ("at", "bay", "text"),
    [
        ((50, 90), {}, "After 50 m, bay B1 is on your right: reverse in"),
        ((50, 110), {}, "After 50 m, bay B1 is on your left: reverse in"),
        ((60, 100), {}, "After 50 m, you are at bay B1: reverse in"),
        ((50, 90), {"drive_through": True}, "After 50 m, bay B1 is on your right: drive in"),
        ((50, 90), {"name": "Quay 4"}, "After 50 m, bay Quay 4 is on your right: reverse in"),
    ],
)
def test_the_bay_is_where_the_map_has_it(at: tuple[float, float], bay: dict[str, object], text: str) -> None:
    yard, route = crossing(50, 0, at, **bay)
    assert steps.inward(yard, route, yard.bays["B1"], "en")[-1].text == text


def merged(told: Sequence[steps.Step]) -> list[steps.Step]:
    """Steps without those that are told at the place of the one before."""
    return [step for at, step in enumerate(told) if at == 0 or step.node != told[at - 1].node]


@pytest.mark.parametrize("seed", range(scaled(200)))
def test_distances_add_up_and_every_step_is_on_the_way(seed: int) -> None:
    yard = random_yard(Random(seed))
    network = Network(yard)
    for bay in yard.bays.values():
        route = network.route("in", bay.node)
        if route is None:
            continue
        for language in phrases.LANGUAGES:
            told = steps.inward(yard, route, bay, language)
            assert abs(sum(step.distance_m for step in told) - route.length_cm / 100) <= len(told)
            assert [step.node for step in told][-1] == bay.node
            passed = iter(route.nodes)  # where turns are banned, a place may be passed twice
            assert all(step.node in passed for step in merged(told))
            assert all(step.text and "{" not in step.text for step in told)
        drawn = steps.line(yard, route, bay, out=False)
        assert drawn[0] == yard.place("in")
        assert drawn[-1] == bay.at
        assert len(drawn) >= 2


def test_a_line_follows_the_road_backwards_where_it_is_driven_backwards() -> None:
    yard, _ = crossing(50, 0, (50, 90))
    route = Network(yard).route("N", "X")
    assert route is not None
    drawn = steps.line(yard, route, yard.bays["B1"], out=True)
    assert drawn == (yard.bays["B1"].at, yard.nodes["N"].at, yard.nodes["X"].at)


def test_every_translation_says_what_english_says() -> None:
    assert phrases.PHRASES.keys() == set(phrases.LANGUAGES)
    for language, table in phrases.PHRASES.items():
        assert table.keys() == phrases.PHRASES["en"].keys(), language
        for name, text in table.items():
            words = set(re.findall(r"\{(\w+)\}", text))
            assert words == set(re.findall(r"\{(\w+)\}", phrases.PHRASES["en"][name])), (language, name)
