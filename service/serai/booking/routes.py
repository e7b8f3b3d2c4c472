from __future__ import annotations

from collections.abc import Callable
from secrets import token_hex
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response

from serai.booking import actions, queries, schemas, slots
from serai.booking.rules import Reservation, ReservationUnknown, SlotElsewhere, SlotUnknown, WaitlistUnavailable
from serai.booking.vehicles import plate_key
from serai.core import ids
from serai.core.express import direct
from serai.core.house import House, HouseDep
from serai.core.http import Route, act, encoded, matched
from serai.core.instants import Instant
from serai.core.paging import Cursor, Limit, Page, cursor, position
from serai.identity.access import Access, AccessDep, CallerDep
from serai.identity.rights import Relation, Role, relation
from serai.identity.rules import Caller, reaches
from serai.sites.rules import SiteFold

router = APIRouter(prefix="/v1", tags=["booking"], route_class=Route)
SiteCode = Annotated[str, Path(max_length=64, pattern=r"^[^\x00]+$")]
ReservationId = Annotated[str, Path(max_length=200, pattern=r"^[^\x00]+$")]
Word = Annotated[str | None, Query(max_length=64, pattern=r"^[^\x00]+$")]
FromDep = Annotated[Instant | None, Query(alias="from")]
ToDep = Annotated[Instant | None, Query()]


@router.get("/sites/{site}/slots", operation_id="slots.list")
async def list_slots(
    site: SiteCode, house: HouseDep, caller: CallerDep, from_: FromDep = None, to: ToDep = None, lane: Word = None
) -> Page[schemas.SlotView]:
    """Slots that start in [from, to), at most 32 days; without bounds, the next 24 hours."""
    span = slots.span(from_, to, house.clock.now())
    async with house.database.reading() as connection:
        counts = await queries.counts(connection, site, *span)
    place = (await house.readers.memory(site)).of(SiteFold)
    found, bookable_from = slots.sheet(place, counts, span, lane, house.clock.now())
    return Page(items=[schemas.SlotView.of(slot, bookable_from) for slot in found])


@router.post("/holds", operation_id="holds.create", status_code=201, response_model=schemas.HoldView)
async def take_hold(request: Request, body: schemas.HoldRequest, house: HouseDep, caller: CallerDep) -> Response:
    """Keep a place for some minutes while the reservation is completed."""
    site = body.slot.partition("~")[0]
    _check_site("holds.create", caller, site, SlotUnknown(slot=body.slot))
    key = plate_key(body.vehicle.plate, body.vehicle.country)
    command = actions.TakeHold(site, ids.new(site), body.slot, key, token_hex(16), caller.scope, caller.company)
    return await act(request, house, command, scope=caller.scope, body=body, respond=schemas.HoldView.of, status=201)


@router.post(
    "/reservations", operation_id="reservations.create", status_code=201, response_model=schemas.ReservationView
)
@direct
async def reserve(
    request: Request, body: schemas.ReservationRequest, house: HouseDep, caller: CallerDep, access: AccessDep
) -> Response:
    """Reserve a slot. Needs an `Idempotency-Key`."""
    _check_asked(body, caller)
    said = body.model_dump(mode="json", by_alias=True, exclude_none=True)
    command, respond = _reserve(body, said, caller, access), _json(access)
    return await act(
        request, house, command, scope=caller.scope, body=said, respond=respond, status=201, key_required=True
    )


def _check_asked(body: schemas.ReservationRequest, caller: Caller) -> None:
    _check_site("reservations.create", caller, body.site, SlotUnknown(slot=body.slot))
    if body.wants is not None:
        raise WaitlistUnavailable
    if body.slot is not None and body.slot.partition("~")[0] != body.site:
        raise SlotElsewhere(slot=body.slot, site=body.site)


def _reserve(body: schemas.ReservationRequest, said: dict[str, Any], caller: Caller, access: Access) -> actions.Reserve:
    """The command for a body, which is the same as what was `said`."""
    vehicle = body.vehicle
    asked = actions.Request(
        vehicle_key=plate_key(vehicle.plate, vehicle.country),
        vehicle=said["vehicle"],
        driver=said["driver"],
        cargo=said["cargo"],
        cargo_class=body.cargo.class_,
        needs=tuple(sorted(set(body.cargo.needs))),
        length_cm=vehicle.length_cm,
        height_cm=vehicle.height_cm,
        weight_kg=vehicle.weight_kg,
    )
    return actions.Reserve(
        body.site,
        id=ids.new(body.site),
        slot=body.slot,
        hold=body.hold,
        request=asked,
        salt=token_hex(16),
        owner=caller.scope,
        phone=access.phone(body.driver.phone) if body.driver.phone else None,
        company=caller.company,
        on_behalf=caller.role in (Role.OPERATOR, Role.ADMIN),
    )


@router.get("/reservations", operation_id="reservations.list")
async def list_reservations(
    house: HouseDep,
    caller: CallerDep,
    access: AccessDep,
    site: Word = None,
    status: Word = None,
    plate: Word = None,
    reference: Word = None,
    limit: Limit = 50,
    after: Cursor = None,
) -> Page[schemas.ReservationView]:
    """Own reservations, newest first; an operator sees those of its site."""
    everyone = relation("reservations.list", caller.role) is not Relation.OWN
    of, serves = (None, caller.site) if everyone else (caller, None)
    wanted = queries.Wanted(of, serves, site=site, status=status, plate=plate, reference=reference)
    async with house.database.reading() as connection:
        found = await queries.listed(connection, wanted, after=position(after), limit=limit + 1)
    more = cursor(found[limit - 1].id) if len(found) > limit else None
    return Page(items=[_view(caller, access)(each) for each in found[:limit]], next=more)


@router.get("/reservations/{reservation}", operation_id="reservations.get", response_model=schemas.ReservationView)
async def get_reservation(
    reservation: ReservationId, house: HouseDep, caller: CallerDep, access: AccessDep
) -> Response:
    """One reservation."""
    found = await _found(house, reservation, caller, "reservations.get")
    tag = {"ETag": f'"{found.version}"'}
    return Response(encoded(_view(caller, access)(found)), headers=tag, media_type="application/json")


@router.get(
    "/reservations/{reservation}/qr.svg",
    operation_id="reservations.qr",
    response_class=Response,
    responses={200: {"content": {schemas.SVG: {}}}},
)
async def get_qr(
    request: Request, reservation: ReservationId, house: HouseDep, caller: CallerDep, access: AccessDep
) -> Response:
    """What a slip carries: the link to the driver's page."""
    found = await _found(house, reservation, caller, "reservations.qr")
    return Response(schemas.qr(f"{request.base_url}d/#{access.link(found.id)}"), media_type=schemas.SVG)


@router.post(
    "/reservations/{reservation}/cancel", operation_id="reservations.cancel", response_model=schemas.ReservationView
)
async def cancel(
    request: Request,
    reservation: ReservationId,
    house: HouseDep,
    caller: CallerDep,
    access: AccessDep,
    body: schemas.CancelRequest | None = None,
) -> Response:
    """Give a reservation back."""
    asker = actions.Asker(caller, relation("reservations.cancel", caller.role))
    command = actions.Cancel(_site(reservation), reservation, asker, match=matched(request))
    return await act(request, house, command, scope=caller.scope, body=None, respond=_view(caller, access))


@router.post(
    "/reservations/{reservation}/move", operation_id="reservations.move", response_model=schemas.ReservationView
)
async def move(
    request: Request,
    reservation: ReservationId,
    body: schemas.MoveRequest,
    house: HouseDep,
    caller: CallerDep,
    access: AccessDep,
) -> Response:
    """Give this place back and take one in another slot of the site, at once or not at all."""
    asker = actions.Asker(caller, relation("reservations.move", caller.role))
    command = actions.Move(_site(reservation), reservation, asker, match=matched(request), slot=body.slot)
    return await act(request, house, command, scope=caller.scope, body=body, respond=_view(caller, access))


def _json(access: Access) -> Callable[[Reservation], bytes]:
    return lambda made: schemas.ReservationView.json_of(made, access.link(made.id))


async def _found(house: House, reservation: str, caller: Caller, operation: str) -> Reservation:
    """A reservation that the caller may see."""
    async with house.database.reading() as connection:
        found = (await queries.reservations(connection, [reservation])).get(reservation)
    if found is None or not reaches(relation(operation, caller.role), caller, actions.belonging(found)):
        raise ReservationUnknown(reservation=reservation)
    return found


def _view(caller: Caller, access: Access) -> Callable[[Reservation], schemas.ReservationView]:
    return lambda found: schemas.ReservationView.of(found, access.link(found.id))


def _site(reservation: str) -> str:
    site = ids.site_of(reservation)
    if site is None:
        raise ReservationUnknown(reservation=reservation)
    return site


def _check_site(operation: str, caller: Caller, site: str, otherwise: Exception) -> None:
    if relation(operation, caller.role) is Relation.SITE and not caller.serves(site):
        raise otherwise
