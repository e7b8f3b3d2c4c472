from __future__ import annotations

import asyncio
from json import JSONDecodeError
from secrets import token_hex
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import ValidationError

from serai.booking import actions as booking
from serai.core import ids
from serai.core.errors import Malformed, UnsupportedType
from serai.core.house import House, HouseDep
from serai.core.http import PROBLEMS, Route, act, parsed, unreadable
from serai.identity.access import CallerDep
from serai.identity.rights import relation
from serai.identity.rules import Caller
from serai.ledger import queries as ledger
from serai.outage import queries, schemas
from serai.outage.actions import TakeIn
from serai.outage.listing import Row, Sheet, sheet_pdf
from serai.queue import queries as visits
from serai.queue.actions import Asker
from serai.queue.rules import Queue
from serai.sites.routes import check_site
from serai.sites.rules import SiteFold

router = APIRouter(prefix="/v1", tags=["outage"], responses=PROBLEMS, route_class=Route)
SiteCode = Annotated[str, Path(max_length=64, pattern=r"^[^\x00]+$")]
Tongue = Annotated[Literal["zh", "en", "lo", "my", "vi", "th"], Query()]
PDF: Final = "application/pdf"
_PRINTING: Final = asyncio.Semaphore(1)


@router.get(
    "/sites/{site}/queue.pdf",
    operation_id="queue.print",
    response_class=Response,
    responses={200: {"content": {PDF: {}}}},
)
async def print_queue(site: SiteCode, house: HouseDep, caller: CallerDep, lang: Tongue = "en") -> Response:
    """The queue on paper for hours without power: order, reference, plate, class, band, and boxes to write times in."""
    check_site("queue.print", caller, site)
    sheet = await _sheet(house, site, lang)
    async with _PRINTING:
        return Response(await asyncio.to_thread(sheet_pdf, sheet), media_type=PDF)


@router.post(
    "/sites/{site}/paper-lines",
    operation_id="paper_lines.take_in",
    response_model=schemas.PaperReport,
    openapi_extra={"requestBody": schemas.BODY},
)
async def take_in(request: Request, site: SiteCode, house: HouseDep, caller: CallerDep) -> Response:
    """Take in what was written on paper, as JSON or CSV; the same lines may be sent again. Tells what did not fit."""
    check_site("paper_lines.take_in", caller, site)
    body, said = await _asked(request)
    command = _command(site, body, caller)
    return await act(request, house, command, scope=caller.scope, body=said, respond=schemas.PaperReport.of)


async def _asked(request: Request) -> tuple[schemas.PaperRequest, dict[str, Any]]:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    content = await request.body()
    if kind not in ("application/json", "text/csv"):
        raise UnsupportedType("The body is neither `application/json` nor `text/csv` by its Content-Type.")
    try:
        raw = schemas.from_csv(content) if kind == "text/csv" else parsed(content)
        return schemas.PaperRequest.model_validate(raw), raw
    except JSONDecodeError as error:
        raise Malformed("The body is not valid JSON.") from error
    except ValidationError as error:
        raise unreadable([{**fault, "loc": ("body", *fault["loc"])} for fault in error.errors()]) from error


def _command(site: str, body: schemas.PaperRequest, caller: Caller) -> TakeIn:
    lines = body.lines()
    needs = relation("paper_lines.take_in", caller.role)
    made = tuple((ids.new(site), token_hex(16), ids.new(site)) for _ in lines)
    return TakeIn(site, lines, made, booking.Asker(caller, needs), Asker(caller, needs))


async def _sheet(house: House, site: str, language: str) -> Sheet:
    memory, now = await house.readers.memory(site), house.clock.now()
    queue, place, seq = memory.of(Queue), memory.of(SiteFold).place, memory.seq
    found = [(line, number, each) for line in queue.lines for number, each in enumerate(queue.in_order(line), 1)]
    bands = {each.id: queue.band(each.id, now) for *_, each in found}
    async with house.database.reading() as connection:
        plates = await visits.plates(connection, [each.id for *_, each in found])
        named = await queries.references(connection, [each.reservation for *_, each in found if each.reservation])
        (entry,) = await ledger.entries(connection, site, after=seq - 1, limit=1)

    def wall(at: Any, form: str = "%H:%M") -> str:
        return str(at.astimezone(place.info).strftime(form))

    rows = [
        Row(
            line,
            number,
            named.get(each.reservation or ""),
            plates.get(each.id),
            each.cargo_class,
            f"{wall(band.p05)}–{wall(band.p95)}" if (band := bands[each.id]) else None,
            each.status == "called",
        )
        for line, number, each in found
    ]
    return Sheet(site, place.name, wall(now, "%Y-%m-%d %H:%M"), seq, entry.digest, language, rows)
