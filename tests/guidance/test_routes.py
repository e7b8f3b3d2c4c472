"""The yard over HTTP: who may do what, what is answered, what is refused and how."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from serai.app import LOADERS
from serai.core import http
from serai.core.agenda import Agenda
from serai.core.house import House
from serai.core.readers import Readers
from serai.guidance.disputes import disputed_roads
from serai.guidance.routes import router
from serai.identity import actions
from serai.identity.access import Access
from serai.identity.rights import Role
from serai.ledger.actions import Ledger
from serai.queue.phrases import say
from serai.settings import Settings
from tests.guidance.world import SITE, Yard, yard
from tests.guidance.yards import SAMPLE

SECRET = "a secret of the tests, long enough to be one"


@dataclass
class Gatehouse:
    """A site with a yard and the clients of whoever works there."""

    site: Yard
    app: FastAPI

    @asynccontextmanager
    async def client(self, role: Role | None, site: str | None = None) -> AsyncIterator[httpx.AsyncClient]:
        made = await actions.create_key(self.site.world.database, role, None, site) if role else None
        bearer = {"Authorization": f"Bearer {made.key}"} if made else {}
        transport = httpx.ASGITransport(self.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://serai/v1", headers=bearer) as client:
            yield client


@pytest.fixture
async def gatehouse(sqlite_url: str) -> AsyncIterator[Gatehouse]:
    async with yard(sqlite_url) as site:
        world, journal = site.world, Ledger()
        readers = Readers(world.database, journal, LOADERS)
        world.desks.parts.followers.append(readers.follow)
        app = FastAPI()
        http.install(app)
        app.include_router(router)
        agenda = Agenda(world.database, world.clock, world.desks, ())
        app.state.house = House(Settings(), world.database, world.clock, world.desks, readers, agenda)
        app.state.access = Access(world.database, SECRET, rate=None)
        yield Gatehouse(site, app)


@pytest.fixture
async def operator(gatehouse: Gatehouse) -> AsyncIterator[httpx.AsyncClient]:
    async with gatehouse.client(Role.OPERATOR, SITE) as client:
        yield client


def refused(answer: httpx.Response, status: int, code: str) -> dict[str, Any]:
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    return dict(answer.json())


async def test_a_visit_is_admitted_guided_parked_released_and_gone(
    gatehouse: Gatehouse, operator: httpx.AsyncClient
) -> None:
    visit = await gatehouse.site.arrive("A0001")
    refused(await operator.get(f"/visits/{visit}/guidance"), 409, "guidance.none")
    admitted = await operator.post(f"/visits/{visit}/admit", json={"at": "2026-11-22T12:00:00+08:00"})
    assert admitted.status_code == 200
    assert (admitted.json()["status"], admitted.json()["bay"]) == ("admitted", "B105")
    told = (await operator.get(f"/visits/{visit}/guidance")).json()
    assert told["bay"] == "B105"
    assert told["path"] == ["gate-in", "W0", "W1", "A1-01", "A1-02", "A1-03", "A1-04", "A1-05"]
    assert told["line"]["type"] == "LineString"
    assert told["line"]["coordinates"][0] == [101.6773096, 21.1903]
    assert told["steps"][0] == {
        "text": "Start at gate in and follow entry", "distance_m": 300, "node": "gate-in",
    }  # fmt: skip
    assert told["valid_at"].startswith("2026-11-22T04:00:00")
    parked = await operator.post(f"/visits/{visit}/park", json={"bay": "B105"})
    assert parked.json()["status"] == "parked"
    standing = (await operator.get(f"/visits/{visit}/guidance")).json()
    assert (standing["bay"], standing["path"], standing["line"]["coordinates"]) == ("B105", ["A1-05"], [])
    assert (await operator.post(f"/visits/{visit}/release")).json()["status"] == "released"
    out = (await operator.get(f"/visits/{visit}/guidance")).json()
    assert out["path"][-1] == "gate-out"
    assert (await operator.post(f"/visits/{visit}/depart", json={"gate": "gate-out"})).json()["status"] == "departed"
    refused(await operator.get(f"/visits/{visit}/guidance"), 409, "guidance.none")


async def test_who_has_no_bay_is_told_what_to_do(gatehouse: Gatehouse, operator: httpx.AsyncClient) -> None:
    site = gatehouse.site
    visit, bay = await site.admitted("A0001")
    await site.set_road("entry", "blocked")
    waiting = (await operator.get(f"/visits/{visit}/guidance")).json()
    assert (waiting["bay"], waiting["path"]) == (bay, [])
    assert waiting["steps"][0]["text"] == "The way is blocked: wait where you are, you will be told"
    await site.set_bay(bay or "", "closed")
    waiting = (await operator.get(f"/visits/{visit}/guidance")).json()
    assert (waiting["bay"], waiting["path"]) == (None, [])
    assert waiting["steps"][0]["text"] == "No bay is free for you yet: wait where you are, you will be told"
    await site.set_bay(bay or "", "free")
    await site.set_road("entry", "open")
    assert (await operator.get(f"/visits/{visit}/guidance")).json()["bay"] == bay
    await site.park(visit, bay or "")
    await site.set_bay(bay or "", "free", by_sensor=True)
    lost = (await operator.get(f"/visits/{visit}/guidance")).json()
    assert (lost["bay"], lost["steps"][0]["text"]) == (None, "Nobody has recorded where you stand: ask the yard")
    await site.release(visit)
    leaving = (await operator.get(f"/visits/{visit}/guidance")).json()
    assert leaving["steps"][0]["text"] == "You may go: follow the signs to the exit"


async def test_steps_are_in_the_readers_language(gatehouse: Gatehouse, operator: httpx.AsyncClient) -> None:
    visit, _ = await gatehouse.site.admitted("A0001")
    said = {}
    for language in ("zh-CN,zh;q=0.9", "vi", "x" * 5_000):
        answer = await operator.get(f"/visits/{visit}/guidance", headers={"Accept-Language": language})
        said[language[:2]] = answer.json()["steps"][0]["text"]
    assert said["zh"] == "从gate in出发，沿entry行驶"
    assert said["vi"] == "Bắt đầu từ gate in, đi theo entry"
    assert said["xx"] == "Start at gate in and follow entry"
    for language in ("lo", "my", "vi", "th"):
        parked = await operator.post(
            f"/visits/{visit}/park", json={"bay": "B105"}, headers={"Accept-Language": language}
        )
        assert parked.json()["because"][0]["text"] == say(language, "order.arrival", arrived="12:00")


async def test_another_yard_file_gives_whoever_lost_a_bay_another(gatehouse: Gatehouse) -> None:
    visit, bay = await gatehouse.site.admitted("A0001")
    less = {**SAMPLE, "features": [each for each in SAMPLE["features"] if each["id"] != bay]}
    async with gatehouse.client(Role.ADMIN) as admin:
        put = await admin.put(f"/sites/{SITE}/yard", json=less)
        assert (put.status_code, put.json()["bays"]) == (200, 39)
        told = (await admin.get(f"/visits/{visit}/guidance")).json()
        again = await admin.put(f"/sites/{SITE}/yard", json=less, headers={"If-Match": put.headers["etag"]})
    assert bay == "B105"
    assert told["bay"] == await gatehouse.site.bay_of(visit) not in (None, bay)
    assert again.headers["etag"] == put.headers["etag"]
    assert (await gatehouse.site.kinds())[-2:] == ["yard.put", "bay.reassigned"]


async def test_a_full_yard_says_why(gatehouse: Gatehouse, operator: httpx.AsyncClient) -> None:
    visit = await gatehouse.site.arrive("A0001", height_cm=451)
    problem = refused(await operator.post(f"/visits/{visit}/admit"), 409, "bay.none")
    assert (problem["bays"], problem["eligible"], problem["why"]) == (40, 0, {"kind": 22, "unreachable": 18})


async def test_the_same_key_gives_the_first_answer_again(gatehouse: Gatehouse, operator: httpx.AsyncClient) -> None:
    visit = await gatehouse.site.arrive("A0001")
    key = {"Idempotency-Key": "one"}
    first = await operator.post(f"/visits/{visit}/admit", headers=key)
    again = await operator.post(f"/visits/{visit}/admit", headers=key)
    assert again.content == first.content
    assert again.headers["Idempotent-Replayed"] == "true"
    refused(await operator.post(f"/visits/{visit}/release", headers=key), 422, "idempotency.mismatch")
    stale = await operator.post(f"/visits/{visit}/release", headers={"If-Match": '"1"'})
    refused(stale, 412, "version.stale")


async def test_bays_and_roads_are_set_and_listed(gatehouse: Gatehouse, operator: httpx.AsyncClient) -> None:
    closed = await operator.post(f"/sites/{SITE}/bays/B105/status", json={"status": "closed"})
    assert closed.json() == {
        "id": "B105",
        "status": "closed",
        "kind": "general",
        "visit": None,
        "power": None,
        "unpowered_at": None,
    }
    blocked = await operator.post(f"/sites/{SITE}/roads/aisle-1-06/status", json={"status": "blocked"})
    assert blocked.json() == {"id": "aisle-1-06", "status": "blocked"}
    listed = (await operator.get(f"/sites/{SITE}/bays")).json()
    assert (len(listed["items"]), len(listed["roads"])) == (40, 55)
    assert closed.json() in listed["items"]
    assert blocked.json() in listed["roads"]
    async with gatehouse.client(Role.DEVICE, SITE) as sensor:
        still = await sensor.post(f"/sites/{SITE}/bays/B105/status", json={"status": "free"})
        assert still.json()["status"] == "closed"
        seen = await sensor.post(f"/sites/{SITE}/bays/B301/status", json={"status": "occupied"})
        assert seen.json()["status"] == "occupied"
    opened = await operator.post(f"/sites/{SITE}/bays/B105/status", json={"status": "free"})
    assert opened.json()["status"] == "free"


async def test_who_may_do_what(gatehouse: Gatehouse) -> None:
    visit, _ = await gatehouse.site.admitted("A0001")
    acts: list[tuple[str, dict[str, Any]]] = [
        (f"/visits/{visit}/admit", {}), (f"/visits/{visit}/park", {"bay": "B105"}), (f"/visits/{visit}/release", {}),
        (f"/visits/{visit}/depart", {}), (f"/sites/{SITE}/bays/B105/status", {"status": "closed"}),
        (f"/sites/{SITE}/roads/entry/status", {"status": "blocked"}),
    ]  # fmt: skip
    before = len(await gatehouse.site.kinds())
    async with gatehouse.client(None) as nobody, gatehouse.client(Role.AUDITOR) as auditor:
        for path, body in acts:
            assert (await nobody.post(path, json=body)).status_code == 401
            assert (await auditor.post(path, json=body)).status_code == 403
        assert (await nobody.get(f"/visits/{visit}/guidance")).status_code == 401
    async with gatehouse.client(Role.OPERATOR, "LABTN") as stranger:
        for path, body in acts:
            assert (await stranger.post(path, json=body)).status_code == 404
        refused(await stranger.get(f"/visits/{visit}/guidance"), 404, "visit.unknown")
        refused(await stranger.get(f"/sites/{SITE}/bays"), 404, "site.unknown")
    assert len(await gatehouse.site.kinds()) == before


BAD: list[tuple[str, Any, int, str]] = [
    ("/visits/{visit}/park", {}, 422, "request.invalid"),
    ("/visits/{visit}/park", {"bay": "B999"}, 404, "bay.unknown"),
    ("/visits/{visit}/park", {"bay": "x" * 65}, 422, "request.invalid"),
    ("/visits/{visit}/park", {"bay": "B\u0000"}, 422, "request.invalid"),
    ("/visits/{visit}/park", {"bay": 105}, 422, "request.invalid"),
    ("/visits/{visit}/park", {"bay": "B105", "colour": "red"}, 422, "request.invalid"),
    ("/visits/{visit}/park", [], 422, "request.invalid"),
    ("/visits/{visit}/admit", {"at": "2026-11-22T12:00:00"}, 422, "request.invalid"),
    ("/visits/{visit}/admit", {"gate": "gate-9"}, 404, "gate.unknown"),
    ("/visits/{visit}/depart", {"gate": "gate-9"}, 404, "gate.unknown"),
    ("/visits/{visit}/admit", {"gate": "gate-out"}, 409, "gate.wrong_way"),
    ("/visits/{visit}/depart", {"gate": "gate-in"}, 409, "gate.wrong_way"),
    ("/visits/CNMHN-00000000000000000000000000/admit", None, 404, "visit.unknown"),
    ("/visits/nonsense/admit", None, 404, "visit.unknown"),
    ("/sites/CNMHN/bays/B999/status", {"status": "free"}, 404, "bay.unknown"),
    ("/sites/CNMHN/bays/B105/status", {"status": "given"}, 422, "request.invalid"),
    ("/sites/CNMHN/bays/B105/status", None, 422, "request.invalid"),
    ("/sites/CNMHN/roads/nowhere/status", {"status": "blocked"}, 404, "road.unknown"),
    ("/sites/CNMHN/roads/entry/status", {"status": "closed"}, 422, "request.invalid"),
]


@pytest.mark.parametrize(("path", "body", "status", "code"), BAD, ids=[f"{each[0]} {each[1]}" for each in BAD])
async def test_bad_input_is_refused_and_changes_nothing(
    path: str, body: Any, status: int, code: str, gatehouse: Gatehouse, operator: httpx.AsyncClient
) -> None:
    visit = await gatehouse.site.arrive("A0001")
    before = len(await gatehouse.site.kinds())
    refused(await operator.post(path.format(visit=visit), json=body), status, code)
    assert len(await gatehouse.site.kinds()) == before


async def test_a_site_that_is_not_there_is_not_found(gatehouse: Gatehouse) -> None:
    async with gatehouse.client(Role.ADMIN) as admin:
        answer = await admin.post("/sites/NOSUCH/bays/B1/status", json={"status": "free"})
        refused(answer, 404, "site.unknown")
        refused(await admin.get("/sites/NOSUCH/bays"), 404, "site.unknown")


async def test_who_finds_its_bay_taken_is_sent_to_the_second_best_one(
    gatehouse: Gatehouse, operator: httpx.AsyncClient
) -> None:
    visit, first = await gatehouse.site.admitted("A0001")
    second = (await operator.get(f"/visits/{visit}/guidance")).json()["second"]
    assert second["distance_m"] > 0
    moved = await operator.post(f"/visits/{visit}/dispute", json={"bay": first})
    assert (moved.status_code, moved.json()["bay"]) == (200, second["bay"])
    assert (await operator.get(f"/visits/{visit}/guidance")).json()["bay"] == second["bay"]
    assert (await gatehouse.site.kinds())[-2:] == ["guidance.disputed", "bay.reassigned"]
    again = await operator.post(f"/visits/{visit}/dispute", json={"bay": first})
    assert again.json()["bay"] == second["bay"], "a second tap changes nothing"
    assert (await gatehouse.site.kinds())[-2:] == ["guidance.disputed", "bay.reassigned"]
    listed = {bay["id"]: bay for bay in (await operator.get(f"/sites/{SITE}/bays")).json()["items"]}
    assert (listed[first or ""]["status"], listed[first or ""]["visit"]) == ("occupied", None)
    for wrong in ({}, {"bay": first, "between": ["W0", "W1"]}, {"between": ["W0"]}):
        assert (await operator.post(f"/visits/{visit}/dispute", json=wrong)).status_code == 422
    outside = await gatehouse.site.arrive("A0002")
    refused(await operator.post(f"/visits/{outside}/dispute", json={"bay": first}), 409, "visit.not_in_yard")


async def test_who_finds_its_way_blocked_is_led_around_and_nobody_else_is_until_an_operator_says_so(
    gatehouse: Gatehouse, operator: httpx.AsyncClient
) -> None:
    site = gatehouse.site
    visit, _ = await site.admitted("A0001")
    path = (await operator.get(f"/visits/{visit}/guidance")).json()["path"]
    said = await operator.post(f"/visits/{visit}/dispute", json={"between": path[2:4]})
    assert said.status_code == 200
    told = (await operator.get(f"/visits/{visit}/guidance")).json()
    assert (told["path"][0], told["path"][1]) != (path[2], path[3])
    assert told["path"][0] == path[2], "it is led on from where it is"
    other, _ = await site.admitted("A0002")
    assert (await operator.get(f"/visits/{other}/guidance")).json()["path"][2:4] == path[2:4]
    (road,) = disputed_roads(await site.stored())
    assert await site.set_road(road, "open") == "open"
    assert disputed_roads(await site.stored()) == {}
