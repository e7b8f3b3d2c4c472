"""One feature of a yard file: its properties read one by one, each wrong one noted as a fault."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from serai.sites.faults import Fault
from serai.sites.geometry import Line, Point, point

ID_LENGTH: Final = 64
POINTS: Final = 2_000
TEXT_LENGTH: Final = 120
_TURNS: Final = 100
_UNSAFE_IN_AN_ADDRESS = frozenset("/\\?#%\"'<>&")
_NOWHERE = Point(0, 0)


@dataclass(frozen=True, slots=True)
class Feature:
    """A GeoJSON feature with an id. A wrong value is a fault and reads as the default, so that reading goes on."""

    id: str
    properties: Mapping[str, Any]
    geometry: object
    faults: list[Fault]

    def fault(self, code: str, text: str) -> None:
        self.faults.append(Fault(self.id, code, text))

    def text(self, name: str) -> str | None:
        """A short text, or a whole number written as one."""
        value = self.properties.get(name)
        if value is None:
            return None
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1_000_000:
            return str(value)
        if isinstance(value, str) and 0 < len(value.strip()) <= TEXT_LENGTH and value.isprintable():
            return value.strip()
        self.fault(f"{name}.wrong", f"{name} must be a text of 1 to {TEXT_LENGTH} characters")
        return None

    def flag(self, name: str, default: bool) -> bool:
        value = self.properties.get(name)
        if value is None or isinstance(value, bool):
            return default if value is None else value
        self.fault(f"{name}.wrong", f"{name} must be true or false")
        return default

    def choice(self, name: str, allowed: tuple[str, ...]) -> str:
        value = self.properties.get(name)
        if isinstance(value, str) and value in allowed:
            return value
        self.fault(f"{name}.wrong", f"{name} must be one of {', '.join(allowed)}")
        return allowed[0]

    def number(self, name: str, least: float, most: float) -> float | None:
        """A finite number within bounds; None where it is absent or wrong."""
        value = self.properties.get(name)
        if value is None:
            return None
        if isinstance(value, int | float) and not isinstance(value, bool) and least <= value <= most:
            return float(value)
        self.fault(f"{name}.wrong", f"{name} must be a number from {least:g} to {most:g}")
        return None

    def ids(self, name: str) -> tuple[str, ...]:
        """A list of ids without repeats."""
        value = self.properties.get(name)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(is_id(item) for item in value) or len(set(value)) < len(value):
            self.fault(f"{name}.wrong", f"{name} must be a list of different ids")
            return ()
        return tuple(sorted(value))

    def turns(self, name: str) -> frozenset[tuple[str, str]]:
        """A list of pairs of ids."""
        value = self.properties.get(name)
        if value is None:
            return frozenset()
        if isinstance(value, list) and len(value) <= _TURNS and all(_is_pair(pair) for pair in value):
            return frozenset((into, out) for into, out in value)
        self.fault(f"{name}.wrong", f"{name} must be a list of pairs of roads, at most {_TURNS}: from, into")
        return frozenset()

    def point(self) -> Point:
        return self._positions("Point")[0]

    def line(self) -> Line:
        """The points of a LineString; none where the feature has no geometry."""
        return () if self.geometry is None else self._positions("LineString")

    def outline(self) -> Line:
        """The outer ring of a Polygon, or the points of a LineString."""
        kind = self.geometry.get("type") if isinstance(self.geometry, dict) else None
        return self._positions("LineString" if kind == "LineString" else "Polygon")

    def _positions(self, kind: str) -> Line:
        shape = self.geometry if isinstance(self.geometry, dict) else {}
        found: object = shape.get("coordinates")
        if kind == "Polygon":
            found = found[0] if isinstance(found, list) and found else None
        elif kind == "Point":
            found = [found]
        least = {"Point": 1, "LineString": 2, "Polygon": 4}[kind]
        if shape.get("type") != kind or not isinstance(found, list) or not least <= len(found) <= POINTS:
            self.fault("geometry.wrong", f"geometry must be a {kind} of {least} to {POINTS} positions")
            return (_NOWHERE, _NOWHERE)
        points = tuple(_position(item) for item in found)
        if any(place is None for place in points):
            self.fault("coordinates.wrong", "a position is [longitude, latitude] in degrees, -180 to 180 and -90 to 90")
        return tuple(place or _NOWHERE for place in points)


def _position(value: object) -> Point | None:
    if not isinstance(value, list) or not 2 <= len(value) <= 3:
        return None
    if not all(isinstance(part, int | float) and not isinstance(part, bool) and math.isfinite(part) for part in value):
        return None
    lon, lat = value[0], value[1]
    return point(lon, lat) if -180 <= lon <= 180 and -90 <= lat <= 90 else None


def _is_pair(value: object) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(is_id(id) for id in value)


def is_id(value: object) -> bool:
    """Whether a feature may be called so: it stands in addresses, in texts and on paper."""
    return (
        isinstance(value, str)
        and 0 < len(value) <= ID_LENGTH
        and value.isprintable()
        and not any(sign.isspace() or sign in _UNSAFE_IN_AN_ADDRESS for sign in value)
        and value not in (".", "..")
    )


def read(index: int, value: object, faults: list[Fault]) -> Feature | None:
    """The feature at `index` of a collection; None, and a fault, where it is none."""
    where = f"features[{index}]"
    if not isinstance(value, dict) or value.get("type") != "Feature" or not isinstance(value.get("properties"), dict):
        faults.append(Fault(where, "feature.wrong", "it is not a GeoJSON Feature with properties"))
        return None
    properties = value["properties"]
    id = value.get("id", properties.get("id"))
    id = str(id) if isinstance(id, int) and not isinstance(id, bool) else id
    if not is_id(id):
        rule = f"an id of 1 to {ID_LENGTH} characters without spaces or any of / ? # % and quotes"
        faults.append(Fault(where, "id.wrong", f"it needs {rule}"))
        return None
    return Feature(id, properties, value.get("geometry"), faults)
