"""Attaching a declaration to a reservation, and what becomes of a reservation whose declaration is rejected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from sqlalchemy.ext.asyncio import AsyncConnection

from serai.booking import declared, refusals
from serai.booking.actions import load_declarations
from serai.booking.changes import Change
from serai.booking.reservations import WAITING, Reservation
from serai.core.desk import Draft
from serai.declarations import actions
from serai.declarations.rules import Declaration
from serai.identity.rights import Relation


@dataclass(frozen=True)
class Attach(Change):
    """Let a reservation carry a declaration, in place of the one it has."""

    declaration: str = ""

    @classmethod
    async def load(cls, connection: AsyncConnection, draft: Draft, commands: Sequence[Self]) -> None:
        await super().load(connection, draft, commands)
        await load_declarations(connection, draft, [command.declaration for command in commands])

    def decide(self, draft: Draft) -> Reservation:
        reservation = self.mine(draft)
        if reservation.status != "confirmed" and reservation.status not in WAITING:
            raise refusals.ReservationEnded(status=reservation.status)
        by_site = self.asker.relation is not Relation.OWN
        declared.check(draft, self.declaration, declared.Bearer.of(reservation, by_site=by_site))
        if reservation.declaration != self.declaration:
            declared.attach(draft, reservation.id, self.declaration)
        return self.now(draft)


@dataclass(frozen=True)
class Decide(actions.Decide):
    """An authority's decision; a reservation whose declaration is rejected has none from the same moment on."""

    @classmethod
    async def load(cls, connection: AsyncConnection, draft: Draft, commands: Sequence[Self]) -> None:
        await load_declarations(connection, draft, [command.declaration for command in commands])

    def decide(self, draft: Draft) -> Declaration:
        made = super().decide(draft)
        if made.status == "rejected":
            declared.free(draft, made.id, "rejected")
        return self._now(draft)
