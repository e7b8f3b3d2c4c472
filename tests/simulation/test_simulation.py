"""Seeded simulation of the whole core: what must be true, after every step of any run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import UTC, datetime

import pytest

from tests.scale import SCALE, scaled
from tests.simulation.broken import Broken
from tests.simulation.conftest import NewDatabase
from tests.simulation.devices import told_and_untold
from tests.simulation.ground import MOHAN
from tests.simulation.meeting import MEETING
from tests.simulation.mix import (
    ACTS,
    CALLING,
    CAMPING,
    CROSSING,
    DECREED,
    DRAWING,
    EXAMINING,
    OWING,
    READING,
    RIGHTING,
    STOPPING,
    TELLING,
    Act,
)
from tests.simulation.run import START, Simulation
from tests.simulation.screen import Screen
from tests.simulation.shrinking import shrunk

SEEDS = 1000 if SCALE >= 1 else scaled(100)
STEPS = 120
"""About 300 operations: a step is an act of up to five requests at once, or time that goes by with all that is due."""
STOPPING_DAYS, OWING_DAYS, CALLING_DAYS, READING_DAYS = scaled(30), scaled(60), scaled(60), scaled(40)
CAMPING_DAYS, DRAWING_DAYS, DECREED_DAYS, REPORTED_DAYS = scaled(60), scaled(60), scaled(60), scaled(30)
"""Seeds of the mixes for days of one kind."""
ALL = SEEDS + STOPPING_DAYS + OWING_DAYS + CALLING_DAYS + CAMPING_DAYS + DRAWING_DAYS + DECREED_DAYS + READING_DAYS
DECREES = (START, datetime(2026, 10, 3, 1, 7, tzinfo=UTC), datetime(2027, 4, 3, 1, 7, tzinfo=UTC))
"""When the days of decrees begin: the day after has 24 hours; then 23, or 25, where clocks change."""

RUNS: list[int] = []
DONE: set[str] = set()
OUTCOMES: Counter[str] = Counter()
"""What all runs on SQLite did: their seeds, kinds of facts, and refusals by their codes."""


async def run(
    seed: int,
    new: NewDatabase,
    steps: int = STEPS,
    only: Collection[int] | None = None,
    of: Mapping[Act, int] = ACTS,
    start: datetime = START,
) -> Simulation:
    """A whole run, with the replay of its ledgers at the end; raises Broken."""
    async with Simulation(seed, new(), only, acts=of, start=start, has_post=of is TELLING).opened() as made:
        await made.take(steps)
        wrong = await made.replayed(new())
        if made.post is not None:
            wrong += await made.post.numbers()
        if wrong:
            raise Broken(seed, steps, wrong, made.log)
    return made


async def _whole(seed: int, new: NewDatabase, of: Mapping[Act, int], start: datetime = START) -> None:
    """A run of all steps that is noted, made smaller if it fails."""

    async def again(only: Collection[int]) -> Broken | None:
        try:
            made = await run(seed, new, only=only, of=of, start=start)
        except Broken as broken:
            return broken
        RUNS.append(seed)
        DONE.update(entry.kind for history in made.histories.values() for entry in history.entries)
        OUTCOMES.update({what.rpartition(": ")[2]: often for what, often in made.outcomes.items()})
        return None

    broken = await again(range(STEPS))
    if broken is not None:
        raise await shrunk(broken, again)


@pytest.mark.parametrize("seed", range(SEEDS))
async def test_simulation_seed(seed: int, new_sqlite: NewDatabase) -> None:
    await _whole(seed, new_sqlite, ACTS)


@pytest.mark.parametrize("seed", range(STOPPING_DAYS))
async def test_i03_simulation_of_a_site_that_is_stopped_and_opened_all_day(seed: int, new_sqlite: NewDatabase) -> None:
    await _whole(seed, new_sqlite, STOPPING)


@pytest.mark.parametrize("seed", range(scaled(20, 2)))
async def test_i11_simulation_of_a_gate_where_much_is_called_out_of_turn_and_put_right(
    seed: int, new_sqlite: NewDatabase
) -> None:
    await _whole(seed, new_sqlite, RIGHTING)


@pytest.mark.parametrize("seed", range(OWING_DAYS))
async def test_simulation_of_a_site_that_is_late_and_owes(seed: int, new_sqlite: NewDatabase) -> None:
    await _whole(seed, new_sqlite, OWING)


@pytest.mark.parametrize("seed", range(CAMPING_DAYS))
async def test_i07_simulation_of_those_who_would_keep_places_without_using_them(
    seed: int, new_sqlite: NewDatabase
) -> None:
    await _whole(seed, new_sqlite, CAMPING)


@pytest.mark.parametrize("seed", range(DRAWING_DAYS))
async def test_i22_simulation_of_a_site_that_draws_who_gets_its_places(seed: int, new_sqlite: NewDatabase) -> None:
    await _whole(seed, new_sqlite, DRAWING)


@pytest.mark.parametrize("seed", range(DECREED_DAYS))
async def test_i20_simulation_of_a_site_whose_clocks_are_changed(seed: int, new_sqlite: NewDatabase) -> None:
    await _whole(seed, new_sqlite, DECREED, DECREES[seed % len(DECREES)])


@pytest.mark.parametrize("seed", range(REPORTED_DAYS))
async def test_i21_simulation_with_what_devices_say_of_the_time_and_without(seed: int, new_sqlite: NewDatabase) -> None:
    assert await told_and_untold(seed, new_sqlite, STEPS) > 0


@pytest.mark.parametrize("seed", range(CALLING_DAYS))
async def test_simulation_of_a_busy_gate(seed: int, new_sqlite: NewDatabase) -> None:
    await _whole(seed, new_sqlite, CALLING)


@pytest.mark.parametrize("seed", range(READING_DAYS))
async def test_i05_i21_simulation_of_a_site_whose_gates_are_kept_by_readers(seed: int, new_sqlite: NewDatabase) -> None:
    await _whole(seed, new_sqlite, READING)


@pytest.mark.parametrize("seed", range(scaled(20, 2)))
async def test_i33_simulation_of_trucks_that_go_over_to_the_other_site(seed: int, new_sqlite: NewDatabase) -> None:
    await _whole(seed, new_sqlite, CROSSING)


@pytest.mark.parametrize("seed", range(scaled(20, 2)))
async def test_i12_simulation_of_trucks_that_meet_at_a_pair_of_bays(seed: int, new_sqlite: NewDatabase) -> None:
    await _whole(seed, new_sqlite, MEETING)


@pytest.mark.parametrize("seed", range(scaled(20, 2)))
async def test_i12_simulation_of_inspections_and_of_power_that_fails(seed: int, new_sqlite: NewDatabase) -> None:
    await _whole(seed, new_sqlite, EXAMINING)


@pytest.mark.parametrize("seed", range(scaled(20, 2)))
async def test_i06_i28_simulation_of_lists_on_paper_and_of_messages(seed: int, new_sqlite: NewDatabase) -> None:
    await _whole(seed, new_sqlite, TELLING)


@pytest.mark.parametrize("seed", range(scaled(10, 1)))
async def test_i06_i28_simulation_of_lists_and_messages_on_postgresql(seed: int, new_postgres: NewDatabase) -> None:
    await run(seed, new_postgres, of=TELLING)


@pytest.mark.parametrize("seed", range(scaled(20, 2)))
async def test_simulation_seed_on_postgresql(seed: int, new_postgres: NewDatabase) -> None:
    await run(seed, new_postgres)


async def test_a_seed_decides_all(new_sqlite: NewDatabase) -> None:
    runs = [await run(7, new_sqlite, steps=60) for _ in range(2)]
    one, other = [{site: h.entries[-1].digest for site, h in made.histories.items()} for made in runs]
    assert one == other


def test_runs_do_nearly_everything_that_can_be_done() -> None:
    """A run that does nothing breaks nothing. The runs are those of the tests above."""
    if len(RUNS) < ALL:
        pytest.skip("only some of the seeds were run")
    assert {
        "hold.taken", "hold.expired", "reservation.confirmed", "reservation.moved", "reservation.cancelled",
        "reservation.waitlisted", "reservation.offered", "offer.accepted", "reservation.expired",
        "reservation.displaced", "reservation.retimed", "reservation.vehicle_swapped", "rulebook.took_effect",
        "reservation.arrived", "reservation.missed", "reservation.fulfilled", "visit.joined", "visit.called",
        "call.missed", "visit.admitted", "visit.parked", "visit.released", "visit.departed", "visit.left",
        "visit.turned_away", "visit.moved", "visit.corrected", "bands.published", "bay.status_set", "bay.reassigned",
        "road.status_set", "closure.opened", "closure.lifted", "rulebook.put", "calendar.put", "staffing.put",
        "yard.put", "lanes.turned", "credit.given", "credit.used", "credit.returned", "miss.forgiven", "miss.appealed",
        "appeal.decided", "declaration.made", "declaration.changed", "declaration.submitted", "declaration.decided",
        "reservation.declared", "site.changed", "reservation.rezoned", "draw.committed", "draw.opened", "draw.closed",
        "draw.outside", "draw.held", "reservation.drawn", "offer.withdrawn", "plate.read", "plate.settled",
        "inspection.ordered", "inspection.picked", "inspection.ended", "bay.power_set",
    } <= DONE  # fmt: skip
    assert OUTCOMES.keys() >= {
        "slot.full", "vehicle.already_booked", "hold.expired", "bay.none", "declaration.required",
        "declaration.in_use", "declaration.other_vehicle", "declaration.other_direction", "declaration.not_submitted",
        "hold.cooldown", "slot.unreleased", "draw.not_closed", "draw.fixed", "vehicle.too_many_open",
        "reading.settled", "reading.not_a_candidate",
    }  # fmt: skip


async def test_i15_screens_opened_at_any_moment_show_what_the_tables_say(new_sqlite: NewDatabase) -> None:
    async with Simulation(42, new_sqlite()).opened() as made:
        screens: list[Screen] = []
        history = made.histories[MOHAN.code]
        for step in range(80):
            await made.take(1, first=step)
            if step % 10 == 0:
                screens.append(await Screen.open(MOHAN.code, made.archive, history.entries[-1].at))
            due = [screen for number, screen in enumerate(screens) if step % (number + 1) == 0]
            wrong = [each for s in due if s.seq < history.seq for each in s.tick(history.entries[s.seq :])]
            assert wrong == []
        fresh = await made.fresh(MOHAN.code)
        for screen in screens:
            list(screen.tick(history.entries[screen.seq :]) if screen.seq < history.seq else ())
            assert screen.wrong(fresh) == []


async def test_i27_decision_tables_are_the_replay_of_the_ledger(new_sqlite: NewDatabase) -> None:
    async with Simulation(77, new_sqlite()).opened() as made:
        await made.take(60)
        assert await made.replayed(new_sqlite()) == []
        await made.take(60, first=60)
        assert await made.replayed(new_sqlite()) == []
        assert sum(history.seq for history in made.histories.values()) > 100
