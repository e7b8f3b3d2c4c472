"""Which miss may be appealed, and which appeal is still to be decided. Pure."""

from __future__ import annotations

from datetime import datetime

from serai.booking.refusals import MissUnknown
from serai.booking.reservations import Appeal, Miss, Reservation
from serai.core.errors import Missing, Refusal


class AppealTooLate(Refusal):
    """The time in which this miss could be appealed is over; the rulebook says how many days there are."""

    code, rule = "appeal.too_late", "strikes"


class AppealTwice(Refusal):
    """This miss was appealed before; there is one appeal a miss."""

    code, rule = "appeal.twice", "appeal.once"


class AppealUnknown(Missing):
    """Nobody has appealed this miss."""

    code = "appeal.unknown"


class AppealDecided(Refusal):
    """This appeal was decided before; a decision stands."""

    code, rule = "appeal.decided", "appeal.once"


def check_appeal(reservation: Reservation, now: datetime) -> Miss:
    """The miss that counts against the vehicle and may be appealed now."""
    miss = reservation.miss
    if miss is None or not miss.struck:
        raise MissUnknown(reservation=reservation.id)
    if miss.appeal is not None:
        raise AppealTwice(appealed_at=miss.appeal.at.isoformat())
    if miss.forgiven:
        raise MissUnknown(reservation=reservation.id)
    if miss.appeal_until is None or now >= miss.appeal_until:
        raise AppealTooLate(until=miss.appeal_until and miss.appeal_until.isoformat())
    return miss


def check_decision(reservation: Reservation) -> Appeal:
    """The appeal that nobody has decided yet."""
    appeal = reservation.miss.appeal if reservation.miss is not None else None
    if appeal is None:
        raise AppealUnknown(reservation=reservation.id)
    if appeal.decision is not None:
        raise AppealDecided(decision=appeal.decision)
    return appeal


def late_by(arrive_until: datetime, arrived_at: datetime | None) -> int | None:
    """Whole minutes after its window in which a vehicle came all the same; None for one that never did."""
    return None if arrived_at is None else int((arrived_at - arrive_until).total_seconds() // 60)
