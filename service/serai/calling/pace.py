"""What a line teaches about itself: the speed of its gates, the way to them, who gives up, who comes in front.

Everything here is learned from facts in the ledger, in their order, so that whoever folds it gets the same numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from serai.calling.bands import Estimate, Measured
from serai.calling.estimates import FADE, Habit, Passed, Speed, Stretch
from serai.calling.newcomers import Arrivals
from serai.calling.plan import LanePlan, always
from serai.calling.width import Width
from serai.queue.bands import Curves

ASIDE_WORTH = 5.0  # trucks of a class seen until half of what sets it apart is believed
RECALL = 1800.0  # from the first call to the second, before anybody missed one


@dataclass(slots=True)
class Seen:
    """A truck in the queue as far as the pace needs it; instants in epoch seconds, the promise likewise."""

    joined: float
    cargo_class: str
    planned: float
    rank: int
    farther: float  # seconds that it drives longer than from the nearest waiting area
    removed: int  # how many had left the line before
    passing: int | None  # how many booked ones had joined it before; None for who is passed by rule
    alone: bool
    promise: tuple[float, float, float] | None
    called: float | None = None  # as if from the nearest waiting area, see `Visit.sets_out_at`
    booked: bool = False  # it stands by its slot
    due: tuple[float, float, float] | None = None  # what it was told as it was called
    behind: bool = False  # the gates had enough before them when it came
    straight: bool = False  # called while a gate was free for it
    missed: bool = False  # a call
    reached: float | None = None  # its gate, as seen there


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
    reserved: tuple[Habit, Habit] = field(default_factory=lambda: (Habit(1020.0, 600.0**2), Habit(1800.0, 1200.0**2)))
    passed: dict[str, Passed] = field(default_factory=lambda: {"": Passed()})
    removed: int = 0
    arrivals: Arrivals = field(default_factory=Arrivals)
    booked: int = 0
    early: Width = field(default_factory=Width)
    late: Width = field(default_factory=Width)
    call_early: Width = field(default_factory=Width)
    call_late: Width = field(default_factory=Width)
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
        ready = sorted(self._came())
        for start, end, servers in self.plan.steps(self.at, at):
            is_long = self._is_long(start, servers)
            self._flow_open.pass_(servers, (end - start) * servers, is_long)
            is_fed = len(ready) >= max(servers, 1) and ready[max(servers, 1) - 1] < end
            fed_since = max(start, ready[servers - 1]) if is_fed and servers else end
            self._gate_open.pass_(servers, (end - fed_since) * servers, is_fed)
        self.at = at

    def _came(self) -> Iterator[float]:
        """When those who are called were at their gates: as seen there, else as reckoned."""
        for seen in self.queue.values():
            if seen.called is not None and (self.driven is None or seen.reached is not None):
                yield seen.called + self.travel if seen.reached is None else seen.reached

    def joined(
        self, at: float, visit: str, cargo_class: str, planned: float, rank: int, *, booked: bool = False,
        priority: bool = False, farther: float = 0.0,
    ) -> None:  # fmt: skip
        """`planned` seconds of service, `rank` in the order it joined, `booked` if it stands by its slot.

        `farther` seconds: how much longer it drives to the gate than from the nearest waiting area.
        """
        self.advance(at)
        self.arrivals.joined(at, planned, booked=booked, priority=priority)
        before = len(self.queue)
        alone, promise = before < self.plan.at(at), self._promise(at, cargo_class, rank, farther)
        self.booked += booked
        passing = None if booked or priority else self.booked
        behind = before >= self._enough(self.plan.at(at))
        self.queue[visit] = Seen(
            at, cargo_class, planned, rank, farther, self.removed, passing, alone, promise, booked=booked, behind=behind
        )

    def called(self, at: float, visit: str) -> None:
        self.advance(at)
        seen = self.queue.get(visit)
        if seen is None or seen.called is not None:
            return
        seen.straight = sum(other.called is not None for other in self.queue.values()) < self.plan.at(at)
        if seen.alone:
            self.answer.seen(at - seen.joined)
        seen.called, seen.due = at + seen.farther, self._due(at + seen.farther, seen.cargo_class)
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
            seen = self.queue[visit]
            seen.called, seen.straight, seen.due, seen.reached = at + seen.farther, False, None, None

    def reached(self, at: float, visit: str) -> None:
        """The truck was seen at its gate."""
        self.advance(at)
        seen = self.queue.get(visit)
        if seen is not None and seen.called is not None:
            self.driven = self.driven or Habit(self.travel, (self.travel / 3 + 30.0) ** 2)
            self.driven.seen(max(0.0, at - seen.called))
            seen.reached = at

    def uncalled(self, at: float, visit: str) -> None:
        """The call was missed: the truck waits again."""
        self.advance(at)
        seen = self.queue.get(visit)
        if seen is not None and seen.called is not None:
            if not seen.missed:
                self.missed = (self.missed[0] + 1, self.missed[1])
                self.recall.seen(max(0.0, at - seen.called))
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
            took = max(0.0, at - seen.called) - self.plan.shut(seen.called, at)
            self.coming.seen(took)
            seconds, count = self.came.get(seen.cargo_class, (0.0, 0.0))
            self.came[seen.cargo_class] = (seconds * FADE + took, count * FADE + 1)
            if seen.straight:
                self.approach.seen(took)
        if seen.booked and not seen.missed:
            took = at - seen.joined - self.plan.shut(seen.joined, at)
            self.reserved[seen.behind].seen(max(0.0, took - seen.farther))
        if seen.rank > 1 and seen.passing is not None:
            ahead = self.removed - 1 - seen.removed - (self.booked - seen.passing)
            for of in ("", seen.cargo_class):
                self.passed.setdefault(of, Passed()).seen(seen.rank, ahead - (seen.rank - 1))
        self._left(lapsed=False)
        if seen.promise is not None:
            promised = seen.promise[1] - seen.joined
            promised -= self.plan.shut(seen.joined, seen.promise[1])
            self.early.judged(promised, at < seen.promise[0])
            self.late.judged(promised, at > seen.promise[2])
        if seen.due is not None and seen.called is not None:
            self.call_early.judged(seen.due[1] - seen.called, at < seen.due[0])
            self.call_late.judged(seen.due[1] - seen.called, at > seen.due[2])

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
            for half, width in self.widths.items():
                width.adopt(half, basis)
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
            reserved=(self.reserved[False].estimate, self.reserved[True].estimate),
            lapse=lapsed / all_,
            aside=self._aside(),
            missed=self.missed[0] / self.missed[1],
            recall=self.recall.mean,
            passed=self._passed(),
            early=tuple(self.early.factors),
            late=tuple(self.late.factors),
            call_early=tuple(self.call_early.factors),
            call_late=tuple(self.call_late.factors),
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

    @property
    def widths(self) -> dict[str, Width]:
        """By the name under which a publication tells them."""
        return {"early": self.early, "late": self.late, "call_early": self.call_early, "call_late": self.call_late}

    def _due(self, at: float, cargo_class: str) -> tuple[float, float, float] | None:
        now = datetime.fromtimestamp(at, UTC)
        band = self.published.called("", cargo_class, now, now) if self.published is not None else None
        return None if band is None else (band.p05.timestamp(), band.p50.timestamp(), band.p95.timestamp())

    def _promise(self, at: float, cargo_class: str, rank: int, farther: float) -> tuple[float, float, float] | None:
        if self.published is None:
            return None
        longest = max((curve[-1][0] for curve in self.published.curves[""].values()), default=0)
        now = datetime.fromtimestamp(at, UTC)
        band = self.published.at("", cargo_class, rank, now, now, timedelta(seconds=farther))
        if band is None or rank > longest:  # many came at once, and nobody had reckoned with so long a queue
            return None
        return band.p05.timestamp(), band.p50.timestamp(), band.p95.timestamp()
