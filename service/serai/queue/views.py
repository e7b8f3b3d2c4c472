"""A visit as somebody may see it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from serai.booking.met_schemas import MetView
from serai.core.folds import Fold
from serai.identity.rules import Belonging
from serai.queue.bands import Band
from serai.queue.because import Because, because
from serai.queue.met import met
from serai.queue.order import Policy
from serai.queue.replay import policy_of
from serai.queue.rules import Papers, Place, Queue, Visit
from serai.rendezvous.rules import Meetings
from serai.sites.rules import SiteFold

_F = TypeVar("_F", bound=Fold)


class _Memory(Protocol):
    def of(self, kind: type[_F], /) -> _F: ...


@dataclass(frozen=True, slots=True)
class Seen:
    """A visit with all that is shown of it."""

    visit: Visit
    papers: Papers
    place: Place | None
    band: Band | None
    because: Because
    zone: str
    met: MetView | None = None


def belonging(visit: Visit, papers: Papers) -> Belonging:
    """Whose a visit is."""
    return Belonging(visit.site, visit.company, papers.owner, visit.reservation or visit.came_with, papers.phone)


def seen(memory: _Memory, visit: Visit, papers: Papers, now: datetime) -> Seen:
    """A visit as the memory has it, or, if it is over, as it was."""
    queue, site = memory.of(Queue), memory.of(SiteFold)
    visit = queue.visits.get(visit.id) or queue.ended.get(visit.id) or visit
    why = because(visit, site.place.info, policy(site, visit.rulebook, now))
    shown = met(memory.of(Meetings), queue, visit.id, now) if visit.is_live else None
    return Seen(visit, papers, queue.place(visit.id), queue.band(visit.id, now), why, site.zone, shown)


def policy(site: SiteFold, version: int | None, now: datetime) -> Policy:
    """The order's part of a version of the rulebook, or of the one in force."""
    found = policy_of(site, site.rulebook_at(now).version if version is None else version)
    return found or policy(site, None, now)
