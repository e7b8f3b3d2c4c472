"""One reader's bounded buffer: what it was told of each feed, and what it still has to be told.

Pure: no socket, no clock. `clear` says whether frames may go straight out; while it is false they gather here, merged,
until the reader catches up, or until they are too many and the feeds concerned start over with a fresh snapshot.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Final

from serai.live import frames

BUFFER_BYTES: Final = 128 * 1024
"""What may wait for one reader. With the transport's 64 KiB and the kernel's, a stuck reader stays below 512 KiB."""

STUCK_SECONDS: Final = 30.0
"""How long a reader may take nothing before it is told to go (4408)."""

HELD_CHANGES: Final = 1_000
"""How many changes may wait for one snapshot to be read."""

Operation = Sequence[str | int]
Shot = Callable[[bytes], int]


def _nothing(_: bytes) -> None: ...


@dataclass(frozen=True)
class Change:
    """What one feed has to say about the entries in (after, to].

    `first` is the lowest entry in it that concerned the feed: nothing in (after, first) did, so a reader that knows all
    up to anywhere in between may be told the same with its own `from`. `ops` is None on feeds without rank operations.
    """

    feed: str
    after: int
    first: int
    to: int
    ops: tuple[Operation, ...] | None
    members: Mapping[str, Any]

    @cached_property
    def data(self) -> bytes:
        """The encoded frame; made once, however many readers share it."""
        if self.ops is None:
            return frames.state_change(self.feed, self.after, self.to, self.members)
        return frames.queue_change(self.feed, self.after, self.to, self.ops, self.members)

    def told_from(self, after: int) -> Change:
        return self if after == self.after else replace(self, after=after)

    def then(self, later: Change) -> Change:
        """This and the next change of the same feed as one."""
        ops = None if self.ops is None else self.ops + (later.ops or ())
        return Change(self.feed, self.after, self.first, later.to, ops, {**self.members, **later.members})


@dataclass(slots=True, eq=False)
class Subscription:
    """One feed as one reader knows it.

    `told` is the `to` (or the snapshot's `seq`) that the reader last got or will get; None until it has any. `known`
    may be ahead of it where the ledger was read and nothing in between concerned the feed. While `held` is a list, a
    snapshot is being read and changes wait in it; what the snapshot already contains is dropped afterwards.
    """

    feed: str
    reader: Reader
    told: int | None = None
    known: int = 0
    held: list[Change] | None = None
    is_lost: bool = False
    state: Mapping[str, Any] = field(default_factory=dict)
    audience: Audience | None = None

    def hold(self) -> None:
        """Keep changes back until `begin`."""
        self.step_aside()
        self.held = []
        self.told = None
        self.is_lost = False

    def begin(self, told: int, known: int | None = None) -> None:
        """The reader has been given everything up to `known`, and its last position was `told`."""
        self.told = told
        self.known = told if known is None else max(told, known)
        held, self.held = self.held, None
        if len(held or ()) > HELD_CHANGES:
            self.lose()
        for change in held or ():
            self.offer(change)
        self.step_up()

    def lose(self) -> None:
        """Follow nothing more until a reset and a snapshot have been sent."""
        self.step_aside()
        self.is_lost = True
        self.told = None

    def offer(self, change: Change) -> None:
        """Take the next change: keep the chain, or start over. Never a silent gap."""
        if self.held is not None:
            if len(self.held) <= HELD_CHANGES:
                self.held.append(change)
        elif self.told is not None:
            known = max(self.told, self.known)
            if change.to <= known:
                return
            if change.after > known or change.first <= known:
                self.lose()
                return
            told, self.told = self.told, change.to
            self.reader.put(change.told_from(told))
            self.step_up()

    def step_up(self) -> None:
        """Join those who need no looking after, if it was told all there is and its connection is clear."""
        audience = self.audience
        if audience is not None and self.told == audience.told and self.held is None and self.reader.clear:
            audience.others.pop(self, None)
            if self.reader.shot is not None:
                audience.direct[self] = self.reader.shot
            else:
                audience.ready[self] = self.reader.sink

    def step_aside(self) -> None:
        """Be looked after one by one, from the position that all the ready share."""
        audience = self.audience
        if audience is not None and (audience.direct.pop(self, None) or audience.ready.pop(self, None)) is not None:
            self.told = audience.told
            audience.others[self] = None


class Audience:
    """All who follow one feed. The `ready` were told all up to `told`: they get the same bytes, and no more is done.

    So do the `direct`, past all that lies between a feed and a connection, as long as nothing waits there.
    """

    __slots__ = ("direct", "others", "ready", "told")

    def __init__(self, told: int) -> None:
        self.told = told
        self.direct: dict[Subscription, Shot] = {}
        self.ready: dict[Subscription, Callable[[bytes], None]] = {}
        self.others: dict[Subscription, None] = {}

    @property
    def is_empty(self) -> bool:
        return not self.direct and not self.ready and not self.others

    def add(self, subscription: Subscription) -> None:
        subscription.audience = self
        self.others[subscription] = None

    def remove(self, subscription: Subscription) -> None:
        subscription.step_aside()
        subscription.audience = None
        self.others.pop(subscription, None)

    def tell(self, change: Change) -> list[Subscription]:
        """Tell everybody, waiting for nobody; returns who lost the chain although their connection is clear."""
        self.told = change.to
        if self.direct:
            self._shoot(change.data)
        if self.ready:
            data = change.data
            # A write may find the connection full, and its reader then steps aside.
            for write in tuple(self.ready.values()):
                write(data)
        for subscription in tuple(self.others):
            subscription.offer(change)
        return [each for each in self.others if each.is_lost and each.reader.clear]

    def _shoot(self, data: bytes) -> None:
        """A shot only writes, so nobody comes or goes before the last; then what was not taken is sent on."""
        size, short = len(data), []
        for subscription, shot in self.direct.items():
            try:
                taken = shot(data)
            except OSError:
                taken = 0
            if taken != size:
                short.append((subscription.reader, taken))
        for reader, taken in short:
            reader.rest(data[taken:])


@dataclass(slots=True, eq=False)
class Reader:
    """One socket's outgoing side. `sink` takes encoded frames and never blocks.

    `shot`, where there is one, writes what can be written of a frame at once and says how much that was, or raises
    OSError; only while `clear`. `rest` is then to be given what it did not take.
    """

    sink: Callable[[bytes], None]
    shot: Shot | None = None
    rest: Callable[[bytes], None] = _nothing
    limit: int = BUFFER_BYTES
    clear: bool = True
    subscriptions: dict[str, Subscription] = field(default_factory=dict)
    waiting: list[Change | bytes] = field(default_factory=list)
    size: int = 0
    blocked_at: float | None = None

    def put(self, item: Change | bytes) -> None:
        """Send, or keep in order behind what waits."""
        if self.clear:
            self.sink(_wire(item))
            return
        self.waiting.append(item)
        self.size += len(_wire(item))
        if self.size > self.limit and len(self.waiting) > 1:
            self._overflow()

    def block(self, now: float) -> None:
        """The connection takes no more for the moment (`now` on any monotonic clock, in seconds)."""
        self.clear = False
        if self.blocked_at is None:
            self.blocked_at = now
        for subscription in self.subscriptions.values():
            subscription.step_aside()

    def drain(self) -> bytes:
        """The connection takes frames again: all that waited, to be written before anything else."""
        waited = b"".join(map(_wire, merged(self.waiting)))
        self.waiting = []
        self.size = 0
        self.clear = True
        self.blocked_at = None
        for subscription in self.subscriptions.values():
            subscription.step_up()
        return waited

    def is_stuck(self, now: float, seconds: float = STUCK_SECONDS) -> bool:
        """Whether it has taken nothing for so long."""
        return self.blocked_at is not None and now - self.blocked_at > seconds

    def lost(self) -> list[Subscription]:
        """The feeds that must start over, in the order in which they were asked for."""
        return [each for each in self.subscriptions.values() if each.is_lost and each.held is None]

    def _overflow(self) -> None:
        """Forget what waits: a snapshot costs less than it, and is newer."""
        self.waiting = []
        self.size = 0
        for subscription in self.subscriptions.values():
            if subscription.held is None:
                subscription.lose()


def merged(items: Iterable[Change | bytes]) -> list[Change | bytes]:
    """The same to a reader in fewer frames: neighbouring changes of one feed become one; the order of feeds stays."""
    fewer: list[Change | bytes] = []
    for item in items:
        last = fewer[-1] if fewer else None
        if isinstance(item, Change) and isinstance(last, Change) and last.feed == item.feed:
            fewer[-1] = last.then(item)
        else:
            fewer.append(item)
    return fewer


def _wire(item: Change | bytes) -> bytes:
    return item if isinstance(item, bytes) else item.data
