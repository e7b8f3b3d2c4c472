"""Yards to judge policies on: the two that ship and a third, each with a load that its bays can just bear."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import orjson

from serai.sites.files import PORTS
from serai.sites.yard import Yard, parse
from serai.sumo.day import SHIPPED, Setting
from tests.guidance.yards import feature, road


def four_by_ten() -> Yard:
    """Four one-way aisles of ten bays, one gate in and one out."""
    return _shipped("yard_4x10")


def hekou() -> Yard:
    """Two gates in, a two-way spine with dead-end aisles, four bays driven through."""
    return _shipped("yard_hekou")


def rows() -> Yard:
    """Two gates in at opposite corners; three one-way aisles with bays on both sides, two rows driven through."""
    features = [
        feature("gate-west", (0, 120), role="gate", gate="in"),
        feature("gate-south", (320, 0), role="gate", gate="in"),
        feature("gate-out", (440, 240), role="gate", gate="out"),
    ]
    features += [feature(f"W{row}", (60, 40 * row), role="node") for row in range(6)]
    features += [feature(f"E{row}", (360, 40 * row), role="node") for row in range(6)]
    roads: list[dict[str, Any]] = [
        road("entry-west", "gate-west", "W3", one_way=True),
        road("entry-south", "gate-south", "E0", one_way=True),
        road("back", "E0", "W0", one_way=True),
        road("exit", "E5", "gate-out", one_way=True),
        *[road(f"west-{row}", f"W{row}", f"W{row + 1}") for row in range(5)],
        *[road(f"east-{row}", f"E{row}", f"E{row + 1}") for row in range(5)],
    ]
    for row, kinds in ((1, _KINDS[0]), (2, _KINDS[1]), (3, _KINDS[2])):
        places = [f"R{row}-{at}" for at in range(1, 6)]
        ends = [f"W{row}", *places, f"E{row}"]
        for at, place in enumerate(places):
            features.append(feature(place, (100 + 50 * at, 40 * row), role="node"))
            for side, kind in zip(("a", "b"), (kinds[2 * at], kinds[2 * at + 1]), strict=True):
                position = (100 + 50 * at, 40 * row + (12 if side == "a" else -12))
                features.append(_bay(f"{place}{side}", position, kind, node=place))
        for at, (start, end) in enumerate(pairwise(ends)):
            roads.append(road(f"row-{row}-{at}", start, end, one_way=True, aisle=str(row)))
    for row in (4, 5):
        for at in range(1, 4):
            bay = f"T{row}-{at}"
            features.append(_bay(bay, (110 + 70 * at, 40 * row), "long" if row == 5 and at > 1 else "general"))
            roads.append(road(f"in-{bay}", f"W{row}", bay, one_way=True, speed_kmh=10))
            roads.append(road(f"out-{bay}", bay, f"E{row}", one_way=True, speed_kmh=10))
    return parse({"type": "FeatureCollection", "features": [*features, *roads]})


_KINDS = (
    ("general",) * 10,
    ("general",) * 4 + ("reefer",) * 6,
    ("inspection",) * 2 + ("general",) * 6 + ("hazmat",) * 2,
)


def _bay(id: str, at: tuple[float, float], kind: str, node: str | None = None) -> dict[str, Any]:
    properties: dict[str, Any] = {"kind": kind, "max_length_m": 25.25 if kind == "long" else 18.75}
    if node is not None:
        properties["node"] = node
    return feature(id, at, role="bay", **properties)


def _shipped(name: str) -> Yard:
    return parse(orjson.loads((PORTS / f"{name}.geojson").read_bytes()))


SHAPES: dict[str, tuple[Callable[[], Yard], Setting]] = {
    "4 x 10": (four_by_ten, SHIPPED["yard_4x10"]),
    "dead ends": (hekou, SHIPPED["yard_hekou"]),
    "double rows": (
        rows,
        Setting(
            52,
            ("gate-west", "gate-south"),
            mix={"general": 0.68, "fresh": 0.17, "hazmat": 0.04, "oversize": 0.05, "inspection": 0.06},
        ),
    ),
}
