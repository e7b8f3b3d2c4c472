"""The service's own rules as a policy."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from serai.calling.ahead import HOLD_SECONDS, ready
from serai.calling.estimates import Habit
from serai.calling.gates import Approach, Gates
from serai.guidance import ways
from serai.guidance.choice import choose
from serai.guidance.events import WayChanged
from serai.guidance.following import Follower
from serai.guidance.routing import Route
from serai.guidance.rules import NoBay, Truck
from serai.guidance.settling import next_change
from serai.guidance.traffic import traffic
from serai.sites.yard import Yard
from serai.sumo.day import Guest
from serai.sumo.policies import Reserving, WhenFree, instant
from serai.sumo.scene import Scene


class Ours(Reserving):
    """What gates, sensors and operators tell goes into the fold of the yard; who asks gets what the rules choose."""

    def __init__(self, yard: Yard) -> None:
        super().__init__(yard)
        self.bays: dict[str, str | None] = {}
        """The bays that trucks were told of."""

    def admit(self, guest: Guest, world: Scene) -> bool:
        is_in = super().admit(guest, world)
        if is_in:
            self.bays[guest.truck.visit] = self.state.stays[guest.truck.visit].bay
        return is_in

    def departed(self, guest: Guest, world: Scene) -> None:
        super().departed(guest, world)
        del self.bays[guest.truck.visit]

    def choose(self, guest: Guest, world: Scene) -> tuple[str, Route] | None:
        try:
            chosen = choose(self.state, guest.truck, guest.gate, instant(world.now), self.followers(world))
        except NoBay:
            return None
        return chosen.bay, chosen.route

    def followers(self, world: Scene) -> list[Follower]:
        """Those who are called, and the first of each kind who waits, as the service knows them."""
        found = []
        for guest in world.coming:
            eta = 0.0 if guest.called is None else guest.called + world.setting.drive - world.now
            found.append(Follower(guest.truck, guest.gate, max(0.0, eta), world.now - guest.appears))
        first: dict[str, Guest] = {}
        for guest in world.waiting:
            first.setdefault(guest.kind, guest)
        return found + [
            Follower(each.truck, each.gate, 1.5 * world.setting.drive, world.now - each.appears)
            for each in first.values()
        ]

    def parked(self, guest: Guest, world: Scene) -> None:
        self.state.park(guest.truck.visit, guest.bay or "", at=instant(world.now))
        self.bays[guest.truck.visit] = guest.bay

    def released(self, guest: Guest, world: Scene) -> None:
        self.state.release(guest.truck.visit, instant(world.now))
        self.lead_out(guest, self.ground.yard.bays[guest.bay or ""].node)

    def onward(self, guest: Guest, node: str, world: Scene) -> str | None:
        """Who is not where it was thought to be is led on from here; nobody into a road that is known to be blocked."""
        if node not in self.ways[guest]:
            self._lead_on(guest, node)
        road = super().onward(guest, node, world)
        return None if road in self.state.blocked else road

    def _lead_on(self, guest: Guest, node: str) -> None:
        bay = self.state.stays[guest.truck.visit].bay
        if guest.ready is not None:
            self.lead_out(guest, node)
        elif bay is not None:
            given, there = self.state.conditions(guest.truck), self.ground.yard.bays[bay].node
            route = self.ground.network.route(node, there, given)
            if route is not None:
                self.lead(guest, route)

    def road(self, road: str, status: str, world: Scene) -> None:
        super().road(road, status, world)
        self.settle(world)
        for guest in list(self.ways):
            visit = guest.truck.visit
            stay = self.state.stays[visit]
            if stay.status == "released":
                place = traffic(self.state, instant(world.now)).ahead.get(visit)
                if place is not None:
                    self.lead_out(guest, place)
            elif stay.status == "admitted" and (route := ways.way_in(self.state, visit)) is not None:
                self.lead(guest, route)

    def settle(self, world: Scene) -> None:
        """What the service records after each change: who needs another bay."""
        now, guests = instant(world.now), {guest.truck.visit: guest for guest in self.ways}
        for _ in range(2 * len(self.state.stays)):
            change = next_change(self.state, self.bays, now)
            if change is None:
                return
            if isinstance(change, WayChanged):
                self.state.tell(change.visit, change.place, now)
                continue
            self.state.give(change.visit, change.bay)
            self.state.tell(change.visit, change.place, now)
            self.bays[change.visit] = change.bay
            guests[change.visit].changes += 1


class CallWhenFree(WhenFree, Ours):
    """The same bays, and calls when they are free."""


class CallAhead(Ours):
    """The rule of `serai.calling.forward`, asked twice a minute; drive and gate speed as measured from those before."""

    hold = HOLD_SECONDS

    def __init__(self, yard: Yard) -> None:
        super().__init__(yard)
        self._asked = -60.0
        self._drives = Habit(480.0, 240.0**2)
        self._came: set[Guest] = set()

    def call(self, world: Scene) -> list[Guest]:
        if world.now < self._asked + 30:
            return []
        self._asked = world.now
        for guest in world.coming:
            if guest.at_gate is not None and guest.called is not None and guest not in self._came:
                self._came.add(guest)
                self._drives.seen(guest.at_gate - guest.called)
        waiting, coming = [each.truck for each in world.waiting], [each.truck for each in world.coming]
        gates = self._gates(world, coming)
        found = ready(self.state, waiting, lambda truck: gates, instant(world.now), self.hold)
        names = {each.visit for each in found}
        return [guest for guest in world.waiting if guest.truck.visit in names]

    def _gates(self, world: Scene, coming: Sequence[Truck]) -> Gates:
        """One server, and no bound but its speed: in a quarter of an hour it takes all that the yard can."""
        service = world.setting.gate_seconds
        window = max(service, 60.0)
        lately = sum(1 for each in world.coming if each.called is not None and each.called > world.now - window)
        aside = sum(1 for each in world.coming if each.at_gate is not None)
        left = ceil(900 / service) + aside - len(world.coming)
        approach = Approach(self._drives.estimate, service)
        return Gates(approach, left, lately, len(world.coming) - aside, called=tuple(coming))
