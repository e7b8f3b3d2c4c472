from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Annotated, cast

from fastapi import APIRouter, Depends, Path, Query, Request

from serai.booking import slots
from serai.booking.reservations import Slot
from serai.booking.routes import FromDep, ToDep, Word
from serai.booking.shows import Shows
from serai.calling import queries, schemas, told
from serai.calling.advice import advise
from serai.calling.delivered import Stay, measured
from serai.calling.kept import Rolls
from serai.calling.rules import Pace
from serai.calling.staffed import effect
from serai.core.desk import Memory
from serai.core.house import HouseDep
from serai.core.http import PROBLEMS, Route
from serai.core.paging import Page
from serai.identity.access import CallerDep
from serai.queue.bands import Band
from serai.sites.documents import StaffingDocument
from serai.sites.routes import check_site
from serai.sites.rules import SiteFold, staffing

router = APIRouter(prefix="/v1", tags=["calling"], responses=PROBLEMS, route_class=Route)


async def _rolls(request: Request) -> Rolls:
    return cast(Rolls, request.app.state.rolls)


RollsDep = Annotated[Rolls, Depends(_rolls)]
SiteCode = Annotated[str, Path(max_length=64, pattern=r"^[^\x00]+$")]
Day = Annotated[date | None, Query(ge=date(2000, 1, 1), le=date(2999, 12, 31), description="a local day of the site")]


@router.get("/sites/{site}/capacity-advice", operation_id="capacity_advice.get")
async def get_advice(site: SiteCode, house: HouseDep, caller: CallerDep) -> schemas.AdviceView:
    """How many places each hour should have, from what the gates served and who showed, and the calendar to put."""
    check_site("capacity_advice.get", caller, site)
    now, lines = house.clock.now(), list((await house.readers.memory(site)).of(SiteFold).place.lines)
    async with house.database.reading() as connection:
        stays = await queries.stays(connection, site, lines, now)
    memory = await house.readers.memory(site)
    return _advice(memory, stays, now)


@router.post("/sites/{site}/staffing/preview", operation_id="staffing.preview")
async def try_staffing(
    site: SiteCode, body: StaffingDocument, house: HouseDep, caller: CallerDep, date: Day = None
) -> schemas.StaffingTried:
    """What each line could serve an hour on one day, today unless said, if this lane plan were put now."""
    check_site("staffing.preview", caller, site)
    memory = await house.readers.memory(site)
    place = memory.of(SiteFold)
    day = date or house.clock.now().astimezone(place.place.info).date()
    found = effect(place, staffing(body, place.place), memory.of(Pace), day)
    return schemas.StaffingTried.of(day, place.zone, found)


@router.get("/sites/{site}/slot-bands", operation_id="slot_bands.list")
async def list_slot_bands(
    site: SiteCode, house: HouseDep, _: CallerDep, rolls: RollsDep, from_: FromDep = None, to: ToDep = None,
    lane: Word = None,
) -> Page[schemas.SlotBandView]:  # fmt: skip
    """When a vehicle is let in that checks in as a slot in [from, to) starts; null beyond the next four days."""
    span = slots.span(from_, to, house.clock.now())
    memory, now = await house.readers.memory(site), house.clock.now()
    found, _since = slots.sheet(memory.of(SiteFold), {}, span, lane, now)
    return Page(items=[schemas.SlotBandView.of(slot, _through(memory, rolls, slot, now)) for slot in found])


def _through(memory: Memory, rolls: Rolls, slot: Slot, now: datetime) -> Band | None:
    return None if slot.closed else told.comer(memory, rolls, slot.lane, slot.starts_at, now)


def _advice(memory: Memory, stays: Mapping[str, Sequence[Stay]], now: datetime) -> schemas.AdviceView:
    site = memory.of(SiteFold)
    rates = memory.of(Shows).rates(now.astimezone(site.place.info).date())
    travel = {line: pace.travel for line, pace in memory.of(Pace).lines.items()}
    return schemas.AdviceView.of(advise(site, measured(site, stays, travel, now), rates, now), rates)
