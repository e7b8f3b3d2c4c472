from __future__ import annotations

from collections.abc import Callable
from secrets import token_hex
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Path, Query, Request, Response

from serai.core import ids
from serai.core.desk import SiteUnknown
from serai.core.house import HouseDep
from serai.core.http import PROBLEMS, Route, act, encoded, matched
from serai.core.paging import Cursor, Limit, Page, cursor, position
from serai.declarations import actions, queries, schemas
from serai.declarations.examples import OPENAPI
from serai.declarations.rules import Declaration, DeclarationUnknown
from serai.declarations.schemas import DeclarationView
from serai.identity.access import CallerDep
from serai.identity.rights import relation

router = APIRouter(prefix="/v1/declarations", tags=["declarations"], responses=PROBLEMS, route_class=Route)
DeclarationId = Annotated[str, Path(max_length=200, pattern=r"^[^\x00]+$")]
Word = Annotated[str | None, Query(max_length=64, pattern=r"^[^\x00]+$")]
Asked = Annotated[schemas.DeclarationRequest, Body(openapi_examples=OPENAPI)]


class Act:
    """An act on one declaration that somebody asks for; the operation's right says how it must be theirs."""

    def __init__(self, request: Request, declaration: DeclarationId, house: HouseDep, caller: CallerDep) -> None:
        self._request, self._house, self._caller = request, house, caller
        self._declaration = declaration

    async def __call__(self, command: Callable[..., Any], body: Any = None, **given: Any) -> Response:
        site = ids.site_of(self._declaration)
        if site is None:
            raise DeclarationUnknown(declaration=self._declaration)
        caller = self._caller
        asker = actions.Asker(caller, relation(self._request.scope["route"].operation_id, caller.role))
        made = command(site, self._declaration, asker, match=matched(self._request), **given)
        try:
            return await act(
                self._request, self._house, made, scope=caller.scope, body=body, respond=DeclarationView.of
            )
        except SiteUnknown:
            raise DeclarationUnknown(declaration=self._declaration) from None


ActDep = Annotated[Act, Depends()]


@router.post("", operation_id="declarations.create", status_code=201, response_model=DeclarationView)
async def make_declaration(request: Request, body: Asked, house: HouseDep, caller: CallerDep) -> Response:
    """Begin a declaration; what is still wrong with it is in `check`. Needs an `Idempotency-Key`."""
    command = actions.Make(
        body.site, ids.new(body.site), body.mode, body.direction, body.content(), token_hex(16), caller.scope,
        caller.company,
    )  # fmt: skip
    return await act(
        request, house, command, scope=caller.scope, body=body, respond=DeclarationView.of, status=201,
        key_required=True,
    )  # fmt: skip


@router.get("", operation_id="declarations.list")
async def list_declarations(
    house: HouseDep, caller: CallerDep, site: Word = None, status: Word = None, limit: Limit = 50, after: Cursor = None
) -> Page[DeclarationView]:
    """Own declarations, newest first; an authority sees what was submitted at its site."""
    wanted = queries.Wanted(relation("declarations.list", caller.role), caller, site, status)
    async with house.database.reading() as connection:
        found = await queries.listed(connection, wanted, after=position(after), limit=limit + 1)
    more = cursor(found[limit - 1].id) if len(found) > limit else None
    return Page(items=[DeclarationView.of(each) for each in found[:limit]], next=more)


@router.get("/{declaration}", operation_id="declarations.get", response_model=DeclarationView)
async def get_declaration(declaration: DeclarationId, house: HouseDep, caller: CallerDep) -> Response:
    """One declaration, with what is wrong with it."""
    asker = actions.Asker(caller, relation("declarations.get", caller.role))
    async with house.database.reading() as connection:
        found = (await queries.declarations(connection, [declaration])).get(declaration)
    if found is None or not asker.reaches(found):
        raise DeclarationUnknown(declaration=declaration)
    return _answered(found)


@router.patch("/{declaration}", operation_id="declarations.change", response_model=DeclarationView)
async def change_declaration(asked: ActDep, body: schemas.DeclarationChange) -> Response:
    """Say something else, until it is submitted, or after it was rejected."""
    said = {"mode": body.mode, "direction": body.direction, "content": body.content()}
    return await asked(actions.Change, body, salt=token_hex(16), **said)


@router.post("/{declaration}/submit", operation_id="declarations.submit", response_model=DeclarationView)
async def submit_declaration(asked: ActDep, body: schemas.Nothing | None = None) -> Response:
    """Stand by it: from now on it can be attached to a reservation, and authorities decide about it."""
    return await asked(actions.Submit)


def _answered(found: Declaration) -> Response:
    tag = {"ETag": f'"{found.version}"'}
    return Response(encoded(DeclarationView.of(found)), headers=tag, media_type="application/json")
