"""What stands in the tables for those who may see it: visits and reservations for driver, company and operators."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from serai.booking import queries as booking
from serai.booking.met_schemas import MetView
from serai.booking.reservations import Reservation
from serai.booking.schemas import ReservationView
from serai.core.clock import Clock
from serai.core.db import Database
from serai.core.desk import Memory
from serai.core.readers import Readers
from serai.guidance import phrases
from serai.guidance.rules import NoGuidance
from serai.guidance.schemas import GuidanceView
from serai.guidance.telling import tell
from serai.guidance.yard import YardState
from serai.identity.rights import Relation, Role
from serai.identity.rules import Caller
from serai.ledger import queries as ledger
from serai.live.papers import ReservationPaper, VisitPaper
from serai.queue import queries as visits
from serai.queue import transfer_queries, views
from serai.queue.met import met
from serai.queue.rules import Papers, Queue, Visit
from serai.queue.schemas import VisitView
from serai.rendezvous.rules import Meetings

_LATEST = 200
"""Reservations, and visits, that a company's feed carries; older ones are read page by page."""


class TablePapers:
    """Reads for the hub, each in a session of its own; `show` is how HTTP shows a reservation."""

    def __init__(
        self, database: Database, readers: Readers, clock: Clock, show: Callable[[Reservation], ReservationView]
    ) -> None:
        self._database = database
        self._readers = readers
        self._clock = clock
        self._show = show

    async def visit(self, visit: str) -> VisitPaper | None:
        async with self._database.reading() as connection:
            found = (await visits.visits(connection, [visit])).get(visit)
            if found is None:
                return None
            waits = found[0].status == "waiting"
            elsewhere = await transfer_queries.last_offered(connection, found[0]) if waits else None
        memory = await self._readers.memory(found[0].site)
        shown = self._shown(memory, *found)
        language = phrases.language(found[1].driver.get("language"))
        return VisitPaper(found[0].site, shown, self._guidance(memory, visit, language), elsewhere)

    async def reservation(self, reservation: str) -> ReservationPaper | None:
        async with self._database.reading() as connection:
            found = (await booking.reservations(connection, [reservation])).get(reservation)
        if found is None:
            return None
        return ReservationPaper(found.site, await self._met(self._show(found), is_whole=True))

    async def company(self, company: str) -> Mapping[str, Any] | None:
        caller = Caller(role=Role.COMPANY, key="feed", company=company)
        wanted = visits.Wanted(caller, Relation.OWN)
        async with self._database.reading() as connection:
            reserved = await booking.listed(connection, booking.Wanted(caller), after=None, limit=_LATEST)
            here = await visits.listed(connection, wanted, after=None, limit=_LATEST)
        shown = [await self._met(ReservationView.of(each), is_whole=False) for each in reserved]
        seen = [
            self._shown(await self._readers.memory(visit.site), visit, papers, is_whole=False) for visit, papers in here
        ]
        return {"reservations": shown, "visits": seen}

    async def heads(self) -> Mapping[str, tuple[str, int]]:
        async with self._database.reading() as connection:
            return {head.site: (head.epoch, head.seq) for head in await ledger.heads(connection)}

    async def _met(self, shown: ReservationView, *, is_whole: bool) -> dict[str, Any]:
        """A reservation with the rendezvous that it has."""
        beside = _told(await self._readers.memory(shown.site), shown.id, is_whole=is_whole)
        return shown.model_copy(update={"rendezvous": beside}).model_dump(mode="json", by_alias=True)

    def _shown(self, memory: Memory, visit: Visit, papers: Papers, *, is_whole: bool = True) -> dict[str, Any]:
        seen = views.seen(memory, visit, papers, self._clock.now())
        if seen.met is not None:
            seen = replace(seen, met=_told(memory, visit.id, is_whole=is_whole))
        return VisitView.of(seen).model_dump(mode="json", by_alias=True)

    def _guidance(self, memory: Memory, visit: str, language: str) -> dict[str, Any] | None:
        try:
            told = tell(memory.of(YardState), visit, language)
        except NoGuidance:
            return None
        return GuidanceView.of(told, self._clock.now()).model_dump(mode="json")


def _told(memory: Memory, id_: str, *, is_whole: bool) -> MetView | None:
    """A rendezvous as a feed tells it; not `is_whole` without what the other's own facts change, for who has many."""
    found = met(memory.of(Meetings), memory.of(Queue), id_, None)
    if found is None or is_whole:
        return found
    return found.model_copy(update={"theirs": None, "beside": None})
