"""The place of a truck in a queue of 100,000, and what one change costs: microseconds, against a queue of 1,000.

One process, no clock but the processor's: the line that the service keeps in memory, filled by its own rules with a
mixture of kinds. `rank` is what a place costs to tell; a change is a vehicle placed by the published order, put in, and
taken out again. The peer is a list that is kept in order and renumbered, which is what most queues do.
"""

from __future__ import annotations

import random
import time
from bisect import bisect_left
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from statistics import median
from typing import TypeVar

from serai.queue import order
from serai.queue.line import Line
from serai.queue.order import Standing
from serai.queue.ranks import Key
from tests.bench.report import Report

T = TypeVar("T")
LONG, SHORT, TRIES = 100_000, 1_000, 2_000
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
POLICY = order.policy(1)


async def run(report: Report, rounds: int) -> None:
    dice = random.Random(1)
    lines = {length: filled(length, dice) for length in (SHORT, LONG)}
    keys = sorted(lines[LONG].ranks.key(each) for each in lines[LONG].ranks)
    ranks: dict[int, list[float]] = {LONG: [], SHORT: []}
    changes: dict[int, list[float]] = {LONG: [], SHORT: []}
    listed: list[float] = []
    for _ in range(max(rounds, 3)):
        for length, line in lines.items():
            members = [f"v{dice.randrange(length)}" for _ in range(TRIES)]
            ranks[length].append(each(line.ranks.rank, members))
            changes[length].append(each(partial(change, line), members))
        listed.append(each(partial(renumbered, keys), [keys[dice.randrange(LONG)] for _ in range(50)]))
    rank, short = median(ranks[LONG]), median(ranks[SHORT])
    report.ratio("rank of 100,000", f"{rank:.2f} us", "5 us", rank / 5, way="at most", aim=1.0)
    report.note(f"rank of 1,000: {short:.2f} us")
    long, brief, peer = median(changes[LONG]), median(changes[SHORT]), median(listed)
    report.ratio(
        "one change, 100,000 to 1,000", f"{long:.1f} us", f"{brief:.1f} us", long / brief, way="at most", aim=2
    )
    report.ratio("one change against renumbering", f"{long:.1f} us", f"{peer:.0f} us", long / peer, way="at most")


def filled(length: int, dice: random.Random) -> Line:
    """A line of one in five fresh and one in ten trusted vehicles, half of them booked."""
    line = Line()
    for number in range(length):
        put(line, f"v{number}", dice.random() < 0.2, dice.random() < 0.1, dice.randrange(48) if number % 2 else None)
    return line


def put(line: Line, name: str, fresh: bool, trusted: bool, slot: int | None) -> None:
    starts = None if slot is None else NOON + timedelta(minutes=30 * slot)
    window = (None, None) if starts is None else (NOON - timedelta(days=1), NOON + timedelta(days=2))
    standing = Standing("fresh" if fresh else "general", trusted, NOON, 90, starts, *window)
    placed = line.place(standing, POLICY, NOON)
    line.join(name, (*placed.key, len(line.ranks)), priority=placed.priority)
    line.charge(placed.flow, placed.finish, placed.cost, placed.ceiling)


def change(line: Line, name: str) -> None:
    put(line, f"new {name}", fresh=False, trusted=False, slot=7)
    line.leave(f"new {name}")


def renumbered(keys: list[Key], key: Key) -> int:
    """A place in a list of numbers that all who stand behind are told anew."""
    at = bisect_left(keys, key)
    return len([number + 1 for number in range(at, len(keys))])


def each(work: Callable[[T], object], over: Sequence[T]) -> float:
    """Microseconds of processor time for one."""
    begun = time.process_time()
    for one in over:
        work(one)
    return (time.process_time() - begun) / len(over) * 1e6
