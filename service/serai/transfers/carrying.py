"""What is offered elsewhere, and an offer taken: the steps at both desks, one after the other."""

from __future__ import annotations

from collections.abc import Callable

import orjson

from serai.calling.control import Control
from serai.core import ids
from serai.core.desk import Memory, SiteUnknown
from serai.core.desks import Desks
from serai.core.house import House
from serai.core.idempotency import Answer, Key
from serai.queue import transfer_queries
from serai.queue.rules import Queue, Visit
from serai.queue.transfers import Promise as Promised
from serai.sites.rules import SiteFold
from serai.transfers import rules
from serai.transfers.actions import LeaveFor, Promise, Withdraw
from serai.transfers.rules import Offer, Seeker, There, TransferLate, TransferNotOffered


async def offers(house: House, visit: Visit) -> list[tuple[Offer, SiteFold]]:
    """Where a truck that waits would be let in honestly earlier, with each site; the most saved first."""
    now, memory = house.clock.now(), await house.readers.memory(visit.site)
    here = memory.of(SiteFold)
    seeker, drives = seeker_of(memory, visit, house), dict(here.place.drives)
    margin = here.rulebook_at(now).rulebook.transfer_margin_minutes
    found: list[tuple[Offer, SiteFold]] = []
    if seeker.visit.status != "waiting" or seeker.band is None:
        return found
    for code, minutes in drives.items():
        there = await _there(house, code, minutes)
        offer = None if there is None else rules.best(seeker, there, now)
        if there is None or offer is None or not rules.is_honest(offer, seeker.band, margin):
            continue
        if await _is_free(house, code, there):
            found.append((offer, there.site))
    return sorted(found, key=lambda each: (-each[0].saves_minutes, each[0].site))


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


async def _is_free(house: House, code: str, there: There) -> bool:
    """Whether the site may keep one more place now."""
    now = house.clock.now()
    async with house.database.reading() as connection:
        kept = await transfer_queries.kept(connection, code, now)
    return len(kept) < there.site.rulebook_at(now).rulebook.transfers_per_hour


async def _there(house: House, code: str, minutes: int) -> There | None:
    """A site that is named in another one's drives; None while there is no such site here."""
    try:
        memory = await house.readers.memory(code)
    except SiteUnknown:
        return None
    return There(memory.of(SiteFold), memory.of(Queue), memory.of(Control), minutes)


def seeker_of(memory: Memory, visit: Visit, house: House) -> Seeker:
    queue, place = memory.of(Queue), memory.of(SiteFold).place
    known = queue.visits.get(visit.id, visit)
    band = queue.band(visit.id, house.clock.now()) if known.status == "waiting" else None
    return Seeker(known, place.lane(known.lane).direction, band)
