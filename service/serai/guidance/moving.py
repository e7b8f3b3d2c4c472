"""Who must go to another bay than it stands in, or is on its way to, because of what it needs by now. Pure.

To be inspected; to go on once that is over; to have power. Nobody is told to move before there is a bay for it, and who
can be served where it is stays: so a yard without power moves nobody. Those whose goods have the least time go first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from serai.guidance import rows, stranded
from serai.guidance.choice import choose
from serai.guidance.events import BayReassigned
from serai.guidance.following import Follower
from serai.guidance.rules import NoBay
from serai.guidance.stands import Stay
from serai.guidance.traffic import traffic
from serai.guidance.yard import YardState
from serai.queue.inspections import BOOKED, NEED
from serai.queue.rules import Visit

_NEVER: Final = datetime.max.replace(tzinfo=UTC)


def next_move(
    state: YardState, visits: Mapping[str, Visit], picks: Sequence[Follower], now: datetime
) -> BayReassigned | None:
    """The next visit that must be told of another bay, or to stay where it stands; record it and ask again.

    `picks` are those whom the authority takes first: nobody else is given the inspection bays that they are to have.
    """
    known = [(visits[id_], stay) for id_, stay in state.stays.items() if id_ in visits]
    wanting = [each for each in known if _concerns(state, *each)]
    if not wanting:
        return None
    where = traffic(state, now).ahead
    for visit, stay in sorted(wanting, key=lambda each: _urgency(*each)):
        found = _moved(state, visit, stay, where.get(visit.id), picks, now)
        if found is not None:
            return found
    return None


def unpowered(state: YardState) -> list[tuple[Stay, datetime]]:
    """Who stands without the power that it needs, and since when; whose goods have the least time first."""
    found = [
        (stay, stay.parked_at if stay.parked_at and stay.parked_at > off else off)
        for stay in state.stays.values()
        if stay.status != "admitted" and stay.bay is not None and not state.serves(stay.bay, stay.truck)
        for off in [state.stands[stay.bay].unpowered_at]
        if off is not None
    ]
    return sorted(found, key=lambda each: (each[0].truck.perishable_until or _NEVER, each[1], each[0].truck.visit))


def _concerns(state: YardState, visit: Visit, stay: Stay) -> bool:
    if state.ground is None or stay.status not in ("admitted", "parked"):
        return False
    is_told = stay.status == "parked" and (stay.to is not None or visit.next_bay is not None)
    return is_told or (stay.bay is not None and _need(state, visit, stay, stay.bay) is not None)


def _need(state: YardState, visit: Visit, stay: Stay, bay: str) -> str | None:
    """Why a bay is not the one for it any more: `inspection`, `cleared`, `power`."""
    known, is_for_it = visit.inspection, state.ground is not None and state.ground.yard.bays[bay].kind == NEED
    if known is not None and known.is_waited_for and (known.reason != BOOKED or known.picked_at) and not is_for_it:
        return "inspection"
    if known is not None and known.onward and not known.is_open and is_for_it:
        return "cleared"
    return None if state.serves(bay, stay.truck) else "power"


def _urgency(visit: Visit, stay: Stay) -> tuple[int, datetime, int, datetime, str]:
    """Inspections in the order of picks, then inside before outside; then by how long the goods keep."""
    known = visit.inspection
    if known is not None and known.is_waited_for:
        return 0, known.picked_at or _NEVER, int(stay.status != "parked"), known.since, visit.id
    return 1, stay.truck.perishable_until or _NEVER, 0, stay.since, visit.id


def _moved(
    state: YardState, visit: Visit, stay: Stay, place: str | None, picks: Sequence[Follower], now: datetime
) -> BayReassigned | None:
    need = _need(state, visit, stay, stay.bay) if stay.bay is not None else None
    told = visit.next_bay if stay.status == "parked" else visit.bay
    if stay.status == "admitted" or stay.to is None:
        bay = _another(state, stay, place, picks, now) if need else None
        is_lost = stay.status == "parked" and told is not None
        if bay is None and not is_lost:
            return None
        return BayReassigned(visit=visit.id, before=told, bay=bay, cause=need or "taken", place=place)
    if stay.bay is not None and need is None:
        return BayReassigned(visit=visit.id, before=told, bay=None, cause="needless")
    wrong = _need(state, visit, stay, stay.to) or stranded.why(state, replace(stay, bay=stay.to), place)
    bay = _another(state, stay, place, picks, now) if wrong else stay.to
    if bay == told or (bay is None and wrong == "unreachable"):
        return None
    return BayReassigned(visit=visit.id, before=told, bay=bay, cause=need or wrong or "taken", place=place)


def _another(state: YardState, stay: Stay, place: str | None, picks: Sequence[Follower], now: datetime) -> str | None:
    """The best bay for what it needs now, from where it is; None where it cannot pull out, or there is none."""
    ground = state.ground
    if ground is None:
        return None
    start = place
    if stay.status == "parked" and stay.bay is not None:
        if rows.is_shut_in(ground, state.stands, stay.bay):
            return None
        start = place or ground.yard.bays[stay.bay].node
    try:
        return choose(state, stay.truck, stay.gate, now, picks, start).bay
    except NoBay:
        return None
