"""Re-timing carried out: what stands is read, the plan is made beside the event loop, and one act applies it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache
from multiprocessing import get_context

from sqlalchemy.ext.asyncio import AsyncConnection

from serai.booking import queries, slots
from serai.booking.book import Book
from serai.booking.reservations import WAITING, Reservation
from serai.core.agenda import Due
from serai.core.db import Database
from serai.core.desk import SiteUnknown
from serai.core.desks import Desks
from serai.core.events import Entry
from serai.disruption.actions import PlanStale, Retime
from serai.disruption.closing import loses
from serai.disruption.retiming import Booked, Move, Opening, Plan, Weights, retime
from serai.sites import queries as sites
from serai.sites.actions import OpenClosure
from serai.sites.rulebook import Rulebook
from serai.sites.rules import SiteFold

_INLINE = 200
"""So many reservations are planned in a few milliseconds; more of them would hold the event loop."""
_TRIES = 3
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Task:
    """One lane's reservations and slots, as `retiming.retime` takes them."""

    lane: str
    booked: Sequence[Booked]
    openings: Sequence[Opening]
    now: datetime
    weights: Weights
    whole_day: bool


@dataclass(frozen=True, slots=True)
class Planned:
    """The plans of a site's lanes, and the reservations that they speak of."""

    plans: dict[str, Plan] = field(default_factory=dict)
    reservations: dict[str, Reservation] = field(default_factory=dict)

    @property
    def moves(self) -> tuple[Move, ...]:
        return tuple(move for plan in self.plans.values() for move in plan.moves)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A re-timing at a site as of an instant: of one lane or all, with or without others making way.

    With `opening` as if that closure stood already.
    """

    site: str
    now: datetime
    lane: str | None = None
    whole_day: bool = False
    opening: OpenClosure | None = None


async def planned(database: Database, wanted: Wanted) -> Planned:
    """What would be done about who is displaced; nothing is changed."""
    async with database.reading() as connection:
        tasks, known = await _tasks(connection, wanted)
    return Planned({task.lane: await _solved(task) for task in tasks}, known)


async def carry_out(database: Database, desks: Desks, wanted: Wanted) -> Planned:
    """Plan, and do it in one act; where the site changed meanwhile, plan again."""
    for _ in range(_TRIES):
        found = await planned(database, wanted)
        if not found.plans:
            return found
        try:
            await desks.run(Retime(wanted.site, found.moves, is_whole=wanted.whole_day))
            return found
        except PlanStale:
            continue
    raise PlanStale


async def _tasks(connection: AsyncConnection, wanted: Wanted) -> tuple[list[Task], dict[str, Reservation]]:
    site, now = wanted.site, wanted.now
    place, book = await sites.site(connection, site), await queries.book(connection, site)
    if place.site is None:
        raise SiteUnknown(site=site)
    found = await queries.displaced(connection, site)
    if wanted.opening is not None:
        made = wanted.opening.made(place, now)
        place.closures[made.id] = made
        placed = await queries.placed(connection, site, now)
        found += [replace(each, status="displaced") for each in placed if loses(place, each, made, now)]
    if wanted.whole_day:
        found += [each for each in await queries.placed(connection, site, now) if _stays_open(place, each)]
    found = [each for each in found if wanted.lane in (None, each.lane) and each.place is not None]
    claims = await queries.claims(connection, sorted({key for each in found for key in each.identities}))
    book.claims.update(claims)
    lanes = sorted({each.lane for each in found if each.status == "displaced"})
    return [_task(place, book, lane, found, wanted) for lane in lanes], {each.id: each for each in found}


def _stays_open(place: SiteFold, known: Reservation) -> bool:
    """Whether others could take its place; under a closure without an end it waits for what becomes of that."""
    slot = place.slot(known.placed.slot)
    return slot is None or not slot.closed


def _task(place: SiteFold, book: Book, lane: str, found: Sequence[Reservation], wanted: Wanted) -> Task:
    now, rulebook = wanted.now, place.rulebook_at(wanted.now).rulebook
    weights, terms = weights_of(rulebook), slots.terms_of(rulebook)
    own = [each for each in found if each.lane == lane]
    starts = [each.placed.starts_at for each in own]
    from_, until = max(now, min(starts) - _A_DAY), min(max(starts) + weights.reach, now + terms.horizon) + _A_DAY
    standing = [book.counted(slots.of(each, rulebook)) for each in place.slots(lane, from_, until)]
    openings = [Opening(slot.id, slot.starts_at, slot.free) for slot in standing]
    windows = [(slot.id, terms.place(slot)) for slot in standing]
    booked = []
    for rank, each in enumerate(sorted(own, key=lambda one: (one.placed_seq or 0, one.id))):
        claims = [claim for claim in book.claims_of(each.identities) if claim.party != each.party]
        excluded = frozenset(id_ for id_, place in windows if any(claim.overlaps(place) for claim in claims))
        booked.append(
            Booked(
                each.id, each.placed.slot, each.placed.starts_at, rank, each.status in WAITING,
                each.not_before, each.not_after, each.perishable_until, excluded,
            )
        )  # fmt: skip
    return Task(lane, booked, openings, now, weights, wanted.whole_day)


def weights_of(rulebook: Rulebook) -> Weights:
    told = rulebook.retiming
    return Weights(
        notice=timedelta(minutes=told.notice_minutes),
        notice_earlier=timedelta(minutes=max(told.notice_minutes, told.notice_earlier_minutes)),
        reach=timedelta(hours=told.reach_hours),
        stretch=timedelta(hours=told.stretch_hours),
    )


async def _solved(task: Task) -> Plan:
    if len(task.booked) <= _INLINE:
        return _solve(task)
    return await asyncio.get_running_loop().run_in_executor(_pool(), _solve, task)


def _solve(task: Task) -> Plan:
    return retime(task.booked, task.openings, task.now, task.weights, whole_day=task.whole_day)


@cache
def _pool() -> ProcessPoolExecutor:
    """One process beside this one, made when it is first needed."""
    return ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn"))


class Retimer:
    """The duty that re-times whom a change of the site displaced, whoever made the change and whatever died since.

    Its `follow` is a desk's follower. What it knows is kept in memory alone: a process that starts looks at every site.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._due: dict[str, datetime] = {}
        self._has_looked = False

    def follow(self, site: str, entries: Sequence[Entry]) -> None:
        for entry in entries:
            if entry.kind == "reservation.displaced":
                self._due.setdefault(site, entry.at)

    def look_again(self) -> None:
        self._has_looked = False

    async def __call__(self, connection: AsyncConnection) -> Sequence[Due]:
        if not self._has_looked:
            for site, at in await queries.sites_with_displaced(connection):
                self._due.setdefault(site, at)
            self._has_looked = True
        due, self._due = self._due, {}
        found = []
        for site, at in due.items():
            plan = await planned(self._database, Wanted(site, at))
            found.append(Due(at, Retime(site, plan.moves)))
        return found
