"""What the neighbour takes of a line's vehicles, now and until it says otherwise. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from serai.calling.control import Acceptance, Control
from serai.queue.rules import Queue
from serai.sites.rules import SiteFold
from serai.sites.site import Lane


@dataclass(frozen=True, slots=True)
class Taking:
    """So many more now (`left`), then so many a second, for some seconds from now; what comes after is not said.

    `of` names those who share it.
    """

    of: frozenset[str]
    left: int
    per_second: float
    seconds: float

    def until(self, before: float) -> float | None:
        """Seconds until it takes one before whom it takes so many; None if that is not within what it said."""
        missing = before + 0.5 - self.left
        if missing <= 0:
            return 0.0
        return missing / self.per_second if missing < self.per_second * self.seconds else None

    @property
    def most(self) -> float:
        """Vehicles that it takes in all, as far as it said."""
        return self.left + self.per_second * self.seconds


def accepted(site: SiteFold, queue: Queue, control: Control, lane: Lane, now: datetime) -> int | None:
    """How many more of a lane the neighbour takes now; None where it has not said.

    Counted are those let in within its minutes, and those who are called.
    """
    said = control.accepted(lane, now)
    if said is None:
        return None
    own, acceptance = said
    counts = {lane.code} if own is not None else _together(site, control, now, acceptance)
    since = now - timedelta(minutes=acceptance.minutes)
    let_in = sum(1 for at, each in queue.served.admissions if at > since and each in counts)
    called = sum(1 for each in queue.visits.values() if each.status == "called" and each.lane in counts)
    return max(0, acceptance.vehicles - let_in - called)


def takings(site: SiteFold, queue: Queue, control: Control, line: str, now: datetime) -> Mapping[str, Taking]:
    """By class of a line, where the neighbour has said it of all lanes that take the class."""
    found: dict[str, Taking] = {}
    free = set()
    for lane in site.place.lines.get(line, ()) if site.site else ():
        said = control.accepted(lane, now)
        if said is None:
            free.add(lane.cargo_class)
            continue
        own, acceptance = said
        counts = {lane.code} if own is not None else _together(site, control, now, acceptance)
        left = accepted(site, queue, control, lane, now) or 0
        rate, seconds = acceptance.vehicles / (60 * acceptance.minutes), (acceptance.until - now).total_seconds()
        found[lane.cargo_class] = Taking(frozenset(counts), left, rate, seconds)
    return {of: each for of, each in found.items() if of not in free}


def _together(site: SiteFold, control: Control, now: datetime, acceptance: Acceptance) -> set[str]:
    """The lanes that share what was said of all that lead to the neighbour."""
    found = set()
    for lane in site.place.lanes.values():
        said = control.accepted(lane, now)
        if said is not None and said[1] == acceptance:
            found.add(lane.code)
    return found
