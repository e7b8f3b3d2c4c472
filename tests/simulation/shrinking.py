"""Making a run that fails smaller: leave out steps, as many at once as still give the same fault."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection
from time import monotonic

from tests.simulation.broken import Broken

MOST_RUNS = 40
LONGEST = 60.0
"""Seconds: a test that is cut off says nothing."""

Again = Callable[[Collection[int]], Awaitable[Broken | None]]
"""Runs the seed anew with these steps alone; None if nothing is wrong with it."""


async def shrunk(first: Broken, again: Again) -> Broken:
    """The smallest run found that breaks one of the same invariants; steps draw from seeds of their own, so each is
    nearly the same without the others."""
    best, steps = first, list(range(first.step + 1))
    size, runs, until = max(1, len(steps) // 2), 0, monotonic() + LONGEST
    while runs < MOST_RUNS:
        at = 0
        while at < len(steps) and runs < MOST_RUNS and monotonic() < until:
            fewer = steps[:at] + steps[at + size :]
            runs += 1
            found = await again(fewer)
            if found is not None and found.names & first.names:
                best, steps = found, [step for step in fewer if step <= found.step]
            else:
                at += size
        if size == 1 or monotonic() >= until:
            break
        size //= 2
    return best
