"""Keys, companies, console sessions and socket tickets over HTTP."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from sqlalchemy.ext.asyncio import AsyncConnection

from serai.core import http, paging
from serai.core.house import HouseDep
from serai.core.idempotency import Answer
from serai.identity import access, actions, queries
from serai.identity.access import Access, AccessDep, CallerDep
from serai.identity.rights import relation
from serai.identity.rules import SESSION_LIFE, Caller, same_email
from serai.identity.schemas import (
    CallerShown,
    CompanyChange,
    CompanyShown,
    KeyMade,
    KeyRequest,
    KeyShown,
    SessionShown,
    SignIn,
    TicketMade,
    TicketRequest,
)

router = APIRouter(prefix="/v1", responses=http.PROBLEMS, route_class=http.Route)

Id = Annotated[str, Path(max_length=64, pattern=r"^[^\x00]+$")]


@router.post("/keys", operation_id="keys.create", status_code=201, response_model=KeyMade, tags=["identity"])
async def create_key(
    request: Request, body: KeyRequest, caller: CallerDep, door: AccessDep, house: HouseDep
) -> Response:
    """Make a key. The answer is the only place where it is shown."""

    async def make(connection: AsyncConnection) -> Answer:
        made = await actions.add_key(connection, _wish(body, caller, door))
        return Answer(201, http.encoded(KeyMade(id=made.id, key=made.key, role=body.role)))

    asked = http.key(request, caller.scope, body)
    return http.answered(await actions.answer(house.database, door.secret, asked, house.clock.now(), make))


@router.get("/keys", operation_id="keys.list", tags=["identity"])
async def list_keys(
    caller: CallerDep, house: HouseDep, limit: paging.Limit = 50, cursor: paging.Cursor = None
) -> paging.Page[KeyShown]:
    """Keys without their secrets: all for an admin, a company's own for the company."""
    reach = relation("keys.list", caller.role)
    async with house.database.reading() as connection:
        rows = await queries.keys(connection, reach, caller, paging.position(cursor), limit + 1)
    following = paging.cursor(rows[limit - 1].id) if len(rows) > limit else None
    return paging.Page(items=[KeyShown.of(row) for row in rows[:limit]], next=following)


@router.delete("/keys/{key}", operation_id="keys.revoke", status_code=204, tags=["identity"])
async def revoke_key(key: Id, caller: CallerDep, door: AccessDep, house: HouseDep) -> None:
    """Revoke a key: requests and open sockets with it end within five seconds everywhere."""
    reach = relation("keys.revoke", caller.role)
    async with house.database.writing() as connection:
        ended = await actions.revoke_key(connection, reach, caller, key)
    door.revoked(ended)


@router.get("/companies", operation_id="companies.list", tags=["identity"])
async def list_companies(
    _: CallerDep, house: HouseDep, limit: paging.Limit = 50, cursor: paging.Cursor = None
) -> paging.Page[CompanyShown]:
    """Companies, in the order in which they were first named."""
    async with house.database.reading() as connection:
        rows = await queries.companies(connection, paging.position(cursor), limit + 1)
    following = paging.cursor(rows[limit - 1].id) if len(rows) > limit else None
    return paging.Page(items=[CompanyShown.of(row) for row in rows[:limit]], next=following)


@router.patch("/companies/{company}", operation_id="companies.change", response_model=CompanyShown, tags=["identity"])
async def change_company(
    request: Request,
    response: Response,
    company: Id,
    body: CompanyChange,
    _: CallerDep,
    door: AccessDep,
    house: HouseDep,
) -> CompanyShown:
    """Trust, suspend or rename a company."""
    async with house.database.writing() as connection:
        after = await actions.change_company(connection, company, body.columns(), http.matched(request))
    door.forget()
    response.headers["ETag"] = f'"{after.version}"'
    return CompanyShown.of(after)


@router.post("/session", operation_id="session.create", tags=["identity"])
async def sign_in(
    request: Request, response: Response, body: SignIn, _: CallerDep, door: AccessDep, house: HouseDep
) -> SessionShown:
    """Sign in to the console, with a key or with e-mail address and password."""
    who = await _signing_in(request, body, door, house)
    async with house.database.writing() as connection:
        token = await actions.sign_in(connection, **who)
    secure = house.settings.environment == "production" or request.url.scheme == "https"
    age = int(SESSION_LIFE.total_seconds())
    response.set_cookie(access.COOKIE, token, max_age=age, httponly=True, samesite="strict", secure=secure)
    return _shown(await door.session(token), door)


@router.get("/session", operation_id="session.get", tags=["identity"])
async def get_session(caller: CallerDep, door: AccessDep) -> SessionShown:
    """Who is asking; with role null, nobody signed in."""
    return _shown(caller, door)


@router.delete("/session", operation_id="session.delete", status_code=204, tags=["identity"])
async def sign_out(response: Response, caller: CallerDep, door: AccessDep, house: HouseDep) -> None:
    """Sign out: the session ends, with its open sockets."""
    if caller.is_session:
        async with house.database.writing() as connection:
            await actions.sign_out(connection, caller)
        door.revoked([caller.key])
    response.delete_cookie(access.COOKIE, httponly=True, samesite="strict")


@router.post(
    "/live/tickets", operation_id="tickets.create", status_code=201, response_model=TicketMade, tags=["identity"]
)
async def create_ticket(
    request: Request, caller: CallerDep, door: AccessDep, house: HouseDep, body: TicketRequest | None = None
) -> Response:
    """A ticket with which a socket can say who it is: used once, within 30 seconds."""

    async def make(_: AsyncConnection | None = None) -> Answer:
        ticket, expires_at = door.ticket(caller)
        return Answer(201, http.encoded(TicketMade(ticket=ticket, expires_at=expires_at)))

    asked = http.key(request, caller.scope, body or TicketRequest())
    if asked is None:
        return http.answered(await make())
    return http.answered(await actions.answer(house.database, door.secret, asked, house.clock.now(), make))


def _wish(body: KeyRequest, caller: Caller, door: Access) -> actions.KeyWish:
    phone = door.phone(body.phone) if body.phone else None
    return actions.KeyWish(body.role, body.company, body.site, tuple(body.scopes), phone, caller.scope)


async def _signing_in(request: Request, body: SignIn, door: Access, house: HouseDep) -> dict[str, str]:
    if body.key is not None:
        return {"key": (await door.caller_with(body.key)).key}
    email = same_email(body.email or "")
    door.pace.sign_in(f"{request.client.host if request.client else ''} {email}")
    async with house.database.reading() as connection:
        known = await queries.password_of(connection, email)
    # Hashing takes tens of milliseconds on purpose, so it may not hold up the loop.
    return {"person": await asyncio.to_thread(actions.person_with, known, body.password or "")}


def _shown(caller: Caller, door: Access) -> SessionShown:
    return SessionShown(caller=CallerShown.of(caller), csrf=door.csrf(caller))
