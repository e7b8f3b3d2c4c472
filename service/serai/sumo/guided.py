"""The running service as a policy: it is told what gates, sensors and operators would tell, and leads its trucks.

Nothing of the service's rules is asked past its public API. A driver follows the way of `GET …/guidance`, asks again
at a place that is not on it, and whenever roads have changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from serai.demo.client import Json, Refused
from serai.sites.yard import Yard
from serai.sumo.api import Service, lane_of
from serai.sumo.day import Guest
from serai.sumo.scene import AGAIN, Scene

_NO_WAY: Final = frozenset({"guidance.none"})
_MOST: Final = 200
"""Visits of one page; never so many are called at once."""


@dataclass(eq=False, slots=True)
class _Told:
    """What a truck's driver was told last: the bay, and for each place of the way the place after it."""

    visit: str
    bay: str | None = None
    then: dict[str, str] = field(default_factory=dict)
    again: float = 0.0
    """Who stands in its bay without a way out asks from then on; when roads change everybody is told anyway."""


class Guided:
    """A day at one site of a running service; `begins` is the domain's instant at which the day's seconds begin."""

    def __init__(self, yard: Yard, site: str, begins: datetime, admin: Service) -> None:
        self._yard = yard
        self._site = site
        self._begins = begins
        self._clock = admin
        self._operator = admin.key("operator", site)
        self._device = admin.key("device", site)
        self._told: dict[Guest, _Told] = {}
        self._blocked: set[str] = set()
        self._roads: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for road in yard.roads.values():
            self._roads[road.start, road.end].append(road.id)
            if not road.one_way:
                self._roads[road.end, road.start].append(road.id)

    def call(self, world: Scene) -> Sequence[Guest]:
        """Everybody checks in and drives to the gate at once."""
        for guest in world.waiting:
            if guest not in self._told:
                self._check_in(guest, world)
        return list(world.waiting)

    def came(self, guest: Guest, world: Scene) -> None:
        """The gate sees whom it lets in."""

    def admit(self, guest: Guest, world: Scene) -> bool:
        self._tell(world)
        told = self._told[guest]
        try:
            self._device.post(f"/v1/visits/{told.visit}/admit", {"gate": guest.gate})
        except Refused as refusal:
            if refusal.code != "bay.none":
                raise
            return False
        self._ask(guest)
        return True

    def stop(self, guest: Guest, node: str, world: Scene) -> str | None:
        bay = self._told[guest].bay
        return bay if bay is not None and self._yard.bays[bay].node == node else None

    def onward(self, guest: Guest, node: str, world: Scene) -> str | None:
        road, told = self._next(guest, node), self._told[guest]
        is_in_bay = guest.ready is not None and guest.pulled is None
        if road is None and not (is_in_bay and world.now < told.again):
            told.again = world.now + AGAIN
            self._tell(world)
            self._ask(guest)
            road = self._next(guest, node)
        return road

    def _next(self, guest: Guest, node: str) -> str | None:
        roads = self._roads.get((node, self._told[guest].then.get(node, "")), ())
        return next((road for road in roads if road not in self._blocked), None)

    def parked(self, guest: Guest, world: Scene) -> None:
        self._tell(world)
        self._device.post(f"/v1/visits/{self._told[guest].visit}/park", {"bay": guest.bay})

    def released(self, guest: Guest, world: Scene) -> None:
        self._tell(world)
        self._device.post(f"/v1/visits/{self._told[guest].visit}/release")
        self._told[guest].then.clear()
        self._ask(guest)

    def emptied(self, guest: Guest, world: Scene) -> None:
        self._tell(world)
        self._device.post(f"/v1/sites/{self._site}/bays/{guest.bay}/status", {"status": "free"})

    def departed(self, guest: Guest, world: Scene) -> None:
        self._tell(world)
        self._device.post(f"/v1/visits/{self._told.pop(guest).visit}/depart")

    def road(self, road: str, status: str, world: Scene) -> None:
        self._tell(world)
        self._operator.post(f"/v1/sites/{self._site}/roads/{road}/status", {"status": status})
        (self._blocked.add if status == "blocked" else self._blocked.discard)(road)
        for guest in [guest for guest in self._told if guest.admitted is not None]:
            self._ask(guest)

    def found_taken(self, guest: Guest, bay: str, world: Scene) -> None:
        raise AssertionError(f"truck {guest.number} was led to {bay}, where somebody stands")

    def _tell(self, world: Scene) -> None:
        """The service's clock stands where the world's does."""
        self._clock.until(self._begins + timedelta(seconds=world.now))

    def _check_in(self, guest: Guest, world: Scene) -> None:
        self._tell(world)
        size = guest.truck.size
        lane = lane_of(guest.gate, guest.truck.cargo_class)
        plate = f"S{self._begins:%m%d}{guest.number:04}"
        vehicle = {
            "plate": plate, "country": "CN", "height_m": (size.height_cm or 0) / 100,
            "weight_kg": size.weight_kg, "length_m": (size.length_cm or 0) / 100,
        }  # fmt: skip
        cargo = {"class": guest.truck.cargo_class, "needs": sorted(guest.truck.needs)}
        body = {"vehicle": vehicle, "lane": lane, "cargo": cargo, "by": "camera"}
        self._told[guest] = _Told(self._device.post(f"/v1/sites/{self._site}/visits", body)["id"])

    def _ask(self, guest: Guest) -> None:
        """The way as the service tells it now; a place that the truck has passed does no harm."""
        told = self._told[guest]
        way = self._way(told.visit)
        if way is None:
            return
        guest.changes += told.bay is not None and guest.stopped is None and way["bay"] != told.bay
        told.bay = way["bay"]
        told.then |= dict(zip(way["path"], way["path"][1:], strict=False))

    def _way(self, visit: str) -> Json | None:
        try:
            return self._operator.get(f"/v1/visits/{visit}/guidance")
        except Refused as refusal:
            if refusal.code not in _NO_WAY:
                raise
            return None


class Called(Guided):
    """A day on which trucks wait until the service calls them."""

    def call(self, world: Scene) -> Sequence[Guest]:
        waiting = super().call(world)
        self._tell(world)
        asked = self._operator.get("/v1/visits", site=self._site, status="called", limit=_MOST)
        called = {each["id"] for each in asked["items"]}
        return [guest for guest in waiting if self._told[guest].visit in called]

    def came(self, guest: Guest, world: Scene) -> None:
        self._tell(world)
        self._device.post(f"/v1/visits/{self._told[guest].visit}/at-gate")
