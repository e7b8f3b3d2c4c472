"""Who asks, and may they: keys, links and sessions read from a request and held against the table of rights.

A resolved key is remembered for a moment, so that the hot path costs a hash and two look-ups. What is revoked in this
process is forgotten at once; what another process revoked is seen by `watch` within two seconds, on open sockets too.
"""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, Final, cast

import structlog
from fastapi import Depends, Request
from starlette.requests import HTTPConnection

from serai.core.db import Database
from serai.identity import actions, queries, tokens
from serai.identity.pace import Pace
from serai.identity.rights import Relation
from serai.identity.rules import (
    ANYBODY,
    TICKET_LIFE,
    Caller,
    CsrfRefused,
    KeyRevoked,
    KeyUnknown,
    TicketRefused,
    allowed,
    link_caller,
)

COOKIE: Final = "serai_session"
CSRF_HEADER: Final = "x-csrf-token"

_REMEMBERED_SECONDS = 2.0
_WATCH_SECONDS = 2.0
_CLOCKS_DIFFER = timedelta(seconds=30)
_MOST_REMEMBERED = 50_000
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_WITHOUT_CSRF = frozenset({"session.create"})  # it makes the token; a strict cookie and a JSON body guard it

RawHeaders = Iterable[tuple[bytes, bytes]]
Told = Callable[[str], None]
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class _Memory:
    caller: Caller
    until: float


class Access:
    """The door of one process. `rate` is requests a second for one key, None for no limits."""

    def __init__(self, database: Database, secret: str, *, rate: int | None) -> None:
        self.secret = tokens.Secret(secret)
        self.pace = Pace(rate)
        self._database = database
        self._memory: dict[str, _Memory] = {}
        self._loading: dict[str, asyncio.Task[Caller]] = {}
        self._generation = 0
        self._told: list[Told] = []

    async def authenticate(self, headers: RawHeaders, *, acts: bool = True, address: str = "") -> Caller:
        """Who sent these raw ASGI headers. No key: anybody. A key that is bad or revoked is refused, never ignored.

        `acts`: whether the request changes something, for which a session must show its CSRF token.
        """
        authorization, cookie, csrf = _credentials(headers)
        caller = ANYBODY
        if authorization:
            caller = await self.bearer(authorization)
        elif tokens.is_session(token := _session_cookie(cookie)):
            caller = await self.session(token)
            if acts and caller.is_session:
                self.demand_csrf(caller, csrf)
        self._count(caller, address)
        return caller

    def allow(self, operation: str, caller: Caller) -> Relation:
        """How the caller must stand to what the operation touches; a refusal where it has no right at all."""
        return allowed(operation, caller)

    def demand_csrf(self, caller: Caller, given: str) -> None:
        """Refuse an act of a session without its token."""
        if not tokens.is_csrf(self.secret, caller.key, given):
            raise CsrfRefused

    def csrf(self, caller: Caller) -> str | None:
        """What a signed-in page must send with its acts; None for who is not signed in."""
        return tokens.csrf(self.secret, caller.key) if caller.is_session else None

    async def bearer(self, authorization: str) -> Caller:
        """Who sent this `Authorization` header; anybody, where it is empty."""
        scheme, _, token = authorization.partition(" ")
        if not authorization:
            return ANYBODY
        if scheme.lower() != "bearer":
            raise KeyUnknown
        return await self.caller_with(token.strip())

    async def caller_with(self, key: str) -> Caller:
        """Whose key or link this is; refuses an unknown or revoked one."""
        if tokens.is_key(key):
            return await self._remembered(tokens.digest(key), self._load_key)
        reservation = tokens.read_link(self.secret, key)
        if reservation is None:
            raise KeyUnknown
        return link_caller(reservation)

    async def session(self, token: str) -> Caller:
        """Who is signed in with this cookie; anybody, where the session has ended."""
        return await self._remembered(tokens.digest(token), self._load_session)

    async def caller_named(self, key_id: str) -> Caller | None:
        """The caller with this `Caller.key`, while it is valid: for the second person's key id of an override."""
        async with self._database.reading() as connection:
            return await queries.caller_named(connection, key_id, actions.now())

    def link(self, reservation: str) -> str:
        """The token that a driver's link carries for this reservation; nothing of it is stored."""
        return tokens.link(self.secret, reservation)

    def phone(self, phone: str) -> str:
        """The mark by which a phone is recognised without being kept."""
        return tokens.phone_mark(self.secret, phone)

    def operator(self, caller: Caller) -> str:
        """The pseudonym under which what an operator does is public."""
        return tokens.operator_mark(self.secret, caller.scope)

    def ticket(self, caller: Caller) -> tuple[str, datetime]:
        """A one-time ticket for a socket, and the second at which it ends."""
        expires_at = (actions.now() + TICKET_LIFE).replace(microsecond=0)
        return tokens.ticket(self.secret, caller.key, expires_at, secrets.token_bytes(tokens.TICKET_BYTES)), expires_at

    async def redeem(self, ticket: str) -> Caller:
        """Whom the ticket lets in; a ticket works once, for 30 seconds, in any process."""
        read = tokens.read_ticket(self.secret, ticket, actions.now())
        if read is None:
            raise TicketRefused
        async with self._database.writing() as connection:
            return await actions.use_ticket(connection, read)

    def on_revoked(self, told: Told) -> Callable[[], None]:
        """Be told the `key` of each caller that is revoked or signed out, here or elsewhere; returns how to stop."""
        self._told.append(told)
        return lambda: self._told.remove(told)

    def revoked(self, keys: Iterable[str]) -> None:
        """These callers are no longer who they were: forget what is remembered and tell the open sockets."""
        self.forget()
        for key in keys:
            for told in tuple(self._told):
                told(key)

    def forget(self) -> None:
        """Ask the database again about everybody."""
        self._generation += 1
        self._memory.clear()

    async def watch(self) -> None:
        """Follow what other processes revoke, until cancelled."""
        looked_at = actions.now()
        before: set[str] = set()
        while True:
            await asyncio.sleep(_WATCH_SECONDS)
            try:
                now = actions.now()
                async with self._database.reading() as connection:
                    seen = await queries.revoked_since(connection, looked_at - _CLOCKS_DIFFER, now)
                if seen - before:
                    self.revoked(seen - before)
                before, looked_at = seen, now
            except Exception as error:  # noqa: BLE001 - whatever it was, the watch goes on
                log.warning("access.watch_failed", error=repr(error))

    async def _remembered(self, digest: str, load: Callable[[str], Awaitable[Caller]]) -> Caller:
        known = self._memory.get(digest)
        if known is not None and known.until > time.monotonic():
            return known.caller
        task = self._loading.get(digest)
        if task is None:
            task = asyncio.ensure_future(self._load(digest, load))
            self._loading[digest] = task
            task.add_done_callback(_noted)
        return await asyncio.shield(task)  # others may be waiting for it too

    async def _load(self, digest: str, load: Callable[[str], Awaitable[Caller]]) -> Caller:
        generation = self._generation
        try:
            caller = await load(digest)
        finally:
            del self._loading[digest]
        if len(self._memory) >= _MOST_REMEMBERED:
            self._memory.clear()
        if generation == self._generation:  # else it may have been read just before it was revoked
            self._memory[digest] = _Memory(caller, time.monotonic() + _REMEMBERED_SECONDS)
        return caller

    async def _load_key(self, digest: str) -> Caller:
        async with self._database.reading() as connection:
            found = await queries.key_by_digest(connection, digest)
        if found is None:
            raise KeyUnknown
        if found.is_revoked:
            raise KeyRevoked
        return found.caller

    async def _load_session(self, digest: str) -> Caller:
        async with self._database.reading() as connection:
            return await queries.session_by_digest(connection, digest, actions.now()) or ANYBODY

    def _count(self, caller: Caller, address: str) -> None:
        if caller.role is not None:
            self.pace.key(caller.key)
        elif address:
            self.pace.address(address)


def _noted(task: asyncio.Task[Caller]) -> None:
    """Whoever waited may be gone, and then nobody else would look at the refusal."""
    if not task.cancelled():
        task.exception()


def _credentials(headers: RawHeaders) -> tuple[str, str, str]:
    authorization = cookie = csrf = b""
    for name, value in headers:
        if name == b"authorization":
            authorization = value
        elif name == b"cookie":
            cookie = value
        elif name == b"x-csrf-token":
            csrf = value
    return authorization.decode("latin-1"), cookie.decode("latin-1"), csrf.decode("latin-1")


def _session_cookie(cookie: str) -> str:
    for part in cookie.split(";") if cookie else ():
        name, _, value = part.strip().partition("=")
        if name == COOKIE:
            return value
    return ""


def _door(connection: HTTPConnection) -> Access:
    """The process's door, put at `app.state.access` by `app.py`."""
    return cast(Access, connection.app.state.access)


async def access(connection: HTTPConnection) -> Access:
    """The door for a route; a coroutine, since FastAPI takes a plain function to a thread."""
    return _door(connection)


AccessDep = Annotated[Access, Depends(access)]


async def check(request: Request) -> Caller:
    """The caller of an operation, if its role has the right to it; whether to this very thing is for the domain."""
    door = _door(request)
    operation = getattr(request.scope["route"], "operation_id", None) or ""
    acts = request.method not in _SAFE_METHODS and operation not in _WITHOUT_CSRF
    address = request.client.host if request.client else ""
    caller = await door.authenticate(request.scope["headers"], acts=acts, address=address)
    allowed(operation, caller)
    return caller


CallerDep = Annotated[Caller, Depends(check)]
