"""Two trucks that meet, in the yard: a bay kept for the second, and the end of it where no pair is left."""

from __future__ import annotations

from serai.core.desk import Draft
from serai.guidance import pairing
from serai.guidance.choice import choose
from serai.guidance.events import BayKept, BayReassigned
from serai.guidance.rules import NoBay
from serai.guidance.stands import Stay
from serai.guidance.traffic import traffic
from serai.guidance.yard import YardState
from serai.rendezvous.actions import wait
from serai.rendezvous.events import RendezvousAwaited
from serai.rendezvous.rules import Meetings, Rendezvous


def partners(draft: Draft) -> dict[str, str]:
    """For each visit that is to meet another one on the site, that one."""
    live = (each for each in draft.of(Meetings).live() if each.status == "agreed")
    pairs = ([side.visit for side in each.sides] for each in live)
    return {one: other for first, second in pairs for one, other in ((first, second), (second, first)) if one and other}


def settle(draft: Draft) -> bool:
    """Bring what is kept for those who meet in line with who stands where; whether anything was recorded."""
    before = len(draft.facts)
    for each in [each for each in draft.of(Meetings).live() if each.status == "agreed"]:
        _settle(draft, each)
    return len(draft.facts) > before


def _settle(draft: Draft, meeting: Rendezvous) -> None:
    stays = draft.of(YardState).stays
    inside = [stays[side.visit] for side in meeting.sides if side.visit is not None and side.visit in stays]
    if len(inside) == 2:
        _both(draft, meeting, *inside)
    elif len(inside) == 1:
        if inside[0].status == "released":
            draft.record(meeting.ended("gone"))
        else:
            _one(draft, meeting, inside[0])
    else:
        for side in meeting.sides:
            if side.kept is not None:
                draft.record(BayKept(bay=side.kept, visit=None))


def _both(draft: Draft, meeting: Rendezvous, one: Stay, other: Stay) -> None:
    """They are met when both stand across from each other; it is over where they have bays that do not."""
    are_across = pairing.are_across(draft.of(YardState), one.bay, other.bay)
    if one.bay is not None and other.bay is not None and not are_across:
        draft.record(meeting.ended("unpaired"))
    elif are_across and one.parked_at is not None and other.parked_at is not None:
        draft.record(meeting.ended("met"))
    else:
        for side in meeting.sides:
            if side.awaits_until is not None and side.visit is not None:
                draft.record(RendezvousAwaited(**meeting.told(), visit=side.visit, until=None))


def _one(draft: Draft, meeting: Rendezvous, stay: Stay) -> None:
    """One is inside: it waits, and a bay across from its own is kept for the other if that is on the site."""
    visit = stay.truck.visit
    other = meeting.theirs(visit)
    if other.visit is not None and stay.bay is not None and not _keep(draft, meeting, stay, stay.bay):
        draft.record(meeting.ended("unpaired"))
    elif meeting.mine(visit).awaits_until is None:
        draft.record(RendezvousAwaited(**meeting.told(), visit=visit, until=draft.now + wait(draft)))


def _keep(draft: Draft, meeting: Rendezvous, stay: Stay, bay: str) -> bool:
    """Keep a bay across; who is still under way is sent to another one where only that helps. Whether one is kept."""
    state, other = draft.of(YardState), meeting.theirs(stay.truck.visit)
    if other.visit is None:
        return False
    found = pairing.across(state, bay, other.visit, draft.now)
    if found is None and stay.status == "admitted":
        found = _again(draft, stay, bay, other.visit)
    if found != other.kept:
        if other.kept is not None:
            draft.record(BayKept(bay=other.kept, visit=None))
        if found is not None:
            draft.record(BayKept(bay=found, visit=other.visit))
    return found is not None


def _again(draft: Draft, stay: Stay, before: str, other: str) -> str | None:
    """Send who is under way to a bay that has one across for the other, which is returned."""
    state, visit = draft.of(YardState), stay.truck.visit
    place = traffic(state, draft.now).ahead.get(visit)
    only = pairing.prices(state, visit, other, draft.now)
    if only is None:
        return None
    try:
        bay = choose(state, stay.truck, stay.gate, draft.now, start=place, only=only).bay
    except NoBay:
        return None
    draft.record(BayReassigned(visit=visit, before=before, bay=bay, cause="pair", place=place))
    return pairing.across(state, bay, other, draft.now)
