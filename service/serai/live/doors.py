"""Who may watch which feed, by the same table of rights that HTTP answers to."""

from __future__ import annotations

from serai.booking import actions as booking
from serai.booking import queries as reservations
from serai.core.db import Database
from serai.identity.access import Access
from serai.identity.rights import Relation
from serai.identity.rules import ANYBODY, Belonging, Caller, reaches
from serai.live import socket
from serai.queue import queries as visits
from serai.queue.views import belonging

_KINDS = ("queue", "visit", "reservation", "company", "yard", "site")


class HouseDoors:
    """The socket's way to identity."""

    anybody = ANYBODY

    def __init__(self, access: Access, database: Database) -> None:
        self.authenticate = access.bearer
        self.redeem = access.redeem
        self._access = access
        self._database = database

    async def may_watch(self, caller: socket.Caller, feed: str) -> bool:
        """Whether the caller may know what the feed says. Raises where its role has no right to any such feed."""
        if not isinstance(caller, Caller):
            return False
        kind, _, name = feed.partition(":")
        if kind not in _KINDS or not name:
            return False
        relation = self._access.allow(f"feeds.{kind}", caller)
        if relation is Relation.ANY:
            return True
        thing = await self._thing(kind, name)
        return thing is not None and reaches(relation, caller, thing)

    async def _thing(self, kind: str, name: str) -> Belonging | None:
        if kind == "company":
            return Belonging(company=name)
        if kind == "reservation":
            return await self._reservation(name)
        if kind != "visit":
            return Belonging(site=name)
        async with self._database.reading() as connection:
            found = (await visits.visits(connection, [name])).get(name)
        return belonging(*found) if found is not None else None

    async def _reservation(self, name: str) -> Belonging | None:
        async with self._database.reading() as connection:
            found = (await reservations.reservations(connection, [name])).get(name)
        return booking.belonging(found) if found is not None else None
