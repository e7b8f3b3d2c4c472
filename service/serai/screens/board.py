"""The public board of a site: what anybody may know before setting out. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from serai.booking.reservations import Slot
from serai.calling.control import Control
from serai.guidance.yard import YardState
from serai.queue import order, views
from serai.queue.bands import Band
from serai.queue.order import Standing
from serai.queue.rules import Queue
from serai.sites.rules import Closure, SiteFold
from serai.sites.site import Lane

NOTICED = timedelta(days=2)
"""How far ahead the board looks for free slots and closures."""


@dataclass(frozen=True, slots=True)
class LaneNow:
    """A lane as it stands. `band` is what a newcomer without a reservation may expect."""

    lane: Lane
    line: str | None
    is_open: bool
    waiting: int
    band: Band | None
    next_free_slot: Slot | None
    served_last_hour: int
    is_stopped: bool
    coming: int


@dataclass(frozen=True, slots=True)
class Board:
    site: SiteFold
    now: datetime
    waiting: int
    lanes: tuple[LaneNow, ...]
    free_bays: dict[str, int]
    notices: tuple[Closure, ...]


def board(
    site: SiteFold, queue: Queue, yard: YardState, control: Control, slots: Sequence[Slot], bookable_from: datetime,
    coming: Mapping[str, int], now: datetime,
) -> Board:  # fmt: skip
    """The site's board at `now`; `slots` in order of time, `coming` from other sites by lane."""
    lanes, served = [], queue.served.by_lane(now)
    for lane in site.place.lanes.values():
        free = next((each for each in slots if each.lane == lane.code and each.status(bookable_from) == "open"), None)
        line = site.place.line_of.get(lane.code)
        is_open, waiting = site.is_open(lane.code, now), queue.lanes[lane.code]
        band, is_stopped = newcomer(site, queue, lane, now), control.stop(lane.code) is not None
        on_the_way = coming.get(lane.code, 0)
        lanes.append(LaneNow(lane, line, is_open, waiting, band, free, served[lane.code], is_stopped, on_the_way))
    notices = [each for each in site.closures.values() if each.concerns(each.lane, now, now + NOTICED)]
    notices.sort(key=lambda each: (each.from_, each.id))
    return Board(site, now, queue.waiting(), tuple(lanes), free_bays(site, yard), tuple(notices))


def newcomer(site: SiteFold, queue: Queue, lane: Lane, now: datetime) -> Band | None:
    """When a vehicle without a reservation that checked in now would be admitted; None before the first bands."""
    line = site.place.line_of.get(lane.code)
    if line is None or queue.curves is None:
        return None
    rank = 1
    if line in queue.lines:
        standing = Standing(lane.cargo_class, False, now, lane.service_seconds)
        placement = queue.lines[line].place(standing, views.policy(site, None, now), now)
        rank = queue.lines[line].ranks.rank_of_key(order.later(placement.key))
    return queue.curves.at(line, lane.cargo_class, rank, now, joined=now)


def free_bays(site: SiteFold, yard: YardState) -> dict[str, int]:
    """Bays that are free, by kind; a kind that is full is there with 0."""
    bays = site.yard.bays if site.yard is not None else {}
    kinds = Counter(dict.fromkeys(sorted({bay.kind for bay in bays.values()}), 0))
    for id_, bay in bays.items():
        stand = yard.stands.get(id_)
        kinds[bay.kind] += stand is not None and stand.status == "free"
    return dict(kinds)
