"""Every write of keys, sessions, people and companies. None is a decision of a site, so none is in a ledger."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

from pwdlib import PasswordHash
from sqlalchemy import delete, insert, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import SQLModel, col

from serai.core import ids
from serai.core.db import Database
from serai.core.errors import Stale
from serai.core.idempotency import Answer, Answers, Key
from serai.core.tables import IdempotencyKey
from serai.identity import queries, tokens
from serai.identity.rights import Relation, Role
from serai.identity.rules import (
    SESSION_LIFE,
    Belonging,
    Caller,
    CompanyNameTaken,
    CompanyUnknown,
    EmailTaken,
    KeyNotFound,
    PersonUnknown,
    SignInRefused,
    TicketRefused,
    demand_holder,
    demand_password,
    operations_in,
    reaches,
    same_email,
    same_name,
    tidy_name,
)
from serai.identity.tables import ApiKey, Company, ConsoleSession, Person, UsedTicket

Make = Callable[[AsyncConnection], Awaitable[Answer]]
PASSWORDS = PasswordHash.recommended()


@cache
def _nobodys_password() -> str:
    return PASSWORDS.hash(secrets.token_urlsafe())


@dataclass(frozen=True, slots=True)
class KeyWish:
    """What a key shall be. `company` is a name (the same name is the same company) or an id; `phone` a mark."""

    role: Role
    company: str | None = None
    site: str | None = None
    scopes: tuple[str, ...] = ()
    phone: str | None = None
    created_by: str = "command line"


async def create_key(
    database: Database, role: Role, company: str | None = None, site: str | None = None
) -> tokens.NewKey:
    """Make a key from the command line; the key itself is shown this once.

    On SQLite this may run beside the server: it waits for the file's writer, and writes one row.
    """
    async with database.writing() as connection:
        return await add_key(connection, KeyWish(role, company, site))


async def add_key(connection: AsyncConnection, wish: KeyWish) -> tokens.NewKey:
    """Make a key, and its company where the name is new."""
    demand_holder(wish.role, wish.company, wish.site)
    operations_in(wish.scopes)
    key = tokens.new_key(secrets.token_bytes(tokens.KEY_BYTES), secrets.token_bytes(8))
    row = {
        "id": key.id,
        "digest": key.digest,
        "role": wish.role.value,
        "company": None if wish.company is None else await company_of(connection, wish.company),
        "site": wish.site,
        "phone": wish.phone,
        "scopes": " ".join(wish.scopes),
        "created_by": wish.created_by,
        "created_at": now(),
        "revoked_at": None,
    }
    await connection.execute(insert(ApiKey), row)
    return key


async def company_of(connection: AsyncConnection, name: str) -> str:
    """The id of the company with this name or id; a name not heard before makes a company."""
    known = await queries.company_called(connection, name)
    if known is not None:
        return known
    row = {
        "id": ids.new(),
        "name": tidy_name(name),
        "name_key": same_name(name),
        "pseudonym": tokens.pseudonym(secrets.token_bytes(10)),
        "is_trusted": False,
        "is_suspended": False,
        "version": 1,
        "created_at": now(),
    }
    if not await add_once(connection, Company, row):
        # Another transaction made it a moment ago, and has committed.
        return await queries.company_called(connection, name) or str(row["id"])
    return str(row["id"])


async def change_company(
    connection: AsyncConnection, company: str, changes: dict[str, Any], versions: frozenset[str] | None
) -> queries.Record:
    """Set `name`, `is_trusted` or `is_suspended`, and count the version up.

    Refuses the name of another company, and a company that is no longer at one of the `versions` that its reader saw.
    """
    before = await queries.company(connection, company, lock=True)
    if before is None:
        raise CompanyUnknown
    if versions is not None and str(before.version) not in versions:
        raise Stale(version=str(before.version))
    if "name" in changes:
        changes = {**changes, "name": tidy_name(changes["name"]), "name_key": same_name(changes["name"])}
        if await queries.company_called(connection, changes["name"]) not in (None, company):
            raise CompanyNameTaken
    row = {**changes, "version": before.version + 1}
    changed = update(Company).where(col(Company.id) == company).values(row).returning(*queries.COMPANY)
    return (await connection.execute(changed)).one()


async def revoke_key(connection: AsyncConnection, relation: Relation, caller: Caller, key_id: str) -> set[str]:
    """Revoke a key and end the sessions opened with it. Returns the `key` of every caller that this ends."""
    found = await queries.key_owner(connection, key_id)
    if found is None or not reaches(relation, caller, Belonging(company=found.company)):
        raise KeyNotFound
    at = now()
    is_live = (col(ApiKey.id) == key_id, col(ApiKey.revoked_at).is_(None))
    await connection.execute(update(ApiKey).where(*is_live).values(revoked_at=at))
    opened = (col(ConsoleSession.key) == key_id, col(ConsoleSession.ended_at).is_(None))
    sessions = update(ConsoleSession).where(*opened).values(ended_at=at).returning(col(ConsoleSession.id))
    ended = (await connection.execute(sessions)).scalars()
    return {key_id, *(queries.SESSION + session for session in ended)}


async def add_person(connection: AsyncConnection, *, name: str, email: str, password: str, wish: KeyWish) -> str:
    """Let somebody sign in with a password, in the role (and for the company or site) of the wish. Returns the id."""
    demand_holder(wish.role, wish.company, wish.site)
    demand_password(password)
    row = {
        "id": ids.new(),
        "name": name,
        "email": email.strip(),
        "email_key": same_email(email),
        "password": PASSWORDS.hash(password),
        "role": wish.role.value,
        "company": None if wish.company is None else await company_of(connection, wish.company),
        "site": wish.site,
        "created_at": now(),
        "disabled_at": None,
    }
    if not await add_once(connection, Person, row):
        raise EmailTaken
    return str(row["id"])


async def set_password(connection: AsyncConnection, email: str, password: str) -> None:
    """Give somebody another password, with which they may sign in again if they might not."""
    demand_password(password)
    await _change_person(connection, email, password=PASSWORDS.hash(password), disabled_at=None)


async def disable_person(connection: AsyncConnection, email: str) -> None:
    """Let somebody sign in no more."""
    await _change_person(connection, email, disabled_at=now())


async def _change_person(connection: AsyncConnection, email: str, **changes: Any) -> None:
    """Whoever is changed has to sign in again."""
    changed = update(Person).where(col(Person.email_key) == same_email(email)).values(changes).returning(col(Person.id))
    person = (await connection.execute(changed)).scalar()
    if person is None:
        raise PersonUnknown
    opened = (col(ConsoleSession.person) == person, col(ConsoleSession.ended_at).is_(None))
    await connection.execute(update(ConsoleSession).where(*opened).values(ended_at=now()))


async def sign_in(connection: AsyncConnection, *, key: str | None = None, person: str | None = None) -> str:
    """Open a session of a key or of a person; returns the token for the cookie."""
    token = tokens.session(secrets.token_bytes(tokens.SESSION_BYTES))
    row = {
        "id": ids.new(),
        "digest": tokens.digest(token),
        "key": key,
        "person": person,
        "created_at": now(),
        "expires_at": now() + SESSION_LIFE,
        "ended_at": None,
    }
    await connection.execute(insert(ConsoleSession), row)
    return token


async def sign_out(connection: AsyncConnection, caller: Caller) -> None:
    """End the caller's session."""
    session = col(ConsoleSession.id) == caller.key.removeprefix(queries.SESSION)
    await connection.execute(update(ConsoleSession).where(session).values(ended_at=now()))


def person_with(known: tuple[str, str] | None, password: str) -> str:
    """The id of the person if the password is right; takes as long where nobody has the address."""
    person, hashed = known or ("", _nobodys_password())
    if not PASSWORDS.verify(password, hashed) or not person:
        raise SignInRefused
    return person


async def use_ticket(connection: AsyncConnection, ticket: tokens.Ticket) -> Caller:
    """Use a ticket up; refuses one that was used before or whose holder has lost its key since."""
    at = now()
    await connection.execute(delete(UsedTicket).where(col(UsedTicket.expires_at) < at))
    caller = await queries.caller_named(connection, ticket.subject, at)
    row = {"number": ticket.number, "expires_at": ticket.expires_at}
    if caller is None or not await add_once(connection, UsedTicket, row):
        raise TicketRefused
    return caller


async def answer(database: Database, secret: tokens.Secret, key: Key | None, at: datetime, make: Make) -> Answer:
    """What `make` answers, in one transaction with the idempotency key if there is one."""
    async with database.writing() as connection:
        return await (make(connection) if key is None else once(connection, secret, key, at, make))


async def once(connection: AsyncConnection, secret: tokens.Secret, key: Key, at: datetime, make: Make) -> Answer:
    """The answer of `make`, or the first one again for a copy of the request. It holds a secret, so it is kept sealed.

    The row is taken before anything is made: a copy that comes at once waits for this transaction and finds its answer.
    """
    seal = secret.key("answer", key.scope, key.key, key.digest)
    row = {"scope": key.scope, "key": key.key, "digest": key.digest, "site": "", "at": at, "status": 0, "answer": b""}
    if not await add_once(connection, IdempotencyKey, row):
        given = (await Answers.load(connection, [key])).given(key)
        body = None if given is None else tokens.unseal(seal, given.body)
        if given is None or body is None:
            raise RuntimeError("the answer kept for an idempotency key cannot be opened")
        return replace(given, body=body)
    made = await make(connection)
    sealed = tokens.seal(seal, made.body, secrets.token_bytes(tokens.NONCE_BYTES))
    this = (col(IdempotencyKey.scope) == key.scope, col(IdempotencyKey.key) == key.key)
    await connection.execute(update(IdempotencyKey).where(*this).values(status=made.status, answer=sealed))
    return made


async def add_once(connection: AsyncConnection, model: type[SQLModel], row: dict[str, Any]) -> bool:
    """Insert a row unless one of its unique columns is taken, in which case nothing happens and the answer is no."""
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    done = await connection.execute(dialect.insert(model).on_conflict_do_nothing().values(row))
    return bool(done.rowcount)


def now() -> datetime:
    """Real time: keys, sessions and tickets do not follow the domain clock."""
    return datetime.now(UTC)
