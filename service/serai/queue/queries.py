from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import Select, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from serai.booking.tables import ReservationRow
from serai.booking.vehicles import plate_range
from serai.identity.queries import visible
from serai.identity.rights import Relation
from serai.identity.rules import Caller
from serai.identity.tables import Company
from serai.ledger import queries as ledger
from serai.ledger.tables import LedgerEntry
from serai.queue import inspections, saving
from serai.queue import passing as passes
from serai.queue.bands import curves
from serai.queue.events import VisitAdmitted, VisitCorrected, VisitReturned
from serai.queue.machine import LIVE
from serai.queue.passing import Passing
from serai.queue.rules import Papers, Queue, Visit
from serai.queue.served import LATELY, Served
from serai.queue.tables import BandsRow, LineRow, OvertakerRow, VisitRow
from serai.queue.transfers import Transfers

_VISIT = [col(getattr(VisitRow, name)) for name in (*saving.PLAIN, "order_key", "because", "needs", "inspection")]
_STATUS = {
    "visit.joined": "waiting", "visit.called": "called", "call.missed": "waiting", "call.withdrawn": "waiting",
    "visit.admitted": "admitted",
    "visit.parked": "parked", "visit.released": "released", "visit.departed": "departed", "visit.left": "left",
    "visit.turned_away": "turned_away", "visit.corrected": "left", "visit.returned": "waiting",
}  # fmt: skip
"""What each fact makes of a visit; a correction only where it names another visit that stays."""
_PAPERS = [col(getattr(VisitRow, name)) for name in ("owner", "phone", "vehicle_key", "salt", "details")]


async def queue(connection: AsyncConnection, site: str) -> Queue:
    """A site's working memory of visits and lines, as the tables have it."""
    made = Queue(site)
    live = select(*_VISIT).where(col(VisitRow.site) == site, col(VisitRow.ended_at).is_(None))
    made.restore(_visit(row) for row in await connection.execute(live))
    lines = select(col(LineRow.line), col(LineRow.clock), col(LineRow.finishes), col(LineRow.overtaken))
    for name, clock, finishes, overtaken in await connection.execute(lines.where(col(LineRow.site) == site)):
        line = made.line(name)
        line.clock, line.finishes, line.overtaken = clock, dict(orjson.loads(finishes)), overtaken
    overtakers = select(col(OvertakerRow.line), col(OvertakerRow.cost), col(OvertakerRow.ceiling))
    in_turn = overtakers.where(col(OvertakerRow.site) == site).order_by(col(OvertakerRow.number))
    for name, cost, ceiling in await connection.execute(in_turn):
        made.line(name).overtakers.append((cost, saving.unsorted(ceiling)))
    bands = select(*(col(getattr(BandsRow, name)) for name in ("bands", "as_of", "ways", "calls", "basis"))).where(
        col(BandsRow.site) == site
    )
    found = (await connection.execute(bands)).one_or_none()
    if found is not None:
        told = {name: orjson.loads(getattr(found, name)) for name in ("bands", "ways", "calls", "basis")}
        made.curves = curves(as_of=found.as_of, **told)
    made.served = await _served(connection, site)
    return made


async def transfers(connection: AsyncConnection, site: str) -> Transfers:
    """Nothing is remembered of them: what a batch needs, it loads."""
    return Transfers()


async def _served(connection: AsyncConnection, site: str) -> Served:
    """The admissions of the hour before the last entry; only that hour of the ledger is read."""
    made, head = Served(), await ledger.head(connection, site)
    if head is None:
        return made
    seq, at, kind = col(LedgerEntry.seq), col(LedgerEntry.at), col(LedgerEntry.kind)
    older = select(seq).where(col(LedgerEntry.site) == site, at <= head.at - LATELY).order_by(seq.desc()).limit(1)
    after = (await connection.execute(older)).scalar() or 0
    let_in = select(at, kind, col(LedgerEntry.body)).where(
        col(LedgerEntry.site) == site, seq > after, kind.in_((VisitAdmitted.kind, VisitReturned.kind))
    )
    for when, what, body in await connection.execute(let_in.order_by(seq)):
        fact = orjson.loads(body)
        if what == VisitReturned.kind:
            made.returned(fact["visit"])
        else:
            made.admitted(fact["visit"], fact["lane"], when)
    return made


async def visits(connection: AsyncConnection, ids: Iterable[str]) -> dict[str, tuple[Visit, Papers]]:
    """Visits, over or not, with what is personal of them."""
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    found = await connection.execute(select(*_VISIT, *_PAPERS).where(col(VisitRow.id).in_(wanted)))
    return {row.id: (_visit(row), _papers(row)) for row in found}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which visits: those a caller may see, at a site, in a status, of a plate."""

    caller: Caller
    relation: Relation
    site: str | None = None
    status: str | None = None
    plate: str | None = None


async def plates(connection: AsyncConnection, ids: Iterable[str]) -> dict[str, str]:
    """The plates of these visits; one that was erased is not there."""
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    found = await connection.execute(
        select(col(VisitRow.id), col(VisitRow.details)).where(col(VisitRow.id).in_(wanted))
    )
    vehicles = {visit: (details or {}).get("vehicle", {}) for visit, details in found}
    return {visit: vehicle["plate"] for visit, vehicle in vehicles.items() if "plate" in vehicle}


async def listed(
    connection: AsyncConnection, wanted: Wanted, *, after: str | None, limit: int
) -> list[tuple[Visit, Papers]]:
    """Visits by id, latest first."""
    query: Select[Any] = select(*_VISIT, *_PAPERS).order_by(col(VisitRow.id).desc()).limit(limit)
    is_seen = visible(
        wanted.relation,
        wanted.caller,
        site=col(VisitRow.site),
        company=col(VisitRow.company),
        made_by=col(VisitRow.owner),
        reservation=col(VisitRow.reservation),
        phone=col(VisitRow.phone),
    )
    came = visible(wanted.relation, wanted.caller, reservation=col(VisitRow.came_with))
    query = query.where(or_(is_seen, came))
    if wanted.site is not None:
        query = query.where(col(VisitRow.site) == wanted.site)
    if wanted.status is not None:
        query = query.where(col(VisitRow.status) == wanted.status)
    if wanted.plate is not None:
        first, beyond = plate_range(wanted.plate)
        query = query.where(col(VisitRow.vehicle_key) >= first, col(VisitRow.vehicle_key) < beyond)
    if after is not None:
        query = query.where(col(VisitRow.id) < after)
    return [(_visit(row), _papers(row)) for row in await connection.execute(query)]


async def here(connection: AsyncConnection, site: str, vehicles: Iterable[str]) -> dict[str, str]:
    """The live visits of these vehicles at a site, by vehicle."""
    wanted = sorted(set(vehicles))
    if not wanted:
        return {}
    query = select(col(VisitRow.vehicle_key), col(VisitRow.id)).where(
        col(VisitRow.vehicle_key).in_(wanted), col(VisitRow.site) == site, col(VisitRow.status).in_(sorted(LIVE))
    )
    return {str(vehicle): visit for vehicle, visit in await connection.execute(query)}


async def reserved(connection: AsyncConnection, site: str, vehicles: Iterable[str]) -> list[str]:
    """The reservations of these vehicles at a site that they may still check in with."""
    wanted = sorted(set(vehicles))
    if not wanted:
        return []
    query = select(col(ReservationRow.id)).where(
        col(ReservationRow.vehicle_key).in_(wanted),
        col(ReservationRow.site) == site,
        col(ReservationRow.status).in_(("confirmed", "missed")),
    )
    return list((await connection.execute(query)).scalars())


@dataclass(frozen=True, slots=True)
class Moment:
    """A fact of a visit and the status that it had then; `inferred` if a later report implied it."""

    kind: str
    status: str
    at: datetime
    inferred: bool


async def timeline(connection: AsyncConnection, visit: Visit) -> list[Moment]:
    """Every status a visit has had until its present version, and what was put right, read from the ledger.

    Only the entries between its check-in and its last fact are looked at, found by the ledger's own key.
    """
    until = (col(LedgerEntry.site) == visit.site, col(LedgerEntry.seq) <= visit.version)
    before = select(col(LedgerEntry.seq)).where(*until, col(LedgerEntry.at) < visit.arrived_at)
    joined_after = (await connection.execute(before.order_by(col(LedgerEntry.seq).desc()).limit(1))).scalar() or 0
    facts = (
        select(col(LedgerEntry.at), col(LedgerEntry.kind), col(LedgerEntry.body))
        .where(*until, col(LedgerEntry.seq) > joined_after, col(LedgerEntry.kind).in_(_STATUS))
        .where(col(LedgerEntry.body).bool_op("LIKE")(f'%"{visit.id}"%'.encode()))
        .order_by(col(LedgerEntry.seq))
    )
    moments: list[Moment] = []
    for at, kind, body in await connection.execute(facts):
        said = orjson.loads(body)
        if said["visit"] == visit.id:
            is_kept = kind == VisitCorrected.kind and said["duplicate_of"] is None and moments
            status = moments[-1].status if is_kept else _STATUS[kind]
            moments.append(Moment(kind, status, at, said.get("inferred", False)))
    return moments


async def trusted(connection: AsyncConnection, companies: Iterable[str]) -> set[str]:
    """Those of these companies that an admin has marked as trusted."""
    wanted = sorted(set(companies))
    if not wanted:
        return set()
    query = select(col(Company.id)).where(col(Company.id).in_(wanted), col(Company.is_trusted))
    return set((await connection.execute(query)).scalars())


_OPENING = (
    select(col(VisitRow.site), func.min(col(VisitRow.arrive_from)))
    .where(
        col(VisitRow.ended_at).is_(None),
        col(VisitRow.status) == "waiting",
        col(VisitRow.because).contains('"order.early"'),
    )
    .group_by(col(VisitRow.site))
)


async def opening(connection: AsyncConnection) -> list[tuple[str, datetime]]:
    """For each site, when the arrival window opens of the next vehicle that waits for that."""
    return [(site, at) for site, at in await connection.execute(_OPENING) if at is not None]


async def passing(connection: AsyncConnection, visit: Visit) -> Passing:
    """Who passed a visit while it stood in its line, and what was put right about it, from the ledger's facts."""
    seq, at = col(LedgerEntry.seq), col(LedgerEntry.at)
    here = (col(LedgerEntry.site) == visit.site,)
    before = select(seq).where(*here, at < visit.arrived_at).order_by(seq.desc()).limit(1)
    joined_after = (await connection.execute(before)).scalar() or 0
    facts = select(seq, at, col(LedgerEntry.kind), col(LedgerEntry.body)).where(*here, seq > joined_after)
    until = None if visit.is_in_line else visit.ended_at or visit.admitted_at
    if until is not None:
        facts = facts.where(at <= until)
    found = Passing(visit.id)
    listed = facts.where(col(LedgerEntry.kind).in_(sorted(passes.KINDS))).order_by(seq)
    for number, when, kind, body in await connection.execute(listed):
        found.take(kind, orjson.loads(body), number, when)
    return found


async def classes(connection: AsyncConnection, visits: Iterable[str]) -> dict[str, str]:
    """The cargo classes of these visits."""
    wanted = sorted(set(visits))
    if not wanted:
        return {}
    query = select(col(VisitRow.id), col(VisitRow.cargo_class)).where(col(VisitRow.id).in_(wanted))
    return {row.id: row.cargo_class for row in await connection.execute(query)}


def _visit(row: Any) -> Visit:
    plain = {name: getattr(row, name) for name in saving.PLAIN}
    because, needs = tuple(orjson.loads(row.because)), tuple(orjson.loads(row.needs))
    key, inspection = saving.unsorted(row.order_key), inspections.read(row.inspection)
    return Visit(**plain, key=key, because=because, needs=needs, inspection=inspection)


def _papers(row: Any) -> Papers:
    details = row.details or {}
    return Papers(
        owner=row.owner,
        phone=row.phone,
        vehicle_key=row.vehicle_key,
        salt=row.salt,
        vehicle=details.get("vehicle", {}),
        driver=details.get("driver", {}),
    )
