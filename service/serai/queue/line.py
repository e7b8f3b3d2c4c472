"""One line: its members in order and what a newcomer's key is computed from."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from datetime import datetime

from sortedcontainers import SortedList

from serai.queue import order
from serai.queue.order import BEHIND, BOOKED, BY_ARRIVAL, Placement, Policy, Standing
from serai.queue.ranks import Key, Ranks

MOST_OVERTAKERS = 512
"""As many overtakers as are remembered; who joined before all of these is passed by nobody any more."""


class Line:
    """A fold of recorded placements, calls and departures of one line.

    `clock` is the virtual time, `finishes` the finish of each flow, `overtakers` those whose cost may still count,
    oldest first, as (cost, ceiling), and `overtaken` how many there ever were.
    """

    def __init__(self) -> None:
        self.ranks = Ranks()
        self.clock = 0
        self.finishes: dict[int, int] = {}
        self.overtakers: deque[tuple[int, Key]] = deque(maxlen=MOST_OVERTAKERS)
        self.overtaken = 0
        self._uncalled: SortedList[Key] = SortedList()
        self._flows: dict[int, SortedList[tuple[Key, Key]]] = {}
        self._ordinary: SortedList[Key] = SortedList()
        self._is_ordinary: set[str] = set()

    # What is recorded

    def join(self, member: str, key: Key, *, priority: bool, called: bool = False) -> int:
        """Put a member in at a recorded key; returns its rank."""
        if not priority:
            self._ordinary.add(key)
            self._is_ordinary.add(member)
        if not called:
            self._wait(key)
        return self.ranks.join(key, member)

    def charge(self, flow: int, finish: int, cost: int, ceiling: Key | None) -> None:
        """Note what a placement used up."""
        self.finishes[flow] = finish
        if ceiling is not None:
            self.overtakers.append((cost, ceiling))
            self.overtaken += 1

    def call(self, member: str) -> None:
        """A member no longer waits for its call."""
        self._unwait(self.ranks.key(member))

    def uncall(self, member: str) -> None:
        """A member waits for its call again, where it stood."""
        self._wait(self.ranks.key(member))

    def leave(self, member: str) -> int:
        """Take a member out; returns the rank it had."""
        key = self.ranks.key(member)
        self._unwait(key)
        if member in self._is_ordinary:
            self._is_ordinary.discard(member)
            self._ordinary.remove(key)
        return self.ranks.leave(member)

    # What is asked

    @property
    def called(self) -> int:
        """How many members were called and are not in yet."""
        return len(self.ranks) - len(self._uncalled)

    def summoned(self) -> Iterator[str]:
        """Members that were called and are not in yet, in order; they stand in front, so few others are looked at."""
        left = self.called
        members = iter(self.ranks)
        while left:
            member = next(members)
            if self.ranks.key(member) not in self._uncalled:
                left -= 1
                yield member

    def waiting(self) -> Iterator[str]:
        """Members that wait for a call, in order."""
        return (self.ranks.at(self.ranks.rank_of_key(key)) for key in self._uncalled)

    def place(self, standing: Standing, policy: Policy, now: datetime) -> Placement:
        """The key of a visit that joins now; its last part, the ledger number, is added when it is recorded."""
        turn = order.turn(standing, policy, now)
        booked = turn[0] == BOOKED
        flow = policy.flow(standing.cargo_class, standing.trusted, booked)
        placement = self._placed(flow, turn, standing, policy, now)
        if not placement.priority:
            return placement
        plain = policy.flow(standing.cargo_class, standing.trusted, booked, ordinary=True)
        return min(placement, self._placed(plain, turn, standing, policy, now), key=lambda each: each.key)

    def replace(self, member: str, standing: Standing, policy: Policy, now: datetime) -> tuple[Placement, int, int]:
        """Where a member would be put if it left and joined again now; also its rank before and after."""
        key, clock = self.ranks.key(member), self.clock
        waits, is_ordinary = key in self._uncalled, member in self._is_ordinary
        if waits:
            self.clock = self.clock_after(member, in_order=self.is_next(member))
        before = self.leave(member)
        placement = self.place(standing, policy, now)
        after = self.ranks.rank_of_key(order.later(placement.key))
        self.join(member, key, priority=not is_ordinary, called=not waits)
        self.clock = clock
        return placement, before, after

    def clock_after(self, member: str, *, in_order: bool) -> int:
        """The virtual time once a member no longer waits; `in_order` if it was called as the next."""
        key = self.ranks.key(member)
        clock = max(self.clock, key[0]) if in_order else self.clock
        if not self._uncalled or (len(self._uncalled) == 1 and self._uncalled[0] == key):
            clock = max([clock, *self.finishes.values()])
        return clock

    def is_next(self, member: str) -> bool:
        """Whether a member is the first of those that wait for a call."""
        return bool(self._uncalled) and self._uncalled[0] == self.ranks.key(member)

    def _placed(self, flow: int, turn: Key, standing: Standing, policy: Policy, now: datetime) -> Placement:
        entry = policy.flows[flow]
        finish = self.finishes.get(flow, 0)
        follower = self._follower(flow, turn)
        if follower is None:
            tag = max(self.clock, finish)
            finish = tag + entry.share
        else:
            tag = follower[0]
            finish += 0 if turn[0] == BOOKED and self._has_walk_in(flow) else entry.share
        key: Key = (tag, flow, *turn)
        last = self._ordinary[-1] if self._ordinary else None
        barred = None
        if entry.is_priority:
            barred = order.ceiling(self._spent(), standing.cost_seconds, policy.bound_seconds, last)
        if barred is not None and order.later(key) < barred:
            key = (barred[0], barred[1], BEHIND, 0, turn[2])
            finish = max(self.finishes.get(flow, 0), barred[0]) + entry.share
        else:
            barred = None
        overtakes = entry.is_priority and last is not None and order.later(key) < last
        return Placement(
            key=key,
            flow=flow,
            priority=entry.is_priority,
            finish=finish,
            cost=standing.cost_seconds,
            ceiling=last if overtakes else None,
            because=_clauses(standing, entry.is_priority, barred is not None, flow, policy, now),
            rulebook=policy.version,
        )

    def _spent(self) -> Iterable[tuple[int, Key]]:
        """The overtakers, latest first; the oldest of as many as are remembered stands for all before it."""
        yield from reversed(self.overtakers)
        if len(self.overtakers) == MOST_OVERTAKERS:
            yield order.EVERYTHING, self.overtakers[0][1]

    def _follower(self, flow: int, turn: Key) -> Key | None:
        """The first of a flow's waiting members that a newcomer with this turn must precede."""
        members = self._flows.get(flow)
        if not members:
            return None
        at = members.bisect_right((order.later(turn), ()))
        return members[at][1] if at < len(members) else None

    def _has_walk_in(self, flow: int) -> bool:
        members = self._flows.get(flow)
        return members is not None and len(members) > 0 and members[-1][0][0] == BY_ARRIVAL

    def _wait(self, key: Key) -> None:
        self._uncalled.add(key)
        if key[2] != BEHIND:
            self._flows.setdefault(key[1], SortedList()).add((key[2:], key))

    def _unwait(self, key: Key) -> None:
        self._uncalled.discard(key)
        if key[2] != BEHIND and key[1] in self._flows:
            self._flows[key[1]].discard((key[2:], key))


def _clauses(
    standing: Standing, priority: bool, barred: bool, flow: int, policy: Policy, now: datetime
) -> tuple[str, ...]:
    by = {"on_time": "order.slot", "early": "order.early", "late": "order.late", None: "order.arrival"}
    first = "order.transfer" if standing.is_carried else by[standing.punctuality(now)]
    clauses = ["order.live" if policy.is_live_only and not standing.is_carried else first]
    if priority:
        clauses.append("order.priority")
    elif flow != policy.flow(standing.cargo_class, standing.trusted, clauses[0] == "order.slot"):
        clauses.append("order.sooner")
    if barred:
        clauses.append("order.bound")
    return tuple(clauses)
