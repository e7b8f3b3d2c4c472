"""A visit as somebody may see it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from serai.identity.rules import Belonging
from serai.queue.bands import Band
from serai.queue.because import Because, because
from serai.queue.order import Policy
from serai.queue.replay import policy_of
from serai.queue.rules import Papers, Place, Queue, Visit
from serai.sites.rules import SiteFold


@dataclass(frozen=True, slots=True)
class Seen:
    """A visit with all that is shown of it."""

    visit: Visit
    papers: Papers
    place: Place | None
    band: Band | None
    because: Because
    zone: str


def belonging(visit: Visit, papers: Papers) -> Belonging:
    """Whose a visit is."""
    return Belonging(visit.site, visit.company, papers.owner, visit.reservation or visit.came_with, papers.phone)


def seen(queue: Queue, site: SiteFold, visit: Visit, papers: Papers, now: datetime) -> Seen:
    """A visit as the memory has it, or, if it is over, as it was."""
    visit = queue.visits.get(visit.id) or queue.ended.get(visit.id) or visit
    why = because(visit, site.place.info, policy(site, visit.rulebook, now))
    return Seen(visit, papers, queue.place(visit.id), queue.band(visit.id, now), why, site.zone)


def policy(site: SiteFold, version: int | None, now: datetime) -> Policy:
    """The order's part of a version of the rulebook, or of the one in force."""
    found = policy_of(site, site.rulebook_at(now).version if version is None else version)
    return found or policy(site, None, now)
