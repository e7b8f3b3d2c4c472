"""What every world of a yard has in common: the day's timetable, the gates, and who decides.

How trucks move on the roads is left to whoever inherits: `sumo/traffic.py` asks SUMO, and the tests' own judge counts
road by road. What is true in both:

- A gate serves one truck after the other; who has no bay then stands aside and is asked for again, in order, whenever
  something has changed.
- Backing into a bay takes about 60 s and pulling out 25 s (spread 25 %). A truck with its trailer needs the aisle for
  that, `SWING` metres each way: meanwhile nobody passes any of these places or manoeuvres at them. Bays that are driven
  through take 15 and 10 s and stand in nobody's way but at their own place.
- A blocked road lets nobody in, whether or not it is known.

A policy decides who is let in, to which bay, by which way, and hears what gates and sensors tell.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import Any, Final, Protocol

from serai.sites.yard import Bay, Yard
from serai.sumo.day import Guest, Setting

REVERSING: Final = 60.0
PULLING_OUT: Final = 25.0
THROUGH_IN: Final = 15.0
THROUGH_OUT: Final = 10.0
SWING: Final = 25.0
AGAIN: Final = 30.0
"""Seconds after which everybody is asked again, whatever happened."""
_HOURS_AFTER: Final = 12
"""So long after the last truck has come the day is given up."""


class Policy(Protocol):
    """Who decides. Instants are seconds of the day."""

    def call(self, world: Scene) -> Sequence[Guest]:
        """Who of `world.waiting` is to drive to the gate now."""

    def came(self, guest: Guest, world: Scene) -> None:
        """It is at its gate."""

    def admit(self, guest: Guest, world: Scene) -> bool:
        """Let it in, if there is a bay for it."""

    def stop(self, guest: Guest, node: str, world: Scene) -> str | None:
        """The bay it is to take here, if any."""

    def onward(self, guest: Guest, node: str, world: Scene) -> str | None:
        """The road to take from here, inward or (`guest.ready` is set) outward; None: wait."""

    def parked(self, guest: Guest, world: Scene) -> None: ...

    def released(self, guest: Guest, world: Scene) -> None: ...

    def emptied(self, guest: Guest, world: Scene) -> None:
        """It has left its bay."""

    def departed(self, guest: Guest, world: Scene) -> None: ...

    def road(self, road: str, status: str, world: Scene) -> None:
        """Somebody says that a road is blocked, or open."""

    def found_taken(self, guest: Guest, bay: str, world: Scene) -> None:
        """It came to its bay, and somebody stands there."""


@dataclass(frozen=True, slots=True)
class Block:
    """A road that is blocked for a while; the policy is told `known` seconds later, or never (None)."""

    road: str
    at: float
    seconds: float
    known: float | None


class Scene(ABC):
    """A yard, a day's trucks and who decides. `run` plays it to the end."""

    def __init__(
        self, yard: Yard, setting: Setting, guests: Sequence[Guest], policy: Policy, blocks: Sequence[Block] = ()
    ) -> None:
        self.yard = yard
        self.setting = setting
        self.guests = guests
        self.policy = policy
        self.now = 0.0
        self.waiting: list[Guest] = []
        self.coming: list[Guest] = []
        """Called, and not yet through the gate."""
        self.held: list[Guest] = []
        self.standing: dict[str, Guest] = {}
        """Who is in which bay, or backing into it."""
        self.bays_at: defaultdict[str, list[Bay]] = defaultdict(list)
        for bay in yard.bays.values():
            self.bays_at[bay.node].append(bay)
        self.driven_into: list[tuple[str, Guest]] = []
        """Who was led into a road whose block the policy knew of."""
        self._busy: Counter[str] = Counter()
        self._swept = {node: self._places_beside(node) for node in self.bays_at}
        self._closed: set[str] = set()
        self._known: set[str] = set()
        self._gates: dict[str, deque[Guest]] = {gate: deque() for gate in yard.gates}
        self._events: list[tuple[float, int, Callable[..., None], tuple[Any, ...]]] = []
        self._number = 0
        self._stirred = False
        for guest in guests:
            self._at(guest.appears, self._appear, guest)
        for block in blocks:
            self._at(block.at, self._close, block)
            self._at(block.at + block.seconds, self._open, block)
        self._at(0.0, self._tick)

    @abstractmethod
    def run(self) -> list[Guest]:
        """All trucks; those still about when nothing happens any more have no `gone`."""

    @abstractmethod
    def _drive_in(self, guest: Guest) -> None:
        """It was admitted and starts at its gate."""

    @abstractmethod
    def _look_again(self) -> None:
        """Whoever waits inside may be able to go on: roads were opened or closed, or time has passed."""

    def _places_beside(self, node: str) -> list[str]:
        """The bay places that a manoeuvre here sweeps: its own, and those of bays near along the same aisle."""
        found, edge = {node: 0}, [node]
        while edge:
            at = edge.pop()
            for road in self.yard.roads.values():
                for here, there in ((road.start, road.end), (road.end, road.start)):
                    far = found[at] + road.length_cm
                    is_beside = there in self.bays_at and there not in self.yard.bays
                    if here == at and is_beside and far <= SWING * 100 and far < found.get(there, far + 1):
                        found[there] = far
                        edge.append(there)
        return [node] if node in self.yard.bays else sorted(found)

    # The timetable

    def _at(self, at: float, act: Callable[..., None], *args: Any) -> None:
        self._number += 1
        heappush(self._events, (at, self._number, act, args))

    def _act(self) -> None:
        """The next of what is due."""
        _, _, act, args = heappop(self._events)
        act(*args)

    def _settle(self) -> None:
        """If anything has changed, ask who may come in and who is called."""
        if self._stirred:
            self._stirred = False
            self._let_in()
            self._call()

    def _tick(self) -> None:
        self._stirred = True
        self._look_again()
        if self.now < (self.setting.hours + _HOURS_AFTER) * 3600 and any(guest.gone is None for guest in self.guests):
            self._at(self.now + AGAIN, self._tick)

    # From the waiting area through the gate

    def _appear(self, guest: Guest) -> None:
        self.waiting.append(guest)
        self._stirred = True

    def _call(self) -> None:
        for guest in self.policy.call(self) if self.waiting else ():
            self.waiting.remove(guest)
            self.coming.append(guest)
            guest.called = self.now
            self._at(self.now + guest.drive, self._come, guest)

    def _come(self, guest: Guest) -> None:
        guest.at_gate = self.now
        self.policy.came(guest, self)
        line = self._gates[guest.gate]
        line.append(guest)
        if len(line) == 1:
            self._at(self.now + guest.service, self._checked, guest.gate)

    def _checked(self, gate: str) -> None:
        line = self._gates[gate]
        self.held.append(line.popleft())
        self._stirred = True
        if line:
            self._at(self.now + line[0].service, self._checked, gate)

    def _let_in(self) -> None:
        for guest in list(self.held):
            if self.policy.admit(guest, self):
                self.held.remove(guest)
                self.coming.remove(guest)
                guest.admitted = self.now
                self._drive_in(guest)

    # Roads that are blocked

    def _close(self, block: Block) -> None:
        self._closed.add(block.road)
        if block.known is not None:
            self._at(self.now + block.known, self._tell, block.road, "blocked")

    def _open(self, block: Block) -> None:
        self._closed.discard(block.road)
        if block.known is not None:
            self._tell(block.road, "open")
        self._look_again()

    def _tell(self, road: str, status: str) -> None:
        if status == "blocked":
            self._known.add(road)
        else:
            self._known.discard(road)
        self.policy.road(road, status, self)
        self._look_again()
        self._stirred = True

    def _road_onward(self, node: str, guest: Guest) -> str | None:
        """The road that the policy leads to from here; None while it leads nowhere, or that road is blocked."""
        road = self.policy.onward(guest, node, self)
        if road is None or road in self._closed:
            if road in self._known:
                self.driven_into.append((road or "", guest))
            return None
        return road

    # Manoeuvres

    def _can_manoeuvre(self, node: str) -> bool:
        return not any(self._busy[each] for each in self._swept[node])

    def _backs_in(self, guest: Guest, bay: str) -> float:
        """It begins to back in; how many seconds that takes."""
        self.standing[bay] = guest
        guest.bay, guest.stopped = bay, self.now
        self._busy.update(self._swept[self.yard.bays[bay].node])
        return guest.skill * (THROUGH_IN if self.yard.bays[bay].drive_through else REVERSING)

    def _stands(self, guest: Guest, then: Callable[[Guest], None]) -> None:
        """It stands in its bay; `then` when its stay there is over."""
        guest.parked = self.now
        self._busy.subtract(self._swept[self.yard.bays[guest.bay or ""].node])
        self.policy.parked(guest, self)
        self._at(self.now + guest.dwell, self._is_ready, guest, then)
        self._stirred = True

    def _is_ready(self, guest: Guest, then: Callable[[Guest], None]) -> None:
        guest.ready = self.now
        self.policy.released(guest, self)
        self._stirred = True
        then(guest)

    def _pulls_out(self, guest: Guest) -> float:
        """It begins to pull out; how many seconds that takes."""
        bay = self.yard.bays[guest.bay or ""]
        self._busy.update(self._swept[bay.node])
        guest.pulling = guest.skill * (THROUGH_OUT if bay.drive_through else PULLING_OUT)
        return guest.pulling

    def _is_out(self, guest: Guest) -> None:
        """Its bay is empty, and it is in the aisle."""
        guest.pulled = self.now
        self._busy.subtract(self._swept[self.yard.bays[guest.bay or ""].node])
        del self.standing[guest.bay or ""]
        self.policy.emptied(guest, self)
        self._stirred = True

    def _is_gone(self, guest: Guest) -> None:
        guest.gone = self.now
        self.policy.departed(guest, self)
        self._stirred = True
