from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from serai.booking.actions import Asker, Reserve
from serai.booking.reservations import PERSONAL_DETAILS
from serai.booking.routes import reservation_of
from serai.core import ids
from serai.core.desk import SiteUnknown
from serai.core.house import HouseDep
from serai.core.http import PROBLEMS, Route, act
from serai.core.paging import Cursor, Limit, Page, cursor, position
from serai.fleets import actions, queries, schemas
from serai.fleets.standing import Pattern, StandingUnknown, minute
from serai.identity.access import AccessDep, CallerDep
from serai.identity.rights import Relation, relation
from serai.identity.rules import reaches

router = APIRouter(prefix="/v1/standing-reservations", tags=["booking"], responses=PROBLEMS, route_class=Route)
StandingId = Annotated[str, Path(max_length=200, pattern=r"^[^\x00]+$")]
Word = Annotated[str | None, Query(max_length=64, pattern=r"^[^\x00]+$")]


class Asked:
    """A pattern that somebody asks for, as it may be put or tried."""

    def __init__(self, request: Request, body: schemas.StandingRequest, caller: CallerDep, access: AccessDep) -> None:
        operation = request.scope["route"].operation_id
        if relation(operation, caller.role) is Relation.SITE and not caller.serves(body.site):
            raise SiteUnknown(site=body.site)
        self.body, self.scope = body, caller.scope
        each = body.each
        said = each.model_dump(mode="json", by_alias=True, exclude_none=True)
        command = reservation_of(each, said, caller, access)
        self.pattern, self.salt = _pattern(body, command), command.salt


AskedDep = Annotated[Asked, Depends()]


@router.post("", operation_id="standing.create", status_code=201, response_model=schemas.StandingView)
async def put_standing(request: Request, asked: AskedDep, house: HouseDep) -> Response:
    """Reserve the same slot every week; each date as it comes into the horizon. Needs an `Idempotency-Key`."""
    command = actions.Put(asked.body.site, asked.pattern, asked.salt)
    return await act(
        request, house, command, scope=asked.scope, body=asked.body, respond=schemas.StandingView.of, status=201,
        key_required=True,
    )  # fmt: skip


@router.post("/preview", operation_id="standing.preview")
async def preview_standing(asked: AskedDep, house: HouseDep) -> schemas.PreviewView:
    """What the next dates of a pattern would come to, 62 at most, as things stand. Nothing is reserved."""
    seen = await house.desks.run(actions.Preview(asked.body.site, asked.pattern))
    return schemas.PreviewView(items=[schemas.SeenView.of(each) for each in seen])


@router.get("", operation_id="standing.list")
async def list_standing(
    house: HouseDep, caller: CallerDep, site: Word = None, limit: Limit = 50, after: Cursor = None
) -> Page[schemas.StandingView]:
    """Own standing reservations, newest first; an operator sees those of its site."""
    is_own = relation("standing.list", caller.role) is Relation.OWN
    of, at = (caller, site) if is_own else (None, caller.site or site)
    if site is not None and at != site:
        return Page(items=[])
    async with house.database.reading() as connection:
        found = await queries.listed(connection, of, at, after=position(after), limit=limit + 1)
    more = cursor(found[limit - 1].id) if len(found) > limit else None
    return Page(items=[schemas.StandingView.of(each) for each in found[:limit]], next=more)


@router.get("/{standing}", operation_id="standing.get")
async def get_standing(standing: StandingId, house: HouseDep, caller: CallerDep) -> schemas.StandingDetail:
    """One standing reservation, and what became of each of its dates."""
    async with house.database.reading() as connection:
        found = (await queries.patterns(connection, [standing])).get(standing)
        right = relation("standing.get", caller.role)
        if found is None or not reaches(right, caller, actions.belonging(found)):
            raise StandingUnknown(standing=standing)
        occurrences = await queries.occurrences(connection, found.site, found.id)
    return schemas.StandingDetail.told(found, occurrences)


@router.delete("/{standing}", operation_id="standing.end")
async def end_standing(
    standing: StandingId,
    house: HouseDep,
    caller: CallerDep,
    cancel: Annotated[bool, Query(description="Give back what it has reserved, too.")] = False,
) -> schemas.StandingView:
    """End a standing reservation. What it has reserved stays, unless `cancel`."""
    asker = Asker(caller, relation("standing.end", caller.role))
    command = actions.End(_site(standing), standing, asker, cancel)
    try:
        return schemas.StandingView.of(await house.desks.run(command))
    except SiteUnknown:
        raise StandingUnknown(standing=standing) from None


def _site(standing: str) -> str:
    site = ids.site_of(standing)
    if site is None:
        raise StandingUnknown(standing=standing)
    return site


def _pattern(body: schemas.StandingRequest, each: Reserve) -> Pattern:
    asked = each.request
    details: dict[str, Any] = {name: getattr(asked, name) for name in PERSONAL_DETAILS}
    return Pattern(
        id=ids.new(body.site), site=body.site, status="standing", company=each.company, lane=body.lane,
        days=schemas.days_of(body), at=minute(body.at), first_date=body.first_date, last_date=body.last_date,
        may_wait=body.waitlist, on_behalf=each.on_behalf, cargo_class=asked.cargo_class, needs=asked.needs,
        length_cm=asked.length_cm, height_cm=asked.height_cm, weight_kg=asked.weight_kg, next_date=None, next_at=None,
        not_before=None, version=0, owner=each.owner, phone=each.phone, vehicle_key=asked.vehicle_key,
        vin_key=asked.vin_key, details=details, declaration=body.declaration,
    )  # fmt: skip
