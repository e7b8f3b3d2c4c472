"""When another site of the network is the better one for a truck that waits. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from serai.calling.control import Control
from serai.core.errors import Refusal
from serai.guidance.routing import Size
from serai.guidance.rules import Truck, unfit
from serai.queue import moves, order, views
from serai.queue.bands import Band
from serai.queue.line import Line
from serai.queue.rules import Queue, Visit
from serai.sites.rules import SiteFold
from serai.sites.site import Lane

LATE_DRIVE: Final = 1.25
"""A drive of this share of what the site says is the slow end of what an offer counts with."""
_KEPT_DRIVES: Final = 1.5
_KEPT_BEYOND: Final = timedelta(minutes=30)


class TransferNotOffered(Refusal):
    """This truck is not expected to be let in earlier there, or the site cannot take it; stay, or look again later."""

    code, rule = "transfer.not_offered", "transfer.faster"


class TransferLate(Refusal):
    """This truck was called, or is not waiting any more: follow its call."""

    code, rule = "transfer.late", "transfer.while_waiting"


class TransfersFull(Refusal):
    """That site keeps as many places as it may for trucks from other sites; look again in an hour."""

    code, rule = "transfer.full", "transfers_per_hour"


@dataclass(frozen=True, slots=True)
class Seeker:
    """A truck that waits, the way its lane leads, and when it is let in where it is (None: not known)."""

    visit: Visit
    direction: str
    band: Band | None


@dataclass(frozen=True, slots=True)
class There:
    """Another site as its memory has it, so many minutes away."""

    site: SiteFold
    queue: Queue
    control: Control
    drive_minutes: int

    @property
    def drive(self) -> timedelta:
        return timedelta(minutes=self.drive_minutes)


@dataclass(frozen=True, slots=True)
class Offer:
    """A lane of another site, when the truck is let in there if it leaves now, and how long its place would be kept."""

    site: str
    name: str
    zone: str
    lane: str
    drive_minutes: int
    band: Band
    saves_minutes: int
    valid_until: datetime


def best(seeker: Seeker, there: There, now: datetime) -> Offer | None:
    """The fastest lane of a site for this truck, whether or not it is faster than where it waits."""
    own = seeker.band
    found = [] if own is None else list(_expected(seeker.visit, seeker.direction, there, now))
    if own is None or not found:
        return None
    band, lane = min(found, key=lambda each: (each[0].p50, each[1].code))
    saves = int((own.p50 - band.p50).total_seconds() // 60)
    place, until = there.site.place, kept_until(now, there.drive_minutes)
    return Offer(place.code, place.name, place.zone, lane.code, there.drive_minutes, band, saves, until)


def in_turn(offers: Iterable[tuple[str, Offer, int]]) -> list[tuple[str, Offer, int]]:
    """In which order visits are told of offers: who saves most first."""
    return sorted(offers, key=lambda each: (-each[1].saves_minutes, each[0]))


def is_honest(offer: Offer, own: Band, margin_minutes: int) -> bool:
    """Whether an offer is made: its middle saves the margin, and its late end is not behind the middle of staying."""
    return offer.saves_minutes >= margin_minutes and offer.band.p95 <= own.p50


def check(seeker: Seeker, there: There, lane: str, now: datetime) -> None:
    """Refuse a change that is not expected to bring a truck in earlier; less than was offered may be left of it."""
    if seeker.visit.status != "waiting":
        raise TransferLate(status=seeker.visit.status)
    bands = {each.code: band for band, each in _expected(seeker.visit, seeker.direction, there, now)}
    if lane not in bands or seeker.band is None or bands[lane].p50 >= seeker.band.p50:
        raise TransferNotOffered(site=there.site.place.code, lane=lane)


def kept_until(now: datetime, drive_minutes: int) -> datetime:
    """How long a place is kept for a truck that leaves now."""
    return now + _KEPT_DRIVES * timedelta(minutes=drive_minutes) + _KEPT_BEYOND


def _expected(visit: Visit, direction: str, there: There, now: datetime) -> Iterator[tuple[Band, Lane]]:
    """When the truck is let in, by each lane that takes it."""
    if not there.site.rulebook_at(now).rulebook.walk_ins or not _fits(visit, there):
        return
    for lane in there.site.place.lanes.values():
        if lane.direction == direction and lane.cargo_class == visit.cargo_class and _takes(there, lane, now):
            band = expected(visit, lane, there, now)
            if band is not None:
                yield band, lane


def _takes(there: There, lane: Lane, now: datetime) -> bool:
    """Whether somebody without a reservation or a declaration is served in the lane, now and on arrival."""
    is_open = there.site.is_open(lane.code, now) and there.site.is_open(lane.code, now + there.drive)
    return is_open and lane.declaration == "optional" and there.control.stop(lane.code) is None


def _fits(visit: Visit, there: There) -> bool:
    """Whether some bay of the site's yard can take it; a site without a yard has no limits."""
    if there.site.yard is None:
        return True
    size = Size(visit.height_cm, visit.weight_kg, visit.length_cm)
    truck = Truck(visit.id, visit.cargo_class, frozenset(visit.needs), size)
    return any(unfit(bay, truck) is None for bay in there.site.yard.bays.values())


def expected(visit: Visit, lane: Lane, there: There, now: datetime) -> Band | None:
    """When a truck is let in that leaves now, with its place by arrival; None where the site has no bands.

    It takes the place that it would have there now: who stands before that is served while it drives. So it is let in
    when that place's turn comes, but not before it is there and has gone the way of who finds nobody waiting. The late
    end counts with a slow drive.
    """
    line = there.site.place.line_of.get(lane.code)
    if line is None or there.queue.curves is None:
        return None
    standing = replace(moves.standing(visit), slot_starts_at=None, arrive_from=None, arrive_until=None,
                       cost_seconds=lane.service_seconds, is_carried=True)  # fmt: skip
    stands = there.queue.lines.get(line) or Line()
    placement = stands.place(standing, views.policy(there.site, None, now), now)
    rank = stands.ranks.rank_of_key(order.later(placement.key))
    bands = []
    for drive in (there.drive, LATE_DRIVE * there.drive):
        band = there.queue.curves.at(line, lane.cargo_class, rank, now, joined=now + drive)
        if band is None:
            return None
        bands.append(Band(*(max(each, now + drive) for each in (band.p05, band.p50, band.p95))))
    return Band(bands[0].p05, bands[0].p50, bands[1].p95)
