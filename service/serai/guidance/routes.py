from __future__ import annotations

from secrets import token_hex
from typing import Annotated, Any

from fastapi import APIRouter, Body, Path, Request, Response

from serai.core import ids
from serai.core.desk import SiteUnknown
from serai.core.house import HouseDep
from serai.core.http import PROBLEMS, Route, act, matched
from serai.guidance import actions, schemas
from serai.guidance.disputes import second_best
from serai.guidance.telling import tell
from serai.guidance.yard import YardState
from serai.identity.access import CallerDep
from serai.identity.rights import Relation, Role, relation
from serai.identity.rules import Caller
from serai.queue import queries as visits
from serai.queue.actions import Asker
from serai.queue.routes import Language, arriving
from serai.queue.rules import VisitUnknown
from serai.queue.schemas import CorrectRequest, VisitView
from serai.sites.routes import change
from serai.sites.schemas import YardSummary

router = APIRouter(prefix="/v1", tags=["guidance"], responses=PROBLEMS, route_class=Route)
YardId = Annotated[str, Path(max_length=64, pattern=r"^[^\x00]+$")]
VisitId = Annotated[str, Path(max_length=200, pattern=r"^[^\x00]+$")]


@router.post("/visits/{visit}/admit", operation_id="visits.admit", response_model=VisitView)
async def admit(
    request: Request,
    visit: VisitId,
    house: HouseDep,
    caller: CallerDep,
    language: Language,
    body: schemas.AdmitRequest | None = None,
) -> Response:
    """Let a vehicle in. It is given a bay, or refused with `bay.none`; a site without a yard gives none."""
    given, asker = body or schemas.AdmitRequest(), _asker("visits.admit", caller)
    command = actions.Admit(
        _site(visit), visit, asker, at=given.at, call=ids.new(), gate=given.gate, match=matched(request)
    )
    return await act(request, house, command, scope=caller.scope, body=body, respond=VisitView.said_in(language))


@router.post("/visits/{visit}/park", operation_id="visits.park", response_model=VisitView)
async def park(
    request: Request, visit: VisitId, body: schemas.ParkRequest, house: HouseDep, caller: CallerDep, language: Language
) -> Response:
    """A vehicle stands in a bay, whichever: parking elsewhere than told is recorded, not refused."""
    asker = _asker("visits.park", caller)
    command = actions.Park(_site(visit), visit, asker, at=body.at, call=ids.new(), bay=body.bay, match=matched(request))
    return await act(request, house, command, scope=caller.scope, body=body, respond=VisitView.said_in(language))


@router.post("/visits/{visit}/release", operation_id="visits.release", response_model=VisitView)
async def release(
    request: Request,
    visit: VisitId,
    house: HouseDep,
    caller: CallerDep,
    language: Language,
    body: schemas.ReleaseRequest | None = None,
) -> Response:
    """A vehicle may go. Its bay is not empty until it has gone."""
    at, asker = body.at if body else None, _asker("visits.release", caller)
    command = actions.Release(_site(visit), visit, asker, at=at, call=ids.new(), match=matched(request))
    return await act(request, house, command, scope=caller.scope, body=body, respond=VisitView.said_in(language))


@router.post("/visits/{visit}/correct", operation_id="visits.correct", response_model=VisitView)
async def correct(
    request: Request, visit: VisitId, body: CorrectRequest, house: HouseDep, caller: CallerDep, language: Language
) -> Response:
    """Put right what had been recorded wrongly; what it was stays in the ledger."""
    what: dict[str, Any] = body.model_dump(include={"lane", "bay", "duplicate_of", "instead"})
    what |= {"vehicle": arriving(body.vehicle), "salt": token_hex(16), "match": matched(request)}
    why: dict[str, Any] = {"reason": body.reason.code, "note": body.reason.text, "call": ids.new()}
    command = actions.Correct(_site(visit), visit, _asker("visits.correct", caller), **what, **why)
    return await act(request, house, command, scope=caller.scope, body=body, respond=VisitView.said_in(language))


@router.post("/visits/{visit}/depart", operation_id="visits.depart", response_model=VisitView)
async def depart(
    request: Request,
    visit: VisitId,
    house: HouseDep,
    caller: CallerDep,
    language: Language,
    body: schemas.DepartRequest | None = None,
) -> Response:
    """A vehicle left the site; its bay is empty and its reservation fulfilled."""
    given, asker = body or schemas.DepartRequest(), _asker("visits.depart", caller)
    command = actions.Depart(
        _site(visit), visit, asker, at=given.at, call=ids.new(), gate=given.gate, match=matched(request)
    )
    return await act(request, house, command, scope=caller.scope, body=body, respond=VisitView.said_in(language))


@router.get("/visits/{visit}/guidance", operation_id="visits.guidance", responses={409: {}})
async def guide(visit: VisitId, house: HouseDep, caller: CallerDep, language: Language) -> schemas.GuidanceView:
    """The bay and the way to it, or once released the way out; steps in the language of `Accept-Language`."""
    async with house.database.reading() as connection:
        found = (await visits.visits(connection, [visit])).get(visit)
    if found is None or not _asker("visits.guidance", caller).reaches(*found):
        raise VisitUnknown(visit=visit)
    state = (await house.readers.memory(found[0].site)).of(YardState)
    told, now = tell(state, visit, language), house.clock.now()
    return schemas.GuidanceView.of(told, now, second_best(state, visit, now))


@router.post("/visits/{visit}/dispute", operation_id="visits.dispute", response_model=VisitView)
async def dispute(
    request: Request,
    visit: VisitId,
    body: schemas.DisputeRequest,
    house: HouseDep,
    caller: CallerDep,
    language: Language,
) -> Response:
    """Say that the bay is taken or the way blocked, and be sent elsewhere at once: see `bay` and the guidance then."""
    command = actions.Dispute(_site(visit), visit, _asker("visits.dispute", caller), what=body.what)
    return await act(request, house, command, scope=caller.scope, body=body, respond=VisitView.said_in(language))


@router.put("/sites/{site}/yard", operation_id="yards.put", response_model=YardSummary)
async def put_yard(
    request: Request, site: YardId, body: Annotated[dict[str, Any], Body()], house: HouseDep, caller: CallerDep
) -> Response:
    """Put a yard: a GeoJSON FeatureCollection of gates, nodes, roads, bays and areas. Who lost its bay gets another."""
    command = actions.PutYard.of(site, matched(request), body)
    return await change(request, house, caller, command, command.text, "yard", YardSummary.of)


@router.get("/sites/{site}/bays", operation_id="bays.list")
async def list_bays(site: YardId, house: HouseDep, caller: CallerDep) -> schemas.BaysView:
    """Every bay and road of the yard as it is now."""
    _check_site("bays.list", caller, site)
    return schemas.BaysView.of((await house.readers.memory(site)).of(YardState))


@router.post("/sites/{site}/bays/{bay}/status", operation_id="bays.set_status", response_model=schemas.BayView)
async def set_bay_status(
    request: Request, site: YardId, bay: YardId, body: schemas.BayStatusRequest, house: HouseDep, caller: CallerDep
) -> Response:
    """Say that a bay is free, occupied or closed. A sensor (a device's key) does not open what an operator closed."""
    _check_site("bays.set_status", caller, site)
    command = actions.SetBayStatus(site, bay, body.status, caller.role is Role.DEVICE)
    respond = schemas.BayView.showing(bay)
    return await act(request, house, command, scope=caller.scope, body=body, respond=respond)


@router.post("/sites/{site}/bays/{bay}/power", operation_id="bays.set_power", response_model=schemas.BayView)
async def set_bay_power(
    request: Request, site: YardId, bay: YardId, body: schemas.BayPowerRequest, house: HouseDep, caller: CallerDep
) -> Response:
    """Say that the power of a bay is off, or on again. Who needs it goes to a bay that has some, where one is free."""
    _check_site("bays.set_power", caller, site)
    command = actions.SetBayPower(site, bay, body.status, caller.role is Role.DEVICE)
    respond = schemas.BayView.showing(bay)
    return await act(request, house, command, scope=caller.scope, body=body, respond=respond)


@router.post("/sites/{site}/roads/{road}/status", operation_id="roads.set_status", response_model=schemas.RoadView)
async def set_road_status(
    request: Request, site: YardId, road: YardId, body: schemas.RoadStatusRequest, house: HouseDep, caller: CallerDep
) -> Response:
    """Block a road, call it slow, or open it again. Whoever is under way by it is guided anew."""
    _check_site("roads.set_status", caller, site)
    command = actions.SetRoadStatus(site, road, body.status)
    respond = schemas.RoadView.showing(road)
    return await act(request, house, command, scope=caller.scope, body=body, respond=respond)


def _asker(operation: str, caller: Caller) -> Asker:
    return Asker(caller, relation(operation, caller.role))


def _site(visit: str) -> str:
    site = ids.site_of(visit)
    if site is None:
        raise VisitUnknown(visit=visit)
    return site


def _check_site(operation: str, caller: Caller, site: str) -> None:
    if relation(operation, caller.role) is Relation.SITE and not caller.serves(site):
        raise SiteUnknown(site=site)
