from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query

from serai.booking.routes import found_by
from serai.core.house import HouseDep
from serai.core.http import Route
from serai.core.paging import Cursor, CursorUnknown, Limit, Page, cursor, position
from serai.identity.access import AccessDep, CallerDep
from serai.messages import actions, queries, schemas
from serai.sites.routes import check_site

router = APIRouter(prefix="/v1", tags=["messages"], route_class=Route)
SiteCode = Annotated[str, Path(max_length=64, pattern=r"^[^\x00]+$")]
Id = Annotated[str, Path(max_length=200, pattern=r"^[^\x00]+$")]
Sought = Annotated[str | None, Query(max_length=200, pattern=r"^[^\x00]+$")]


@router.get("/sites/{site}/messages", operation_id="messages.list")
async def list_messages(
    site: SiteCode,
    house: HouseDep,
    caller: CallerDep,
    reservation: Sought = None,
    status: schemas.Status | None = None,
    limit: Limit = 50,
    after: Cursor = None,
) -> Page[schemas.MessageView]:
    """What was told to drivers, the latest fact first, and what became of it."""
    check_site("messages.list", caller, site)
    await house.readers.memory(site)
    wanted = queries.Wanted(site, reservation, status)
    async with house.database.reading() as connection:
        rows = await queries.listed(connection, wanted, after=_after(after), limit=limit + 1)
    more = cursor(f"{rows[limit - 1].seq}-{rows[limit - 1].id}") if len(rows) > limit else None
    return Page(items=[schemas.MessageView.of(row) for row in rows[:limit]], next=more)


@router.post("/reservations/{reservation}/messages", operation_id="messages.want")
async def want_messages(
    reservation: Id, body: schemas.WantRequest, house: HouseDep, caller: CallerDep, access: AccessDep
) -> schemas.WantView:
    """Say whether the driver of a reservation wants messages; it holds for the number from now on."""
    found = await found_by(house, reservation, caller, "messages.want")
    async with house.database.writing() as connection:
        number = (await queries.addressees(connection, [found.id]))[found.id].number
        if number is not None:
            await actions.want(connection, access.phone(number), house.clock.now(), wanted=body.wanted)
    return schemas.WantView(wanted=body.wanted)


def _after(after: str | None) -> tuple[int, str] | None:
    given = position(after)
    if given is None:
        return None
    seq, _, id_ = given.partition("-")
    if not seq.isdecimal() or len(seq) > 18:
        raise CursorUnknown
    return int(seq), id_
