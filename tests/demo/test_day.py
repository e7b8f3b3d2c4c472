"""Arrivals made from readings: nobody is lost, what is clipped is counted, and a seed is a day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from serai.demo.day import Day, gaps, replay
from serai.demo.readings import Reading
from serai.demo.world import replayed

START = datetime(2026, 7, 5, 3, tzinfo=UTC)

Readings = st.lists(st.tuples(st.integers(1, 600), st.integers(0, 3000)), min_size=2, max_size=12).map(
    lambda steps: [
        Reading(START + timedelta(minutes=sum(minutes for minutes, _ in steps[: at + 1])), waiting)
        for at, (_, waiting) in enumerate(steps)
    ]
)
RATES = st.floats(0, 60)


def of(*waiting: int) -> list[Reading]:
    """Readings every 2 hours."""
    return [Reading(START + timedelta(hours=2 * at), count) for at, count in enumerate(waiting)]


@given(Readings, RATES)
def test_start_and_arrivals_less_served_is_what_waits(readings: list[Reading], rate: float) -> None:
    """At every reading, but for what was clipped, and half a truck of rounding that each clipped gap starts anew."""
    found = gaps(readings, rate)
    for count, reading in enumerate(readings[1:], 1):
        past = found[:count]
        waiting = readings[0].waiting + sum(gap.arrived - gap.served - gap.clipped for gap in past)
        assert abs(waiting - reading.waiting) <= 0.5 * (1 + sum(gap.clipped > 0 for gap in past)) + 1e-6


@given(Readings, RATES)
def test_only_what_came_out_negative_is_clipped(readings: list[Reading], rate: float) -> None:
    for before, after, gap in zip(readings, readings[1:], gaps(readings, rate), strict=False):
        came = after.waiting - before.waiting + gap.served
        assert (gap.clipped > 0) == (came < 0)
        assert gap.arrived == 0 or not gap.clipped


def test_what_is_clipped_is_counted() -> None:
    found = replay(of(100, 40, 60), served_per_hour=10, scale=1, hours=24, seed=1)
    assert [(gap.arrived, gap.clipped) for gap in found.gaps] == [(0, 40.0), (40, 0.0)]
    assert len(found.clipped) == 1


@settings(deadline=None)
@given(Readings, RATES, st.integers(0, 2**32))
def test_a_seed_is_a_day(readings: list[Reading], rate: float, seed: int) -> None:
    def day() -> Day:
        return replay(readings, rate, 0.1, 24, seed)

    assert day() == day()
    assert day().times == sorted(day().times)


def test_another_seed_is_another_day_of_the_same_arrivals() -> None:
    days = [replay(of(100, 120, 90), 24.6, 0.1, 24, seed) for seed in (1, 2)]
    assert days[0].times != days[1].times
    assert len(days[0].times) == len(days[1].times)


def test_each_truck_comes_in_its_own_gap() -> None:
    found = replay(of(100, 150, 90, 200), 30, 0.1, 24, seed=3)
    for gap in found.gaps:
        assert sum(gap.from_ <= at < gap.to for at in found.times) == gap.arrived


@pytest.mark.parametrize("hours", [2, 5])
def test_a_shorter_day_is_the_beginning_of_the_whole_one(hours: float) -> None:
    whole, short = (replay(of(100, 150, 90, 200), 30, 0.1, each, seed=3) for each in (24, hours))
    assert short.times == [at for at in whole.times if at < START + timedelta(hours=hours)]


def test_the_days_that_are_played_are_those_of_the_data() -> None:
    mohan, hekou = replayed(24, seed=1)
    assert mohan.readings[0].waiting == 2391
    assert mohan.waiting == 239
    assert hekou.readings[0].waiting == 147
    assert 250 < len(mohan.times) < 590  # the queue shrank that day, so fewer came than passed
