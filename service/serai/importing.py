"""Bringing sites into a service: through its public API, or into a database that nothing serves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import httpx
import orjson

from serai.app import build
from serai.core.desk import SiteUnknown
from serai.core.errors import Refusal
from serai.disruption.actions import PutCalendar, PutRulebook
from serai.disruption.rezoning import ChangeSite
from serai.guidance.actions import PutYard
from serai.schema import migrate
from serai.settings import Settings
from serai.sites.actions import set_up
from serai.sites.imports import ImportedSite, Request

Shown = Callable[[Sequence[ImportedSite]], Iterable[ImportedSite]]


class Refused(Refusal):
    """The service refused a call."""

    code = "import.refused"


async def make(settings: Settings, found: Sequence[ImportedSite], shown: Shown) -> None:
    """Make or change the sites in the database itself, by the desks that a server would use."""
    house = build(settings)
    try:
        await migrate(house.database)
        for each in shown(found):
            try:
                await house.readers.memory(each.site.code)
                exists = True
            except SiteUnknown:
                exists = False
            for command in set_up(
                each,
                exists=exists,
                change_site=ChangeSite,
                put_calendar=PutCalendar,
                put_rulebook=PutRulebook,
                put_yard=PutYard,
            ):
                await house.desks.run(command)
    finally:
        await house.desks.close()
        await house.database.close()


def ask_for(client: httpx.Client, site: ImportedSite) -> None:
    """Make or change one site by the public API."""
    for request in site.requests():
        answer = client.request(request.method, request.path, content=orjson.dumps(request.body), headers=_JSON)
        if answer.status_code == 409 and request.method == "POST":
            answer = _change(client, request)
        _check(answer)


def change_zone(client: httpx.Client, site: str, zone: str, *, act: bool) -> list[dict[str, Any]]:
    """Whose reservations another zone moves to another instant, by the public API; with `act` the zone is changed."""
    report = client.get(f"/v1/sites/{site}/zone-change", params={"zone": zone})
    _check(report)
    if act:
        _check(client.patch(f"/v1/sites/{site}", content=orjson.dumps({"zone": zone}), headers=_JSON))
    affected: list[dict[str, Any]] = report.json()["affected"]
    return affected


def _check(answer: httpx.Response) -> None:
    if not answer.is_success:
        problem = answer.json() if "json" in answer.headers.get("content-type", "") else {}
        request = answer.request
        raise Refused(f"{request.method} {request.url.path}: {problem.get('detail', answer.status_code)}")


def _change(client: httpx.Client, request: Request) -> httpx.Response:
    code = request.body["code"]
    changes = {name: value for name, value in request.body.items() if name != "code"}
    return client.patch(f"/v1/sites/{code}", content=orjson.dumps(changes), headers=_JSON)


_JSON = {"Content-Type": "application/json"}
