"""The desk: every write of a site, in turn, many in one transaction.

A command is one request to change something. The desk takes all that wait, claims the site's head row, lets each
command load what it needs, lets each decide over the same draft, writes everything in sets, records the facts, commits
once, and only then answers. A refusal is raised before anything is recorded, so it leaves nothing to undo.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, ClassVar, Generic, Protocol, Self, TypeVar, cast

from sqlalchemy.ext.asyncio import AsyncConnection

from serai.core.errors import Missing
from serai.core.events import Entry, Event, Head
from serai.core.folds import Fold
from serai.core.rows import Writes

T = TypeVar("T")
F = TypeVar("F", bound=Fold)


class SiteUnknown(Missing):
    """There is no such site."""

    code = "site.unknown"


Loader = Callable[[AsyncConnection, str], Awaitable[Fold]]
"""Reads a fold from the tables as of the transaction's snapshot."""


class Memory:
    """All folds of one site, brought to entry `seq` of `epoch`."""

    def __init__(self, epoch: str, seq: int, folds: Mapping[type[Fold], Fold]) -> None:
        self.epoch = epoch
        self.seq = seq
        self._folds = folds
        self._told: Iterable[Fold] = folds.values()
        self._takers: dict[str, list[Fold]] = {}

    @classmethod
    async def load(cls, connection: AsyncConnection, head: Head, loaders: Mapping[type[Fold], Loader]) -> Memory:
        folds = {kind: await loader(connection, head.site) for kind, loader in loaders.items()}
        return cls(head.epoch, head.seq, folds)

    def of(self, kind: type[F]) -> F:
        return cast(F, self._folds[kind])

    def apply(self, event: Event, at: datetime, seq: int) -> None:
        for fold in self._takers.get(event.kind) or self._takers_of(event.kind):
            fold.apply(event, at, seq)
        self.seq = seq

    def _takers_of(self, kind: str) -> list[Fold]:
        takers = [fold for fold in self._told if fold.takes is None or kind in fold.takes]
        self._takers[kind] = takers
        return takers

    def forget(self) -> None:
        for fold in self._folds.values():
            fold.forget()

    def trial(self) -> Memory:
        """A copy to try facts on. A fold that knows no copy is read by the trial, and told nothing of it."""
        copies = {kind: made for kind, fold in self._folds.items() if (made := fold.copy()) is not None}
        trial = Memory(self.epoch, self.seq, {**self._folds, **copies})
        trial._told = copies.values()
        return trial


@dataclass(frozen=True, slots=True)
class Record:
    """A fact being written down: where and when, the memory that has it already, and the personal columns beside it."""

    site: str
    seq: int
    at: datetime
    memory: Memory
    writes: Writes
    personal: Mapping[str, Any]


Save = Callable[[Any, Record], None]
_SAVES: dict[type[Event], list[Save]] = {}


def saves(*kinds: type[Event]) -> Callable[[Save], Save]:
    """Marks the function `(event, record)` that turns a fact into row changes.

    Replaying a ledger through these functions without the personal columns gives the decision tables again (I-27).
    """

    def register(save: Save) -> Save:
        for kind in kinds:
            _SAVES.setdefault(kind, []).append(save)
        return save

    return register


def take_in(event: Event, record: Record) -> None:
    """Make a fact true in memory and in the rows to write."""
    record.memory.apply(event, record.at, record.seq)
    for save in _SAVES.get(type(event), ()):
        save(event, record)


class Draft:
    """What a batch has decided so far: the memory with its facts applied, the facts, and the rows to write."""

    def __init__(self, head: Head, now: datetime, memory: Memory) -> None:
        self.site = head.site
        self.now = now
        self.head = head
        self.memory = memory
        self.facts: list[Event] = []
        self.writes = Writes()

    @property
    def next_seq(self) -> int:
        """The number that the next recorded fact will have."""
        return self.head.seq + len(self.facts) + 1

    def of(self, kind: type[F]) -> F:
        return self.memory.of(kind)

    def trial(self) -> Draft:
        """A draft that begins where this one stands and is thrown away: this one learns nothing of what it records."""
        return Draft(replace(self.head, seq=self.next_seq - 1), self.now, self.memory.trial())

    def record(self, event: Event, **personal: Any) -> int:
        """Make a fact true: for the commands after this one, for the tables and for the ledger. Returns its number."""
        seq = self.next_seq
        self.facts.append(event)
        take_in(event, Record(self.site, seq, self.now, self.memory, self.writes, personal))
        return seq


@dataclass(frozen=True)
class Command(Generic[T]):
    """A request to change something at one site."""

    site: str

    opens: ClassVar[bool] = False
    """Whether it may be the first act of a site that has no ledger yet."""

    @classmethod
    async def load(cls, connection: AsyncConnection, draft: Draft, commands: Sequence[Self]) -> None:
        """Read what the commands of this kind need beyond the working memory, for all of them at once."""

    def decide(self, draft: Draft) -> T:
        """Ask the rules, record what happened, return what to tell; or raise a Refusal and record nothing."""
        raise AssertionError(f"{type(self).__name__} does not decide")


class Journal(Protocol):
    """What the desk needs of the ledger."""

    async def claim(self, connection: AsyncConnection, site: str, *, open_: bool) -> Head | None: ...

    async def since(self, connection: AsyncConnection, site: str, seq: int) -> Sequence[Entry]: ...

    def record(self, writes: Writes, head: Head, facts: Sequence[Event], at: datetime) -> list[Entry]: ...

    async def head(self, connection: AsyncConnection, site: str) -> Head | None: ...

    async def heads(self, connection: AsyncConnection) -> Sequence[Head]: ...


Follower = Callable[[str, Sequence[Entry]], None]
"""Told of every commit, in order, before anybody is answered; must not block and must not fail."""
