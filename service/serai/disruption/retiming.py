"""A new slot for everybody whom a closure or a shock displaced, at the least regret in all. Pure.

As many as possible are kept, and of the plans that keep them the one with the least sum of regrets is taken, exactly.
Regret grows faster than the shift, so it is spread: two trucks an hour late are better than one two hours late.

Order is kept. Of two reservations with the same declared limits in different slots, the one in the earlier slot never
ends behind the other if each could have had the other's new slot; those displaced from one slot follow each other in
the order of their confirmation. For let the first stand in a and end in x, the second in b > a and end in y < x. If
they changed places this would save at least 2 (b - a)(x - y), because the second difference of regret is 2 or more; it
would add at most the cost of touching one who was not displaced, and `_touch` keeps that below. The plan being the
cheapest, there is no such pair. Between one displaced and one not displaced from the same slot nothing is promised.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import mean, median
from typing import Literal

from serai.disruption.assignment import Parcel, cheapest


@dataclass(frozen=True, slots=True)
class Weights:
    """What a shift costs, and how far it may go. A shift of m minutes costs `later * m + m * m`, or `earlier` so.

    Earlier costs less since nobody waits, but it needs longer notice: a driver may have a load to wait for. Regret is
    counted in whole points; the first minutes of delay cost `later` points each.
    """

    later: int = 120
    earlier: int = 60
    spoiled: int = 2400
    """Points for each minute that perishable goods come after their time, beyond what they were already to be late."""
    touched: int = 1200
    """Points for moving one who was not displaced; taken lower where slots are so close that order would suffer."""
    notice: timedelta = timedelta(hours=1)
    notice_earlier: timedelta = timedelta(hours=6)
    reach: timedelta = timedelta(days=3)
    """The longest shift of one who is displaced; beyond it the waitlist serves better."""
    stretch: timedelta = timedelta(hours=4)
    """The longest shift of one who makes way for others."""

    def __post_init__(self) -> None:
        if min(self.later, self.earlier, self.spoiled, self.touched) < 0 or self.notice_earlier < self.notice:
            raise ValueError("weights are not negative, and earlier slots need no shorter notice than later ones")

    def shift(self, minutes: int) -> int:
        return minutes * (minutes + self.later) if minutes > 0 else minutes * (minutes - self.earlier)


@dataclass(frozen=True, slots=True)
class Booked:
    """A reservation of the lane with the slot it has, or had; `rank` is its place in the order of confirmation.

    `not_before` and `not_after` bound the start of a new slot; `excluded` are slots that another claim of the vehicle
    overlaps. Its own slot is never refused to it by these, since keeping it breaks no promise.
    """

    id: str
    slot: str
    starts_at: datetime
    rank: int
    displaced: bool
    not_before: datetime | None = None
    not_after: datetime | None = None
    perishable_until: datetime | None = None
    excluded: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Opening:
    """A slot of the lane after the closure: places that nobody has, those of the displaced being gone from it."""

    id: str
    starts_at: datetime
    free: int


@dataclass(frozen=True, slots=True)
class Move:
    """`shift_minutes` is negative for earlier; 0 with the same slot: displaced, but its place became free again."""

    reservation: str
    from_slot: str
    to_slot: str
    shift_minutes: int
    because: Literal["displaced", "makes_way"]

    def starts_at(self, before: datetime) -> datetime:
        """The start of the new slot, of one whose slot started `before`."""
        return before + timedelta(minutes=self.shift_minutes)


@dataclass(frozen=True, slots=True)
class Unkept:
    """Stays displaced, first on the waitlist: nothing within its limits, its vehicle is due elsewhere, or all full."""

    reservation: str
    from_slot: str
    because: Literal["limits", "other_claim", "full"]


@dataclass(frozen=True, slots=True)
class Plan:
    """Who moves by how much, in order of standing; `regret` counts the unkept as if moved past the last slot."""

    moves: tuple[Move, ...]
    unkept: tuple[Unkept, ...]
    regret: int

    @property
    def mean_minutes(self) -> int:
        """Of those that move, earlier and later alike; so with the other two."""
        return round(mean(self._shifts()))

    @property
    def median_minutes(self) -> int:
        return round(median(self._shifts()))

    @property
    def longest_minutes(self) -> int:
        return max(self._shifts())

    def _shifts(self) -> list[int]:
        return [abs(move.shift_minutes) for move in self.moves] or [0]


def retime(
    booked: Iterable[Booked],
    openings: Iterable[Opening],
    now: datetime,
    weights: Weights | None = None,
    *,
    whole_day: bool = False,
) -> Plan:
    """The plan of least regret. With `whole_day` those not displaced may make way, but none of them loses its place.

    The order of the arguments does not matter. ValueError: no such slot as one who may make way has, or a negative
    count of places. Seconds of pure computation for thousands of reservations: run it off the event loop.
    """
    movable = sorted((each for each in booked if each.displaced or whole_day), key=_standing)
    ground = _Ground(sorted(openings, key=lambda each: (each.starts_at, each.id)), movable, now, weights or Weights())
    # Those who have a place come first: what the search starts from is then a plan, and nearly the best one.
    kinds = list(_kinds(sorted(movable, key=lambda each: each.displaced)))
    parcels = [ground.parcel(members[0], len(members)) for members in kinds]
    moves: list[tuple[Booked, Move]] = []
    unkept: list[tuple[Booked, Unkept]] = []
    regret = 0
    for members, parcel, share in zip(kinds, parcels, cheapest(parcels, ground.places), strict=True):
        given = [slot for slot, units in sorted(share.items()) for _ in range(units)]
        for each, slot in zip(members, given, strict=True):
            if slot == len(ground.places):
                unkept.append((each, Unkept(each.id, each.slot, ground.why_not(each))))
                regret += parcel.outside - ground.unkept
            elif each.displaced or slot != ground.index[each.slot]:
                moves.append((each, ground.move(each, slot)))
                regret += parcel.costs[slot - parcel.first]
    moves.sort(key=lambda pair: _standing(pair[0]))
    unkept.sort(key=lambda pair: _standing(pair[0]))
    return Plan(tuple(move for _, move in moves), tuple(each for _, each in unkept), regret)


def _standing(each: Booked) -> tuple[datetime, str, bool, int, str]:
    """Who is before whom: by slot; within one, who kept a place in it before who did not; then by confirmation."""
    return each.starts_at, each.slot, each.displaced, each.rank, each.id


def _kinds(booked: Iterable[Booked]) -> Iterator[list[Booked]]:
    """Those to whom every slot costs the same, together."""
    kinds: dict[object, list[Booked]] = {}
    for each in booked:
        limits = (each.not_before, each.not_after, each.perishable_until, each.excluded)
        kinds.setdefault((each.starts_at, each.slot, each.displaced, limits), []).append(each)
    yield from kinds.values()


def _minute(instant: datetime) -> int:
    return int(instant.timestamp()) // 60


class _Ground:
    """The slots in order of time, and what each would cost whom."""

    def __init__(self, openings: Sequence[Opening], movable: Sequence[Booked], now: datetime, weights: Weights) -> None:
        self.openings, self.now, self.weights = openings, now, weights
        self.starts = [each.starts_at for each in openings]
        self.minutes = [_minute(each) for each in self.starts]
        self.index = {each.id: index for index, each in enumerate(openings)}
        self.places = [each.free for each in openings]
        for each in movable:
            if not each.displaced:
                if each.slot not in self.index:
                    raise ValueError(f"no slot {each.slot!r}, though a reservation stands in it")
                self.places[self.index[each.slot]] += 1
        if min((each.free for each in openings), default=0) < 0:
            raise ValueError("a slot has a negative count of free places")
        instants = sorted({*self.minutes, *(_minute(each.starts_at) for each in movable)})
        self.touch = _touch(weights, instants)
        self.end = instants[-1] + 1 if instants else 0
        width = self.end - instants[0] if instants else 0
        most = width * (width + weights.later + weights.earlier + weights.spoiled) + weights.touched
        # More than all regret together, so that as many as possible are kept; and more than keeping all of those.
        self.unkept = len(movable) * most + 1
        self.never = len(movable) * (self.unkept + most) + 1

    def parcel(self, each: Booked, units: int) -> Parcel:
        first, end = self._allowed(each)
        own = self.index.get(each.slot, first)
        first, end = (own, own) if first >= end else (first, end)
        costs = [self._cost(each, minute) for minute in self.minutes[first:end]]
        for index in self._excluded(each, first, end):
            costs[index - first] = self.never
        if each.slot in self.index:
            costs = [self.never] * (first - own) + costs + [self.never] * (own + 1 - end)
            first = min(first, own)
            costs[own - first] = 0
        outside = self.unkept + self._cost(each, self.end) if each.displaced else self.never
        return Parcel(units, first, costs, outside)

    def why_not(self, each: Booked) -> Literal["limits", "other_claim", "full"]:
        first, end = self._allowed(each)
        if first >= end:
            return "limits"
        return "other_claim" if len(self._excluded(each, first, end)) == end - first else "full"

    def move(self, each: Booked, slot: int) -> Move:
        shift = self.minutes[slot] - _minute(each.starts_at)
        because: Literal["displaced", "makes_way"] = "displaced" if each.displaced else "makes_way"
        return Move(each.id, each.slot, self.openings[slot].id, shift, because)

    def _allowed(self, each: Booked) -> tuple[int, int]:
        """From which slot, before which: what notice, reach and declared limits leave, its own slot aside."""
        weights, home = self.weights, each.starts_at
        span = weights.reach if each.displaced else weights.stretch
        earliest = max(home - span, self.now + weights.notice_earlier)
        if earliest >= home:
            earliest = max(home, self.now + weights.notice)
        earliest = max(earliest, each.not_before or earliest)
        latest = min(home + span, each.not_after or home + span)
        first = bisect_left(self.starts, earliest)
        return first, max(first, bisect_right(self.starts, latest))

    def _excluded(self, each: Booked, first: int, end: int) -> list[int]:
        found = (self.index.get(slot, -1) for slot in each.excluded)
        return [index for index in found if first <= index < end]

    def _cost(self, each: Booked, minute: int) -> int:
        home = _minute(each.starts_at)
        cost = self.weights.shift(minute - home) + (0 if each.displaced else self.touch)
        if each.perishable_until is not None:
            cost += self.weights.spoiled * max(0, minute - max(home, _minute(each.perishable_until)))
        return cost


def _touch(weights: Weights, instants: Sequence[int]) -> int:
    """Less than what two who change places into their order always save: twice the product of two gaps."""
    gap = min((later - sooner for sooner, later in pairwise(instants)), default=0)
    return min(weights.touched, 2 * gap * gap - 1) if gap else weights.touched
