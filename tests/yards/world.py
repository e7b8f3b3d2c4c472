"""The judge: a yard as it is. Trucks drive road by road, wait behind each other and behind whoever backs into a bay.

A discrete-event simulation that shares nothing with the rules it judges but the yard file. What `serai/sumo/scene.py`
says of gates, manoeuvres and blocked roads is true here, and:

- A road holds as many trucks as it has room for (20 m each) and lets them out in the order they came in, at free-flow
  speed at best; who cannot go on stands on its road, and the road behind it fills.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from serai.sites.yard import Yard
from serai.sumo.day import Guest, Setting
from serai.sumo.scene import Block, Policy, Scene

_ROOM_CM: Final = 2_000
_GAP: Final = 2.5
"""Seconds between two trucks that leave a road, at least."""
_PATIENCE: Final = 900.0
"""Who has stood so long where no road is blocked gets past by hand: no yard stays locked for ever."""


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


class World(Scene):
    """A yard, a day's trucks and who decides."""

    def __init__(
        self, yard: Yard, setting: Setting, guests: Sequence[Guest], policy: Policy, blocks: Sequence[Block] = ()
    ) -> None:
        super().__init__(yard, setting, guests, policy, blocks)
        self._arcs: dict[tuple[str, str], _Arc] = {}
        for road in yard.roads.values():
            room = max(1, road.length_cm // _ROOM_CM)
            seconds = road.time_ms / 1000
            self._arcs[road.id, road.start] = _Arc(road.id, road.start, road.end, seconds, room)
            if not road.one_way:
                self._arcs[road.id, road.end] = _Arc(road.id, road.end, road.start, seconds, room)
        self._claims: defaultdict[str, list[tuple[Guest, _Arc | None, float]]] = defaultdict(list)

    def run(self) -> list[Guest]:
        while self._events:
            self.now = self._events[0][0]
            self._act()
            self._settle()
        return list(self.guests)

    def _look_again(self) -> None:
        for node in [node for node, claims in self._claims.items() if claims]:
            self._advance(node)

    def _drive_in(self, guest: Guest) -> None:
        self._claims[guest.gate].append((guest, None, self.now))
        self._advance(guest.gate)

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
        if guest.ready is not None and guest.pulled is None:
            return self._can_manoeuvre(node) and self._pull_out(node, guest)
        bay = self.policy.stop(guest, node, self) if guest.stopped is None else None
        if bay is not None and bay in self.standing:
            self.policy.found_taken(guest, bay, self)
            bay = self.policy.stop(guest, node, self)
            if bay is not None and bay in self.standing:
                return False
        if bay is not None:
            if not self._can_manoeuvre(node):
                return False
            self._at(self.now + self._backs_in(guest, bay), self._stand, node, guest)
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
        road = self._road_onward(node, guest)
        return None if road is None else self._arcs[road, node]

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
            self._is_gone(guest)
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

    def _stand(self, node: str, guest: Guest) -> None:
        self._stands(guest, self._ready)
        self._resume(node)

    def _ready(self, guest: Guest) -> None:
        node = self.yard.bays[guest.bay or ""].node
        self._claims[node].append((guest, None, self.now))
        self._advance(node)

    def _pull_out(self, node: str, guest: Guest) -> bool:
        onward = self._onward(node, guest)
        if onward is None or len(onward.trucks) >= onward.room:
            return False
        self._at(self.now + self._pulls_out(guest), self._pulled, node, guest)
        return True

    def _pulled(self, node: str, guest: Guest) -> None:
        self._is_out(guest)
        onward = self._onward(node, guest)
        if onward is not None:
            self._enter(onward, guest)
        else:  # its road was blocked meanwhile: it stands in the aisle, as if it had come along it
            self._claims[node].append((guest, None, self.now))
        self._resume(node)

    def _resume(self, node: str) -> None:
        for each in self._swept[node]:
            self._advance(each)
