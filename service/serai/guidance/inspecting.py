"""Inspections: ordered, picked and ended by an authority, of a vehicle or by its declaration."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from serai.booking import declaring
from serai.core.desk import Draft
from serai.declarations.rules import Declaration
from serai.guidance.actions import settle
from serai.guidance.inspections import NEARNESS
from serai.queue.actions import OnVisit, mine, record, shown
from serai.queue.events import InspectionEnded, InspectionOrdered, InspectionPicked
from serai.queue.inspections import BOOKED, DECLARED, InspectionNone, InspectionTooLate, Outcome
from serai.queue.rules import Queue, Visit
from serai.queue.views import Seen

_OF_DECISIONS: Final[dict[str, Outcome]] = {"accepted": "cleared", "released": "cleared", "detained": "detained"}


@dataclass(frozen=True)
class _Inspection(OnVisit):
    """An act of an authority on one visit. A subclass says what it comes to; None if it was done before."""

    def decide(self, draft: Draft) -> Seen:
        visit = mine(draft, self.visit, self.asker)
        fact = self.fact(visit)
        if fact is not None:
            record(draft, [fact], note=self.note)
            settle(draft)
        return shown(draft, self.visit)

    def fact(self, visit: Visit) -> InspectionOrdered | InspectionPicked | InspectionEnded | None:
        raise AssertionError(f"{type(self).__name__} does nothing")


@dataclass(frozen=True)
class Order(_Inspection):
    """Want a visit inspected that was not released yet, wherever it is; it may not be released before that."""

    reason: str = field(kw_only=True)

    def fact(self, visit: Visit) -> InspectionOrdered | None:
        return _order(visit, self.reason)


@dataclass(frozen=True)
class Pick(_Inspection):
    """Take one of those who are to be inspected as the next: the next free inspection bay is kept for it."""

    def fact(self, visit: Visit) -> InspectionPicked | None:
        known = visit.inspection
        if known is None or not known.is_waited_for or visit.status not in NEARNESS:
            raise InspectionNone(visit=visit.id)
        return None if known.picked_at is not None else InspectionPicked(visit=visit.id)


@dataclass(frozen=True)
class End(_Inspection):
    """Say what came of an inspection, or that it is not wanted any more.

    Whoever had not come for it goes on to a bay of its own, unless `onward` says otherwise.
    """

    outcome: Outcome = field(kw_only=True)
    onward: bool | None = None

    def fact(self, visit: Visit) -> InspectionEnded | None:
        known = visit.inspection
        if known is not None and known.outcome == self.outcome:
            return None
        if known is None or not known.is_open or not visit.is_live:
            raise InspectionNone(visit=visit.id)
        return _end(visit, self.outcome, self.onward)


@dataclass(frozen=True)
class Decide(declaring.Decide):
    """An authority's decision about a declaration, and what it means for the vehicle that is here with it."""

    def decide(self, draft: Draft) -> Declaration:
        before = len(draft.facts)
        made = super().decide(draft)
        queue = draft.of(Queue)
        here = [each for each in queue.visits.values() if made.reservation and each.reservation == made.reservation]
        for visit in here if len(draft.facts) > before else ():
            fact = _decided(visit, made.status)
            if fact is not None:
                draft.record(fact)
                settle(draft)
        return made


def _decided(visit: Visit, status: str) -> InspectionOrdered | InspectionEnded | None:
    known = visit.inspection
    if status == "inspecting":
        return None if visit.status == "released" else _order(visit, DECLARED)
    outcome = _OF_DECISIONS.get(status)
    if known is None or not known.is_open or known.reason != DECLARED or outcome in (None, known.outcome):
        return None
    return _end(visit, outcome, None) if outcome else None


def _order(visit: Visit, reason: str) -> InspectionOrdered | None:
    if visit.status not in NEARNESS:
        raise InspectionTooLate(status=visit.status)
    known = visit.inspection
    if known is not None and known.is_open and known.reason != BOOKED:
        return None
    return InspectionOrdered(visit=visit.id, reason=reason)


def _end(visit: Visit, outcome: Outcome, onward: bool | None) -> InspectionEnded:
    came_for_it = visit.inspection is not None and visit.inspection.reason == BOOKED
    goes_on = outcome != "detained" and (not came_for_it if onward is None else onward)
    return InspectionEnded(visit=visit.id, outcome=outcome, onward=goes_on)
