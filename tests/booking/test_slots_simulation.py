"""Days at a gate under the Mohan-like load: what slots are worth when their capacities follow what is really served."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import mean

import pytest

from tests.booking.gate_days import MOHAN, three_lanes
from tests.booking.slot_policies import Outcome, booked, office, with_slots, without_slots
from tests.scale import SCALE

SEEDS = range(1, 21) if SCALE >= 1 else range(1, 3)


def ratios(found: Sequence[Outcome], none: Sequence[Outcome]) -> tuple[float, float, float]:
    """Peak and wait against no slots, and the share served."""
    peak, wait = (
        mean(getattr(each, of) for each in found) / mean(getattr(each, of) for each in none) for of in ("peak", "wait")
    )
    return peak, wait, mean(each.served for each in found)


@pytest.fixture(scope="module")
def none() -> list[Outcome]:
    return [without_slots(MOHAN, seed) for seed in SEEDS]


def test_advised_slots_keep_the_queue_short_and_everybody_is_served(none: list[Outcome]) -> None:
    advised = [with_slots(MOHAN, seed, advised=True) for seed in SEEDS]
    peak, wait, served = ratios(advised, none)
    assert peak <= 0.19, advised
    assert wait <= 0.12, advised
    assert served >= 0.982, advised
    assert mean(each.everywhere for each in advised) < 0.4 * mean(each.everywhere for each in none)


def test_places_that_follow_nothing_miss_the_aim(none: list[Outcome]) -> None:
    """The twin: twice as many places as the gate serves, and the queue is back."""
    peak, wait, _ = ratios([with_slots(MOHAN, seed, places=2.0) for seed in SEEDS], none)
    assert peak > 0.25
    assert wait > 0.15


def test_one_number_for_all_hours_and_classes_is_worse_than_advice_where_lanes_differ() -> None:
    setting = three_lanes(580)
    flat, advised = (with_slots(setting, 1, places=1.1), with_slots(setting, 1, advised=True))
    assert advised.peak < 0.75 * flat.peak
    assert advised.wait < 0.75 * flat.wait


def test_the_same_seed_is_the_same_days() -> None:
    assert with_slots(MOHAN, 7, advised=True) == with_slots(MOHAN, 7, advised=True)


def test_what_the_office_learns_is_what_is_true() -> None:
    """Within a few per cent: the slowness of the gate, and how many come."""
    learning = office(MOHAN, 2, advised=True)
    booked(learning, 2)
    assert learning.measured().slowness(90.0) == pytest.approx(1.0, abs=0.05)
    rates = learning.shows.rates(max(day for *_, day in learning.shows.tallies))
    assert rates.of_lane("general").mean == pytest.approx(0.914, abs=0.01)
    by_class = [rates.of_lane_and_class("general", of).mean for of in ("trusted", "company", "driver")]
    assert by_class == sorted(by_class, reverse=True)
