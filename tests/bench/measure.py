"""Measuring two ways of doing the same work so that the ratio means something on any machine.

The sides take turns, in an order that turns round each time, so that what else the machine does hits all alike; figures
are medians over the rounds, and a ratio is the median of the ratios within each round.
"""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import perf_counter

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Round:
    """What one turn of one side did; `cpu` in seconds of processor time of the side's processes, where it counts."""

    operations: int
    seconds: float
    cpu: float = 0.0
    extra: Mapping[str, float] = field(default_factory=dict)

    @property
    def rate(self) -> float:
        """Operations a second."""
        return self.operations / self.seconds

    @property
    def cpu_each(self) -> float:
        """Seconds of processor time an operation."""
        return self.cpu / self.operations


Turn = Callable[[], Awaitable[Round]]


@dataclass(frozen=True, slots=True)
class Measured:
    """All rounds of all sides, in the order they were taken."""

    rounds: Mapping[str, Sequence[Round]]

    def median(self, side: str, figure: Callable[[Round], float]) -> float:
        return median(map(figure, self.rounds[side]))

    def ratio(self, side: str, peer: str, figure: Callable[[Round], float]) -> float:
        """How many times the peer's figure ours is."""
        return median(
            figure(ours) / figure(theirs) for ours, theirs in zip(self.rounds[side], self.rounds[peer], strict=True)
        )


async def interleaved(sides: Mapping[str, Turn], rounds: int = 5, warm_up: int = 1) -> Measured:
    """Gives each side its turn, `rounds` times after `warm_up` turns that do not count."""
    taken: dict[str, list[Round]] = {name: [] for name in sides}
    for number in range(-warm_up, rounds):
        for name in list(sides)[:: 1 if number % 2 else -1]:
            one = await sides[name]()
            if number >= 0:
                taken[name].append(one)
    return Measured(taken)


async def timed(operations: int, work: Callable[[], Awaitable[object]], *pids: int) -> Round:
    """One turn: `work` does so many operations; the processor time of `pids` and all below them is counted."""
    cpu, begun = sum(map(cpu_seconds, pids)), perf_counter()
    await work()
    seconds = perf_counter() - begun
    return Round(operations, seconds, sum(map(cpu_seconds, pids)) - cpu)


def cpu_seconds(pid: int) -> float:
    """Processor time of a process and everything it started, the ended ones included as far as they were waited for."""
    return sum(_own(one) for one in [pid, *_below(pid)])


def resident_bytes(pid: int) -> int:
    """Memory a process holds by itself (Pss: shared pages by their share)."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0


def _own(pid: int) -> float:
    try:
        # The name in brackets may hold spaces, so counting begins behind it: utime, stime, cutime, cstime.
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, fields[11:15])) / TICKS


def _below(pid: int) -> list[int]:
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        children = [int(child) for task in tasks for child in (task / "children").read_text().split()]
    except OSError:
        return []
    return [one for child in children for one in [child, *_below(child)]]
