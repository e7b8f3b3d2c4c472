"""The arithmetic of time credit: by properties, with nothing but values."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from serai.booking import credits
from serai.booking.reservations import CREDIT_BACK, CREDIT_GIVEN, CREDIT_USED, Claim, Credit, Mark, Place, Terms
from serai.booking.slots import terms_of
from serai.sites.rulebook import Rulebook

NOW = datetime(2026, 11, 22, 4, tzinfo=UTC)
MINUTES = st.integers(-600, 600).map(lambda minutes: timedelta(minutes=minutes))
TERMS = terms_of(Rulebook())
KINDS = st.sampled_from([CREDIT_GIVEN, CREDIT_BACK, CREDIT_USED, "miss", "cancel"])
AGES = st.integers(0, 60 * 24 * 60).map(lambda minutes: timedelta(minutes=minutes))
MARKS = st.lists(
    st.builds(lambda kind, age, seq, minutes: Mark(kind, NOW - age, "r", seq, minutes), KINDS, AGES,
              st.integers(1, 50), st.integers(1, 60)),
    unique_by=lambda mark: mark.seq,
)  # fmt: skip


def place(from_: datetime, until: datetime) -> Place:
    return Place("s", "l", from_, until, date(2026, 11, 22), "UTC", from_, until)


def terms(**changes: Any) -> Terms:
    return terms_of(Rulebook.model_validate(changes))


@given(MINUTES, st.integers(0, 59))
def test_lateness_is_whole_minutes_after_the_promise_and_never_less_than_none(late: timedelta, seconds: int) -> None:
    minutes = credits.minutes_late(NOW, NOW + late + timedelta(seconds=seconds))
    assert minutes == max(0, int(late.total_seconds() // 60))


@given(MARKS)
def test_the_credit_used_is_the_oldest_that_is_neither_used_nor_over(marks: list[Mark]) -> None:
    found = credits.unused(marks, TERMS, NOW)
    lasting = [
        each for each in marks if each.kind in (CREDIT_GIVEN, CREDIT_BACK) and NOW - each.at < timedelta(days=30)
    ]
    assert (found is None) == (not lasting)
    if found is not None:
        mark = min(lasting, key=lambda each: each.seq)
        assert found == Credit(mark.seq, mark.minutes, mark.kind == CREDIT_BACK)


@given(st.integers(1, 366), AGES)
def test_a_credit_is_over_after_the_days_of_the_rulebook(days: int, age: timedelta) -> None:
    mark = Mark(CREDIT_GIVEN, NOW - age, "r", 1, 10)
    has = credits.unused([mark], terms(credit={"days": days}), NOW) is not None
    assert has == (age < timedelta(days=days))


@given(MINUTES, st.integers(1, 300), st.integers(1, 60))
def test_i04_a_credit_fits_only_where_the_longer_window_is_clear_of_every_other(
    at: timedelta, length: int, minutes: int
) -> None:
    window = place(NOW, NOW + timedelta(minutes=150))
    opens, closes = NOW + at, NOW + at + timedelta(minutes=length)
    other = Claim("other", (opens, closes), "other", 0)
    credit = Credit(1, minutes, False)
    until = window.arrive_until + credit.time
    overlaps = opens < until and window.arrive_from < closes
    assert credits.fits(window, credit, [other]) is not overlaps
    assert credits.fits(window, credit, [])


@given(MARKS, AGES)
def test_a_vehicle_was_held_up_by_any_credit_of_that_time_used_or_not(marks: list[Mark], since: timedelta) -> None:
    of_then = [each for each in marks if each.kind.startswith("credit") and NOW - since <= each.at < NOW]
    assert credits.is_held_up(marks, NOW - since, NOW) is bool(of_then)
