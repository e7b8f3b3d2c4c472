"""What goes wrong on purpose: commands that fail, transactions that are lost, answers that never come."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from serai.booking.events import HoldExpired
from serai.core.db import Database
from serai.core.desk import Command, Draft, Memory

BEFORE, AFTER = "before COMMIT", "after COMMIT"


class Injected(Exception):
    """Thrown by the simulation; nobody but who asked for it may see it."""


class Lost(ConnectionResetError):
    """The connection broke."""


class Flaky(Database):
    """A database that breaks once when it is told to: before COMMIT, or after it so that only the answer is lost."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.fault: str | None = None
        self.meanwhile: Callable[[], Awaitable[object]] | None = None
        """What another process does between a COMMIT and the loss of its answer."""

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        async with super().writing() as connection:
            yield connection
            if self.fault == BEFORE:
                self.fault = None
                raise Lost
        if self.fault == AFTER:
            self.fault = None
            if self.meanwhile is not None:
                await self.meanwhile()
            raise Lost


@dataclass(frozen=True)
class Fail(Command[None]):
    """Records a fact, and then fails in a way that nobody foresaw."""

    def decide(self, draft: Draft) -> None:
        draft.record(HoldExpired(hold="nobody's", slot="nowhere"))
        raise Injected


@dataclass(frozen=True)
class Peek(Command[Memory]):
    """The desk's memory, brought to the head; changes nothing."""

    def decide(self, draft: Draft) -> Memory:
        return draft.memory
