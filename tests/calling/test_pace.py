from __future__ import annotations

import random
from datetime import UTC, datetime

import pytest

from serai.calling.estimates import USUAL, Speed
from serai.calling.pace import LinePace
from serai.calling.plan import LanePlan
from serai.queue.bands import Curves

SERVICE = 300.0


def busy(minutes: float, services: int, *, servers: int = 1, pace: LinePace | None = None) -> LinePace:
    """A long called queue before gates that take so many minutes each."""
    pace = pace or LinePace(plan=LanePlan(otherwise=servers))
    start = pace.at or 0.0
    for number in range(20 * servers + services):
        pace.joined(start, f"{start}-{number}", "general", SERVICE, number + 1)
        pace.called(start, f"{start}-{number}")
    for number in range(services):
        pace.admitted(start + 600 + (number + 1) * minutes * 60 / servers, f"{start}-{number}")
    return pace


def test_speed_is_learned_from_completed_services() -> None:
    assert busy(10, 120).flow.slowness() == pytest.approx(2.0, rel=0.25)
    assert busy(5, 120, servers=3).flow.slowness() == pytest.approx(1.0, rel=0.15)
    assert busy(2.5, 120).flow.slowness() == pytest.approx(0.5, rel=0.25)


def test_a_guess_gives_way_slowly_and_doubt_falls() -> None:
    assert LinePace().measured(0).slowness == USUAL
    assert 0.1 < LinePace().measured(0).doubt < 0.2
    assert 1.1 < busy(10, 4).flow.slowness() < 1.5 < busy(10, 60).flow.slowness()
    assert busy(5, 100).flow.doubt < 0.08


def test_idle_gates_do_not_look_slow() -> None:
    pace = LinePace(plan=LanePlan(otherwise=1))
    for number in range(50):  # one truck an hour, five minutes each
        at = number * 3600.0
        pace.joined(at, f"t{number}", "general", SERVICE, 1)
        pace.called(at, f"t{number}")
        pace.admitted(at + 300, f"t{number}")
    assert pace.measured(2e5).slowness == pytest.approx(1.0, abs=0.1)
    assert pace.gates.slowness() == pytest.approx(1.0, abs=0.1)


def test_the_way_of_the_first_trucks_does_not_look_slow() -> None:
    pace = LinePace(plan=LanePlan(otherwise=1))
    for number in range(50):
        pace.joined(0.0, f"t{number}", "general", SERVICE, number + 1)
    for number in range(10):
        pace.called(1800.0, f"t{number}")
    pace.admitted(3600.0, "t0")
    pace.admitted(3600.0 + SERVICE, "t1")
    assert pace.measured(3600.0 + SERVICE).slowness == pytest.approx(1.0, abs=0.1)


def test_closed_hours_do_not_look_slow() -> None:
    days = [hour * 3600.0 for day in range(4) for hour in (day * 24 + 7, day * 24 + 21)]
    pace = LinePace(plan=LanePlan(tuple(days), (1, 0) * 4, 0))
    for number in range(300):
        pace.joined(7 * 3600.0, f"t{number}", "general", SERVICE, number + 1)
        pace.called(7 * 3600.0, f"t{number}")
    for number in range(300):
        day, within = divmod((number + 1) * 300.0, 14 * 3600.0)
        pace.admitted(day * 86_400 + 7 * 3600 + within, f"t{number}")
    assert pace.flow.slowness() == pytest.approx(1.0, abs=0.05)


def test_a_stoppage_is_not_a_speed() -> None:
    pace = busy(5, 80)
    before = pace.flow.slowness()
    late = (pace.at or 0) + 4 * 3600
    for number in range(80, 90):
        pace.admitted(late + number * 300, f"0.0-{number}")
    assert pace.flow.slowness() < before * 1.5


def test_batches_of_calls_and_admissions_do_not_bias() -> None:
    rng = random.Random(5)
    pace = LinePace(plan=LanePlan(otherwise=2))
    names = [f"t{n}" for n in range(260)]
    for rank, name in enumerate(names, 1):
        pace.joined(0.0, name, "general", SERVICE, rank)
    at, called = 0.0, 0
    for number in range(0, 200, 4):
        if called < number + 30:
            for name in names[called : called + 15]:
                pace.called(at, name)
            called += 15
        at += 4 * SERVICE / 2 * rng.uniform(0.9, 1.1)
        for name in names[number : number + 4]:  # the gate reports four at once
            pace.admitted(at, name)
    assert pace.flow.slowness() == pytest.approx(1.0, abs=0.1)


def test_each_service_is_counted_once() -> None:
    pace = busy(5, 30)
    count = pace.flow.count
    pace.admitted((pace.at or 0) + 100, "0.0-3")
    pace.left((pace.at or 0) + 100, "0.0-3")
    assert pace.flow.count == count


def test_a_standstill_is_noticed_before_the_next_truck_is_through() -> None:
    pace = busy(5, 60)
    now = pace.at or 0.0
    assert pace.measured(now + 1200).slowness > pace.measured(now).slowness
    assert pace.at == now, "asking changes nothing"


def test_who_gives_up_and_who_passes_is_learned() -> None:
    pace = LinePace()
    for number in range(200):
        at = number * 60.0
        pace.joined(at, f"c{number}", "general", SERVICE, 1)
        pace.joined(at, f"a{number}", "general", SERVICE, 2)
        pace.joined(at, f"b{number}", "fresh", SERVICE, 1)
        for name in (f"b{number}", f"c{number}"):
            pace.admitted(at + 30, name)
        pace.left(at + 40, f"a{number}") if number % 3 == 0 else pace.admitted(at + 50, f"a{number}")
    measured = pace.measured(2e4)
    assert 0.08 < measured.lapse < 0.2
    assert measured.passed_by("general", 3) > 1
    assert measured.passed_by("never seen", 3) > 1


def test_bands_that_miss_are_widened_on_the_side_that_missed() -> None:
    pace = LinePace()
    for number in range(60):
        as_of = datetime.fromtimestamp(number * 600.0, UTC)
        pace.published = Curves({"": {"general": [(1, 2, 3, 4)]}}, as_of)
        pace.joined(number * 600.0, f"t{number}", "general", SERVICE, 1)
        pace.admitted(number * 600.0 + 540, f"t{number}")  # nine minutes, four were promised at most
    assert pace.late.factors[0] > 1.3
    assert max(pace.early.factors) <= 1.0


def test_a_stoppage_counts_as_one_long_service() -> None:
    speed = Speed()
    for _ in range(40):
        speed.seen(300, 300)
    speed.seen(300, 1e6)
    assert speed.slowness() < 1.4
