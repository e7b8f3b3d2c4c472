"""A screen that follows a site's public queue, and knows what it should show (I-15)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from serai.core.desk import Memory
from serai.core.events import Entry
from serai.live.archive import LedgerArchive
from serai.live.views import QueueView, SiteViews
from serai.queue.replay import moved
from serai.queue.rules import Queue
from serai.sites.rules import SiteFold


class Screen:
    """Snapshot, then changes: the state as folded, and the ranks of those who stood in line at the snapshot."""

    def __init__(self, site: str, views: SiteViews, at: datetime) -> None:
        self.site = site
        self._views = views
        self._at = at
        self.state: dict[str, Any] = dict(views.queue.told())
        queue = views._memory.of(Queue)
        self.orders = {line: [visit.id for visit in queue.in_order(line)] for line in queue.lines}

    @classmethod
    async def open(cls, site: str, archive: LedgerArchive, at: datetime) -> Screen:
        _, views = await archive.open(site)
        return cls(site, views, at)

    @property
    def seq(self) -> int:
        return self._views.seq

    def tick(self, entries: Sequence[Entry]) -> Iterator[str]:
        """Fold what one tick brings; tells if a change does not follow the one before."""
        feed = self._views.queue.feed
        before = self._views.queue.boundary
        for change in self._views.apply(entries, {feed}):
            if change.feed != feed:
                continue
            if change.after != before or not before < change.to <= entries[-1].seq:
                yield f"I-15 {self.site}: a change from {change.after} to {change.to} after {before}"
            self._at = entries[-1].at
            self.state |= change.members
            moved(self.orders, [list(op) for op in change.ops or ()], "somebody")

    def stale(self, now: datetime) -> Iterator[str]:
        """What the clock alone has changed since, and no entry told."""
        place = self._views._memory.of(SiteFold)
        for name, real in (
            ("open", place.status(now) == "open"),
            ("mode", place.rulebook_at(now).rulebook.mode),
        ):
            if self.state[name] != real:
                yield f"I-15 {self.site} {name}: shows {self.state[name]}, is {real} by now"

    def wrong(self, fresh: Memory) -> list[str]:
        """How the folded state differs from one made anew of a memory that was just read from the tables."""
        anew, queue = QueueView(self.site, fresh, self._at).told(), fresh.of(Queue)
        found = [
            f"I-15 {self.site} {name}: {self.state.get(name)} folded, {anew.get(name)} anew"
            for name in sorted(self.state.keys() | anew.keys())
            if self.state.get(name) != anew.get(name)
        ]
        for line in sorted(self.orders.keys() | queue.lines.keys()):
            shown, real = self.orders.get(line, []), [visit.id for visit in queue.in_order(line)]
            known = [each if each in shown else "somebody" for each in real]
            if shown != known:
                found.append(f"I-15 {self.site} {line}: shows {shown}, stands as {real}")
        return found
