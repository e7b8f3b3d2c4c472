"""Keeping rendezvous: re-timed when one is late, over when one does not come. A duty, woken by what happens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.ext.asyncio import AsyncConnection

from serai.calling import meeting
from serai.calling.forward import Scene
from serai.core.agenda import Due
from serai.core.desk import Command, Draft
from serai.core.events import Entry
from serai.guidance.actions import settle
from serai.ledger import queries as ledger
from serai.queue.rules import Visit
from serai.rendezvous.events import RendezvousAwaited, RendezvousRetimed
from serai.rendezvous.rules import MOVES, Meetings, Rendezvous, are_apart

SELDOM: Final = timedelta(seconds=10)
"""Between two looks at one site, at least."""
AGAIN: Final = timedelta(minutes=5)
"""Until the next look without any news while somebody is on the site, or should be."""
_NEWS: Final = ("rendezvous.", "reservation.", "offer.", "visit.", "call.", "bands.", "bay.", "yard.", "rulebook.")


@dataclass(slots=True)
class _Known:
    has_live: bool = True
    woken_at: datetime | None = None
    looked_at: datetime | None = None
    again_at: datetime | None = None

    def due_at(self) -> datetime | None:
        ahead = [self.again_at] if self.again_at is not None else []
        if self.woken_at is not None:
            ahead.append(self.woken_at if self.looked_at is None else max(self.woken_at, self.looked_at + SELDOM))
        return min(ahead, default=None)


class Keeping:
    """The duty; its `follow` is a follower of the ledger. Kept in memory alone: who begins looks at every site once."""

    def __init__(self) -> None:
        self._sites: dict[str, _Known] = {}
        self._has_looked = False

    def follow(self, site: str, entries: Sequence[Entry]) -> None:
        """Note what may change when somebody comes."""
        known = self._sites.setdefault(site, _Known())
        telling = _NEWS if known.has_live else _NEWS[:1]
        news = next((entry.at for entry in entries if entry.kind.startswith(telling)), None)
        if news is not None:
            known.woken_at = known.woken_at or news

    def looked(self, site: str, at: datetime, *, has_live: bool, again_at: datetime | None) -> None:
        self._sites[site] = _Known(has_live=has_live, looked_at=at, again_at=again_at)

    def look_again(self) -> None:
        self._has_looked = False

    async def __call__(self, connection: AsyncConnection) -> Sequence[Due]:
        if not self._has_looked:
            for head in await ledger.heads(connection):
                known = self._sites.setdefault(head.site, _Known())
                known.woken_at = known.woken_at or head.at
            self._has_looked = True
        found = [(at, site) for site, known in self._sites.items() if (at := known.due_at()) is not None]
        return [Due(at, KeepRendezvous(site, self)) for at, site in sorted(found)]


@dataclass(frozen=True)
class KeepRendezvous(Command[int]):
    """Do what is due about those who meet at a site; returns how many facts that were."""

    keeping: Keeping = field(default_factory=Keeping, compare=False)

    def decide(self, draft: Draft) -> int:
        before, now, meetings = len(draft.facts), draft.now, draft.of(Meetings)
        live = [*meetings.live()]
        if live:
            scene = Scene.of(draft)
            for each in live:
                _keep(draft, scene, each)
            settle(draft)
            for each in (each for each in meetings.live() if each.status == "agreed"):
                _retime(draft, scene, each)
        again = [at for each in meetings.live() if (at := _next_look(draft, each)) is not None]
        has_live = next(meetings.live(), None) is not None
        self.keeping.looked(self.site, now, has_live=has_live, again_at=min(again, default=None))
        return len(draft.facts) - before


def _keep(draft: Draft, scene: Scene, each: Rendezvous) -> None:
    """End a rendezvous that cannot be any more; let who waits be called when the other can come."""
    over = _over(scene, each, draft.now)
    if over is not None:
        draft.record(each.ended(over))
        return
    for side in each.sides:
        visit = scene.queue.visits.get(side.visit or "")
        is_held = visit is not None and visit.status == "waiting" and side.awaits_until is not None
        if is_held and meeting.can_come(scene, each.theirs(side.reservation), draft.now):
            draft.record(RendezvousAwaited(**each.told(), visit=side.visit or "", until=None))


def _over(scene: Scene, each: Rendezvous, now: datetime) -> str | None:
    """Why a rendezvous is over, or None."""
    wait = meeting.wait_of(scene, now)
    if not all(side.may_come for side in each.sides):
        return "gone"
    if are_apart(each.sides, wait):
        return "apart"
    if each.status == "proposed":
        starts = [side.starts_at for side in each.sides if side.starts_at is not None]
        return "lapsed" if starts and min(starts) <= now else None
    if any(side.awaits_until is not None and side.awaits_until <= now for side in each.sides):
        return "missed"
    visits = [scene.queue.visits.get(side.visit or "") for side in each.sides]
    return "unpaired" if any(_has_no_pair(visit, wait, now) for visit in visits) else None


def _has_no_pair(visit: Visit | None, wait: timedelta, now: datetime) -> bool:
    """Whether somebody has stood at the gate for as long as one waits, and no pair of bays became free."""
    return visit is not None and visit.status == "called" and _at_gate(visit) + wait <= now


def _at_gate(visit: Visit) -> datetime:
    return visit.at_gate_at or visit.called_at or visit.arrived_at


def _retime(draft: Draft, scene: Scene, each: Rendezvous) -> None:
    at = meeting.meets_at(scene.queue, each, draft.now)
    if abs(at - each.at) > MOVES:
        draft.record(RendezvousRetimed(**each.told(), before=each.at, at=at))


def _next_look(draft: Draft, each: Rendezvous) -> datetime | None:
    """When time alone may change something about it."""
    ends = [side.awaits_until for side in each.sides if side.awaits_until is not None]
    starts = [side.starts_at for side in each.sides if side.starts_at is not None]
    is_near = any(side.visit is not None for side in each.sides) or any(at <= draft.now for at in starts)
    ends += [draft.now + AGAIN] if is_near else starts
    return min((at for at in ends if at > draft.now), default=None)
