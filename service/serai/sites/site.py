"""A site with its lanes and gates, and what can be wrong with one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from serai.core.errors import Missing, Refusal
from serai.sites.documents import LaneDocument, SiteDocument
from serai.sites.events import GateRecord, LaneRecord, SiteRecord
from serai.sites.faults import Fault, Faulty
from serai.sites.walltime import is_zone
from serai.sites.yard import Yard, YardInvalid, gate_faults


class SiteInvalid(Faulty):
    """The site has faults; each is named in `faults`."""

    code = "site.invalid"


class SiteExists(Refusal):
    """A site with this code exists already."""

    code = "site.exists"


class LaneUnknown(Missing):
    """The site has no such lane."""

    code = "lane.unknown"


class AreaUnknown(Missing):
    """The yard has no such area in which vehicles wait for their call."""

    code = "area.unknown"


class GateUnknown(Missing):
    """The site has no such gate."""

    code = "gate.unknown"


class LaneKept(Refusal):
    """A lane or gate that a site has stays, and stays in its line, for the ledger speaks of it; close it instead."""

    code = "lane.kept"


@dataclass(frozen=True, slots=True)
class Gate:
    code: str
    way: str

    @property
    def is_entry(self) -> bool:
        return self.way != "out"


@dataclass(frozen=True, slots=True)
class Lane:
    """One stream of service; `gates` are all it uses, in the site's order, `entries` those that lead in."""

    code: str
    direction: str
    cargo_class: str
    gates: tuple[str, ...]
    entries: tuple[str, ...]
    service_seconds: int
    declaration: str


@dataclass(frozen=True)
class Site:
    code: str
    name: str
    kind: str
    mode: str
    zone: str
    country: str
    counterpart: str | None
    lanes: Mapping[str, Lane]
    gates: Mapping[str, Gate]
    drives: Mapping[str, int] = field(default_factory=dict)
    """Minutes to other sites of the network, by their codes."""

    @cached_property
    def lines(self) -> Mapping[str, tuple[Lane, ...]]:
        return lines(self)

    @cached_property
    def line_of(self) -> Mapping[str, str]:
        """The line of each lane."""
        return {lane.code: line for line, lanes in self.lines.items() for lane in lanes}

    @cached_property
    def info(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    def lane(self, code: str) -> Lane:
        """The lane of this code; LaneUnknown where there is none."""
        if code not in self.lanes:
            raise LaneUnknown(site=self.code, lane=code, lanes=sorted(self.lanes))
        return self.lanes[code]

    def gate(self, code: str) -> Gate:
        """The gate of this code; GateUnknown where there is none."""
        if code not in self.gates:
            raise GateUnknown(site=self.code, gate=code, gates=sorted(self.gates))
        return self.gates[code]

    def entries_of(self, line: str) -> tuple[str, ...]:
        """The entry gates that a line's lanes share, in the site's order; () where there is no such line."""
        used = {gate for lane in self.lines.get(line, ()) for gate in lane.entries}
        return tuple(gate for gate in self.gates if gate in used)


def lines(site: Site) -> dict[str, tuple[Lane, ...]]:
    """The site's lanes by line: lanes that share an entry gate, directly or through others, have one order.

    A line is named after the first of its entry gates in the site's list.
    """
    groups: list[tuple[set[str], list[Lane]]] = []
    for lane in site.lanes.values():
        gates, members = set(lane.entries), [lane]
        for group in [group for group in groups if group[0] & gates]:
            gates |= group[0]
            members = group[1] + members
            groups.remove(group)
        groups.append((gates, members))
    order = list(site.lanes)
    named = {next(gate for gate in site.gates if gate in gates): members for gates, members in groups if gates}
    found = [gate for gate in site.gates if gate in named]
    return {gate: tuple(sorted(named[gate], key=lambda lane: order.index(lane.code))) for gate in found}


def check(document: SiteDocument) -> list[Fault]:
    """Every fault of a site's description, in its order."""
    faults = list(_of_place(document))
    faults += _of_twice([gate.code for gate in document.gates], "gates", "gate.twice")
    faults += _of_twice([lane.code for lane in document.lanes], "lanes", "lane.twice")
    ways = {gate.code: gate.way for gate in document.gates}
    for index, lane in enumerate(document.lanes):
        faults += _of_lane(lane, f"lanes[{index}]", ways)
    return faults


def _of_place(document: SiteDocument) -> Iterator[Fault]:
    if not is_zone(document.zone):
        text = f"{document.zone} is not in the time zone database; use a name such as Asia/Shanghai or Asia/Yangon"
        yield Fault("zone", "zone.unknown", text)
    if document.counterpart == document.code:
        text = "a site is not its own counterpart; name the one across the line"
        yield Fault("counterpart", "counterpart.itself", text)
    if document.code in document.drives:
        text = "nobody drives from a site to itself; name other sites of the network"
        yield Fault(f"drives.{document.code}", "drive.itself", text)


def _of_twice(codes: Sequence[str], at: str, code: str) -> Iterator[Fault]:
    for index, each in enumerate(codes):
        if each in codes[:index]:
            yield Fault(f"{at}[{index}].code", code, f"{each} is listed twice; give each its own code")


def _of_lane(lane: LaneDocument, at: str, ways: Mapping[str, str]) -> Iterator[Fault]:
    known = ", ".join(ways) or "none"
    for index, gate in enumerate(lane.gates):
        if gate not in ways:
            yield Fault(f"{at}.gates[{index}]", "gate.unknown", f"the site has no gate {gate}; its gates: {known}")
    yield from _of_twice(lane.gates, f"{at}.gates", "gate.twice")
    if all(ways.get(gate) == "out" for gate in lane.gates if gate in ways) and ways.keys() >= set(lane.gates):
        text = f"{lane.code} has no gate that leads in; add one with way in or both"
        yield Fault(f"{at}.gates", "lane.no_entry", text)
    if round(lane.service_minutes * 60) < 1:
        yield Fault(f"{at}.service_minutes", "lane.service", "a service takes a second at least")


def accept(document: SiteDocument) -> Site:
    """The site that a document describes; raises SiteInvalid with all its faults."""
    faults = check(document)
    if faults:
        raise SiteInvalid(faults)
    gates = {gate.code: Gate(gate.code, gate.way) for gate in document.gates}
    return Site(
        document.code,
        document.name.strip(),
        document.kind,
        document.mode,
        document.zone,
        document.country,
        document.counterpart,
        {lane.code: _lane(lane, gates) for lane in document.lanes},
        gates,
        dict(document.drives),
    )


def _lane(lane: LaneDocument, gates: Mapping[str, Gate]) -> Lane:
    seconds = round(lane.service_minutes * 60)
    return _placed(lane.code, lane.direction, lane.cargo_class, lane.gates, seconds, lane.declaration, gates)


def _placed(
    code: str,
    direction: str,
    cargo_class: str,
    named: Collection[str],
    seconds: int,
    declaration: str,
    gates: Mapping[str, Gate],
) -> Lane:
    own = tuple(gate for gate in gates if gate in named)
    entries = tuple(gate for gate in own if gates[gate].is_entry)
    return Lane(code, direction, cargo_class, own, entries, seconds, declaration)


def changed(site: Site, document: SiteDocument) -> Site:
    """The site after a change; lanes and gates may be added and altered, not lost, nor a lane moved between lines."""
    after = accept(document)
    lost = sorted((site.lanes.keys() - after.lanes.keys()) | (site.gates.keys() - after.gates.keys()))
    moved = sorted(lane for lane, line in site.line_of.items() if after.line_of.get(lane, line) != line)
    if lost or moved:
        raise LaneKept(site=site.code, lost=lost, moved=moved)
    return after


def altered(site: Site, changes: Mapping[str, Any]) -> SiteDocument:
    """The site's description with some of its members replaced; their shape is already known to be right."""
    record = to_record(site)
    lanes = [
        {**lane.model_dump(exclude={"service_seconds"}), "service_minutes": lane.service_seconds / 60}
        for lane in record.lanes
    ]
    return SiteDocument.model_validate({**record.model_dump(), "lanes": lanes, **changes})


def yard_faults(yard: Yard, ways: Mapping[str, str]) -> list[Fault]:
    """Gates of the yard that the site does not have. The site may have gates that no road of the yard leads to."""
    return [fault for fault in gate_faults(yard, ways) if fault.code != "gate.missing"]


def check_yard(yard: Yard, site: Site) -> None:
    """Refuse a yard that is not this site's."""
    faults = yard_faults(yard, {gate.code: gate.way for gate in site.gates.values()})
    if faults:
        raise YardInvalid(faults)


def to_record(site: Site) -> SiteRecord:
    """The site as its ledger keeps it."""
    return SiteRecord(
        code=site.code,
        name=site.name,
        kind=site.kind,
        mode=site.mode,
        zone=site.zone,
        country=site.country,
        counterpart=site.counterpart,
        lanes=[
            LaneRecord(
                code=lane.code,
                direction=lane.direction,
                cargo_class=lane.cargo_class,
                gates=list(lane.gates),
                service_seconds=lane.service_seconds,
                declaration=lane.declaration,
            )
            for lane in site.lanes.values()
        ],
        gates=[GateRecord(code=gate.code, way=gate.way) for gate in site.gates.values()],
        drives=dict(site.drives),
    )


def from_record(record: SiteRecord) -> Site:
    """The site that a ledger entry holds; it was checked when it was recorded."""
    gates = {gate.code: Gate(gate.code, gate.way) for gate in record.gates}
    lanes = {
        lane.code: _placed(
            lane.code, lane.direction, lane.cargo_class, lane.gates, lane.service_seconds, lane.declaration, gates
        )
        for lane in record.lanes
    }
    return Site(
        record.code,
        record.name,
        record.kind,
        record.mode,
        record.zone,
        record.country,
        record.counterpart,
        lanes,
        gates,
        dict(record.drives),
    )
