"""The numbers of the rulebook, each on its own: strikes, rebookings, extensions, holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.booking import refusals, rules
from serai.booking.reservations import Claim, Hold, Mark, Place, Reservation, Terms
from serai.booking.slots import terms_of
from serai.sites.rulebook import Rulebook

NOW = datetime(2026, 11, 22, 4, tzinfo=UTC)
TERMS = terms_of(Rulebook())
DAY = timedelta(days=1)
STRUCK = replace(TERMS, strike_misses=2, strike_window=30 * DAY, strike_block=14 * DAY)

hours_ago = st.integers(0, 24 * 70)
some_marks = st.lists(st.tuples(st.sampled_from(["miss", "late_cancel", "cancel", "extension"]), hours_ago), max_size=8)


def marks(told: Sequence[tuple[str, int]]) -> list[Mark]:
    """Marks so many hours before now."""
    return [Mark(kind, NOW - timedelta(hours=ago), f"r{n}", n) for n, (kind, ago) in enumerate(told)]


def misses(*days_ago: float) -> list[Mark]:
    return marks([("miss", round(ago * 24)) for ago in days_ago])


def late(*days_ago: float) -> list[Mark]:
    return marks([("late_cancel", round(ago * 24)) for ago in days_ago])


@pytest.mark.parametrize(
    ("told", "days_left"),
    [
        (misses(3), None),
        (misses(3, 1), 13),
        (misses(29, 0), 14),
        (misses(30, 0), None),  # exactly 30 days apart is not within 30 days
        (misses(20, 14), None),  # the 14 days are over
        (misses(20, 13), 1),
        (misses(40, 20, 1), 13),
        (late(3, 1), None),  # two of them are one miss
        (late(5, 4, 3, 1), 13),
        (misses(5) + late(3, 1), 13),
        (marks([("cancel", 1)] * 9), None),
    ],
)
def test_two_misses_in_thirty_days_take_the_peak_away_for_fourteen(told: list[Mark], days_left: int | None) -> None:
    until = rules.blocked_until(told, STRUCK, NOW)
    assert until == (None if days_left is None else NOW + days_left * DAY)


@given(st.lists(hours_ago, max_size=8), st.integers(1, 4), st.integers(1, 40), st.integers(0, 20))
def test_strikes_of_misses_are_what_the_rule_says(ago: list[int], most: int, within: int, block: int) -> None:
    terms = replace(TERMS, strike_misses=most, strike_window=within * DAY, strike_block=block * DAY)
    times = sorted(NOW - timedelta(hours=each) for each in ago)
    ends = [
        last + terms.strike_block
        for last in times
        if sum(last - terms.strike_window < each <= last for each in times) >= most
    ]
    expected = max((each for each in ends if each > NOW), default=None)
    assert rules.blocked_until(marks([("miss", each) for each in ago]), terms, NOW) == expected


@given(some_marks, hours_ago)
def test_one_more_miss_never_ends_a_block_sooner(told: list[tuple[str, int]], ago: int) -> None:
    before = rules.blocked_until(marks(told), STRUCK, NOW)
    after = rules.blocked_until(marks([*told, ("miss", ago)]), STRUCK, NOW)
    assert before is None or (after is not None and after >= before)


def _blocks_without_a_mark(told: Sequence[tuple[str, int]]) -> list[int]:
    """Hours after now in which a block begins although nothing has happened."""
    known = marks(told)
    is_blocked = [rules.blocked_until(known, STRUCK, NOW + timedelta(hours=12 * n)) is not None for n in range(120)]
    return [12 * n for n in range(1, 120) if is_blocked[n] and not is_blocked[n - 1]]


@given(st.lists(hours_ago, max_size=8))
def test_no_block_of_misses_begins_by_itself(ago: list[int]) -> None:
    assert _blocks_without_a_mark([("miss", each) for each in ago]) == []


def test_no_block_of_late_cancellations_begins_by_itself() -> None:
    """Pairs are counted from the oldest that is remembered: when that goes, each pairs with its other neighbour."""
    days_ago = (43.5, 42, 23, 3, 1)
    assert _blocks_without_a_mark([("late_cancel", round(each * 24)) for each in days_ago]) == []


def test_one_more_late_cancellation_never_ends_a_block_sooner() -> None:
    before, after = [rules.blocked_until(late(*ago), STRUCK, NOW) for ago in ((6, 5, 4, 1), (7, 6, 5, 4, 1))]
    assert before is not None
    assert after is not None
    assert after >= before


@given(some_marks, st.integers(0, 4))
def test_a_vehicle_rebooks_again_exactly_when_it_is_told(told: list[tuple[str, int]], most: int) -> None:
    terms, known = replace(TERMS, rebooks_per_day=most), marks(told)
    given_back = sum(kind in ("cancel", "late_cancel") and ago < 24 for kind, ago in told)
    if given_back <= most:
        rules.check_rebooks(known, terms, NOW)
        return
    with pytest.raises(refusals.TooManyRebooks) as refused:
        rules.check_rebooks(known, terms, NOW)
    wait = refused.value.retry_after
    assert wait is not None
    assert wait > 0
    rules.check_rebooks(known, terms, NOW + timedelta(seconds=wait))
    with pytest.raises(refusals.TooManyRebooks):
        rules.check_rebooks(known, terms, NOW + timedelta(seconds=wait - 2))


def reserved(**changes: Any) -> Reservation:
    starts_at = NOW + timedelta(hours=6)
    ends_at = starts_at + timedelta(hours=1)
    opens, closes = starts_at - TERMS.arrive_before, ends_at + TERMS.arrive_after
    place = Place("s", "l", starts_at, ends_at, starts_at.date(), "Asia/Shanghai", opens, closes)
    plain: dict[str, Any] = {
        "id": "r", "reference": "R", "site": "S", "status": "confirmed", "lane": "l", "place": place, "wants": None,
        "offer": None, "company": "acme", "cargo_class": "general", "needs": (), "length_cm": None, "height_cm": None,
        "weight_kg": None, "visit": None, "version": 1, "swaps": 0, "owner": "key:1", "phone": None,
        "vehicle_key": "YA1:CN", "vin_key": None, "vehicle": {}, "driver": {}, "cargo": {}, "limits": {},
    }  # fmt: skip
    known = {**plain, **changes}
    return Reservation(**{name: known[name] for name in Reservation.__dataclass_fields__ if name in known})


@given(some_marks, st.integers(0, 3))
def test_a_vehicle_is_extended_as_often_in_sixty_days_as_it_may_be(told: list[tuple[str, int]], most: int) -> None:
    terms, known = replace(TERMS, extensions=most), marks(told)
    used = sum(kind == "extension" and ago < 60 * 24 for kind, ago in told)
    if used < most:
        rules.check_extension(reserved(), known, terms, NOW)
        return
    with pytest.raises(refusals.ExtensionsUsed) as refused:
        rules.check_extension(reserved(), known, terms, NOW)
    again = refused.value.facts["again_at"]
    assert (again is None) == (most == 0)
    if again is not None:
        at = datetime.fromisoformat(again)
        moved = replace(reserved().placed, arrive_until=at + DAY)
        rules.check_extension(reserved(place=moved), known, terms, at)
        with pytest.raises(refusals.ExtensionsUsed):
            rules.check_extension(reserved(place=moved), known, terms, at - timedelta(seconds=1))


@given(st.lists(st.sampled_from(["arrived", "confirmed", "waits"]), max_size=6), st.integers(1, 4))
def test_open_reservations_are_those_to_come_with_a_place_or_without(states: list[str], most: int) -> None:
    terms = replace(TERMS, open_per_vehicle=most)
    claims = [
        Claim(f"r{n}", None if state == "waits" else (NOW, NOW + DAY), "p", None if state == "arrived" else n)
        for n, state in enumerate(states)
    ]
    if len(states) - states.count("arrived") < most:
        rules.check_open(claims, terms)
    else:
        with pytest.raises(refusals.TooManyOpen):
            rules.check_open(claims, terms)


_STATES = ["held", "used"]
_holds = st.lists(
    st.tuples(st.integers(0, 60), st.sampled_from("ABC"), st.sampled_from(["k1", "k2"]), st.sampled_from(_STATES)),
    max_size=6,
)


def _held(n: int, ago: int, plate: str, owner: str, status: str, terms: Terms = TERMS) -> Hold:
    at = NOW - timedelta(minutes=ago)
    return Hold(f"h{n}", "s", "l", owner, None, plate, None, status, at, at + terms.hold)


@given(_holds, st.integers(1, 3))
def test_i07_a_hold_is_taken_again_exactly_when_it_is_told(told: list[tuple[int, str, str, str]], most: int) -> None:
    known = [_held(n, *each) for n, each in enumerate(told)]
    wanted = _held(99, 0, "A", "k1", "held")
    recent = [each for each in told if each[0] < 40]
    allowed = not any(plate == "A" for _, plate, _, _ in recent)
    ran_out = [ago >= 10 and owner == "k1" and status == "held" for ago, _, owner, status in recent]
    allowed &= sum(ran_out) < most
    if allowed:
        rules.check_hold_again(known, wanted, most, TERMS, NOW)
        return
    with pytest.raises(refusals.HoldAgain) as refused:
        rules.check_hold_again(known, wanted, most, TERMS, NOW)
    before = NOW + timedelta(seconds=(refused.value.retry_after or 0) - 2)
    with pytest.raises(refusals.HoldAgain):
        rules.check_hold_again(known, wanted, most, TERMS, before)
