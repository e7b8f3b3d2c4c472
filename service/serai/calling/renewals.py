"""When a site is to be looked at again: soon after something changed, and now and then while trucks wait."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from serai.core.events import Entry

SELDOM = timedelta(minutes=1)  # of the domain clock, between two computations for one site
QUIET = timedelta(minutes=5)  # without any news, the first look again; the next after twice as long
LONGEST = timedelta(hours=2)
_KINDS = {
    "visit.joined",
    "visit.moved",
    "visit.called",
    "call.missed",
    "visit.admitted",
    "visit.left",
    "visit.turned_away",
    "visit.corrected",
    "visit.returned",
}
_PREFIXES = ("site.", "calendar.", "staffing.", "closure.", "lanes.", "acceptance.")


@dataclass(slots=True)
class _Site:
    changed_at: datetime | None = None
    computed_at: datetime | None = None
    pause: timedelta = QUIET
    waiting: int = 0
    again_at: datetime | None = None

    def due_at(self) -> datetime | None:
        if self.computed_at is None:
            return self.changed_at
        ahead = [max(self.again_at, self.computed_at + SELDOM)] if self.again_at is not None else []
        if self.changed_at is not None:
            ahead.append(max(self.changed_at, self.computed_at + SELDOM))
        elif self.waiting:
            ahead.append(self.computed_at + self.pause)
        return min(ahead, default=None)


class Renewals:
    """Which sites are due when, kept in memory alone: a process that starts looks at every site once."""

    def __init__(self) -> None:
        self._sites: dict[str, _Site] = {}

    def follow(self, site: str, entries: Sequence[Entry]) -> None:
        """Note what changes a band."""
        news = [entry.at for entry in entries if entry.kind in _KINDS or entry.kind.startswith(_PREFIXES)]
        if news:
            known = self._sites.setdefault(site, _Site())
            known.changed_at = known.changed_at or news[0]
            known.pause = QUIET

    def expect(self, site: str, at: datetime) -> None:
        """Look at a site that nothing is known of yet."""
        self._sites.setdefault(site, _Site(changed_at=at))

    def computed(self, site: str, at: datetime, waiting: int, again_at: datetime | None = None) -> None:
        """The site was just looked at. With nobody waiting that holds until something changes, or until `again_at`."""
        known = self._sites.setdefault(site, _Site())
        if known.changed_at is None:
            known.pause = min(known.pause * 2, LONGEST)
        known.changed_at, known.computed_at, known.waiting, known.again_at = None, at, waiting, again_at

    def due(self) -> list[tuple[datetime, str]]:
        """(instant, site) of every site that is to be computed again, soonest first."""
        found = [(at, site) for site, known in self._sites.items() if (at := known.due_at()) is not None]
        return sorted(found)
