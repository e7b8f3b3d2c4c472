from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from serai.calling.bands import Measured, Outlook, Truck
from serai.calling.curves import MOST_POINTS, Curve, calls, curves, ranks
from serai.calling.newcomers import Newcomers
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


def test_who_was_called_from_farther_away_comes_in_its_time_whoever_joined_in_front_of_it() -> None:
    def ahead(trucks: list[Truck]) -> list[int]:
        outlook = Outlook(ALWAYS.capacity(NOW), 2, trucks, SERVICES, Measured(lapse=0.0, missed=0.0))
        return [round(outlook.work_ahead(rank)[0] / 330) for rank in range(1, len(trucks) + 1)]

    waiting = queue(9, called=0)
    assert ahead([*waiting, Truck("general", 330.0)]) == list(range(10))
    soon, late = (Truck("general", 330.0, sets_out_in=seconds) for seconds in (300.0, 3_600.0))
    assert ahead([*waiting, soon]) == [0, 1, 2, 4, 5, 6, 7, 8, 9, 3]
    assert ahead([*waiting, late]) == list(range(10)), "its own turn comes before it is there"
    assert ahead([late, *waiting]) == [9, *range(9)]


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


def test_walk_ins_wait_for_booked_ones_to_come_and_booked_ones_do_not() -> None:
    trucks = [Truck("general", 330.0, gives_way=n >= 20) for n in range(60)]
    coming = Newcomers([(0.0, 0.0), (36_000.0, 20_000.0)], 0.0)  # a third of what two servers do
    quiet, busy = (
        curves(Outlook(ALWAYS.capacity(NOW), 2, trucks, SERVICES, SURE, each))["general"]
        for each in (Newcomers(), coming)
    )
    assert read(busy, 20)[1] == read(quiet, 20)[1]
    assert 1.1 * read(quiet, 60)[1] < read(busy, 60)[1] < 1.5 * read(quiet, 60)[1]


def test_who_may_be_passed_by_walk_ins_waits_for_those_who_come_and_no_more() -> None:
    def wait(walk_ins: float, passable: float) -> float:
        newcomers = Newcomers(walk_ins=walk_ins, places={"fresh": (41, passable), "general": (41, 0.0)})
        trucks = [Truck("general", 330.0, gives_way=n >= 4) for n in range(40)]
        found = curves(Outlook(ALWAYS.capacity(NOW), 2, trucks, SERVICES, SURE, newcomers))
        return read(found["fresh"], 41)[1]

    assert wait(0.0, 20) == wait(1.0, 0)
    assert wait(1.0, 5) == pytest.approx(wait(1.0, 0) + 5 * 5.5 / 2, abs=4)
    assert wait(0.2, 1000) < 2 * wait(0.2, 0)


def test_who_stands_aside_is_not_in_the_way() -> None:
    aside = [replace(truck, aside=n < 4) for n, truck in enumerate(queue(20, called=6))]
    assert read(band(aside, measured=SURE), 20)[1] == pytest.approx(read(band(queue(16, called=2)), 16)[1], abs=2)


def test_whoever_was_called_goes_before_who_was_not() -> None:
    first = [Truck("fresh", 240.0), *queue(4)]
    assert read(band(first, measured=SURE), 1)[1] >= read(band([*queue(4), Truck("fresh", 240.0)], measured=SURE), 5)[1]


def test_a_call_that_may_be_missed_widens_the_band_and_hardly_moves_its_middle() -> None:
    never, often = (Measured(doubt=0.02, drift=0.0, missed=share, recall=2400.0) for share in (0.0, 0.04))
    surely, perhaps = (read(band(queue(8, called=0), measured=measured), 9) for measured in (never, often))
    assert perhaps[2] > surely[2]
    assert 0 <= perhaps[1] - surely[1] <= 2


def test_a_class_whose_bays_are_few_waits_longer() -> None:
    scarce = Measured(doubt=0.05, drift=0.02, aside={"fresh": 3600.0})
    found = curves(Outlook(ALWAYS.capacity(NOW), 2, queue(20), SERVICES, scarce))
    assert read(found["fresh"], 21)[1] > read(found["general"], 21)[1] + 30


def test_the_longer_a_call_is_not_followed_the_less_it_will_be() -> None:
    chances = [Measured(missed=0.05).still_coming(60.0 * minutes) for minutes in (1, 10, 20, 40, 90)]
    assert chances == sorted(chances, reverse=True)
    assert chances[0] > 0.94
    assert chances[-1] < 0.02
    assert Measured().still_coming(None) == 1.0


def test_who_was_called_long_ago_is_hardly_in_the_way() -> None:
    trucks = [Truck("general", 330.0, 9000.0 if n < 5 else None) for n in range(20)]
    measured = Measured(doubt=0.05, drift=0.02)
    assert read(band(trucks, measured=measured), 20)[1] < read(band(queue(20, called=5), measured=measured), 20)[1] - 8


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


def test_who_was_called_before_the_night_is_still_there_in_the_morning() -> None:
    """Time in which nobody could be let in says nothing of who does not come."""
    night = 9 * 3600.0
    there = [Truck("general", 330.0, night + 600, shut_for=night) for _ in range(6)]
    gone = [replace(each, shut_for=0.0) for each in there]
    waiting = [Truck("general", 330.0) for _ in range(10)]
    assert read(band(there + waiting, measured=SURE), 16)[1] > read(band(gone + waiting, measured=SURE), 16)[1] + 10


def test_a_night_makes_no_wait_less_certain() -> None:
    seen = Outlook(DAYS.capacity(NOW), 1, queue(200, called=0), SERVICES, SURE)
    low, middle, high = read(curves(seen)["general"], 200)
    assert DAYS.capacity(NOW).open_seconds(middle * 60) == pytest.approx(middle * 60 - 10 * 3600, abs=1)
    day = Outlook(LanePlan(otherwise=1).capacity(NOW), 1, queue(200, called=0), SERVICES, SURE)
    without = read(curves(day)["general"], 200)
    assert high - low == pytest.approx(without[2] - without[0], rel=0.1)


def test_who_is_called_comes_within_minutes_and_sooner_the_longer_it_drives() -> None:
    seen = Outlook(ALWAYS.capacity(NOW), 2, queue(30), SERVICES, Measured())
    told = calls(seen)["general"]
    assert [point[0] for point in told] == [0, 15]
    assert told[0][2] > told[-1][2]
    assert all(0 <= low <= middle <= high < 60 for _, low, middle, high in told)
