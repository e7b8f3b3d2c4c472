"""What a driver's screen knows: a pure fold of the frames of `queue:{site}` and `visit:{id}`. No I/O, no clock.

A rank is known only while every rank operation since it was given has been applied. Whenever that chain breaks the fold
says so (`is_known` is False) and asks for a new start (`is_lost`), rather than show a place that may be wrong.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

Frame = Mapping[str, Any]

IN_LINE = frozenset({"waiting", "called"})
OVER = frozenset({"departed", "left", "turned_away"})


@dataclass(frozen=True, slots=True)
class Position:
    """Where in a site's ledger a feed stands."""

    epoch: str
    seq: int

    def wire(self) -> dict[str, Any]:
        return {"epoch": self.epoch, "seq": self.seq}


@dataclass(frozen=True, slots=True)
class Band:
    """When admission is to be expected: nine times in ten between `p05` and `p95`."""

    p05: datetime
    p50: datetime
    p95: datetime


@dataclass(slots=True)
class State:
    """One visit and the queue it stands in; feed it every frame of the socket, in order, with `apply`.

    `at` is the queue feed's position, to resume from; None if there is nothing to resume.
    """

    site: str
    visit_id: str
    cargo_class: str | None = None
    at: Position | None = None
    queue: dict[str, Any] = field(default_factory=dict)
    visit: dict[str, Any] = field(default_factory=dict)
    guidance: dict[str, Any] | None = None
    line: str | None = None
    rank: int | None = None
    because: str | None = None
    is_known: bool = False
    is_lost: bool = False
    refused: str | None = None
    _rank_at: Position | None = None

    @property
    def queue_feed(self) -> str:
        return f"queue:{self.site}"

    @property
    def visit_feed(self) -> str:
        return f"visit:{self.visit_id}"

    @property
    def status(self) -> str | None:
        return self.visit.get("status")

    @property
    def rank_at(self) -> int | None:
        """The ledger number as of which the rank is true."""
        return self._rank_at.seq if self._rank_at is not None else None

    @property
    def is_over(self) -> bool:
        return self.status in OVER

    @property
    def gate(self) -> str | None:
        """The gate it was called to."""
        return (self.visit.get("call") or {}).get("gate")

    @property
    def stage(self) -> str | None:
        """Where it is: `waiting_area`, `to_gate`, `at_gate`, `to_bay`, `in_bay`, `leaving`."""
        return self.visit.get("stage")

    @property
    def is_stopped(self) -> bool:
        """Whether nobody of its lane is called for the time being."""
        return self.visit.get("lane") in (self.queue.get("stopped") or ())

    @property
    def of(self) -> int | None:
        """How many stand in the line."""
        lines = self.queue.get("lines") or {}
        return lines.get(self.line) if self.line is not None else None

    def begin(self) -> None:
        """A new connection: the queue goes on from `at`, the visit is told anew, and until then no place is known."""
        if self.is_lost:
            self.at = None
        self.is_known = self.is_lost = False
        self._rank_at = None

    def apply(self, frame: Frame) -> bool:
        """Take in a frame; returns whether anything a driver sees may have changed."""
        kind, feed = frame.get("type"), frame.get("feed")
        if kind == "error":
            if feed in (self.queue_feed, self.visit_feed, None):
                self.refused = str(frame.get("code"))
            return True
        if feed == self.queue_feed:
            return self._queue_frame(str(kind), frame)
        if feed == self.visit_feed:
            return self._visit_frame(str(kind), frame)
        return False

    def band(self) -> Band | None:
        """The present band by the published curves, or else the one the visit came with; None while there is none."""
        points = self._curve("bands")
        as_of = self.queue.get("as_of")
        since = self._curve("calls") if self.status == "called" else ()
        if self.is_known and since and as_of:
            return self._since_call(since, instant(as_of))
        if self.is_known and self.rank is not None and points and as_of:
            start = instant(as_of)
            ends = [start + timedelta(minutes=at_rank(points, self.rank, column)) for column in (1, 2, 3)]
            return Band(*map(max, ends, self._soonest(start), self._from_afar(start)))
        given = self.visit.get("band")
        if not given or self.status not in IN_LINE:
            return None
        return Band(instant(given["p05"]), instant(given["p50"]), instant(given["p95"]))

    def _curve(self, of: str) -> Sequence[Sequence[int]]:
        classes = (self.queue.get(of) or {}).get(self.line) or {}
        return classes.get(self.cargo_class) or next(iter(classes.values()), [])

    def _since_call(self, points: Sequence[Sequence[int]], as_of: datetime) -> Band:
        """The band of who is called, wherever it stands in line; a call that is newer than the bands begins them."""
        at = instant((self.visit.get("call") or {}).get("at") or as_of.isoformat()) + self._farther
        since = int(max(0.0, (as_of - at).total_seconds()) // 60)
        ends = (timedelta(minutes=at_rank(points, since, column)) for column in (1, 2, 3))
        return Band(*(max(as_of, at) + max(each, timedelta(0)) for each in ends))

    @property
    def _farther(self) -> timedelta:
        """How much longer it drives to the gate than from the nearest waiting area, from which bands are told."""
        return timedelta(minutes=self.visit.get("farther_minutes") or 0)

    def _soonest(self, as_of: datetime) -> Sequence[datetime]:
        """What bands older than the visit do not know: its whole way to the gate is before it."""
        classes = (self.queue.get("ways") or {}).get(self.line) or {}
        joined = instant(self.visit.get("arrived_at") or as_of.isoformat())
        if not classes or joined <= as_of:
            return (as_of,) * 3
        way = classes.get(self.cargo_class) or next(iter(classes.values()))
        return [joined + timedelta(minutes=each) for each in way]

    def _from_afar(self, as_of: datetime) -> Sequence[datetime]:
        """Who waits farther from the gate is let in as much later than one near by, if both are called now."""
        points = self._curve("calls") if self._farther else ()
        if not points:
            return (as_of,) * 3
        begins = max(instant(self.visit.get("arrived_at") or as_of.isoformat()), as_of) + self._farther
        return [begins + timedelta(minutes=at_rank(points, 0, column)) for column in (1, 2, 3)]

    def _queue_frame(self, kind: str, frame: Frame) -> bool:
        if kind == "snapshot":
            at = Position(frame["at"]["epoch"], frame["at"]["seq"])
            if self._rank_at is not None and at != self._rank_at:
                self.is_known, self._rank_at = False, None
            self.at, self.queue = at, dict(frame["state"])
        elif kind == "reset":
            self.at, self.is_known, self._rank_at = None, False, None
        elif kind == "change":
            return self._queue_change(frame)
        return True

    def _queue_change(self, frame: Frame) -> bool:
        if self.at is not None and frame["to"] <= self.at.seq:
            return False  # told twice
        if self.at is None or frame["from"] != self.at.seq:
            self._lose()
            return True
        members = {name: value for name, value in frame.items() if name not in ("type", "feed", "from", "to", "ops")}
        self.queue |= members
        self.at = Position(self.at.epoch, frame["to"])
        if self._rank_at is not None and frame["to"] > self._rank_at.seq:
            if frame["from"] < self._rank_at.seq:
                self._lose()  # the frame holds operations that the rank has seen already, and does not tell which
                return True
            for operation in frame["ops"]:
                self._move(operation)
            self._rank_at = self.at
        return True

    def _move(self, operation: Sequence[Any]) -> None:
        what, line = operation[0], operation[1]
        if line != self.line or self.rank is None:
            return
        before = self.rank
        self.rank = moved(before, what, operation[2:])
        if self.rank is not None and self.rank > before:
            clause = operation[4:] if what == "move" else operation[3:]
            self.because = str(clause[0]) if clause else None

    def _visit_frame(self, kind: str, frame: Frame) -> bool:
        if kind == "snapshot":
            self._adopt(Position(frame["at"]["epoch"], frame["at"]["seq"]), frame["state"])
            self.guidance = frame["state"].get("guidance")
            self.visit = dict(frame["state"].get("visit") or {})
        elif kind == "change":
            members = frame["state"]
            self.visit = dict(members.get("visit") or self.visit)
            self.guidance = members.get("guidance", self.guidance)
            if self.status in IN_LINE and self._is_elsewhere(members) and self.at is not None:
                self._adopt(Position(self.at.epoch, frame["to"]), members)
        elif kind == "reset":
            self.is_known, self._rank_at = False, None
        if self.status is not None and self.status not in IN_LINE:
            self.rank, self.line, self.is_known = None, None, True
        return True

    def _is_elsewhere(self, members: Mapping[str, Any]) -> bool:
        """Whether a change puts the visit into another line, where the ranks it had say nothing."""
        return members.get("line", self.line) != self.line or (self.rank is None and members.get("rank") is not None)

    def _adopt(self, at: Position, state: Mapping[str, Any]) -> None:
        """Start from a rank as it was at a boundary of the queue feed; later frames move it on."""
        if self.at is not None and (at.epoch != self.at.epoch or at.seq < self.at.seq):
            self._lose()  # older than what the queue has told already: what lies between is gone
            return
        self.line, self.rank = state.get("line", self.line), state.get("rank", self.rank)
        self._rank_at, self.is_known = at, True

    def _lose(self) -> None:
        self.is_lost, self.is_known, self._rank_at = True, False, None


def moved(rank: int, what: str, ranks: Sequence[Any]) -> int | None:
    """Where somebody at `rank` stands after a rank operation of the same line; None if that was its own leaving."""
    at = int(ranks[0])
    if what == "join":
        return rank + 1 if at <= rank else rank
    if what == "leave":
        return None if at == rank else rank - 1 if at < rank else rank
    to = int(ranks[1])
    if at == rank:
        return to
    behind = rank - 1 if at < rank else rank
    return behind + 1 if to <= behind else behind


def at_rank(points: Sequence[Sequence[int]], rank: int, column: int) -> float:
    """Minutes at a rank, on a line between the points of a curve; beyond the last point on with its slope."""
    if rank <= points[0][0] or len(points) == 1:
        return points[0][column]
    at = next((index for index, point in enumerate(points) if rank <= point[0]), len(points) - 1)
    left, right = points[at - 1], points[at]
    rise = (right[column] - left[column]) / max(1, right[0] - left[0])
    return left[column] + rise * (rank - left[0])


def instant(text: str) -> datetime:
    """An RFC 3339 instant."""
    return datetime.fromisoformat(text)
