"""What a day came to: who was served, how long they waited, and whether the bands they were told were true. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import fmean, median
from typing import Any, Final

WAITS: Final = tuple(timedelta(minutes=each) for each in (0, 15, 60, 240))


@dataclass(frozen=True, slots=True)
class Promise:
    """What a truck was told when it checked in, and what the naive rule would have said: a 90 % interval."""

    asked_at: datetime
    p05: datetime
    p50: datetime
    p95: datetime
    naive: datetime


@dataclass(slots=True)
class Trip:
    """One truck's way through the port as far as it went."""

    plate: str
    lane: str
    was_there: bool
    reserved: bool
    checked_in_at: datetime
    promise: Promise | None
    called_at: datetime | None = None
    admitted_at: datetime | None = None
    left_at: datetime | None = None
    parked_at: datetime | None = None
    departed_at: datetime | None = None
    bays: list[str] = field(default_factory=list)

    @property
    def is_waiting(self) -> bool:
        return self.admitted_at is None and self.left_at is None

    @property
    def wait(self) -> timedelta | None:
        """From check-in to admission."""
        return None if self.admitted_at is None else self.admitted_at - self.checked_in_at


def naive(now: datetime, position: int, mean_minutes: float, booths: int) -> datetime:
    """The instant that `queue × mean service ÷ lanes` gives; the truck itself is part of the queue."""
    return now + timedelta(minutes=position * mean_minutes / max(1, booths))


def report(trips: Sequence[Trip], now: datetime) -> dict[str, Any]:
    """The figures of one port, times in minutes, as they are printed by `--json`."""
    served = [trip for trip in trips if trip.admitted_at is not None]
    return {
        "trucks": {
            "there_at_first": sum(trip.was_there for trip in trips),
            "arrived": len(trips),
            "with_reservation": sum(trip.reserved for trip in trips),
            "served": len(served),
            "left": sum(trip.left_at is not None for trip in trips),
            "waiting": sum(trip.is_waiting for trip in trips),
            "in_yard": sum(trip.departed_at is None for trip in served),
            "departed": sum(trip.departed_at is not None for trip in served),
        },
        "wait_minutes": spread([trip.wait for trip in served if trip.wait is not None]),
        "bays": {"used": len({bay for trip in trips for bay in trip.bays}), "peak": peak(trips)},
        "bands": judged(trips, now),
        "bands_by_wait": by_wait(trips, now),
    }


def spread(waits: Sequence[timedelta]) -> dict[str, float | None]:
    """Mean, median and 90th percentile in minutes."""
    minutes = sorted(wait / timedelta(minutes=1) for wait in waits)
    if not minutes:
        return {"mean": None, "median": None, "p90": None}
    p90 = minutes[min(len(minutes) - 1, int(0.9 * len(minutes)))]
    return {"mean": round(fmean(minutes), 1), "median": round(median(minutes), 1), "p90": round(p90, 1)}


def peak(trips: Iterable[Trip]) -> int:
    """The most bays that were taken at one time."""
    changes = [(trip.parked_at, 1) for trip in trips if trip.parked_at is not None]
    changes += [(trip.departed_at, -1) for trip in trips if trip.departed_at is not None and trip.parked_at is not None]
    most = taken = 0
    for _, change in sorted(changes):
        taken += change
        most = max(most, taken)
    return most


def judged(trips: Sequence[Trip], now: datetime) -> dict[str, Any]:
    """How often the band held what happened, and the mean error of its middle beside the naive rule's.

    One that still waits beyond its p95 is a miss of the band; one that waits within it is `undecided`. Who left, or was
    told no band, is not judged.
    """
    told = [(trip, trip.promise) for trip in trips if trip.promise is not None and trip.left_at is None]
    admitted = [(trip.admitted_at, promise) for trip, promise in told if trip.admitted_at is not None]
    overdue = sum(trip.admitted_at is None and promise.p95 < now for trip, promise in told)
    inside = sum(promise.p05 <= at <= promise.p95 for at, promise in admitted)
    early = sum(at < promise.p05 for at, promise in admitted)
    count = len(admitted) + overdue
    error = _mean_minutes([abs(at - promise.p50) for at, promise in admitted])
    naive_error = _mean_minutes([abs(at - promise.naive) for at, promise in admitted])
    return {
        "judged": count,
        "inside": inside,
        "early": early,
        "late": count - inside - early,
        "undecided": len(told) - count,
        "without": sum(trip.promise is None for trip in trips),
        "coverage": round(inside / count, 3) if count else None,
        "width_minutes": _mean_minutes([promise.p95 - promise.p05 for _, promise in admitted]),
        "compared": len(admitted),
        "error_minutes": error,
        "naive_error_minutes": naive_error,
        "error_ratio": round(error / naive_error, 3) if error is not None and naive_error else None,
    }


def by_wait(trips: Sequence[Trip], now: datetime) -> dict[str, dict[str, Any]]:
    """The same by the wait that was promised: from so many minutes on, up to the next."""
    found = {}
    for least, below in pairwise((*WAITS, timedelta.max)):
        told = [trip for trip in trips if trip.promise and least <= trip.promise.p50 - trip.promise.asked_at < below]
        of_these = judged(told, now)
        if of_these["judged"]:
            found[f"{least // timedelta(minutes=1)}"] = of_these
    return found


def _mean_minutes(spans: Sequence[timedelta]) -> float | None:
    return round(fmean(span / timedelta(minutes=1) for span in spans), 1) if spans else None
