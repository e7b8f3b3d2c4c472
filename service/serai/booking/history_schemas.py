"""Wire shapes of what has happened to a reservation: lost and given places, credit, a miss and its appeal."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel

from serai.booking.reservations import Appeal, Miss, Reservation
from serai.booking.slots import local
from serai.core.instants import utc


class CreditView(BaseModel):
    """How much later its arrival window closes because the site was late before; `arrive.until` has it in it."""

    minutes: int


class MissView(BaseModel):
    """Its window closed without its vehicle; `struck`: that counts, and may be appealed until `appeal_until`."""

    at: datetime
    struck: bool
    appeal_until: datetime | None


class AppealView(BaseModel):
    """Why its miss should not count, by its code, and the answer with the code of its reason once it is decided."""

    status: Literal["open", "decided"]
    reason: str
    at: datetime
    decision: Literal["forgive", "uphold"] | None
    answer: str | None
    decided_at: datetime | None


class DisplacedBecause(BaseModel):
    """What took its place: `calendar`, `rulebook`, `zone`, `other_claim`, or a `closure` for its `reason`, a code."""

    code: str
    closure: str | None
    reason: str | None


class RetimedFrom(BaseModel):
    """The start of the slot that it had before the site gave it this one; a negative shift is earlier."""

    starts_at: str
    shift_minutes: int


def history(found: Reservation) -> dict[str, Any]:
    """The members of a reservation's view that tell it."""
    return {
        "displaced_because": _because(found),
        "retimed_from": _retimed(found),
        "credit": {"minutes": found.credit.minutes} if found.credit else None,
        **(_NO_MISS if found.miss is None else _miss(found.miss)),
    }


def _because(found: Reservation) -> dict[str, Any] | None:
    if found.displaced_because is None:
        return None
    code, _, closure = found.displaced_because.partition(":")
    return {"code": code, "closure": closure or None, "reason": found.displaced_reason}


def _retimed(found: Reservation) -> dict[str, Any] | None:
    if found.retimed_from is None or found.place is None:
        return None
    shift = found.place.starts_at - found.retimed_from
    starts_at = local(found.retimed_from, found.place.zone)
    return {"starts_at": starts_at, "shift_minutes": round(shift.total_seconds() / 60)}


_NO_MISS: dict[str, Any] = {"missed": None, "forgiven": False, "appeal": None}


def _miss(miss: Miss) -> dict[str, Any]:
    until = miss.appeal_until and utc(miss.appeal_until)
    missed = {"at": utc(miss.at), "struck": miss.struck, "appeal_until": until}
    return {"missed": missed, "forgiven": miss.forgiven, "appeal": miss.appeal and _appeal(miss.appeal)}


def _appeal(appeal: Appeal) -> dict[str, Any]:
    return {
        "status": "open" if appeal.decision is None else "decided", "reason": appeal.reason, "at": utc(appeal.at),
        "decision": appeal.decision, "answer": appeal.answer,
        "decided_at": appeal.decided_at and utc(appeal.decided_at),
    }  # fmt: skip
