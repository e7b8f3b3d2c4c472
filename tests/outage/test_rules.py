"""Times and lines as people write them."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from itertools import permutations
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.core.errors import Refusal
from serai.outage.rules import EVENTS, Line, TimeUnreadable, in_order, is_reference, written_at

MOHAN = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)  # 12:00 there


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("11:40", "2026-11-22T03:40:00+00:00"),
        ("9:05", "2026-11-22T01:05:00+00:00"),
        ("23:10", "2026-11-21T15:10:00+00:00"),
        ("2026-11-20 14:35", "2026-11-20T06:35:00+00:00"),
        ("2026-11-22T11:40:00+08:00", "2026-11-22T03:40:00+00:00"),
        (" 11:40 ", "2026-11-22T03:40:00+00:00"),
    ],
)
def test_a_time_is_the_sites_and_the_latest_that_has_been(text: str, instant: str) -> None:
    assert written_at(text, MOHAN, NOW) == datetime.fromisoformat(instant)


@pytest.mark.parametrize("text", ["", "noon", "25:00", "11:60", "2026-13-01 11:00", "11.40", "9999-12-31T23:59-23:00"])
def test_a_time_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(TimeUnreadable):
        written_at(text, MOHAN, NOW)


@given(st.text(max_size=30))
def test_whatever_is_written_is_a_time_or_a_refusal(text: str) -> None:
    with suppress(Refusal):
        assert written_at(text, MOHAN, NOW).tzinfo is UTC


@pytest.mark.parametrize(
    ("text", "is_one"), [("MHN-7K3Q2F", True), ("mhn-7k3q2f", True), ("YK12345", False), ("BTN-7K3Q2F", False)]
)
def test_a_reference_is_told_from_a_plate(text: str, is_one: bool) -> None:
    assert is_reference(text, "CNMHN") is is_one


def test_i21_what_happened_to_a_vehicle_is_taken_in_along_its_way_whatever_the_times_say() -> None:
    written = [("departed", "08:00"), ("arrived", "11:00"), ("parked", "03:00"), ("admitted", "10:00")]
    for given_ in permutations(written):
        lines = [Line(number, "A", event, at) for number, (event, at) in enumerate(given_, 1)]
        order = [line.event for line in in_order(lines, dict.fromkeys(range(1, 5), "A"))]
        assert order == ["arrived", "admitted", "parked", "departed"]


@given(st.lists(st.tuples(st.sampled_from("ABC"), st.sampled_from(EVENTS)), max_size=12))
def test_vehicles_keep_the_order_of_their_first_lines(written: list[tuple[str, str]]) -> None:
    lines = [Line(number, who, event, "11:00") for number, (who, event) in enumerate(written, 1)]
    ordered = in_order(lines, {line.number: line.vehicle for line in lines})
    assert sorted(line.number for line in ordered) == [line.number for line in lines]
    assert list(dict.fromkeys(line.vehicle for line in ordered)) == list(dict.fromkeys(who for who, _ in written))
