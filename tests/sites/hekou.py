"""Draws the yard of Hekou Road: a truck terminal that is anything but four one-way aisles.

Two entry gates, a two-way spine with dead-end aisles (one under a low canopy), four bays that are driven through, two
of them reached by two roads, and a one-way lane behind these; docks between aisles, with a bay on either side. Trucks
wait for their call in two parks, one of which is twenty minutes farther away than the drawing has room for.
`python -m tests.sites.hekou` writes the file that ships.
"""

from __future__ import annotations

from math import cos, hypot, radians
from typing import Any

import orjson

from serai.sites.files import PORTS

FILE = PORTS / "yard_hekou.geojson"
_ORIGIN = (103.9490, 22.5290)
_METRES_A_DEGREE = 111_195

Metres = tuple[float, float]
Feature = dict[str, Any]

_PLACES: dict[str, Metres] = {
    "gate-north": (0, 220), "gate-south": (0, -20), "gate-exit": (260, 100),
    "N0": (40, 180), "U0": (40, 20),
    "S0": (40, 100), "S1": (70, 100), "S2": (110, 100), "S3": (150, 100), "S4": (190, 100), "S5": (220, 100),
    "X1": (150, 40), "X2": (163, 40), "X3": (177, 40), "X4": (190, 40), "X5": (220, 40),
}  # fmt: skip
_GATES = {"gate-north": "in", "gate-south": "in", "gate-exit": "out"}
_AISLES: dict[str, tuple[str, int, list[str]]] = {
    "NA": ("S1", 1, ["general", "general", "general", "general"]),
    "NB": ("S2", 1, ["general", "general", "general", "general"]),
    "NC": ("S3", 1, ["reefer", "reefer", "reefer", "reefer"]),
    "SA": ("S1", -1, ["inspection", "inspection", "hazmat", "hazmat"]),
    "SB": ("S2", -1, ["reefer", "reefer", "general", "general"]),
}
_DOCKS = {"NA-2": "NB-1", "NA-4": "NB-3", "NB-2": "NC-1", "NB-4": "NC-3"}
"""Between two aisles: a truck of each stands at the dock, and the load is carried over."""
_ACROSS = _DOCKS | {other: one for one, other in _DOCKS.items()}
_LOW = {"NC": 4.0}
_THROUGH: dict[str, tuple[float, str, list[str], str]] = {
    "D1": (150, "long", ["S3"], "X1"),
    "D2": (163, "general", ["S3", "S4"], "X2"),
    "D3": (177, "general", ["S4", "S3"], "X3"),
    "D4": (190, "long", ["S4"], "X4"),
}


def _degrees(at: Metres) -> list[float]:
    lon = _ORIGIN[0] + at[0] / (_METRES_A_DEGREE * cos(radians(_ORIGIN[1])))
    return [round(lon, 7), round(_ORIGIN[1] + at[1] / _METRES_A_DEGREE, 7)]


def _spot(id: str, at: Metres, **properties: Any) -> Feature:
    geometry = {"type": "Point", "coordinates": _degrees(at)}
    return {"type": "Feature", "id": id, "geometry": geometry, "properties": properties}


class _Drawing:
    def __init__(self) -> None:
        self.places = dict(_PLACES)
        self.spots: list[Feature] = []
        self.roads: list[Feature] = []
        self.bays: list[Feature] = []

    def road(self, id: str, start: str, end: str, *, one_way: bool, speed: int, **more: Any) -> None:
        a, b = self.places[start], self.places[end]
        properties = {
            "role": "road",
            "from": start,
            "to": end,
            "one_way": one_way,
            "length_m": round(hypot(a[0] - b[0], a[1] - b[1]), 1),
            "speed_kmh": speed,
            "max_height_m": 4.5,
            **more,
        }
        geometry = {"type": "LineString", "coordinates": [_degrees(a), _degrees(b)]}
        self.roads.append({"type": "Feature", "id": id, "geometry": geometry, "properties": properties})

    def bay(self, id: str, at: Metres, kind: str, **more: Any) -> None:
        length = 25.25 if kind == "long" else 18.75
        power = kind == "reefer"
        self.bays.append(_spot(id, at, role="bay", kind=kind, max_length_m=length, power=power, **more))

    def main_roads(self) -> None:
        for gate, first in (("gate-north", "N0"), ("gate-south", "U0")):
            self.road(f"entry-{gate[5:]}", gate, first, one_way=True, speed=15)
            self.road(f"entry-{gate[5:]}-2", first, "S0", one_way=True, speed=15)
        for index in range(5):
            self.road(f"spine-{index + 1}", f"S{index}", f"S{index + 1}", one_way=False, speed=15)
        for index in range(1, 5):
            self.road(f"back-{index}", f"X{index}", f"X{index + 1}", one_way=True, speed=10)
        self.road("back-5", "X5", "S5", one_way=True, speed=10)
        self.road("exit", "S5", "gate-exit", one_way=True, speed=15)

    def aisle(self, name: str, foot: str, up: int, kinds: list[str]) -> None:
        x, before = self.places[foot][0], foot
        for step in (1, 2):
            node, y = f"{name}{step}", 100.0 + up * 25 * step
            self.places[node] = (x, y)
            self.road(f"aisle-{name}-{step}", before, node, one_way=False, speed=10, aisle=name,
                      max_height_m=_LOW.get(name, 4.5))  # fmt: skip
            for side, east in ((1, -12), (2, 12)):
                number = 2 * step - 2 + side
                kind = kinds[number - 1]
                other = {"neighbours": [f"{name}-{7 - number}"]} if kind == "hazmat" else {}
                across = _ACROSS.get(f"{name}-{number}")
                pairs = {"pairs_with": [across]} if across else {}
                self.bay(f"{name}-{number}", (x + east, y), kind, node=node, **other, **pairs)
            before = node

    def through(self, id: str, x: float, kind: str, feet: list[str], behind: str) -> None:
        self.places[id] = (x, 70)
        for index, foot in enumerate(feet, 1):
            self.road(f"in-{id}-{index}", foot, id, one_way=True, speed=5)
        self.road(f"out-{id}", id, behind, one_way=True, speed=5)
        self.bay(id, (x, 70), kind, drive_through=True)

    def features(self) -> list[Feature]:
        self.main_roads()
        for name, (foot, up, kinds) in _AISLES.items():
            self.aisle(name, foot, up, kinds)
        for id, (x, kind, feet, behind) in _THROUGH.items():
            self.through(id, x, kind, feet, behind)
        bays = {bay["id"] for bay in self.bays}
        for id, at in self.places.items():
            if id in _GATES:
                self.spots.append(_spot(id, at, role="gate", gate=_GATES[id]))
            elif id not in bays:
                self.spots.append(_spot(id, at, role="node"))
        areas = [
            _area("canopy", (130, 115), (170, 160), name="Canopy"),
            _area("river-park", (-110, 120), (-30, 200), name="River park", drive_minutes=5),
            _area("hill-park", (-110, 0), (-30, 80), name="Hill park", drive_minutes=25),
        ]
        return [*self.spots, *self.roads, *self.bays, *areas]


def _area(id: str, low: Metres, high: Metres, **properties: Any) -> Feature:
    corners = [low, (high[0], low[1]), high, (low[0], high[1]), low]
    geometry = {"type": "Polygon", "coordinates": [[_degrees(corner) for corner in corners]]}
    return {"type": "Feature", "id": id, "geometry": geometry, "properties": {"role": "area", **properties}}


def drawn() -> bytes:
    """The file's bytes: one feature on each line, so that a change can be read."""
    features = b",\n".join(orjson.dumps(feature) for feature in _Drawing().features())
    return b'{"type":"FeatureCollection","name":"yard-hekou","features":[\n' + features + b"\n]}\n"


if __name__ == "__main__":
    FILE.write_bytes(drawn())
