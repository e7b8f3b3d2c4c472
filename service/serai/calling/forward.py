"""Who is called next without anybody asking, and why now: or why nobody is. Pure.

Everything rests on recorded facts, the rulebook and `now`, so whoever folds the same ledger comes to the same call.

A vehicle goes from the waiting area to its gate and from the gate to its bay. The first stage is paced so that no call
makes a wave: in one service time no more are sent off than the gates serve in it, unless a server would soon have
nobody, and no more are on their way than are served while one drives, with half a service to spare. With a yard, only
who is expected to find its bay empty at the gate, soon enough. The second stage is the gate's: the bay is named there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Final, Protocol, TypeVar

from serai.calling import calls
from serai.calling.ahead import SPARE, Approach, Ready, ready
from serai.calling.bands import Estimate
from serai.calling.control import Control
from serai.calling.neighbour import accepted
from serai.calling.rules import Pace
from serai.core.folds import Fold
from serai.guidance.rules import Truck
from serai.guidance.yard import YardState
from serai.queue.rules import PASSING, Queue, Visit
from serai.sites.rulebook import Rulebook
from serai.sites.rules import SiteFold
from serai.sites.site import Lane

POLLED: Final = frozenset({"hold.bays", "hold.gates_full", "hold.gates_shut", "hold.neighbour", "hold.on_the_way"})
"""What time alone may end, nobody knows when: to be looked at again now and then."""
_WINDOW: Final = 60.0
"""Calls are paced over one service, or over a minute where services are shorter."""


@dataclass(frozen=True, slots=True)
class Gates:
    """A line's gates at an instant, as far as calls rest on them.

    `approach` has the servers that will work there when a truck called now arrives; `left` is how many more the gates
    take in the call interval, `lately` how many were called within the pacing window and `free_at` when the first of
    them is out of it, `on_the_way` how many are called and do not stand aside.
    """

    approach: Approach
    left: int
    lately: int
    on_the_way: int
    free_at: datetime | None = None

    @property
    def window_seconds(self) -> float:
        return max(self.approach.service_seconds, _WINDOW)

    def allowance(self) -> tuple[int, str]:
        """How many may be called now, and the clause that keeps it from being more."""
        servers, service = self.approach.servers, self.approach.service_seconds
        if servers <= 0:
            return 0, "hold.gates_shut"
        drive = self.approach.drive.mean + self.approach.drive.sd
        pace = ceil(servers * self.window_seconds / service) - self.lately
        limits = [
            (self.left, "hold.gates_full"),
            (ceil(servers * (drive / service + 1 + SPARE)) - self.on_the_way, "hold.on_the_way"),
            (max(pace, 1) if self.approach.would_idle else pace, "hold.pace"),
        ]
        most, clause = min(limits, key=lambda limit: limit[0])
        return max(most, 0), clause

    def basis(self) -> dict[str, int]:
        """The figures behind a call, in whole numbers."""
        return {
            "servers": self.approach.servers,
            "service_seconds": round(self.approach.service_seconds),
            "drive_seconds": round(self.approach.drive.mean),
            "on_the_way": self.on_the_way,
            "left": self.left,
        }


def first_ready(
    gates: Gates, state: YardState, waiting: Iterable[Truck], coming: Sequence[Truck], now: datetime,
    hold_seconds: float, elsewhere: Sequence[Truck] = (),
) -> Iterator[Ready]:  # fmt: skip
    """Those to call now, as many as the gates allow; where there is no yard, simply the next ones."""
    most, _ = gates.allowance()
    if most == 0:
        return
    if state.ground is None:
        found: Iterator[Ready] = (Ready(truck.visit, 0.0, True) for truck in waiting)
    else:
        found = ready(state, waiting, coming, gates.approach, now, hold_seconds, elsewhere)
    for _, each in zip(range(most), found, strict=False):
        yield each


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
    gates = gates_of(scene, line, now)
    most, why = gates.allowance()
    if most == 0:
        return Verdict(line, why, basis=_told(gates), again_at=gates.free_at if why == "hold.pace" else None)
    found = _ready(scene, gates, line, lanes, now)
    if found is None:
        return Verdict(line, "hold.bays", basis=_told(gates))
    basis = gates.basis() | {"hold_seconds": round(found.hold_seconds)}
    return Verdict(line, _clause(scene, found, now), found.visit, tuple(sorted(basis.items())))


def gates_of(scene: Scene, line: str, now: datetime) -> Gates:
    """What the gates of a line take now, as measured."""
    known, members = scene.pace.line(line, now), scene.queue.in_order(line)
    interval = timedelta(minutes=scene.rulebook(now).call_interval_minutes)
    called = [each for each in members if each.status == "called"]
    aside = calls.standing_aside(called, known, now, scene.yard) | calls.overdue(called, known, now)
    drive, service = known.drive, known.service([each.cost_seconds for each in members])
    servers = known.plan.at(now.timestamp() + drive.mean)
    window = timedelta(seconds=max(service, _WINDOW))
    lately = [each.called_at for each in called if each.called_at is not None and each.called_at > now - window]
    return Gates(
        Approach(drive, service, servers, tuple(_arrives(each, drive, now) for each in called if each.id not in aside)),
        calls.calls_left(scene.queue, scene.pace, line, now, interval, scene.yard),
        len(lately),
        len(called) - len(aside),
        min(lately) + window if lately else None,
    )


def _arrives(visit: Visit, drive: Estimate, now: datetime) -> float:
    """Seconds from now until who is called reaches its gate; below 0 if it has, or is overdue."""
    if visit.at_gate_at is not None:
        return (visit.at_gate_at - now).total_seconds()
    return drive.mean - (now - (visit.called_at or now)).total_seconds()


def _told(gates: Gates) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(gates.basis().items()))


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


def _ready(scene: Scene, gates: Gates, line: str, lanes: Sequence[str], now: datetime) -> Ready | None:
    waiting = _trucks(scene, scene.queue.callable(line, lanes, now))
    called = [each for each in scene.queue.visits.values() if each.status == "called"]
    coming = list(_trucks(scene, (each for each in called if each.line == line)))
    elsewhere = list(_trucks(scene, (each for each in called if each.line != line)))
    hold = float(scene.rulebook(now).calls.hold_seconds)
    return next(first_ready(gates, scene.yard, waiting, coming, now, hold, elsewhere), None)


def _trucks(scene: Scene, visits: Iterable[Visit]) -> Iterator[Truck]:
    known = scene.yard.trucks
    return (known[each.id] for each in visits if each.id in known)


def _clause(scene: Scene, found: Ready, now: datetime) -> str:
    visit = scene.queue.visits[found.visit]
    if scene.queue.next(visit.line, 1, [visit.lane], now) != [visit]:
        return PASSING
    return "call.gate" if found.has_bay else "call.ahead"
