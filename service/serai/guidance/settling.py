"""After something happened in a yard: who needs another bay, and who is told so."""

from __future__ import annotations

from serai.guidance.choice import choose
from serai.guidance.events import BayReassigned
from serai.guidance.rules import NoBay
from serai.guidance.stands import Stay
from serai.guidance.yard import YardState
from serai.queue.rules import Queue


def next_change(state: YardState, queue: Queue) -> BayReassigned | None:
    """The next visit that must be told of another bay, or that it has none; record it and ask until there is none.

    Nobody is moved who can keep the bay that was given: a driver sees a change only where that became impossible.
    """
    for visit, stay in sorted(state.stays.items(), key=lambda item: (item[1].since, item[0])):
        known = queue.visits.get(visit)
        cause = state.why_stranded(stay) if stay.status == "admitted" else None
        bay = _another(state, stay, cause) if cause else stay.bay
        # Who lost a bay and is to have the same one again must be given it anew, though it is told nothing new.
        if known is not None and not bay == known.bay == stay.bay:
            return BayReassigned(visit=visit, before=known.bay, bay=bay, cause=_cause(cause, known.bay))
    return None


def _another(state: YardState, stay: Stay, cause: str) -> str | None:
    """The best other bay. Without one, a bay with a blocked way is kept: the truck may be past the block already."""
    try:
        return choose(state, stay.truck, stay.gate).bay
    except NoBay:
        return stay.bay if cause == "unreachable" else None


def _cause(cause: str | None, told: str | None) -> str:
    """`none` has two stories: there was a bay and somebody else has it, or there was none and now there is."""
    if cause is None:
        return "emptied"
    return cause if cause != "none" else "taken" if told else "freed"
