"""Every read of keys, sessions, people and companies; and the condition that keeps lists to what may be seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, and_, false, or_, select, true
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.orm import Mapped
from sqlmodel import col

from serai.identity.rights import Relation, Role
from serai.identity.rules import Caller, link_caller, operations_in, same_name
from serai.identity.tables import ApiKey, Company, ConsoleSession, Person

Record = Row[*tuple[Any, ...]]

SESSION: Final = "session:"
LINK: Final = "link:"

COMPANY: Final[tuple[Mapped[Any], ...]] = (
    col(Company.id),
    col(Company.name),
    col(Company.pseudonym),
    col(Company.is_trusted),
    col(Company.is_suspended),
    col(Company.version),
)


@dataclass(frozen=True, slots=True)
class Found:
    """The caller a key stands for, and whether the key has been revoked."""

    caller: Caller
    is_revoked: bool


def visible(
    relation: Relation,
    caller: Caller,
    *,
    site: Mapped[Any] | None = None,
    company: Mapped[Any] | None = None,
    made_by: Mapped[Any] | None = None,
    reservation: Mapped[Any] | None = None,
    phone: Mapped[Any] | None = None,
) -> ColumnElement[bool]:
    """`rules.reaches` as a condition on the columns that say whose a row is."""
    if relation is Relation.ANY:
        return true()
    if relation is Relation.SITE and site is not None:
        return site.is_not(None) if caller.site is None else site == caller.site
    if relation is not Relation.OWN or caller.role is None:
        return false()
    if caller.role is Role.COMPANY:
        pairs = [(company, caller.company)]
    else:
        pairs = [(made_by, caller.scope), (reservation, caller.reservation), (phone, caller.phone)]
    return or_(false(), *(column == value for column, value in pairs if column is not None and value is not None))


async def key_by_digest(connection: AsyncConnection, digest: str) -> Found | None:
    """Whose key has this digest."""
    return await _key(connection, col(ApiKey.digest) == digest)


async def session_by_digest(connection: AsyncConnection, digest: str, now: datetime) -> Caller | None:
    """Who is signed in with this session, if it has not ended."""
    return await _session(connection, col(ConsoleSession.digest) == digest, now)


async def caller_named(connection: AsyncConnection, name: str, now: datetime) -> Caller | None:
    """The caller whose `key` this is, unless it was revoked or has ended meanwhile."""
    if name.startswith(LINK):
        return link_caller(name.removeprefix(LINK))
    if name.startswith(SESSION):
        return await _session(connection, col(ConsoleSession.id) == name.removeprefix(SESSION), now)
    found = await _key(connection, col(ApiKey.id) == name)
    return None if found is None or found.is_revoked else found.caller


async def _key(connection: AsyncConnection, which: ColumnElement[bool]) -> Found | None:
    selected = (
        select(
            *(col(c) for c in (ApiKey.id, ApiKey.role, ApiKey.company, ApiKey.site, ApiKey.phone, ApiKey.scopes)),
            col(ApiKey.revoked_at).is_not(None).label("is_revoked"),
            *(col(c) for c in (Company.pseudonym, Company.is_trusted, Company.is_suspended)),
        )
        .select_from(ApiKey)
        .outerjoin(Company, col(Company.id) == col(ApiKey.company))
        .where(which)
    )
    row = (await connection.execute(selected)).one_or_none()
    if row is None:
        return None
    operations = operations_in(row.scopes.split())
    caller = replace(_holder(row), key=row.id, phone=row.phone, operations=operations)
    return Found(caller, bool(row.is_revoked))


async def _session(connection: AsyncConnection, which: ColumnElement[bool], now: datetime) -> Caller | None:
    is_live = and_(which, col(ConsoleSession.ended_at).is_(None), col(ConsoleSession.expires_at) > now)
    columns = (ConsoleSession.id, ConsoleSession.key, ConsoleSession.person)
    row = (await connection.execute(select(*(col(c) for c in columns)).where(is_live))).one_or_none()
    if row is None:
        return None
    if row.person is not None:
        caller = await _person(connection, row.person)
    else:
        caller = await caller_named(connection, row.key, now)
    if caller is None:
        return None
    return replace(caller, key=SESSION + row.id, holder=caller.key, is_session=True)


async def _person(connection: AsyncConnection, person: str) -> Caller | None:
    selected = (
        select(
            *(col(c) for c in (Person.id, Person.role, Person.company, Person.site)),
            *(col(c) for c in (Company.pseudonym, Company.is_trusted, Company.is_suspended)),
        )
        .select_from(Person)
        .outerjoin(Company, col(Company.id) == col(Person.company))
        .where(col(Person.id) == person, col(Person.disabled_at).is_(None))
    )
    row = (await connection.execute(selected)).one_or_none()
    return None if row is None else replace(_holder(row), person=row.id)


def _holder(row: Record) -> Caller:
    return Caller(
        role=Role(row.role),
        company=row.company,
        pseudonym=row.pseudonym,
        site=row.site,
        is_trusted=bool(row.is_trusted),
        is_suspended=bool(row.is_suspended),
    )


async def password_of(connection: AsyncConnection, email_key: str) -> tuple[str, str] | None:
    """The id and password hash of the person with this address, unless disabled."""
    selected = select(col(Person.id), col(Person.password))
    is_they = and_(col(Person.email_key) == email_key, col(Person.disabled_at).is_(None))
    row = (await connection.execute(selected.where(is_they))).one_or_none()
    return None if row is None else (row.id, row.password)


async def people(connection: AsyncConnection) -> Sequence[Record]:
    """Who signs in with a password, by address; the company by its name."""
    shown = (Person.email, Person.name, Person.role, Person.site, Person.created_at, Person.disabled_at)
    selected = select(*(col(c) for c in shown), col(Company.name).label("company"))
    selected = selected.join_from(Person, Company, col(Company.id) == col(Person.company), isouter=True)
    return (await connection.execute(selected.order_by(col(Person.email_key)))).all()


async def revoked_since(connection: AsyncConnection, since: datetime, now: datetime) -> set[str]:
    """The `key` of every caller whose key was revoked or whose session ended since then."""
    keys = select(col(ApiKey.id)).where(col(ApiKey.revoked_at) >= since)
    expired = and_(col(ConsoleSession.expires_at) >= since, col(ConsoleSession.expires_at) <= now)
    sessions = select(col(ConsoleSession.id)).where(or_(col(ConsoleSession.ended_at) >= since, expired))
    ended = {SESSION + session for session in (await connection.execute(sessions)).scalars()}
    return ended | set((await connection.execute(keys)).scalars())


async def keys(
    connection: AsyncConnection, relation: Relation, caller: Caller, after: str | None, limit: int
) -> Sequence[Record]:
    """Keys that the caller may see, by id, from the one after `after`; digests stay where they are."""
    shown = (ApiKey.id, ApiKey.role, ApiKey.company, ApiKey.site, ApiKey.scopes, ApiKey.created_at, ApiKey.revoked_at)
    selected = select(*(col(c) for c in shown)).where(visible(relation, caller, company=col(ApiKey.company)))
    if after is not None:
        selected = selected.where(col(ApiKey.id) > after)
    return (await connection.execute(selected.order_by(col(ApiKey.id)).limit(limit))).all()


async def key_owner(connection: AsyncConnection, key_id: str) -> Record | None:
    """The `company` of a key."""
    selected = select(col(ApiKey.company)).where(col(ApiKey.id) == key_id)
    return (await connection.execute(selected)).one_or_none()


async def companies(connection: AsyncConnection, after: str | None, limit: int) -> Sequence[Record]:
    """Companies by id, from the one after `after`."""
    selected = select(*COMPANY)
    if after is not None:
        selected = selected.where(col(Company.id) > after)
    return (await connection.execute(selected.order_by(col(Company.id)).limit(limit))).all()


async def company(connection: AsyncConnection, company_id: str, *, lock: bool = False) -> Record | None:
    """One company; with `lock`, nobody else changes it until this transaction ends."""
    selected = select(*COMPANY).where(col(Company.id) == company_id)
    return (await connection.execute(selected.with_for_update() if lock else selected)).one_or_none()


async def company_called(connection: AsyncConnection, name: str) -> str | None:
    """The id of the company with this name, or with this id where no name is meant."""
    is_it = or_(col(Company.name_key) == same_name(name), col(Company.id) == name)
    return (await connection.execute(select(col(Company.id)).where(is_it))).scalar()
