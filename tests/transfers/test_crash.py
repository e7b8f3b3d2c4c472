"""I-33: no truck has two places, nor none while its promise stands, for longer than the duty takes to look again.

Whatever stops behind whichever step, and whatever happens to the truck meanwhile: once somebody looks again, either it
waits where it was and nothing is kept for it elsewhere, or it has left and its place is kept. With a twin that never
looks again.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from random import Random
from typing import Any

from serai.calling.actions import CallNamed
from serai.core import ids
from serai.core.agenda import Agenda, Duty
from serai.core.desk import Command
from serai.core.desks import Desks
from serai.core.errors import Refusal
from serai.queue.actions import Leave
from serai.transfers.actions import LeaveFor, Promise, Withdraw, finishing
from serai.transfers.carrying import leave_for, seeker_of
from tests.queue.desk_world import AS_OPERATOR
from tests.transfers.world import DRIVE, LONG, SHORT, Ports, crowd, ports


class Stopped(Exception):
    """The process is no more."""


class Dying(Desks):
    """Desks of a process that stops before its `steps`-th command."""

    def __init__(self, of: Desks, steps: int) -> None:
        super().__init__(of.parts)
        self._of, self._left = of, steps

    async def run(self, command: Command[object]) -> object:  # type: ignore[override]
        if self._left == 0:
            raise Stopped
        self._left -= 1
        return await self._of.run(command)


async def promised(made: Ports, desks: Desks, visit: str) -> str:
    """The first step."""
    assert made.readers is not None
    seeker = seeker_of(await made.readers.memory(LONG), (await made.queue(LONG)).visits[visit], made.house)
    asked = Promise(SHORT, ids.new(SHORT), seeker=seeker, lane="export-general", drive_minutes=DRIVE)
    return (await desks.run(asked)).id


async def stops(made: Ports, random: Random, visit: str, duties: Sequence[Duty]) -> None:
    """A truck takes an offer; the process stops behind some step, and something else happens first or meanwhile."""
    desks = Dying(made.desks, random.randrange(4))
    known = (await made.queue(LONG)).visits[visit]
    try:
        promise = await promised(made, desks, visit)
        await meanwhile(made, random, visit)
        await leave_for(desks, known, SHORT, promise)
    except (Stopped, Refusal):
        await meanwhile(made, random, visit)
    await Agenda(made.database, made.clock, made.desks, duties).advance(made.clock, made.clock.now())


async def meanwhile(made: Ports, random: Random, visit: str) -> None:
    acts: tuple[Command[Any] | None, ...] = (
        None, None, CallNamed(LONG, ids.new(LONG), (visit,), reason="perishable"), Leave(LONG, visit, AS_OPERATOR),
    )  # fmt: skip
    act = random.choice(acts)
    if act is not None:
        with suppress(Refusal):
            await made.desks.run(act)


async def astray(made: Ports) -> list[str]:
    """Trucks that have two places, or that left for one that is not kept."""
    rows = await made.rows(
        "SELECT v.id, v.status, t.status AS kept, a.has_left FROM transfer t JOIN visit v ON v.id = t.from_visit "
        "LEFT JOIN transfer_answer a ON a.transfer = t.transfer"
    )
    return [
        row["id"]
        for row in rows
        if row["has_left"] is None or bool(row["has_left"]) != (row["kept"] == "promised")
        or (row["has_left"] and row["status"] != "left")
    ]  # fmt: skip


async def days(url: str, duties: Sequence[Duty], rounds: int) -> list[str]:
    """So many trucks that take an offer, until one is astray."""
    random = Random(33)
    async with ports(url) as made:
        await made.put_rulebook(SHORT, transfers_per_hour=100)
        for visit in (await crowd(made, 12 + rounds))[12:]:
            await stops(made, random, visit, duties)
            if found := await astray(made):
                return found
    return []


async def test_i33_whatever_stops_a_truck_has_one_place(database_url: str) -> None:
    assert await days(database_url, (finishing,), rounds=24) == []


async def test_i33_twin_that_never_looks_again_leaves_a_truck_astray(sqlite_url: str) -> None:
    assert await days(sqlite_url, (), rounds=24)


async def test_i33_a_promise_is_not_taken_back_from_who_has_left(sqlite_url: str) -> None:
    """As a process would that heard of a call in time, and not that it was missed and the truck has left since."""
    async with ports(sqlite_url) as made:
        visit = (await crowd(made, 12))[-1]
        promise = await promised(made, made.desks, visit)
        assert await made.desks.run(LeaveFor(LONG, visit, promise))
        await made.desks.run(Withdraw(SHORT, promise))
        assert await astray(made) == []
