"""Wire shapes of slots, holds and reservations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

import orjson
import segno
from pydantic import BaseModel, Field, StringConstraints, model_validator

from serai.booking.draws import Draw
from serai.booking.history_schemas import (
    AppealView,
    CreditView,
    DisplacedBecause,
    MissView,
    RetimedFrom,
    history,
)
from serai.booking.met_schemas import Band as Band
from serai.booking.met_schemas import MetView
from serai.booking.releases import Release
from serai.booking.reservations import WAITING, Hold, Offer, Place, Reservation, Slot
from serai.booking.slots import local
from serai.core.http import Body
from serai.core.instants import Instant, utc
from serai.sites.schemas import Reason

Code = Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")]
Id = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[A-Za-z0-9._~:-]+$")]
Line = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f]+$")
]
_SIGN = r"[\p{L}\p{M}\p{N}]"  # what can be seen: no joiners, no marks of direction
Plate = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, min_length=2, max_length=20, pattern=rf"^{_SIGN}(?:{_SIGN}|[ ./·•()-])*{_SIGN}$"
    ),
]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
Need = Literal["power", "inspection"]


class Vehicle(Body):
    plate: Plate
    country: Country
    vin: Annotated[str, StringConstraints(pattern=r"^[A-HJ-NPR-Z0-9]{17}$")] | None = None
    trailer: Plate | None = None
    length_m: float | None = Field(None, strict=True, gt=0, le=60, allow_inf_nan=False)
    weight_kg: int | None = Field(None, strict=True, gt=0, le=500_000)
    height_m: float | None = Field(None, strict=True, gt=0, le=10, allow_inf_nan=False)

    @property
    def length_cm(self) -> int | None:
        return None if self.length_m is None else round(self.length_m * 100)

    @property
    def height_cm(self) -> int | None:
        return None if self.height_m is None else round(self.height_m * 100)


Phone = Annotated[str, StringConstraints(pattern=r"^\+?[0-9][0-9 ()-]{3,24}$")]


class Driver(Body):
    name: Line
    phone: Phone | None = None
    language: Literal["zh", "en", "lo", "my", "vi", "th"] = "en"


class Cargo(Body):
    class_: Code = Field(alias="class")
    needs: list[Need] = Field([], max_length=2)
    description: Line | None = None
    perishable_until: Instant | None = None
    un_number: Annotated[str, StringConstraints(pattern=r"^(UN)?[0-9]{4}$")] | None = None


class Wants(Body):
    """Any slot of a lane that starts in [from, to)."""

    lane: Code
    from_: Instant = Field(alias="from")
    to: Instant

    @model_validator(mode="after")
    def _in_order(self) -> Wants:
        if self.to <= self.from_:
            raise ValueError("`to` comes after `from`")
        return self


class Limits(Body):
    """When the slot may start, should the site ever have to give another one."""

    not_before: Instant | None = None
    not_after: Instant | None = None


class ReservationRequest(Body):
    """Ask for a slot, for the place a hold has kept, or to wait for any slot in a range."""

    site: Code
    slot: Id | None = None
    hold: Id | None = None
    wants: Wants | None = None
    vehicle: Vehicle
    driver: Driver
    cargo: Cargo
    declaration: Id | None = None
    waitlist: bool = Field(False, strict=True)
    limits: Limits | None = None

    @model_validator(mode="after")
    def _one_way(self) -> ReservationRequest:
        if self.wants is not None and (self.slot or self.hold):
            raise ValueError("give `wants`, or a `slot` or `hold`, not both")
        if self.wants is None and not (self.slot or self.hold):
            raise ValueError("give a `slot`, a `hold` or `wants`")
        return self


class HoldRequest(Body):
    slot: Id
    vehicle: Vehicle


class Nothing(Body):
    """Nothing needs to be said."""


class MoveRequest(Body):
    slot: Id


class SwapRequest(Body):
    vehicle: Vehicle


class AttachRequest(Body):
    """A declaration that was submitted."""

    declaration: Id


class ForgiveRequest(Body):
    """Why a miss does not count: a code, and words that stay outside the ledger."""

    reason: Reason


class HoldView(BaseModel):
    id: str
    slot: str
    expires_at: datetime

    @classmethod
    def of(cls, hold: Hold) -> HoldView:
        return cls(id=hold.id, slot=hold.slot, expires_at=hold.expires_at)


class SlotView(BaseModel):
    """A slot of the sheet. `free` is what may still be reserved; `status` is open, full, closed or past.

    While it is given out by lot, `draw` is where it is asked for from `opens_at` to `closes_at`, and nowhere else.
    """

    id: str
    lane: str
    starts_at: str
    ends_at: str
    local_date: date
    zone: str
    capacity: int
    taken: int
    held: int
    free: int
    status: Literal["open", "full", "closed", "past"]
    draw: str | None = None
    opens_at: str | None = None
    closes_at: str | None = None

    @classmethod
    def of(cls, slot: Slot, bookable_from: datetime, by: Draw | Release | None = None) -> SlotView:
        names = ("id", "lane", "local_date", "zone", "capacity", "taken", "held", "free")
        times = {"starts_at": local(slot.starts_at, slot.zone), "ends_at": local(slot.ends_at, slot.zone)}
        said = {"status": slot.status(bookable_from)}
        if by is not None:
            opens_at, closes_at = local(by.opens_at, slot.zone), local(by.closes_at, slot.zone)
            said |= {"draw": by.id, "opens_at": opens_at, "closes_at": closes_at}
        return cls.model_validate({name: getattr(slot, name) for name in names} | times | said)


class ReservedSlot(BaseModel):
    id: str
    lane: str
    starts_at: str
    ends_at: str
    local_date: date
    zone: str


class Arrive(BaseModel):
    from_: str = Field(alias="from")
    until: str


class Pass(BaseModel):
    """`url` opens the driver's page; `qr` is what the gate reads."""

    qr: str
    url: str


class WantsView(BaseModel):
    """What is waited for; `slot` where it is one slot and no other."""

    slot: str | None
    lane: str
    from_: datetime = Field(alias="from")
    to: datetime


class OfferView(BaseModel):
    """A place that is kept until `expires_at`; answer with `accept` or `decline`."""

    slot: ReservedSlot
    expires_at: datetime


class ReservationView(BaseModel):
    """`slot` is the place it has or last had; null while it waits for one. `draw` is where it was entered for one.

    `declaration_by` is when it ends unless a `declaration` is attached; null where the lane demands none.
    `pair` is the same for a drop and a pick-up of one stay.
    `displaced_because` and `retimed_from` stay until it takes another place itself; re-timed without the former, it
    made way for others.
    """

    id: str
    reference: str
    site: str
    status: Literal[
        "waitlisted", "offered", "confirmed", "arrived", "fulfilled", "cancelled", "expired", "missed", "displaced"
    ]
    lane: str
    slot: ReservedSlot | None
    wants: WantsView | None = None
    offer: OfferView | None = None
    displaced_from: ReservedSlot | None = None
    displaced_because: DisplacedBecause | None = None
    retimed_from: RetimedFrom | None = None
    vehicle: dict[str, Any]
    driver: dict[str, Any]
    cargo: dict[str, Any]
    limits: dict[str, Any]
    company: str | None
    arrive: Arrive | None
    band: Band | None = None
    pass_: Pass | None = Field(None, alias="pass")
    declaration: str | None = None
    declaration_by: str | None = None
    draw: str | None = None
    pair: str | None = None
    rendezvous: MetView | None = None
    visit: str | None = None
    swaps: int
    credit: CreditView | None = None
    missed: MissView | None = None
    forgiven: bool = False
    appeal: AppealView | None = None
    version: int

    @classmethod
    def of(cls, found: Reservation, shown: Shown | None = None) -> ReservationView:
        return cls.model_validate(_members(found, shown))

    @classmethod
    def json_of(cls, found: Reservation, shown: Shown) -> bytes:
        """What `of` gives, as it is sent; half of a booking's time would go into checking what was just made."""
        return orjson.dumps(_members(found, shown))


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands beside a reservation for those who may pass it on: its QR code's text and the driver's link."""

    qr: str
    link: str


def _members(found: Reservation, shown: Shown | None) -> dict[str, Any]:
    waits, slot, arrive, declaration_by = found.status in WAITING, None, None, None
    if (place := found.place) is not None:
        slot = _slot(place, place.slot, place.zone, place.local_date, place.lane)
        arrive = {"from": local(place.arrive_from, place.zone), "until": local(place.arrive_until, place.zone)}
        if place.declaration_by is not None and not waits:
            declaration_by = local(place.declaration_by, place.zone)
    return {
        "id": found.id, "reference": found.reference, "site": found.site, "status": found.status,
        "lane": found.lane, "slot": None if waits else slot, "wants": _wants(found), "offer": _offer(found),
        "displaced_from": slot if waits else None,
        "vehicle": found.vehicle, "driver": found.driver, "cargo": found.cargo, "limits": found.limits,
        "company": found.company,
        "arrive": None if waits else arrive, "band": None, "rendezvous": None,
        "pass": {"qr": shown.qr, "url": f"/d/#{shown.link}"} if shown else None,
        "declaration": found.declaration, "declaration_by": declaration_by, "draw": found.draw, "pair": found.pair,
        "visit": found.visit, "swaps": found.swaps, **history(found), "version": found.version,
    }  # fmt: skip


def _slot(times: Place | Offer, id_: str, zone: str, local_date: date, lane: str) -> dict[str, Any]:
    return {
        "id": id_, "lane": lane, "starts_at": local(times.starts_at, zone), "ends_at": local(times.ends_at, zone),
        "local_date": local_date, "zone": zone,
    }  # fmt: skip


def _wants(found: Reservation) -> dict[str, Any] | None:
    if found.wants is None or found.status not in WAITING:
        return None
    wants = found.wants
    return {"slot": wants.slot, "lane": found.lane, "from": utc(wants.from_), "to": utc(wants.until)}


def _offer(found: Reservation) -> dict[str, Any] | None:
    if (offer := found.offer) is None or found.status != "offered":
        return None
    on = offer.starts_at.astimezone(ZoneInfo(offer.zone)).date()
    return {"slot": _slot(offer, offer.slot, offer.zone, on, found.lane), "expires_at": utc(offer.expires_at)}


SVG = "image/svg+xml"


def qr(text: str) -> bytes:
    """The text as a QR code: SVG without a size of its own, dark on nothing, robust to a crease (level Q)."""
    picture = BytesIO()
    segno.make(text, error="q", micro=False).save(picture, kind="svg", xmldecl=False, omitsize=True, border=2)
    return picture.getvalue()
