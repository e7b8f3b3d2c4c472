"""Who is called next without anybody asking, and why now: or why nobody is. Pure.

Everything rests on recorded facts, the rulebook and `now`, so whoever folds the same ledger comes to the same call.

A vehicle goes from the waiting area to its gate and from the gate to its bay. The first stage is paced so that no call
makes a wave: in one service time no more are sent off than the gates serve in it, unless a server would soon have
nobody, and no more are on their way than are served while one drives, with half a service to spare. With a yard, only
who is expected to find its bay empty at the gate, soon enough. The second stage is the gate's: the bay is named there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, Protocol, TypeVar

from serai.calling import calls
from serai.calling.ahead import Ready, ready
from serai.calling.bands import Estimate
from serai.calling.control import Control
from serai.calling.gates import LEAST_WINDOW, Approach, Gates
from serai.calling.neighbour import accepted
from serai.calling.rules import Pace
from serai.core.folds import Fold
from serai.guidance.rules import Truck
from serai.guidance.yard import YardState
from serai.queue.bands import NEAR
from serai.queue.rules import FARTHER, OTHER_BAYS, Queue, Visit
from serai.sites.rulebook import Rulebook
from serai.sites.rules import SiteFold
from serai.sites.site import Lane

POLLED: Final = frozenset({"hold.bays", "hold.gates_full", "hold.gates_shut", "hold.neighbour", "hold.on_the_way"})
"""What time alone may end, nobody knows when: to be looked at again now and then."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The next call of a line, or why there is none (`visit` None); `again_at` is when time alone ends that."""

    line: str
    clause: str
    visit: str | None = None
    basis: tuple[tuple[str, int], ...] = ()
    again_at: datetime | None = None


_F = TypeVar("_F", bound=Fold)


class _Memory(Protocol):
    def of(self, kind: type[_F], /) -> _F: ...


@dataclass(frozen=True, slots=True)
class Scene:
    """All that a call is decided on."""

    site: SiteFold
    queue: Queue
    pace: Pace
    yard: YardState
    control: Control

    @classmethod
    def of(cls, memory: _Memory) -> Scene:
        """As a draft or a committed memory has it."""
        return cls(
            memory.of(SiteFold), memory.of(Queue), memory.of(Pace), memory.of(YardState), memory.of(Control)
        )  # fmt: skip

    def rulebook(self, now: datetime) -> Rulebook:
        return self.site.rulebook_at(now).rulebook

    def automatic(self, now: datetime) -> list[str]:
        """The lanes in which calls are made without anybody asking."""
        book = self.rulebook(now)
        return [lane for lane in self.site.place.lanes if self.control.mode(lane, book) == "automatic"]


def verdict(scene: Scene, line: str, now: datetime) -> Verdict:
    """The next call of a line now."""
    kept = _kept(scene, line, now)
    lanes = [lane for lane, why in kept.items() if why is None]
    if next(scene.queue.callable(line, lanes, now), None) is None:
        return _nobody(scene, line, kept, now)
    reach = _Reach(scene, line, now)
    found = _ready(scene, reach, lanes)
    if found is None:
        return _held(scene, reach, lanes)
    basis = reach.of(found.visit).basis() | {"hold_seconds": round(found.hold_seconds)}
    return Verdict(line, _clause(scene, found, now), found.visit, tuple(sorted(basis.items())))


@dataclass(slots=True)
class _Reach:
    """The gates of a line as they look from wherever somebody waits."""

    scene: Scene
    line: str
    now: datetime
    _known: dict[timedelta, Gates] = field(default_factory=dict)

    def of(self, visit: str) -> Gates:
        return self.at(self.scene.queue.visits[visit].farther)

    def at(self, farther: timedelta) -> Gates:
        if farther not in self._known:
            self._known[farther] = gates_of(self.scene, self.line, self.now, farther)
        return self._known[farther]


def gates_of(scene: Scene, line: str, now: datetime, farther: timedelta = NEAR) -> Gates:
    """What the gates of a line take now, as measured; of one that waits `farther` than in the nearest area."""
    known, members = scene.pace.line(line, now), scene.queue.in_order(line)
    interval = timedelta(minutes=scene.rulebook(now).call_interval_minutes)
    called = [each for each in members if calls.is_before(each, now + farther)]
    aside = calls.standing_aside(called, known, now, scene.yard) | calls.overdue(called, known, now)
    drive = Estimate(known.drive.mean + farther.total_seconds(), known.drive.sd)
    service = known.service([each.cost_seconds for each in members])
    window = timedelta(seconds=max(service, LEAST_WINDOW))
    since = now + farther - window
    lately = [each.sets_out_at for each in called if each.sets_out_at is not None and each.sets_out_at > since]
    coming = (_arrives(each, known.drive, now) for each in called if each.id not in aside)
    return Gates(
        Approach(drive, service, known.plan.at(now.timestamp() + drive.mean), tuple(coming)),
        calls.calls_left(scene.queue, scene.pace, line, now, interval, scene.yard, farther),
        len(lately),
        len(called) - len(aside),
        min(lately) + window - farther if lately else None,
        tuple(_trucks(scene, called)),
    )


def _arrives(visit: Visit, drive: Estimate, now: datetime) -> float:
    """Seconds from now until who is called reaches its gate; below 0 if it has, or is overdue."""
    if visit.at_gate_at is not None:
        return (visit.at_gate_at - now).total_seconds()
    return drive.mean - (now - (visit.sets_out_at or now)).total_seconds()


def _held(scene: Scene, reach: _Reach, lanes: Sequence[str]) -> Verdict:
    """Why nobody is called: what keeps the first in line that does not rest."""
    first = next(scene.queue.callable(reach.line, lanes, reach.now))
    gates = reach.of(first.id)
    most, why = gates.allowance()
    basis = tuple(sorted(gates.basis().items()))
    if most > 0:
        return Verdict(reach.line, "hold.bays", basis=basis)
    return Verdict(reach.line, why, basis=basis, again_at=gates.free_at if why == "hold.pace" else None)


def _kept(scene: Scene, line: str, now: datetime) -> dict[str, str | None]:
    """The lanes of a line with what keeps everybody there from being called automatically; None where nothing does."""
    automatic = set(scene.automatic(now))

    def why(lane: Lane) -> str | None:
        if lane.code not in automatic:
            return "hold.operator"
        if scene.control.stop(lane.code) is not None:
            return "hold.stopped"
        if not scene.site.is_open(lane.code, now):
            return "hold.closed"
        left = accepted(scene.site, scene.queue, scene.control, lane, now)
        return "hold.neighbour" if left == 0 else None

    return {lane.code: why(lane) for lane in scene.site.place.lines.get(line, ())}


def _nobody(scene: Scene, line: str, kept: Mapping[str, str | None], now: datetime) -> Verdict:
    """Why nobody can be called: what keeps the first that waits, or else the lanes."""
    first = next(scene.queue.callable(line, [lane for lane, why in kept.items() if why is not None]), None)
    clause = kept[first.lane] if first is not None else None
    if clause is not None:
        return Verdict(line, clause)
    going = [lane for lane, why in kept.items() if why is None]
    rested = [each.rests_until for each in scene.queue.callable(line, going) if each.rests_until is not None]
    if rested:
        return Verdict(line, "hold.resting", again_at=min(rested))
    return Verdict(line, "hold.nobody" if going else next((why for why in kept.values() if why), "hold.nobody"))


def _ready(scene: Scene, reach: _Reach, lanes: Sequence[str]) -> Ready | None:
    """Who is called next, if somebody is."""
    queue, now = scene.queue, reach.now
    distances = {each.farther_minutes for each in queue.in_order(reach.line)}
    if not any(reach.at(timedelta(minutes=each)).allowance()[0] for each in distances):
        return None
    waiting = _trucks(scene, queue.callable(reach.line, lanes, now))
    called = (each for each in queue.visits.values() if each.status == "called" and each.line != reach.line)
    elsewhere, hold = list(_trucks(scene, called)), float(scene.rulebook(now).calls.hold_seconds)
    return next(ready(scene.yard, waiting, lambda truck: reach.of(truck.visit), now, hold, elsewhere), None)


def _trucks(scene: Scene, visits: Iterable[Visit]) -> Iterator[Truck]:
    known = scene.yard.trucks
    return (known[each.id] for each in visits if each.id in known)


def _clause(scene: Scene, found: Ready, now: datetime) -> str:
    visit = scene.queue.visits[found.visit]
    if scene.queue.next(visit.line, 1, [visit.lane], now) != [visit]:
        return FARTHER if found.is_farther else OTHER_BAYS
    return "call.gate" if found.has_bay else "call.ahead"
