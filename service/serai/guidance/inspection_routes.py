from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response

from serai.core import ids
from serai.core.house import House, HouseDep
from serai.core.http import PROBLEMS, Route, act
from serai.declarations.routes import ActDep
from serai.declarations.schemas import DecisionRequest, DeclarationView
from serai.guidance import inspecting, inspections
from serai.guidance.inspection_schemas import (
    InspectedRequest,
    InspectionsView,
    InspectionView,
    InspectRequest,
    PickRequest,
)
from serai.guidance.yard import YardState
from serai.identity.access import CallerDep
from serai.identity.rights import relation
from serai.identity.rules import Caller
from serai.queue import queries as visits
from serai.queue.actions import Asker
from serai.queue.rules import Queue, VisitUnknown
from serai.sites.routes import check_site

router = APIRouter(prefix="/v1", tags=["inspections"], responses=PROBLEMS, route_class=Route)
VisitId = Annotated[str, Path(max_length=200, pattern=r"^[^\x00]+$")]
SiteId = Annotated[str, Path(max_length=64, pattern=r"^[^\x00]+$")]


@router.post("/visits/{visit}/inspect", operation_id="visits.inspect", response_model=InspectionView)
async def order(request: Request, visit: VisitId, body: InspectRequest, house: HouseDep, caller: CallerDep) -> Response:
    """Order that a vehicle be inspected, wherever it is; it is not released before that. Its place does not change."""
    given: dict[str, Any] = {"reason": body.reason.code, "note": body.reason.text}
    return await _act(request, house, caller, inspecting.Order, visit, body, **given)


@router.get("/sites/{site}/inspections", operation_id="inspections.list")
async def list_inspections(site: SiteId, house: HouseDep, caller: CallerDep) -> InspectionsView:
    """Who is to be inspected, in which order, where each is, since when; and the bays for it."""
    check_site("inspections.list", caller, site)
    memory = await house.readers.memory(site)
    queue, state = memory.of(Queue), memory.of(YardState)
    async with house.database.reading() as connection:
        plates = await visits.plates(connection, [each.id for each in inspections.in_order(queue, state)])
    return InspectionsView.of(queue, state, plates)


@router.post("/sites/{site}/inspections/pick", operation_id="inspections.pick", response_model=InspectionView)
async def pick(request: Request, site: SiteId, body: PickRequest, house: HouseDep, caller: CallerDep) -> Response:
    """Take one as the next: the next inspection bay that is free is kept for it, once it is called or inside."""
    check_site("inspections.pick", caller, site)
    if ids.site_of(body.visit) != site:
        raise VisitUnknown(visit=body.visit)
    return await _act(request, house, caller, inspecting.Pick, body.visit, body)


@router.post("/visits/{visit}/inspected", operation_id="visits.inspected", response_model=InspectionView)
async def end(request: Request, visit: VisitId, body: InspectedRequest, house: HouseDep, caller: CallerDep) -> Response:
    """Say what came of an inspection: `cleared`, or `detained` until it is cleared; `withdrawn` takes it back."""
    return await _act(request, house, caller, inspecting.End, visit, body, outcome=body.outcome, onward=body.onward)


@router.post(
    "/declarations/{declaration}/decide",
    operation_id="declarations.decide",
    response_model=DeclarationView,
    tags=["declarations"],
)
async def decide(asked: ActDep, body: DecisionRequest) -> Response:
    """Accept, detain, inspect, release or reject; a reservation whose declaration is rejected has none.

    The vehicle that is here with it is ordered to inspection by `inspect`; what is decided then ends that.
    """
    why = body.why()
    return await asked(inspecting.Decide, body, decision=body.decision, reason=why.code, note=why.text)


async def _act(
    request: Request, house: House, caller: Caller, command: Any, visit: str, body: Any, **given: Any
) -> Response:
    site = ids.site_of(visit)
    if site is None:
        raise VisitUnknown(visit=visit)
    asker = Asker(caller, relation(request.scope["route"].operation_id, caller.role))
    made = command(site, visit, asker, **given)
    return await act(request, house, made, scope=caller.scope, body=body, respond=InspectionView.seen)
