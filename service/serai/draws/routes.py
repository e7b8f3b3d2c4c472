"""Draws as anybody may see them, and the value from outside."""

from __future__ import annotations

from typing import Annotated, cast

from fastapi import APIRouter, Path, Request, Response
from sqlalchemy.ext.asyncio import AsyncConnection

from serai.booking import draw_queries
from serai.booking.draw_events import DrawHeld
from serai.booking.refusals import DrawUnknown
from serai.core import http, paging
from serai.core.desk import SiteUnknown
from serai.core.house import House, HouseDep
from serai.draws import schemas
from serai.draws.actions import GiveOutside
from serai.identity.access import CallerDep
from serai.identity.rights import Role
from serai.identity.rules import Caller
from serai.sites.routes import Code, check_site
from serai.sites.rules import SiteFold

router = APIRouter(prefix="/v1/sites/{site}/draws", tags=["draws"], responses=http.PROBLEMS, route_class=http.Route)
DrawId = Annotated[str, Path(max_length=200, pattern=r"^[^\x00]+$")]


@router.get("", operation_id="draws.list")
async def list_draws(
    site: Code, house: HouseDep, _: CallerDep, limit: paging.Limit = 50, cursor: paging.Cursor = None
) -> paging.Page[schemas.DrawView]:
    """The draws of release windows."""
    await _check(house, site)
    async with house.database.reading() as connection:
        found = await draw_queries.listed(connection, site, after=paging.position(cursor), limit=limit + 1)
        counted = await draw_queries.entry_count(connection, site, [row.id for row in found[:limit]])
    following = paging.cursor(found[limit - 1].id) if len(found) > limit else None
    items = [schemas.DrawView.of(row, counted.get(row.id, (0, 0))) for row in found[:limit]]
    return paging.Page(items=items, next=following)


@router.get("/{draw}", operation_id="draws.get")
async def get_draw(site: Code, draw: DrawId, house: HouseDep, _: CallerDep) -> schemas.DrawInFull:
    """One draw: what was promised before, what came of it, and how to check that."""
    async with house.database.reading() as connection:
        return await _in_full(connection, site, draw)


@router.post("/{draw}/outside", operation_id="draws.outside", response_model=schemas.DrawInFull)
async def give_outside(
    request: Request, site: Code, draw: DrawId, body: schemas.OutsideRequest, house: HouseDep, caller: CallerDep
) -> Response:
    """Give the value from outside, once the draw has closed; the first one counts. No site gives its own."""
    check_site("draws.outside", caller, site)
    await _check_neighbour(house, site, caller)
    command = GiveOutside(site, draw, body.value, f"{caller.role}:{body.source}")
    await http.act(request, house, command, scope=caller.scope, body=body, respond=lambda _: {})
    async with house.database.reading() as connection:
        return Response(http.encoded(await _in_full(connection, site, draw)), media_type="application/json")


async def _check_neighbour(house: House, site: str, caller: Caller) -> None:
    """A neighbour's key serves its own site; it reaches those that name this one as their counterpart."""
    if caller.role is Role.NEIGHBOUR and not caller.serves(site):
        place = (await house.readers.memory(site)).of(SiteFold).place
        if place.counterpart is None or not caller.serves(place.counterpart):
            raise SiteUnknown(site=site)


async def _check(house: House, site: str) -> None:
    if (await house.readers.memory(site)).of(SiteFold).site is None:
        raise SiteUnknown(site=site)


async def _in_full(connection: AsyncConnection, site: str, draw: str) -> schemas.DrawInFull:
    row = await draw_queries.one(connection, site, draw)
    if row is None:
        raise DrawUnknown(draw=draw)
    counted = (await draw_queries.entry_count(connection, site, [draw])).get(draw, (0, 0))
    seq = row.held_seq
    held = None if seq is None else cast(DrawHeld, (await draw_queries.at_seq(connection, site, seq)).event)
    return schemas.DrawInFull.in_full(site, row, counted, held)
