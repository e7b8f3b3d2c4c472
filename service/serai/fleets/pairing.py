"""Two reservations of one vehicle in one act, for what it brings and for what it takes away: both or none. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from serai.booking.reservations import Reservation
from serai.core.errors import Invalid, Refusal

LEGS: Final = ("drop", "pickup")
"""A pair's reservations, in their order."""


class PairApart(Invalid):
    """The two reservations of a pair are for one vehicle (plate, country and VIN) at one site."""

    code = "pair.apart"


class PairWaits(Invalid):
    """Both reservations of a pair name a slot or a hold; a pair cannot wait for a place."""

    code = "pair.waits"


class PairReversed(Refusal):
    """The pick-up's slot starts before the drop's; a pick-up comes with its drop or after it."""

    code = "pair.order"


class PairOverlaps(Refusal):
    """The arrival windows of the two slots overlap, and a vehicle has one at a time; take slots further apart."""

    code = "pair.overlaps"


def check_order(drop: Reservation, pickup: Reservation) -> None:
    """Refuse a pair whose pick-up begins before its drop, or of which one could only wait for a draw."""
    if drop.place is None or pickup.place is None:
        raise PairWaits
    first, second = drop.placed.starts_at, pickup.placed.starts_at
    if second < first:
        raise PairReversed(drop_starts_at=first.isoformat(), pickup_starts_at=second.isoformat())


def is_window_of(reservation: Reservation, arrive: Mapping[str, str]) -> bool:
    """Whether an arrival window, as a refusal tells it, is this reservation's."""
    place = reservation.place
    if place is None:
        return False
    return arrive == {"from": place.arrive_from.isoformat(), "until": place.arrive_until.isoformat()}
