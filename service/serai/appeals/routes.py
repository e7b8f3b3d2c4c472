"""Appeals against misses, and their answers."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response

from serai.appeals import actions, queries, schemas
from serai.booking.routes import ChangeDep, shown
from serai.booking.schemas import ReservationView
from serai.core.house import HouseDep
from serai.core.http import PROBLEMS, Route
from serai.core.paging import Cursor, Limit, Page, cursor, position
from serai.identity.access import AccessDep, CallerDep
from serai.sites.routes import Code, check_site
from serai.sites.rules import SiteFold

router = APIRouter(prefix="/v1", tags=["booking"], responses=PROBLEMS, route_class=Route)
Status = Annotated[Literal["open", "decided"] | None, Query()]


@router.post("/reservations/{reservation}/appeal", operation_id="reservations.appeal", response_model=ReservationView)
async def appeal(change: ChangeDep, body: schemas.AppealRequest) -> Response:
    """Say why a miss should not count, once and within the days that the rulebook gives."""
    return await change(actions.Appeal, body, reason=body.reason.code, note=body.reason.text)


@router.get("/sites/{site}/appeals", operation_id="appeals.list")
async def list_appeals(
    site: Code,
    house: HouseDep,
    caller: CallerDep,
    access: AccessDep,
    status: Status = None,
    limit: Limit = 50,
    after: Cursor = None,
) -> Page[schemas.AppealedView]:
    """Appeals of a site, newest first, each with the facts to decide it by."""
    check_site("appeals.list", caller, site)
    strikes = (await house.readers.memory(site)).of(SiteFold).rulebook_at(house.clock.now()).rulebook.strikes
    wanted = queries.Wanted(site, status, since=house.clock.now() - timedelta(days=strikes.days))
    async with house.database.reading() as connection:
        found = await queries.listed(connection, wanted, after=position(after), limit=limit + 1)
    more = cursor(found[limit - 1].reservation.id) if len(found) > limit else None
    items = [schemas.AppealedView.of(each, shown(house, access, each.reservation)) for each in found[:limit]]
    return Page(items=items, next=more)


@router.post("/appeals/{reservation}/decide", operation_id="appeals.decide", response_model=ReservationView)
async def decide(change: ChangeDep, caller: CallerDep, body: schemas.DecisionRequest) -> Response:
    """Answer an appeal: `forgive` takes the miss off the vehicle's record, `uphold` leaves it there."""
    reason = {"reason": body.reason.code, "note": body.reason.text}
    return await change(actions.Decide, body, decision=body.decision, by=caller.holder or caller.key, **reason)
