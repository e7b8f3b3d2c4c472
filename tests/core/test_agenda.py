"""Duties under the test clock: all that is due runs at its instant, and one that goes wrong stops nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from serai.booking.lapsing import lapsing
from serai.core import agenda
from serai.core.agenda import Agenda, Due
from serai.core.desk import Command, Draft
from tests.worlds import NOON, hold, slot_id, world


@dataclass(frozen=True)
class _Failing(Command[None]):
    def decide(self, draft: Draft) -> None:
        raise ZeroDivisionError


@dataclass(frozen=True)
class _Idle(Command[None]):
    """Does nothing about what it is due for."""

    def decide(self, draft: Draft) -> None:
        return None


@pytest.mark.parametrize("command", [_Failing("CNMHN"), _Idle("CNMHN")], ids=["fails", "stays due"])
async def test_a_duty_that_gets_nowhere_does_not_hold_the_clock(
    sqlite_url: str, command: Command[None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(agenda, "_MOST_ROUNDS", 20)

    async def stuck(_: AsyncConnection) -> Sequence[Due]:
        return [Due(NOON + timedelta(minutes=1), command)]

    async with world(sqlite_url) as made:
        await made.site()
        await made.desks.run(hold(slot_id(), "YA0001"))
        duties = Agenda(made.database, made.clock, made.desks, (stuck, lapsing))
        to: datetime = NOON + timedelta(hours=1)
        await duties.advance(made.clock, to)
        assert made.clock.now() == to
        assert (await made.ledger())[-1].kind == "hold.expired"
