"""Yards to try guidance on: the one that ships, and random ones of any shape."""

from __future__ import annotations

from random import Random
from typing import Any

import orjson

from serai.sites.files import PORTS
from serai.sites.yard import KINDS, Yard, parse, recorded

SAMPLE = orjson.loads((PORTS / "yard_4x10.geojson").read_bytes())


def sample() -> Yard:
    return parse(SAMPLE)


def feature(id: str, at: tuple[float, float] | None, **properties: Any) -> dict[str, Any]:
    """Positions in metres, more or less."""
    geometry = None
    if at is not None:
        geometry = {"type": "Point", "coordinates": [101 + at[0] / 100_000, 21 + at[1] / 100_000]}
    return {"type": "Feature", "id": id, "geometry": geometry, "properties": properties}


def road(id: str, start: str, end: str, **properties: Any) -> dict[str, Any]:
    return feature(id, None, role="road", **{"from": start, "to": end}, **properties)


def read(features: list[dict[str, Any]]) -> Yard:
    """Whatever its faults: places without a way in or out must do no harm."""
    return recorded(orjson.dumps({"type": "FeatureCollection", "features": features}).decode())


def random_yard(random: Random, nodes: int = 8, bays: int = 8, *, bans: bool = True) -> Yard:
    """A yard, connected or not, with one-way and parallel roads, limits, banned turns, bays beside and on the roads."""
    return read(random_features(random, nodes, bays, bans=bans))


def random_features(
    random: Random, nodes: int, bays: int, *, bans: bool = True, rows: bool = False
) -> list[dict[str, Any]]:
    """Such a yard as its file has it, with bays behind others if there are to be `rows`."""
    places = [f"n{i}" for i in range(nodes)]
    features = [feature(place, (random.randrange(500), random.randrange(500)), role="node") for place in places]
    for gate, way in (("in", "in"), ("out", "out"), ("both", "both")):
        features.append(feature(gate, (random.randrange(500), random.randrange(500)), role="gate", gate=way))
    on_road = [f"b{i}" for i in range(bays) if random.random() < 0.25]
    nodes_of_bays = {f"b{i}": None if f"b{i}" in on_road else random.choice(places) for i in range(bays)}
    features += [_bay(random, bay, node, bays) for bay, node in nodes_of_bays.items()]
    if rows:
        for number, each in enumerate(features[-bays:]):
            if number and random.random() < 0.4:
                each["properties"]["blocked_by"] = [f"b{random.randrange(number)}"]
    ends = [*places, *places, *on_road]
    pairs = [(random.choice(ends), random.choice(ends)) for _ in range(nodes * 2)]
    pairs += [("in", random.choice(places)), (random.choice(places), "out")]
    pairs += [("both", random.choice(places)), (random.choice(places), "both")]
    pairs += [(bay, random.choice(places)) for bay in on_road] + [(random.choice(places), bay) for bay in on_road]
    roads = [_road(random, f"r{i}", start, end) for i, (start, end) in enumerate(pairs) if start != end]
    if bans:
        for node in features[:nodes]:
            node["properties"]["no_turns"] = _bans(random, node["id"], roads)
    return [*features, *roads]


def _bans(random: Random, node: str, roads: list[dict[str, Any]]) -> list[list[str]]:
    """Up to five turns at a node that may not be made, some of which nobody could make."""
    meeting = [each["id"] for each in roads if node in (each["properties"]["from"], each["properties"]["to"])]
    pairs = {(random.choice(meeting), random.choice(meeting)) for _ in range(random.randrange(6) if meeting else 0)}
    return [list(pair) for pair in sorted(pairs)]


def _road(random: Random, id: str, start: str, end: str) -> dict[str, Any]:
    limits = {"max_height_m": (4.0, 4.5), "max_weight_kg": (20_000, 49_000), "max_length_m": (12, 18.75)}
    chosen = {name: random.choice(values) for name, values in limits.items() if random.random() < 0.2}
    return road(id, start, end, one_way=random.random() < 0.6, length_m=random.randint(5, 300), **chosen)


def _bay(random: Random, id: str, node: str | None, bays: int) -> dict[str, Any]:
    properties: dict[str, Any] = {
        "kind": random.choice((*KINDS, "general")),
        "max_length_m": random.choice((12, 18.75, 25)),
    }
    if node is not None:
        properties["node"] = node
    if properties["kind"] == "hazmat":
        others = [f"b{i}" for i in range(bays) if f"b{i}" != id]
        properties["neighbours"] = random.sample(others, min(len(others), random.randrange(3)))
    if random.random() < 0.2:
        properties["power"] = True
    if random.random() < 0.2:
        properties["exclusive"] = True
    return feature(id, (random.randrange(500), random.randrange(500)), role="bay", **properties)
