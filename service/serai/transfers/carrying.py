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


async def offers(house: House, visit: Visit) -> list[Offer]:
    """Where a truck that waits would be let in honestly earlier, the most saved first."""
    now, memory = house.clock.now(), await house.readers.memory(visit.site)
    here = memory.of(SiteFold)
    seeker, drives = seeker_of(memory, visit, house), dict(here.place.drives)
    margin = here.rulebook_at(now).rulebook.transfer_margin_minutes
    if seeker.visit.status != "waiting" or seeker.band is None:
        return []
    found = [await _offer(house, seeker, code, minutes) for code, minutes in drives.items()]
    honest = [each for each in found if each is not None and rules.is_honest(each, seeker.band, margin)]
    return sorted(honest, key=lambda each: (-each.saves_minutes, each.site))


async def _offer(house: House, seeker: Seeker, code: str, minutes: int) -> Offer | None:
    """The fastest lane of a site; None while there is no such site here, or it may keep no more places."""
    now = house.clock.now()
    async with house.database.reading() as connection:
        kept = await transfer_queries.kept(connection, code, now)
    try:
        memory = await house.readers.memory(code)
    except SiteUnknown:
        return None
    there = There(memory.of(SiteFold), memory.of(Queue), memory.of(Control), minutes)
    if there.site.site is None:
        return None
    is_full = len(kept) >= there.site.rulebook_at(now).rulebook.transfers_per_hour
    return None if is_full else rules.best(seeker, there, now)


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


def seeker_of(memory: Memory, visit: Visit, house: House) -> Seeker:
    """A truck as the memory of its site has it."""
    queue, place = memory.of(Queue), memory.of(SiteFold).place
    known = queue.visits.get(visit.id, visit)
    band = queue.band(visit.id, house.clock.now()) if known.status == "waiting" else None
    return Seeker(known, place.lane(known.lane).direction, band)
