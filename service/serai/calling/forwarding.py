"""The duty that calls in automatic mode: looks at a site when something happened there, and when time may tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.ext.asyncio import AsyncConnection

from serai.calling import meeting
from serai.calling.calls import gate_for
from serai.calling.forward import POLLED, Scene, Verdict, verdict
from serai.core.agenda import Due
from serai.core.desk import Command, Draft
from serai.core.events import Entry
from serai.ledger import queries as ledger
from serai.queue import moves
from serai.queue.actions import record
from serai.queue.moves import Grounds
from serai.rendezvous.events import RendezvousAwaited
from serai.rendezvous.rules import Meetings

SELDOM: Final = timedelta(seconds=5)
"""Between two looks at one site, at least."""
SOON: Final = timedelta(seconds=30)
LONGEST: Final = timedelta(minutes=5)
"""Until the next look where nobody knows what time will bring: each without any news after twice as long."""
_SWITCHING = ("calls.", "rulebook.", "site.")
_TELLING = (
    "visit.", "call.", "acceptance.", "bay.", "road.", "yard.", "lanes.", "closure.", "staffing.", "calendar.",
    "rendezvous.",
)  # fmt: skip


@dataclass(slots=True)
class _Known:
    """What is remembered of a site: whether anything is automatic there, and when to look at it."""

    is_automatic: bool = True
    woken_at: datetime | None = None
    looked_at: datetime | None = None
    again_at: datetime | None = None
    pause: timedelta = SOON

    def due_at(self) -> datetime | None:
        ahead = [self.again_at] if self.again_at is not None else []
        if self.woken_at is not None:
            ahead.append(self.woken_at if self.looked_at is None else max(self.woken_at, self.looked_at + SELDOM))
        return min(ahead, default=None)


class Forwarding:
    """The duty; its `follow` is a follower of the ledger. Kept in memory alone: who begins looks at every site once."""

    def __init__(self) -> None:
        self._sites: dict[str, _Known] = {}
        self._has_looked = False

    def follow(self, site: str, entries: Sequence[Entry]) -> None:
        """Note what may change who is called."""
        known = self._sites.setdefault(site, _Known())
        telling = (*_SWITCHING, *_TELLING) if known.is_automatic else _SWITCHING
        news = next((entry.at for entry in entries if entry.kind.startswith(telling)), None)
        if news is not None:
            known.woken_at, known.pause = known.woken_at or news, SOON

    def looked(self, site: str, at: datetime, found: Sequence[Verdict], *, is_automatic: bool) -> None:
        """A site was looked at, and these are what its lines wait for."""
        known = self._sites.setdefault(site, _Known())
        again = [each.again_at for each in found if each.again_at is not None]
        if any(each.clause in POLLED for each in found):
            again.append(at + known.pause)
            known.pause = min(2 * known.pause, LONGEST)
        known.is_automatic, known.woken_at, known.looked_at = is_automatic, None, at
        known.again_at = min(again, default=None)

    def look_again(self) -> None:
        self._has_looked = False

    async def __call__(self, connection: AsyncConnection) -> Sequence[Due]:
        if not self._has_looked:
            for head in await ledger.heads(connection):
                known = self._sites.setdefault(head.site, _Known())
                known.woken_at = known.woken_at or head.at
            self._has_looked = True
        found = [(at, site) for site, known in self._sites.items() if (at := known.due_at()) is not None]
        return [Due(at, CallForward(site, self)) for at, site in sorted(found)]


@dataclass(frozen=True)
class CallForward(Command[int]):
    """Call whoever is due in the lanes that are automatic; returns how many were."""

    forwarding: Forwarding = field(default_factory=Forwarding, compare=False)

    def decide(self, draft: Draft) -> int:
        scene, now = Scene.of(draft), draft.now
        automatic = scene.automatic(now) if scene.site.site is not None else []
        before = len(draft.facts)
        found = [_forward(draft, scene, line) for line in scene.site.place.lines if automatic]
        self.forwarding.looked(self.site, now, found, is_automatic=bool(automatic))
        return len(draft.facts) - before


def _forward(draft: Draft, scene: Scene, line: str) -> Verdict:
    """Make a line's calls that are due; what keeps the next one. Who meets one that cannot come yet is passed by."""
    found = verdict(scene, line, draft.now)
    while found.visit is not None:
        waits = meeting.must_wait(scene, draft.of(Meetings), found.visit, draft.now)
        if waits is None:
            _call(draft, scene, found, found.visit)
        else:
            until = draft.now + meeting.wait_of(scene, draft.now)
            draft.record(RendezvousAwaited(**waits.told(), visit=found.visit, until=until))
        found = verdict(scene, line, draft.now)
    return found


def _call(draft: Draft, scene: Scene, found: Verdict, visit: str) -> None:
    gate = gate_for(scene.site, scene.queue, scene.queue.visits[visit])
    grounds = Grounds(why=found.clause, basis=dict(found.basis), at=draft.now)
    record(draft, moves.call(scene.queue, visit, f"auto-{draft.next_seq}", gate, grounds))
