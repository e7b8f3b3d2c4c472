"""For which sites this process carries out what falls due, where several share a database.

A lease is a row that its holder renews. Who dies or hangs does not renew, and another takes over a few seconds later.
Ends are written and compared by the database's clock alone, so that no machine's own matters; the holder counts from
before it asked, on a clock that only goes forward, so that it stops no later than the database says.

A holder that was paused may still be half-way through a duty when the next one begins. That does no harm: a duty is a
command, and decides over what the ledger says once it has claimed the site's head.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Final

import structlog

from serai.core import ids
from serai.core.db import Database
from serai.core.desk import Journal
from serai.core.metrics import LEASES
from serai.core.statements import fetch

LIFE_SECONDS: Final = 6
RENEW_SECONDS: Final = 2.0

_TAKE: Final = f"""
INSERT INTO site_lease (site, holder, until)
SELECT site, $1, now() + interval '{LIFE_SECONDS} seconds' FROM unnest($2::text[]) AS wanted(site) ORDER BY site
ON CONFLICT (site) DO UPDATE SET holder = excluded.holder, until = excluded.until
WHERE site_lease.holder = excluded.holder OR site_lease.until < now()
RETURNING site
"""  # noqa: S608 - a constant of our own
_RELEASE: Final = "DELETE FROM site_lease WHERE holder = $1"

log = structlog.get_logger()


class Leases:
    """The leases of one process, on PostgreSQL."""

    def __init__(self, database: Database, journal: Journal, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._database = database
        self._journal = journal
        self._monotonic = monotonic
        self._holder = ids.new()
        self._held: frozenset[str] = frozenset()
        self._until = 0.0

    def held(self) -> frozenset[str]:
        """The sites that are this process's to look after now."""
        return self._held if self._monotonic() < self._until else frozenset()

    async def renew(self) -> None:
        """Keep what is held, and take what nobody holds any more."""
        asked_at = self._monotonic()
        async with self._database.writing() as connection:
            sites = [head.site for head in await self._journal.heads(connection)]
            rows = await fetch(connection, _TAKE, self._holder, sites)
        self._held, self._until = frozenset(site for (site,) in rows), asked_at + LIFE_SECONDS
        LEASES.set(len(self._held))

    async def release(self) -> None:
        """Give everything back, so that another process goes on at once."""
        self._held = frozenset()
        async with self._database.writing() as connection:
            await fetch(connection, _RELEASE, self._holder)

    async def serve(self) -> None:
        """Renew until cancelled, then release."""
        try:
            while True:
                await self._try_to_renew()
                await asyncio.sleep(RENEW_SECONDS)
        finally:
            await self.release()

    async def _try_to_renew(self) -> None:
        try:
            await self.renew()
        except Exception as error:  # noqa: BLE001 - what is held runs out by itself
            log.warning("leases.not_renewed", error=repr(error))
