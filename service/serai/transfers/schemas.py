"""Wire shapes of places that go over to another site."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, Field

from serai.booking.schemas import Band, Code
from serai.core import ids
from serai.core.http import Body
from serai.queue.transfers import Coming, Promise
from serai.sites.documents import SiteCode
from serai.transfers.rules import Offer


class OfferView(BaseModel):
    """Another site that lets this truck in earlier; `valid_until` is how long its place would be kept there."""

    site: str
    name: str
    zone: str
    lane: str
    drive_minutes: int
    band: Band
    saves_minutes: int
    valid_until: datetime

    @classmethod
    def of(cls, offer: Offer) -> OfferView:
        band = Band(p05=offer.band.p05, p50=offer.band.p50, p95=offer.band.p95)
        return cls(
            site=offer.site, name=offer.name, zone=offer.zone, lane=offer.lane,
            drive_minutes=offer.drive_minutes, band=band, saves_minutes=offer.saves_minutes,
            valid_until=offer.valid_until,
        )  # fmt: skip


class PromiseView(BaseModel):
    """A place kept at another site: since when it counts, until when it is kept, and what became of it."""

    id: str
    site: str
    lane: str
    since: datetime
    valid_until: datetime
    status: str = Field(description="`promised`, `joined`, `expired`, or `withdrawn` where the truck did not leave")
    visit: str | None = Field(description="the visit there, once the truck has come")

    @classmethod
    def of(cls, site: str, promise: Promise) -> PromiseView:
        return cls(
            id=promise.id, site=site, lane=promise.lane, since=promise.since, valid_until=promise.valid_until,
            status=promise.status, visit=promise.visit,
        )  # fmt: skip


class ElsewhereView(BaseModel):
    """Where else a truck would be let in earlier, the most saved first; `promise` is what it has left for."""

    items: list[OfferView]
    promise: PromiseView | None


class TransferRequest(Body):
    """The offer that is taken."""

    site: SiteCode
    lane: Code


class ComingView(BaseModel):
    """A truck on its way from another site, with when its place counts from and until when it is kept."""

    id: str
    from_site: str
    plate: str | None
    lane: str
    class_: str = Field(serialization_alias="class")
    since: datetime
    valid_until: datetime

    @classmethod
    def of(cls, coming: Coming) -> ComingView:
        promise, visit = coming.promise, coming.visit
        return cls(
            id=promise.id, from_site=ids.site_of(visit.id) or "", plate=coming.papers.vehicle.get("plate"),
            lane=promise.lane, class_=visit.cargo_class, since=promise.since, valid_until=promise.valid_until,
        )  # fmt: skip


class ComingList(BaseModel):
    items: list[ComingView]
