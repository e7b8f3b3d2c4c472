from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from serai.core.desk import Memory
from serai.core.errors import Stale, check_version
from serai.core.house import House, HouseDep
from serai.core.http import PROBLEMS, Route
from serai.guidance import inside, queries
from serai.guidance.actions import LOOKED_BACK, RedrawYard
from serai.guidance.looking_back import coming, scenes
from serai.guidance.stands import ground_of
from serai.guidance.yard import YardState
from serai.guidance.yard_schemas import RedrawingView, RedrawRequest, ReleasesView, ReplayView, SceneView
from serai.identity.access import CallerDep
from serai.sites import queries as sites
from serai.sites.faults import Fault
from serai.sites.routes import change, check_site
from serai.sites.rules import SiteFold, YardNone
from serai.sites.schemas import YardSummary
from serai.sites.site import check_yard
from serai.sites.yard import YardInvalid, recorded

router = APIRouter(prefix="/v1/sites/{site}/yard", tags=["guidance"], responses=PROBLEMS, route_class=Route)
Minutes = Annotated[int, Query(ge=1, le=LOOKED_BACK // timedelta(minutes=1))]
Site = Annotated[str, Path(max_length=64, pattern=r"^[^\x00]+$")]


@router.post("/check", operation_id="yards.check")
async def check_redrawn(site: Site, body: RedrawRequest, house: HouseDep, caller: CallerDep) -> RedrawingView:
    """What would be wrong with the yard if it were redrawn so now. Nothing is changed."""
    check_site("yards.check", caller, site)
    memory = await house.readers.memory(site)
    version = memory.of(SiteFold).changed("yard")
    check_version(frozenset([str(body.version)]), version or body.version)
    return RedrawingView.of(version, await _faults(house, site, memory, body))


@router.post("/redraw", operation_id="yards.redraw", response_model=YardSummary)
async def redraw(request: Request, site: Site, body: RedrawRequest, house: HouseDep, caller: CallerDep) -> Response:
    """Redraw the yard in places. Nobody inside loses a bay or the way out, and no other version is overwritten."""
    command = await _command(house, site, (await house.readers.memory(site)).of(SiteFold), body)
    return await change(request, house, caller, command, body, "yard", YardSummary.of)


@router.get("/replay", operation_id="yards.replay")
async def replay(site: Site, house: HouseDep, caller: CallerDep, minutes: Minutes = 60) -> ReplayView:
    """The yard as it was so many minutes ago, and every change of a bay or road since: not live."""
    check_site("yards.replay", caller, site)
    until = house.clock.now()
    since = until - timedelta(minutes=minutes)
    memory = await house.readers.memory(site)
    async with house.database.reading() as connection:
        found = scenes(memory.of(YardState), since, await queries.past(connection, site, since, memory.seq))
        gates = await queries.gates(connection, site, coming(found))
    return ReplayView(since=since, until=until, scenes=[SceneView.of(each) for each in found], gates=gates)


@router.get("/releases", operation_id="yards.releases")
async def releases(site: Site, house: HouseDep, caller: CallerDep) -> ReleasesView:
    """When each bay in which a truck stands is expected to be empty; a forecast, which gives nobody a bay."""
    check_site("yards.releases", caller, site)
    return ReleasesView.of((await house.readers.memory(site)).of(YardState), house.clock.now())


async def _faults(house: House, site: str, memory: Memory, body: RedrawRequest) -> list[Fault]:
    try:
        command = await _command(house, site, memory.of(SiteFold), body)
        check_yard(command.yard, memory.of(SiteFold).place)
    except YardInvalid as refusal:
        return list(refusal.faults)
    return list(inside.faults(memory.of(YardState), ground_of(command.text)))


async def _command(house: House, site: str, place: SiteFold, body: RedrawRequest) -> RedrawYard:
    """The command, with the file read outside the desk: over the version that was redrawn, whatever stands by now."""
    if place.yard_text is None:
        raise YardNone(site=site)
    async with house.database.reading() as connection:
        before = await sites.yard_put(connection, site, body.version)
    if before is None:
        raise Stale(version=str(place.changed("yard")))
    match, changes = frozenset([str(body.version)]), body.redrawing
    command = RedrawYard.of(site, match, changes.of(before), renamed=body.renamed)
    changes.check(recorded(before), command.yard)
    return command
