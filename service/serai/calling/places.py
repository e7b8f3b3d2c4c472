"""The places of a line's windows on one weekday, from its service and what a place brings: see `advice.py`. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from serai.booking.shows import Rate
from serai.calling.schedule import Window
from serai.sites.rulebook import Rulebook

HOUR: Final = 60
MOST: Final = 10_000
"""Places that a slot may have."""


@dataclass(frozen=True, slots=True)
class LaneTerms:
    """Of one lane: seconds of service a vehicle takes, how many of its places show, and the rulebook's share."""

    lane: str
    seconds: float
    rate: Rate
    book: Rulebook

    @property
    def per_place(self) -> float:
        """Vehicles expected for each place of the calendar."""
        kept = float(self.book.walk_in_share)
        return (1 - kept) * self.rate.mean + kept

    @property
    def load(self) -> float:
        """Seconds of service expected for each place."""
        return self.per_place * self.seconds

    def vehicles(self, capacity: float) -> float:
        """Vehicles expected for so many whole places, of which the rulebook lists some."""
        listed = self.book.listed(int(capacity))
        return listed * self.rate.mean + capacity - listed

    def most(self, vehicles: float) -> int:
        """The most places that bring no more than so many vehicles."""
        found = min(MOST, int(vehicles / self.per_place))
        while found and self.vehicles(found) > vehicles + 1e-9:
            found -= 1
        while found < MOST and self.vehicles(found + 1) <= vehicles + 1e-9:
            found += 1
        return found


@dataclass(frozen=True)
class LineDay:
    """A line on a regular weekday: its servers' seconds in each hour, its lanes and their windows.

    `density` are the places an hour that each lane has in the calendar as it is.
    """

    target: float
    service: Sequence[float]
    terms: Mapping[str, LaneTerms]
    windows: Mapping[str, Sequence[Window]]
    density: Mapping[str, float]

    @cached_property
    def cover(self) -> dict[str, list[float]]:
        """How often over a lane's windows cover each hour: 1 inside the hours of a rule, less at their edges."""
        return {lane: in_hours(found, [each.every / HOUR for each in found]) for lane, found in self.windows.items()}

    @cached_property
    def factors(self) -> list[float]:
        """By how much each hour's places may be multiplied; 0 where nobody serves or nothing is offered."""
        full = [
            sum(self.density[lane] * terms.load for lane, terms in self.terms.items() if self.cover[lane][hour])
            for hour in range(24)
        ]
        return [self.target * service / load if load else 0.0 for service, load in zip(self.service, full, strict=True)]

    @cached_property
    def exact(self) -> dict[str, list[float]]:
        """Places of each window that load no hour beyond the target."""
        return {lane: [self._places(lane, each) for each in found] for lane, found in self.windows.items()}

    def _places(self, lane: str, window: Window) -> float:
        cover = self.cover[lane]
        least = min((self.factors[hour] / max(1.0, cover[hour]) for hour, _ in window.parts), default=0.0)
        return self.density[lane] * least * window.every / HOUR

    @cached_property
    def proposed(self) -> dict[str, list[int]]:
        return {lane: _whole(exact, self.terms[lane]) for lane, exact in self.exact.items()}

    def load(self, places: Mapping[str, Sequence[float]]) -> list[float]:
        """Server-seconds that these places of the windows ask for, by hour."""
        hours = [0.0] * 24
        for lane, terms in self.terms.items():
            vehicles = [terms.vehicles(count) for count in places[lane]]
            for hour, count in enumerate(in_hours(self.windows[lane], vehicles)):
                hours[hour] += count * terms.seconds
        return hours

    def service_of(self, lane: str, hour: int) -> float:
        """Vehicles an hour of this lane that the line can serve, the other lanes having theirs."""
        return self.factors[hour] / self.target * self.density[lane] * self.terms[lane].per_place

    @cached_property
    def now_in_hours(self) -> dict[str, list[float]]:
        return {lane: in_hours(found, [each.capacity for each in found]) for lane, found in self.windows.items()}

    @cached_property
    def proposed_in_hours(self) -> dict[str, list[float]]:
        return {lane: in_hours(found, self.proposed[lane]) for lane, found in self.windows.items()}

    @cached_property
    def before(self) -> list[float]:
        """What the calendar as it is asks for."""
        return self.load({lane: [each.capacity for each in found] for lane, found in self.windows.items()})

    @cached_property
    def expected(self) -> list[float]:
        """What the proposed places will ask for."""
        return self.load(self.proposed)


def in_hours(windows: Sequence[Window], places: Sequence[float]) -> list[float]:
    """The places by clock hour, those of a window that lies in several hours in part."""
    hours = [0.0] * 24
    for each, count in zip(windows, places, strict=True):
        for hour, part in each.parts:
            hours[hour] += count * part
    return hours


def _whole(exact: Sequence[float], terms: LaneTerms) -> list[int]:
    """Whole places, of which no run from the day's beginning brings more vehicles than the exact ones."""
    found, allowed, used = [], 0.0, 0.0
    for places in exact:
        allowed += places * terms.per_place
        capacity = terms.most(allowed - used) if places > 0 else 0
        used += terms.vehicles(capacity)
        found.append(capacity)
    return found


def density(days: Iterable[Sequence[Window]]) -> float:
    """Places an hour of a lane over a week of its windows, those without any left out; 0 where all are."""
    offered = [each for windows in days for each in windows if each.capacity]
    minutes = sum(each.every for each in offered)
    return sum(each.capacity for each in offered) * HOUR / minutes if minutes else 0.0
