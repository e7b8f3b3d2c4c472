"""Promises as the tables have them. A promise and its answer are rows of two sites: read together, written apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from serai.core import ids
from serai.ledger.tables import LedgerEntry
from serai.queue import moves, queries
from serai.queue.tables import BandsRow, TransferAnswerRow, TransferOfferRow, TransferRow, VisitRow
from serai.queue.transfer_events import Onward, Origin
from serai.queue.transfers import HOUR, Asking, Coming, Promise
from serai.queue.visit import Visit

_NAMES = ("from_visit", "lane", "since", "valid_until", "status", "visit", "joined_at")
_PROMISE = [col(TransferRow.transfer), *(col(getattr(TransferRow, name)) for name in _NAMES)]
_HAS_LEFT = col(TransferAnswerRow.has_left)
_ANSWERED = col(TransferAnswerRow.transfer) == col(TransferRow.transfer)


def _read(row: Any) -> Promise:
    return Promise(row.transfer, **{name: getattr(row, name) for name in _NAMES})


async def kept(connection: AsyncConnection, site: str, now: datetime) -> dict[str, Promise]:
    """The promises of a site that are open, or were taken up within the last hour, by id."""
    is_kept = or_(col(TransferRow.status) == "promised", col(TransferRow.joined_at) > now - HOUR)
    found = await connection.execute(select(*_PROMISE).where(col(TransferRow.site) == site, is_kept))
    return {row.transfer: _read(row) for row in found}


async def coming(connection: AsyncConnection, site: str, vehicles: Iterable[str]) -> dict[str, Coming]:
    """What these vehicles were promised at a site and have not taken up, by vehicle."""
    wanted = sorted(set(vehicles))
    if not wanted:
        return {}
    query = (
        select(*_PROMISE, _HAS_LEFT)
        .join(VisitRow, col(VisitRow.id) == col(TransferRow.from_visit))
        .outerjoin(TransferAnswerRow, _ANSWERED)
        .where(col(TransferRow.site) == site, col(TransferRow.status) == "promised")
        .where(col(VisitRow.vehicle_key).in_(wanted))
    )
    return {str(each.papers.vehicle_key): each for each in await _coming(connection, query)}


async def by_id(connection: AsyncConnection, site: str, transfers: Iterable[str]) -> dict[str, Promise]:
    """Promises of a site by their ids."""
    query = select(*_PROMISE).where(col(TransferRow.site) == site)
    found = await connection.execute(query.where(col(TransferRow.transfer).in_(sorted(set(transfers)))))
    return {row.transfer: _read(row) for row in found}


async def expected(connection: AsyncConnection, site: str) -> dict[str, int]:
    """How many are on their way from other sites, by lane."""
    query = select(col(TransferRow.lane), func.count()).join(TransferAnswerRow, and_(_ANSWERED, _HAS_LEFT))
    query = query.where(col(TransferRow.site) == site, col(TransferRow.status) == "promised")
    return {str(lane): count for lane, count in await connection.execute(query.group_by(col(TransferRow.lane)))}


async def on_the_way(connection: AsyncConnection, site: str) -> list[Coming]:
    """Who left another site for this one and has not come yet, by when their places end."""
    query = (
        select(*_PROMISE, _HAS_LEFT)
        .join(TransferAnswerRow, and_(_ANSWERED, _HAS_LEFT))
        .where(col(TransferRow.site) == site, col(TransferRow.status) == "promised")
        .order_by(col(TransferRow.valid_until), col(TransferRow.transfer))
    )
    return await _coming(connection, query)


async def _coming(connection: AsyncConnection, query: Select[Any]) -> list[Coming]:
    rows = (await connection.execute(query)).all()
    origins = await queries.visits(connection, [row.from_visit for row in rows])
    return [Coming(_read(row), *origins[row.from_visit], row.has_left) for row in rows if row.from_visit in origins]


async def promised_to(connection: AsyncConnection, visit: str) -> tuple[str, Promise] | None:
    """The last promise that was made to a visit and not taken back, and the site that made it."""
    query = (
        select(col(TransferRow.site), *_PROMISE)
        .join(TransferAnswerRow, and_(_ANSWERED, _HAS_LEFT))
        .where(col(TransferRow.from_visit) == visit)
        .order_by(col(TransferRow.promised_at).desc())
    )
    row = (await connection.execute(query.limit(1))).first()
    return None if row is None else (row.site, _read(row))


async def published(connection: AsyncConnection) -> dict[str, datetime]:
    """The sites that have said how long they take, and as of when."""
    found = await connection.execute(select(col(BandsRow.site), col(BandsRow.as_of)))
    return {site: as_of for site, as_of in found}  # noqa: C416 - rows are no pairs to a type checker


async def offered(connection: AsyncConnection, site: str, visits: Sequence[str]) -> dict[str, dict[str, datetime]]:
    """Of each of these visits, of which sites it was told, and when."""
    row = TransferOfferRow
    query = select(col(row.visit), col(row.to_site), col(row.at)).where(col(row.site) == site)
    found: dict[str, dict[str, datetime]] = {visit: {} for visit in visits}
    for visit, to_site, at in await connection.execute(query.where(col(row.visit).in_(sorted(visits)))):
        found[visit][to_site] = at
    return found


async def last_offered(connection: AsyncConnection, visit: Visit) -> dict[str, Any] | None:
    """What a visit was told last: `site`, `lane`, `saves_minutes` and `at`."""
    row = TransferOfferRow
    query = select(row.__table__).where(col(row.site) == visit.site, col(row.visit) == visit.id)  # type: ignore[attr-defined]
    last = (await connection.execute(query.order_by(col(row.at).desc()).limit(1))).first()
    if last is None:
        return None
    return {"site": last.to_site, "lane": last.lane, "saves_minutes": last.saves_minutes, "at": last.at}


async def asking(connection: AsyncConnection, visits: Iterable[str]) -> dict[str, Asking]:
    """Visits of other sites that ask for a place, as they stand now."""
    found = await queries.visits(connection, visits)
    since = {id: moves.standing(visit).arrived_at for id, (visit, _) in found.items()}
    return {
        id: Asking(visit, papers, since[id], await _origin(connection, visit, since[id]))
        for id, (visit, papers) in found.items()
    }


async def _origin(connection: AsyncConnection, visit: Visit, since: datetime) -> Origin | None:
    """The entry of a visit's own ledger by which it stands since then: it joined, or missed its call."""
    query = (
        select(col(LedgerEntry.seq), col(LedgerEntry.digest))
        .where(col(LedgerEntry.site) == visit.site, col(LedgerEntry.at) == since)
        .where(col(LedgerEntry.kind).in_(("visit.joined", "call.missed")))
        .where(col(LedgerEntry.body).bool_op("LIKE")(f'%"{visit.id}"%'.encode()))
        .order_by(col(LedgerEntry.seq).desc())
    )
    row = (await connection.execute(query.limit(1))).first()
    return None if row is None else Origin(site=visit.site, visit=visit.id, seq=row.seq, digest=row.digest)


async def onward(connection: AsyncConnection, transfers: Iterable[str]) -> dict[str, tuple[Onward, Promise]]:
    """Promises by their ids, with the entries of the ledgers that made them."""
    wanted = sorted(set(transfers))
    query = (
        select(*_PROMISE, col(TransferRow.site), col(TransferRow.seq), col(LedgerEntry.digest))
        .join(
            LedgerEntry,
            and_(col(LedgerEntry.site) == col(TransferRow.site), col(LedgerEntry.seq) == col(TransferRow.seq)),
        )
        .where(col(TransferRow.transfer).in_(wanted))
    )
    return {
        row.transfer: (Onward(transfer=row.transfer, site=row.site, seq=row.seq, digest=row.digest), _read(row))
        for row in await connection.execute(query)
    }


async def answers(connection: AsyncConnection, transfers: Iterable[str]) -> dict[str, bool]:
    """Whether the visits of these transfers have left; those that are not decided are not there."""
    query = select(col(TransferAnswerRow.transfer), _HAS_LEFT)
    found = await connection.execute(query.where(col(TransferAnswerRow.transfer).in_(sorted(set(transfers)))))
    return {row.transfer: row.has_left for row in found}


@dataclass(frozen=True, slots=True)
class Open:
    """A promise that nobody has taken up; `has_left` None while the other site has not decided."""

    site: str
    promise: Promise
    promised_at: datetime
    has_left: bool | None

    @property
    def from_site(self) -> str:
        return ids.site_of(self.promise.from_visit) or ""


_OPEN = (
    select(col(TransferRow.site), *_PROMISE, col(TransferRow.promised_at), _HAS_LEFT)
    .outerjoin(TransferAnswerRow, _ANSWERED)
    .where(col(TransferRow.status) == "promised")
)


async def open_promises(connection: AsyncConnection) -> Sequence[Open]:
    """The open promises of all sites."""
    return [Open(row.site, _read(row), row.promised_at, row.has_left) for row in await connection.execute(_OPEN)]
