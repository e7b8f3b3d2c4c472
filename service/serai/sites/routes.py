from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Path, Query, Request, Response
from fastapi.responses import JSONResponse

from serai.core import http, paging
from serai.core.desk import Command, SiteUnknown
from serai.core.house import House, HouseDep
from serai.core.instants import Instant
from serai.core.languages import Spoken, language
from serai.identity.access import CallerDep
from serai.identity.rights import Relation, relation
from serai.identity.rules import Caller
from serai.sites import actions, documents, queries, schemas, wording
from serai.sites.rules import CalendarNone, SiteFold, YardNone

router = APIRouter(prefix="/v1/sites", tags=["sites"], responses=http.PROBLEMS, route_class=http.Route)
Code = Annotated[str, Path(max_length=64, pattern=r"^[^\x00]+$")]
GEOJSON = "application/geo+json"


def spoken(accept: Annotated[str | None, Header(alias="Accept-Language")] = None) -> str:
    """The language that whoever asks wants to read."""
    return language(accept)


Language = Annotated[str, Depends(spoken)]


class GeoJson(JSONResponse):
    media_type = GEOJSON


Show = Callable[[SiteFold], Any]


@router.get("", operation_id="sites.list")
async def list_sites(
    house: HouseDep, _: CallerDep, limit: paging.Limit = 200, cursor: paging.Cursor = None
) -> paging.Page[schemas.SiteView]:
    """All sites, in the order of their codes."""
    async with house.database.reading() as connection:
        codes = await queries.codes(connection, after=paging.position(cursor), limit=limit + 1)
    now = house.clock.now()
    shown = [schemas.SiteView.of(await _memory(house, code), now) for code in codes[:limit]]
    return paging.Page(items=shown, next=paging.cursor(codes[limit - 1]) if len(codes) > limit else None)


@router.post("", operation_id="sites.create", status_code=201, response_model=schemas.SiteView)
async def create_site(request: Request, body: documents.SiteDocument, house: HouseDep, caller: CallerDep) -> Response:
    """Open a site. Its yard, calendar and rulebook are put afterwards."""
    command = actions.CreateSite(body.code, body)
    return await change(request, house, caller, command, body, "site", shown_at(house), status=201)


@router.get("/{site}", operation_id="sites.get", response_model=schemas.SiteView)
async def get_site(site: Code, house: HouseDep, _: CallerDep) -> Response:
    """One site with its lanes, gates and status."""
    memory = await _memory(house, site)
    return _answer(shown_at(house)(memory), memory.changed("site"))


@router.get("/{site}/yard", operation_id="yards.get", response_model=dict[str, Any], response_class=GeoJson)
async def get_yard(site: Code, house: HouseDep, _: CallerDep) -> Response:
    """The yard as it was put: GeoJSON."""
    memory = await _memory(house, site)
    if memory.yard_text is None:
        raise YardNone(site=site)
    tag = {"ETag": f'"{memory.changed("yard")}"'}
    return Response(memory.yard_text, headers=tag, media_type=GEOJSON)


@router.get("/{site}/calendar", operation_id="calendars.get", response_model=documents.CalendarDocument)
async def get_calendar(site: Code, house: HouseDep, _: CallerDep) -> Response:
    """The calendar as it was put."""
    memory = await _memory(house, site)
    if memory.calendar is None:
        raise CalendarNone(site=site)
    return _answer(show_calendar(memory), memory.changed("calendar"))


@router.get("/{site}/rulebook", operation_id="rulebooks.get", response_model=schemas.RulebookView)
async def get_rulebook(
    site: Code, house: HouseDep, _: CallerDep, at: Annotated[Instant | None, Query()] = None
) -> Response:
    """The rulebook in force now, or at an instant; the entity tag is the number of the last version put."""
    memory = await _memory(house, site)
    version = memory.rulebook_at(at or house.clock.now())
    return _answer(schemas.RulebookView.of(version), memory.rulebooks[-1].version)


@router.get("/{site}/rulebook/text", operation_id="rulebooks.text", response_model=schemas.RulebookText)
async def get_rulebook_text(
    site: Code,
    house: HouseDep,
    _: CallerDep,
    accepted: Language,
    language: Annotated[Spoken | None, Query()] = None,
    version: Annotated[int | None, Query(ge=0)] = None,
) -> Response:
    """A version of the rulebook in words: every member and every clause under the id that refusals name."""
    memory, now, said_in = await _memory(house, site), house.clock.now(), language or accepted
    shown = schemas.RulebookText.of(memory, wording.of_version(memory.rulebooks, version, now), said_in)
    headers = {"ETag": f'"{shown.version}-{said_in}"', "Content-Language": said_in, "Vary": "Accept-Language"}
    return Response(http.encoded(shown), headers=headers, media_type="application/json")


@router.get("/{site}/staffing", operation_id="staffing.get", response_model=schemas.StaffingView)
async def get_staffing(site: Code, house: HouseDep, caller: CallerDep) -> Response:
    """The lane plan that bands and calls rest on."""
    check_site("staffing.get", caller, site)
    memory = await _memory(house, site)
    return _answer(schemas.StaffingView.of(memory), memory.changed("staffing"))


@router.put("/{site}/staffing", operation_id="staffing.put", response_model=schemas.StaffingView)
async def put_staffing(
    request: Request, site: Code, body: documents.StaffingDocument, house: HouseDep, caller: CallerDep
) -> Response:
    """Put the lane plan: who serves when, at which lanes and gates."""
    check_site("staffing.put", caller, site)
    command = actions.PutStaffing(site, http.matched(request), body)
    return await change(request, house, caller, command, body, "staffing", schemas.StaffingView.of)


@router.get("/{site}/closures", operation_id="closures.list")
async def list_closures(
    site: Code, house: HouseDep, _: CallerDep, limit: paging.Limit = 50, cursor: paging.Cursor = None
) -> paging.Page[schemas.ClosureView]:
    """Closures that stand or are to come."""
    await _memory(house, site)
    now, after = house.clock.now(), paging.position(cursor)
    async with house.database.reading() as connection:
        rows = await queries.closures(connection, site, since=now, after=after, limit=limit + 1)
    following = paging.cursor(rows[limit - 1].closure) if len(rows) > limit else None
    return paging.Page(items=[schemas.ClosureView.of_row(row) for row in rows[:limit]], next=following)


async def _memory(house: House, site: str) -> SiteFold:
    return (await house.readers.memory(site)).of(SiteFold)


def check_site(operation: str, caller: Caller, site: str) -> None:
    """A key that serves one site finds no other."""
    if relation(operation, caller.role) is Relation.SITE and not caller.serves(site):
        raise SiteUnknown(site=site)


async def change(
    request: Request,
    house: House,
    caller: Caller,
    command: Command[SiteFold],
    body: Any,
    piece: str,
    show: Show,
    *,
    status: int = 200,
) -> Response:
    """Carry out a change of one piece of a site; the answer carries the new version as its entity tag."""
    tag: int | None = None

    def respond(memory: SiteFold) -> Any:
        nonlocal tag
        tag = memory.rulebooks[-1].version if piece == "rulebook" else memory.changed(piece)
        return show(memory)

    response = await http.act(request, house, command, scope=caller.scope, body=body, respond=respond, status=status)
    if tag is not None:
        response.headers["ETag"] = f'"{tag}"'
    return response


def _answer(shown: Any, tag: int) -> Response:
    return Response(http.encoded(shown), headers={"ETag": f'"{tag}"'}, media_type="application/json")


def shown_at(house: House) -> Show:
    return lambda memory: schemas.SiteView.of(memory, house.clock.now())


def show_calendar(memory: SiteFold) -> Any:
    return memory.calendar.document if memory.calendar else None
