"""Calling out of turn: by one person, or asked for by one and confirmed by another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final, Self

from sqlalchemy.ext.asyncio import AsyncConnection

from serai.calling import calls
from serai.calling.actions import CallNamed, CallNext
from serai.core.desk import Command, Draft
from serai.overrides.events import OverrideAsked, OverrideConfirmed, OverrideMade
from serai.overrides.rules import Asked, InTurn, Overrides
from serai.queue.actions import load_visits
from serai.queue.events import VisitCalled
from serai.queue.rules import Queue
from serai.queue.tables import NoteRow
from serai.queue.views import Seen
from serai.sites.rules import SiteFold

STANDS: Final = timedelta(minutes=30)
"""How long a request waits for a second person; the queue has moved on by then."""


@dataclass(frozen=True)
class Override(CallNamed):
    """Call these visits; `by` is the pseudonym under which who calls out of turn is counted in public."""

    by: str = field(kw_only=True)

    def decide(self, draft: Draft) -> list[Seen]:
        before = len(draft.facts)
        seen = super().decide(draft)
        _answer_for(draft, before, self.by)
        return seen

    def check_answerable(self, draft: Draft, jumping: frozenset[str]) -> None:
        super().check_answerable(draft, jumping)
        allowed = draft.of(SiteFold).rulebook_at(draft.now).rulebook.overrides_per_day
        draft.of(Overrides).check_second(len(jumping), allowed, self.second, draft.now)


@dataclass(frozen=True)
class OverrideNext(CallNext):
    """Call the next ones, with a reason more than the gates take; `by` as for `Override`."""

    by: str = field(kw_only=True)

    def decide(self, draft: Draft) -> list[Seen]:
        before = len(draft.facts)
        seen = super().decide(draft)
        _answer_for(draft, before, self.by)
        return seen


def _answer_for(draft: Draft, before: int, by: str) -> None:
    """Record by whose word the calls with a reason were made that were recorded since."""
    for fact in draft.facts[before:]:
        if isinstance(fact, VisitCalled) and fact.reason is not None:
            words = {"call": fact.call, "reason": fact.reason, "second": fact.second}
            draft.record(OverrideMade(visit=fact.visit, lane=fact.lane, by=by, **words))


@dataclass(frozen=True)
class Ask(Command[Asked]):
    """Ask for a second person to call visits out of turn; `text` is kept beside the ledger."""

    override: str
    visits: tuple[str, ...]
    reason: str
    by: str
    text: str | None = None

    def decide(self, draft: Draft) -> Asked:
        queue = draft.of(Queue)
        named = calls.callable_visits(queue, self.visits)
        waiting = [visit for visit in named if visit.status == "waiting"]
        if not calls.out_of_turn(queue, waiting):
            raise InTurn(visits=list(self.visits))
        seq = draft.record(
            OverrideAsked(
                override=self.override, visits=[each.id for each in waiting], reason=self.reason, by=self.by,
                until=draft.now + STANDS,
            )
        )  # fmt: skip
        if self.text is not None:
            draft.writes.insert(NoteRow, site=draft.site, seq=seq, visit=self.visits[0], text=self.text)
        return draft.of(Overrides).asked[self.override]


@dataclass(frozen=True)
class Confirm(Command[list[Seen]]):
    """Agree to what another person asked for: the calls and the agreement are one act, or neither is."""

    override: str
    call: str
    by: str

    @classmethod
    async def load(cls, connection: AsyncConnection, draft: Draft, commands: Sequence[Self]) -> None:
        known = draft.of(Overrides).asked
        wanted = [known[each.override] for each in commands if each.override in known]
        await load_visits(connection, draft, [visit for each in wanted for visit in each.visits])

    def decide(self, draft: Draft) -> list[Seen]:
        asked = draft.of(Overrides).find(self.override, self.by, draft.now)
        calling = Override(self.site, self.call, asked.visits, reason=asked.reason, second=self.by, by=asked.by)
        seen = calling.decide(draft)
        draft.record(OverrideConfirmed(override=self.override, by=self.by))
        return seen
