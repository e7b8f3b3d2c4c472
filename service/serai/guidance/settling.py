"""After something happened in a yard: who needs another bay, and who is told so."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from serai.guidance.choice import choose
from serai.guidance.events import BayReassigned
from serai.guidance.rules import NoBay
from serai.guidance.stands import Stay
from serai.guidance.traffic import traffic
from serai.guidance.yard import YardState


def next_change(state: YardState, told: Mapping[str, str | None], now: datetime) -> BayReassigned | None:
    """The next visit that must be told of another bay, or that it has none; record it and ask until there is none.

    `told` are the bays that visits know of. Nobody is moved who can keep the bay that was given: a driver sees a change
    only where that became impossible.
    """
    where = traffic(state, now).ahead
    for visit, stay in sorted(state.stays.items(), key=lambda item: (item[1].since, item[0])):
        place = where.get(visit)
        cause = state.why_stranded(stay, place) if stay.status == "admitted" else None
        bay = _another(state, stay, cause, place, now) if cause else stay.bay
        # Who lost a bay and is to have the same one again must be given it anew, though it is told nothing new.
        if visit in told and not bay == told[visit] == stay.bay:
            place = place if stay.status == "admitted" and bay else None
            return BayReassigned(
                visit=visit, before=told[visit], bay=bay, cause=_cause(cause, told[visit]), place=place
            )
    return None


def _another(state: YardState, stay: Stay, cause: str, place: str | None, now: datetime) -> str | None:
    """The best other bay. Without one, a bay with a blocked way is kept: the truck may be past the block already."""
    try:
        return choose(state, stay.truck, stay.gate, now, start=place).bay
    except NoBay:
        return stay.bay if cause == "unreachable" else None


def _cause(cause: str | None, told: str | None) -> str:
    """`none` has two stories: there was a bay and somebody else has it, or there was none and now there is."""
    if cause is None:
        return "emptied"
    return cause if cause != "none" else "taken" if told else "freed"
