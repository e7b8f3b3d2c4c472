"""How credits stand in the tables: as marks of their vehicles, and with the reservations that use them."""

from __future__ import annotations

from serai.booking.credit_events import CreditGiven, CreditReturned, CreditUsed
from serai.booking.reservations import CREDIT_BACK, CREDIT_GIVEN, CREDIT_USED
from serai.booking.saving import claim
from serai.booking.tables import ReservationRow, VehicleMark
from serai.core.desk import Record, saves


@saves(CreditGiven)
def _given(event: CreditGiven, record: Record) -> None:
    whose = {name: record.personal.get(name) for name in ("vehicle_key", "vin_key")}
    record.writes.insert(
        VehicleMark, site=record.site, seq=record.seq, reservation=event.reservation, kind=CREDIT_GIVEN, at=record.at,
        minutes=event.minutes, **whose,
    )  # fmt: skip


@saves(CreditUsed)
def _used(event: CreditUsed, record: Record) -> None:
    record.writes.update(VehicleMark, site=record.site, seq=event.credit, kind=CREDIT_USED)
    credit = {"credit_given": event.credit, "credit_minutes": event.minutes, "credit_is_last": event.last}
    row = {"version": record.seq, "arrive_until": event.arrive_until, **credit}
    record.writes.update(ReservationRow, id=event.reservation, **row)
    claim(record, event.reservation)


@saves(CreditReturned)
def _returned(event: CreditReturned, record: Record) -> None:
    kind = CREDIT_BACK if event.last else CREDIT_GIVEN
    record.writes.update(VehicleMark, site=record.site, seq=event.credit, kind=kind)
    none = {"credit_given": None, "credit_minutes": None, "credit_is_last": None}
    record.writes.update(ReservationRow, id=event.reservation, version=record.seq, **none)
    if event.arrive_until is not None:
        record.writes.update(ReservationRow, id=event.reservation, arrive_until=event.arrive_until)
        claim(record, event.reservation)
