from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from serai.calling import control_schemas as schemas
from serai.calling import directing, recalling
from serai.calling.forward import Scene
from serai.core import ids
from serai.core.desk import Command, Draft
from serai.core.house import House, HouseDep
from serai.core.http import PROBLEMS, Route, act, matched
from serai.identity.access import CallerDep
from serai.identity.rights import relation
from serai.identity.rules import Caller
from serai.queue.actions import Asker
from serai.queue.routes import Language
from serai.queue.rules import VisitUnknown
from serai.queue.schemas import VisitView
from serai.sites.routes import check_site

router = APIRouter(prefix="/v1", tags=["calling"], responses=PROBLEMS, route_class=Route)
SiteCode = Annotated[str, Path(max_length=64, pattern=r"^[^\x00]+$")]
VisitId = Annotated[str, Path(max_length=200, pattern=r"^[^\x00]+$")]


@router.get("/sites/{site}/calls", operation_id="calls.get")
async def get_calls(site: SiteCode, house: HouseDep, caller: CallerDep) -> schemas.CallControlView:
    """Who calls in each lane, what is stopped, what the neighbour takes, and the next automatic call and why."""
    check_site("calls.get", caller, site)
    return schemas.CallControlView.of(Scene.of(await house.readers.memory(site)), house.clock.now())


@router.post("/sites/{site}/calls/mode", operation_id="calls.switch", response_model=schemas.CallControlView)
async def switch_calls(
    request: Request, site: SiteCode, body: schemas.CallModeRequest, house: HouseDep, caller: CallerDep
) -> Response:
    """Let the service call in a lane or the whole site, or operators alone. Who is called stays called."""
    check_site("calls.switch", caller, site)
    command = directing.SwitchCalls(site, caller.signature, body.lane, body.mode)
    return await _direct(request, house, caller, command, body)


@router.post("/sites/{site}/calls/stop", operation_id="calls.stop", response_model=schemas.CallControlView)
async def stop_calls(
    request: Request, site: SiteCode, body: schemas.StopRequest, house: HouseDep, caller: CallerDep
) -> Response:
    """Stop all calls of a lane or the whole site at once; calls of vehicles that are not at the gate are taken back."""
    check_site("calls.stop", caller, site)
    command = directing.StopCalls(site, caller.signature, body.lane, body.reason.code, body.reason.text)
    return await _direct(request, house, caller, command, body)


@router.post("/sites/{site}/calls/resume", operation_id="calls.resume", response_model=schemas.CallControlView)
async def resume_calls(
    request: Request, site: SiteCode, body: schemas.ResumeRequest, house: HouseDep, caller: CallerDep
) -> Response:
    """Let calls be made again."""
    check_site("calls.resume", caller, site)
    command = directing.ResumeCalls(site, caller.signature, body.lane)
    return await _direct(request, house, caller, command, body)


@router.post("/sites/{site}/acceptance", operation_id="acceptance.report", response_model=schemas.CallControlView)
async def report_acceptance(
    request: Request, site: SiteCode, body: schemas.AcceptanceRequest, house: HouseDep, caller: CallerDep
) -> Response:
    """Say how many vehicles the neighbour takes, and until when that holds; automatic calls follow it."""
    check_site("acceptance.report", caller, site)
    said = (body.vehicles, body.minutes, body.until)
    command = directing.ReportAcceptance(site, caller.signature, body.lane, *said)
    return await _direct(request, house, caller, command, body)


@router.post("/visits/{visit}/at-gate", operation_id="visits.at_gate", response_model=VisitView)
async def reach_gate(
    request: Request,
    visit: VisitId,
    house: HouseDep,
    caller: CallerDep,
    language: Language,
    body: schemas.AtGateRequest | None = None,
) -> Response:
    """A called vehicle has come to its gate: its call cannot be missed any more."""
    given, asker = body or schemas.AtGateRequest(), _asker("visits.at_gate", caller)
    command = recalling.Reach(_site(visit), visit, asker, given.gate, given.at, match=matched(request))
    return await act(request, house, command, scope=caller.scope, body=body, respond=VisitView.said_in(language))


@router.post("/visits/{visit}/withdraw-call", operation_id="calls.withdraw", response_model=VisitView)
async def withdraw_call(
    request: Request,
    visit: VisitId,
    body: schemas.RecallRequest,
    house: HouseDep,
    caller: CallerDep,
    language: Language,
) -> Response:
    """Take a call back: the vehicle waits again where it stood, and is not called of itself for a while."""
    why, asker = body.reason, _asker("calls.withdraw", caller)
    command = recalling.Withdraw(_site(visit), visit, asker, reason=why.code, note=why.text, match=matched(request))
    return await act(request, house, command, scope=caller.scope, body=body, respond=VisitView.said_in(language))


@router.post("/visits/{visit}/repeat-call", operation_id="calls.repeat", response_model=VisitView)
async def repeat_call(
    request: Request,
    visit: VisitId,
    body: schemas.RecallRequest,
    house: HouseDep,
    caller: CallerDep,
    language: Language,
) -> Response:
    """Call a vehicle once more that was called: the life of its call begins anew."""
    why, asker = body.reason, _asker("calls.repeat", caller)
    command = recalling.Repeat(_site(visit), visit, asker, reason=why.code, note=why.text, match=matched(request))
    return await act(request, house, command, scope=caller.scope, body=body, respond=VisitView.said_in(language))


async def _direct(request: Request, house: House, caller: Caller, command: Command[Draft], body: object) -> Response:
    respond = schemas.CallControlView.of_draft()
    return await act(request, house, command, scope=caller.scope, body=body, respond=respond)


def _asker(operation: str, caller: Caller) -> Asker:
    return Asker(caller, relation(operation, caller.role))


def _site(visit: str) -> str:
    site = ids.site_of(visit)
    if site is None:
        raise VisitUnknown(visit=visit)
    return site
