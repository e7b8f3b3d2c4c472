"""Protections of messages and of lists on paper, taken away: the simulation has to notice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from serai.messages import actions as messages_actions
from serai.messages import queries as messages
from serai.outage import queries as outage
from tests.simulation import acts, lists
from tests.simulation.broken import Broken
from tests.simulation.conftest import NewDatabase
from tests.simulation.mix import TELLING, Act
from tests.simulation.run import Simulation

SEEDS, STEPS = 12, 80


async def nobody(*_: Any) -> set[str]:
    return set()


async def nothing(*_: Any) -> dict[Any, str]:
    return {}


async def noted(connection: Any, site: str, seq: int, planned: Any) -> None:
    """The cursor moves, and what was planned is forgotten."""
    await _NOTE(connection, site, seq, [])


_NOTE = messages_actions.note


WRITING: dict[Act, int] = {lists.take_in: 20, acts.depart_early: 3, acts.leave: 3}
"""Lists and little else: the same ones come again once their vehicles are gone."""


async def days(new: NewDatabase, of: Mapping[Act, int]) -> None:
    for seed in range(SEEDS):
        async with Simulation(seed, new(), acts=of, has_post=of is TELLING).opened() as made:
            await made.take(STEPS)


SABOTAGES: dict[str, tuple[Any, str, Callable[..., Any]]] = {
    "went to who wants none": (messages, "refused", nobody),
    "was taken in again": (outage, "taken", nothing),
    "was never told": (messages_actions, "note", noted),
}


@pytest.mark.parametrize("found", SABOTAGES)
async def test_twin_without_it_the_simulation_finds(
    found: str, new_sqlite: NewDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    module, name, instead = SABOTAGES[found]
    monkeypatch.setattr(module, name, instead)
    with pytest.raises(Broken, match=found):
        await days(new_sqlite, WRITING if module is outage else TELLING)
