"""The summary's arithmetic, on days small enough to count by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from serai.demo.summary import Promise, Trip, by_wait, judged, naive, peak, report, spread

NOON = datetime(2026, 7, 5, 4, tzinfo=UTC)


def after(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


def trip(
    *, admitted: float | None = None, left: float | None = None, parked: float | None = None, gone: float | None = None
) -> Trip:
    """One that was told 10, 20, 40 minutes, and 30 by the naive rule."""
    promise = Promise(NOON, after(10), after(20), after(40), after(30))
    times = [None if at is None else after(at) for at in (admitted, left, parked, gone)]
    found = Trip("A1", "general", was_there=False, reserved=False, checked_in_at=NOON, promise=promise)
    found.admitted_at, found.left_at, found.parked_at, found.departed_at = times
    return found


def test_every_truck_is_counted_once() -> None:
    trips = [trip(admitted=20, gone=80), trip(admitted=30), trip(left=5), trip()]
    counts = report(trips, after(60))["trucks"]
    assert counts["arrived"] == counts["served"] + counts["left"] + counts["waiting"] == 4
    assert counts["served"] == counts["in_yard"] + counts["departed"] == 2


@pytest.mark.parametrize(
    ("one", "fate"),
    [
        (trip(admitted=10), "inside"),
        (trip(admitted=40), "inside"),
        (trip(admitted=9), "early"),
        (trip(admitted=41), "late"),
        (trip(), "undecided"),
    ],
    ids=["at p05", "at p95", "before", "after", "still within"],
)
def test_a_band_is_judged_by_the_admission(one: Trip, fate: str) -> None:
    found = judged([one], after(30))
    assert {name for name in ("inside", "early", "late", "undecided") if found[name]} == {fate}


def test_who_waits_beyond_its_band_is_a_miss() -> None:
    found = judged([trip(), trip(admitted=20)], after(41))
    assert (found["judged"], found["late"], found["coverage"]) == (2, 1, 0.5)
    assert found["compared"] == 1


def test_who_left_is_not_judged() -> None:
    assert judged([trip(left=5)], after(60))["judged"] == 0


def test_errors_are_means_over_the_same_trucks() -> None:
    found = judged([trip(admitted=24), trip(admitted=18)], after(60))
    assert (found["error_minutes"], found["naive_error_minutes"], found["error_ratio"]) == (3.0, 9.0, 0.333)


def test_naive_is_queue_times_mean_over_lanes() -> None:
    assert naive(NOON, position=10, mean_minutes=6, booths=3) == after(20)
    assert naive(NOON, position=10, mean_minutes=6, booths=0) == after(60)


def test_bands_are_told_apart_by_the_wait_that_was_promised() -> None:
    far = Trip("A2", "general", was_there=False, reserved=False, checked_in_at=NOON, promise=None)
    far.promise = Promise(NOON, after(50), after(60), after(90), after(80))
    far.admitted_at = after(95)
    found = by_wait([trip(admitted=20), trip(left=3), far], after(100))
    assert {least: (each["judged"], each["late"]) for least, each in found.items()} == {"15": (1, 0), "60": (1, 1)}


def test_the_peak_counts_bays_taken_at_once() -> None:
    trips = [trip(parked=0, gone=10), trip(parked=10, gone=30), trip(parked=12), trip()]
    assert peak(trips) == 2


def test_waits_are_told_in_minutes() -> None:
    assert spread([timedelta(minutes=each) for each in range(1, 12)]) == {"mean": 6.0, "median": 6.0, "p90": 10.0}
    assert spread([]) == {"mean": None, "median": None, "p90": None}
