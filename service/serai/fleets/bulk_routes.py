from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from json import JSONDecodeError
from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import ValidationError

from serai.booking.routes import check_asked, reservation_of, written
from serai.booking.schemas import ReservationRequest
from serai.core.desk import SiteUnknown
from serai.core.errors import Malformed, Refusal, UnsupportedType
from serai.core.house import HouseDep
from serai.core.http import PROBLEMS, Route, act, answered, key, parsed, unreadable
from serai.core.idempotency import Answer, Key
from serai.fleets import bulk, bulk_schemas
from serai.fleets.bulk import Line
from serai.fleets.bulk_schemas import Made, Outcome, Wish
from serai.identity.access import AccessDep, CallerDep

router = APIRouter(prefix="/v1", tags=["booking"], responses=PROBLEMS, route_class=Route)
Flag = Annotated[bool, Query(description="As the member of the same name; for CSV, which has no members.")]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks for; `said` is what its idempotency key stands for."""

    wishes: Sequence[Wish]
    atomic: bool
    dry_run: bool
    said: Any


class Desk:
    """Where the lines of one request are carried out, for its caller."""

    def __init__(self, request: Request, house: HouseDep, caller: CallerDep, access: AccessDep) -> None:
        self._request, self._house, self._caller, self._access = request, house, caller, access
        self._json = written(house, access)

    async def carry_out(self, asked: Asked) -> Response:
        lines = [self._line(wish) for wish in asked.wishes]
        if asked.atomic:
            _check_one_site(lines)
        if asked.dry_run:
            outcomes = await self._tried(lines)
            tried = zip(asked.wishes, outcomes, strict=True)
            return _items(orjson.dumps(bulk_schemas.item_tried(each, wish.number), default=str) for wish, each in tried)
        given = key(self._request, self._caller.scope, asked.said, required=True)
        if given is None:
            raise AssertionError("a key that is required is there, or refused")
        return await (self._together(lines, asked, given) if asked.atomic else self._each(lines, asked, given))

    async def pair(self, body: bulk_schemas.PairRequest) -> Response:
        bulk_schemas.check_pair(body.drop, body.pickup)
        legs = bulk.paired([self._leg(leg) for leg in (body.drop, body.pickup)])
        command = bulk.ReserveLine(legs[0].site, (Line(1, legs),))
        return await act(
            self._request, self._house, command, scope=self._caller.scope, body=body, status=201, key_required=True,
            respond=lambda made: b'{"drop":%b,"pickup":%b}' % tuple(self._json(each) for each in made),
        )  # fmt: skip

    async def _each(self, lines: Sequence[Line | Refusal], asked: Asked, given: Key) -> Response:
        """Every line is a command with a key of its own: a retry does what was not done, and doubles nothing."""
        is_known = await self._begin(lines, given)
        numbered = enumerate(lines, 1)
        done = [self._one(line, replace(given, key=f"{given.key}#{at}")) for at, line in numbered]
        outcomes = await asyncio.gather(*done, return_exceptions=True)
        return _items(
            [_item(outcome, wish.number) for outcome, wish in zip(outcomes, asked.wishes, strict=True)], is_known
        )

    async def _one(self, line: Line | Refusal, given: Key) -> Answer:
        if isinstance(line, Refusal):
            raise line
        command = bulk.ReserveLine(line.site, (line,))
        return await self._house.desks.answer(command, given, lambda made: Answer(201, self._item(made)))

    async def _begin(self, lines: Sequence[Line | Refusal], given: Key) -> bool:
        """Bind the key to the request, at the first of its sites that exists. Whether it was bound before."""
        for site in dict.fromkeys(line.site for line in lines if isinstance(line, Line)):
            try:
                answer = await self._house.desks.answer(bulk.Begin(site), given, lambda _: Answer(200, b""))
            except SiteUnknown:
                continue
            return answer.replayed
        return False

    async def _together(self, lines: Sequence[Line | Refusal], asked: Asked, given: Key) -> Response:
        ready = tuple([line for line in lines if isinstance(line, Line)])
        if len(ready) < len(lines):
            outcomes = zip(asked.wishes, await self._tried(lines), strict=True)
            raise bulk.BulkRefused(items=[bulk_schemas.item_tried(outcome, wish.number) for wish, outcome in outcomes])
        command = bulk.ReserveAll(ready[0].site, ready)
        answer = await self._house.desks.answer(
            command, given, lambda made: Answer(200, _body([self._item(each) for each in made]))
        )
        return answered(answer)

    async def _tried(self, lines: Sequence[Line | Refusal]) -> list[Outcome]:
        """What would become of each line, at each site in the order of its lines."""
        found: dict[int, Outcome] = {at: line for at, line in enumerate(lines) if isinstance(line, Refusal)}
        sites: dict[str, dict[int, Line]] = {}
        for at, line in enumerate(lines):
            if isinstance(line, Line):
                sites.setdefault(line.site, {})[at] = line
        for outcomes in await asyncio.gather(*(self._tried_at(site, of_site) for site, of_site in sites.items())):
            found.update(outcomes)
        return [found[at] for at in range(len(lines))]

    async def _tried_at(self, site: str, lines: dict[int, Line]) -> dict[int, Outcome]:
        try:
            outcomes = await self._house.desks.run(bulk.Try(site, tuple(lines.values())))
        except SiteUnknown as unknown:
            return dict.fromkeys(lines, unknown)
        return dict(zip(lines, outcomes, strict=True))

    def _line(self, wish: Wish) -> Line | Refusal:
        if wish.fault is not None:
            return wish.fault
        try:
            return Line(wish.number, bulk.paired([self._leg(leg) for leg in wish.legs]))
        except Refusal as refusal:
            return refusal

    def _leg(self, body: ReservationRequest) -> Any:
        check_asked(body, self._caller)
        said = body.model_dump(mode="json", by_alias=True, exclude_none=True)
        return reservation_of(body, said, self._caller, self._access)

    def _item(self, made: Made) -> bytes:
        shown = b",".join(self._json(each) for each in made)
        return b'{"pair":[%b]}' % shown if len(made) > 1 else b'{"reservation":%b}' % shown


DeskDep = Annotated[Desk, Depends()]


@router.post(
    "/reservations/bulk",
    operation_id="reservations.bulk",
    response_model=bulk_schemas.BulkView,
    openapi_extra={"requestBody": bulk_schemas.BODY},
)
async def reserve_many(request: Request, desk: DeskDep, atomic: Flag = False, dry_run: Flag = False) -> Response:
    """Up to 1,000 reservations, as JSON or CSV, each with its outcome; `atomic`: all or none; `dry_run`: only tell.

    Needs an `Idempotency-Key`, unless it is a dry run.
    """
    return await desk.carry_out(await _asked(request, atomic, dry_run))


@router.post(
    "/reservations/pairs", operation_id="reservations.pair", status_code=201, response_model=bulk_schemas.PairView
)
async def reserve_pair(body: bulk_schemas.PairRequest, desk: DeskDep) -> Response:
    """A drop and a pick-up of one vehicle: both or none. Needs an `Idempotency-Key`."""
    return await desk.pair(body)


async def _asked(request: Request, atomic: bool, dry_run: bool) -> Asked:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    content = await request.body()
    if kind == "text/csv":
        said = {"csv": hashlib.sha256(content).hexdigest(), "atomic": atomic}
        return Asked(bulk_schemas.wishes_of_csv(content), atomic, dry_run, said)
    if kind != "application/json":
        raise UnsupportedType("The body is neither `application/json` nor `text/csv` by its Content-Type.")
    try:
        raw = parsed(content)
        body = bulk_schemas.BulkRequest.model_validate(raw)
    except JSONDecodeError as error:
        raise Malformed("The body is not valid JSON.") from error
    except ValidationError as error:
        raise unreadable([{**fault, "loc": ("body", *fault["loc"])} for fault in error.errors()]) from error
    wishes = bulk_schemas.wishes_of_items(body.items)
    return Asked(wishes, atomic or body.atomic, dry_run or body.dry_run, {"items": raw["items"], "atomic": body.atomic})


def _check_one_site(lines: Sequence[Line | Refusal]) -> None:
    sites = sorted({line.site for line in lines if isinstance(line, Line)})
    if len(sites) > 1:
        raise bulk.SeveralSites(sites=sites[:20])


def _item(outcome: Answer | BaseException, number: int) -> bytes:
    if isinstance(outcome, Answer):
        return outcome.body
    if isinstance(outcome, Refusal):
        return orjson.dumps({"problem": bulk_schemas.problem_of(outcome, number)}, default=str)
    raise outcome


def _body(items: Iterable[bytes]) -> bytes:
    return b'{"items":[%b]}' % b",".join(items)


def _items(items: Iterable[bytes], is_replayed: bool = False) -> Response:
    return answered(Answer(200, _body(items), is_replayed))
