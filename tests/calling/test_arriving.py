"""What taking a slot means, rolled forward from the line as it stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from serai.calling.arriving import FARTHEST, Roll, roll
from serai.calling.bands import Measured, Outlook
from serai.calling.kept import Rolls
from serai.calling.newcomers import Newcomers
from serai.calling.plan import LanePlan, Shift
from serai.calling.rules import Pace, rolled
from serai.queue.bands import Band
from tests.calling.gate import Gate, opened

NOW = datetime(2026, 11, 22, 6, tzinfo=UTC)
HOUR = timedelta(hours=1)
ALWAYS = LanePlan(otherwise=2)
DAYS = LanePlan.of([Shift(NOW + timedelta(days=d), NOW + timedelta(days=d, hours=14), 1) for d in range(10)])
SURE = Measured(doubt=0.05, drift=0.02)
SERVICES = {"fresh": 240.0, "general": 330.0}


def made(booked: float = 0.0, standing: float = 0.0, plan: LanePlan = ALWAYS, measured: Measured = SURE) -> Roll:
    """`booked`: planned seconds of service an hour that come with a reservation."""
    outlook = Outlook(plan.capacity(NOW), plan.at(NOW.timestamp()), [], SERVICES, measured)
    return roll(outlook, Newcomers([(0.0, 0.0), (86_400.0, booked * 24)], booked / 3600), standing, NOW)


def told(found: Roll, hours: float) -> tuple[float, float, float]:
    """Minutes after coming."""
    comes = NOW + hours * HOUR
    band = found.at(comes, "general")
    assert band is not None
    low, middle, high = ((each - comes) / timedelta(minutes=1) for each in (band.p05, band.p50, band.p95))
    return low, middle, high


@given(st.floats(0, 12_000), st.floats(0, 40_000), st.integers(0, 95), st.sampled_from([ALWAYS, DAYS]))
@settings(max_examples=15, deadline=None)
def test_a_band_is_ordered_lies_ahead_and_is_the_same_again(
    booked: float, standing: float, hours: int, plan: LanePlan
) -> None:
    comes = NOW + hours * HOUR
    bands = [made(booked, standing, plan).at(comes, "general") for _ in range(2)]
    assert bands[0] == bands[1]
    if bands[0] is not None:
        assert comes <= bands[0].p05 <= bands[0].p50 <= bands[0].p95


def test_what_the_gates_cannot_do_is_before_whoever_comes_later() -> None:
    calm, busy = made(booked=3000), made(booked=9000)  # two servers give 7200 an hour
    assert told(calm, 6)[1] < 45
    assert told(busy, 6)[1] == pytest.approx(6 * 1800 / 2 / 60 + 5, rel=0.35)
    assert told(busy, 12)[1] > told(busy, 6)[1] + 30


def test_a_queue_with_reservations_is_worked_off_until_the_slot() -> None:
    long = made(standing=4 * 7200)
    assert told(long, 1)[1] > 150
    assert told(long, 8)[1] < 45


def test_who_would_come_in_the_night_is_let_in_in_the_morning() -> None:
    low, _, high = told(made(plan=DAYS), 20)
    assert 4 * 60 <= low < high < 6 * 60


def test_the_farther_ahead_and_the_less_known_the_wider() -> None:
    sure, unsure = (told(made(6500, measured=each), 6) for each in (SURE, replace(SURE, doubt=0.3)))
    assert unsure[2] - unsure[0] > sure[2] - sure[0]
    assert made().at(NOW + FARTHEST + HOUR, "general") is None
    assert made().at(NOW - HOUR, "general") is None
    assert made().at(NOW + HOUR, "livestock") is None


def test_a_lane_that_never_opens_lets_nobody_in() -> None:
    assert made(plan=LanePlan.of([])).at(NOW + HOUR, "general") is None


def test_walk_ins_who_wait_are_passed_and_who_was_called_is_not() -> None:
    port = opened(60)
    comes = port.now + HOUR / 4
    before = band_at(port, comes)
    for _ in range(30):
        assert port.call_next() is not None
    assert band_at(port, comes).p50 > before.p50


def band_at(port: Gate, comes: datetime) -> Band:
    found = rolled(port.site, port.queue, port.pace, "gate-in", port.now).at(comes, "general")
    assert found is not None
    return found


def test_one_roll_serves_everybody_for_a_minute_and_none_older_than_its_instant() -> None:
    made_at: list[datetime] = []

    def at(now: datetime, seq: int, rolls: Rolls) -> Roll:
        def anew() -> Roll:
            made_at.append(now)
            return replace(made(), now=now)

        return rolls.of("CNMHN", "gate-in", seq, now, anew)

    rolls, minute = Rolls(), timedelta(minutes=1)
    assert at(NOW, 1, rolls) is at(NOW, 1, rolls)
    assert at(NOW + minute, 9, rolls).now == NOW
    at(NOW, 2, Rolls(timedelta(0)))
    assert at(NOW + 2 * minute, 9, rolls).now == NOW + 2 * minute
    frozen = Rolls(timedelta(0))
    at(NOW, 1, frozen)
    at(NOW, 2, frozen)
    assert len(made_at) == 5


def test_a_pace_that_knows_nothing_says_so_by_its_width() -> None:
    port = opened(0)
    fresh = rolled(port.site, port.queue, Pace(port.site), "gate-in", port.now)
    low, _, high = ((each - port.now) / timedelta(minutes=1) for each in vars_of(fresh.at(port.now + HOUR, "general")))
    assert high - low >= 15


def vars_of(band: Band | None) -> tuple[datetime, datetime, datetime]:
    assert band is not None
    return band.p05, band.p50, band.p95
