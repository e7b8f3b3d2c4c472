"""A site's queue as a full list, the server that publishes it, and a bad network in between."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

from serai_driver.state import Position, State

ME = "me"
LINES = ("gate-in", "gate-2")
Orders = dict[str, list[str]]


@dataclass(slots=True)
class Server:
    """The truth at every entry, and the frames it makes of it. `orders[seq]` is the order after that entry."""

    rng: random.Random
    epoch: str = "e1"
    orders: list[Orders] = field(default_factory=lambda: [{line: [] for line in LINES}])
    ops: list[list[list[Any]]] = field(default_factory=lambda: [[]])
    names: int = 0

    def __post_init__(self) -> None:
        for _ in range(self.rng.randrange(6)):
            self.step(join_only=True)
        self.enter(ME)

    @property
    def head(self) -> int:
        return len(self.orders) - 1

    def enter(self, name: str, line: str | None = None) -> None:
        order = self._next()
        line = line or self.rng.choice(LINES)
        rank = self.rng.randint(1, len(order[line]) + 1)
        order[line].insert(rank - 1, name)
        self.ops[-1].append(["join", line, rank, "order.arrival"][: self.rng.choice((3, 4))])

    def step(self, *, join_only: bool = False) -> None:
        """One more entry: somebody joins, leaves, is moved, changes line, or nothing to do with any order."""
        what = "join" if join_only else self.rng.choice(("join", "join", "leave", "move", "change", "nothing"))
        line = self.rng.choice(LINES)
        if what == "join" or not self.orders[-1][line]:
            self.names += 1
            self.enter(f"t{self.names}", line)
            return
        order = self._next()
        at = self.rng.randrange(len(order[line]))
        if what == "nothing":
            return
        name = order[line].pop(at)
        if what == "leave":
            self.ops[-1].append(["leave", line, at + 1, "visit.admitted"])
            return
        other = line if what == "move" else LINES[1 - LINES.index(line)]
        to = self.rng.randint(1, len(order[other]) + 1)
        order[other].insert(to - 1, name)
        if other == line:
            self.ops[-1].append(["move", line, at + 1, to, "order.window"])
        else:
            self.ops[-1] += [["leave", line, at + 1], ["join", other, to]]

    def _next(self) -> Orders:
        self.orders.append({line: list(members) for line, members in self.orders[-1].items()})
        self.ops.append([])
        return self.orders[-1]

    def boundary(self, seq: int) -> int:
        """The last entry up to `seq` that moved an order: where the queue feed stands."""
        return max(at for at in range(seq + 1) if self.ops[at] or at == 0)

    def place(self, seq: int, name: str = ME) -> tuple[str, int] | None:
        for line, members in self.orders[seq].items():
            if name in members:
                return line, members.index(name) + 1
        return None

    def lengths(self, seq: int) -> dict[str, int]:
        return {line: len(members) for line, members in self.orders[seq].items()}

    def queue_snapshot(self, seq: int) -> dict[str, Any]:
        at = {"epoch": self.epoch, "seq": self.boundary(seq)}
        return {"type": "snapshot", "feed": "queue:S", "at": at, "state": {"lines": self.lengths(seq)}}

    def queue_change(self, after: int, to: int) -> dict[str, Any] | None:
        ops = [op for seq in range(after + 1, to + 1) for op in self.ops[seq]]
        if not ops:
            return None
        frame = {"type": "change", "feed": "queue:S", "from": after, "to": self.boundary(to), "ops": ops}
        return frame | {"lines": self.lengths(to)}

    def visit_state(self, seq: int) -> dict[str, Any]:
        place = self.place(seq)
        line, rank = place or (None, None)
        return {"visit": {"status": "waiting" if place else "admitted"}, "line": line, "rank": rank, "guidance": None}

    def visit_snapshot(self, seq: int) -> dict[str, Any]:
        at = {"epoch": self.epoch, "seq": self.boundary(seq)}
        return {"type": "snapshot", "feed": "visit:me", "at": at, "state": self.visit_state(seq)}

    def visit_change(self, after: int, seq: int) -> dict[str, Any]:
        return {"type": "change", "feed": "visit:me", "from": after, "to": seq, "state": self.visit_state(seq)}


@dataclass(slots=True)
class Phone:
    """The client end: a state, and what of the server's frames reaches it."""

    server: Server
    state: State = field(default_factory=lambda: State("S", ME))
    told: int = 0
    faults: list[str] = field(default_factory=list)

    def connect(self, *, with_reset: bool = False) -> None:
        """As the connection does: the queue from where it was left, then the visit."""
        state, server = self.state, self.server
        state.begin()
        head = server.head
        after = state.at
        if after is None:
            self.hear(server.queue_snapshot(head))
        elif with_reset or after.epoch != server.epoch or after.seq > head:
            self.hear({"type": "reset", "feed": "queue:S", "reason": "too_old"})
            self.hear(server.queue_snapshot(head))
        elif (missed := server.queue_change(after.seq, head)) is not None:
            self.hear(missed)
        self.hear(server.visit_snapshot(head))
        self.told = server.boundary(head)

    def publish(self, *, lost: bool, twice: bool, visit_first: bool) -> None:
        """The next frame, of all entries since the last, with what the network does to it."""
        server, head = self.server, self.server.head
        frame = server.queue_change(self.told, head)
        changed = server.place(self.told) != server.place(head)
        visit = server.visit_change(self.told, server.boundary(head)) if changed else None
        if frame is not None:
            self.told = frame["to"]
        frames = [None if lost else frame, visit]
        for each in reversed(frames) if visit_first else frames:
            for _ in range(2 if twice else 1):
                if each is not None:
                    self.hear(each)

    def hear(self, frame: dict[str, Any]) -> None:
        self.state.apply(frame)
        fault = self.fault()
        if fault is not None:
            self.faults.append(fault)

    def fault(self) -> str | None:
        """What is wrong with what the driver sees, held against the truth at the entry the state claims."""
        state = self.state
        if not state.is_known or state.rank_at is None or state.rank is None:
            return None
        truth = self.server.place(state.rank_at)
        if truth != (state.line, state.rank):
            return f"shows {state.line} {state.rank} at {state.rank_at}, is {truth}"
        return None


__all__ = ["ME", "Phone", "Position", "Server"]
