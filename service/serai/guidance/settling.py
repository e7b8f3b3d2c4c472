"""After something happened in a yard: who needs another bay, and who is told so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from serai.guidance import pairing, stranded, ways
from serai.guidance.choice import choose
from serai.guidance.events import BayReassigned, WayChanged
from serai.guidance.following import Follower
from serai.guidance.rules import NoBay
from serai.guidance.stands import Stay
from serai.guidance.traffic import traffic
from serai.guidance.yard import YardState

Change = BayReassigned | WayChanged


def next_change(
    state: YardState, told: Mapping[str, str | None], now: datetime, picks: Sequence[Follower] = (),
    partners: Mapping[str, str] = MappingProxyType({}),
) -> Change | None:  # fmt: skip
    """The next visit that must be told of another bay or way, or that it has none; record it and ask again.

    `told` are the bays that visits know of, `partners` those who meet. Nobody is moved who can keep the bay that was
    given: a driver sees a change only where that became impossible. For `picks` inspection bays are kept.
    """
    under_way = traffic(state, now)
    for visit, stay in sorted(state.stays.items(), key=lambda item: (item[1].since, item[0])):
        for place in under_way.standing(visit):
            cause = stranded.why(state, stay, place) if stay.status == "admitted" else None
            other = partners.get(visit)
            bay, start = _another(state, stay, cause, place, now, picks, other) if cause else (stay.bay, place)
            # Who lost a bay and is to have the same one again must be given it anew, though it is told nothing new.
            if visit in told and not bay == told[visit] == stay.bay:
                start = start if stay.status == "admitted" else None
                return BayReassigned(
                    visit=visit, before=told[visit], bay=bay, cause=_cause(cause, told[visit]), place=start
                )
            if place is not None and ways.is_cut(state, visit) and ways.another(state, visit, place) is not None:
                return WayChanged(visit=visit, place=place)
    return None


def _another(
    state: YardState,
    stay: Stay,
    cause: str,
    place: str | None,
    now: datetime,
    picks: Sequence[Follower],
    partner: str | None,
) -> tuple[str | None, str | None]:
    """The best other bay, and where the way to it begins: where the truck is, or else at its gate, once more around.

    Across from that of the truck it meets, if there is one. Without any, a bay with a blocked way is kept: the truck
    may be past the block already.
    """
    for start in (place, None) if place and cause != "unreachable" else (place,):
        for only in (pairing.prices(state, stay.truck.visit, partner, now), None):
            try:
                return choose(state, stay.truck, stay.gate, now, picks, start, only).bay, start
            except NoBay:
                continue
    return (stay.bay if cause == "unreachable" else None), place


def _cause(cause: str | None, told: str | None) -> str:
    """`none` has two stories: there was a bay and somebody else has it, or there was none and now there is."""
    if cause is None:
        return "emptied"
    return cause if cause != "none" else "taken" if told else "freed"
