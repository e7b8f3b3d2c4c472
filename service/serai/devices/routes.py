from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from secrets import token_hex
from typing import Annotated, Any

from fastapi import APIRouter, Body, Path, Query, Request, Response
from pydantic import ValidationError

from serai.core import ids
from serai.core.house import House, HouseDep
from serai.core.http import PROBLEMS, Route, act
from serai.core.paging import Cursor, Limit, Page, cursor, position
from serai.devices import actions, queries, schemas
from serai.devices.formats import ADAPTERS, ReadingUnreadable, Sighting
from serai.devices.rules import ASK, UNMATCHED
from serai.identity.access import CallerDep
from serai.sites.routes import check_site
from serai.sites.rules import SiteFold

router = APIRouter(prefix="/v1/sites/{site}", tags=["devices"], responses=PROBLEMS, route_class=Route)
Code = Annotated[str, Path(max_length=64, pattern=r"^[^\x00]+$")]
ReadingId = Annotated[str, Path(max_length=200, pattern=r"^[^\x00]+$")]
Event = Annotated[dict[str, Any], Body(openapi_examples={"serai": {"value": {
    "reader": "camera-1", "event": "000417", "plates": [{"plate": "YA1234", "country": "CN", "confidence": 96}],
}}})]  # fmt: skip
Format = Annotated[schemas.Format, Query(description="who wrote the event")]
Place = Annotated[schemas.Place, Query(description="whether the reader looks at the gate or at the road to it")]
Outcome = Annotated[schemas.Open | None, Query(description="only those of this outcome")]


@router.post(
    "/gates/{gate}/readings", operation_id="readings.create", status_code=201, response_model=schemas.ReadingTold
)
async def read(
    request: Request,
    site: Code,
    gate: Code,
    body: Event,
    house: HouseDep,
    caller: CallerDep,
    format: Format = "serai",
    place: Place = "gate",
) -> Response:
    """A plate reader saw a vehicle. It is checked in, let in or out if it is surely known; else somebody is asked."""
    check_site("readings.create", caller, site)
    command = actions.Read(site, caller, _names(site), ids.new(site), gate, place, _sighting(format, body))
    respond = schemas.ReadingTold.of
    return await act(request, house, command, scope=caller.scope, body=body, respond=respond, status=201)


@router.get("/readings", operation_id="readings.list")
async def list_readings(
    site: Code,
    house: HouseDep,
    caller: CallerDep,
    outcome: Outcome = None,
    limit: Limit = 50,
    after: Cursor = None,
) -> Page[schemas.ReadingView]:
    """Readings that wait for an answer, latest first: what was read, and beside it who it may have been."""
    check_site("readings.list", caller, site)
    wanted = (outcome,) if outcome else (ASK, UNMATCHED)
    return await _open(house, site, wanted, after, limit)


@router.post("/readings/{reading}/confirm", operation_id="readings.confirm", response_model=schemas.ReadingTold)
async def confirm(
    request: Request,
    site: Code,
    reading: ReadingId,
    body: schemas.ConfirmRequest,
    house: HouseDep,
    caller: CallerDep,
) -> Response:
    """It was this vehicle: what the reader would have done is done now."""
    check_site("readings.confirm", caller, site)
    command = actions.Confirm(site, caller, _names(site), reading, body.candidate)
    return await act(request, house, command, scope=caller.scope, body=body, respond=schemas.ReadingTold.of)


@router.post("/readings/{reading}/dismiss", operation_id="readings.dismiss", response_model=schemas.ReadingTold)
async def dismiss(request: Request, site: Code, reading: ReadingId, house: HouseDep, caller: CallerDep) -> Response:
    """There is nothing to do about this reading."""
    check_site("readings.dismiss", caller, site)
    command = actions.Dismiss(site, caller, _names(site), reading)
    return await act(request, house, command, scope=caller.scope, body=None, respond=schemas.ReadingTold.of)


async def _open(
    house: House, site: str, outcomes: tuple[str, ...], after: str | None, limit: int
) -> Page[schemas.ReadingView]:
    now, place = house.clock.now(), (await house.readers.memory(site)).of(SiteFold)
    since = now - timedelta(minutes=place.rulebook_at(now).rulebook.plates.ask_minutes)
    async with house.database.reading() as connection:
        found = await queries.listed(connection, site, outcomes, since, after=position(after), limit=limit + 1)
        known = await queries.vehicles(connection, [each for reading, _ in found for each in reading.candidates])
    items = [schemas.ReadingView.of(reading, seen, known) for reading, seen in found[:limit]]
    return Page(items=items, next=cursor(found[limit - 1][0].id) if len(found) > limit else None)


def _sighting(format: str, body: Mapping[str, Any]) -> Sighting:
    """What the event says; raises ReadingUnreadable."""
    adapter = ADAPTERS.get(format)
    if adapter is not None:
        return adapter(body)
    try:
        return schemas.SightingRequest.model_validate(body).sighting()
    except ValidationError as error:
        at = error.errors(include_input=False, include_url=False, include_context=False)[0]["loc"]
        raise ReadingUnreadable(missing=".".join(map(str, at))) from None


def _names(site: str) -> actions.Names:
    return actions.Names(ids.new(site), ids.new(), token_hex(16))
