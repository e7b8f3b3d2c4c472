"""The duty that brings draws on their way: announced in time, opened, closed, fixed from outside and held.

What is due follows from the tables alone, so that any process goes on where another one died.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from secrets import token_bytes
from typing import Any, Final

import structlog
from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from serai.booking import draw_queries, releases
from serai.booking.draws import lot_key
from serai.booking.releases import UNTIL_HELD, Release
from serai.core.agenda import Due
from serai.core.clock import Clock
from serai.core.desk import Command
from serai.draws import beacon
from serai.draws.actions import AwaitOutside, CloseDraw, CommitDraw, FixOutside, HoldDraw, OpenDraw
from serai.draws.draw import SECRET_BYTES
from serai.draws.sealing import NONCE_BYTES, Unsealable, seal, unseal
from serai.sites import queries as sites
from serai.sites.rules import SiteFold

BEACON_AFTER: Final = timedelta(minutes=1)
"""So long after closing the latest value of a beacon is newer than every entry, and so often it is asked again."""

Ask = Callable[[str], Awaitable[beacon.Given | None]]
Chance = Callable[[int], bytes]
log = structlog.get_logger()


class Drawings:
    """`secrets` are the service's, first the present one; `source` is a beacon's address, empty for none."""

    def __init__(
        self,
        clock: Clock,
        secrets: Sequence[str],
        source: str = "",
        *,
        ask: Ask = beacon.latest,
        chance: Chance = token_bytes,
    ) -> None:
        self._clock, self._secrets, self._source = clock, secrets, source
        self._ask, self._chance = ask, chance
        self._sites: dict[str, tuple[tuple[int, int], SiteFold]] = {}
        self._asked: dict[tuple[str, str], datetime] = {}

    async def __call__(self, connection: AsyncConnection) -> Sequence[Due]:
        now = self._clock.now()
        due = [Due(max(at, now), command) for at, command in await self._announcing(connection, now)]
        for row in await draw_queries.to_hold(connection):
            due += [Due(max(at, now), command) async for at, command in self._steps(row, now)]
        return due

    async def _announcing(self, connection: AsyncConnection, now: datetime) -> list[tuple[datetime, Command[Any]]]:
        found: list[tuple[datetime, Command[Any]]] = []
        for code, *version in await sites.with_release_windows(connection):
            site = await self._site(connection, code, (version[0], version[1]))
            announced = await draw_queries.announced(connection, code, now.date())
            found += [(each.at, self._commit(code, each.release)) for each in releases.coming(site, announced, now)]
        return found

    async def _site(self, connection: AsyncConnection, code: str, version: tuple[int, int]) -> SiteFold:
        """The site's memory, read again where it or its rulebooks have changed."""
        known = self._sites.get(code)
        if known is None or known[0] != version:
            known = self._sites[code] = version, await sites.site(connection, code)
        return known[1]

    def _commit(self, site: str, release: Release) -> CommitDraw:
        secret, under = self._chance(SECRET_BYTES), self._secrets[0]
        sealed = seal(secret, release.id, self._chance(NONCE_BYTES), under)
        return CommitDraw(site, release, secret, sealed, lot_key(under.encode(), release.id).hex())

    async def _steps(self, row: Row[Any], now: datetime) -> AsyncIterator[tuple[datetime, Command[Any]]]:
        site, id_ = row.site, row.id
        match row.status:
            case "committed":
                yield row.opens_at, OpenDraw(site, id_)
            case "open":
                yield row.closes_at, CloseDraw(site, id_)
            case "closed":
                yield await self._outside(site, id_, row.closed_at, now)
            case _:
                try:
                    secret = unseal(row.secret, id_, self._secrets)
                except Unsealable:
                    log.error("draw.unsealable", site=site, draw=id_)
                else:
                    yield row.outside_at, HoldDraw(site, id_, secret)

    async def _outside(self, site: str, id_: str, closed_at: datetime, now: datetime) -> tuple[datetime, Command[Any]]:
        """What is to be done for a value from outside: the beacon's, else in the end the ledger's own."""
        last = closed_at + UNTIL_HELD
        if not self._source or now >= last:
            return last, FixOutside(site, id_)
        asked = self._asked.get((site, id_), closed_at)
        if now < asked + BEACON_AFTER:
            return min(asked + BEACON_AFTER, last), AwaitOutside(site, id_)
        self._asked[site, id_] = now
        given = await self._ask(self._source)
        if given is None:
            return min(now + BEACON_AFTER, last), AwaitOutside(site, id_)
        return now, FixOutside(site, id_, given.value, given.source)
