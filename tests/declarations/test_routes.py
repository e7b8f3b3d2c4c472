"""Declarations over HTTP: keys, versions, lists, and a right example of each mode."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from serai.declarations.examples import EXAMPLES
from serai.declarations.modes import MODES
from serai.declarations.schemas import DeclarationRequest
from serai.identity.rights import Role
from tests.booking.agency import Agency, agency

PATH = "/declarations"


@pytest.fixture
async def town(database_url: str) -> AsyncIterator[Agency]:
    async with agency(database_url) as made:
        await made.sign_in("customs", Role.AUTHORITY, site="CNMHN")
        await made.sign_in("abroad", Role.AUTHORITY, site="LABTN")
        yield made


async def test_openapi_holds_a_right_example_of_each_mode(town: Agency) -> None:
    document = town.app.openapi()
    asked = document["paths"]["/v1/declarations"]["post"]["requestBody"]["content"]["application/json"]
    examples = {code: each["value"] for code, each in asked["examples"].items()}
    assert list(examples) == list(MODES)
    for code, example in examples.items():
        assert DeclarationRequest.model_validate(example).mode == code
        made = await town.make("POST", PATH, "Ah", json=example)
        assert (made["check"], made["completeness"], made["status"]) == ([], 1, "draft")


async def test_a_version_that_was_not_read_is_not_changed(town: Agency) -> None:
    made = await town.make("POST", PATH, "Ah", json=EXAMPLES["0110"])
    path = f"{PATH}/{made['id']}"
    read = await town.ask("GET", path, "Ah")
    assert read.headers["ETag"] == f'"{made["version"]}"'
    match = {"If-Match": read.headers["ETag"]}
    changed = await town.ask("PATCH", path, "Ah", json={"lines": []}, headers=match)
    assert (changed.status_code, changed.json()["check"][0]["code"]) == (200, "lines.missing")
    assert changed.json()["parties"] == made["parties"]
    stale = await town.ask("POST", f"{path}/submit", "Ah", headers=match)
    assert (stale.status_code, stale.json()["code"]) == (412, "version.stale")


async def test_i29_lists_and_single_ones_show_to_each_what_is_theirs(town: Agency) -> None:
    draft = (await town.make("POST", PATH, "Ah", json=EXAMPLES["0110"]))["id"]
    stands = (await town.make("POST", PATH, "Ah", json=EXAMPLES["9610"]))["id"]
    await town.make("POST", f"{PATH}/{stands}/submit", "Ah")
    for who, sees in (("Ah", {draft, stands}), ("Bo", set()), ("customs", {stands}), ("abroad", set())):
        assert {each["id"] for each in (await town.make("GET", PATH, who))["items"]} == sees
        for id_ in (draft, stands):
            answer = await town.ask("GET", f"{PATH}/{id_}", who)
            assert answer.status_code == (200 if id_ in sees else 404)
    page = await town.make("GET", f"{PATH}?limit=1", "Ah")
    assert [each["id"] for each in page["items"]] == [stands]
    rest = await town.make("GET", f"{PATH}?limit=1&cursor={page['next']}", "Ah")
    assert ([each["id"] for each in rest["items"]], rest["next"]) == ([draft], None)
    assert (await town.make("GET", f"{PATH}?status=submitted", "Ah"))["items"][0]["id"] == stands


async def test_i32_money_and_quantities_come_back_as_they_were_sent(town: Agency) -> None:
    made = await town.make("POST", PATH, "Ah", json=EXAMPLES["0110"])
    assert made["lines"] == EXAMPLES["0110"]["lines"]


@pytest.mark.parametrize("id_", ["nonsense", "CNMHN-00000000000000000000000000", "XXXXX-00000000000000000000000000"])
async def test_what_is_not_there_is_not_found(town: Agency, id_: str) -> None:
    for way, path, body in (("GET", "", None), ("PATCH", "", {}), ("POST", "/submit", None)):
        answer = await town.ask(way, f"{PATH}/{id_}{path}", "Ah", json=body)
        assert (answer.status_code, answer.json()["code"]) == (404, "declaration.unknown")
