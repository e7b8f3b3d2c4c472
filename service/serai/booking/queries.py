from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any

import orjson
from sqlalchemy import ColumnElement, CompoundSelect, Select, and_, func, literal_column, or_, select, union_all
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from serai.booking.book import Book
from serai.booking.reservations import (
    PERSONAL_DETAILS,
    PLACING,
    Appeal,
    Claim,
    Count,
    Credit,
    Hold,
    Mark,
    Miss,
    Offer,
    Place,
    Reservation,
    Wants,
)
from serai.booking.tables import HoldRow, ReservationRow, SlotCount, VehicleClaim, VehicleMark
from serai.booking.vehicles import is_vin, plate_range
from serai.booking.waitlist import Waiter, Waitlist
from serai.core.statements import having
from serai.identity.rules import Caller
from serai.ledger.tables import LedgerHead

_NESTED = ("place", "wants", "offer", "credit", "miss")
_PLAIN = [each.name for each in fields(Reservation) if each.name not in (*PERSONAL_DETAILS, *_NESTED)]
_OFFER = ("offer_slot", "offer_starts_at", "offer_ends_at", "offer_zone", "offer_expires_at")
_WANTS = ("wanted_slot", "wanted_from", "wanted_until")
_CREDIT = ("credit_given", "credit_minutes", "credit_is_last")
_MISS = ("missed_seq", "missed_at", "struck", "appeal_until", "forgiven")
_APPEAL = ("appeal_reason", "appealed_at", "appeal_decision", "appeal_answer", "appeal_decided_at")
_OF_PLACE = tuple(name for name in PLACING if name != "lane")
_COLUMNS = (*_PLAIN, *_OF_PLACE, *_WANTS, *_OFFER, *_CREDIT, *_MISS, *_APPEAL, "details")
_RESERVATION = [col(getattr(ReservationRow, name)) for name in _COLUMNS]
_HOLD = [col(getattr(HoldRow, each.name)) for each in fields(Hold)]
_CLAIM = ("vehicle", "reservation", "arrive_from", "arrive_until", "party", "number")
_MARK = ("vehicle_key", "site", "kind", "at", "reservation", "seq", "minutes")
_VIN_MARK = ("vin_key", *_MARK[1:])
_STATUS = col(ReservationRow.status)
_CONFIRMED, _OFFERED = literal_column("'confirmed'") == _STATUS, literal_column("'offered'") == _STATUS
_UNDECLARED = and_(_CONFIRMED, col(ReservationRow.declaration).is_(None))
_DISPLACED = literal_column("'displaced'") == _STATUS
_IS_WAITING = _STATUS.in_([literal_column(f"'{each}'") for each in ("waitlisted", "offered", "displaced")])
"""Written out, not as parameters: a partial index is only found by the words it was made with."""
_HAS_PLACE = ("confirmed", "arrived", "missed", "fulfilled")
_HELD = col(HoldRow.status) == literal_column("'held'")
_SHARE_KEPT = timedelta(days=2)
"""For so long after a slot its company's share of it is known."""


async def book(connection: AsyncConnection, site: str) -> Book:
    """A site's working memory of bookings, as the tables have it."""
    found = await connection.execute(
        select(col(SlotCount.slot), col(SlotCount.capacity), col(SlotCount.taken), col(SlotCount.held)).where(
            col(SlotCount.site) == site
        )
    )
    counts = {slot: Count(capacity, taken, held) for slot, capacity, taken, held in found}
    return Book(counts, await _shares(connection, site), await _waitlist(connection, site))


async def _shares(connection: AsyncConnection, site: str) -> dict[tuple[str, str], int]:
    """How many places of a slot each company has taken, held or been offered."""
    head = (
        await connection.execute(select(col(LedgerHead.at)).where(col(LedgerHead.site) == site))
    ).scalar_one_or_none()
    if head is None:
        return {}
    row, hold = ReservationRow, HoldRow
    kept = and_(col(row.status).in_(_HAS_PLACE), col(row.starts_at) >= head - _SHARE_KEPT)
    shares: Counter[tuple[str, str]] = Counter()
    for slot, company, where in (
        (col(row.slot), col(row.company), and_(col(row.site) == site, kept)),
        (col(row.offer_slot), col(row.company), and_(col(row.site) == site, _OFFERED)),
        (col(hold.slot), col(hold.company), and_(col(hold.site) == site, _HELD)),
    ):
        query = select(slot, company, func.count()).where(where, company.is_not(None)).group_by(slot, company)
        for slot_id, whose, has in await connection.execute(query):
            shares[slot_id or "", whose or ""] += has
    return dict(shares)


async def _waitlist(connection: AsyncConnection, site: str) -> Waitlist:
    row, found = ReservationRow, Waitlist()
    columns = (row.id, row.lane, row.tier, row.turn, row.company, row.offer_slot, *(getattr(row, n) for n in _WANTS))
    query = select(*[col(each) for each in columns]).where(col(row.site) == site, _IS_WAITING)
    for id_, lane, tier, turn, company, offered, *wants in await connection.execute(query):
        found.join(Waiter(tier, turn, id_, lane, Wants(*wants), company))
        if offered is not None:
            found.rest(id_, offered)
    return found


async def counts(connection: AsyncConnection, site: str, from_: datetime, to: datetime) -> dict[str, Count]:
    """Places gone of the slots that start in [from_, to)."""
    found = await connection.execute(
        select(col(SlotCount.slot), col(SlotCount.capacity), col(SlotCount.taken), col(SlotCount.held)).where(
            col(SlotCount.site) == site, col(SlotCount.starts_at) >= from_, col(SlotCount.starts_at) < to
        )
    )
    return {slot: Count(capacity, taken, held) for slot, capacity, taken, held in found}


async def reservations(connection: AsyncConnection, ids: Iterable[str]) -> dict[str, Reservation]:
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    found = await connection.execute(select(*_RESERVATION).where(col(ReservationRow.id).in_(wanted)))
    return {row.id: _reservation(row) for row in found}


async def of_pairs(connection: AsyncConnection, pairs: Iterable[str]) -> dict[str, Reservation]:
    """Both reservations of each of these pairs."""
    wanted = sorted(set(pairs))
    if not wanted:
        return {}
    found = await connection.execute(select(*_RESERVATION).where(col(ReservationRow.pair).in_(wanted)))
    return {row.id: _reservation(row) for row in found}


async def by_reference(connection: AsyncConnection, site: str, references: Iterable[str]) -> dict[str, Reservation]:
    wanted = sorted(set(references))
    if not wanted:
        return {}
    query = select(*_RESERVATION).where(col(ReservationRow.site) == site, col(ReservationRow.reference).in_(wanted))
    return {row.reference: _reservation(row) for row in await connection.execute(query)}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which reservations: of one caller or (None) of all that a site serves; at a site, in a status, of a plate."""

    of: Caller | None
    serves: str | None = None
    site: str | None = None
    statuses: tuple[str, ...] = ()
    plate: str | None = None
    reference: str | None = None


async def listed(connection: AsyncConnection, wanted: Wanted, *, after: str | None, limit: int) -> list[Reservation]:
    """Reservations by id, newest first."""
    query: Select[Any] = select(*_RESERVATION).order_by(col(ReservationRow.id).desc()).limit(limit)
    if wanted.of is not None:
        query = query.where(_of(wanted.of))
    for column, value in (
        (ReservationRow.site, wanted.serves),
        (ReservationRow.site, wanted.site),
        (ReservationRow.reference, wanted.reference and wanted.reference.upper()),
    ):
        if value is not None:
            query = query.where(col(column) == value)
    if wanted.statuses:
        query = query.where(_STATUS.in_(wanted.statuses))
    if wanted.plate is not None:
        first, beyond = plate_range(wanted.plate)
        query = query.where(col(ReservationRow.vehicle_key) >= first, col(ReservationRow.vehicle_key) < beyond)
    if after is not None:
        query = query.where(col(ReservationRow.id) < after)
    return [_reservation(row) for row in await connection.execute(query)]


def _of(caller: Caller) -> ColumnElement[bool]:
    mine = col(ReservationRow.owner) == caller.scope
    if caller.reservation is not None:
        mine = or_(mine, col(ReservationRow.id) == caller.reservation)
    if caller.phone is not None:
        mine = or_(mine, col(ReservationRow.phone) == caller.phone)
    return mine


async def holds(connection: AsyncConnection, site: str, ids: Iterable[str]) -> dict[str, Hold]:
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    query = select(*_HOLD).where(col(HoldRow.site) == site, col(HoldRow.id).in_(wanted))
    return {row.id: _hold(row) for row in await connection.execute(query)}


async def recent_holds(
    connection: AsyncConnection, site: str, known_by: Iterable[str], owners: Iterable[str], since: datetime
) -> dict[str, Hold]:
    """Holds at the site, over since an instant or not yet, for these vehicles (by plate or VIN) or by these owners."""
    vehicles = sorted(set(known_by))
    theirs = or_(
        col(HoldRow.vehicle_key).in_(vehicles), col(HoldRow.vin_key).in_(vehicles), col(HoldRow.owner).in_(set(owners))
    )
    query = select(*_HOLD).where(col(HoldRow.site) == site, theirs, col(HoldRow.expires_at) > since)
    return {row.id: _hold(row) for row in await connection.execute(query)}


async def due_holds(connection: AsyncConnection, site: str, until: datetime) -> list[Hold]:
    query = select(*_HOLD).where(col(HoldRow.site) == site, _HELD, col(HoldRow.expires_at) <= until)
    return [_hold(row) for row in await connection.execute(query.order_by(col(HoldRow.expires_at), col(HoldRow.id)))]


async def due_reservations(connection: AsyncConnection, site: str, until: datetime) -> list[Reservation]:
    """Those whose arrival window, offer or range is over by an instant, or the time to attach a declaration."""
    row = ReservationRow
    over = or_(
        and_(_UNDECLARED, col(row.declaration_by) <= until),
        and_(_CONFIRMED, col(row.arrive_until) <= until),
        and_(_OFFERED, col(row.offer_expires_at) <= until),
        and_(_IS_WAITING, col(row.wanted_until) <= until),
    )
    found = await connection.execute(select(*_RESERVATION).where(col(row.site) == site, over).order_by(col(row.id)))
    return [_reservation(each) for each in found]


async def placed(connection: AsyncConnection, site: str, after: datetime) -> list[Reservation]:
    """All that have a place in a slot that is still to begin."""
    row = ReservationRow
    query = select(*_RESERVATION).where(
        col(row.site) == site, _CONFIRMED, col(row.arrive_until) > after, col(row.starts_at) > after
    )
    return [_reservation(each) for each in await connection.execute(query.order_by(col(row.id)))]


async def waiting(connection: AsyncConnection, site: str) -> list[Reservation]:
    """All that wait for a place, offered one or not."""
    query = select(*_RESERVATION).where(col(ReservationRow.site) == site, _IS_WAITING)
    return [_reservation(row) for row in await connection.execute(query.order_by(col(ReservationRow.id)))]


async def displaced(connection: AsyncConnection, site: str) -> list[Reservation]:
    """All that the site could not keep and that no other place was found for, nor is offered."""
    query = select(*_RESERVATION).where(col(ReservationRow.site) == site, _DISPLACED)
    return [_reservation(each) for each in await connection.execute(query.order_by(col(ReservationRow.id)))]


async def sites_with_displaced(connection: AsyncConnection) -> list[tuple[str, datetime]]:
    """(site, its last entry's instant) wherever somebody is displaced."""
    heads = select(col(LedgerHead.site), col(LedgerHead.at))
    whose = select(col(ReservationRow.site)).where(_DISPLACED).distinct()
    return [(site, at) for site, at in await connection.execute(heads.where(col(LedgerHead.site).in_(whose)))]


async def sites_with_waiters(connection: AsyncConnection) -> list[str]:
    """The sites at which anybody waits for a place."""
    return sorted((await connection.execute(_WAITED_AT)).scalars())


async def waiting_elsewhere_due(connection: AsyncConnection, site: str) -> set[str]:
    """By plate or VIN, the vehicles that wait for a place at a site and have one somewhere already."""
    row, claim, found = ReservationRow, VehicleClaim, set[str]()
    is_placed = col(claim.arrive_from).is_not(None)
    for known_by in (col(row.vehicle_key), col(row.vin_key)):
        joined = select(col(claim.vehicle)).join(row, and_(known_by == col(claim.vehicle), is_placed))
        found |= set((await connection.execute(joined.where(col(row.site) == site, _IS_WAITING))).scalars())
    return found


def _ends() -> CompoundSelect[Any]:
    row = ReservationRow
    ends = (
        (col(HoldRow.site), col(HoldRow.expires_at), _HELD),
        (col(row.site), col(row.arrive_until), _CONFIRMED),
        (col(row.site), col(row.declaration_by), and_(_UNDECLARED, col(row.declaration_by).is_not(None))),
        (col(row.site), col(row.offer_expires_at), _OFFERED),
        (col(row.site), col(row.wanted_until), _IS_WAITING),
    )
    return union_all(*[select(site, func.min(at)).where(live).group_by(site) for site, at, live in ends])


_ENDS = _ends()
_WAITED_AT = select(col(ReservationRow.site)).where(_IS_WAITING).distinct()
"""Built once, because the agenda asks them at every turn: to build them takes longer than to ask."""


async def next_due(connection: AsyncConnection) -> list[tuple[str, datetime]]:
    """For each site, when its next hold, arrival window, offer, range or time to declare ends."""
    return [(site, at) for site, at in await connection.execute(_ENDS) if at is not None]


async def claims(connection: AsyncConnection, vehicles: Iterable[str]) -> dict[str, dict[str, Claim]]:
    """What reservations at all sites take of these vehicles, by vehicle and reservation."""
    known: dict[str, dict[str, Claim]] = {vehicle: {} for vehicle in vehicles}
    for vehicle, reservation, opens, closes, party, number in await having(
        connection, VehicleClaim, _CLAIM, [(vehicle,) for vehicle in sorted(known)]
    ):
        window = None if opens is None else (opens, closes)
        known[vehicle][reservation] = Claim(reservation, window, party, number)
    return known


async def marks(
    connection: AsyncConnection, site: str, known_by: Sequence[str], since: datetime
) -> dict[str, list[Mark]]:
    """What quotas count against these vehicles at a site, by plate and by VIN, since an instant."""
    known: dict[str, list[Mark]] = {each: [] for each in known_by}
    for columns, wanted in ((_MARK, [k for k in known if not is_vin(k)]), (_VIN_MARK, [k for k in known if is_vin(k)])):
        for vehicle, _, kind, at, reservation, seq, minutes in await having(
            connection, VehicleMark, columns, [(each, site) for each in sorted(wanted)]
        ):
            if at > since:
                known[vehicle].append(Mark(kind, at, reservation, seq, minutes))
    return known


def _hold(row: Any) -> Hold:
    return Hold(**{**row._mapping, "owner": row.owner or "", "vehicle_key": row.vehicle_key or ""})


def _reservation(row: Any) -> Reservation:
    said = row._mapping
    personal = said["details"] or {}
    place = None if row.slot is None else Place(lane=row.lane, **{name: said[name] for name in _OF_PLACE})
    wants = None if row.wanted_from is None else Wants(*[said[name] for name in _WANTS])
    offer = None if row.offer_slot is None else Offer(*[said[name] for name in _OFFER])
    plain = {name: said[name] for name in _PLAIN} | {name: personal.get(name, {}) for name in PERSONAL_DETAILS}
    plain |= {"needs": tuple(orjson.loads(row.needs)), "owner": row.owner or "", "vehicle_key": row.vehicle_key or ""}
    return Reservation(place=place, wants=wants, offer=offer, credit=_credit(said), miss=_miss(said), **plain)


def _credit(said: Mapping[str, Any]) -> Credit | None:
    return None if said["credit_given"] is None else Credit(*[said[name] for name in _CREDIT])


def _miss(said: Mapping[str, Any]) -> Miss | None:
    if said["missed_at"] is None:
        return None
    appeal = None if said["appealed_at"] is None else Appeal(*[said[name] for name in _APPEAL])
    seq, at, struck, until, forgiven = (said[name] for name in _MISS)
    return Miss(seq, at, struck, until, forgiven, appeal)
