"""How rendezvous stand in their tables."""

from __future__ import annotations

from dataclasses import asdict

from serai.booking.events import (
    OfferAccepted,
    ReservationArrived,
    ReservationCancelled,
    ReservationDisplaced,
    ReservationDrawn,
    ReservationExpired,
    ReservationFulfilled,
    ReservationMissed,
    ReservationMoved,
    ReservationRetimed,
    ReservationRezoned,
)
from serai.core.desk import Record, saves
from serai.core.events import Event
from serai.rendezvous.events import (
    RendezvousAgreed,
    RendezvousAwaited,
    RendezvousEnded,
    RendezvousProposed,
    RendezvousRetimed,
)
from serai.rendezvous.rules import Meetings
from serai.rendezvous.tables import RendezvousRow, RendezvousSideRow


@saves(
    RendezvousProposed, RendezvousAgreed, RendezvousRetimed, RendezvousAwaited, RendezvousEnded,
    ReservationMoved, ReservationRetimed, ReservationRezoned, ReservationDrawn, OfferAccepted, ReservationArrived,
    ReservationCancelled, ReservationExpired, ReservationDisplaced, ReservationMissed, ReservationFulfilled,
)  # fmt: skip
def touched(_: Event, record: Record) -> None:
    """The rows of those that the fact touched, also for facts of higher domains; which these are the fold knows."""
    meetings = record.memory.of(Meetings)
    for id_, each in sorted(meetings.touched.items()):
        plain = {"status": each.status, "at": each.at, "version": each.version}
        is_known = id_ in meetings.known
        record.writes.upsert(RendezvousRow, id=id_, site=record.site, **plain, is_known=is_known)
        for number, side in enumerate(each.sides):
            record.writes.upsert(RendezvousSideRow, rendezvous=id_, number=number, **asdict(side))
