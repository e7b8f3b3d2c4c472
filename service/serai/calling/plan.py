"""The lane plan: how many servers work at a line's gates, and when so much service will have been given."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

FAR_SECONDS = 14 * 86_400.0  # what is promised where the plan never opens a gate again
LEFT = 0.1  # of the gates' work, at least, is done for those who wait, however many pass them


@dataclass(frozen=True, slots=True)
class Shift:
    """So many servers at the line's gates from one instant until another."""

    starts_at: datetime
    ends_at: datetime
    servers: int


@dataclass(frozen=True, slots=True)
class Capacity:
    """Service still to be given, from an instant on: after `seconds[i]`, `worked[i]` server-seconds have been.

    Neither ever falls and both are equally long; after the last pair the gates go on at `beyond` servers.
    """

    seconds: tuple[float, ...]
    worked: tuple[float, ...]
    beyond: float

    def until(self, work: float) -> float:
        """Seconds until the gates can turn to the next second of service after `work` server-seconds."""
        at = bisect_right(self.worked, work)
        if at == len(self.worked):
            rest = work - self.worked[-1]
            return self.seconds[-1] + (rest / self.beyond if self.beyond > 0 else FAR_SECONDS)
        before = self.worked[at - 1]
        step = (self.seconds[at] - self.seconds[at - 1]) / (self.worked[at] - before)
        return self.seconds[at - 1] + (work - before) * step

    def given(self, second: float) -> float:
        """Server-seconds until a second from now."""
        at = bisect_right(self.seconds, second)
        if at == len(self.seconds):
            return self.worked[-1] + (second - self.seconds[-1]) * self.beyond
        before = self.seconds[at - 1]
        share = (second - before) / (self.seconds[at] - before)
        return self.worked[at - 1] + (self.worked[at] - self.worked[at - 1]) * share

    def open_seconds(self, second: float) -> float:
        """Seconds until a second from now in which a gate works."""
        pieces = zip(pairwise(self.seconds), pairwise(self.worked), strict=True)
        known = sum(min(end, second) - start for (start, end), (a, b) in pieces if b > a and start < second)
        return known + (max(0.0, second - self.seconds[-1]) if self.beyond > 0 else 0.0)

    def without(self, others: Capacity) -> Capacity:
        """What is left when others take theirs first, all but a share of `LEFT`; what they do not get they still want.

        `others` gives the service that they will have asked for by then.
        """
        seconds, worked, owed = [0.0], [0.0], 0.0
        for begins, ends in pairwise(sorted({*self.seconds, *others.seconds})):
            own = self.given(ends) - self.given(begins)
            asked, most = others.given(ends) - others.given(begins), (1 - LEFT) * own
            share = owed / (most - asked) if most > asked else 1.0
            if 0 < share < 1:  # what was owed is paid before the end: from there on they take what they ask for
                seconds.append(begins + share * (ends - begins))
                worked.append(worked[-1] + LEFT * own * share)
                own, asked, owed = own * (1 - share), asked * (1 - share), 0.0
            taken = min(owed + asked, (1 - LEFT) * own)
            owed += asked - taken
            seconds.append(ends)
            worked.append(worked[-1] + own - taken)
        return Capacity(tuple(seconds), tuple(worked), max(self.beyond - others.beyond, LEFT * self.beyond))

    @property
    def opens_in(self) -> float:
        """Seconds until a gate works; 0 while one does."""
        return self.until(0.0)


@dataclass(frozen=True, slots=True)
class LanePlan:
    """Servers at one line's gates as a step function: `servers[i]` from `since[i]` (epoch seconds) to the next.

    Before the first step, and where nothing is planned, `otherwise` servers work.
    """

    since: tuple[float, ...] = ()
    servers: tuple[int, ...] = ()
    otherwise: int = 1

    @classmethod
    def of(cls, shifts: Iterable[Shift], otherwise: int = 0) -> LanePlan:
        """The plan in which servers of overlapping shifts add up and `otherwise` stand where there is no shift."""
        changes: dict[float, list[int]] = {}
        for shift in shifts:
            if shift.ends_at > shift.starts_at:
                changes.setdefault(shift.starts_at.timestamp(), [0, 0])[0] += 1
                changes[shift.starts_at.timestamp()][1] += shift.servers
                changes.setdefault(shift.ends_at.timestamp(), [0, 0])[0] -= 1
                changes[shift.ends_at.timestamp()][1] -= shift.servers
        since: list[float] = []
        servers: list[int] = []
        covered = count = 0
        for at in sorted(changes):
            covered += changes[at][0]
            count += changes[at][1]
            now = count if covered else otherwise
            if not servers or servers[-1] != now:
                since.append(at)
                servers.append(now)
        return cls(tuple(since), tuple(servers), otherwise)

    def at(self, at: float) -> int:
        """Servers at an epoch second."""
        step = bisect_right(self.since, at) - 1
        return self.servers[step] if step >= 0 else self.otherwise

    def steps(self, start: float, end: float) -> Sequence[tuple[float, float, int]]:
        """The plan between two epoch seconds as (from, to, servers)."""
        edges = [start, *self.since[bisect_right(self.since, start) : bisect_left(self.since, end)], end]
        return [(a, b, self.at(a)) for a, b in pairwise(edges) if b > a]

    def worked(self, start: float, end: float) -> float:
        """Server-seconds between two epoch seconds."""
        return sum((b - a) * servers for a, b, servers in self.steps(start, end))

    def shut(self, start: float, end: float) -> float:
        """Seconds between two epoch seconds in which no server works."""
        return sum(b - a for a, b, servers in self.steps(start, end) if not servers)

    def capacity(self, now: datetime) -> Capacity:
        """What the gates will give from now on; past the plan's end, as much a second as over all of it."""
        start = now.timestamp()
        seconds, worked = [0.0], [0.0]
        for begins, ends, servers in self.steps(start, max(start, self.since[-1]) if self.since else start):
            seconds.append(ends - start)
            worked.append(worked[-1] + (ends - begins) * servers)
        last: float = self.servers[-1] if self.servers else self.otherwise
        if not last and worked[-1] > 0:
            last = worked[-1] / seconds[-1]
        return Capacity(tuple(seconds), tuple(worked), last)


def always(servers: int = 1) -> LanePlan:
    """A site that never shuts."""
    return LanePlan(otherwise=servers)
