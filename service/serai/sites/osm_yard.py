"""A first draft of a yard file out of OpenStreetMap: service roads, gates, parking spaces and banned turns.

The map says where things are; what a port knows better (which bay has power, which gate leads in) is put right in the
draft afterwards. What was guessed or left out is noted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import pairwise
from math import cos, radians
from typing import Any, Final, NamedTuple

from serai.sites.geometry import Line, Point, distance_cm, length_cm, nearest
from serai.sites.osm import Map, Restriction, Tags, Way
from serai.sites.yard_feature import is_id
from serai.sites.yard_graph import Turn

DRIVEN: Final = ("service", "unclassified", "residential", "tertiary", "secondary", "primary", "trunk", "road")
BARRIERS: Final = ("gate", "lift_gate", "swing_gate", "sliding_gate", "toll_booth", "border_control", "entrance")
REACH_M: Final = 60.0
"""So far beside a road may a parking space lie to be reached from it."""
LONG_M: Final = 21.0
_LONGEST_CM: Final = 500_000
"""A stretch this straight is no yard's, and no bay is sought beside it."""
_CELL: Final = 9_000
"""Roads are looked up by squares of so many ten-millionths of a degree, 100 m of latitude."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The yard file, and what to look at before it is put: one sentence each."""

    document: dict[str, Any]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Space:
    """A parking space; `outline` is empty where the map has a point only."""

    id: str
    at: Point
    tags: Tags
    outline: Line


class Piece(NamedTuple):
    """A stretch of a way between two stops."""

    id: str
    way: Way
    start: str
    end: str
    line: Line

    @property
    def one_way(self) -> bool:
        return self.way.tags.get("oneway") in ("yes", "1", "true") or self.way.tags.get("junction") == "roundabout"


class Stop(NamedTuple):
    """Where a piece begins or ends: so far along from one of the way's points to the next."""

    after: int
    along: float
    name: str
    at: Point


@dataclass(slots=True)
class _Roads:
    """The driven ways of a map and where each is to be cut."""

    map: Map
    ways: dict[int, Way]
    gates: dict[int, str]
    stops: defaultdict[int, list[Stop]] = field(default_factory=lambda: defaultdict(list))
    segments: defaultdict[tuple[int, int], list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))

    def name(self, point: int) -> str:
        return self.gates.get(point, f"n{point}")

    def ends(self, way: int, after: int) -> tuple[Point, Point]:
        """The two ends of a segment of a way."""
        one, other = self.ways[way].points[after : after + 2]
        return self.map.points[one], self.map.points[other]


def drawn(map: Map) -> Draft:
    """The yard that a map shows."""
    notes: list[str] = []
    ways = {way.id: _onward(way) for way in map.ways.values() if _is_driven(way, notes)}
    on_roads = {point for way in ways.values() for point in way.points}
    taken: set[str] = set()
    roads = _Roads(map, ways, {point: name for point, name in _gates(map, taken) if point in on_roads})
    _cut_at_junctions(roads)
    spaces = _spaces(map, taken)
    nodes = {space.id: node for space in spaces if (node := _attached(roads, space, notes))}
    pieces = _inside([piece for way in ways.values() for piece in _pieces(roads, way)], nodes.values(), roads)
    features = [
        *_places(pieces, _banned(map.restrictions, pieces, roads), set(roads.gates.values()), notes),
        *(_road(piece) for piece in pieces),
        *(_bay(space, nodes[space.id]) for space in spaces if space.id in nodes),
        *_areas(map),
    ]
    if not nodes:
        notes.append("no amenity=parking_space lies beside a road: the yard has no bays yet")
    return Draft({"type": "FeatureCollection", "features": features}, tuple(dict.fromkeys(notes)))


# What the map shows


def _onward(way: Way) -> Way:
    """A way that is driven against its own direction, turned round."""
    return Way(way.id, way.points[::-1], {**way.tags, "oneway": "yes"}) if way.tags.get("oneway") == "-1" else way


def _is_driven(way: Way, notes: list[str]) -> bool:
    tags = way.tags
    if tags.get("highway") not in DRIVEN or tags.get("area") == "yes" or len(set(way.points)) < 2:
        return False
    shut = [key for key in ("access", "motor_vehicle", "hgv") if tags.get(key) == "no"]
    if shut:
        notes.append(f"way {way.id} is left out: {shut[0]}=no")
    return not shut


def _gates(map: Map, taken: set[str]) -> Iterator[tuple[int, str]]:
    for point, tags in sorted(map.tags.items()):
        if tags.get("barrier") in BARRIERS:
            yield point, _named(tags, f"gate-{point}", taken)


def _spaces(map: Map, taken: set[str]) -> list[Space]:
    found = []
    for point, tags in sorted(map.tags.items()):
        if tags.get("amenity") == "parking_space":
            found.append(Space(_named(tags, f"p{point}", taken), map.points[point], tags, ()))
    for way in sorted(map.ways.values(), key=lambda way: way.id):
        if way.tags.get("amenity") == "parking_space" and way.is_ring:
            line = map.line(way)
            found.append(Space(_named(way.tags, f"p{way.id}", taken), _middle(line[:-1]), way.tags, line))
    return found


def _named(tags: Tags, otherwise: str, taken: set[str]) -> str:
    """What a sign at the place says, where that can be an id and no other has it."""
    signs = (tags[key] for key in ("ref", "name") if is_id(tags.get(key)) and is_id(_beside(tags[key])))
    name = next((sign for sign in signs if sign not in taken), otherwise)
    taken.add(name)
    return name


def _beside(bay: str) -> str:
    """The node at which a bay is left and reached."""
    return f"at-{bay}"


def _middle(line: Line) -> Point:
    return Point(sum(each.lon for each in line) // len(line), sum(each.lat for each in line) // len(line))


# Cutting roads into pieces


def _cut_at_junctions(roads: _Roads) -> None:
    """Where roads meet, at their ends, at gates, where a turn is banned, and halfway round where one comes back."""
    meeting: defaultdict[int, int] = defaultdict(int)
    for way in roads.ways.values():
        for point in way.points:
            meeting[point] += 1
    vias = {each.by for each in roads.map.restrictions}
    for way in roads.ways.values():
        last = len(way.points) - 1
        ends = (0, last, last // 2) if way.points[0] == way.points[-1] else (0, last)
        for index, point in enumerate(way.points):
            if index in ends or meeting[point] > 1 or point in roads.gates or point in vias:
                roads.stops[way.id].append(Stop(index, 0.0, roads.name(point), roads.map.points[point]))
        for after, (one, other) in enumerate(pairwise(roads.map.line(way))):
            for cell in _cells(one, other) if distance_cm(one, other) < _LONGEST_CM else ():
                roads.segments[cell].append((way.id, after))


def _attached(roads: _Roads, space: Space, notes: list[str]) -> str | None:
    """The node beside a parking space, on the road nearest to it; the road is cut there."""
    around = {segment for cell in _around(space.at) for segment in roads.segments.get(cell, ())}
    found = min(((*nearest(*roads.ends(*segment), space.at), *segment) for segment in around), default=None)
    if found is None or found[0] > REACH_M:
        notes.append(f"parking space {space.id} is left out: no road within {REACH_M:.0f} m")
        return None
    _, along, way, after = found
    one, other = roads.ends(way, after)
    at = Point(round(one.lon + along * (other.lon - one.lon)), round(one.lat + along * (other.lat - one.lat)))
    gates = roads.gates.values()
    for stop in roads.stops[way]:
        if distance_cm(stop.at, at) < 100 and stop.name not in gates:
            return stop.name
    roads.stops[way].append(Stop(after, along, _beside(space.id), at))
    return _beside(space.id)


def _pieces(roads: _Roads, way: Way) -> Iterator[Piece]:
    line = roads.map.line(way)
    for number, (one, other) in enumerate(pairwise(sorted(roads.stops[way.id])), 1):
        between = line[one.after + 1 : other.after + (other.along > 0)]
        if one.name != other.name:
            yield Piece(f"w{way.id}-{number}", way, one.name, other.name, (one.at, *between, other.at))


def _inside(pieces: Sequence[Piece], nodes: Iterable[str], roads: _Roads) -> list[Piece]:
    """The roads that lead to bays without passing a gate: what lies before the gates is not the yard."""
    meeting: defaultdict[str, list[Piece]] = defaultdict(list)
    for piece in pieces:
        meeting[piece.start].append(piece)
        meeting[piece.end].append(piece)
    front, kept, gates = list(nodes), set[str](), set(roads.gates.values())
    while front:
        for piece in meeting[front.pop()]:
            if piece.id not in kept:
                kept.add(piece.id)
                front += [end for end in (piece.start, piece.end) if end not in gates]
    return [piece for piece in pieces if piece.id in kept]


def _banned(restrictions: Iterable[Restriction], pieces: Sequence[Piece], roads: _Roads) -> dict[str, set[Turn]]:
    """By node. `no_…` bans the way that it names, `only_…` all others; of a way into itself, the turn on the spot."""
    meeting: defaultdict[str, list[Piece]] = defaultdict(list)
    for piece in pieces:
        for end in (piece.start, piece.end):
            meeting[end].append(piece)
    banned: defaultdict[str, set[Turn]] = defaultdict(set)
    for each in restrictions:
        node = roads.name(each.by)
        for one in (piece for piece in meeting[node] if piece.way.id == each.start and _leads(piece, to=node)):
            for other in (piece for piece in meeting[node] if _leads(piece, to=node, back=True)):
                is_meant = each.start != each.end or (other is one) == each.kind.endswith("u_turn")
                if (other.way.id == each.end and is_meant) == each.kind.startswith("no_"):
                    banned[node].add((one.id, other.id))
    return banned


def _leads(piece: Piece, *, to: str, back: bool = False) -> bool:
    """Whether a road may be driven to one of its ends, or away from it."""
    return not piece.one_way or to == (piece.start if back else piece.end)


# Features


def _places(
    pieces: Sequence[Piece], banned: Mapping[str, set[Turn]], gates: Set[str], notes: list[str]
) -> Iterator[dict[str, Any]]:
    ends = {piece.start: piece.line[0] for piece in pieces} | {piece.end: piece.line[-1] for piece in pieces}
    for name, at in sorted(ends.items()):
        if name not in gates:
            turns = {"no_turns": [list(turn) for turn in sorted(banned[name])]} if name in banned else {}
            yield _feature(name, "Point", at.degrees, role="node", **turns)
            continue
        ways = {_way_through(name, piece) for piece in pieces if name in (piece.start, piece.end)}
        way = ways.pop() if len(ways) == 1 else "both"
        if way == "both":
            notes.append(f"gate {name} is taken to lead in and out: no one-way road says which")
        yield _feature(name, "Point", at.degrees, role="gate", gate=way)
    if gates.isdisjoint(ends):
        notes.append("no barrier=gate stands on a road to the bays: the yard has no gates yet")


def _way_through(gate: str, piece: Piece) -> str:
    return "both" if not piece.one_way else "in" if piece.start == gate else "out"


def _road(piece: Piece) -> dict[str, Any]:
    tags, metres = piece.way.tags, round(max(length_cm(piece.line), 10) / 100, 1)
    given: dict[str, Any] = {"length_m": metres, "one_way": piece.one_way}
    given |= {"speed_kmh": _number(tags.get("maxspeed"), 1, 80), "max_height_m": _number(tags.get("maxheight"), 2, 20)}
    tonnes = _number(tags.get("maxweight"), 2, 1_000)
    given |= {"max_weight_kg": tonnes and round(tonnes * 1_000), "max_length_m": _number(tags.get("maxlength"), 5, 200)}
    if tags.get("service") == "parking_aisle":
        given["aisle"] = str(tags.get("ref") or tags.get("name") or piece.way.id)
    given["name"] = tags.get("name")
    line = [point.degrees for point in piece.line]
    said = {key: value for key, value in given.items() if value is not None}
    return _feature(piece.id, "LineString", line, role="road", **{"from": piece.start, "to": piece.end}, **said)


def _bay(space: Space, node: str) -> dict[str, Any]:
    tags, longest = space.tags, max((distance_cm(a, b) / 100 for a, b in pairwise(space.outline)), default=0.0)
    has_power = tags.get("power_supply") in ("yes", "designated")
    kind = "reefer" if has_power else "long" if longest >= LONG_M else "general"
    kind = "hazmat" if tags.get("hazmat") in ("yes", "designated") else kind
    said: dict[str, Any] = {"node": node, "kind": kind}
    if longest >= 5:
        said["max_length_m"] = round(longest, 1)
    if has_power:
        said["power"] = True
    if tags.get("drive_through") == "yes":
        said["drive_through"] = True
    return _feature(space.id, "Point", space.at.degrees, role="bay", **said)


def _areas(map: Map) -> Iterator[dict[str, Any]]:
    for way in sorted(map.ways.values(), key=lambda way: way.id):
        if way.tags.get("amenity") == "parking" and way.is_ring:
            name = {"name": way.tags["name"]} if way.tags.get("name") else {}
            outline = [point.degrees for point in map.line(way)]
            yield _feature(f"area-{way.id}", "Polygon", [outline], role="area", **name)


def _feature(id: str, shape: str, coordinates: Any, **properties: Any) -> dict[str, Any]:
    geometry = {"type": shape, "coordinates": coordinates}
    return {"type": "Feature", "id": id, "geometry": geometry, "properties": properties}


def _number(text: str | None, least: float, most: float) -> float | None:
    """A tag's number within bounds, in the unit that goes without saying; None where it says another, or none."""
    try:
        value = float((text or "").removesuffix(" t").removesuffix(" m"))
    except ValueError:
        return None
    return value if least <= value <= most else None


def _cell(at: Point) -> tuple[int, int]:
    return at.lon // _CELL, at.lat // _CELL


def _cells(one: Point, other: Point) -> Iterator[tuple[int, int]]:
    (west, south), (east, north) = (map(fold, zip(_cell(one), _cell(other), strict=True)) for fold in (min, max))
    return ((x, y) for x in range(west, east + 1) for y in range(south, north + 1))


def _around(at: Point) -> Iterator[tuple[int, int]]:
    """The cells within reach: a cell is narrower than it is high, by how far from the equator it lies."""
    x, y = _cell(at)
    wide = 1 + round(1 / max(0.1, cos(radians(at.lat / 10_000_000))))
    return ((x + dx, y + dy) for dx in range(-wide, wide + 1) for dy in (-1, 0, 1))
