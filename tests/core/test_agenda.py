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
from serai.core.clock import TestClock
from serai.core.desk import Command, Draft
from tests.worlds import NOON, hold, opened, slot_id, world


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


async def test_what_was_due_before_the_clock_is_run_and_the_clock_stays(sqlite_url: str) -> None:
    """A duty that failed is due still when the clock is moved again, at an instant that is over by then."""

    async def late(_: AsyncConnection) -> Sequence[Due]:
        return [Due(NOON + timedelta(minutes=1), _Failing("CNMHN"))]

    async with world(sqlite_url) as made:
        await made.site()
        duties = Agenda(made.database, made.clock, made.desks, (late,))
        for hours in (1, 1, 2):
            assert await duties.advance(made.clock, NOON + timedelta(hours=hours)) == 1
            assert made.clock.now() == NOON + timedelta(hours=hours)


async def test_a_clock_that_was_never_set_stands_at_the_first_thing_due(sqlite_url: str) -> None:
    """However long ago that is: the first instant may be any."""
    seen: list[datetime] = []
    async with world(sqlite_url) as made:
        await made.site()
        await made.desks.run(hold(slot_id(), "YA0001"))
        clock = TestClock()
        async with opened(made.database, clock) as anew:

            async def looked(connection: AsyncConnection) -> Sequence[Due]:
                seen.append(clock.now())
                return await lapsing(connection)

            await Agenda(made.database, clock, anew.desks, (looked,)).advance(clock, NOON + timedelta(hours=1))
        assert NOON + timedelta(minutes=10) in seen
        assert clock.now() == NOON + timedelta(hours=1)
        assert (await made.ledger())[-1].at == NOON + timedelta(minutes=10)
