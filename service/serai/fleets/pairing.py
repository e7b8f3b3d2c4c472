"""Two reservations of one vehicle in one act, for what it brings and for what it takes away: both or none. Pure.

A pair is one stay of a vehicle for two purposes, so its arrival windows may overlap, which those of two stays may not
(I-04). That is why no more than a stay fits into it: one site, one drop and one pick-up, whose windows meet.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from serai.booking.reservations import Reservation
from serai.core.errors import Invalid, Refusal
from serai.sites.site import Lane

LEGS: Final = ("drop", "pickup")
"""A pair's reservations, in their order."""


class PairApart(Invalid):
    """The two reservations of a pair are for one vehicle (plate, country and VIN) at one site."""

    code, rule = "pair.apart", "pair.one_vehicle"


class PairWaits(Invalid):
    """Both reservations of a pair name a slot or a hold; a pair cannot wait for a place."""

    code, rule = "pair.waits", "pair.both_at_once"


class PairOneWay(Refusal):
    """A pair is one drop and one pick-up, by lanes of two directions; what goes one way is two reservations."""

    code, rule = "pair.one_way", "pair.two_ways"


class PairReversed(Refusal):
    """The pick-up's slot starts before the drop's; a pick-up comes with its drop or after it."""

    code, rule = "pair.order", "pair.drop_first"


class PairTooFar(Refusal):
    """The arrival windows of the two slots do not meet, so the vehicle would come twice: make two reservations."""

    code, rule = "pair.too_far", "pair.one_stay"


def check(drop: Reservation, pickup: Reservation, lanes: Mapping[str, Lane]) -> None:
    """Refuse what is no pair: one that waits for a draw, goes one way only, the wrong way round, or comes twice."""
    if drop.place is None or pickup.place is None:
        raise PairWaits
    direction = lanes[drop.lane].direction
    if lanes[pickup.lane].direction == direction:
        raise PairOneWay(direction=direction)
    first, second = drop.placed, pickup.placed
    if second.starts_at < first.starts_at:
        raise PairReversed(drop_starts_at=first.starts_at.isoformat(), pickup_starts_at=second.starts_at.isoformat())
    if not first.meets(second):
        raise PairTooFar(
            drop_until=first.arrive_until.isoformat(), pickup_from=second.arrive_from.isoformat()
        )  # fmt: skip
