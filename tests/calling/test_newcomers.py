from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.calling.newcomers import BACKLOG_SECONDS, HOUR, Arrivals, Expected

SERVICE = 300.0


def arrivals(*, began: float = 0.0) -> Arrivals:
    found = Arrivals()
    found.joined(began, SERVICE, booked=False, priority=False)
    return found


def test_every_reservation_is_expected_in_its_hour() -> None:
    line = arrivals()
    for number in range(12):
        line.expected[f"r{number}"] = Expected(-HOUR, 3.5 * HOUR, SERVICE)
    points = dict(line.newcomers(0.0, 1, {}).booked)
    assert points[4 * HOUR] - points[3 * HOUR] >= 12 * SERVICE
    assert points[3 * HOUR] < 6 * SERVICE


def test_who_does_not_come_is_not_expected_for_ever() -> None:
    line = arrivals()
    line.expected["r"] = Expected(-HOUR, 0.0, SERVICE)
    soon, later = (line.newcomers(at, 1, {}).booked[1][1] for at in (0.5 * HOUR, 2 * HOUR))
    assert soon >= SERVICE > later


def test_without_reservations_nobody_booked_is_expected() -> None:
    found = arrivals().newcomers(HOUR, 2, {})
    assert found.booked[-1][1] == found.booked_later == 0.0


def test_beyond_what_is_booked_by_now_as_many_come_as_lately() -> None:
    line = arrivals()
    for number in range(40):
        line.joined(number * 600.0, SERVICE, booked=True, priority=False)
    found = line.newcomers(24_000.0, 1, {})
    assert 0.1 < found.booked_later < 0.5, "one in ten minutes came, but none is booked for later"
    assert found.booked[-1][1] > 8 * HOUR * 0.1


def test_how_long_before_they_book_is_learned() -> None:
    early, late = arrivals(), arrivals()
    for line, hours in ((early, 20.0), (late, 1.2)):
        for number in range(60):
            line.expected[f"r{number}"] = Expected(0.0, hours * HOUR, SERVICE)
            line.ended(f"r{number}")
        for number in range(10):
            line.expected[f"s{number}"] = Expected(0.0, 5.5 * HOUR, SERVICE)
    whole = [line.newcomers(0.0, 1, {}).booked[12][1] for line in (early, late)]
    assert whole[0] < 1.5 * 10 * SERVICE < whole[1], "who books late is not known yet, so more are to come"


def test_a_backlog_at_the_beginning_is_no_stream() -> None:
    line = Arrivals()
    for number in range(300):
        line.joined(number % int(BACKLOG_SECONDS), SERVICE, booked=False, priority=False)
    plain = Arrivals()
    plain.joined(0.0, SERVICE, booked=False, priority=False)
    assert line.newcomers(HOUR, 2, {}).walk_ins == pytest.approx(plain.newcomers(HOUR, 2, {}).walk_ins, rel=0.2)


@given(st.lists(st.tuples(st.floats(-3 * HOUR, 30 * HOUR), st.floats(1, 3600)), max_size=30), st.floats(0, 5 * HOUR))
def test_what_is_expected_never_falls(reservations: list[tuple[float, float]], at: float) -> None:
    line = arrivals()
    for number, (starts, planned) in enumerate(reservations):
        line.expected[str(number)] = Expected(-HOUR, starts, planned)
    points = line.newcomers(at, 1, {}).booked
    assert points[0] == (0.0, 0.0)
    assert all(a[0] < b[0] and a[1] <= b[1] for a, b in pairwise(points))
    assert line.expected.keys() == {str(number) for number in range(len(reservations))}, "asking changes nothing"
