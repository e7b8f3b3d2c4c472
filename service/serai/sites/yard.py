"""A yard as its GeoJSON file says it: gates, nodes, roads, bays and areas, and every fault of a file that is not one.

Metres, kilometres an hour and degrees stop here; inside, a yard holds whole centimetres, kilograms and milliseconds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeVar

import orjson

from serai.sites import yard_feature, yard_graph
from serai.sites.faults import Fault, Faulty
from serai.sites.geometry import Line, Point, length_cm
from serai.sites.yard_feature import Feature

FEATURES: Final = 20_000
"""The largest yard: more features than this are refused unread."""
KINDS: Final = ("general", "reefer", "long", "hazmat", "inspection")
DEFAULT_SPEED_KMH: Final = 15.0
_SMALLEST_HEIGHT_M = 2.0
_SMALLEST_WEIGHT_KG = 2_000
_SMALLEST_LENGTH_M = 5.0
_LONGEST_DRIVE = 600


class YardInvalid(Faulty):
    """The yard file has faults; `faults` names them, up to a hundred."""

    code = "yard.invalid"


@dataclass(frozen=True, slots=True)
class Limits:
    """The largest vehicle that fits; None where nothing limits it. Centimetres and kilograms."""

    height_cm: int | None = None
    weight_kg: int | None = None
    length_cm: int | None = None


@dataclass(frozen=True, slots=True)
class Gate:
    id: str
    at: Point
    way: str
    """`in`, `out` or `both`."""
    name: str | None

    @property
    def is_entry(self) -> bool:
        return self.way != "out"

    @property
    def is_exit(self) -> bool:
        return self.way != "in"


@dataclass(frozen=True, slots=True)
class Node:
    id: str
    at: Point
    no_turns: frozenset[yard_graph.Turn] = frozenset()
    """Turns that may not be made here, each from one road into another."""


@dataclass(frozen=True, slots=True)
class Road:
    """A way from `start` to `end` (gates, nodes or bays), and back unless `one_way`."""

    id: str
    start: str
    end: str
    one_way: bool
    length_cm: int
    time_ms: int
    """At the road's speed, with nobody in the way."""
    limits: Limits
    aisle: str | None
    name: str | None
    line: Line


@dataclass(frozen=True, slots=True)
class Bay:
    """A place for one truck. `node` is where it leaves the road: itself, if roads lead right into it."""

    id: str
    at: Point
    node: str
    kind: str
    limits: Limits
    power: bool
    exclusive: bool
    """For trucks whose cargo class has this kind of bay only; a `need` does not open it to others."""
    drive_through: bool
    neighbours: tuple[str, ...]
    """Bays that must stay empty while a hazmat truck stands here."""
    name: str | None
    blocked_by: tuple[str, ...] = ()
    """Bays that must be empty for a truck to come in here or to leave: those in front of it in a double row."""
    pairs_with: tuple[str, ...] = ()
    """Bays across one dock from it, where a load is carried over from truck to truck."""

    @property
    def is_on_the_way(self) -> bool:
        """Whether a road runs through the bay itself."""
        return self.node == self.id


@dataclass(frozen=True, slots=True)
class Area:
    """A piece of ground with a name; with the `drive_minutes` to the gates, one where vehicles wait for their call."""

    id: str
    outline: Line
    name: str | None
    drive_minutes: int | None = None


@dataclass(frozen=True, slots=True)
class WaitingArea:
    """Where vehicles wait for their call, and how many minutes they drive from there to the gates."""

    id: str
    name: str
    drive_minutes: int


@dataclass(frozen=True, slots=True, eq=False)
class Yard:
    """A yard file that has been read; everything is in the order of its ids, whatever the order in the file."""

    gates: Mapping[str, Gate]
    nodes: Mapping[str, Node]
    roads: Mapping[str, Road]
    bays: Mapping[str, Bay]
    areas: Mapping[str, Area]

    def place(self, id: str) -> Point | None:
        """Where a gate, node or bay is."""
        found = self.nodes.get(id) or self.gates.get(id) or self.bays.get(id)
        return found.at if found else None

    @property
    def waiting_areas(self) -> list[WaitingArea]:
        """Where vehicles wait for their call, the nearest first."""
        found = [
            WaitingArea(each.id, each.name or each.id, each.drive_minutes)
            for each in self.areas.values()
            if each.drive_minutes is not None
        ]
        return sorted(found, key=lambda area: (area.drive_minutes, area.id))

    @property
    def has_pairs(self) -> bool:
        """Whether two trucks can meet here."""
        return any(bay.pairs_with for bay in self.bays.values())

    def arcs(self) -> list[yard_graph.Arc]:
        """Its roads as they may be driven."""
        return yard_graph.arcs(_ways(self.roads), _banned(self.nodes))


def parse(document: object) -> Yard:
    """The yard that a FeatureCollection describes; raises YardInvalid with all its faults."""
    survey = _Survey()
    yard = survey.read(document)
    if not survey.faults:
        survey.faults.extend(yard_graph.faults(_graph(yard)))
        survey.faults.extend(yard_graph.row_faults({bay.id: bay.blocked_by for bay in yard.bays.values()}))
    survey.refuse_if_faulty()
    return yard


def recorded(text: str) -> Yard:
    """The yard in a ledger entry: it was checked when put, and a check added since must not lose it."""
    survey = _Survey()
    return survey.read(orjson.loads(text))


def canonical(document: object) -> str:
    """The text of a yard file as a ledger entry keeps it."""
    return orjson.dumps(document, option=orjson.OPT_SORT_KEYS).decode()


def gate_faults(yard: Yard, gates: Mapping[str, str]) -> list[Fault]:
    """Where a yard's gates and its site's differ; `gates` is the site's, code to way."""
    unknown = [id for id in yard.gates if id not in gates]
    missing = [code for code in gates if code not in yard.gates]
    return [Fault(id, "gate.unknown", f"gate {id} is not a gate of this site") for id in unknown] + [
        Fault(code, "gate.missing", f"gate {code} of this site is not in the yard") for code in missing
    ]


class _Survey:
    """One reading of one file, and what was wrong with it."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def refuse_if_faulty(self) -> None:
        if self.faults:
            raise YardInvalid(self.faults)

    def read(self, document: object) -> Yard:
        """The yard, as far as it can be read."""
        by_role: dict[str, dict[str, Feature]] = {role: {} for role in ("node", "gate", "road", "bay", "area")}
        for feature in self._features(document):
            role = feature.properties.get("role")
            if isinstance(role, str) and role in by_role:
                by_role[role][feature.id] = feature
            else:
                feature.fault("role.wrong", "role must be node, gate, road, bay or area")
        gates = {id: _gate(feature) for id, feature in by_role["gate"].items()}
        nodes = {id: Node(id, feature.point(), feature.turns("no_turns")) for id, feature in by_role["node"].items()}
        bays = self._bays(by_role["bay"], by_role["road"], nodes)
        places = {id: thing.at for things in (gates, nodes, bays) for id, thing in things.items()}
        read = [self._road(feature, places, bays) for feature in by_role["road"].values()]
        roads = {road.id: road for road in read if road}
        for node, (into, out) in yard_graph.impossible(_ways(roads), _banned(nodes)):
            text = f"no road {into} leads here from which {out} leads on"
            by_role["node"][node].fault("no_turns.unknown", text)
        areas = {id: _area(feature) for id, feature in by_role["area"].items()}
        bays = _with_their_roads(bays, roads)
        return Yard(_in_order(gates), _in_order(nodes), _in_order(roads), _in_order(bays), _in_order(areas))

    def _features(self, document: object) -> Iterator[Feature]:
        collection = document if isinstance(document, dict) else {}
        features = collection.get("features")
        if collection.get("type") != "FeatureCollection" or not isinstance(features, list):
            self.faults.append(Fault("yard", "collection.wrong", "a yard is a GeoJSON FeatureCollection"))
            return
        if len(features) > FEATURES:
            self.faults.append(Fault("yard", "features.too_many", f"a yard has at most {FEATURES} features"))
            return
        seen: set[str] = set()
        for index, value in enumerate(features):
            feature = yard_feature.read(index, value, self.faults)
            if feature and feature.id in seen:
                feature.fault("id.duplicate", "this id is used twice; every feature needs its own")
            elif feature:
                seen.add(feature.id)
                yield feature

    def _bays(
        self, features: Mapping[str, Feature], roads: Mapping[str, Feature], nodes: Mapping[str, Node]
    ) -> dict[str, Bay]:
        ends = [road.properties.get(end) for road in roads.values() for end in ("from", "to")]
        named = {end for end in ends if isinstance(end, str)}
        bays = {}
        for id, feature in features.items():
            node = feature.properties.get("node")
            if node is None and id in named:
                node = id
            elif not isinstance(node, str) or node not in nodes:
                feature.fault("bay.no_node", "a bay needs the id of its node beside the road, or roads of its own")
                node = id
            bays[id] = _bay(feature, node)
            for other in bays[id].neighbours:
                _check_mutual(feature, other, features, "neighbours", "neighbour", may_be_silent=True)
            for other in bays[id].pairs_with:
                _check_mutual(feature, other, features, "pairs_with", "bay across the dock")
            for other in bays[id].blocked_by:
                if other == id or other not in features:
                    feature.fault("blocked_by.unknown", f"{other}, in front of it, is not another bay of this yard")
        return bays

    def _road(self, feature: Feature, places: Mapping[str, Point], bays: Mapping[str, Bay]) -> Road | None:
        start, end = feature.properties.get("from"), feature.properties.get("to")
        known = True
        for which, place in (("from", start), ("to", end)):
            if not isinstance(place, str) or place not in places:
                feature.fault("road.to_nowhere", f"{which} must name a node, gate or bay, not {place!r:.80}")
                known = False
        if start == end and known:
            feature.fault("road.loop", "a road must lead to another place than it comes from")
        line = feature.line()
        limits, speed = _limits(feature), feature.number("speed_kmh", 1, 80) or DEFAULT_SPEED_KMH
        length = feature.number("length_m", 0.1, 50_000)
        if not known:
            return None
        line = line or (places[str(start)], places[str(end)])
        cm = round(length * 100) if length else max(1, length_cm(line))
        # A bay that stands beside the road is driven to by way of its node, whatever the road calls its end.
        tail, head = (bays[end].node if end in bays else end for end in (str(start), str(end)))
        one_way, time_ms = feature.flag("one_way", False), max(1, round(cm * 36 / speed))
        aisle, name = feature.text("aisle"), feature.text("name")
        return Road(feature.id, tail, head, one_way, cm, time_ms, limits, aisle, name, line)


def _check_mutual(
    bay: Feature, other: str, bays: Mapping[str, Feature], name: str, what: str, *, may_be_silent: bool = False
) -> None:
    """What two bays are to each other both of them say, in the list of this name; or one that `may_be_silent` has
    none."""
    if other == bay.id or other not in bays:
        bay.fault(f"{name}.unknown", f"its {what} {other} is not another bay of this yard")
        return
    theirs = bays[other].properties.get(name)
    if theirs is None and may_be_silent:
        return
    if not isinstance(theirs, list) or bay.id not in theirs:
        bay.fault(f"{name}.asymmetric", f"it names {other} as its {what}, whose own list lacks it")


def _area(feature: Feature) -> Area:
    drive = feature.number("drive_minutes", 0, _LONGEST_DRIVE)
    return Area(feature.id, feature.outline(), feature.text("name"), None if drive is None else round(drive))


def _gate(feature: Feature) -> Gate:
    return Gate(feature.id, feature.point(), feature.choice("gate", ("in", "out", "both")), feature.text("name"))


def _bay(feature: Feature, node: str) -> Bay:
    kind = feature.choice("kind", KINDS)
    return Bay(
        feature.id,
        feature.point(),
        node,
        kind,
        _limits(feature),
        feature.flag("power", kind == "reefer"),
        feature.flag("exclusive", False),
        feature.flag("drive_through", False),
        feature.ids("neighbours"),
        feature.text("name"),
        feature.ids("blocked_by"),
        feature.ids("pairs_with"),
    )


def _limits(feature: Feature) -> Limits:
    """Limits so small that no truck fits are faults: they are typing errors, or centimetres where metres belong."""
    height = feature.number("max_height_m", _SMALLEST_HEIGHT_M, 20)
    weight = feature.number("max_weight_kg", _SMALLEST_WEIGHT_KG, 1_000_000)
    length = feature.number("max_length_m", _SMALLEST_LENGTH_M, 200)
    return Limits(
        None if height is None else round(height * 100),
        None if weight is None else int(weight),
        None if length is None else round(length * 100),
    )


def _with_their_roads(bays: Mapping[str, Bay], roads: Mapping[str, Road]) -> dict[str, Bay]:
    """A bay with a road in and a road out is driven through, whether or not the file says so."""
    into, out = ({getattr(road, end) for road in roads.values()} for end in ("end", "start"))
    through = {road.end for road in roads.values() if road.one_way and road.end in out}
    through |= {road.start for road in roads.values() if road.one_way and road.start in into}
    return {
        id: replace(bay, drive_through=True) if bay.is_on_the_way and id in through else bay for id, bay in bays.items()
    }


def _ways(roads: Mapping[str, Road]) -> list[yard_graph.Way]:
    return [yard_graph.Way(road.id, road.start, road.end, road.one_way) for road in roads.values()]


def _banned(nodes: Mapping[str, Node]) -> dict[str, frozenset[yard_graph.Turn]]:
    return {node.id: node.no_turns for node in nodes.values() if node.no_turns}


def _graph(yard: Yard) -> yard_graph.Graph:
    return yard_graph.Graph(
        entries=frozenset(gate.id for gate in yard.gates.values() if gate.is_entry),
        exits=frozenset(gate.id for gate in yard.gates.values() if gate.is_exit),
        arcs=yard.arcs(),
        bays={bay.id: bay.node for bay in yard.bays.values()},
    )


_Thing = TypeVar("_Thing")


def _in_order(things: Mapping[str, _Thing]) -> dict[str, _Thing]:
    return dict(sorted(things.items()))
