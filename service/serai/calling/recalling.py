"""What is done to one call: seen at the gate, taken back, given once more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from serai.calling.control import Control
from serai.core.desk import Draft
from serai.core.errors import check_version
from serai.core.events import Event
from serai.guidance.rules import WrongGate
from serai.queue import recalls
from serai.queue.actions import OnVisit, mine
from serai.queue.moves import Passage
from serai.queue.rules import Queue
from serai.queue.views import Seen
from serai.sites.rules import SiteFold


@dataclass(frozen=True)
class _OnCall(OnVisit):
    match: frozenset[str] | None = field(default=None, kw_only=True)

    def decide(self, draft: Draft) -> Seen:
        check_version(self.match, mine(draft, self.visit, self.asker).version)
        return super().decide(draft)


@dataclass(frozen=True)
class Reach(_OnCall):
    """A called vehicle has come to its gate; one whose call a stop took back on its way is told of the stop."""

    gate: str | None = None
    at: datetime | None = None

    def facts(self, draft: Draft) -> Sequence[Event]:
        if self.gate is not None:
            gate = draft.of(SiteFold).place.gate(self.gate)
            if not gate.is_entry:
                raise WrongGate(gate=gate.code, way=gate.way)
        queue = draft.of(Queue)
        visit = queue.find(self.visit)
        if visit.status == "waiting":
            draft.of(Control).check([visit.lane])
        return recalls.reach(queue, self.visit, Passage("", self.gate, self.at))


@dataclass(frozen=True)
class Withdraw(_OnCall):
    """Take a call back: its vehicle waits again where it stood, and rests."""

    reason: str = field(kw_only=True)

    def facts(self, draft: Draft) -> Sequence[Event]:
        rest = draft.of(SiteFold).rulebook_at(draft.now).rulebook.calls.rest
        return recalls.withdraw(draft.of(Queue), self.visit, self.reason, self.asker.caller.signature, draft.now + rest)


@dataclass(frozen=True)
class Repeat(_OnCall):
    """Call a vehicle once more that was called and has not come: its time begins anew."""

    reason: str = field(kw_only=True)

    def facts(self, draft: Draft) -> Sequence[Event]:
        return recalls.repeat(draft.of(Queue), self.visit, self.reason, self.asker.caller.signature)
