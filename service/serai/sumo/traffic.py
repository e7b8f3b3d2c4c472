"""The roads of a yard in SUMO: trucks keep their distance, brake, give way and stand behind whoever manoeuvres.

Only one simulation runs in a process at a time (libsumo). A truck knows the next road only: whoever decides is asked
again as it comes onto a road, so that it can be led on, stopped or turned at any place.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from xml.etree.ElementTree import Element, ElementTree, SubElement

import libsumo
import sumo

from serai.sites.geometry import Point, length_cm
from serai.sites.yard import Yard
from serai.sumo.day import Guest, Setting
from serai.sumo.scene import Block, Policy, Scene

STEP: Final = 0.5
"""Seconds of the world at a time."""
_STOP: Final = 0.1
"""Metres before the end of its road at which a truck stops."""
_NEAR: Final = 12.0
"""Metres before a place at which a truck that must not pass it begins to brake."""
_FOREVER: Final = 1e7
_PATIENCE: Final = 900
"""Seconds after which SUMO carries a truck past whatever it stands behind: no yard stays locked for ever."""
_TYPE: Final = {"accel": "1", "decel": "3", "sigma": "0", "speedDev": "0", "minGap": "2", "vClass": "truck"}


@dataclass(frozen=True, slots=True)
class _Edge:
    """One direction of a road, as SUMO knows it."""

    id: str
    road: str
    head: str
    stop: float
    """Metres from its beginning."""


@dataclass(eq=False, slots=True)
class _Driver:
    """A truck on the yard's roads; `edge` is where SUMO had it last."""

    guest: Guest
    vehicle: str
    edge: _Edge | None = None
    bay: str | None = None
    """It is about to stop for this one."""
    is_waiting: bool = False
    """It is told to stand at the end of its road until it knows on."""


class Traffic(Scene):
    """A yard, a day's trucks and who decides, on SUMO's roads."""

    def __init__(
        self, yard: Yard, setting: Setting, guests: Sequence[Guest], policy: Policy, blocks: Sequence[Block] = ()
    ) -> None:
        super().__init__(yard, setting, guests, policy, blocks)
        self._edges = _edges(yard)
        self._by_id = {edge.id: edge for edge in self._edges.values()}
        self._into: dict[str, list[_Edge]] = {}
        for edge in self._edges.values():
            self._into.setdefault(edge.head, []).append(edge)
        self._drivers: dict[str, _Driver] = {}
        self._entering: list[Guest] = []
        self._parked: dict[Guest, _Driver] = {}
        self._pulling: list[_Driver] = []
        self._on_lane: list[_Driver] = []
        self._still: set[str] = set()
        """Vehicles that manoeuvre or are about to: nobody holds or leads them."""
        self._held: set[str] = set()

    def run(self) -> list[Guest]:
        with _simulation(self.yard, self._edges):
            while self._events or self._drivers or self._pulling or self._on_lane:
                libsumo.simulationStep()
                self.now = libsumo.simulation.getTime()
                self._gone()
                self._move()
                while self._events and self._events[0][0] <= self.now:
                    self._act()
                self._pull_out()
                self._hold()
                self._settle()
        return list(self.guests)

    # Onto the roads and along them

    def _drive_in(self, guest: Guest) -> None:
        self._entering.append(guest)
        self._enter()

    def _enter(self) -> None:
        for guest in list(self._entering):
            road = self._road_onward(guest.gate, guest)
            if road is None:
                continue
            self._entering.remove(guest)
            edge, vehicle = self._edges[road, guest.gate], str(guest.number)
            libsumo.route.add(vehicle, [edge.id])
            libsumo.vehicle.add(vehicle, vehicle, _type(guest), departPos="0", departSpeed="0")
            self._drivers[vehicle] = _Driver(guest, vehicle)

    def _look_again(self) -> None:
        self._enter()
        for driver in self._drivers.values():
            edge = driver.edge
            # Who is carried past a jam just now is on no road.
            is_there = edge is not None and libsumo.vehicle.getRoadID(driver.vehicle) == edge.id
            if edge is not None and is_there and driver.vehicle not in self._still:
                self._lead(driver, edge)

    def _gone(self) -> None:
        for vehicle in libsumo.simulation.getArrivedIDList():
            self._held.discard(vehicle)
            driver = self._drivers[vehicle]
            gate = self.yard.gates.get(driver.edge.head) if driver.edge is not None else None
            if gate is not None and gate.is_exit and driver.guest.ready is not None:
                del self._drivers[vehicle]
                self._is_gone(driver.guest)
            elif driver.edge is not None:  # carried past a jam to the end of its road: it begins that road again
                libsumo.route.add(f"{vehicle} {self.now}", [driver.edge.id])
                libsumo.vehicle.add(vehicle, f"{vehicle} {self.now}", _type(driver.guest), departPos="free")
                driver.edge = driver.bay = None
                driver.is_waiting = False

    def _move(self) -> None:
        for driver in list(self._drivers.values()):
            edge = self._by_id.get(libsumo.vehicle.getRoadID(driver.vehicle))
            if edge is None or driver.vehicle in self._still:
                continue
            if edge is not driver.edge:
                driver.edge = edge
                self._lead(driver, edge)
            elif driver.bay is not None and libsumo.vehicle.isStopped(driver.vehicle):
                self._back_in(driver, edge, driver.bay)

    def _lead(self, driver: _Driver, edge: _Edge) -> None:
        """What the truck is to do at the end of its road: take its bay, wait, or take the next road."""
        guest, node = driver.guest, edge.head
        if guest.ready is not None and node in self.yard.gates and self.yard.gates[node].is_exit:
            return
        bay = self._bay_here(guest, node)
        road = None if bay is not None else self._road_onward(node, guest)
        if driver.bay is not None or driver.is_waiting:
            self._go_on(driver)
        driver.bay, driver.is_waiting = bay, bay is None and road is None
        if road is not None:
            libsumo.vehicle.setRoute(driver.vehicle, [edge.id, self._edges[road, node].id])
        else:
            libsumo.vehicle.setStop(driver.vehicle, edge.id, pos=edge.stop, duration=_FOREVER)

    def _bay_here(self, guest: Guest, node: str) -> str | None:
        bay = self.policy.stop(guest, node, self) if guest.stopped is None else None
        if bay is not None and bay in self.standing:
            self.policy.found_taken(guest, bay, self)
            bay = self.policy.stop(guest, node, self)
        return None if bay in self.standing else bay

    @staticmethod
    def _go_on(driver: _Driver) -> None:
        if libsumo.vehicle.isStopped(driver.vehicle):
            libsumo.vehicle.resume(driver.vehicle)
        else:
            libsumo.vehicle.replaceStop(driver.vehicle, 0, "")

    def _hold(self) -> None:
        """Nobody passes a place that a manoeuvre sweeps, from whichever side."""
        wanted = set[str]()
        for node in [node for node, count in self._busy.items() if count]:
            for edge in self._into.get(node, ()):
                for vehicle in libsumo.edge.getLastStepVehicleIDs(edge.id):
                    is_near = libsumo.vehicle.getLanePosition(vehicle) > edge.stop - _NEAR
                    if is_near and vehicle in self._drivers and vehicle not in self._still:
                        wanted.add(vehicle)
        for vehicle in wanted - self._held:
            libsumo.vehicle.setSpeed(vehicle, 0)
        for vehicle in self._held - wanted:
            libsumo.vehicle.setSpeed(vehicle, -1)
        self._held = wanted

    # In and out of bays

    def _back_in(self, driver: _Driver, edge: _Edge, bay: str) -> None:
        if bay in self.standing:
            self._lead(driver, edge)
        elif self._can_manoeuvre(edge.head):
            self._still.add(driver.vehicle)
            self._at(self.now + self._backs_in(driver.guest, bay), self._stand, driver, edge)

    def _stand(self, driver: _Driver, edge: _Edge) -> None:
        """Off the road, as SUMO's parking stop beside it."""
        libsumo.vehicle.resume(driver.vehicle)
        libsumo.vehicle.setStop(driver.vehicle, edge.id, pos=edge.stop, duration=_FOREVER, flags=1)
        self._parked[driver.guest] = self._drivers.pop(driver.vehicle)
        self._stands(driver.guest, self._ready)

    def _ready(self, guest: Guest) -> None:
        self._pulling.append(self._parked.pop(guest))

    def _pull_out(self) -> None:
        """Whoever is ready gets back onto the lane as soon as there is room, and stands across it for a while."""
        for driver in list(self._pulling):
            node = self.yard.bays[driver.guest.bay or ""].node
            road = self._road_onward(node, driver.guest) if self._can_manoeuvre(node) else None
            if road is not None and driver.edge is not None:
                self._pulling.remove(driver)
                self._on_lane.append(driver)
                libsumo.vehicle.setRoute(driver.vehicle, [driver.edge.id, self._edges[road, node].id])
                libsumo.vehicle.resume(driver.vehicle)
                libsumo.vehicle.setSpeed(driver.vehicle, 0)
        for driver in list(self._on_lane):
            node = self.yard.bays[driver.guest.bay or ""].node
            if not libsumo.vehicle.isStoppedParking(driver.vehicle) and self._can_manoeuvre(node):
                self._on_lane.remove(driver)
                self._drivers[driver.vehicle] = driver
                self._at(self.now + self._pulls_out(driver.guest), self._pulled, driver)

    def _pulled(self, driver: _Driver) -> None:
        self._is_out(driver.guest)
        self._still.discard(driver.vehicle)
        libsumo.vehicle.setSpeed(driver.vehicle, -1)
        driver.bay = None
        if driver.edge is not None:
            self._lead(driver, driver.edge)


def _edges(yard: Yard) -> dict[tuple[str, str], _Edge]:
    """By road and the place where it is entered."""
    found = {}
    for road in yard.roads.values():
        stop = max(_STOP, road.length_cm / 100 - _STOP)
        found[road.id, road.start] = _Edge(f"{road.id}+", road.id, road.end, stop)
        if not road.one_way:
            found[road.id, road.end] = _Edge(f"{road.id}-", road.id, road.start, stop)
    return found


def _type(guest: Guest) -> str:
    """SUMO's vehicle type for trucks of its length, made when first met."""
    size = guest.truck.size
    length = (size.length_cm if size is not None else None) or 1_650
    name = f"truck-{length}"
    if name not in libsumo.vehicletype.getIDList():
        libsumo.vehicletype.copy("truck", name)
        libsumo.vehicletype.setLength(name, length / 100)
    return name


@contextmanager
def _simulation(yard: Yard, edges: dict[tuple[str, str], _Edge]) -> Iterator[None]:
    """SUMO with the yard's roads, until the block ends."""
    with TemporaryDirectory(prefix="serai-sumo-") as folder:
        net = _net(yard, edges, Path(folder))
        kinds, types = Element("additional"), Path(folder) / "types.xml"
        SubElement(kinds, "vType", _TYPE, id="truck")
        ElementTree(kinds).write(types)
        given = {"net-file": net, "additional-files": types, "step-length": STEP, "time-to-teleport": _PATIENCE}
        options = [f"--{name}={value}" for name, value in given.items()]
        libsumo.start(["sumo", *options, "--no-step-log", "--no-warnings"])
        try:
            yield
        finally:
            libsumo.close()


def _net(yard: Yard, edges: dict[tuple[str, str], _Edge], folder: Path) -> Path:
    """The yard's roads as SUMO's network file: their lengths and speeds, every turn at every place.

    Which turns are allowed is known to those who lead; the shapes of junctions are not in a yard file.
    """
    places = {place for (_, tail), edge in edges.items() for place in (tail, edge.head)}
    nodes, ways, turns = Element("nodes"), Element("edges"), Element("connections")
    for place in sorted(places):
        x, y = _metres(yard, place)
        SubElement(nodes, "node", id=place, x=f"{x:.2f}", y=f"{y:.2f}")
    for (road, tail), edge in edges.items():
        metres, seconds = yard.roads[road].length_cm / 100, yard.roads[road].time_ms / 1000
        ends = {"from": tail, "to": edge.head}
        SubElement(
            ways, "edge", ends, id=edge.id, numLanes="1", length=f"{metres:.2f}", speed=f"{metres / seconds:.3f}"
        )
        for onward in [other.id for (_, place), other in edges.items() if place == edge.head]:
            SubElement(turns, "connection", {"from": edge.id, "to": onward}, fromLane="0", toLane="0")
    for given in (nodes, ways, turns):
        ElementTree(given).write(folder / f"{given.tag}.xml")
    program = Path(sumo.SUMO_HOME) / "bin" / "netconvert"
    files = ["-n", "nodes.xml", "-e", "edges.xml", "-x", "connections.xml", "-o", "net.xml"]
    subprocess.run([program, *files, "--no-internal-links"], cwd=folder, check=True, capture_output=True)
    return folder / "net.xml"


def _metres(yard: Yard, place: str) -> tuple[float, float]:
    """East and north of the first gate."""
    first = next(iter(yard.gates.values())).at
    here = yard.place(place) or first
    east, north = length_cm((first, Point(here.lon, first.lat))), length_cm((first, Point(first.lon, here.lat)))
    return (
        east / 100 if here.lon >= first.lon else -east / 100,
        north / 100 if here.lat >= first.lat else -north / 100,
    )
