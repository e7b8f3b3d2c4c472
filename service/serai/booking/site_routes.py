"""The operations on a site that its bookings feel: calendar, rulebook and closures."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from serai.booking import displacing
from serai.core import http, ids
from serai.core.house import HouseDep
from serai.identity.access import CallerDep
from serai.sites import documents, rulebook, schemas
from serai.sites.routes import Code, change, check_site, show_calendar

router = APIRouter(prefix="/v1/sites", tags=["sites"], responses=http.PROBLEMS, route_class=http.Route)


@router.put("/{site}/calendar", operation_id="calendars.put", response_model=documents.CalendarDocument)
async def put_calendar(
    request: Request, site: Code, body: documents.CalendarDocument, house: HouseDep, caller: CallerDep
) -> Response:
    """Put a calendar; reservations that it has no place for are displaced, and come first among those who wait."""
    command = displacing.PutCalendar(site, http.matched(request), body)
    return await change(request, house, caller, command, body, "calendar", show_calendar)


@router.put("/{site}/rulebook", operation_id="rulebooks.put", response_model=schemas.RulebookView)
async def put_rulebook(
    request: Request, site: Code, body: rulebook.RulebookDocument, house: HouseDep, caller: CallerDep
) -> Response:
    """Add a version of the rulebook, in force from `effective_from` on. No version is ever edited."""
    command = displacing.PutRulebook(site, http.matched(request), body)
    return await change(request, house, caller, command, body, "rulebook", schemas.RulebookView.last_of)


@router.post("/{site}/closures", operation_id="closures.create", status_code=201, response_model=schemas.ClosureView)
async def open_closure(
    request: Request, site: Code, body: schemas.ClosureRequest, house: HouseDep, caller: CallerDep
) -> Response:
    """Close a lane or the whole site; without `to`, until it is lifted. What was reserved then is displaced."""
    check_site("closures.create", caller, site)
    why = body.why()
    command = displacing.OpenClosure(site, ids.new(site), body.lane, body.from_, body.to, why.code, why.text)
    return await http.act(
        request, house, command, scope=caller.scope, body=body, status=201,
        respond=lambda closure: schemas.ClosureView.of(closure, why.text),
    )  # fmt: skip


@router.delete("/{site}/closures/{closure}", operation_id="closures.lift", status_code=204)
async def lift_closure(site: Code, closure: Code, house: HouseDep, caller: CallerDep) -> None:
    """End a closure now."""
    check_site("closures.lift", caller, site)
    await house.desks.run(displacing.LiftClosure(site, closure))
