"""The judge: a yard as it is. Trucks drive road by road, wait behind each other and behind whoever backs into a bay.

A discrete-event simulation that shares nothing with the rules it judges but the yard file. What is true here:

- A road holds as many trucks as it has room for (20 m each) and lets them out in the order they came in, at free-flow
  speed at best; who cannot go on stands on its road, and the road behind it fills.
- Backing into a bay takes about 60 s and pulling out 25 s (spread 25 %). A truck with its trailer needs the aisle for
  that, `SWING` metres each way: meanwhile nobody passes any of these places or manoeuvres at them. Bays that are driven
  through take 15 and 10 s and stand in nobody's way but at their own place.
- A gate serves one truck after the other; who has no bay then stands aside and is asked for again, in order, whenever
  something has changed.
- A blocked road lets nobody in, whether or not it is known.

A policy decides who is let in, to which bay, by which way, and hears what gates and sensors tell.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import Any, Final, Protocol

from serai.sites.yard import Bay, Yard
from tests.yards.day import Guest, Setting

REVERSING, PULLING_OUT = 60.0, 25.0
THROUGH_IN, THROUGH_OUT = 15.0, 10.0
SWING: Final = 25.0
_ROOM_CM: Final = 2_000
_GAP: Final = 2.5
"""Seconds between two trucks that leave a road, at least."""
_PATIENCE: Final = 900.0
"""Who has stood so long where no road is blocked gets past by hand: no yard stays locked for ever."""
_AGAIN: Final = 30.0


class Policy(Protocol):
    """Who decides. Instants are seconds of the day."""

    def call(self, world: World) -> Sequence[Guest]:
        """Who of `world.waiting` is to drive to the gate now."""

    def admit(self, guest: Guest, world: World) -> bool:
        """Let it in, if there is a bay for it."""

    def stop(self, guest: Guest, node: str, world: World) -> str | None:
        """The bay it is to take here, if any."""

    def onward(self, guest: Guest, node: str, world: World) -> str | None:
        """The road to take from here, inward or (`guest.ready` is set) outward; None: wait."""

    def parked(self, guest: Guest, world: World) -> None: ...

    def released(self, guest: Guest, world: World) -> None: ...

    def emptied(self, guest: Guest, world: World) -> None:
        """It has left its bay."""

    def departed(self, guest: Guest, world: World) -> None: ...

    def road(self, road: str, status: str, world: World) -> None:
        """Somebody says that a road is blocked, or open."""

    def found_taken(self, guest: Guest, bay: str, world: World) -> None:
        """It came to its bay, and somebody stands there."""


@dataclass(eq=False, slots=True)
class _Arc:
    """One direction of a road."""

    road: str
    tail: str
    head: str
    seconds: float
    room: int
    trucks: deque[tuple[float, Guest]] = field(default_factory=deque)
    out: float = 0.0


@dataclass(frozen=True, slots=True)
class Block:
    """A road that is blocked for a while; the policy is told `known` seconds later, or never (None)."""

    road: str
    at: float
    seconds: float
    known: float | None


class World:
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
        self._arcs: dict[tuple[str, str], _Arc] = {}
        for road in yard.roads.values():
            room = max(1, road.length_cm // _ROOM_CM)
            seconds = road.time_ms / 1000
            self._arcs[road.id, road.start] = _Arc(road.id, road.start, road.end, seconds, room)
            if not road.one_way:
                self._arcs[road.id, road.end] = _Arc(road.id, road.end, road.start, seconds, room)
        self._busy: Counter[str] = Counter()
        self._swept = {node: self._places_beside(node) for node in self.bays_at}
        self._closed: set[str] = set()
        self._claims: defaultdict[str, list[tuple[Guest, _Arc | None, float]]] = defaultdict(list)
        self._gates: dict[str, deque[Guest]] = {gate: deque() for gate in yard.gates}
        self._events: list[tuple[float, int, Callable[..., None], tuple[Any, ...]]] = []
        self._number = 0
        self._stirred = False
        self.driven_into: list[tuple[str, Guest]] = []
        """Who was led into a road whose block the policy knew of."""
        self._known: set[str] = set()
        for guest in guests:
            self._at(guest.appears, self._appear, guest)
        for block in blocks:
            self._at(block.at, self._close, block)
            self._at(block.at + block.seconds, self._open, block)

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

    def run(self) -> list[Guest]:
        """All trucks; those still about when nothing happens any more have no `gone`."""
        self._at(0.0, self._tick)
        while self._events:
            self.now, _, act, args = heappop(self._events)
            act(*args)
            if self._stirred:
                self._stirred = False
                self._let_in()
                self._call()
        return list(self.guests)

    def _at(self, at: float, act: Callable[..., None], *args: Any) -> None:
        self._number += 1
        heappush(self._events, (at, self._number, act, args))

    def _tick(self) -> None:
        """Now and then everybody is asked again."""
        self._stirred = True
        for node in [node for node, claims in self._claims.items() if claims]:
            self._advance(node)
        if self.now < (self.setting.hours + 12) * 3600 and any(guest.gone is None for guest in self.guests):
            self._at(self.now + _AGAIN, self._tick)

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
                self._claims[guest.gate].append((guest, None, self.now))
                self._advance(guest.gate)

    # On the roads

    def _close(self, block: Block) -> None:
        self._closed.add(block.road)
        if block.known is not None:
            self._at(self.now + block.known, self._tell, block.road, "blocked")

    def _open(self, block: Block) -> None:
        self._closed.discard(block.road)
        if block.known is not None:
            self._tell(block.road, "open")
        for arc in self._arcs.values():
            if arc.road == block.road:
                self._advance(arc.tail)

    def _tell(self, road: str, status: str) -> None:
        if status == "blocked":
            self._known.add(road)
        else:
            self._known.discard(road)
        self.policy.road(road, status, self)
        self._stirred = True

    def _advance(self, node: str) -> None:
        """Let on who can: those who stand at this place, in the order they came."""
        work = [node]
        while work:
            at = work.pop()
            claims = self._claims[at]
            turn = 0
            while turn < len(claims):
                guest, arc, since = claims[turn]
                if self._go(at, guest, arc, since):
                    claims.remove((guest, arc, since))
                    if arc is not None:
                        self._leave(arc)
                        work.append(arc.tail)
                    turn = 0
                else:
                    turn += 1

    def _go(self, node: str, guest: Guest, arc: _Arc | None, since: float) -> bool:
        if self._busy[node]:
            return False
        is_manoeuvre = any(self._busy[each] for each in self._swept.get(node, ()))
        if guest.ready is not None and guest.pulled is None:
            return not is_manoeuvre and self._pull_out(node, guest)
        bay = self.policy.stop(guest, node, self) if guest.stopped is None else None
        if bay is not None and bay in self.standing:
            self.policy.found_taken(guest, bay, self)
            bay = self.policy.stop(guest, node, self)
            if bay is not None and bay in self.standing:
                return False
        if bay is not None:
            if is_manoeuvre:
                return False
            self._back_in(node, guest, bay)
            return True
        taken = self.standing.get(node)
        if taken is not None and taken is not guest:
            return False
        onward = self._onward(node, guest)
        if onward is None:
            return False
        if len(onward.trucks) >= onward.room and self.now - since < _PATIENCE:
            return False
        self._enter(onward, guest)
        return True

    def _onward(self, node: str, guest: Guest) -> _Arc | None:
        road = self.policy.onward(guest, node, self)
        if road is None or road in self._closed:
            if road in self._known:
                self.driven_into.append((road or "", guest))
            return None
        return self._arcs[road, node]

    def _enter(self, arc: _Arc, guest: Guest) -> None:
        arc.out = max(self.now + arc.seconds, arc.out + _GAP)
        arc.trucks.append((arc.out, guest))
        if len(arc.trucks) == 1:
            self._at(arc.out, self._arrive, arc, guest)

    def _arrive(self, arc: _Arc, guest: Guest) -> None:
        """The first on a road is at its end."""
        gate = self.yard.gates.get(arc.head)
        if gate is not None and gate.is_exit and guest.ready is not None:
            self._leave(arc)
            guest.gone = self.now
            self.policy.departed(guest, self)
            self._stirred = True
            self._advance(arc.tail)
            return
        self._claims[arc.head].append((guest, arc, self.now))
        self._advance(arc.head)

    def _leave(self, arc: _Arc) -> None:
        arc.trucks.popleft()
        if arc.trucks:
            at, following = arc.trucks[0]
            self._at(max(at, self.now), self._arrive, arc, following)

    # In and out of bays

    def _back_in(self, node: str, guest: Guest, bay: str) -> None:
        self.standing[bay] = guest
        guest.bay, guest.stopped = bay, self.now
        self._busy.update(self._swept[node])
        through = self.yard.bays[bay].drive_through
        self._at(self.now + guest.skill * (THROUGH_IN if through else REVERSING), self._stand, node, guest)

    def _stand(self, node: str, guest: Guest) -> None:
        guest.parked = self.now
        self._busy.subtract(self._swept[node])
        self.policy.parked(guest, self)
        self._at(self.now + guest.dwell, self._ready, node, guest)
        self._stirred = True
        self._resume(node)

    def _ready(self, node: str, guest: Guest) -> None:
        guest.ready = self.now
        self.policy.released(guest, self)
        self._claims[node].append((guest, None, self.now))
        self._stirred = True
        self._advance(node)

    def _pull_out(self, node: str, guest: Guest) -> bool:
        onward = self._onward(node, guest)
        if onward is None or len(onward.trucks) >= onward.room:
            return False
        self._busy.update(self._swept[node])
        through = self.yard.bays[guest.bay or ""].drive_through
        guest.pulling = guest.skill * (THROUGH_OUT if through else PULLING_OUT)
        self._at(self.now + guest.pulling, self._pulled, node, guest)
        return True

    def _pulled(self, node: str, guest: Guest) -> None:
        guest.pulled = self.now
        self._busy.subtract(self._swept[node])
        del self.standing[guest.bay or ""]
        self.policy.emptied(guest, self)
        onward = self._onward(node, guest)
        if onward is not None:
            self._enter(onward, guest)
        else:  # its road was blocked meanwhile: it stands in the aisle, as if it had come along it
            self._claims[node].append((guest, None, self.now))
        self._stirred = True
        self._resume(node)

    def _resume(self, node: str) -> None:
        for each in self._swept[node]:
            self._advance(each)
