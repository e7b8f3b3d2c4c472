from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query

from serai.booking.actions import Asker
from serai.booking.changes import GiveNumber
from serai.booking.reservations import Reservation
from serai.booking.routes import found_by
from serai.core.house import House, HouseDep
from serai.core.http import PROBLEMS, Route
from serai.core.paging import Cursor, CursorUnknown, Limit, Page, cursor, position
from serai.identity.access import Access, AccessDep, CallerDep
from serai.identity.rights import relation
from serai.messages import actions, queries, schemas
from serai.messages.replies import known_by, wish_in
from serai.sites.routes import check_site

router = APIRouter(prefix="/v1", tags=["messages"], responses=PROBLEMS, route_class=Route)
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


@router.get("/reservations/{reservation}/messages", operation_id="messages.get")
async def get_wish(reservation: Id, house: HouseDep, caller: CallerDep, access: AccessDep) -> schemas.WantView:
    """Whether the driver of a reservation is told things, and at which number."""
    found = await found_by(house, reservation, caller, "messages.get")
    return await _wish(house, access, found)


@router.post("/reservations/{reservation}/messages", operation_id="messages.want")
async def want_messages(
    reservation: Id, body: schemas.WantRequest, house: HouseDep, caller: CallerDep, access: AccessDep
) -> schemas.WantView:
    """Say whether the driver of a reservation wants messages, and where; it holds for the number from now on."""
    found = await found_by(house, reservation, caller, "messages.want")
    if body.number is not None:
        asker = Asker(caller, relation("messages.want", caller.role))
        found = await house.desks.run(GiveNumber(found.site, found.id, asker, number=body.number))
    if number := found.driver.get("phone"):
        async with house.database.writing() as connection:
            await actions.want(connection, access.phone(known_by(number)), house.clock.now(), wanted=body.wanted)
    return await _wish(house, access, found)


@router.post("/sites/{site}/messages/replies", operation_id="messages.reply")
async def take_reply(
    site: SiteCode, body: schemas.ReplyRequest, house: HouseDep, caller: CallerDep, access: AccessDep
) -> schemas.ReplyView:
    """What a phone answered, told by the gateway: STOP, in any language, ends messages to it; START begins them."""
    check_site("messages.reply", caller, site)
    await house.readers.memory(site)
    wanted = wish_in(body.text)
    if wanted is not None:
        async with house.database.writing() as connection:
            await actions.want(
                connection, access.phone(known_by(body.number)), house.clock.now(), wanted=wanted, by_reply=True
            )
    return schemas.ReplyView(wanted=wanted)


async def _wish(house: House, access: Access, found: Reservation) -> schemas.WantView:
    number, refusal = found.driver.get("phone"), None
    if number:
        async with house.database.reading() as connection:
            refusal = await queries.refusal(connection, access.phone(known_by(number)))
    return schemas.WantView.of(number, refusal, carried=house.settings.messages != "off")


def _after(after: str | None) -> tuple[int, str] | None:
    given = position(after)
    if given is None:
        return None
    seq, _, id_ = given.partition("-")
    if not seq.isdecimal() or len(seq) > 18:
        raise CursorUnknown
    return int(seq), id_
