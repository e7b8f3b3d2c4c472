from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from secrets import token_hex
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from pydantic import StringConstraints

from serai.booking import actions, changes, queries, schemas, slots, tickets
from serai.booking.draws import Draws
from serai.booking.met_schemas import MetView
from serai.booking.refusals import ReservationUnknown, SlotElsewhere, SlotUnknown
from serai.booking.reservations import LIVE, Reservation, Wants
from serai.booking.vehicles import plate_key, vin_key
from serai.core import ids
from serai.core.desk import Memory, SiteUnknown
from serai.core.express import direct
from serai.core.house import House, HouseDep
from serai.core.http import PROBLEMS, Body, Route, act, encoded, matched
from serai.core.instants import Instant
from serai.core.paging import Cursor, Limit, Page, cursor, position
from serai.identity.access import Access, AccessDep, CallerDep
from serai.identity.rights import Relation, Role, relation
from serai.identity.rules import Caller, reaches
from serai.passes.signing import signer
from serai.passes.tickets import ticket_pdf
from serai.sites.rules import SiteFold

PDF = "application/pdf"
_PRINTING = asyncio.Semaphore(2)  # a ticket is some 60 ms of a processor

router = APIRouter(prefix="/v1", tags=["booking"], responses=PROBLEMS, route_class=Route)
SiteCode = Annotated[str, Path(max_length=64, pattern=r"^[^\x00]+$")]
ReservationId = Annotated[str, Path(max_length=200, pattern=r"^[^\x00]+$")]
Word = Annotated[str | None, Query(max_length=64, pattern=r"^[^\x00]+$")]
Statuses = Annotated[
    list[Annotated[str, StringConstraints(max_length=64, pattern=r"^[^\x00]+$")]],
    Query(alias="status", max_length=9, description="Only these; may be repeated."),
]
FromDep = Annotated[Instant | None, Query(alias="from")]
ToDep = Annotated[Instant | None, Query()]


class Change:
    """A change of one reservation that somebody asks for; the operation's right says how it must be theirs."""

    def __init__(
        self, request: Request, reservation: ReservationId, house: HouseDep, caller: CallerDep, access: AccessDep
    ) -> None:
        self._request, self._house, self._caller, self._access = request, house, caller, access
        self._reservation = reservation

    async def __call__(self, command: type[changes.Change], body: Body | None = None, **given: Any) -> Response:
        caller, site = self._caller, _site(self._reservation)
        asker = actions.Asker(caller, relation(self._request.scope["route"].operation_id, caller.role))
        made = command(site, self._reservation, asker, match=matched(self._request), **given)
        respond = view(self._house, self._access)
        return await act(self._request, self._house, made, scope=caller.scope, body=body, respond=respond)


Promised = Callable[[Memory, Reservation, datetime], schemas.Band | None]
"""The band of a reservation; what it rests on is known to a higher domain."""


Met = Callable[[Memory, Reservation, datetime], MetView | None]
"""The rendezvous of a reservation, likewise."""


class Told:
    """Shows reservations to who reads them, each with its band as of now, and the rendezvous that it has."""

    def __init__(self, request: Request, house: HouseDep, access: AccessDep) -> None:
        self._house, self._view = house, view(house, access)
        self._promised: Promised = request.app.state.promised
        self._met: Met = request.app.state.met

    async def __call__(self, found: Reservation) -> schemas.ReservationView:
        memory = await self._house.readers.memory(found.site)
        now = self._house.clock.now()
        beside = {"band": self._promised(memory, found, now), "rendezvous": self._met(memory, found, now)}
        return self._view(found).model_copy(update=beside)


ToldDep = Annotated[Told, Depends()]
ChangeDep = Annotated[Change, Depends()]


@router.get("/sites/{site}/slots", operation_id="slots.list")
async def list_slots(
    site: SiteCode, house: HouseDep, caller: CallerDep, from_: FromDep = None, to: ToDep = None, lane: Word = None
) -> Page[schemas.SlotView]:
    """Slots that start in [from, to), at most 32 days; without bounds, the next 24 hours."""
    span = slots.span(from_, to, house.clock.now())
    async with house.database.reading() as connection:
        counts = await queries.counts(connection, site, *span)
    memory, now = await house.readers.memory(site), house.clock.now()
    found, bookable_from = slots.sheet(memory.of(SiteFold), counts, span, lane, now)
    drawn = slots.unreleased(memory.of(SiteFold), memory.of(Draws), found, now)
    return Page(items=[schemas.SlotView.of(x, bookable_from, drawn.get((x.lane, x.local_date))) for x in found])


@router.post("/holds", operation_id="holds.create", status_code=201, response_model=schemas.HoldView)
async def take_hold(request: Request, body: schemas.HoldRequest, house: HouseDep, caller: CallerDep) -> Response:
    """Keep a place for some minutes while the reservation is completed."""
    _check_site("holds.create", caller, body.slot.partition("~")[0], SlotUnknown(slot=body.slot))
    command = _hold(body, caller)
    return await act(request, house, command, scope=caller.scope, body=body, respond=schemas.HoldView.of, status=201)


@router.post(
    "/reservations",
    operation_id="reservations.create",
    status_code=201,
    response_model=schemas.ReservationView,
    responses={202: {"model": schemas.ReservationView, "description": "Entered in a draw."}},
)
@direct
async def reserve(
    request: Request, body: schemas.ReservationRequest, house: HouseDep, caller: CallerDep, access: AccessDep
) -> Response:
    """Reserve a slot, or wait for one: by `wants`, or by `waitlist` where it is full. Needs an `Idempotency-Key`."""
    check_asked(body, caller)
    said = body.model_dump(mode="json", by_alias=True, exclude_none=True)
    command, respond = reservation_of(body, said, caller, access), written(house, access)
    return await act(
        request, house, command, scope=caller.scope, body=said, respond=respond, status=_made_or_entered,
        key_required=True,
    )  # fmt: skip


def _made_or_entered(made: Reservation) -> int:
    return 202 if made.is_entry else 201


def _hold(body: schemas.HoldRequest, caller: Caller) -> actions.TakeHold:
    site, vehicle = body.slot.partition("~")[0], body.vehicle
    return actions.TakeHold(
        site,
        ids.new(site),
        body.slot,
        plate_key(vehicle.plate, vehicle.country),
        token_hex(16),
        caller.scope,
        caller.company,
        vin_key(vehicle.vin),
        on_behalf=_on_behalf(caller),
    )


def check_asked(body: schemas.ReservationRequest, caller: Caller) -> None:
    _check_site("reservations.create", caller, body.site, SlotUnknown(slot=body.slot))
    if body.slot is not None and body.slot.partition("~")[0] != body.site:
        raise SlotElsewhere(slot=body.slot, site=body.site)


def reservation_of(
    body: schemas.ReservationRequest, said: dict[str, Any], caller: Caller, access: Access
) -> actions.Reserve:
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
        vin_key=vin_key(vehicle.vin),
        limits=said.get("limits", {}),
    )
    wants = body.wants
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
        on_behalf=_on_behalf(caller),
        wants=None if wants is None else Wants(None, wants.from_, wants.to),
        lane=None if wants is None else wants.lane,
        may_wait=body.waitlist,
        trusted=caller.is_trusted,
        declaration=body.declaration,
    )


def _on_behalf(caller: Caller) -> bool:
    """Whether the site's own people ask, for somebody else."""
    return caller.role in (Role.OPERATOR, Role.ADMIN)


@router.get("/reservations", operation_id="reservations.list")
async def list_reservations(
    house: HouseDep,
    caller: CallerDep,
    told: ToldDep,
    site: Word = None,
    statuses: Statuses = [],  # noqa: B006 - FastAPI copies it
    plate: Word = None,
    reference: Word = None,
    limit: Limit = 50,
    after: Cursor = None,
) -> Page[schemas.ReservationView]:
    """Own reservations, newest first; an operator sees those of its site."""
    everyone = relation("reservations.list", caller.role) is not Relation.OWN
    of, serves = (None, caller.site) if everyone else (caller, None)
    wanted = queries.Wanted(of, serves, site=site, statuses=tuple(statuses), plate=plate, reference=reference)
    async with house.database.reading() as connection:
        found = await queries.listed(connection, wanted, after=position(after), limit=limit + 1)
    more = cursor(found[limit - 1].id) if len(found) > limit else None
    return Page(items=[await told(each) for each in found[:limit]], next=more)


@router.get("/reservations/{reservation}", operation_id="reservations.get", response_model=schemas.ReservationView)
async def get_reservation(reservation: ReservationId, house: HouseDep, caller: CallerDep, told: ToldDep) -> Response:
    """One reservation; its `band` is when it is let in if it checks in as its slot starts, as of now."""
    found = await found_by(house, reservation, caller, "reservations.get")
    tag = {"ETag": f'"{found.version}"'}
    return Response(encoded(await told(found)), headers=tag, media_type="application/json")


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
    found = await found_by(house, reservation, caller, "reservations.qr")
    return Response(schemas.qr(f"{request.base_url}d/#{access.link(found.id)}"), media_type=schemas.SVG)


@router.get(
    "/reservations/{reservation}/ticket",
    operation_id="reservations.ticket",
    response_class=Response,
    responses={200: {"content": {PDF: {}}}, 409: {}},
)
async def get_ticket(
    reservation: ReservationId,
    house: HouseDep,
    caller: CallerDep,
    format: Annotated[Literal["pdf", "slip"], Query()] = "pdf",
    lang: Annotated[Literal["zh", "en", "lo", "my", "vi", "th"] | None, Query()] = None,
) -> Response:
    """The reservation on paper: a sheet, or a slip for a roll of 80 mm; in the driver's language unless said."""
    found = await found_by(house, reservation, caller, "reservations.ticket")
    site = (await house.readers.memory(found.site)).of(SiteFold)
    other = await _counterpart(house, site.place.counterpart)
    made = tickets.of(found, site, other, pass_text(house, found), lang, "slip" if format == "slip" else "ticket")
    async with _PRINTING:
        return Response(await asyncio.to_thread(ticket_pdf, made), media_type=PDF)


async def _counterpart(house: House, code: str | None) -> SiteFold | None:
    if code is None:
        return None
    try:
        return (await house.readers.memory(code)).of(SiteFold)
    except SiteUnknown:
        return None


@router.post(
    "/reservations/{reservation}/cancel", operation_id="reservations.cancel", response_model=schemas.ReservationView
)
async def cancel(change: ChangeDep, body: schemas.Nothing | None = None) -> Response:
    """Give a reservation back; its place goes to who waits for it, else it is free."""
    return await change(changes.Cancel)


@router.post(
    "/reservations/{reservation}/move", operation_id="reservations.move", response_model=schemas.ReservationView
)
async def move(change: ChangeDep, body: schemas.MoveRequest) -> Response:
    """Give this place back and take one in another slot of the site, at once or not at all."""
    return await change(changes.Move, body, slot=body.slot)


@router.post(
    "/reservations/{reservation}/extend", operation_id="reservations.extend", response_model=schemas.ReservationView
)
async def extend(change: ChangeDep, body: schemas.Nothing | None = None) -> Response:
    """Let the vehicle come later than its window says."""
    return await change(changes.Extend)


@router.post(
    "/reservations/{reservation}/swap-vehicle",
    operation_id="reservations.swap_vehicle",
    response_model=schemas.ReservationView,
)
async def swap_vehicle(change: ChangeDep, body: schemas.SwapRequest) -> Response:
    """Name another vehicle of the same company."""
    vehicle = body.vehicle
    return await change(
        changes.SwapVehicle, body,
        vehicle_key=plate_key(vehicle.plate, vehicle.country), vin_key=vin_key(vehicle.vin), salt=token_hex(16),
        vehicle=vehicle.model_dump(mode="json", by_alias=True, exclude_none=True),
        length_cm=vehicle.length_cm, height_cm=vehicle.height_cm, weight_kg=vehicle.weight_kg,
    )  # fmt: skip


@router.post(
    "/reservations/{reservation}/accept", operation_id="reservations.accept", response_model=schemas.ReservationView
)
async def accept(change: ChangeDep, body: schemas.Nothing | None = None) -> Response:
    """Take the place that is offered."""
    return await change(changes.Accept)


@router.post(
    "/reservations/{reservation}/decline", operation_id="reservations.decline", response_model=schemas.ReservationView
)
async def decline(change: ChangeDep, body: schemas.Nothing | None = None) -> Response:
    """Turn the offered place down, and stop waiting; it goes to the next one."""
    return await change(changes.Decline)


@router.post(
    "/reservations/{reservation}/forgive", operation_id="reservations.forgive", response_model=schemas.ReservationView
)
async def forgive(change: ChangeDep, body: schemas.ForgiveRequest) -> Response:
    """Take a miss off its vehicle's record."""
    return await change(changes.Forgive, body, reason=body.reason.code, note=body.reason.text)


def written(house: House, access: Access) -> Callable[[Reservation], bytes]:
    return lambda made: schemas.ReservationView.json_of(made, shown(house, access, made))


async def found_by(house: House, reservation: str, caller: Caller, operation: str) -> Reservation:
    """A reservation that the caller may see."""
    async with house.database.reading() as connection:
        found = (await queries.reservations(connection, [reservation])).get(reservation)
    if found is None or not reaches(relation(operation, caller.role), caller, actions.belonging(found)):
        raise ReservationUnknown(reservation=reservation)
    return found


def view(house: House, access: Access) -> Callable[[Reservation], schemas.ReservationView]:
    """How a reservation is shown to those who may see it."""
    return lambda found: schemas.ReservationView.of(found, shown(house, access, found))


def shown(house: House, access: Access, found: Reservation) -> schemas.Shown:
    return schemas.Shown(pass_text(house, found), access.link(found.id))


def pass_text(house: House, found: Reservation) -> str:
    """The signed pass of a reservation that lets in; of any other, its reference."""
    if found.status not in LIVE or not found.vehicle:
        return found.reference
    place = found.placed
    return signer(house.settings).sign(
        site=found.site, reservation=found.id, version=found.version, reference=found.reference, lane=found.lane,
        plate=found.vehicle["plate"], country=found.vehicle["country"],
        opens_at=place.arrive_from, closes_at=place.arrive_until,
    )  # fmt: skip


def _site(reservation: str) -> str:
    site = ids.site_of(reservation)
    if site is None:
        raise ReservationUnknown(reservation=reservation)
    return site


def _check_site(operation: str, caller: Caller, site: str, otherwise: Exception) -> None:
    if relation(operation, caller.role) is Relation.SITE and not caller.serves(site):
        raise otherwise
