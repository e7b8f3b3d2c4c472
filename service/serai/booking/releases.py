"""Which window of the rulebook releases a slot, when it opens and closes, and which draws are to be announced. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from serai.booking.draws import Draw, Draws
from serai.booking.refusals import SlotUnreleased
from serai.sites import walltime
from serai.sites.documents import WEEKDAYS
from serai.sites.rulebook import ReleaseWindow, Rulebook
from serai.sites.rulebook import at as in_force
from serai.sites.rules import SiteFold

ANNOUNCED: Final = timedelta(days=1)
"""So long before a window opens its draw's commitment is recorded, or as soon as the window is known."""
UNTIL_HELD: Final = timedelta(minutes=10)
"""How long after closing a value from outside is waited for."""
_MOMENT: Final = timedelta(seconds=5)
_A_WEEK: Final = 7


@dataclass(frozen=True, slots=True)
class Release:
    """A window on one day: between its instants the slots of `local_date` are asked for. `lane` None: of all lanes.

    `id` is that of the draw that it will have.
    """

    id: str
    lane: str | None
    local_date: date
    opens_at: datetime
    closes_at: datetime


def released(site: SiteFold, window: ReleaseWindow, local_date: date) -> Release | None:
    """The window as it releases the slots of a local day; None if it does not."""
    opens_on = local_date - timedelta(days=window.days_ahead)
    if WEEKDAYS[opens_on.weekday()] not in window.days:
        return None
    zone = ZoneInfo(site.zone)
    opens, closes = (walltime.instant(opens_on, walltime.minutes_of(at), zone) for at in (window.from_, window.to))
    id_ = f"{site.place.code}~{window.lane or 'all'}~{local_date:%Y%m%d}~{window.from_.replace(':', '')}"
    return Release(id_, window.lane, local_date, opens, closes)


def releasing(site: SiteFold, rulebook: Rulebook, lane: str, local_date: date) -> Release | None:
    """How the rulebook releases a lane's slots of a local day; None if they need no release."""
    for window in rulebook.release_windows:
        if window.lane in (None, lane) and (found := released(site, window, local_date)) is not None:
            return found
    return None


def governing(
    site: SiteFold, rulebook: Rulebook, draws: Draws, lane: str, local_date: date, now: datetime
) -> Draw | Release | None:
    """What decides who gets a lane's slots of a day: a draw that is not held, or a window that has none yet.

    None: first come, first served. A window that closed without a draw (the rulebook was put later) decides nothing.
    """
    if (draw := draws.covering(lane, local_date)) is not None:
        return None if draw.status == "held" else draw
    if not rulebook.release_windows:
        return None
    found = releasing(site, rulebook, lane, local_date)
    return found if found is not None and now < found.closes_at else None


def is_open(by: Draw | Release, now: datetime) -> bool:
    """Whether entries are taken now."""
    return isinstance(by, Draw) and by.status in ("committed", "open") and by.opens_at <= now < by.closes_at


def refused(by: Draw | Release, now: datetime, slot: str | None = None) -> SlotUnreleased:
    """The refusal of a slot that a draw decides about and that takes no entry now; it says when to come back."""
    if now < by.opens_at:
        again = by.opens_at
    elif now < by.closes_at:
        again = now + _MOMENT
    else:
        again = max(by.closes_at + UNTIL_HELD, now) + _MOMENT
    return SlotUnreleased(
        retry_after=-int((now - again).total_seconds() // 1), slot=slot, draw=by.id,
        opens_at=by.opens_at.isoformat(), closes_at=by.closes_at.isoformat(),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Coming:
    """A draw that is to be announced at an instant."""

    at: datetime
    release: Release


def coming(site: SiteFold, known: Iterable[Draw], now: datetime) -> Iterator[Coming]:
    """For each window of each rulebook, its next draw that is not announced yet."""
    announced = list(known)
    for version in site.rulebooks:
        since = max(now, version.effective_from)
        for window in version.rulebook.release_windows:
            for release in _following(site, window, since):
                at = max(since, release.opens_at - ANNOUNCED)
                if _is_announced(release, announced) or in_force(site.rulebooks, at) != version:
                    continue
                yield Coming(at, release)
                break


def _following(site: SiteFold, window: ReleaseWindow, since: datetime) -> Iterator[Release]:
    """The window's next days that have not closed by an instant."""
    first = since.astimezone(ZoneInfo(site.zone)).date() + timedelta(days=window.days_ahead)
    for after in range(_A_WEEK + 1):
        found = released(site, window, first + timedelta(days=after))
        if found is not None and found.closes_at > since:
            yield found


def is_wanted(site: SiteFold, draws: Draws, release: Release, now: datetime) -> bool:
    """Whether the rulebook in force now still has this window to come, and no draw was announced for it."""
    windows = site.rulebook_at(now).rulebook.release_windows
    stands = any(released(site, window, release.local_date) == release for window in windows)
    return stands and now < release.closes_at and not _is_announced(release, draws.known.values())


def _is_announced(release: Release, known: Iterable[Draw]) -> bool:
    return any(
        each.id == release.id or (each.local_date == release.local_date and each.lane in (None, release.lane))
        for each in known
    )
