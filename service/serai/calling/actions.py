"""Every write of calling: calls in turn and by name, calls that were missed, and the bands that are promised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final, Self

from sqlalchemy.ext.asyncio import AsyncConnection

from serai.calling import calls, rules
from serai.calling.renewals import Renewals
from serai.calling.rules import Pace
from serai.core.agenda import Due
from serai.core.desk import Command, Draft
from serai.guidance.yard import YardState
from serai.ledger import queries as ledger
from serai.queue import moves
from serai.queue.actions import load_visits, record, shown
from serai.queue.rules import Queue, Visit
from serai.queue.views import Seen
from serai.sites.rulebook import Rulebook
from serai.sites.rules import SiteFold

MOST_AT_ONCE: Final = 200


@dataclass(frozen=True)
class CallNext(Command[list[Seen]]):
    """Call the next ones in order, of one lane or of all that are open."""

    call: str
    count: int
    lane: str | None = None

    @classmethod
    async def load(cls, connection: AsyncConnection, draft: Draft, commands: Sequence[Self]) -> None:
        place = draft.of(SiteFold).place
        count = min(sum(each.count for each in commands), MOST_AT_ONCE)
        next_ones = calls.next_up(draft.of(SiteFold), draft.of(Queue), place.lanes, count)
        of_lanes = [
            calls.next_up(draft.of(SiteFold), draft.of(Queue), [each.lane], count) for each in commands if each.lane
        ]
        await load_visits(connection, draft, [visit.id for each in (next_ones, *of_lanes) for visit in each])

    def decide(self, draft: Draft) -> list[Seen]:
        site, queue = draft.of(SiteFold), draft.of(Queue)
        lanes = [site.place.lane(self.lane).code] if self.lane else list(site.place.lanes)
        wanted = calls.next_up(site, queue, calls.check_open(site, lanes, draft.now), self.count)
        _check_gates(draft, wanted)
        return [_call(draft, visit, self.call, None) for visit in wanted]


@dataclass(frozen=True)
class CallNamed(Command[list[Seen]]):
    """Call these visits; those out of their turn with a reason, whose text is kept beside the ledger.

    `second` is the key id of a second person, already known to be another one with the right to call here.
    """

    call: str
    visits: tuple[str, ...]
    reason: str | None = None
    text: str | None = None
    second: str | None = None

    @classmethod
    async def load(cls, connection: AsyncConnection, draft: Draft, commands: Sequence[Self]) -> None:
        await load_visits(connection, draft, [visit for each in commands for visit in each.visits])

    def decide(self, draft: Draft) -> list[Seen]:
        queue, pace = draft.of(Queue), draft.of(Pace)
        named = calls.callable_visits(queue, self.visits)
        asked = [visit for visit in named if visit.status == "waiting"]
        jumping = calls.out_of_turn(queue, asked)
        calls.check_reason(jumping, self.reason)
        calls.check_second(pace, draft.now, _rulebook(draft).overrides_per_day, len(jumping), self.second)
        for visit in asked:
            calls.check_open(draft.of(SiteFold), [visit.lane], draft.now)
        _check_gates(draft, asked)
        for visit in asked:
            reason, second = (self.reason, self.second) if visit.id in jumping else (None, None)
            _call(draft, visit, self.call, reason, second, note=self.text)
        return [shown(draft, visit.id) for visit in named]


def _check_gates(draft: Draft, visits: Sequence[Visit]) -> None:
    queue, pace, interval = draft.of(Queue), draft.of(Pace), _interval(draft)
    for line, asked in Counter(visit.line for visit in visits).items():
        left = calls.calls_left(queue, pace, line, draft.now, interval, draft.of(YardState))
        calls.check_count(asked, left, line, interval)


def _call(
    draft: Draft, visit: Visit, call: str, reason: str | None, second: str | None = None, note: str | None = None
) -> Seen:
    queue = draft.of(Queue)
    gate = calls.gate_for(draft.of(SiteFold), queue, visit)
    record(draft, moves.call(queue, visit.id, call, gate, reason, second), note=note)
    return shown(draft, visit.id)


@dataclass(frozen=True)
class Renew(Command[bool]):
    """Take back calls that nobody followed, then compute the bands anew; record them if they tell anything new."""

    renewals: Renewals = field(default_factory=Renewals, compare=False)

    def decide(self, draft: Draft) -> bool:
        site, queue = draft.of(SiteFold), draft.of(Queue)
        patience = calls.patience(_interval(draft))
        for visit in calls.missed(queue.visits.values(), draft.now, patience, draft.of(YardState)):
            record(draft, moves.miss(queue, visit.id))
        is_told = site.site is not None and bool(site.place.lines) and self._publish(draft)
        again = [calls.next_look(queue.visits.values(), draft.now, patience), rules.outlived(queue, draft.now)]
        self.renewals.computed(self.site, draft.now, queue.waiting(), min(filter(None, again), default=None))
        return is_told

    def _publish(self, draft: Draft) -> bool:
        queue = draft.of(Queue)
        found = rules.promised(draft.of(SiteFold), queue, draft.of(Pace), draft.now, draft.of(YardState))
        if not rules.is_news(queue.curves, found) and rules.outlived(queue, draft.now) != draft.now:
            return False
        draft.record(found)
        return True


class Renewing:
    """The duty that keeps calls and bands true. Its `follow` is a desk's follower: hand it to the desks."""

    def __init__(self) -> None:
        self._renewals = Renewals()
        self.follow = self._renewals.follow
        self._has_looked = False

    def look_again(self) -> None:
        self._has_looked = False

    async def __call__(self, connection: AsyncConnection) -> Sequence[Due]:
        if not self._has_looked:
            for head in await ledger.heads(connection):
                self._renewals.expect(head.site, head.at)
            self._has_looked = True
        return [Due(at, Renew(site, self._renewals)) for at, site in self._renewals.due()]


def _rulebook(draft: Draft) -> Rulebook:
    return draft.of(SiteFold).rulebook_at(draft.now).rulebook


def _interval(draft: Draft) -> timedelta:
    return timedelta(minutes=_rulebook(draft).call_interval_minutes)
