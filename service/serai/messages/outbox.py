"""The outbox: follows the ledgers, keeps what each fact makes, and sends what is due, at the sites of this process.

The ledger is the only cause: what a crash interrupts is planned again from the same entries under the same ids, and an
attempt whose answer was lost is repeated under the same id, by which a provider knows it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any, Final

import structlog

from serai.core.clock import Clock
from serai.core.db import Database
from serai.core.events import Entry
from serai.core.ids import site_of
from serai.core.leases import Leases
from serai.core.metrics import MESSAGES
from serai.core.readers import Readers
from serai.guidance.yard import YardState
from serai.ledger import queries as ledger
from serai.messages import actions, queries
from serai.messages.gateway import Outgoing, Provider, Undelivered
from serai.messages.phrases import text, whole
from serai.messages.queries import Addressee
from serai.messages.replies import known_by
from serai.messages.rules import FACTS, KINDS, Planned, planned, powerless, soon
from serai.messages.sending import Held, due_at, merged, retry_at, superseded
from serai.queue.events import VisitLeft
from serai.queue.rules import Queue
from serai.sites.rules import SiteFold

log = structlog.get_logger()
LOOK_SECONDS: Final = 1.0
PAGE: Final = 500
TOGETHER: Final = 8
"""Messages that are under way at once."""

_OVER: Final = frozenset({"cancelled", "expired"})
"""Of such a reservation nothing more is told here; a truck that went to another site is told what concerns it there."""


class Outbox:
    """`mark` is how a number is known without being kept; `leases` None where this process is alone."""

    def __init__(
        self,
        database: Database,
        readers: Readers,
        clock: Clock,
        provider: Provider,
        mark: Callable[[str], str],
        leases: Leases | None = None,
    ) -> None:
        self._database, self._readers, self._clock = database, readers, clock
        self._provider, self._mark, self._leases = provider, mark, leases
        self._read: dict[str, int] = {}
        self._at_first: frozenset[str] | None = None
        self._news = asyncio.Event()
        self._under_way = asyncio.Semaphore(TOGETHER)

    def follow(self, _: str, entries: Sequence[Entry]) -> None:
        """Look at once where something happened that somebody is told of."""
        if any(entry.kind in FACTS for entry in entries):
            self._news.set()

    async def serve(self) -> None:
        """Plan and send until cancelled."""
        try:
            while True:
                self._news.clear()
                await self._try_to_run()
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._news.wait(), LOOK_SECONDS)
        finally:
            await self._provider.close()

    async def _try_to_run(self) -> None:
        try:
            await self.run()
        except Exception as error:  # noqa: BLE001 - the database is away; nothing is lost meanwhile
            log.warning("messages.failed", error=type(error).__name__)

    async def run(self) -> None:
        """Turn what happened into messages, and send what is due, at the sites of this process."""
        async with self._database.reading() as connection:
            heads = await ledger.heads(connection)
            due = await queries.sites_due(connection, self._clock.now())
        if self._at_first is None:
            self._at_first = frozenset(head.site for head in heads)
        held = None if self._leases is None else self._leases.held()
        for head in heads:
            if held is not None and head.site not in held:
                self._read.pop(head.site, None)  # another has it now, and its cursor is the newer one
                continue
            fresh = await self.plan(head.site) if head.seq > self._read.get(head.site, -1) else False
            if fresh or head.site in due:
                await self.send(head.site)

    async def plan(self, site: str) -> bool:
        """Read on in a site's ledger; whether it made any message."""
        after = await self._cursor(site)
        async with self._database.reading() as connection:
            entries = await ledger.entries(connection, site, after=after, limit=PAGE)
            visits = {str(visit) for entry in entries if (visit := getattr(entry.event, "visit", None))}
            reservation_of = await queries.reservations(connection, visits)
            left = [entry.event for entry in entries if isinstance(entry.event, VisitLeft)]
            kept_until = await queries.kept_until(connection, [each.onward.transfer for each in left if each.onward])
        if not entries:
            return False
        memory = await self._readers.memory(site)
        queue, place, yard = memory.of(Queue), memory.of(SiteFold), memory.of(YardState)
        found: list[tuple[Planned, datetime]] = []
        for entry in entries:
            book = place.rulebook_at(entry.at).rulebook
            made = planned(entry, queue, reservation_of, kept_until)
            for each in (*made, *soon(entry, queue, book.call_soon_places), *powerless(entry, queue, yard)):
                at = max(entry.at, self._clock.now())
                found.append((each, due_at(each.kind, at, book.quiet_hours, place.place.info, each.needed_at)))
        if found or len(entries) == PAGE:
            async with self._database.writing() as connection:
                await actions.note(connection, site, entries[-1].seq, found)
        self._read[site] = entries[-1].seq
        return bool(found)

    async def _cursor(self, site: str) -> int:
        if site not in self._read:
            # What happened before messages were turned on is old; a site that came since is told of from its first day.
            is_old = self._at_first is None or site in self._at_first
            async with self._database.writing() as connection:
                head = await ledger.head(connection, site) if is_old else None
                await actions.begin(connection, site, head.seq if head else 0)
                self._read[site] = await queries.cursor(connection, site) or 0
        return self._read[site]

    async def send(self, site: str) -> None:
        """Send what is due at a site. Each attempt is noted before it is made."""
        now, channel = self._clock.now(), self._provider.channel
        async with self._database.writing() as connection:
            rows = {row.id: row for row in await queries.due(connection, site, now)}
            people = await queries.addressees(connection, [row.reservation for row in rows.values()])
            marks = {each.number: self._mark(known_by(each.number)) for each in people.values() if each.number}
            refused = await queries.refused(connection, marks.values())
            fates = _fates(rows, people, {number for number, mark in marks.items() if mark in refused}, now)
            for fate in set(fates.values()):
                ids = [id_ for id_, of in fates.items() if of == fate]
                await actions.change(connection, site, ids, status=fate, answered_at=now)
                _count(rows, ids, fate)
            groups = _groups([row for id_, row in rows.items() if id_ not in fates])
            for group in groups:
                attempts = group[0].attempts + 1
                again = retry_at(attempts, now, max(row.until for row in group)) or group[0].until
                ids = [row.id for row in group]
                sent_as = group[0].sent_as or group[0].id
                await actions.change(
                    connection, site, ids, attempts=attempts, due_at=again, sent_as=sent_as, channel=channel
                )
        zone = (await self._readers.memory(site)).of(SiteFold).place.info
        await asyncio.gather(*(self._attempt(site, group, people[group[0].reservation], zone, now) for group in groups))

    async def _attempt(self, site: str, group: Sequence[Any], to: Addressee, zone: Any, now: datetime) -> None:
        texts = [text(to.language, row.kind, row.words, zone, now) for row in group]
        outgoing = Outgoing(group[0].sent_as or group[0].id, to.number or "", whole(site, to.reference, texts))
        values: dict[str, Any] = {"status": "sent", "problem": None}
        async with self._under_way:
            try:
                await self._provider.send(outgoing)
            except Undelivered as undelivered:
                values = _tried(group, undelivered, now)
        ids = [row.id for row in group]
        async with self._database.writing() as connection:
            await actions.change(connection, site, ids, answered_at=now, **values)
        _count({row.id: row for row in group}, ids, values["status"] if values["status"] != "waiting" else "retried")


def _fates(rows: dict[str, Any], people: dict[str, Addressee], refused: set[str], now: datetime) -> dict[str, str]:
    """What is not sent after all, and why: a status for each."""
    fates: dict[str, str] = {}
    for id_, row in rows.items():
        person = people.get(row.reservation)
        if row.until <= now:
            fates[id_] = "late"
        elif person is None or person.number is None:
            fates[id_] = "no_number"
        elif person.number in refused:
            fates[id_] = "refused"
        elif person.status in _OVER and site_of(row.reservation) == row.site and not KINDS[row.kind].outlives:
            fates[id_] = "superseded"
    # What went out once already is not taken back: its attempt may have arrived.
    fresh = [_held(row) for id_, row in rows.items() if id_ not in fates and row.sent_as is None]
    return fates | dict.fromkeys(superseded(fresh), "superseded")


def _groups(rows: Sequence[Any]) -> list[list[Any]]:
    """What is sent together: as it was before, where it was tried before."""
    of = {row.id: row for row in rows}
    before: dict[str, list[Any]] = {}
    for row in rows:
        if row.sent_as is not None:
            before.setdefault(row.sent_as, []).append(row)
    fresh = merged([_held(row) for row in rows if row.sent_as is None])
    return [*before.values(), *([of[each.id] for each in group] for group in fresh)]


def _held(row: Any) -> Held:
    return Held(row.id, row.seq, row.kind, row.reservation)


def _tried(group: Sequence[Any], undelivered: Undelivered, now: datetime) -> dict[str, Any]:
    again = retry_at(group[0].attempts + 1, now, max(row.until for row in group), undelivered.after)
    if undelivered.is_final or again is None:
        return {"status": "failed", "problem": undelivered.problem}
    return {"status": "waiting", "problem": undelivered.problem, "due_at": again}


def _count(rows: dict[str, Any], ids: Sequence[str], outcome: str) -> None:
    for id_ in ids:
        MESSAGES.labels(rows[id_].kind, outcome).inc()
