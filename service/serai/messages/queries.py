from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from serai.booking.tables import ReservationRow
from serai.messages.tables import MessageCursor, MessageRefusal, MessageRow
from serai.queue.tables import TransferRow, VisitRow

MOST_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who a message is for, as the reservation says now; without a number once that is erased, or was never given."""

    reservation: str
    reference: str
    status: str
    number: str | None
    language: str


async def cursor(connection: AsyncConnection, site: str) -> int | None:
    """Up to which entry a site was turned into messages; None for one that never was."""
    query = select(col(MessageCursor.seq)).where(col(MessageCursor.site) == site)
    return (await connection.execute(query)).scalar()


async def reservations(connection: AsyncConnection, visits: Iterable[str]) -> dict[str, str]:
    """The reservations of these visits, or which they had at the site that they came from; a walk-in has none."""
    wanted = sorted(set(visits))
    if not wanted:
        return {}
    of = func.coalesce(col(VisitRow.reservation), col(VisitRow.came_with))
    query = select(col(VisitRow.id), of).where(col(VisitRow.id).in_(wanted))
    return {visit: found for visit, found in await connection.execute(query) if found is not None}


async def kept_until(connection: AsyncConnection, transfers: Iterable[str]) -> dict[str, datetime]:
    """How long the places are kept to which these transfers lead."""
    wanted = sorted(set(transfers))
    if not wanted:
        return {}
    query = select(col(TransferRow.transfer), col(TransferRow.valid_until))
    found = await connection.execute(query.where(col(TransferRow.transfer).in_(wanted)))
    return {row.transfer: row.valid_until for row in found}


async def due(connection: AsyncConnection, site: str, now: datetime) -> list[Any]:
    """Messages that may be sent now, in the order of their facts; nobody else takes them until the transaction ends."""
    query = select(MessageRow.__table__).where(  # type: ignore[attr-defined]
        col(MessageRow.site) == site, col(MessageRow.status) == "waiting", col(MessageRow.due_at) <= now
    )
    taken = query.order_by(col(MessageRow.seq)).limit(MOST_AT_ONCE).with_for_update(skip_locked=True)
    return list(await connection.execute(taken))


async def sites_due(connection: AsyncConnection, now: datetime) -> set[str]:
    query = select(col(MessageRow.site)).where(col(MessageRow.status) == "waiting", col(MessageRow.due_at) <= now)
    return set((await connection.execute(query.distinct())).scalars())


async def addressees(connection: AsyncConnection, reservations: Iterable[str]) -> dict[str, Addressee]:
    """The drivers of these reservations."""
    wanted = sorted(set(reservations))
    if not wanted:
        return {}
    row = ReservationRow
    query = select(col(row.id), col(row.reference), col(row.status), col(row.details)).where(col(row.id).in_(wanted))
    return {found.id: _addressee(found) for found in await connection.execute(query)}


def _addressee(row: Any) -> Addressee:
    driver = (row.details or {}).get("driver", {})
    number = "".join(each for each in driver.get("phone") or "" if each.isdigit() or each == "+")
    return Addressee(row.id, row.reference, row.status, number or None, driver.get("language") or "en")


async def refused(connection: AsyncConnection, marks: Iterable[str]) -> set[str]:
    """Those of these numbers, by their marks, that want no messages."""
    wanted = sorted(set(marks))
    if not wanted:
        return set()
    query = select(col(MessageRefusal.mark)).where(col(MessageRefusal.mark).in_(wanted))
    return set((await connection.execute(query)).scalars())


async def refusal(connection: AsyncConnection, mark: str) -> Any | None:
    """That a number, by its mark, wants no messages."""
    query = select(MessageRefusal.__table__).where(col(MessageRefusal.mark) == mark)  # type: ignore[attr-defined]
    return (await connection.execute(query)).one_or_none()


@dataclass(frozen=True, slots=True)
class Wanted:
    site: str
    reservation: str | None = None
    status: str | None = None


async def listed(
    connection: AsyncConnection, wanted: Wanted, *, after: tuple[int, str] | None, limit: int
) -> list[Any]:
    """Messages of a site, the latest fact first."""
    row = MessageRow
    query = select(row.__table__).where(col(row.site) == wanted.site)  # type: ignore[attr-defined]
    if wanted.reservation is not None:
        query = query.where(col(row.reservation) == wanted.reservation)
    if wanted.status is not None:
        query = query.where(col(row.status) == wanted.status)
    if after is not None:
        seq, id_ = after
        query = query.where((col(row.seq) < seq) | ((col(row.seq) == seq) & (col(row.id) > id_)))
    return list(await connection.execute(query.order_by(col(row.seq).desc(), col(row.id)).limit(limit)))
