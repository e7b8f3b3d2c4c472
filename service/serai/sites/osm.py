"""What an OpenStreetMap file holds: points, ways and turn restrictions with their tags, as far as a yard can use them.

Reads the XML that openstreetmap.org and JOSM export and the JSON of the Overpass API (https://wiki.openstreetmap.org,
"OSM XML" and "OSM JSON").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from xml.etree import ElementTree

import orjson

from serai.sites.faults import Fault, Faulty
from serai.sites.geometry import Line, Point, point

ELEMENTS: Final = 500_000
"""The largest map that is read: more points, ways and relations than this are no yard."""
Tags = Mapping[str, str]


class MapUnreadable(Faulty):
    """The file is no OpenStreetMap data, or more of it than a yard needs."""

    code = "osm.unreadable"


@dataclass(frozen=True, slots=True)
class Way:
    """A line or, if `is_ring`, an outline through points."""

    id: int
    points: tuple[int, ...]
    tags: Tags

    @property
    def is_ring(self) -> bool:
        return len(self.points) > 3 and self.points[0] == self.points[-1]


@dataclass(frozen=True, slots=True)
class Restriction:
    """`kind` is `no_left_turn`, `only_straight_on`, …; from a way by a point into a way."""

    kind: str
    start: int
    by: int
    end: int


@dataclass(slots=True)
class Map:
    """Elements by id. Ways name only points that are there."""

    points: dict[int, Point] = field(default_factory=dict)
    tags: dict[int, Tags] = field(default_factory=dict)
    ways: dict[int, Way] = field(default_factory=dict)
    restrictions: list[Restriction] = field(default_factory=list)

    def line(self, way: Way) -> Line:
        return tuple(self.points[id] for id in way.points)


def read(data: bytes) -> Map:
    """The map in a file; raises MapUnreadable."""
    start = data.lstrip()[:1]
    try:
        elements = list(_from_json(data) if start == b"{" else _from_xml(data))
    except (ElementTree.ParseError, orjson.JSONDecodeError, KeyError, TypeError, ValueError) as error:
        raise MapUnreadable(
            [Fault("map", "osm.unreadable", f"this is no OpenStreetMap data: {error!s:.200}")]
        ) from error
    if len(elements) > ELEMENTS:
        raise MapUnreadable([Fault("map", "osm.too_large", f"a map has at most {ELEMENTS} elements; cut out the yard")])
    return _assembled(elements)


@dataclass(frozen=True, slots=True)
class _Element:
    kind: str
    id: int
    tags: Tags
    at: Point | None
    points: tuple[int, ...]
    members: tuple[tuple[str, str, int], ...]
    """Role, kind and id."""


def _from_xml(data: bytes) -> Iterator[_Element]:
    root = ElementTree.fromstring(data)  # noqa: S314 - expat bounds what entities may grow to
    if root.tag != "osm":
        raise ValueError(f"its root is <{root.tag}>, not <osm>")
    for each in root:
        if each.tag in ("node", "way", "relation") and each.get("action") != "delete":
            yield _Element(
                each.tag,
                int(each.attrib["id"]),
                {tag.attrib["k"]: tag.attrib["v"] for tag in each.iterfind("tag")},
                _at(each.attrib) if each.tag == "node" else None,
                tuple(int(nd.attrib["ref"]) for nd in each.iterfind("nd")),
                tuple((m.get("role", ""), m.attrib["type"], int(m.attrib["ref"])) for m in each.iterfind("member")),
            )


def _from_json(data: bytes) -> Iterator[_Element]:
    for each in orjson.loads(data)["elements"]:
        if each["type"] in ("node", "way", "relation"):
            yield _Element(
                each["type"],
                int(each["id"]),
                {str(key): str(value) for key, value in each.get("tags", {}).items()},
                _at(each) if each["type"] == "node" else None,
                tuple(int(id) for id in each.get("nodes", ())),
                tuple((str(m.get("role", "")), str(m["type"]), int(m["ref"])) for m in each.get("members", ())),
            )


def _at(element: Mapping[str, Any]) -> Point:
    lon, lat = float(element["lon"]), float(element["lat"])
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise ValueError(f"{lon}, {lat} is no place on earth")
    return point(lon, lat)


def _assembled(elements: Iterable[_Element]) -> Map:
    found, ways = Map(), []
    for each in elements:
        if each.at is not None:
            found.points[each.id] = each.at
            if each.tags:
                found.tags[each.id] = each.tags
        elif each.kind == "way":
            ways.append(each)
        elif each.tags.get("type") == "restriction":
            found.restrictions += _restrictions(each)
    for each in ways:
        known = tuple(id for id in each.points if id in found.points)
        if len(known) > 1:
            found.ways[each.id] = Way(each.id, known, each.tags)
    return found


def _restrictions(relation: _Element) -> Iterator[Restriction]:
    kind = relation.tags.get("restriction:hgv") or relation.tags.get("restriction") or ""
    members = {role: id for role, kind, id in relation.members if role in ("from", "via", "to")}
    is_by_point = ("via", "node") in {(role, kind) for role, kind, _ in relation.members}
    if kind.startswith(("no_", "only_")) and len(members) == 3 and is_by_point:
        yield Restriction(kind, members["from"], members["via"], members["to"])
