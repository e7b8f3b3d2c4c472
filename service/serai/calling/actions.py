"""The calls that somebody asks for, those that were missed, and the bands that are promised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Final, Self

from sqlalchemy.ext.asyncio import AsyncConnection

from serai.calling import calls, rules
from serai.calling.control import Control
from serai.calling.renewals import Renewals
from serai.calling.rules import Pace
from serai.core.agenda import Due
from serai.core.desk import Command, Draft
from serai.guidance.yard import YardState
from serai.ledger import queries as ledger
from serai.queue import moves
from serai.queue.actions import load_visits, record, shown
from serai.queue.moves import IN_TURN, Grounds, Missing
from serai.queue.rules import Queue, Visit
from serai.queue.views import Seen, policy
from serai.sites.rulebook import Rulebook
from serai.sites.rules import SiteFold

MOST_AT_ONCE: Final = 200


@dataclass(frozen=True)
class _Call(Command[list[Seen]]):
    """A call that somebody makes; an override with a reason, whose text is kept beside the ledger.

    `second` is the key id of a second person, already known to be another one with the right to call here.
    """

    call: str
    reason: str | None = field(default=None, kw_only=True)
    text: str | None = field(default=None, kw_only=True)
    second: str | None = field(default=None, kw_only=True)

    def grounds(self, draft: Draft, visits: Sequence[Visit]) -> Grounds:
        """What these calls rest on; refuses more than the gates take, but for an override that the rulebook allows."""
        queue, pace, book = draft.of(Queue), draft.of(Pace), _rulebook(draft)
        interval, may_exceed = timedelta(minutes=book.call_interval_minutes), book.calls.may_exceed
        grounds = IN_TURN
        for line, asked in Counter(visit.line for visit in visits).items():
            farther = max(visit.farther for visit in visits if visit.line == line)
            left = calls.calls_left(queue, pace, line, draft.now, interval, draft.of(YardState), farther)
            if asked > left and may_exceed and self.reason is not None and self.second is not None:
                grounds = Grounds(self.reason, self.second, "call.beyond", {"asked": asked, "left": max(left, 0)})
            else:
                calls.check_count(asked, left, line, interval, may_exceed=may_exceed)
        return grounds

    def make(self, draft: Draft, visit: Visit, grounds: Grounds) -> Seen:
        queue = draft.of(Queue)
        gate = calls.gate_for(draft.of(SiteFold), queue, visit)
        record(draft, moves.call(queue, visit.id, self.call, gate, grounds), note=self.text)
        return shown(draft, visit.id)


@dataclass(frozen=True)
class CallNext(_Call):
    """Call the next ones in order, of one lane or of all that are open and not stopped."""

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
        lanes = draft.of(Control).check(calls.check_open(site, lanes, draft.now))
        wanted = calls.next_up(site, queue, lanes, self.count)
        grounds = self.grounds(draft, wanted)
        return [self.make(draft, visit, grounds) for visit in wanted]


@dataclass(frozen=True)
class CallNamed(_Call):
    """Call these visits; those out of their turn with a reason."""

    visits: tuple[str, ...]

    @classmethod
    async def load(cls, connection: AsyncConnection, draft: Draft, commands: Sequence[Self]) -> None:
        await load_visits(connection, draft, [visit for each in commands for visit in each.visits])

    def decide(self, draft: Draft) -> list[Seen]:
        queue = draft.of(Queue)
        named = calls.callable_visits(queue, self.visits)
        asked = [visit for visit in named if visit.status == "waiting"]
        for visit in asked:
            draft.of(Control).check([visit.lane])
        jumping = calls.out_of_turn(queue, asked)
        self.check_answerable(draft, jumping)
        for visit in asked:
            calls.check_open(draft.of(SiteFold), [visit.lane], draft.now)
        grounds = self.grounds(draft, asked)
        overriding = replace(grounds, reason=self.reason, second=self.second)
        for visit in asked:
            self.make(draft, visit, overriding if visit.id in jumping else grounds)
        return [shown(draft, visit.id) for visit in named]

    def check_answerable(self, draft: Draft, jumping: frozenset[str]) -> None:
        """Refuse calls out of order that nobody answers for."""
        calls.check_reason(jumping, self.reason)


@dataclass(frozen=True)
class Renew(Command[bool]):
    """Take back calls that nobody followed, then compute the bands anew; record them if they tell anything new."""

    renewals: Renewals = field(default_factory=Renewals, compare=False)

    @classmethod
    async def load(cls, connection: AsyncConnection, draft: Draft, commands: Sequence[Self]) -> None:
        await load_visits(connection, draft, [visit.id for visit in _missed(draft)])

    def decide(self, draft: Draft) -> bool:
        site, queue, life = draft.of(SiteFold), draft.of(Queue), _rulebook(draft).calls.life
        for visit in _missed(draft):
            record(draft, moves.miss(queue, visit.id, _missing(draft)))
        is_told = site.site is not None and bool(site.place.lines) and self._publish(draft)
        again = [calls.next_look(queue.visits.values(), draft.now, life), rules.outlived(queue, draft.now)]
        again.append(draft.of(Control).next_end(draft.now))
        self.renewals.computed(self.site, draft.now, queue.waiting(), min(filter(None, again), default=None))
        return is_told

    def _publish(self, draft: Draft) -> bool:
        queue, pace = draft.of(Queue), draft.of(Pace)
        found = rules.promised(draft.of(SiteFold), queue, pace, draft.now, draft.of(YardState), draft.of(Control))
        if not rules.is_news(queue.curves, found) and rules.outlived(queue, draft.now) != draft.now:
            return False
        draft.record(found)
        return True


def _missed(draft: Draft) -> list[Visit]:
    life = _rulebook(draft).calls.life
    return calls.missed(draft.of(Queue).visits.values(), draft.now, life, draft.of(YardState))


def _missing(draft: Draft) -> Missing:
    """What the rulebook makes of a missed call."""
    book, now = _rulebook(draft).calls, draft.now
    by_arrival = policy(draft.of(SiteFold), None, now) if book.missed_place == "arrival" else None
    return Missing(now + book.rest, book.most_missed, by_arrival, now)


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
    """The rulebook in force; of a site that was not created yet, what every site begins with."""
    site = draft.of(SiteFold)
    return site.rulebook_at(draft.now).rulebook if site.site is not None else Rulebook()
