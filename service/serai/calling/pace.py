"""What a line teaches about itself: the speed of its gates, the way to them, who gives up, who comes in front.

Everything here is learned from facts in the ledger, in their order, so that whoever folds it gets the same numbers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from math import log, sqrt

from serai.calling.bands import Estimate, Measured
from serai.calling.newcomers import Arrivals
from serai.calling.plan import LanePlan, always
from serai.calling.scenarios import SERVICE_SPREAD
from serai.calling.width import Width
from serai.queue.bands import Curves

HALF_LIFE_SERVICES = 120.0
PLAN_WORTH = 24.0  # the lane plan's minutes count as so many services seen
USUAL = 1.05  # real over planned seconds before anything is known: gates also wait for trucks
LONGEST = 12.0  # services; a longer pause of fed gates is a stoppage and says nothing about their speed
DEPTHS = (3, 10, 30, 100, 300, 1000, 3000)
FADE = 0.98
GUESS = 0.05
DEEPER = 0.6  # the share of those ahead that passes, at a depth not yet seen, against the one before
UNHEARD_OF = 3.0  # standard deviations beyond which a duration has another cause
ASIDE_WORTH = 5.0  # trucks of a class seen until half of what sets it apart is believed
RECALL = 1800.0  # from the first call to the second, before anybody missed one


@dataclass(slots=True)
class Speed:
    """Server-seconds that gates took against those the plan gives for the same trucks; old services fade."""

    planned: float = 0.0
    taken: float = 0.0
    count: float = 0.0

    def seen(self, planned: float, taken: float) -> None:
        """One more completed service. A stoppage counts as a long service only."""
        fade = 0.5 ** (1 / HALF_LIFE_SERVICES)
        self.taken = self.taken * fade + min(taken, LONGEST * planned * self.slowness())
        self.planned = self.planned * fade + planned
        self.count = self.count * fade + 1

    def slowness(self, pending: float = 0.0) -> float:
        """Real seconds a planned second takes; `pending` server-seconds have passed since the last completion."""
        if not self.count:
            return USUAL
        typical = self.planned / self.count
        worth = PLAN_WORTH * typical
        before = (worth * USUAL + self.taken) / (worth + self.planned)
        overdue = max(0.0, min(pending, LONGEST * typical * before) - typical * before)
        return (worth * USUAL + self.taken + overdue) / (worth + self.planned)

    @property
    def doubt(self) -> float:
        return SERVICE_SPREAD / sqrt(PLAN_WORTH + self.count)


@dataclass(slots=True)
class Stretch:
    """Time in which gates had enough before them, since the last service was completed there.

    The first completion after a pause only starts the clock: until then the first trucks had to be called and to come.
    """

    seconds: float = 0.0
    is_warm: bool = False

    def pass_(self, servers: int, server_seconds: float, is_enough: bool) -> None:
        """So much time went by; where the gates were shut or short of trucks, a new stretch has to begin."""
        if not servers or not is_enough:
            self.seconds, self.is_warm = 0.0, False
        elif self.is_warm:
            self.seconds += server_seconds

    def completed(self, speed: Speed, planned: float, is_enough: bool) -> None:
        if self.is_warm and is_enough:
            speed.seen(planned, self.seconds)
        self.seconds, self.is_warm = 0.0, is_enough


@dataclass(slots=True)
class Habit:
    """A duration's mean and spread, from a guess worth `weight` sightings onward."""

    mean: float
    variance: float
    weight: float = 2.0

    def seen(self, seconds: float) -> None:
        """One more; one that is far off counts as one that is not quite so far."""
        self.weight = min(self.weight + 1, 30.0)
        most = UNHEARD_OF * sqrt(self.variance)
        seconds = min(seconds, self.mean + most)
        off = seconds - self.mean
        self.mean += off / self.weight
        self.variance += (off * (seconds - self.mean) - self.variance) / self.weight

    @property
    def estimate(self) -> Estimate:
        return Estimate(self.mean, sqrt(max(self.variance, 0.0)))


@dataclass(slots=True)
class Passed:
    """How many came in front of those who joined at about a rank: sums over trucks that had their turn, by depth."""

    trucks: list[float] = field(default_factory=lambda: [0.0] * len(DEPTHS))
    ranks: list[float] = field(default_factory=lambda: [0.0] * len(DEPTHS))
    count: list[float] = field(default_factory=lambda: [0.0] * len(DEPTHS))

    def seen(self, rank: int, trucks: int) -> None:
        """One joined at a rank of 2 or more, and was passed by so many (below 0: it passed others)."""
        at = min(range(len(DEPTHS)), key=lambda depth: abs(log(rank / DEPTHS[depth])))
        for sums, value in ((self.trucks, float(trucks)), (self.ranks, rank - 1.0), (self.count, 1.0)):
            sums[at] = sums[at] * FADE + value

    def points(self, guess: list[float] | None = None) -> list[tuple[float, float]]:
        """(rank, trucks) by depth, never falling; `guess` is the share of those ahead to start from at each depth."""
        found, most, share = [], 0.0, GUESS
        for at, depth in enumerate(DEPTHS):
            share = guess[at] if guess else share
            worth = 5.0 * depth
            share = max(0.0, (worth * share + self.trucks[at]) / (worth + self.ranks[at]))
            most = max(most, share * (depth - 1))
            found.append((float(depth), most))
            share *= DEEPER
        return found


@dataclass(slots=True)
class Seen:
    """A truck in the queue as far as the pace needs it; instants in epoch seconds, the promise likewise."""

    joined: float
    cargo_class: str
    planned: float
    rank: int
    removed: int  # how many had left the line before
    passing: int | None  # how many booked ones had joined it before; None for who is passed by rule
    alone: bool
    promise: tuple[float, float, float] | None
    called: float | None = None
    straight: bool = False  # called while a gate was free for it
    missed: bool = False  # a call


@dataclass(slots=True)
class LinePace:
    """One line's memory. Every method takes the instant (epoch seconds) of the fact that moves it."""

    plan: LanePlan = field(default_factory=always)
    at: float | None = None
    queue: dict[str, Seen] = field(default_factory=dict)
    flow: Speed = field(default_factory=Speed)
    gates: Speed = field(default_factory=Speed)
    answer: Habit = field(default_factory=lambda: Habit(120.0, 150.0**2))
    approach: Habit = field(default_factory=lambda: Habit(480.0, 240.0**2))
    coming: Habit = field(default_factory=lambda: Habit(900.0, 450.0**2))
    passed: dict[str, Passed] = field(default_factory=lambda: {"": Passed()})
    removed: int = 0
    arrivals: Arrivals = field(default_factory=Arrivals)
    booked: int = 0
    early: Width = field(default_factory=Width)
    late: Width = field(default_factory=Width)
    gone: tuple[float, float] = (1.5, 50.0)  # left without service, all
    missed: tuple[float, float] = (1.5, 50.0)  # did not follow their first call, all that were called
    came: dict[str, tuple[float, float]] = field(default_factory=dict)  # by class: seconds from call to gate, trucks
    recall: Habit = field(default_factory=lambda: Habit(RECALL, (RECALL / 3) ** 2))
    driven: Habit | None = None  # from a call until the truck was seen at its gate; None: nobody was seen there
    is_halted: bool = False  # calls are stopped: what the gates do meanwhile says nothing of their speed
    limit: tuple[float, float] | None = None  # vehicles a second that the neighbour takes, and until when
    published: Curves | None = None  # those of this line, under no name
    _flow_open: Stretch = field(default_factory=Stretch)
    _gate_open: Stretch = field(default_factory=Stretch)

    def advance(self, at: float) -> None:
        """Let the time until a fact pass: what was idle, shut or unfed is not counted as service."""
        if self.at is None or at <= self.at:
            self.at = at if self.at is None else self.at
            return
        ready = sorted(seen.called + self.travel for seen in self.queue.values() if seen.called is not None)
        for start, end, servers in self.plan.steps(self.at, at):
            is_long = self._is_long(start, servers)
            self._flow_open.pass_(servers, (end - start) * servers, is_long)
            is_fed = len(ready) >= max(servers, 1) and ready[max(servers, 1) - 1] < end
            fed_since = max(start, ready[servers - 1]) if is_fed and servers else end
            self._gate_open.pass_(servers, (end - fed_since) * servers, is_fed)
        self.at = at

    def joined(
        self, at: float, visit: str, cargo_class: str, planned: float, rank: int, *, booked: bool = False,
        priority: bool = False,
    ) -> None:  # fmt: skip
        """`planned` seconds of service, `rank` in the order it joined, `booked` if it stands by its slot."""
        self.advance(at)
        self.arrivals.joined(at, planned, booked=booked, priority=priority)
        before = len(self.queue)
        alone, promise = before < self.plan.at(at), self._promise(at, cargo_class, rank)
        self.booked += booked
        passing = None if booked or priority else self.booked
        self.queue[visit] = Seen(at, cargo_class, planned, rank, self.removed, passing, alone, promise)

    def called(self, at: float, visit: str) -> None:
        self.advance(at)
        seen = self.queue.get(visit)
        if seen is None or seen.called is not None:
            return
        seen.straight = sum(other.called is not None for other in self.queue.values()) < self.plan.at(at)
        if seen.alone:
            self.answer.seen(at - seen.joined)
        seen.called = at
        if not seen.missed:
            self.missed = (self.missed[0] * 0.99, self.missed[1] * 0.99 + 1)

    def withdrawn(self, at: float, visit: str) -> None:
        """The call was taken back: the truck waits again, and did nothing that could be learned from."""
        self.advance(at)
        if visit in self.queue:
            self.queue[visit].called, self.queue[visit].alone = None, False

    def repeated(self, at: float, visit: str) -> None:
        """The truck was called once more, and may have set out only now."""
        self.advance(at)
        if visit in self.queue:
            self.queue[visit].called, self.queue[visit].straight = at, False

    def reached(self, at: float, visit: str) -> None:
        """The truck was seen at its gate."""
        self.advance(at)
        seen = self.queue.get(visit)
        if seen is not None and seen.called is not None:
            self.driven = self.driven or Habit(self.travel, (self.travel / 3 + 30.0) ** 2)
            self.driven.seen(at - seen.called)

    def uncalled(self, at: float, visit: str) -> None:
        """The call was missed: the truck waits again."""
        self.advance(at)
        seen = self.queue.get(visit)
        if seen is not None and seen.called is not None:
            if not seen.missed:
                self.missed = (self.missed[0] + 1, self.missed[1])
                self.recall.seen(at - seen.called)
            seen.called, seen.alone, seen.missed = None, False, True

    def admitted(self, at: float, visit: str) -> None:
        """One service is complete: the only moment at which its length is learned."""
        self.advance(at)
        servers = self.plan.at(at)
        full = len(self.queue) >= self._enough(servers)
        fed = sum(s.called is not None and s.called + self.travel <= at for s in self.queue.values()) >= servers
        seen = self.queue.pop(visit, None)
        if seen is None:
            return
        self.removed += 1
        self._flow_open.completed(self.flow, seen.planned, full)
        self._gate_open.completed(self.gates, seen.planned, fed)
        if seen.called is None and seen.alone:  # a gate that admits without calling
            self.answer.seen(0.0)
            self.approach.seen(at - seen.joined)
        elif seen.called is not None:
            took = at - seen.called - self.plan.shut(seen.called, at)
            self.coming.seen(took)
            seconds, count = self.came.get(seen.cargo_class, (0.0, 0.0))
            self.came[seen.cargo_class] = (seconds * FADE + took, count * FADE + 1)
            if seen.straight:
                self.approach.seen(took)
        if seen.rank > 1 and seen.passing is not None:
            ahead = self.removed - 1 - seen.removed - (self.booked - seen.passing)
            for of in ("", seen.cargo_class):
                self.passed.setdefault(of, Passed()).seen(seen.rank, ahead - (seen.rank - 1))
        self._left(lapsed=False)
        if seen.promise is not None:
            promised = seen.promise[1] - seen.joined
            self.early.judged(promised, at < seen.promise[0])
            self.late.judged(promised, at > seen.promise[2])

    def left(self, at: float, visit: str) -> None:
        """It went without being served."""
        self.advance(at)
        if self.queue.pop(visit, None) is not None:
            self.removed += 1
            self._left(lapsed=True)

    def forget(self, at: float, visit: str) -> None:
        """It is gone, and nobody saw when."""
        self.advance(at)
        if self.queue.pop(visit, None) is not None:
            self.removed += 1

    def heard(self, bands: Curves, basis: Mapping[str, int]) -> None:
        """These bands are in force. Who begins in the middle of a ledger goes on with the widths of the first."""
        if self.published is None:
            self.early.adopt("early", basis)
            self.late.adopt("late", basis)
        self.published = bands

    def measured(self, at: float) -> Measured:
        """What to reckon with at an instant; changes nothing."""
        pending = self._flow_open.seconds
        if self._flow_open.is_warm and self.at is not None and at > self.at:
            pending += sum(
                (end - start) * servers
                for start, end, servers in self.plan.steps(self.at, at)
                if servers and self._is_long(start, servers)
            )
        lapsed, all_ = self.gone
        return Measured(
            slowness=self.flow.slowness(pending),
            doubt=self.flow.doubt,
            answer=self.answer.estimate,
            approach=self.approach.estimate,
            coming=self.coming.estimate,
            lapse=lapsed / all_,
            aside=self._aside(),
            missed=self.missed[0] / self.missed[1],
            recall=self.recall.mean,
            passed=self._passed(),
            early=tuple(self.early.factors),
            late=tuple(self.late.factors),
        )

    def _aside(self) -> dict[str, float]:
        """By class, how many seconds more than the others it takes from call to admission, as far as that is known."""
        seconds, count = (sum(sums) for sums in zip(*self.came.values(), strict=True)) if self.came else (0.0, 0.0)
        found = {}
        for of, (own, trucks) in self.came.items():
            if count > trucks:
                more = own / trucks - (seconds - own) / (count - trucks)
                found[of] = max(0.0, more) * trucks / (trucks + ASIDE_WORTH)
        return found

    def _passed(self) -> dict[str, list[tuple[float, float]]]:
        every = self.passed[""].points()
        shares = [trucks / (depth - 1) for depth, trucks in every]
        return {of: every if of == "" else passed.points(shares) for of, passed in self.passed.items()}

    def _left(self, lapsed: bool) -> None:
        self.gone = (self.gone[0] * 0.99 + lapsed, self.gone[1] * 0.99 + 1)

    @property
    def travel(self) -> float:
        """Seconds from a call to the gate, service not included."""
        return max(0.0, self.approach.mean - self.typical * self.gates.slowness())

    @property
    def drive(self) -> Estimate:
        """From a call until the truck is at its gate: as seen there, else as reckoned from when it was let in."""
        if self.driven is not None:
            return self.driven.estimate
        return Estimate(self.travel, self.approach.estimate.sd)

    def service(self, planned: Sequence[float]) -> float:
        """Seconds that one service of trucks like these takes, as measured against what is planned for them."""
        usual = sum(planned) / len(planned) if planned else 300.0
        return max(1.0, usual) * min(max(self.gates.slowness(), 0.5), 2.0)

    @property
    def typical(self) -> float:
        """Planned seconds of one service, as lately seen."""
        return self.flow.planned / self.flow.count if self.flow.count else 300.0

    def _is_long(self, at: float, servers: int) -> bool:
        """Whether so many wait that it is for the gates, and for nothing else, how fast they are let in."""
        if self.limit is not None and at < self.limit[1]:
            limits = self.limit[0] * self.typical * self.flow.slowness() < servers
        else:
            limits = False
        return len(self.queue) >= self._enough(servers) and not self.is_halted and not limits

    def _enough(self, servers: int) -> int:
        """The queue's length that can keep the gates and the way to them full."""
        return servers + min(int(servers * self.travel / self.typical) + 1, 3 * servers)

    def _promise(self, at: float, cargo_class: str, rank: int) -> tuple[float, float, float] | None:
        if self.published is None:
            return None
        longest = max((curve[-1][0] for curve in self.published.curves[""].values()), default=0)
        now = datetime.fromtimestamp(at, UTC)
        band = self.published.at("", cargo_class, rank, now, joined=now)
        if band is None or rank > longest:  # many came at once, and nobody had reckoned with so long a queue
            return None
        return band.p05.timestamp(), band.p50.timestamp(), band.p95.timestamp()
