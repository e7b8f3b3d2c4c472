"""Keeps the gauges of the sites that this process looks after; counts what its own desks commit."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Final

import structlog

from serai.core.db import Database
from serai.core.events import Entry
from serai.core.leases import Leases
from serai.core.metrics import INSPECTIONS, RENDEZVOUS, TRANSFERS, UNPOWERED
from serai.core.readers import Readers
from serai.evaluation.rules import NOTHING, TRANSFERRED, Standing, of_transfer, standing
from serai.guidance.yard import YardState
from serai.ledger import queries as ledger
from serai.queue.rules import Queue
from serai.rendezvous.rules import Meetings

LOOK_SECONDS: Final = 5.0
"""Between two looks: no less often than the gauges are read."""

log = structlog.get_logger()


def count(_: str, entries: Sequence[Entry]) -> None:
    """Count what became of transfers, once in all processes (a desk's follower)."""
    for entry in entries:
        outcome = of_transfer(entry.event) if entry.kind in TRANSFERRED else None
        if outcome is not None:
            TRANSFERS.labels(outcome).inc()


class Gauges:
    """`leases` None where this process is alone."""

    def __init__(self, database: Database, readers: Readers, leases: Leases | None = None) -> None:
        self._database, self._readers, self._leases = database, readers, leases
        self._seen: dict[str, int] = {}

    async def serve(self) -> None:
        """Look again and again until cancelled."""
        while True:
            try:
                await self.look()
            except Exception as error:  # noqa: BLE001 - the database is away; it is asked again
                log.warning("gauges.unread", error=type(error).__name__)
            await asyncio.sleep(LOOK_SECONDS)

    async def look(self) -> None:
        """Set the gauges of each site at which something happened since it was looked at."""
        async with self._database.reading() as connection:
            heads = await ledger.heads(connection)
        held = None if self._leases is None else self._leases.held()
        for head in heads:
            if held is not None and head.site not in held:
                if self._seen.pop(head.site, None) is not None:
                    _show(head.site, NOTHING)  # another process shows it now, and all of them are added up
            elif head.seq != self._seen.get(head.site):
                memory = await self._readers.memory(head.site)
                _show(head.site, standing(memory.of(Queue), memory.of(YardState), memory.of(Meetings)))
                self._seen[head.site] = head.seq


def _show(site: str, now: Standing) -> None:
    for state, number in now.inspections.items():
        INSPECTIONS.labels(site, state).set(number)
    UNPOWERED.labels(site).set(now.unpowered)
    RENDEZVOUS.labels(site).set(now.rendezvous)
