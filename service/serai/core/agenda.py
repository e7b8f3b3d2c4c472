"""What falls due: holds that end, windows that open, promises to be renewed. Each is a command for the desk."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol, runtime_checkable

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from serai.core.clock import Clock, TestClock
from serai.core.db import Database
from serai.core.desk import Command
from serai.core.desks import Desks
from serai.core.leases import Leases

log = structlog.get_logger()

_LONGEST_SLEEP = timedelta(seconds=0.5)
_MOST_ROUNDS = 1_000
"""So often one command may be due at one instant; one that leaves itself due would never let the clock go on."""


@dataclass(frozen=True, slots=True)
class Due:
    """A command and the instant from which it has something to do."""

    at: datetime
    command: Command[Any]


_Subject = tuple[datetime, str, type[Command[Any]]]

Duty = Callable[[AsyncConnection], Awaitable[Sequence[Due]]]
"""The next due command of each site that has one; a command carries out all that is due there by the draft's `now`."""


@runtime_checkable
class Remembering(Protocol):
    """A duty that keeps in memory what it has looked at."""

    def look_again(self) -> None:
        """Look at every site once more: another process had some of them so far."""


class Agenda:
    """Runs duties when their time has come; under the test clock, when the clock is moved past it.

    With `leases`, only those of the sites that this process holds: several processes do nothing twice.
    """

    def __init__(
        self, database: Database, clock: Clock, desks: Desks, duties: Sequence[Duty], leases: Leases | None = None
    ) -> None:
        self._database = database
        self._clock = clock
        self._desks = desks
        self._duties = duties
        self.leases = leases
        self._held: frozenset[str] = frozenset()
        self._advancing = asyncio.Lock()

    async def advance(self, clock: TestClock, to: datetime) -> int:
        """Set the test clock, running everything due on the way, and what that creates, at its own instant.

        Returns how many commands ran. Refuses an instant before the present one.
        """
        async with self._advancing:
            clock.check(to)
            ran, rounds = 0, Counter[_Subject]()
            while True:
                due = [each for each in await self._due(until=to) if rounds[_subject(each)] < _MOST_ROUNDS]
                if not due:
                    break
                at = due[0].at
                clock.reach(at)  # what failed before, or a decree made due, may be due since before the clock
                now = [each for each in due if each.at == at]
                for each in await self._run(now):
                    rounds[_subject(each)] = _MOST_ROUNDS  # it would fail again: the next advance tries it anew
                rounds.update(map(_subject, now))
                ran += len(now)
            clock.set(to)
            return ran

    async def serve(self) -> None:
        """Run duties by the machine's clock until cancelled."""
        while True:
            try:
                if not isinstance(self._clock, TestClock):
                    await self._run(await self._mine(self._clock.now()))
            except Exception as error:
                log.error("agenda.failed", exc_info=error)
            await asyncio.sleep(_LONGEST_SLEEP.total_seconds())

    async def _mine(self, now: datetime) -> list[Due]:
        """What is due at the sites of this process."""
        if self.leases is None:
            return await self._due(until=now)
        held, before = self.leases.held(), self._held
        self._held = held
        if not held:
            return []
        if held - before:
            for duty in self._duties:
                if isinstance(duty, Remembering):
                    duty.look_again()
        return [each for each in await self._due(until=now) if each.command.site in held]

    async def _due(self, until: datetime) -> list[Due]:
        async with self._database.reading() as connection:
            due = [each for duty in self._duties for each in await duty(connection)]
        return sorted((each for each in due if each.at <= until), key=lambda each: (each.at, each.command.site))

    async def _run(self, due: Sequence[Due]) -> list[Due]:
        """Run them at once; those that failed are returned."""
        failed = []
        outcomes = await asyncio.gather(*(self._desks.run(each.command) for each in due), return_exceptions=True)
        for each, outcome in zip(due, outcomes, strict=True):
            if isinstance(outcome, BaseException):
                log.error("duty.failed", command=type(each.command).__name__, site=each.command.site, exc_info=outcome)
                failed.append(each)
        return failed


def _subject(due: Due) -> _Subject:
    return due.at, due.command.site, type(due.command)
