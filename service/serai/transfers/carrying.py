"""What is offered elsewhere, and an offer taken: the steps at both desks, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

import orjson

from serai.calling.control import Control
from serai.core import ids
from serai.core.clock import Clock
from serai.core.db import Database
from serai.core.desk import Memory, SiteUnknown
from serai.core.desks import Desks
from serai.core.house import House
from serai.core.idempotency import Answer, Key
from serai.core.readers import Readers
from serai.queue import transfer_queries
from serai.queue.rules import Queue, Visit
from serai.queue.transfers import Promise as Promised
from serai.sites.rules import SiteFold
from serai.transfers import rules
from serai.transfers.actions import LeaveFor, Promise, Withdraw
from serai.transfers.rules import Offer, Seeker, There, TransferLate, TransferNotOffered


class Network(Protocol):
    """The sites of one database, as this process knows them."""

    @property
    def database(self) -> Database: ...

    @property
    def readers(self) -> Readers: ...

    @property
    def clock(self) -> Clock: ...


async def offers(network: Network, visit: Visit) -> list[Offer]:
    """Where a truck that waits would be let in honestly earlier, the most saved first."""
    memory = await network.readers.memory(visit.site)
    seeker = seeker_of(memory, visit, network)
    if seeker.visit.status != "waiting" or seeker.band is None:
        return []
    theirs = [there for there, _ in await _theirs(network, memory.of(SiteFold))]
    return _honest(memory, seeker, theirs, network.clock.now())


async def offered(network: Network, site: str) -> list[tuple[str, Offer, int]]:
    """The best offer to each truck that waits at a site, and how many more places that one's site may keep."""
    memory = await network.readers.memory(site)
    theirs = await _theirs(network, memory.of(SiteFold))
    room, found = {there.site.place.code: count for there, count in theirs}, []
    for visit in [*memory.of(Queue).visits.values()] if theirs else ():
        seeker = seeker_of(memory, visit, network)
        if visit.status == "waiting" and seeker.band is not None:
            best = _honest(memory, seeker, [there for there, _ in theirs], network.clock.now())[:1]
            found += [(visit.id, each, room[each.site]) for each in best]
    return found


def _honest(memory: Memory, seeker: Seeker, theirs: Sequence[There], now: datetime) -> list[Offer]:
    margin = memory.of(SiteFold).rulebook_at(now).rulebook.transfer_margin_minutes
    found = [rules.best(seeker, there, now) for there in theirs]
    band = seeker.band
    honest = [each for each in found if each is not None and band is not None and rules.is_honest(each, band, margin)]
    return sorted(honest, key=lambda each: (-each.saves_minutes, each.site))


async def _theirs(network: Network, here: SiteFold) -> list[tuple[There, int]]:
    """The other sites that a site knows the way to, and how many more places each may keep; those that may."""
    found, now = [], network.clock.now()
    for code, minutes in here.place.drives.items():
        async with network.database.reading() as connection:
            kept = await transfer_queries.kept(connection, code, now)
        try:
            memory = await network.readers.memory(code)
        except SiteUnknown:
            continue
        there = There(memory.of(SiteFold), memory.of(Queue), memory.of(Control), minutes)
        room = there.site.rulebook_at(now).rulebook.transfers_per_hour - len(kept) if there.site.site else 0
        if room > 0:
            found.append((there, room))
    return found


async def carry_over(
    house: House, visit: Visit, site: str, lane: str, key: Key | None, render: Callable[[Promised], Answer]
) -> Answer:
    """Promise the place there, leave it here; where this truck may not leave any more, take the promise back.

    The answer of the promise, which has its `id`, is kept for who repeats the key. Raises what either step refuses.
    """
    memory = await house.readers.memory(visit.site)
    minutes = memory.of(SiteFold).place.drives.get(site)
    if minutes is None:
        raise TransferNotOffered(site=site, lane=lane)
    wanted = Promise(site, ids.new(site), seeker=seeker_of(memory, visit, house), lane=lane, drive_minutes=minutes)
    answer = await house.desks.answer(wanted, key, render)
    await leave_for(house.desks, visit, site, orjson.loads(answer.body)["id"])
    return answer


async def leave_for(desks: Desks, visit: Visit, site: str, transfer: str) -> None:
    """The second step, and the third where it fails. Raises TransferLate then."""
    if not await desks.run(LeaveFor(visit.site, visit.id, transfer)):
        await desks.run(Withdraw(site, transfer))
        raise TransferLate(visit=visit.id)


def seeker_of(memory: Memory, visit: Visit, network: Network) -> Seeker:
    """A truck as the memory of its site has it."""
    queue, place = memory.of(Queue), memory.of(SiteFold).place
    known = queue.visits.get(visit.id, visit)
    band = queue.band(visit.id, network.clock.now()) if known.status == "waiting" else None
    return Seeker(known, place.lane(known.lane).direction, band)
