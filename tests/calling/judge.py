"""Bands against what happened: run a world, quote at each joining, compare with simpler ways to tell a wait."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Protocol

from serai.calling.bands import Outlook, Truck
from serai.calling.curves import Curve, calls, curves, ways
from serai.calling.estimates import Speed
from serai.calling.pace import LinePace
from serai.calling.plan import LanePlan, Shift
from serai.queue.bands import Band, Curves, interpolated
from serai.queue.bands import curves as published
from tests.calling.terminal import MEANS, Pattern, Terminal
from tests.calling.world import DAY, MINUTES, Fact, Lorry, Shape, World, servers_at

MINUTE = timedelta(minutes=1)
BEGIN = datetime(1970, 1, 1, tzinfo=UTC)
RIVALS = (
    "naive",
    "naive, lanes open now",
    "last-to-enter",
    "head-of-line",
    "class-aware length",
    "knows the day's speed",
)
CLASSES = (0, 15, 30, 60, 120, 240)  # minutes: the classes of predicted wait
QUOTED_AFTER = 3600.0  # a site is open for an hour before anybody is judged


class Gate(Protocol):
    """What the judge needs of a world."""

    queue: list[Lorry]

    def facts(self, days: int) -> Iterator[Fact]: ...
    def speed_of_day(self, at: float) -> float: ...


@dataclass(slots=True)
class Recorded:
    """What happened in a world, run once for all who tell waits in it; `queue` is the order after the last fact."""

    told: Sequence[Fact]
    speeds: Callable[[float], float]
    queue: list[Lorry] = field(default_factory=list)

    @classmethod
    def of(cls, world: Gate, days: int) -> Recorded:
        return cls(list(world.facts(days)), world.speed_of_day)

    def speed_of_day(self, at: float) -> float:
        return self.speeds(at)

    def facts(self, days: int) -> Iterator[Fact]:
        self.queue.clear()
        for fact in self.told:
            if fact.at >= days * DAY:
                return
            if fact.lorry is not None:
                self._take(fact, fact.lorry)
            yield fact

    def _take(self, fact: Fact, lorry: Lorry) -> None:
        if fact.kind == "joined":
            self.queue.insert(fact.rank - 1, Lorry(lorry.name, lorry.cargo_class, lorry.joined))
            return
        at = next(at for at, each in enumerate(self.queue) if each.name == lorry.name)
        if fact.kind in ("admitted", "left"):
            del self.queue[at]
        else:
            self.queue[at].called = fact.at if fact.kind == "called" else None


@dataclass(frozen=True, slots=True)
class Quote:
    """What one truck was told and what came, in minutes from joining; `rivals` in the order of `RIVALS`."""

    joined: float
    low: float
    middle: float
    high: float
    happened: float
    rivals: tuple[float, ...]
    seed: int = 0

    @property
    def is_kept(self) -> bool:
        return self.low <= self.happened <= self.high

    @property
    def day(self) -> int:
        return int(self.joined // DAY)


@dataclass(slots=True)
class Told:
    """What was told in a world to those who joined, and to those who were called and followed it, and what came."""

    joined: list[Quote] = field(default_factory=list)
    called: list[Quote] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Verdict:
    quotes: int
    covered: float
    error: float  # minutes
    rivals: Mapping[str, float]  # minutes
    width: float
    by_wait: Mapping[int, tuple[float, int]]  # covered, quotes, by the least of the class of predicted wait
    worst_days: float  # covered on the worst tenth of days

    @property
    def ratio(self) -> float:
        return self.error / self.rivals["naive"]

    def __str__(self) -> str:
        rivals = "  ".join(f"{name} {self.error / error:4.2f}" for name, error in self.rivals.items())
        waits = "  ".join(f"≥{least}: {covered:.0%}/{count}" for least, (covered, count) in self.by_wait.items())
        return (
            f"{self.quotes:6d} quotes  covered {self.covered:5.1%}  error {self.error:5.1f} min  {rivals}"
            f"  width/error {self.width / self.error:4.1f}  worst days {self.worst_days:.0%}  | {waits}"
        )


def made(seed: int, kind: Shape | Pattern) -> tuple[Gate, dict[str, float]]:
    """The world, and the plan's seconds of a service by class."""
    return Terminal(seed, kind) if isinstance(kind, Pattern) else World(seed, kind), planned(kind)


def planned(kind: Shape | Pattern) -> dict[str, float]:
    return MEANS if isinstance(kind, Pattern) else {name: minutes * 60 for name, minutes in MINUTES.items()}


def plan_of(kind: Shape | Pattern, days: int) -> LanePlan:
    hours = [BEGIN + timedelta(hours=h) for h in range(24 * days + 1)]
    at = kind.planned if isinstance(kind, Pattern) else lambda at: servers_at(kind, at)
    return LanePlan.of(Shift(a, b, at(a.timestamp())) for a, b in pairwise(hours))


@dataclass(slots=True)
class Rivals:
    """The simpler ways, fed with the same facts."""

    world: Gate
    plan: LanePlan
    services: Mapping[str, float]
    last: float = 0.0
    usual: tuple[float, int] = (0.0, 0)

    def admitted(self, at: float, lorry: Lorry) -> None:
        self.last = at - lorry.joined
        self.usual = self.usual[0] + self.services[lorry.cargo_class], self.usual[1] + 1

    def told(self, at: float, rank: int, cargo_class: str, knowing: float) -> tuple[float, ...]:
        """Minutes at a rank, with those ahead of it in the queue now."""
        ahead = self.world.queue[: rank - 1]
        lanes = self.plan.at(at) or max(self.plan.servers, default=1)
        usual = self.usual[0] / self.usual[1] if self.usual[1] else self.services["general"]
        head = max((at - each.joined for each in ahead), default=0.0)
        work = sum(self.services[each.cargo_class] for each in ahead) + self.services[cargo_class]
        queue, most = rank * usual / 60, max(self.plan.servers, default=1)
        return queue / most, queue / lanes, self.last / 60, head / 60, work / lanes / 60, knowing


def run(
    seed: int,
    kind: Shape | Pattern,
    days: int,
    *,
    ahead: int = 5,
    every: timedelta = timedelta(minutes=5),
    knows: bool = False,
) -> list[Quote]:
    """Quotes at joining of every truck that was admitted within the days, as `told` has them."""
    return told(seed, kind, days, ahead=ahead, every=every, knows=knows).joined


def told(
    seed: int,
    kind: Shape | Pattern,
    days: int,
    *,
    ahead: int = 5,
    every: timedelta = timedelta(minutes=5),
    knows: bool = False,
) -> Told:
    """Quotes of every truck that was admitted within the days; `knows`: also from one that knows the day's speed.

    The plan reaches `ahead` days further; bands are published again after `every`, as in quiet service.
    """
    made_up, services = made(seed, kind)
    world, pace = Recorded.of(made_up, days), LinePace(plan=plan_of(kind, days + ahead))
    real = hindsight(world, kind, days) if knows else {}
    rivals = Rivals(world, pace.plan, services)
    given, called, found = dict[str, Quote](), dict[str, Quote](), Told()
    for fact in world.facts(days):
        at, lorry, now = fact.at, fact.lorry, BEGIN + timedelta(seconds=fact.at)
        if lorry is None:
            if pace.published is None or now - pace.published.as_of >= every:
                seen = outlook(pace, world, at, services)
                pace.published = published({"": curves(seen)}, now, {"": ways(seen)}, {}, {"": calls(seen)})
            continue
        take(pace, fact, services)
        if fact.kind == "joined":
            if pace.published is not None and at >= QUOTED_AFTER:
                band = pace.published.at("", lorry.cargo_class, fact.rank, now, joined=now)
                assert band is not None, "who comes has its whole way before it"
                ends = _minutes(band, now)
                knowing = _knowing(pace, world, at, services, fact, real) if knows else ends[1]
                others = rivals.told(at, fact.rank, lorry.cargo_class, knowing)
                given[lorry.name] = Quote(at, *ends, 0.0, others, seed)
        elif fact.kind == "called" and pace.published is not None and at >= QUOTED_AFTER:
            called[lorry.name] = _called(pace.published, lorry, now, seed)
        elif fact.kind == "uncalled":
            called.pop(lorry.name, None)
        elif fact.kind == "admitted":
            rivals.admitted(at, lorry)
            found.joined += _came(given, lorry, at)
            found.called += _came(called, lorry, at)
    return found


def _called(bands: Curves, lorry: Lorry, now: datetime, seed: int) -> Quote:
    band = bands.called("", lorry.cargo_class, now, now)
    assert band is not None, "who is called has the way to the gate before it"
    return Quote((now - BEGIN).total_seconds(), *_minutes(band, now), 0.0, (), seed)


def _came(told: dict[str, Quote], lorry: Lorry, at: float) -> list[Quote]:
    quote = told.pop(lorry.name, None)
    return [] if quote is None else [replace(quote, happened=(at - quote.joined) / 60)]


def _minutes(band: Band, now: datetime) -> tuple[float, float, float]:
    low, middle, high = ((each - now) / MINUTE for each in (band.p05, band.p50, band.p95))
    return low, middle, high


def read(curve: Curve, rank: int) -> tuple[float, float, float]:
    """Minutes, as a reader of the feed reads them."""
    points = [(r, low, middle, high) for r, low, middle, high in curve]
    low, middle, high = (interpolated(points, rank, column) / 60 for column in (1, 2, 3))
    return low, middle, high


def outlook(
    pace: LinePace, world: Gate, at: float, asked: Mapping[str, float], services: Mapping[str, float] | None = None
) -> Outlook:
    """The line as it stands, to be asked for some classes; `services` has the plan's seconds of all of them."""
    known = services or asked
    trucks = [_truck(pace, each, at, known[each.cargo_class]) for each in world.queue]
    capacity = pace.plan.capacity(BEGIN + timedelta(seconds=at))
    return Outlook(capacity, pace.plan.at(at), trucks, asked, pace.measured(at))


def _truck(pace: LinePace, lorry: Lorry, at: float, seconds: float) -> Truck:
    if lorry.called is None:
        return Truck(lorry.cargo_class, seconds)
    return Truck(lorry.cargo_class, seconds, at - lorry.called, shut_for=pace.plan.shut(lorry.called, at))


@dataclass(slots=True)
class Diary(Speed):
    """What the gates really took, day by day."""

    day: int = 0
    days: dict[int, tuple[float, float]] = field(default_factory=dict)

    def seen(self, planned: float, taken: float) -> None:
        before = self.days.get(self.day, (0.0, 0.0))
        self.days[self.day] = before[0] + planned, before[1] + taken


def hindsight(world: Gate, kind: Shape | Pattern, days: int) -> dict[int, float]:
    """By day, the seconds that fed gates really took for a planned one, stoppages and all: known the day after."""
    services, diary = planned(kind), Diary()
    pace = LinePace(plan=plan_of(kind, days), flow=diary)
    for fact in world.facts(days):
        diary.day = int(fact.at // DAY)
        if fact.lorry is not None:
            take(pace, fact, services)
    return {day: taken / planned for day, (planned, taken) in diary.days.items()}


def take(pace: LinePace, fact: Fact, services: Mapping[str, float]) -> None:
    """Let a line learn from a fact about a truck."""
    assert fact.lorry is not None
    of, name = fact.lorry.cargo_class, fact.lorry.name
    if fact.kind == "joined":
        pace.joined(fact.at, name, of, services[of], fact.rank)
    else:
        acts = {"called": pace.called, "uncalled": pace.uncalled, "left": pace.left, "admitted": pace.admitted}
        acts[fact.kind](fact.at, name)


def _knowing(
    pace: LinePace, world: Gate, at: float, services: Mapping[str, float], fact: Fact, real: Mapping[int, float]
) -> float:
    """The same roll by one who was told in the morning how fast the gates would be that day; minutes."""
    assert fact.lorry is not None
    of = fact.lorry.cargo_class
    seen = outlook(pace, world, at, {of: services[of]}, services)
    seen = replace(seen, measured=replace(seen.measured, slowness=real.get(int(at // DAY), seen.measured.slowness)))
    return seen.at(fact.rank)[of][1] / 60


def verdict(quotes: Sequence[Quote]) -> Verdict:
    count = len(quotes)
    classes: dict[int, list[Quote]] = {}
    days: dict[tuple[int, int], list[Quote]] = {}
    for quote in quotes:
        classes.setdefault(max(least for least in CLASSES if least <= quote.middle), []).append(quote)
        days.setdefault((quote.seed, quote.day), []).append(quote)
    worst = sorted(covered(each) for each in days.values())[: max(1, len(days) // 10)]
    return Verdict(
        count,
        covered(quotes),
        sum(abs(q.middle - q.happened) for q in quotes) / count,
        {name: sum(abs(q.rivals[at] - q.happened) for q in quotes) / count for at, name in enumerate(RIVALS)},
        sum(q.high - q.low for q in quotes) / count,
        {least: (covered(each), len(each)) for least, each in sorted(classes.items())},
        sum(worst) / len(worst),
    )


def covered(quotes: Iterable[Quote]) -> float:
    """The share of promises that were kept."""
    kept = [quote.is_kept for quote in quotes]
    return sum(kept) / len(kept) if kept else 0.0


__all__ = ["DAY", "Pattern", "Quote", "Shape", "Verdict", "covered", "plan_of", "run", "verdict"]
