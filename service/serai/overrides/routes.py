from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response

from serai.calling.schemas import CallRequest, CallsView
from serai.core import ids
from serai.core.desk import SiteUnknown
from serai.core.house import HouseDep
from serai.core.http import PROBLEMS, Route, act
from serai.core.paging import Cursor, Limit, Page, cursor
from serai.identity.access import Access, AccessDep, CallerDep
from serai.identity.rights import Relation, relation
from serai.identity.rules import Caller
from serai.overrides import actions, queries, schemas
from serai.overrides.rules import Asked, Overrides, SecondInvalid
from serai.queue.routes import Language, offset
from serai.sites.routes import check_site
from serai.sites.rules import SiteFold

router = APIRouter(prefix="/v1/sites/{site}", tags=["calling"], responses=PROBLEMS, route_class=Route)
SiteCode = Annotated[str, Path(max_length=64, pattern=r"^[^\x00]+$")]
OverrideId = Annotated[str, Path(max_length=200, pattern=r"^[^\x00]+$")]
_WRITTEN: dict[str, Any] = {
    "pattern": r"^\d{4}-\d{2}-\d{2}$",
    "max_length": 10,
    "description": "a local day of the site",
}
From = Annotated[str | None, Query(alias="from", **_WRITTEN)]
To = Annotated[str | None, Query(**_WRITTEN)]


@router.post("/calls", operation_id="calls.create", response_model=CallsView)
async def call(
    request: Request,
    site: SiteCode,
    body: CallRequest,
    house: HouseDep,
    caller: CallerDep,
    access: AccessDep,
    language: Language,
) -> Response:
    """Call vehicles to the gate: the next ones, or certain ones. Needs an `Idempotency-Key`."""
    if not caller.serves(site):
        raise SiteUnknown(site=site)
    second = await _second(site, body.second, caller, access)
    command, respond = _command(site, body, access.operator(caller), second), CallsView.said_in(language)
    return await act(request, house, command, scope=caller.scope, body=body, respond=respond, key_required=True)


@router.get("/overrides", operation_id="overrides.list")
async def list_overrides(
    site: SiteCode,
    house: HouseDep,
    _: CallerDep,
    since: From = None,
    to: To = None,
    limit: Limit = 100,
    after: Cursor = None,
) -> Page[schemas.TallyView]:
    """Calls out of turn by day, operator and company, for anybody; of companies and people only pseudonyms are told."""
    (await house.readers.memory(site)).of(SiteFold)
    skip = offset(after)
    async with house.database.reading() as connection:
        found = await queries.tallies(connection, site, since, to, skip=skip, limit=limit + 1)
    more = cursor(str(skip + limit)) if len(found) > limit else None
    return Page(items=[schemas.TallyView.of(each) for each in found[:limit]], next=more)


@router.get("/overrides/asked", operation_id="overrides.asked")
async def list_asked(site: SiteCode, house: HouseDep, caller: CallerDep, access: AccessDep) -> schemas.AskedList:
    """What waits for a second person, the oldest first."""
    check_site("overrides.asked", caller, site)
    known, reader = (await house.readers.memory(site)).of(Overrides), access.operator(caller)
    return schemas.AskedList(items=[schemas.AskedView.of(each, reader) for each in known.standing(house.clock.now())])


@router.post("/overrides/ask", operation_id="overrides.ask", status_code=201, response_model=schemas.AskedView)
async def ask(
    request: Request, site: SiteCode, body: schemas.AskRequest, house: HouseDep, caller: CallerDep, access: AccessDep
) -> Response:
    """Ask for a second person to agree to a call out of turn."""
    check_site("overrides.ask", caller, site)
    by, reason = access.operator(caller), body.reason
    command = actions.Ask(site, ids.new(site), tuple(body.visits), reason.code, by, reason.text)

    def view(asked: Asked) -> schemas.AskedView:
        return schemas.AskedView.of(asked, by)

    return await act(request, house, command, scope=caller.scope, body=body, respond=view, status=201)


@router.post("/overrides/{override}/confirm", operation_id="overrides.confirm", response_model=CallsView)
async def confirm(
    request: Request,
    site: SiteCode,
    override: OverrideId,
    house: HouseDep,
    caller: CallerDep,
    access: AccessDep,
    language: Language,
) -> Response:
    """Agree to a call out of turn that another person asked for: it is made at once."""
    check_site("overrides.confirm", caller, site)
    async with house.database.reading() as connection:
        await queries.check_known(connection, site, override)
    command = actions.Confirm(site, override, ids.new(site), access.operator(caller))
    return await act(request, house, command, scope=caller.scope, body=None, respond=CallsView.said_in(language))


def _command(site: str, body: CallRequest, by: str, second: str | None) -> actions.OverrideNext | actions.Override:
    call = ids.new(site)
    reason, text = (body.reason.code, body.reason.text) if body.reason else (None, None)
    why: dict[str, Any] = {"reason": reason, "text": text, "second": second, "by": by}
    if body.count is not None:
        return actions.OverrideNext(site, call, body.count, body.lane, **why)
    return actions.Override(site, call, tuple(body.visits or ()), **why)


async def _second(site: str, second: str | None, caller: Caller, access: Access) -> str | None:
    """The pseudonym of the second person, known to be another one with the right to call here."""
    if second is None:
        return None
    found = await access.caller_named(second)
    if found is None or found.scope == caller.scope or not found.serves(site):
        raise SecondInvalid(second=second)
    if relation("calls.create", found.role) is Relation.NONE:
        raise SecondInvalid(second=second)
    return access.operator(found)
