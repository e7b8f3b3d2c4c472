from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from serai.appeals import rules
from serai.appeals.tables import AppealNote
from serai.booking import queries as booking
from serai.booking.reservations import Reservation
from serai.booking.tables import ReservationRow, ShowTally, VehicleMark

_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Day:
    """What the site did on the day of a miss: of its lane's places how many were used and how many not, and for how
    many vehicles it was later than promised, the most by `most_minutes`."""

    shown: int
    missed: int
    late: int
    most_minutes: int


@dataclass(frozen=True, slots=True)
class Appealed:
    """An appeal with the facts to decide it by; `late_by` are minutes after the window, None for who never came.

    `misses` is how many count against the vehicle now, this one among them.
    """

    reservation: Reservation
    text: str | None
    arrived_at: datetime | None
    late_by: int | None
    misses: int
    day: Day


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which appeals: of a site, `open` or `decided`; `since` is from when misses count."""

    site: str
    status: str | None
    since: datetime


async def listed(connection: AsyncConnection, wanted: Wanted, *, after: str | None, limit: int) -> list[Appealed]:
    """Appeals by reservation, newest first."""
    row = ReservationRow
    query = select(col(row.id), col(row.arrived_at)).where(
        col(row.site) == wanted.site, col(row.appealed_at).is_not(None)
    )
    if wanted.status is not None:
        decision = col(row.appeal_decision)
        query = query.where(decision.is_(None) if wanted.status == "open" else decision.is_not(None))
    if after is not None:
        query = query.where(col(row.id) < after)
    in_order = query.order_by(col(row.id).desc()).limit(limit)
    arrived = {each.id: each.arrived_at for each in await connection.execute(in_order)}
    found = await booking.reservations(connection, arrived)
    texts = await _texts(connection, wanted.site, list(arrived))
    known_by = sorted({each for known in found.values() for each in known.identities})
    marks = await booking.marks(connection, wanted.site, known_by, wanted.since)
    appealed = []
    for id_, at in arrived.items():
        known = found[id_]
        misses = {mark.seq for each in known.identities for mark in marks[each] if mark.kind == "miss"}
        late_by = rules.late_by(known.placed.arrive_until, at)
        appealed.append(Appealed(known, texts.get(id_), at, late_by, len(misses), await _day(connection, known)))
    return appealed


async def _texts(connection: AsyncConnection, site: str, ids: Sequence[str]) -> dict[str, str | None]:
    """The words of each appeal."""
    note = AppealNote
    query = select(col(note.reservation), col(note.text)).where(
        col(note.site) == site, col(note.reservation).in_(ids), col(note.is_answer).is_(False)
    )
    return {each.reservation: each.text for each in await connection.execute(query)}


async def _day(connection: AsyncConnection, known: Reservation) -> Day:
    place, tally, mark = known.placed, ShowTally, VehicleMark
    shows = select(func.coalesce(func.sum(col(tally.shown)), 0), func.coalesce(func.sum(col(tally.missed)), 0)).where(
        col(tally.site) == known.site, col(tally.lane) == place.lane, col(tally.day) == place.local_date
    )
    midnight = datetime.combine(place.local_date, time(), ZoneInfo(place.zone))
    late = select(func.count(), func.coalesce(func.max(col(mark.minutes)), 0)).where(
        col(mark.site) == known.site, col(mark.minutes) > 0, col(mark.at) >= midnight, col(mark.at) < midnight + _A_DAY
    )
    shown, missed = (await connection.execute(shows)).one()
    count, most = (await connection.execute(late)).one()
    return Day(int(shown), int(missed), count, most)
