"""What is printed of a reservation. Pure."""

from __future__ import annotations

from serai.booking.refusals import ReservationEnded
from serai.booking.reservations import LIVE, Reservation
from serai.passes.tickets import Layout, Ticket
from serai.sites.rules import SiteFold


def of(
    found: Reservation, site: SiteFold, other: SiteFold | None, qr: str, language: str | None, layout: Layout
) -> Ticket:
    """The ticket of a reservation that has a place; ReservationEnded for one that lets nobody in."""
    if found.status not in LIVE:
        raise ReservationEnded(status=found.status)
    place, lane = found.placed, site.place.lane(found.lane)
    return Ticket(
        site=found.site,
        site_name=site.place.name,
        zone=place.zone,
        reference=found.reference,
        version=found.version,
        qr=qr,
        lane=lane.code,
        direction=lane.direction,
        cargo_class=lane.cargo_class,
        plate=found.vehicle["plate"],
        country=found.vehicle["country"],
        trailer=found.vehicle.get("trailer"),
        starts_at=place.starts_at,
        ends_at=place.ends_at,
        opens_at=place.arrive_from,
        closes_at=place.arrive_until,
        language=language or found.driver.get("language") or "en",
        layout=layout,
        counterpart_name=other.place.name if other else None,
        counterpart_zone=other.zone if other else None,
        moved_from=found.retimed_from if found.retimed_from != place.starts_at else None,
        moved_because=found.displaced_because,
        declaration_by=place.declaration_by if found.declaration is None else None,
    )
