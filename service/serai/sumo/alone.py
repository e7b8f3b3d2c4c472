"""How long a truck alone is on SUMO's roads, for each entry gate and bay: what nobody in the way would cost."""

from __future__ import annotations

from collections.abc import Iterable

from serai.guidance.routing import Size
from serai.guidance.rules import Truck
from serai.sites.yard import Bay, Yard
from serai.sumo.bound import Drives
from serai.sumo.day import Guest, Setting
from serai.sumo.policies import Reserving, instant
from serai.sumo.scene import Scene
from serai.sumo.traffic import Traffic

_APART: float = 1_800.0
"""Seconds from one truck to the next: more than any takes through a yard."""


class _Sent(Reserving):
    """Each truck to the bay that it was sent for, whether or not it is meant for such trucks."""

    def __init__(self, yard: Yard, bays: dict[int, str]) -> None:
        super().__init__(yard)
        self._bays = bays

    def admit(self, guest: Guest, world: Scene) -> bool:
        bay = self.ground.yard.bays[self._bays[guest.number]]
        route = self.ground.network.ways_from(guest.gate).route(bay.node)
        if route is None:
            return False
        self.state.arrive(guest.truck)
        self.state.admit(guest.truck.visit, bay.id, guest.gate, instant(world.now))
        self.lead(guest, route)
        return True


def driven(yard: Yard, gates: Iterable[str]) -> Drives:
    """By trucks of the usual size that are sent through one after the other."""
    pairs = [(gate, bay) for gate in gates for bay in yard.bays]
    trucks = [_truck(number, gate) for number, (gate, _) in enumerate(pairs)]
    setting = Setting(1.0, tuple(gates), hours=len(trucks) * _APART / 3600)
    Traffic(yard, setting, trucks, _Sent(yard, {number: bay for number, (_, bay) in enumerate(pairs)})).run()
    found = {pair: truck.on_roads for pair, truck in zip(pairs, trucks, strict=True) if truck.gone is not None}

    def seconds(gate: str, bay: Bay, _size: Size) -> float | None:
        return found.get((gate, bay.id))

    return seconds


def _truck(number: int, gate: str) -> Guest:
    truck = Truck(f"v{number:05}", "general", frozenset(), Size())
    return Guest(number, "general", truck, gate, number * _APART, 0.0, 1.0, 1.0, 1.0, 1.0, is_judged=True)
