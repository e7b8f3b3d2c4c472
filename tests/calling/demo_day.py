"""Bands on the demo's own day: what each truck was told at check-in against when it was admitted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import fmean

from serai.calling import rules
from serai.calling.renewals import Renewals
from serai.calling.rules import Pace
from serai.core.events import Entry, Event
from serai.demo import ports
from serai.queue.events import BandsPublished, VisitAdmitted, VisitJoined, VisitLeft
from serai.queue.rules import Queue
from serai.sites.rules import SiteFold
from tests.calling.town import Fact

ASKED = timedelta(minutes=2)
"""So long after the day's beginning those ask who were there at first."""


@dataclass(slots=True)
class Told:
    """Minutes from the moment of asking; `wait` is None for who was not admitted by the end of the day."""

    line: str
    cargo_class: str
    booked: bool
    at: datetime
    rank: int
    low: float
    middle: float
    high: float
    naive: float
    wait: float | None = None
    has_left: bool = False
    until: float = 0.0

    @property
    def is_judged(self) -> bool:
        return not self.has_left and (self.wait is not None or self.until > self.high)

    @property
    def side(self) -> str:
        if self.wait is None or self.wait > self.high:
            return "late"
        return "early" if self.wait < self.low else "inside"


@dataclass
class Replay:
    """One site's recorded day with the bands that would have been published in it, one computation a minute at most."""

    port: ports.Port
    queue: Queue = field(init=False)
    site: SiteFold = field(default_factory=SiteFold)
    pace: Pace = field(default_factory=Pace)
    renewals: Renewals = field(default_factory=Renewals)
    told: dict[str, Told] = field(default_factory=dict)
    seq: int = 0

    def run(self, facts: Sequence[Fact]) -> list[Told]:
        self.queue = Queue(self.port.site)
        first = next(at for at, event in facts if isinstance(event, VisitJoined))
        there: list[VisitJoined] = []
        for at, event in facts:
            self._renew(at)
            if there and at >= first + ASKED:
                for each in there:
                    self._ask(each, first + ASKED)
                there = []
            self._take(event, at)
            if isinstance(event, VisitJoined):
                there.append(event) if at == first else self._ask(event, at)
            told = self.told.get(getattr(event, "visit", ""))
            if told is not None and isinstance(event, VisitAdmitted) and told.wait is None:
                told.wait = (at - told.at) / timedelta(minutes=1)
            elif told is not None and isinstance(event, VisitLeft):
                told.has_left = True
        for each in self.told.values():
            each.until = (facts[-1][0] - each.at) / timedelta(minutes=1)
        return list(self.told.values())

    def _take(self, event: Event, at: datetime) -> None:
        self.seq += 1
        for fold in (self.site, self.queue, self.pace):
            fold.apply(event, at, self.seq)
        self.renewals.follow(self.port.site, [Entry(self.port.site, self.seq, at, event.kind, b"", "", "")])

    def _renew(self, at: datetime) -> None:
        if not any(due <= at for due, _ in self.renewals.due()) or self.site.site is None:
            return
        self.renewals.computed(self.port.site, at, self.queue.waiting())
        bands, before = rules.promised(self.site, self.queue, self.pace, at), self.queue.curves
        if before is None or rules.is_news(before.curves, before.as_of, bands, at):
            self._take(BandsPublished(bands=bands, as_of=at, basis={}), at)

    def _ask(self, event: VisitJoined, at: datetime) -> None:
        place, band = self.queue.place(event.visit), self.queue.band(event.visit, at)
        if place is None or band is None:
            return
        low, middle, high = ((each - at) / timedelta(minutes=1) for each in (band.p05, band.p50, band.p95))
        naive = place.position * self.port.mean_minutes / self.port.booths_at(at)
        self.told[event.visit] = Told(
            event.line, event.cargo_class, event.booked, at, place.position, low, middle, high, naive
        )


@dataclass(frozen=True, slots=True)
class Verdict:
    """Shares of those judged; means in minutes over those admitted."""

    judged: int
    covered: float
    early: float
    late: float
    width: float
    error: float
    naive: float
    bias: float

    @property
    def ratio(self) -> float:
        return self.error / self.naive if self.naive else 0.0

    def __str__(self) -> str:
        return (
            f"{self.judged:5d} covered {self.covered:5.1%} (early {self.early:5.1%} late {self.late:5.1%})"
            f" width {self.width:6.1f} error {self.error:5.1f} bias {self.bias:+6.1f}"
            f" naive {self.naive:5.1f} ratio {self.ratio:4.2f}"
        )


def verdict(told: Sequence[Told]) -> Verdict:
    judged = [each for each in told if each.is_judged]
    served = [(each, each.wait) for each in judged if each.wait is not None]
    share = {side: sum(each.side == side for each in judged) / len(judged) for side in ("inside", "early", "late")}
    return Verdict(
        len(judged),
        share["inside"],
        share["early"],
        share["late"],
        fmean(each.high - each.low for each in judged),
        fmean(abs(each.middle - wait) for each, wait in served),
        fmean(abs(each.naive - wait) for each, wait in served),
        fmean(each.middle - wait for each, wait in served),
    )
