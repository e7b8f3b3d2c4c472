"""Sites over HTTP, on both databases: what is put is told, recorded and read back; what cannot be is refused."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import httpx
import orjson
import pytest

from serai.identity.rights import Role
from serai.sites import actions, files
from serai.sites.yard import YardInvalid
from tests.sites.builders import NOW, gate, lane, rule, site_body
from tests.sites.conftest import Office

YARD = orjson.loads((files.PORTS / "yard_4x10.geojson").read_bytes())
PERIOD = {"from": "2026-11-20T08:00:00+08:00", "to": "2026-11-20T20:00:00+08:00", "servers": 2}


def refusal(answer: httpx.Response, status: int, code: str) -> dict[str, Any]:
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    return dict(answer.json())


async def set_up(office: Office) -> None:
    await office.created()
    admin, path = office.admin, "/v1/sites/CNMHN"
    for piece, body in (
        ("yard", YARD),
        ("calendar", {"rules": [rule(), rule("export-fresh", capacity=4)]}),
        ("rulebook", {"hold_minutes": 7, "walk_in_share": 0.15}),
        ("staffing", {"periods": [PERIOD]}),
    ):
        answer = await admin.put(f"{path}/{piece}", json=body)
        assert answer.status_code == 200, answer.text
    closed = {"lane": "export-fresh", "to": None, "reason": {"code": "landslide", "text": "the road is gone"}}
    assert (await admin.post(f"{path}/closures", json=closed)).status_code == 201


async def test_a_site_is_told_as_it_was_made(office: Office) -> None:
    made = await office.admin.post("/v1/sites", json=site_body())
    assert made.status_code == 201
    async with office.client() as anybody:
        told = await anybody.get("/v1/sites/CNMHN")
    assert told.json() == made.json()
    assert told.headers["etag"] == made.headers["etag"] == '"1"'
    asked = site_body()
    for name in ("code", "name", "kind", "zone", "country", "counterpart", "gates"):
        assert told.json()[name] == asked[name]
    first = told.json()["lanes"][0]
    assert {name: first[name] for name in asked["lanes"][0]} == asked["lanes"][0]
    assert (first["line"], first["declaration"], told.json()["status"]) == ("gate-in", "optional", "open")


async def test_i27_memory_from_tables_equals_memory_from_the_ledger(office: Office) -> None:
    await set_up(office)
    path = "/v1/sites/CNMHN"
    more = [*site_body()["lanes"], lane("import-general", direction="import")]
    for call in (
        office.admin.patch(path, json={"lanes": more, "counterpart": None}),
        office.admin.put(f"{path}/calendar", json={"rules": [rule(capacity=3)]}),
        office.admin.put(f"{path}/rulebook", json={"effective_from": (NOW + timedelta(days=1)).isoformat()}),
        office.admin.post(f"{path}/closures", json={"reason": "Spring Festival", "to": "2026-11-21T00:00:00Z"}),
    ):
        assert (await call).status_code < 300
    loaded, replayed = await office.loaded(), await office.replayed()
    assert loaded.site == replayed.site
    assert loaded.calendar is not None
    assert replayed.calendar is not None
    assert (loaded.calendar.document, loaded.calendar.version) == (
        replayed.calendar.document,
        replayed.calendar.version,
    )
    assert loaded.closures == replayed.closures
    assert loaded.staffing == replayed.staffing
    assert loaded.yard_text == replayed.yard_text
    assert loaded.rulebooks == replayed.rulebooks
    pieces = ("site", "yard", "calendar", "rulebook", "staffing")
    assert [loaded.changed(piece) for piece in pieces] == [replayed.changed(piece) for piece in pieces]


async def test_i28_an_operators_words_stay_outside_the_ledger(office: Office) -> None:
    await set_up(office)
    async with office.house.database.reading() as connection:
        bodies = [body for (body,) in await connection.exec_driver_sql("SELECT body FROM ledger_entry")]
    assert any(b"landslide" in bytes(body) for body in bodies)
    assert not any(b"the road is gone" in bytes(body) for body in bodies)
    told = (await office.admin.get("/v1/sites/CNMHN/closures")).json()["items"]
    assert [(each["reason"], each["reason_code"]) for each in told] == [("the road is gone", "landslide")]


async def test_what_was_put_is_read_back(office: Office) -> None:
    await set_up(office)
    path = "/v1/sites/CNMHN"
    assert (await office.admin.get(f"{path}/yard")).json() == YARD
    calendar = await office.admin.get(f"{path}/calendar")
    assert calendar.json()["rules"][0] == rule()
    again = await office.admin.put(f"{path}/calendar", json=calendar.json())
    assert again.headers["etag"] == calendar.headers["etag"], "putting what is there changes nothing"
    book = (await office.admin.get(f"{path}/rulebook")).json()
    assert (book["version"], book["hold_minutes"], book["walk_in_share"], book["horizon_days"]) == (1, 7, 0.15, 14)
    staffing = (await office.admin.get(f"{path}/staffing")).json()
    assert staffing["periods"][0]["servers"] == 2


async def test_rulebook_versions(office: Office) -> None:
    await office.created()
    path = "/v1/sites/CNMHN/rulebook"
    assert (await office.admin.get(path)).json()["version"] == 0
    later = (NOW + timedelta(days=30)).isoformat()
    put = await office.admin.put(path, json={"effective_from": later, "hold_minutes": 5})
    assert (put.json()["version"], put.headers["etag"]) == (1, '"1"')
    assert (await office.admin.get(path)).json()["hold_minutes"] == 10
    assert (await office.admin.get(path, params={"at": later})).json()["hold_minutes"] == 5
    refusal(await office.admin.put(path, json={"effective_from": "2020-01-01T00:00:00Z"}), 422, "rulebook.past")
    bad = await office.admin.put(path, json={"merge": [{"classes": ["fresh"], "take": 1}]})
    assert refusal(bad, 422, "rulebook.invalid")["faults"][0]["at"] == "merge[0]"


async def test_a_change_needs_the_version_that_was_read(office: Office) -> None:
    await office.created()
    path = "/v1/sites/CNMHN"
    tag = (await office.admin.get(path)).headers["etag"]
    changed = await office.admin.patch(path, json={"name": "Mohan"}, headers={"If-Match": tag})
    assert (changed.status_code, changed.json()["name"], changed.json()["zone"]) == (200, "Mohan", "Asia/Shanghai")
    assert changed.headers["etag"] != tag
    refusal(await office.admin.patch(path, json={"name": "X"}, headers={"If-Match": tag}), 412, "version.stale")
    for piece, body in (
        ("calendar", {"rules": [rule()]}),
        ("yard", YARD),
        ("rulebook", {}),
        ("staffing", {"periods": []}),
    ):
        answer = await office.admin.put(f"{path}/{piece}", json=body, headers={"If-Match": '"99"'})
        refusal(answer, 412, "version.stale")


async def test_a_closure_closes_and_is_lifted(office: Office) -> None:
    await office.created()
    path = "/v1/sites/CNMHN"
    opened = await office.admin.post(f"{path}/closures", json={"reason": "landslide"})
    assert opened.json()["reason"] == opened.json()["reason_code"] == "landslide"
    assert (opened.json()["lane"], opened.json()["to"]) == (None, None)
    assert (await office.admin.get(path)).json()["status"] == "closed"
    lift = f"{path}/closures/{opened.json()['id']}"
    assert (await office.admin.delete(lift)).status_code == 204
    assert (await office.admin.get(path)).json()["status"] == "open"
    assert (await office.admin.get(f"{path}/closures")).json()["items"] == []
    refusal(await office.admin.delete(lift), 404, "closure.unknown")


async def test_one_key_one_closure(office: Office) -> None:
    await office.created()
    body, once = {"reason": "flood"}, {"Idempotency-Key": "k1"}
    first = await office.admin.post("/v1/sites/CNMHN/closures", json=body, headers=once)
    again = await office.admin.post("/v1/sites/CNMHN/closures", json=body, headers=once)
    assert again.json() == first.json()
    assert again.headers["idempotent-replayed"] == "true"
    assert await office.length() == 2


async def test_sites_are_listed_page_by_page(office: Office) -> None:
    for port in files.load(files.YUNNAN)[:5]:
        for call in port.requests():
            answer = await office.admin.request(call.method, call.path, json=call.body)
            assert answer.status_code < 300, answer.text
    async with office.client() as anybody:
        first = (await anybody.get("/v1/sites", params={"limit": 3})).json()
        rest = (await anybody.get("/v1/sites", params={"limit": 3, "cursor": first["next"]})).json()
    codes = [each["code"] for each in (*first["items"], *rest["items"])]
    assert codes == sorted(codes)
    assert (len(codes), rest["next"]) == (5, None)


def test_a_yard_too_deep_to_be_recorded_is_refused() -> None:
    with pytest.raises(YardInvalid) as refused:
        actions.PutYard.of("CNMHN", None, DEEP)
    assert [fault.code for fault in refused.value.faults] == ["yard.unwritable"]


async def test_a_file_may_be_imported_again(office: Office) -> None:
    ports = [port for port in files.load(files.YUNNAN) if port.site.code in ("CNMHN", "CNHEK", "LABTN")]
    lengths = []
    for exists in (False, True):
        for port in ports:
            for command in actions.set_up(port, exists=exists):
                await office.house.desks.run(command)
        lengths.append([await office.length(port.site.code) for port in ports])
    assert lengths == [[3, 3, 1], [3, 3, 1]]


async def test_every_port_of_the_file_can_be_set_up(office: Office) -> None:
    ports = files.load(files.YUNNAN)
    for port in ports:
        for call in port.requests():
            answer = await office.admin.request(call.method, call.path, json=call.body)
            assert answer.status_code < 300, answer.text
    listed = {each["code"]: each for each in (await office.admin.get("/v1/sites")).json()["items"]}
    assert len(listed) == 45
    assert listed["CNMHN"]["has_yard"]
    assert listed["CNKMG"]["status"] == "listed"
    assert {each["line"] for each in listed["CNHEK"]["lanes"]} == {"gate-north", "gate-south"}


DEEP = orjson.loads(orjson.dumps({"type": "FeatureCollection"}))
for _ in range(400):
    DEEP = {"type": "FeatureCollection", "features": [], "more": DEEP}

BAD: list[tuple[str, str, str | dict[str, Any], int, str]] = [
    ("POST", "", site_body(), 409, "site.exists"),
    ("POST", "", site_body(code="CNAAA", zone="Asia/Mohan"), 422, "site.invalid"),
    ("POST", "", site_body(code="CNAAA", name="\ud800"), 400, "request.malformed"),
    ("POST", "", site_body(code="C\x00N"), 422, "request.invalid"),
    ("POST", "", "{", 400, "request.malformed"),
    ("PATCH", "/CNMHN", {"zone": None}, 422, "request.invalid"),
    ("PATCH", "/CNMHN", {"zone": "Asia/Mohan"}, 422, "site.invalid"),
    ("PATCH", "/CNMHN", {"lanes": []}, 409, "lane.kept"),
    ("PATCH", "/CNMHN", {"code": "CNAAA"}, 422, "request.invalid"),
    ("PATCH", "/NOWHERE", {"name": "X"}, 404, "site.unknown"),
    ("PUT", "/CNMHN/calendar", {"rules": [rule(**{"from": "21:00", "to": "07:00"})]}, 422, "calendar.invalid"),
    ("PUT", "/CNMHN/calendar", {"rules": [rule("nowhere")]}, 422, "calendar.invalid"),
    ("PUT", "/CNMHN/calendar", {"rules": [rule(every="30")]}, 422, "request.invalid"),
    ("PUT", "/CNMHN/calendar", {"rules": [rule(capacity=-1)]}, 422, "request.invalid"),
    ("PUT", "/CNMHN/rulebook", {"hold_minutes": 0}, 422, "request.invalid"),
    ("PUT", "/CNMHN/rulebook", {"effective_from": "2027-01-01T00:00:00"}, 422, "request.invalid"),
    ("PUT", "/CNMHN/yard", {"type": "FeatureCollection", "features": []}, 422, "yard.invalid"),
    ("PUT", "/CNMHN/yard", {**YARD, "name": "\ud800"}, 400, "request.malformed"),
    ("PUT", "/CNMHN/yard", DEEP, 400, "request.malformed"),
    ("PUT", "/CNMHN/yard", "[]", 422, "request.invalid"),
    ("PUT", "/CNMHN/staffing", {"periods": [{**PERIOD, "to": PERIOD["from"]}]}, 422, "staffing.invalid"),
    ("PUT", "/CNMHN/staffing", {"periods": [{**PERIOD, "lanes": ["nowhere"]}]}, 422, "staffing.invalid"),
    ("POST", "/CNMHN/closures", {"reason": "x", "lane": "nowhere"}, 404, "lane.unknown"),
    ("POST", "/CNMHN/closures", {"reason": "x", "to": "2020-01-01T00:00:00Z"}, 422, "closure.invalid"),
    ("POST", "/CNMHN/closures", {"reason": ""}, 422, "request.invalid"),
    ("POST", "/CNMHN/closures", {}, 422, "request.invalid"),
    ("DELETE", "/CNMHN/closures/x", {}, 404, "closure.unknown"),
    ("DELETE", "/NOWHERE/closures/x", {}, 404, "site.unknown"),
    ("GET", "/NOWHERE", {}, 404, "site.unknown"),
    ("GET", "/N%00", {}, 422, "request.invalid"),
    ("GET", "/CNMHN/yard", {}, 404, "yard.none"),
    ("GET", "/CNMHN/calendar", {}, 404, "calendar.none"),
    ("GET", "/CNMHN/rulebook?at=2027-01-01", {}, 422, "request.invalid"),
]


async def test_bad_input_is_refused_and_changes_nothing(office: Office) -> None:
    await office.created(gates=[gate("gate-in"), gate("gate-out", "out")])
    for number, (method, path, body, status, code) in enumerate(BAD):
        once = {"Idempotency-Key": f"bad-{number}"}
        content = body if isinstance(body, str) else _json(body)
        answer = await office.admin.request(
            method, f"/v1/sites{path}", content=content, headers={"Content-Type": "application/json", **once}
        )
        refusal(answer, status, code)
    assert await office.length() == 1
    assert await office.length("CNAAA") == 0


def _json(body: dict[str, Any]) -> bytes:
    """JSON as a careless client writes it: any integer, any escape."""
    return json.dumps(body).encode()


@pytest.mark.parametrize("role", [None, Role.DRIVER, Role.OPERATOR, Role.DEVICE])
async def test_only_an_admin_makes_sites(office: Office, role: Role | None) -> None:
    async with office.client(role) as client:
        answer = await client.post("/v1/sites", json=site_body())
    assert answer.status_code == (401 if role is None else 403)
    assert await office.length() == 0


async def test_an_operator_of_another_site_finds_nothing(office: Office) -> None:
    await office.created()
    async with office.client(Role.OPERATOR, "LABTN") as stranger, office.client(Role.OPERATOR, "CNMHN") as own:
        for client, expected in ((stranger, 404), (own, 201)):
            answer = await client.post("/v1/sites/CNMHN/closures", json={"reason": "flood"})
            assert answer.status_code == expected
        refusal(await stranger.put("/v1/sites/CNMHN/staffing", json={"periods": []}), 404, "site.unknown")
        refusal(await stranger.get("/v1/sites/CNMHN/staffing"), 404, "site.unknown")
