from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from serai.core.house import House, HouseDep
from serai.core.http import PROBLEMS, Route, answered, encoded, key
from serai.core.idempotency import Answer
from serai.identity.access import CallerDep
from serai.identity.rights import relation
from serai.identity.rules import Caller
from serai.queue import queries, transfer_queries
from serai.queue.actions import Asker
from serai.queue.routes import VisitId
from serai.queue.rules import Visit, VisitUnknown
from serai.queue.transfers import Promise
from serai.sites.routes import check_site
from serai.transfers import carrying, schemas

router = APIRouter(prefix="/v1", tags=["queue"], responses=PROBLEMS, route_class=Route)
SiteCode = Annotated[str, Path(max_length=64, pattern=r"^[^\x00]+$")]


@router.get("/visits/{visit}/elsewhere", operation_id="visits.elsewhere")
async def elsewhere(visit: VisitId, house: HouseDep, caller: CallerDep) -> schemas.ElsewhereView:
    """Other sites where a truck that waits would be let in earlier, the drive included, with its place by arrival."""
    found = await _found(house, visit, caller, "visits.elsewhere")
    async with house.database.reading() as connection:
        promised = await transfer_queries.promised_to(connection, visit)
    items = [schemas.OfferView.of(each) for each in await carrying.offers(house, found)]
    return schemas.ElsewhereView(items=items, promise=promised and schemas.PromiseView.of(*promised))


@router.post("/visits/{visit}/transfer", operation_id="visits.transfer", response_model=schemas.PromiseView)
async def transfer(
    request: Request, visit: VisitId, body: schemas.TransferRequest, house: HouseDep, caller: CallerDep
) -> Response:
    """Leave for another site, which keeps the place by arrival for a while."""
    found = await _found(house, visit, caller, "visits.transfer")

    def render(promise: Promise) -> Answer:
        return Answer(200, encoded(schemas.PromiseView.of(body.site, promise)))

    asked = key(request, caller.scope, body)
    return answered(await carrying.carry_over(house, found, body.site, body.lane, asked, render))


@router.get("/sites/{site}/transfers", operation_id="transfers.list")
async def list_transfers(site: SiteCode, house: HouseDep, caller: CallerDep) -> schemas.ComingList:
    """Trucks that left other sites for this one and have not come yet."""
    check_site("transfers.list", caller, site)
    await house.readers.memory(site)
    async with house.database.reading() as connection:
        found = await transfer_queries.on_the_way(connection, site)
    return schemas.ComingList(items=[schemas.ComingView.of(each) for each in found])


async def _found(house: House, visit: str, caller: Caller, operation: str) -> Visit:
    """A visit that the caller may see."""
    async with house.database.reading() as connection:
        found = (await queries.visits(connection, [visit])).get(visit)
    if found is None or not Asker(caller, relation(operation, caller.role)).reaches(*found):
        raise VisitUnknown(visit=visit)
    return found[0]
