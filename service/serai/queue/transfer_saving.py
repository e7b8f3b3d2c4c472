"""How promises of places stand in their tables."""

from __future__ import annotations

from serai.core.desk import Record, saves
from serai.queue.events import VisitJoined, VisitLeft
from serai.queue.tables import TransferAnswerRow, TransferOfferRow, TransferRow
from serai.queue.transfer_events import (
    TransferExpired,
    TransferOffered,
    TransferPromised,
    TransferRefused,
    TransferWithdrawn,
)


@saves(TransferOffered)
def _offered(event: TransferOffered, record: Record) -> None:
    record.writes.insert(
        TransferOfferRow, site=record.site, visit=event.visit, to_site=event.site, lane=event.lane,
        saves_minutes=event.saves_minutes, at=record.at,
    )  # fmt: skip


@saves(TransferPromised)
def _promised(event: TransferPromised, record: Record) -> None:
    record.writes.insert(
        TransferRow, site=record.site, transfer=event.transfer, seq=record.seq, from_visit=event.origin.visit,
        lane=event.lane, since=event.since, promised_at=record.at, valid_until=event.valid_until, status="promised",
    )  # fmt: skip


@saves(TransferWithdrawn, TransferExpired)
def _over(event: TransferWithdrawn | TransferExpired, record: Record) -> None:
    status = "withdrawn" if isinstance(event, TransferWithdrawn) else "expired"
    record.writes.update(TransferRow, site=record.site, transfer=event.transfer, status=status)


@saves(VisitJoined)
def _joined(event: VisitJoined, record: Record) -> None:
    if event.carried is not None:
        came = {"status": "joined", "visit": event.visit, "joined_at": record.at}
        record.writes.update(TransferRow, site=record.site, transfer=event.carried.transfer, **came)


@saves(VisitLeft)
def _left(event: VisitLeft, record: Record) -> None:
    if event.onward is not None:
        _answered(record, event.onward.transfer, event.visit, has_left=True)


@saves(TransferRefused)
def _refused(event: TransferRefused, record: Record) -> None:
    _answered(record, event.transfer, event.visit, has_left=False)


def _answered(record: Record, transfer: str, visit: str, *, has_left: bool) -> None:
    record.writes.insert(TransferAnswerRow, site=record.site, transfer=transfer, visit=visit, has_left=has_left)
