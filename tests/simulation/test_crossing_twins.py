"""The decision that lets one site alone say whether a truck goes over, taken away: the simulation has to notice."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from serai.queue import transfer_queries
from tests.simulation.broken import Broken
from tests.simulation.conftest import NewDatabase
from tests.simulation.mix import CROSSING
from tests.simulation.run import Simulation

SEEDS, STEPS = 12, 80


async def refused(_: Any, transfers: Iterable[str]) -> dict[str, bool]:
    return dict.fromkeys(transfers, False)


async def test_i33_twin_without_it_a_promise_is_taken_back_of_a_truck_that_has_left(
    new_sqlite: NewDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transfer_queries, "answers", refused)
    with pytest.raises(Broken, match="I-33"):
        for seed in range(SEEDS):
            async with Simulation(seed, new_sqlite(), acts=CROSSING, across=()).opened() as made:
                await made.take(STEPS)
