"""What may happen to a call between its making and the gate, as the facts to record. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from serai.core.errors import Refusal
from serai.core.events import Event
from serai.queue import machine
from serai.queue.events import CallRepeated, CallWithdrawn, VisitAtGate
from serai.queue.moves import Passage
from serai.queue.rules import Queue, Visit


class NotCalled(Refusal):
    """This visit is not called at the moment, so there is no call to take back, to repeat or to come by."""

    code, rule = "visit.not_called", "visit.states"


def reach(queue: Queue, visit: str, passage: Passage) -> list[Event]:
    """A called visit stands at its gate. Nothing where that is known, or it was let in already."""
    found = queue.find(visit)
    if machine.is_past(found.status, "admitted") or (found.status == "called" and found.at_gate_at is not None):
        return []
    _check_called(found)
    gate = passage.gate or found.gate
    return [VisitAtGate(visit=visit, lane=found.lane, line=found.line, gate=gate, device_at=passage.device_at)]


def withdraw(
    queue: Queue, visit: str, reason: str, by: str, rests_until: datetime | None = None, clause: str = "call.withdrawn"
) -> list[Event]:
    """Take a call back: the visit waits again where it stood."""
    found = queue.find(visit)
    _check_called(found)
    return [CallWithdrawn(
        visit=visit, lane=found.lane, line=found.line, call=found.call or "", clause=clause, reason=reason, by=by,
        rests_until=rests_until,
    )]  # fmt: skip


def repeat(queue: Queue, visit: str, reason: str, by: str) -> list[Event]:
    """Give a call once more: its life begins anew."""
    found = queue.find(visit)
    _check_called(found)
    return [CallRepeated(
        visit=visit, lane=found.lane, line=found.line, call=found.call or "", reason=reason, by=by
    )]  # fmt: skip


def under_way(visits: Iterable[Visit], lanes: Iterable[str]) -> list[Visit]:
    """Those of these lanes who are called and not known to be at their gates, last called first."""
    wanted = set(lanes)
    found = [each for each in visits if each.status == "called" and each.lane in wanted and each.at_gate_at is None]
    return sorted(found, key=lambda each: (each.called_at, each.id), reverse=True)


def _check_called(visit: Visit) -> None:
    if visit.status != "called":
        raise NotCalled(visit=visit.id, status=visit.status)
