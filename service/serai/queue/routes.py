from __future__ import annotations

from collections.abc import Sequence
from secrets import token_hex
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from serai.booking import actions as booking
from serai.booking.schemas import SVG, Vehicle, qr
from serai.booking.vehicles import plate_key
from serai.core import ids
from serai.core.desk import SiteUnknown
from serai.core.house import House, HouseDep
from serai.core.http import PROBLEMS, Route, act, encoded
from serai.core.paging import Cursor, CursorUnknown, Limit, Page, cursor, position
from serai.identity.access import AccessDep, CallerDep
from serai.identity.rights import Relation, Role, relation
from serai.identity.rules import Caller
from serai.passes.rules import PassElsewhere, read
from serai.queue import actions, queries, schemas, views
from serai.queue.because import because
from serai.queue.checkin import Arriving, CheckIn
from serai.queue.explaining import Explanation, counted
from serai.queue.prospects import prospects
from serai.queue.rules import Papers, Queue, Visit, VisitUnknown
from serai.sites.geofence import Position
from serai.sites.routes import Language as Language
from serai.sites.rules import SiteFold

router = APIRouter(prefix="/v1", tags=["queue"], responses=PROBLEMS, route_class=Route)
SiteCode = Annotated[str, Path(max_length=64, pattern=r"^[^\x00]+$")]
VisitId = Annotated[str, Path(max_length=200, pattern=r"^[^\x00]+$")]
Sought = Annotated[str | None, Query(max_length=64, pattern=r"^[^\x00]+$")]


@router.post("/sites/{site}/visits", operation_id="visits.check_in", status_code=201, response_model=schemas.VisitView)
async def check_in(
    request: Request,
    site: SiteCode,
    body: schemas.CheckInRequest,
    house: HouseDep,
    caller: CallerDep,
    language: Language,
) -> Response:
    """A vehicle is here: it gets a place in its line. Needs an `Idempotency-Key`."""
    _check_site("visits.check_in", caller, site)
    command, view = _check_in(site, body, caller), schemas.VisitView.said_in(language)
    return await act(
        request, house, command, scope=caller.scope, body=body, respond=view, status=201, key_required=True
    )


def _check_in(site: str, body: schemas.CheckInRequest, caller: Caller) -> CheckIn:
    at = body.position
    return CheckIn(
        site,
        id=ids.new(site),
        salt=token_hex(16),
        asker=booking.Asker(caller, relation("visits.check_in", caller.role)),
        by="driver" if caller.role is Role.DRIVER else body.by,
        reservation=body.reservation,
        reference=_referred(site, body.reference),
        arriving=arriving(body.vehicle),
        lane=body.lane,
        cargo_class=body.cargo.class_ if body.cargo else None,
        needs=tuple(body.cargo.needs) if body.cargo else (),
        area=body.area,
        position=Position(at.lat, at.lon, at.accuracy_m) if at else None,
    )


def _referred(site: str, text: str | None) -> str | None:
    """The reference that was typed, or that a scanned pass names; a pass lets nobody in that the tables do not."""
    claims = read(text) if text is not None else None
    if claims is None:
        return text
    if claims.site != site:
        raise PassElsewhere(site=claims.site, here=site)
    return claims.reference


@router.get("/visits", operation_id="visits.list")
async def list_visits(
    house: HouseDep,
    caller: CallerDep,
    language: Language,
    site: Sought = None,
    status: Sought = None,
    plate: Sought = None,
    limit: Limit = 50,
    after: Cursor = None,
) -> Page[schemas.VisitView]:
    """Own visits, latest first; an operator sees those of its site."""
    wanted = queries.Wanted(caller, relation("visits.list", caller.role), site=site, status=status, plate=plate)
    async with house.database.reading() as connection:
        found = await queries.listed(connection, wanted, after=position(after), limit=limit + 1)
    more = cursor(found[limit - 1][0].id) if len(found) > limit else None
    items = [schemas.VisitView.of(await _seen(house, *each), language) for each in found[:limit]]
    return Page(items=items, next=more)


@router.get("/visits/{visit}", operation_id="visits.get", response_model=schemas.VisitStory)
async def get_visit(visit: VisitId, house: HouseDep, caller: CallerDep, language: Language) -> Response:
    """One visit with its place and band now, why it stands there, and what has happened to it."""
    seen = await _seen(house, *await _found(house, visit, caller, "visits.get"))
    async with house.database.reading() as connection:
        timeline = await queries.timeline(connection, seen.visit)
    told = encoded(schemas.VisitStory.told(seen, timeline, language))
    headers = {"ETag": f'"{seen.visit.version}"', "Content-Language": language, "Vary": "Accept-Language"}
    return Response(told, headers=headers, media_type="application/json")


@router.get(
    "/visits/{visit}/qr.svg",
    operation_id="visits.qr",
    response_class=Response,
    responses={200: {"content": {SVG: {}}}},
)
async def get_qr(request: Request, visit: VisitId, house: HouseDep, caller: CallerDep, access: AccessDep) -> Response:
    """What a slip carries: the link to the driver's page, or for a vehicle without a reservation the visit's id."""
    found, _ = await _found(house, visit, caller, "visits.qr")
    link = f"{request.base_url}d/#{access.link(found.reservation)}" if found.reservation else found.id
    return Response(qr(link), media_type=SVG)


@router.get("/visits/{visit}/explanation", operation_id="visits.explanation")
async def explain(visit: VisitId, house: HouseDep, caller: CallerDep, language: Language) -> schemas.ExplanationView:
    """Every fact and rule behind a place, who passed by class and clause, and what would change it."""
    seen = await _seen(house, *await _found(house, visit, caller, "visits.explanation"))
    place = (await house.readers.memory(seen.visit.site)).of(SiteFold)
    policy = views.policy(place, seen.visit.rulebook, house.clock.now())
    return schemas.ExplanationView.of(seen, policy, await _explained(house, seen.visit), language)


async def _explained(house: House, visit: Visit) -> Explanation:
    async with house.database.reading() as connection:
        told = await queries.passing(connection, visit)
        memory = await house.readers.memory(visit.site)
        order = memory.of(Queue).in_order(told.line) if told.is_in_line else []
        passed = told.passed([each.id for each in order])
        classes = await queries.classes(connection, passed)
    now, place = house.clock.now(), memory.of(SiteFold)
    reckoned = prospects(memory.of(Queue), place, visit, views.policy(place, None, now), now)
    return Explanation(counted(passed, classes), told.corrections, reckoned)


@router.get("/sites/{site}/queue", operation_id="queue.get")
async def get_queue(
    site: SiteCode,
    house: HouseDep,
    caller: CallerDep,
    language: Language,
    line: Sought = None,
    limit: Limit = 200,
    after: Cursor = None,
) -> schemas.QueueView:
    """The order now, line by line. A page is of its own moment: compare `at`."""
    _check_site("queue.get", caller, site)
    memory = await house.readers.memory(site)
    queue, start = memory.of(Queue), offset(after)
    lines = [line] if line is not None else sorted(queue.lines)
    found = [(name, rank, visit) for name in lines for rank, visit in enumerate(queue.in_order(name), 1)]
    more = cursor(str(start + limit)) if len(found) > start + limit else None
    at = schemas.QueueAt(epoch=memory.epoch, seq=memory.seq)
    items = await _items(house, memory.of(SiteFold), found[start : start + limit], language)
    return schemas.QueueView(at=at, items=items, next=more)


@router.post("/visits/{visit}/leave", operation_id="visits.leave", response_model=schemas.VisitView)
async def leave(
    request: Request,
    visit: VisitId,
    house: HouseDep,
    caller: CallerDep,
    language: Language,
    body: schemas.LeaveRequest | None = None,
) -> Response:
    """Give up a place in the line."""
    command = actions.Leave(_site(visit), visit, _asker("visits.leave", caller), body.at if body else None)
    view = schemas.VisitView.said_in(language)
    return await act(request, house, command, scope=caller.scope, body=body, respond=view)


@router.post("/visits/{visit}/turn-away", operation_id="visits.turn_away", response_model=schemas.VisitView)
async def turn_away(
    request: Request,
    visit: VisitId,
    body: schemas.TurnAwayRequest,
    house: HouseDep,
    caller: CallerDep,
    language: Language,
) -> Response:
    """Send a vehicle away before it was admitted, with a reason on record."""
    reason, asker = body.reason, _asker("visits.turn_away", caller)
    command = actions.TurnAway(_site(visit), visit, asker, body.at, reason=reason.code, note=reason.text)
    view = schemas.VisitView.said_in(language)
    return await act(request, house, command, scope=caller.scope, body=body, respond=view)


def arriving(vehicle: Vehicle | None) -> Arriving | None:
    """A described vehicle as the rules take it."""
    if vehicle is None:
        return None
    shown = vehicle.model_dump(mode="json", exclude_none=True)
    key = plate_key(vehicle.plate, vehicle.country)
    return Arriving(key, shown, vehicle.length_cm, vehicle.height_cm, vehicle.weight_kg)


async def _items(
    house: House, site: SiteFold, found: Sequence[tuple[str, int, Visit]], language: str
) -> list[schemas.QueueItem]:
    """Lines, ranks and visits as the operator's list shows them, with the plates that stand outside the memory."""
    async with house.database.reading() as connection:
        plates = await queries.plates(connection, [visit.id for *_, visit in found])
    now = house.clock.now()
    return [
        schemas.QueueItem(
            line=line,
            rank=rank,
            visit=visit.id,
            lane=visit.lane,
            class_=visit.cargo_class,
            status=visit.status,
            plate=plates.get(visit.id),
            arrived_at=visit.arrived_at,
            farther_minutes=visit.farther_minutes,
            because=schemas.Clause.of(
                because(visit, site.place.info, views.policy(site, visit.rulebook, now)), language
            ),
        )
        for line, rank, visit in found
    ]


async def _found(house: House, visit: str, caller: Caller, operation: str) -> tuple[Visit, Papers]:
    """A visit that the caller may see."""
    async with house.database.reading() as connection:
        found = (await queries.visits(connection, [visit])).get(visit)
    if found is None or not _asker(operation, caller).reaches(*found):
        raise VisitUnknown(visit=visit)
    return found


async def _seen(house: House, visit: Visit, papers: Papers) -> views.Seen:
    memory = await house.readers.memory(visit.site)
    return views.seen(memory, visit, papers, house.clock.now())


def _asker(operation: str, caller: Caller) -> actions.Asker:
    return actions.Asker(caller, relation(operation, caller.role))


def _site(visit: str) -> str:
    site = ids.site_of(visit)
    if site is None:
        raise VisitUnknown(visit=visit)
    return site


def _check_site(operation: str, caller: Caller, site: str) -> None:
    if relation(operation, caller.role) is Relation.SITE and not caller.serves(site):
        raise SiteUnknown(site=site)


def offset(after: str | None) -> int:
    given = position(after) or "0"
    if not given.isdecimal() or len(given) > 9:
        raise CursorUnknown
    return int(given)
