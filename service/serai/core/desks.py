"""The loop behind the desk: batches, transactions and what happens when one goes wrong."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, TypeVar

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from serai.core.clock import Clock
from serai.core.db import Database
from serai.core.desk import Command, Draft, Follower, Journal, Loader, Memory, SiteUnknown
from serai.core.errors import Overloaded, Refusal, Stopping
from serai.core.events import Entry, Head
from serai.core.folds import Fold
from serai.core.idempotency import Answer, Answers, Key
from serai.core.statements import undo

T = TypeVar("T")
Outcome = Any
log = structlog.get_logger()

_CLASHES = frozenset({"23505", "23P01", "40P01"})
"""SQLSTATE of a unique or an exclusion constraint, and of a deadlock: another transaction was there just then."""
_MOST_TRIES = 10
_RECONNECT_SECONDS = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0)


@dataclass(slots=True, eq=False)
class _Ask:
    command: Command[Any]
    key: Key | None
    render: Callable[[Any], Any]
    done: asyncio.Future[Outcome] = field(default_factory=lambda: asyncio.get_running_loop().create_future())

    def answer(self, outcome: Outcome) -> None:
        if self.done.done():
            return
        if isinstance(outcome, BaseException):
            self.done.set_exception(outcome)
        else:
            self.done.set_result(outcome)


@dataclass(frozen=True, slots=True)
class Parts:
    """What every desk of a process shares."""

    database: Database
    clock: Clock
    journal: Journal
    loaders: Mapping[type[Fold], Loader]
    followers: list[Follower]
    batch: int = 256
    backlog: int = 10_000


class Desk:
    """One site's desk in this process."""

    def __init__(self, site: str, parts: Parts) -> None:
        self.site = site
        self._parts = parts
        self._waiting: deque[_Ask] = deque()
        self._taken: list[_Ask] = []
        self._bell = asyncio.Event()
        self._memory: Memory | None = None
        self._task: asyncio.Task[None] | None = None

    def put(self, ask: _Ask) -> None:
        if len(self._waiting) >= self._parts.backlog:
            raise Overloaded(retry_after=1)
        self._waiting.append(ask)
        self._bell.set()
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._serve(), name=f"desk {self.site}")

    async def close(self) -> None:
        """Finish what was asked, then stop."""
        while self._task is not None and not self._task.done():
            if not (unanswered := [ask.done for ask in (*self._taken, *self._waiting) if not ask.done.done()]):
                self._task.cancel()
                await asyncio.gather(self._task, return_exceptions=True)
                return
            await asyncio.wait(unanswered)

    async def _serve(self) -> None:
        while True:
            while not self._waiting:
                self._bell.clear()
                await self._bell.wait()
            self._taken = [self._waiting.popleft() for _ in range(min(len(self._waiting), self._parts.batch))]
            try:
                await self._settle(self._taken)
            except BaseException as error:
                for ask in self._taken:
                    ask.answer(Stopping() if isinstance(error, asyncio.CancelledError) else error)
                raise

    async def _settle(self, asks: Sequence[_Ask]) -> None:
        """Carry out a batch; if anything unexpected happens, each of its commands alone."""
        try:
            outcomes = await self._transact(asks)
        except Exception as error:  # noqa: BLE001 - whatever it was, each command has a right to its own outcome
            self._memory = None
            if len(asks) > 1:
                log.warning("batch.split", site=self.site, commands=len(asks), error=repr(error))
                for ask in asks:
                    await self._settle([ask])
                return
            outcomes = [await self._again(asks, error)]
        for ask, outcome in zip(asks, outcomes, strict=True):
            ask.answer(outcome)

    async def _again(self, asks: Sequence[_Ask], first: Exception) -> Outcome:
        """A command that failed alone once more, and for as long as it meets rows of other desks: each time it reads
        what the other wrote, so that as many tries as there are desks are enough. Its last failure is its answer."""
        error = first
        for tries in range(_MOST_TRIES):
            if tries and not _is_clash(error):
                break
            try:
                return (await self._transact(asks))[0]
            except Exception as again:  # noqa: BLE001 - it is the answer, unless it is gone by then
                self._memory = None
                again.__context__, error = error, again
        log.error("command.failed", site=self.site, command=type(asks[0].command).__name__, exc_info=error)
        return error

    async def _transact(self, asks: Sequence[_Ask]) -> list[Outcome]:
        parts = self._parts
        entries: list[Entry] = []
        try:
            async with parts.database.writing() as connection:
                head = await parts.journal.claim(connection, self.site, open_=any(a.command.opens for a in asks))
                if head is None:
                    return [SiteUnknown(site=self.site) for _ in asks]
                memory = await self._brought_to(head, connection)
                draft = Draft(head, max(parts.clock.now(), head.at), memory)
                outcomes = await self._decided(connection, draft, asks)
                if draft.writes or draft.facts:
                    entries = parts.journal.record(draft.writes, head, draft.facts, draft.now)
                    await draft.writes.save(connection, ends=True)
                else:
                    await undo(connection)
        except Exception:  # while saving or in COMMIT, which on SQLite are one
            if not await self._was_committed(entries):
                raise
        memory.forget()
        for follower in parts.followers if entries else ():
            follower(self.site, entries)
        return outcomes

    async def _decided(self, connection: AsyncConnection, draft: Draft, asks: Sequence[_Ask]) -> list[Outcome]:
        answers = await self._answers(connection, [ask.key for ask in asks if ask.key is not None])
        groups: dict[type[Command[Any]], list[Command[Any]]] = {}
        for ask in asks:
            groups.setdefault(type(ask.command), []).append(ask.command)
        for kind, commands in groups.items():
            await kind.load(connection, draft, commands)
        return [_decide(draft, answers, ask) for ask in asks]

    async def _answers(self, connection: AsyncConnection, keys: Sequence[Key]) -> Answers:
        return await Answers.load(connection, keys)

    async def _brought_to(self, head: Head, connection: AsyncConnection) -> Memory:
        memory = self._memory
        if memory is None or memory.epoch != head.epoch or memory.seq > head.seq:
            memory = await Memory.load(connection, head, self._parts.loaders)
        elif memory.seq < head.seq:
            for entry in await self._parts.journal.since(connection, self.site, memory.seq):
                memory.apply(entry.event, entry.at, entry.seq)
        self._memory = memory
        return memory

    async def _was_committed(self, entries: Sequence[Entry]) -> bool:
        """Whether a COMMIT whose answer never came took effect: the ledger tells, whoever wrote to it since."""
        if not entries:
            return False
        for pause in _RECONNECT_SECONDS:
            try:
                async with self._parts.database.reading() as connection:
                    found = await self._parts.journal.since(connection, self.site, entries[0].seq - 1)
                return bool(found) and found[0].digest == entries[0].digest
            except Exception as error:  # noqa: BLE001 - the database is away; nothing else may be done until it tells
                log.warning("commit.unknown", site=self.site, error=repr(error))
                await asyncio.sleep(pause)
        return False


def _is_clash(error: Exception) -> bool:
    return getattr(error, "sqlstate", None) in _CLASHES


def _decide(draft: Draft, answers: Answers, ask: _Ask) -> Outcome:
    before = len(draft.facts)
    try:
        given = answers.given(ask.key) if ask.key is not None else None
        if given is not None:
            return given
        outcome = ask.render(ask.command.decide(draft))
    except Refusal as refusal:
        if len(draft.facts) != before:
            raise RuntimeError(f"{type(ask.command).__name__} recorded a fact and then refused") from refusal
        return refusal
    if ask.key is not None:
        answers.give(draft.writes, ask.key, outcome, site=draft.site, at=draft.now)
    return outcome


class Desks:
    """The desks of this process, one for each site that was asked something."""

    desk: ClassVar[type[Desk]] = Desk

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self._desks: dict[str, Desk] = {}
        self._closed = False

    async def run(self, command: Command[T]) -> T:
        """Carry out a command and return what it decided, once that is durable."""
        return await self._ask(command, None, lambda result: result)  # type: ignore[no-any-return]

    async def answer(self, command: Command[T], key: Key | None, render: Callable[[T], Answer]) -> Answer:
        """Carry out a command for a client; `render` runs inside the batch, and a retry gets the same bytes again."""
        return await self._ask(command, key, render)  # type: ignore[no-any-return]

    async def _ask(self, command: Command[Any], key: Key | None, render: Callable[[Any], Any]) -> Any:
        if self._closed:
            raise Stopping(retry_after=1)
        ask = _Ask(command, key, render)
        desk = self._desk(command.site)
        desk.put(ask)
        try:
            return await ask.done
        except SiteUnknown:
            if self._desks.pop(command.site, None) is not None:  # or any name at all would leave a desk behind
                await desk.close()
            raise

    def _desk(self, site: str) -> Desk:
        if site not in self._desks:
            self._desks[site] = self.desk(site, self.parts)
        return self._desks[site]

    async def close(self) -> None:
        self._closed = True
        await asyncio.gather(*(desk.close() for desk in self._desks.values()))
