from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from serai.calling.bands import MOST_POINTS, Curve, Measured, Outlook, Truck, curves, ranks
from serai.calling.plan import LanePlan, Shift
from tests.calling.judge import read

NOW = datetime(2026, 11, 22, 6, tzinfo=UTC)
ALWAYS = LanePlan(otherwise=2)
DAYS = LanePlan.of([Shift(NOW + timedelta(days=d), NOW + timedelta(days=d, hours=14), 1) for d in range(10)])
SERVICES = {"general": 330.0, "fresh": 240.0}
SURE = Measured(doubt=0.05, drift=0.02)


def band(trucks: list[Truck], plan: LanePlan = ALWAYS, measured: Measured | None = None, now: datetime = NOW) -> Curve:
    outlook = Outlook(plan.capacity(now), plan.at(now.timestamp()), trucks, SERVICES, measured or Measured())
    return curves(outlook)["general"]


def queue(length: int, called: int = 4) -> list[Truck]:
    return [Truck("general", 330.0, 900.0 if n < called else None) for n in range(length)]


trucks = st.lists(
    st.builds(Truck, st.sampled_from(["general", "fresh"]), st.floats(30, 1200), st.none() | st.floats(0, 3000)),
    max_size=120,
)
measures = st.builds(
    Measured,
    slowness=st.floats(0.3, 4),
    doubt=st.floats(0.02, 0.4),
    lapse=st.floats(0, 0.4),
    passed=st.just({}) | st.just({"": [(3.0, 0.2), (30.0, 4.0)], "general": [(3.0, 1.0), (300.0, 20.0)]}),
    early=st.tuples(*[st.floats(0.6, 2.5)] * 3),
    late=st.tuples(*[st.floats(0.6, 2.5)] * 3),
)


@given(trucks, measures, st.integers(0, 30))
@settings(max_examples=60)
def test_curves_are_ordered_monotone_and_reach_beyond_the_queue(
    found: list[Truck], measured: Measured, hour: int
) -> None:
    now = NOW + timedelta(hours=hour)
    outlook = Outlook(DAYS.capacity(now), DAYS.at(now.timestamp()), found, SERVICES, measured)
    for curve in curves(outlook).values():
        assert all(0 <= low <= middle <= high for _, low, middle, high in curve)
        assert all(a[0] < b[0] and all(x <= y for x, y in zip(a, b, strict=True)) for a, b in itertools.pairwise(curve))
        assert curve[0][0] == 1
        assert curve[-1][0] > len(found)
        assert len(curve) <= MOST_POINTS


def test_the_same_facts_give_the_same_band() -> None:
    assert band(queue(40)) == band(queue(40))


def test_ranks_follow_the_published_series() -> None:
    assert ranks(0) == [1, 2, 3, 5]
    assert ranks(60) == [1, 2, 3, 5, 10, 20, 50, 61, 100]
    assert ranks(300)[-3:] == [200, 301, 500]


def test_the_middle_is_work_over_servers() -> None:
    _, middle, _ = read(band(queue(100), measured=SURE), 100)
    assert middle == pytest.approx(100 * 5.5 / 2, rel=0.06)


def test_slow_gates_more_servers_and_early_leavers_count() -> None:
    plain = read(band(queue(60), measured=SURE), 60)[1]
    assert read(band(queue(60), measured=Measured(slowness=2.0, doubt=0.05, drift=0.02)), 60)[1] > 1.8 * plain
    assert read(band(queue(60), LanePlan(otherwise=4), SURE), 60)[1] < 0.6 * plain
    assert read(band(queue(60), measured=Measured(lapse=0.3, doubt=0.05, drift=0.02)), 60)[1] < 0.8 * plain


def test_little_knowledge_is_a_wide_band() -> None:
    low, _, high = read(band(queue(60), measured=Measured(doubt=0.25)), 60)
    sure_low, _, sure_high = read(band(queue(60), measured=SURE), 60)
    assert high - low > 2 * (sure_high - sure_low)


def test_those_who_are_passed_wait_longer() -> None:
    passed = Measured(doubt=0.05, drift=0.02, passed={"general": [(3.0, 0.0), (60.0, 10.0)]})
    outlook = Outlook(ALWAYS.capacity(NOW), 2, queue(60), SERVICES, passed)
    found = curves(outlook)
    plain = read(band(queue(60), measured=SURE), 60)[1]
    assert read(found["general"], 60)[1] == pytest.approx(plain + 10 * 5.5 / 2, abs=4)
    assert read(found["fresh"], 60)[1] < read(found["general"], 60)[1]


def test_who_does_not_fit_before_closing_is_admitted_the_next_morning() -> None:
    now = NOW + timedelta(hours=13)  # an hour before the gate shuts for ten
    curve = band(queue(30), DAYS, SURE, now)
    assert read(curve, 5)[2] < 60
    assert read(curve, 20)[0] >= 11 * 60
    shut = [point for point in curve if 75 < point[2] < 11 * 60]
    assert not shut, "no middle lies in the night"


def test_a_site_that_is_shut_admits_nobody_before_it_opens() -> None:
    curve = band(queue(10, called=0), DAYS, SURE, NOW + timedelta(hours=15))
    assert curve[0][1] >= 9 * 60


def test_the_first_in_an_empty_queue_needs_the_way_to_the_gate() -> None:
    low, middle, high = read(band([]), 1)
    assert 0 < low < middle < high <= 45
    assert read(band(queue(1, called=1)), 1)[1] < middle
