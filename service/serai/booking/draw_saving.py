"""How the facts of a draw stand in its tables. Once it is held, its secret and the key of its lots are let go."""

from __future__ import annotations

from serai.booking.draw_events import DrawClosed, DrawCommitted, DrawHeld, DrawOpened, DrawOutside
from serai.booking.tables import DrawRow, ReservationRow
from serai.core.desk import Record, saves

_TOLD = ("lane", "local_date", "opens_at", "closes_at", "commitment")


@saves(DrawCommitted)
def _committed(event: DrawCommitted, record: Record) -> None:
    record.writes.insert(
        DrawRow,
        site=record.site,
        id=event.draw,
        status="committed",
        committed_at=record.at,
        committed_seq=record.seq,
        **{name: getattr(event, name) for name in _TOLD},
        **{name: record.personal.get(name) for name in ("secret", "lot_key")},
    )


@saves(DrawOpened)
def _opened(event: DrawOpened, record: Record) -> None:
    record.writes.update(DrawRow, site=record.site, id=event.draw, status="open", opened_seq=record.seq)


@saves(DrawClosed)
def _closed(event: DrawClosed, record: Record) -> None:
    stands = {"status": "closed", "closed_seq": record.seq, "closed_at": record.at}
    record.writes.update(DrawRow, site=record.site, id=event.draw, **stands)


@saves(DrawOutside)
def _outside(event: DrawOutside, record: Record) -> None:
    stands = {"status": "fixed", "outside": event.value, "source": event.source, "outside_at": record.at}
    record.writes.update(DrawRow, site=record.site, id=event.draw, **stands)


@saves(DrawHeld)
def _held(event: DrawHeld, record: Record) -> None:
    stands = {"status": "held", "held_at": record.at, "held_seq": record.seq}
    told = {"seed": event.seed, "revealed": event.secret, "secret": None, "lot_key": None}
    record.writes.update(DrawRow, site=record.site, id=event.draw, **stands, **told)
    for reservation, turn in event.turns().items():
        record.writes.update(ReservationRow, id=reservation, turn=turn)
