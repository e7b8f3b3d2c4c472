"""What operators of the service watch of a site: who waits for what, and what becomes of transfers. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from serai.core.events import Event
from serai.guidance.inspections import bay_for_it, in_order
from serai.guidance.moving import unpowered
from serai.guidance.yard import YardState
from serai.queue.events import VisitJoined
from serai.queue.rules import Queue, Visit
from serai.queue.transfer_events import TransferExpired, TransferOffered, TransferPromised, TransferWithdrawn
from serai.rendezvous.rules import Meetings

Inspected = Literal["waiting", "in_work", "detained"]
INSPECTED: Final[tuple[Inspected, ...]] = ("waiting", "in_work", "detained")


@dataclass(frozen=True, slots=True)
class Standing:
    """`inspections` by how far they are; vehicles without power; rendezvous of which one side waits for the other."""

    inspections: Mapping[Inspected, int]
    unpowered: int
    rendezvous: int


NOTHING: Final = Standing(dict.fromkeys(INSPECTED, 0), 0, 0)


def standing(queue: Queue, yard: YardState, meetings: Meetings) -> Standing:
    """How a site stands now."""
    found = [_inspected(each, yard) for each in in_order(queue, yard)]
    waits = [any(side.awaits_until is not None for side in each.sides) for each in meetings.live()]
    return Standing({each: found.count(each) for each in INSPECTED}, len(unpowered(yard)), sum(waits))


def _inspected(visit: Visit, yard: YardState) -> Inspected:
    if visit.inspection is not None and not visit.inspection.is_waited_for:
        return "detained"
    stands_there = visit.status == "parked" and visit.next_bay is None and bay_for_it(visit, yard) is not None
    return "in_work" if stands_there else "waiting"


TRANSFERRED: Final = frozenset(
    each.kind for each in (TransferOffered, TransferPromised, VisitJoined, TransferWithdrawn, TransferExpired)
)
"""Kinds of facts that may make something of a transfer."""


def of_transfer(fact: Event) -> str | None:
    """What a fact makes of a transfer; None of most."""
    match fact:
        case TransferOffered():
            return "offered"
        case TransferPromised():
            return "promised"
        case VisitJoined() if fact.carried is not None:
            return "carried"
        case TransferWithdrawn():
            return "withdrawn"
        case TransferExpired():
            return "expired"
    return None
