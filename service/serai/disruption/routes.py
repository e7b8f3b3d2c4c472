"""The operations on a site that its bookings feel: calendar, rulebook and closures."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from serai.core import http, ids
from serai.core.house import HouseDep
from serai.core.instants import Instant
from serai.disruption import actions, closing, planning, rezoning, schemas
from serai.identity.access import CallerDep
from serai.sites import actions as sites
from serai.sites import documents, rulebook
from serai.sites import schemas as site_schemas
from serai.sites.routes import Code, change, check_site, show_calendar, shown_at

router = APIRouter(prefix="/v1/sites", tags=["sites"], responses=http.PROBLEMS, route_class=http.Route)


LaneAsked = Annotated[str | None, Query(max_length=64, pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")]
From = Annotated[Instant | None, Query(alias="from")]
Zone = Annotated[str, Query(max_length=64, pattern=r"^[A-Za-z0-9_+/-]+$")]


@router.patch("/{site}", operation_id="sites.change", response_model=site_schemas.SiteView)
async def change_site(
    request: Request, site: Code, body: site_schemas.SiteChange, house: HouseDep, caller: CallerDep
) -> Response:
    """Change what a site says of itself. Lanes and gates may be added and altered, not taken away.

    In another zone every reservation keeps the wall time it was shown; `/zone-change` tells beforehand which those are.
    """
    command = rezoning.ChangeSite(site, http.matched(request), body.given())
    return await change(request, house, caller, command, body, "site", shown_at(house))


@router.get("/{site}/zone-change", operation_id="sites.zone_change")
async def preview_zone(site: Code, house: HouseDep, caller: CallerDep, zone: Zone) -> schemas.ZoneChangeView:
    """The reservations whose instant another zone would change; nothing is changed."""
    check_site("sites.zone_change", caller, site)
    found = await rezoning.preview(house.database, site, zone, house.clock.now())
    return schemas.ZoneChangeView.of(zone, found)


@router.put("/{site}/calendar", operation_id="calendars.put", response_model=documents.CalendarDocument)
async def put_calendar(
    request: Request, site: Code, body: documents.CalendarDocument, house: HouseDep, caller: CallerDep
) -> Response:
    """Put a calendar; reservations that it has no place for are displaced, and come first among those who wait."""
    command = actions.PutCalendar(site, http.matched(request), body)
    return await change(request, house, caller, command, body, "calendar", show_calendar)


@router.post("/{site}/calendar/preview", operation_id="calendars.preview")
async def try_calendar(
    site: Code, body: documents.CalendarDocument, house: HouseDep, caller: CallerDep
) -> schemas.CalendarTried:
    """Which reservations would lose their place if this calendar were put now. Nothing is changed."""
    check_site("calendars.preview", caller, site)
    return schemas.CalendarTried(displaced=await house.desks.run(actions.TryCalendar(site, body)))


@router.put("/{site}/rulebook", operation_id="rulebooks.put", response_model=site_schemas.RulebookView)
async def put_rulebook(
    request: Request, site: Code, body: rulebook.RulebookDocument, house: HouseDep, caller: CallerDep
) -> Response:
    """Add a version of the rulebook, in force from `effective_from` on. No version is ever edited."""
    command = actions.PutRulebook(site, http.matched(request), body)
    return await change(request, house, caller, command, body, "rulebook", site_schemas.RulebookView.last_of)


@router.post("/{site}/mode", operation_id="sites.switch_mode", response_model=site_schemas.RulebookView)
async def switch_mode(
    request: Request, site: Code, body: schemas.ModeRequest, house: HouseDep, caller: CallerDep
) -> Response:
    """Serve the live queue only, or take reservations again; nobody's place or reservation changes by it."""
    check_site("sites.switch_mode", caller, site)
    command = actions.SwitchMode(site, body.mode)
    return await change(request, house, caller, command, body, "rulebook", site_schemas.RulebookView.last_of)


@router.post("/{site}/closures", operation_id="closures.create", status_code=201, response_model=schemas.ClosedView)
async def open_closure(
    request: Request, site: Code, body: site_schemas.ClosureRequest, house: HouseDep, caller: CallerDep
) -> Response:
    """Close a lane or the whole site; without `to`, until it is lifted. Whom that displaces is re-timed."""
    check_site("closures.create", caller, site)
    why = body.why()
    opening = sites.OpenClosure(site, ids.new(site), body.lane, body.from_, body.to, why.code, why.text)
    answer = await http.act(
        request, house, closing.Close(site, opening), scope=caller.scope, body=body, status=201,
        respond=lambda closed: schemas.ClosedView.of_closed(closed, why.text),
    )  # fmt: skip
    await planning.carry_out(house.database, house.desks, planning.Wanted(site, house.clock.now()))
    return answer


@router.get("/{site}/closures/preview", operation_id="closures.preview")
async def preview_closure(
    site: Code,
    house: HouseDep,
    caller: CallerDep,
    lane: LaneAsked = None,
    from_: From = None,
    to: Instant | None = None,
) -> schemas.CostView:
    """How many reservations a closure would displace, and who would move by how much; nothing is changed."""
    check_site("closures.preview", caller, site)
    now, opening = house.clock.now(), sites.OpenClosure(site, "preview", lane, from_, to, "preview", None)
    async with house.database.reading() as connection:
        found = await closing.preview(connection, opening, now)
    plan = await planning.planned(house.database, planning.Wanted(site, now, opening=opening))
    return schemas.CostView.of(found, plan)


@router.post("/{site}/retimings", operation_id="retimings.create", response_model=schemas.RetimingView)
async def retime(
    request: Request, site: Code, body: schemas.RetimingRequest, house: HouseDep, caller: CallerDep
) -> Response:
    """Give whom the site displaced other slots, with the least regret in all; a dry run shows who moves by how much."""
    check_site("retimings.create", caller, site)
    task = planning.Wanted(site, house.clock.now(), body.lane, body.whole_day)
    if body.dry_run:
        found = await planning.planned(house.database, task)
    else:
        found = await planning.carry_out(house.database, house.desks, task)
    shown = schemas.RetimingView.of(found, applied=not body.dry_run)
    return Response(http.encoded(shown), media_type="application/json")


@router.delete("/{site}/closures/{closure}", operation_id="closures.lift", status_code=204)
async def lift_closure(site: Code, closure: Code, house: HouseDep, caller: CallerDep) -> None:
    """End a closure now."""
    check_site("closures.lift", caller, site)
    await house.desks.run(closing.LiftClosure(site, closure))
