"""Who decides: the baselines, and ours, which asks the service's own rules.

All keep their books with the service's fold of a yard, so eligibility is the same for all: what differs is only which
of the bays that may be given is given. Bays have sensors: a bay is empty as soon as its truck has pulled out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from random import Random

from serai.guidance.routing import Route
from serai.guidance.stands import ground
from serai.guidance.yard import YardState
from serai.sites.yard import Bay, Yard
from serai.sumo.day import Guest
from serai.sumo.scene import Scene

BEGIN = datetime(2026, 11, 22, tzinfo=UTC)


def instant(seconds: float) -> datetime:
    return BEGIN + timedelta(seconds=seconds)


class Reserving:
    """One bay for each truck, given at the gate: of those that may be given the one with the least `cost`."""

    def __init__(self, yard: Yard) -> None:
        self.state = YardState()
        self.state.put(ground(yard))
        self.ground = self.state.ground or ground(yard)
        self.ways: dict[Guest, dict[str, str]] = {}
        """For each truck under way the road to take at each place."""

    def cost(self, bay: Bay, inward: int, outward: int) -> tuple[int, str]:
        """`inward` and `outward` are milliseconds of free flow."""
        raise NotImplementedError

    def call(self, world: Scene) -> Sequence[Guest]:
        return list(world.waiting)

    def came(self, guest: Guest, world: Scene) -> None:
        """Nobody asks."""

    def admit(self, guest: Guest, world: Scene) -> bool:
        self.state.arrive(guest.truck)
        chosen = self.choose(guest, world)
        if chosen is None:
            return False
        bay, route = chosen
        self.state.admit(guest.truck.visit, bay, guest.gate, instant(world.now))
        self.lead(guest, route)
        return True

    def choose(self, guest: Guest, world: Scene) -> tuple[str, Route] | None:
        given = self.state.conditions(guest.truck)
        inward = self.ground.network.ways_from(guest.gate, given)
        outward = self.ground.network.ways_out(given)
        found = []
        for bay in self.ground.yard.bays.values():
            in_ms, out_ms = inward.time_to(bay.node), outward.time_to(bay.node)
            if in_ms is not None and out_ms is not None and self.state.why_not(bay, guest.truck) is None:
                found.append((self.cost(bay, in_ms, out_ms), bay))
        if not found:
            return None
        bay = min(found, key=lambda each: each[0])[1]
        route = inward.route(bay.node)
        return (bay.id, route) if route else None

    def lead(self, guest: Guest, route: Route) -> None:
        self.ways[guest] = dict(zip(route.nodes, route.roads, strict=False))

    def stop(self, guest: Guest, node: str, world: Scene) -> str | None:
        bay = self.state.stays[guest.truck.visit].bay
        return bay if bay is not None and self.ground.yard.bays[bay].node == node else None

    def onward(self, guest: Guest, node: str, world: Scene) -> str | None:
        return self.ways[guest].get(node)

    def parked(self, guest: Guest, world: Scene) -> None:
        self.state.park(guest.truck.visit, guest.bay or "")

    def released(self, guest: Guest, world: Scene) -> None:
        self.state.release(guest.truck.visit)
        self.lead_out(guest, self.ground.yard.bays[guest.bay or ""].node)

    def lead_out(self, guest: Guest, node: str) -> None:
        route = self.ground.network.way_out(node, self.state.conditions(guest.truck))
        if route is not None:
            self.lead(guest, route)

    def emptied(self, guest: Guest, world: Scene) -> None:
        self.state.set_bay(guest.bay or "", "free", by_sensor=True)

    def departed(self, guest: Guest, world: Scene) -> None:
        self.state.depart(guest.truck.visit)
        del self.ways[guest]

    def road(self, road: str, status: str, world: Scene) -> None:
        self.state.set_road(road, status)

    def found_taken(self, guest: Guest, bay: str, world: Scene) -> None:
        raise AssertionError(f"{guest.truck.visit} was led to {bay}, where somebody stands")


class FirstFree(Reserving):
    """The first free bay of the yard's list."""

    def cost(self, bay: Bay, inward: int, outward: int) -> tuple[int, str]:
        return 0, bay.id


class LongestFree(Reserving):
    """The bay that became free first: bays in turn."""

    def __init__(self, yard: Yard) -> None:
        super().__init__(yard)
        self._since: dict[str, int] = {}

    def cost(self, bay: Bay, inward: int, outward: int) -> tuple[int, str]:
        return self._since.get(bay.id, 0), bay.id

    def emptied(self, guest: Guest, world: Scene) -> None:
        super().emptied(guest, world)
        self._since[guest.bay or ""] = round(world.now * 1000)


class Greedy(Reserving):
    """The nearest free bay: the least time to drive in."""

    def cost(self, bay: Bay, inward: int, outward: int) -> tuple[int, str]:
        return inward, bay.id


class WhenFree(Reserving):
    """As many are called as bays are empty that nobody who was called before will take."""

    def call(self, world: Scene) -> Sequence[Guest]:
        found: list[Guest] = []
        coming: Counter[str] = Counter(each.kind for each in world.coming)
        free: dict[str, int] = {}
        for guest in world.waiting:
            if guest.kind not in free:
                bays = self.ground.fits(guest.truck).bays
                free[guest.kind] = sum(self.state.is_free(bay) for bay in bays)
            if coming[guest.kind] < free[guest.kind]:
                coming[guest.kind] += 1
                found.append(guest)
        return found


class GreedyWhenFree(WhenFree, Greedy):
    """The nearest bay, and a call when it is free."""


class Search(Reserving):
    """No guidance: whoever comes is let in while there are fewer inside than bays for it, and looks for itself.

    A driver takes the first bay it passes that is free and fits; else it takes the road it knows least.
    """

    def __init__(self, yard: Yard) -> None:
        super().__init__(yard)
        self._random = Random(1)  # noqa: S311  a driver at a fork, not a secret
        self._seen: defaultdict[Guest, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
        self._looking: dict[Guest, None] = {}
        self._from: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for each in yard.roads.values():
            self._from[each.start].append((each.id, each.end))
            if not each.one_way:
                self._from[each.end].append((each.id, each.start))

    def admit(self, guest: Guest, world: Scene) -> bool:
        self.state.arrive(guest.truck)
        free = [bay for bay in self.ground.yard.bays.values() if self.state.why_not(bay, guest.truck) is None]
        rivals = sum(each.kind == guest.kind for each in self._looking)
        if len(free) <= rivals:
            return False
        self.state.admit(guest.truck.visit, None, guest.gate, instant(world.now))
        self._looking[guest] = None
        return True

    def stop(self, guest: Guest, node: str, world: Scene) -> str | None:
        for bay in world.bays_at[node]:
            if bay.id not in world.standing and self.state.why_not(bay, guest.truck) is None:
                return bay.id
        return None

    def onward(self, guest: Guest, node: str, world: Scene) -> str | None:
        if guest.ready is not None:
            return super().onward(guest, node, world)
        given = self.state.conditions(guest.truck)
        goals = [bay.node for bay in self.ground.yard.bays.values() if bay.kind == (guest.truck.kind or "general")]
        leads = []
        for road, head in self._from[node]:
            tree = self.ground.network.ways_from(head, given)
            if head not in self.ground.yard.gates and any(tree.time_to(goal) is not None for goal in goals):
                leads.append((self._seen[guest][road], self._random.random(), road))
        if not leads:
            return None
        road = min(leads)[2]
        self._seen[guest][road] += 1
        return road

    def parked(self, guest: Guest, world: Scene) -> None:
        super().parked(guest, world)
        self._looking.pop(guest, None)
