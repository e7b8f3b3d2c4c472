"""The band: how long until admission, for every rank of a line, with what is known of its gates and of those ahead.

One forward roll serves the whole line: the work ahead of a rank, in the plan's server-seconds, is turned into time by
the lane plan. What is uncertain (the gates' speed, single services, the way to the gate) is drawn once, as a fixed
lattice of scenarios, so that the same facts give the same band anywhere.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import exp, sqrt
from operator import mul

from serai.calling.neighbour import Taking
from serai.calling.newcomers import Newcomers
from serai.calling.plan import Capacity
from serai.calling.scenarios import (
    NORMAL,
    SCENARIOS,
    SERVICE_SPREAD,
    Scenario,
    later,
    moved,
    nearness,
    quantile,
    scenarios,
)

Waits = dict[str, tuple[float, float, float]]  # seconds at p05, p50, p95 by class

REMAINING = 0.6  # of a service that is under way, seen at any moment: half of it, and more as they vary
PASSING_DOUBT = 0.35
BOOKED_DOUBT = 0.25
OF_THE_DAY = 0.08  # how much one day's speed differs from another's
PASSES = 6  # until who comes in the time that those cost who come has been reckoned with


@dataclass(frozen=True, slots=True)
class Truck:
    """One in the queue: its class, the plan's seconds for its service, and how long ago it was called.

    `sets_out_in`: of one that was called and waits farther from the gates than others, the seconds until these would be
    called; until then it has no `called_for`. `shut_for`: so long the gates were shut since, when nobody could be let
    in.
    `gives_way`: it waits without a reservation that holds. `passable`: so many later walk-ins may still pass it.
    `aside`: it was called and has come, and there is no bay for it: the gates go on without it.
    """

    cargo_class: str
    seconds: float
    called_for: float | None = None
    gives_way: bool = False
    passable: float = 0.0
    aside: bool = False
    shut_for: float = 0.0
    sets_out_in: float = 0.0

    @property
    def open_for(self) -> float | None:
        """Seconds since its call in which it could have been let in."""
        return None if self.called_for is None else self.called_for - self.shut_for


@dataclass(frozen=True, slots=True)
class Estimate:
    """A quantity as it has shown itself so far: seconds, and the standard deviation of the next one."""

    mean: float
    sd: float


@dataclass(frozen=True, slots=True)
class Measured:
    """What a line has taught about itself.

    `slowness`: real over planned seconds of service; `doubt`: its relative error; `drift`: how much more it may change
    in the hours to come. `answer`: joining to call where nobody is in the way; `approach`: call to admission likewise;
    `coming`: the same with those who are. `reserved`: joining to admission of those who stand by their
    slot, where the gates had too few before them and where they had enough.
    `aside`: by class, how much longer than others a called one takes to be let in, on the average: its bays are few.
    `lapse`: share of the queue that never takes its turn; `missed`: share of those called that do not follow the first
    call, and come `recall` seconds later. `passed`: by class ("" for any other), how many come in
    front of somebody who joined at a rank, as rising points (rank, trucks). `early`, `late`: width of the two halves
    against theory, for waits of `SPANS` seconds; `call_early`, `call_late` the same for who is called.
    """

    slowness: float = 1.0
    doubt: float = 0.18
    drift: float = 0.06
    answer: Estimate = Estimate(120.0, 150.0)
    approach: Estimate = Estimate(480.0, 240.0)
    coming: Estimate = Estimate(900.0, 450.0)
    reserved: tuple[Estimate, Estimate] = (Estimate(1020.0, 600.0), Estimate(1800.0, 1200.0))
    lapse: float = 0.03
    aside: Mapping[str, float] = field(default_factory=dict)
    missed: float = 0.03
    recall: float = 1800.0
    passed: Mapping[str, Sequence[tuple[float, float]]] = field(default_factory=dict)
    early: Sequence[float] = (1.0, 1.0, 1.0)
    late: Sequence[float] = (1.0, 1.0, 1.0)
    call_early: Sequence[float] = (1.0, 1.0, 1.0)
    call_late: Sequence[float] = (1.0, 1.0, 1.0)

    def still_coming(self, open_for: float | None) -> float:
        """How probable it is that a truck follows its call that has not come for so many seconds of open gates."""
        if open_for is None:
            return 1.0
        later = (1 - self.missed) * (1 - NORMAL.cdf((open_for - self.coming.mean) / max(self.coming.sd, 60.0)))
        return later / (later + self.missed) if later > 0 else 0.0

    def passed_by(self, cargo_class: str, rank: int) -> float:
        """Trucks that will have come in front of this class by its turn."""
        points = self.passed.get(cargo_class) or self.passed.get("") or ()
        at = bisect_right(points, float(rank), key=lambda point: point[0])
        if not points or at == 0:
            return points[0][1] * (rank - 1) / max(points[0][0] - 1, 1) if points else 0.0
        if at == len(points):
            return points[-1][1]
        (low, few), (high, more) = points[at - 1 : at + 1]
        return few + (more - few) * (rank - low) / (high - low)


@dataclass(slots=True)
class Outlook:
    """One line at one instant, ready to be asked for any rank."""

    capacity: Capacity
    servers: int
    trucks: Sequence[Truck]
    services: Mapping[str, float]  # planned seconds by class, what a newcomer would take
    measured: Measured
    newcomers: Newcomers = field(default_factory=Newcomers)
    taken: Mapping[str, Taking] = field(default_factory=dict)
    _shared: Capacity = field(init=False)
    _first_passed: int = field(init=False)
    _lead: float = field(init=False)
    _ahead: list[float] = field(init=False)
    _spread: list[float] = field(init=False)
    _before: list[int] = field(init=False)  # by rank, who stands at the gate or will sooner
    _busy: int = field(init=False)
    _typical: float = field(init=False)

    def __post_init__(self) -> None:
        known = [truck.seconds for truck in self.trucks] or list(self.services.values()) or [300.0]
        self._typical = sum(known) / len(known)
        travel = max(0.0, self.measured.approach.mean - self._typical * self.measured.slowness)
        called = sorted((-t.called_for, rank) for rank, t in enumerate(self.trucks) if t.called_for is not None)
        coming = [rank for _, rank in called if not self.trucks[rank].aside]
        self._busy = sum((self.trucks[rank].called_for or 0.0) >= travel for rank in coming[: self.servers])
        self._before = [0] * len(self.trucks)
        work, spread = [0.0], [0.0]
        for before, rank in enumerate([*coming, *self._others(coming, travel)]):
            truck = self.trucks[rank]
            self._before[rank] = before
            left = REMAINING if before < self._busy else 1.0 - self.measured.lapse
            work.append(work[-1] + truck.seconds * left * self.measured.still_coming(truck.open_for))
            spread.append(spread[-1] + truck.seconds**2 * (SERVICE_SPREAD**2 + self.measured.lapse))
        self._ahead, self._spread = work, spread
        passed = (rank for rank, truck in enumerate(self.trucks, 1) if truck.gives_way)
        self._first_passed = next(passed, len(self.trucks) + 1)
        at_call = self._ahead[self._in_front(self._first_passed)]
        self._lead = max(self.measured.approach.mean, self.capacity.until(at_call * self.measured.slowness))
        self._shared = self.capacity.without(self._booked())

    def _others(self, coming: Sequence[int], travel: float) -> Iterator[int]:
        """Who comes to a gate after those: who waits, in order, and among them who was called and sets out later.

        Each of these before the first whose turn is after it is there: it is on its way, whoever joins in front of it.
        """
        trucks = self.trucks
        later = sorted(((t.sets_out_in, rank) for rank, t in enumerate(trucks) if t.sets_out_in > 0), reverse=True)
        work = sum(trucks[rank].seconds for rank in coming)
        for rank, truck in enumerate(trucks):
            if truck.called_for is not None or truck.sets_out_in > 0:
                continue
            while later and later[-1][0] + travel <= self.capacity.until(work * self.measured.slowness):
                work += trucks[later[-1][1]].seconds
                yield later.pop()[1]
            yield rank
            work += truck.seconds
        yield from (rank for _, rank in reversed(later))

    def _booked(self) -> Capacity:
        """Real server-seconds for booked ones to come; who comes while somebody drives to the gate passes no more."""
        slowness = self.measured.slowness
        points = [(0.0, 0.0), *((self._lead + second, work * slowness) for second, work in self.newcomers.booked)]
        seconds, work = zip(*points, strict=True)
        return Capacity(seconds, work, self.newcomers.booked_later * slowness)

    def passable(self, cargo_class: str, rank: int) -> float:
        """How many later walk-ins may pass at a rank, by the order's rule."""
        known = len(self.trucks)
        takes, passable = self.newcomers.places.get(cargo_class, (known + 1, 0.0))
        return passable if rank >= min(takes, known + 1) else self.trucks[rank - 1].passable

    def _in_front(self, rank: int) -> int:
        """How many of the queue come to a gate before this rank: whoever was called goes before all who were not."""
        return self._before[rank - 1] if rank <= len(self.trucks) else len(self._ahead) - 1

    def _is_aside(self, rank: int) -> bool:
        return rank <= len(self.trucks) and self.trucks[rank - 1].aside

    def _is_at_gate(self, rank: int) -> bool:
        if rank > len(self.trucks) or self.trucks[rank - 1].called_for is None:
            return False
        return self.trucks[rank - 1].aside or self._before[rank - 1] < self._busy

    def work_ahead(self, rank: int) -> tuple[float, float]:
        """Planned server-seconds before this rank's own service, and their variance; trucks ahead only as of now."""
        known, more = self._in_front(rank), max(0, rank - 1 - len(self.trucks))
        stays = 1.0 - self.measured.lapse
        return (
            self._ahead[known] + more * self._typical * stays,
            self._spread[known] + more * self._typical**2 * (SERVICE_SPREAD**2 + self.measured.lapse),
        )

    def scenarios(self, rank: int) -> Sequence[Scenario]:
        """What may happen until the turn of a rank, as far from the middle as bands of such waits had to reach."""
        seconds = self.capacity.until(self.work_ahead(rank)[0] * self.measured.slowness)
        near = nearness(max(self.capacity.open_seconds(seconds), 0.0 if self._is_at_gate(rank) else self._lead))
        early, late = (sum(map(mul, near, factors)) for factors in (self.measured.early, self.measured.late))
        return scenarios(early, late)

    def starts(self, rank: int, passed: float, passable: float, drawn: Sequence[Scenario]) -> list[float]:
        """For each scenario, seconds until a server can turn to this rank; its own service comes on top."""
        mean, variance = self.work_ahead(rank)
        ready = max(self.servers, 1)
        # The last ones ahead are still being served, one at each other server, when this one's turn comes.
        under_way = min(ready - 1, self._in_front(rank)) * REMAINING
        mean = max(0.0, mean + (passed - under_way) * self._typical)
        until = (self._shared if rank > self._first_passed else self.capacity).until
        slowness = self.measured.slowness
        walk_ins = self._walk_ins(mean, passable * self._typical, until)
        mean += walk_ins
        seconds = until(mean * slowness)
        booked = 0.0
        if rank > self._first_passed:
            booked = max(0.0, self.capacity.given(seconds) - mean * slowness) / slowness
        extra = passed * self._typical + walk_ins
        hours = self.capacity.open_seconds(seconds) / 3600
        changes = self.measured.drift**2 * min(1.0, hours / 4) + OF_THE_DAY**2 * min(1.0, hours / 12)
        doubt = sqrt(self.measured.doubt**2 + changes)
        noise = sqrt(
            variance + (extra + booked) * self._typical + (PASSING_DOUBT * extra) ** 2 + (BOOKED_DOUBT * booked) ** 2
        )
        middle = doubt**2 / 2
        return [until(max(0.0, (mean + noise * s.noise) * slowness * exp(doubt * s.speed - middle))) for s in drawn]

    def _walk_ins(self, mean: float, most: float, until: Callable[[float], float]) -> float:
        """Planned seconds of later walk-ins that pass: those who come until the turn that they put off."""
        more = 0.0
        for _ in range(PASSES if most > 0 else 0):
            seconds = until((mean + more) * self.measured.slowness)
            more = min(most, self.newcomers.walk_ins * max(0.0, seconds - self._lead))
        return more

    def held(self, of: str, before: float) -> float:
        """Seconds until the neighbour takes one of a class after so many others; where its word ends, the gates do."""
        taking = self.taken.get(of)
        if taking is None:
            return 0.0
        at = taking.until(before)
        if at is not None:
            return at
        rest = max(0.0, before - taking.most) * self._typical * self.measured.slowness
        return self.capacity.until(self.capacity.given(taking.seconds) + rest)

    def _held_at(self, of: str, rank: int, passed: float) -> float:
        """The same of who waits at a rank, passed by so many until its turn."""
        if of not in self.taken:
            return 0.0
        sharing = self.taken[of].of
        like = (each for each in self.trucks[: rank - 1] if each.called_for is None)
        before = sum(each.cargo_class in self.taken and self.taken[each.cargo_class].of == sharing for each in like)
        more = max(0, rank - 1 - len(self.trucks))
        return self.held(of, (before + more) * (1.0 - self.measured.lapse) + passed)

    def floors(self, rank: int, drawn: Sequence[Scenario]) -> list[float]:
        """For each scenario, seconds until this rank can be admitted however free the gates are."""
        truck = self.trucks[rank - 1] if rank <= len(self.trucks) else None
        opens, measured = self.capacity.opens_in, self.measured
        mean, sd = measured.approach.mean, measured.approach.sd
        if truck is not None and truck.called_for is not None:
            lags = later(truck.called_for - truck.shut_for, mean, sd, drawn)
            return [max(0.0, mean + sd * lag - truck.called_for) for lag in lags]
        mean, sd = mean + measured.answer.mean, sqrt(sd**2 + measured.answer.sd**2)
        return [opens + max(0.0, mean + sd * s.lag) for s in drawn]

    def at(self, rank: int) -> Waits:
        """p05, p50, p95 of the seconds until admission at a rank, by class; of a called one, if it follows its call."""
        at_gate, drawn, is_aside = self._is_at_gate(rank), self.scenarios(rank), self._is_aside(rank)
        is_called = rank <= len(self.trucks) and self.trucks[rank - 1].called_for is not None
        floors = [0.0] * SCENARIOS if at_gate else self.floors(rank, drawn)
        owns = [s.own * s.share if at_gate else s.own for s in drawn]
        begun: dict[tuple[float, float], list[float]] = {(0.0, 0.0): [0.0] * SCENARIOS} if at_gate else {}
        answer: Waits = {}
        for of, planned in self.services.items():
            passing = (0.0, 0.0) if is_called else (self.measured.passed_by(of, rank), self.passable(of, rank))
            starts = begun.get(passing) or begun.setdefault(passing, self.starts(rank, *passing, drawn))
            own, aside = planned * self.measured.slowness, self.measured.aside.get(of, 0.0)
            aside *= is_aside or not at_gate
            held = 0.0 if is_called else max(0.0, self._held_at(of, rank, passing[0]) - self.capacity.opens_in)
            waits = sorted(
                max(a + b * own, low + held) + aside * s.delay
                for a, b, low, s in zip(starts, owns, floors, drawn, strict=True)
            )
            shares: tuple[float, ...] = (0.05, 0.5, 0.95)
            if not is_called:
                again = self.measured.missed, self.measured.recall
                shares = tuple(moved(waits, share, *again) for share in shares)
            low, middle, high = (quantile(waits, share) for share in shares)
            answer[of] = (low, middle, high)
        return answer
