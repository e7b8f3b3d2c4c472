"""Sabotage, run as a service of several processes: each looks after every site, and misses whom another has called."""

from __future__ import annotations

import sys
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from serai.cli import app
from serai.core.desk import Memory
from serai.core.desks import Desk, Desks
from serai.core.events import Head
from serai.core.leases import Leases


class Careless(Desk):
    async def _brought_to(self, head: Head, connection: AsyncConnection) -> Memory:
        if self._memory is None:
            return await super()._brought_to(head, connection)
        for entry in await self._parts.journal.since(connection, self.site, self._memory.seq):
            if entry.kind == "visit.called":
                self._memory.seq = entry.seq
            else:
                self._memory.apply(entry.event, entry.at, entry.seq)
        return self._memory


class Everywhere:
    def __contains__(self, site: object) -> bool:
        return True

    def __sub__(self, other: object) -> bool:
        return False

    def __and__(self, other: frozenset[str]) -> frozenset[str]:
        return other


Desks.desk = Careless
held: Any = Everywhere()
Leases.held = lambda self: held  # type: ignore[method-assign]
if __name__ == "__main__":  # and in no worker, which is given what to do
    app(["serve", *sys.argv[1:]])
