"""The published order: where a visit stands in its line, as a key computed once, when it joins.

Every entry of the rulebook's merge list is a *flow* with a weight, `take`; a visit belongs to the first entry that it
matches. Flows are merged by start-time fair queueing in whole numbers. A joining visit gets the tag

    tag = max(virtual time of the line, finish of its flow),    finish of its flow = tag + SCALE // take

so a flow that always waits is given `take` turns of each cycle, and one that seldom waits is served at once. The
virtual time is the tag of the visit last called in order; when nobody waits for a call, it moves to the last finish,
and the cycle begins anew.

Inside a flow, vehicles booked and on time come first, by start of slot and then arrival; all others follow by
arrival. A visit that must precede one of its own flow takes that one's tag and a smaller rest of the key, so joining
moves nobody. It pays for a turn of its flow all the same, unless it only passes vehicles that are not booked, which
give way for nothing. Priority makes nobody wait longer: where the turn of its flow would come later than a place as an
ordinary visit, a priority visit takes that place, and pays for it there.

**Punctuality.** A vehicle after its arrival window is placed by arrival, like a walk-in. One before its window too,
until the window opens; that moment is recorded and gives it its booked place. (Were it booked at once, the way to
pass every walk-in would be to book any slot and come now.)

**The bound.** Priority may cost an ordinary visit at most `bound` seconds of service. Each priority visit that is
placed before some ordinary visit is an *overtaker* with a cost, the service time of its lane. A joining overtaker `q`
may stand before the ordinary visit `x` only if the costs of all overtakers that joined the line since `x` did, and
its own, add up to at most the bound. Then, whatever happens, the overtakers of `x` joined after `x` did, the last of
them was allowed, and so the sum of their costs is within the bound: that is the whole proof. It counts overtakers
that may have passed others only, so it is sometimes stricter than it need be and never laxer. To know who is
protected it is enough to keep, with each overtaker, the last ordinary key of the line at that moment (its `ceiling`):
everybody who had joined by then stands at or before it. So the rule costs as many steps as overtakers fit into the
bound, however long the line.

A key is `(tag, flow, group, slot, arrived, seq)`: `group` is 0 booked, 1 by arrival, 2 behind a ceiling; `slot` the
slot's start, `arrived` the check-in, both in seconds and milliseconds since 1970; `seq` the number of the ledger
entry that recorded it, so that no two keys are equal (I-09). Nothing else than recorded facts and the rulebook enters
it (I-10), and only a recorded fact gives a visit another one (I-11).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from serai.queue.ranks import Key

SCALE = 720_720
"""One cycle of virtual time: divisible by every weight up to 16, so that the usual shares are exact."""

LAST_SEQ = 1 << 62
"""Stands for the number of an entry that is yet to be recorded: later than all others."""

BOOKED, BY_ARRIVAL, BEHIND = 0, 1, 2

EVERYTHING = 1 << 62
"""A cost beyond any bound."""


@dataclass(frozen=True, slots=True)
class Flow:
    """One entry of the merge list; None matches either."""

    take: int = 1
    classes: tuple[str, ...] = ()
    trusted: bool | None = None
    booked: bool | None = None

    @property
    def share(self) -> int:
        return max(1, SCALE // self.take)

    @property
    def is_priority(self) -> bool:
        """Whether it favours some vehicles for what they are, rather than for having booked."""
        return bool(self.classes) or self.trusted is True

    def takes(self, cargo_class: str, trusted: bool, booked: bool) -> bool:
        return (
            (not self.classes or cargo_class in self.classes)
            and self.trusted in (None, trusted)
            and self.booked in (None, booked)
        )


@dataclass(frozen=True, slots=True)
class Policy:
    """What a version of the rulebook says about order.

    The last flow takes whoever no entry matches. `is_live_only` places everybody by arrival, booked or not.
    """

    flows: tuple[Flow, ...]
    bound_seconds: int
    version: int
    is_live_only: bool = False

    def flow(self, cargo_class: str, trusted: bool, booked: bool, *, ordinary: bool = False) -> int:
        """The first flow that matches; with `ordinary`, the first that gives no priority."""
        return next(
            index
            for index, flow in enumerate(self.flows)
            if flow.takes(cargo_class, trusted, booked) and not (ordinary and flow.is_priority)
        )


DEFAULT_MERGE: tuple[Mapping[str, Any], ...] = (
    {"classes": ["fresh"], "trusted": True, "take": 1},
    {"classes": ["fresh"], "take": 1},
    {"trusted": True, "take": 1},
    {"take": 5},
)


def policy(
    version: int,
    merge: Iterable[Mapping[str, Any]] = DEFAULT_MERGE,
    priority_bound_minutes: int = 20,
    mode: str = "booked",
) -> Policy:
    """The order's part of a rulebook, from the fields as they were put."""
    flows = [
        Flow(entry.get("take", 1), tuple(entry.get("classes") or ()), entry.get("trusted"), entry.get("booked"))
        for entry in merge
    ]
    if not flows or flows[-1] != Flow(flows[-1].take):
        flows.append(Flow())
    return Policy(tuple(flows), priority_bound_minutes * 60, version, mode == "live_queue_only")


@dataclass(frozen=True, slots=True)
class Standing:
    """The facts of a visit that its place rests on. `cost_seconds` is one service on its lane."""

    cargo_class: str
    trusted: bool
    arrived_at: datetime
    cost_seconds: int
    slot_starts_at: datetime | None = None
    arrive_from: datetime | None = None
    arrive_until: datetime | None = None
    is_carried: bool = False
    """It came from another site with a promised place: `arrived_at` is when it came to that one."""

    def punctuality(self, now: datetime) -> str | None:
        """`early`, `on_time` or `late` for its slot; None without one. The window is half-open."""
        if self.slot_starts_at is None:
            return None
        if self.arrive_from is not None and now < self.arrive_from and self.arrived_at < self.arrive_from:
            return "early"
        if self.arrive_until is not None and self.arrived_at >= self.arrive_until:
            return "late"
        return "on_time"


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a visit is put. `ceiling` is the last ordinary key of the line if the visit is an overtaker, else None."""

    key: Key
    flow: int
    priority: bool
    finish: int
    cost: int
    ceiling: Key | None
    because: tuple[str, ...]
    rulebook: int


def later(key: Key) -> Key:
    """A key without its number as it compares to all recorded ones."""
    return (*key, LAST_SEQ)


def turn(standing: Standing, policy: Policy, now: datetime) -> Key:
    """The order inside a flow: `(group, slot, arrived)`."""
    arrived = round(standing.arrived_at.timestamp() * 1000)
    is_on_time = standing.punctuality(now) == "on_time" and not policy.is_live_only
    if is_on_time and standing.slot_starts_at is not None:
        return BOOKED, round(standing.slot_starts_at.timestamp()), arrived
    return BY_ARRIVAL, 0, arrived


def ceiling(overtakers: Iterable[tuple[int, Key]], cost: int, bound: int, last: Key | None) -> Key | None:
    """The key behind which a new overtaker must stand, if any.

    `overtakers` are (cost, ceiling) of those that joined, latest first; `last` the last ordinary key of the line now.
    """
    total = cost
    if total > bound:
        return last
    for spent, protected in overtakers:
        total += spent
        if total > bound:
            return protected
    return None


def is_ordered(keys: Iterable[Key]) -> bool:
    """Whether keys stand in order, none equal to the next."""
    return all(one < other for one, other in pairwise(keys))
