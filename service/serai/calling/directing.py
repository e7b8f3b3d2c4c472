"""What is decided of all calls at once: who makes them, that there are none, how many the neighbour takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from serai.calling import control
from serai.calling.control import Control
from serai.calling.events import CallsResumed, CallsStopped, CallsSwitched
from serai.core.desk import Command, Draft
from serai.queue import recalls
from serai.queue.actions import record
from serai.queue.rules import Queue, Visit
from serai.queue.tables import NoteRow
from serai.sites.actions import memory_of


@dataclass(frozen=True)
class _Directing(Command[Draft]):
    """`by` is the key id of who decides; `lane` None is the whole site. Returns the draft, to be shown from."""

    by: str
    lane: str | None

    def lanes(self, draft: Draft) -> list[str]:
        place = memory_of(draft).place
        return [place.lane(self.lane).code] if self.lane is not None else list(place.lanes)


@dataclass(frozen=True)
class SwitchCalls(_Directing):
    """Let the service call as well (`automatic`), or operators alone (`operator`). Who is called stays called."""

    mode: str

    def decide(self, draft: Draft) -> Draft:
        lanes, known = self.lanes(draft), draft.of(Control)
        book = memory_of(draft).rulebook_at(draft.now).rulebook
        if any(known.mode(lane, book) != self.mode for lane in lanes):
            draft.record(CallsSwitched(lane=self.lane, mode=self.mode, by=self.by))
        return draft


@dataclass(frozen=True)
class StopCalls(_Directing):
    """Stop all calls at once; those not at their gates are taken back, as the rulebook has it.

    `text` is what was said beside the reason; it is kept outside the ledger.
    """

    reason: str
    text: str | None = None

    def decide(self, draft: Draft) -> Draft:
        lanes, known = self.lanes(draft), draft.of(Control)
        if self.lane in known.stops or None in known.stops:
            return draft
        seq = draft.record(CallsStopped(lane=self.lane, reason=self.reason, by=self.by))
        if self.text is not None:
            draft.writes.insert(NoteRow, site=draft.site, seq=seq, visit="", text=self.text)
        for visit in self._taken_back(draft, lanes):
            facts = recalls.withdraw(draft.of(Queue), visit.id, self.reason, self.by, clause="call.stopped")
            record(draft, facts)
        return draft

    def _taken_back(self, draft: Draft, lanes: Sequence[str]) -> list[Visit]:
        if memory_of(draft).rulebook_at(draft.now).rulebook.calls.on_stop != "withdraw":
            return []
        return recalls.under_way(draft.of(Queue).visits.values(), lanes)


@dataclass(frozen=True)
class ResumeCalls(_Directing):
    """Let calls be made again: of the whole site, all that were stopped; of a lane, its own stop."""

    def decide(self, draft: Draft) -> Draft:
        self.lanes(draft)
        stops = draft.of(Control).stops
        if self.lane in stops or (self.lane is None and stops):
            draft.record(CallsResumed(lane=self.lane, by=self.by))
        return draft


@dataclass(frozen=True)
class ReportAcceptance(_Directing):
    """Say how many vehicles the neighbour takes in so many minutes, until when."""

    vehicles: int
    minutes: int
    until: datetime

    def decide(self, draft: Draft) -> Draft:
        self.lanes(draft)
        fact = control.accept(self.lane, self.vehicles, self.minutes, self.until, self.by, draft.now)
        draft.record(fact)
        return draft
