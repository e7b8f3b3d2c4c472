from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.calling.plan import FAR_SECONDS, LEFT, Capacity, LanePlan, Shift

DAY = datetime(2026, 11, 22, tzinfo=UTC)


def at(hour: float, day: int = 0) -> datetime:
    return DAY + timedelta(days=day, hours=hour)


TWO_DAYS = LanePlan.of([Shift(at(7, day), at(21, day), 2) for day in (0, 1)])

shifts = st.lists(
    st.builds(
        lambda start, hours, servers: Shift(at(start), at(start + hours), servers),
        st.integers(0, 100),
        st.integers(1, 20),
        st.integers(0, 4),
    ),
    max_size=6,
)


def test_overlapping_shifts_add_up_and_gaps_are_shut() -> None:
    plan = LanePlan.of([Shift(at(7), at(12), 1), Shift(at(10), at(14), 2)])
    assert [plan.at(at(hour).timestamp()) for hour in (6, 7, 10, 12, 14)] == [0, 1, 3, 2, 0]
    assert plan.worked(at(6).timestamp(), at(20).timestamp()) == (3 * 1 + 2 * 3 + 2 * 2) * 3600


def test_work_that_does_not_fit_before_closing_is_done_the_next_morning() -> None:
    capacity = TWO_DAYS.capacity(at(20))
    assert capacity.until(2 * 3600 - 2) == 3600 - 1
    assert capacity.until(2 * 3600 + 2) == 11 * 3600 + 1


def test_a_shut_gate_begins_when_it_opens() -> None:
    assert TWO_DAYS.capacity(at(3)).opens_in == 4 * 3600
    assert TWO_DAYS.capacity(at(8)).opens_in == 0
    assert LanePlan.of([]).capacity(at(8)).until(1) == FAR_SECONDS


def test_beyond_the_plan_it_goes_on_at_its_mean() -> None:
    capacity = TWO_DAYS.capacity(at(0))
    whole = 2 * 14 * 2 * 3600
    assert capacity.until(whole + 100) - capacity.seconds[-1] == pytest.approx(100 / (whole / (45 * 3600)))


def test_without_shifts_the_gates_always_work() -> None:
    assert LanePlan(otherwise=2).capacity(at(3)).until(7200) == 3600


@given(shifts, st.floats(0, 1e6), st.floats(0, 1e6), st.integers(0, 60))
def test_more_work_is_never_done_sooner(found: list[Shift], one: float, other: float, hour: int) -> None:
    capacity = LanePlan.of(found).capacity(at(hour))
    assert capacity.until(min(one, other)) <= capacity.until(max(one, other))


@given(shifts, st.integers(0, 60), st.floats(1, 200_000))
def test_what_is_done_by_then_is_the_work(found: list[Shift], hour: int, work: float) -> None:
    plan = LanePlan.of(found)
    start = at(hour).timestamp()
    done_in = plan.capacity(at(hour)).until(work)
    if plan.worked(start, start + 200 * 3600) > work:
        assert abs(plan.worked(start, start + done_in) - work) < 0.01


def test_what_others_take_is_not_left() -> None:
    own = LanePlan(otherwise=2).capacity(at(0))
    left = own.without(Capacity((0.0, 3600.0), (0.0, 1800.0), 0.0))
    assert left.until(5400.0) == pytest.approx(3600)
    assert left.until(5400.0 + 7200.0) == pytest.approx(7200)


def test_who_comes_while_the_gates_are_shut_is_served_first_when_they_open() -> None:
    own = TWO_DAYS.capacity(at(5))  # two hours before they open
    left = own.without(Capacity((0.0, 3600.0), (0.0, 3600.0), 0.0))
    assert left.until(1.0) < 2 * 3600 + 2100
    assert left.given(5 * 3600.0) == pytest.approx(own.given(5 * 3600.0) - 3600)


@given(shifts, st.integers(0, 50_000), st.integers(0, 3))
def test_something_is_always_left(found: list[Shift], work: int, more: int) -> None:
    own = LanePlan.of(found, otherwise=1).capacity(at(0))
    left = own.without(Capacity((0.0, 3600.0), (0.0, float(work)), float(more)))
    for hour in range(0, 120, 7):
        second = hour * 3600.0
        assert LEFT * own.given(second) - 1e-3 <= left.given(second) <= own.given(second) + 1e-3
