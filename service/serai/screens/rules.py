"""What the big screen in the yard shows: who is called, who is next, and how long each lane waits. Pure.

A truck is named by the end of its plate, enough for its driver and too little for anybody else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice, zip_longest
from typing import Final

from serai.queue.bands import Band
from serai.queue.rules import Queue, Visit
from serai.screens.board import newcomer
from serai.sites.rules import Closure, SiteFold
from serai.sites.site import Lane

MOST_CALLED: Final = 24
MOST_NEXT: Final = 8
"""Of each line."""

NOTICED: Final = timedelta(hours=12)
"""How far ahead a closure is announced on the screen."""

_END: Final = 3
_LANGUAGES: Final = {"CN": "zh", "LA": "lo", "MM": "my", "TH": "th", "VN": "vi"}
_BETWEEN: Final = "en"


@dataclass(frozen=True, slots=True)
class LaneWait:
    """`band` is what who checks in now may expect; None while the lane is shut, or before the first bands."""

    lane: Lane
    is_open: bool
    waiting: int
    band: Band | None


@dataclass(frozen=True, slots=True)
class Screen:
    """`called` latest first, `coming` in the order of their calls, the lines in turn."""

    site: SiteFold
    now: datetime
    languages: tuple[str, ...]
    lanes: tuple[LaneWait, ...]
    called: tuple[Visit, ...]
    coming: tuple[Visit, ...]
    notices: tuple[Closure, ...]

    @property
    def visits(self) -> list[str]:
        """Whose plates the screen needs."""
        return [visit.id for visit in (*self.called, *self.coming)]


def screen(site: SiteFold, queue: Queue, across: str | None, now: datetime) -> Screen:
    """The site's screen at `now`; `across` is the country of its counterpart."""
    called = [visit for visit in queue.visits.values() if visit.status == "called"]
    called.sort(key=lambda visit: (visit.called_at or now, visit.key), reverse=True)
    notices = [each for each in site.closures.values() if each.concerns(each.lane, now, now + NOTICED)]
    return Screen(
        site,
        now,
        languages(site.place.country, across),
        tuple(_wait(site, queue, lane, now) for lane in site.place.lanes.values()),
        tuple(called[:MOST_CALLED]),
        tuple(_coming(queue)),
        tuple(sorted(notices, key=lambda each: (each.from_, each.id))),
    )


def _coming(queue: Queue) -> Iterator[Visit]:
    """Who is called next: the first of every line, the second of every line, and so on."""
    lines = [islice(line.waiting(), MOST_NEXT) for line in queue.lines.values()]
    for turn in zip_longest(*lines):
        yield from (queue.visits[id_] for id_ in turn if id_ is not None)


def _wait(site: SiteFold, queue: Queue, lane: Lane, now: datetime) -> LaneWait:
    is_open = site.is_open(lane.code, now)
    return LaneWait(lane, is_open, queue.lanes[lane.code], newcomer(site, queue, lane, now) if is_open else None)


def languages(*countries: str | None) -> tuple[str, ...]:
    """The languages of these countries, and the one between them, each once."""
    spoken = [_LANGUAGES[each] for each in countries if each in _LANGUAGES]
    return tuple(dict.fromkeys([*spoken, _BETWEEN]))


def signs(plates: Mapping[str, str]) -> dict[str, str]:
    """How each vehicle's driver knows it on the screen: the end of its plate, one character longer where two would
    read the same, and never more than half of it."""
    short = {who: _end(plate, _END) for who, plate in plates.items()}
    seen = Counter(short.values())
    return {who: _end(plates[who], _END + 1) if seen[sign] > 1 else sign for who, sign in short.items()}


def _end(plate: str, length: int) -> str:
    bare = "".join(each for each in plate if each.isalnum())
    return bare[-max(1, min(length, (len(bare) + 1) // 2)) :]
