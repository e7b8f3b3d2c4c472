"""Whatever is sent, the answer is a problem with a code, and nothing has changed; never a 500."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import jsonschema_rs
import pytest

from serai.core import ids, paging
from tests.corpus import hostile, operations
from tests.corpus.operations import Operation
from tests.corpus.problems import CODES, check
from tests.corpus.town import NOW, Town, reservation, slot, vehicle
from tests.serving import calendar

JSON = {"Content-Type": "application/json"}
ALWAYS_WRONG = {
    *("a NUL", "a newline", "a lone surrogate", "NaN", "Infinity", "-Infinity", "beyond floats", "a long text"),
    *("an array of arrays", "an object of its own", "a huge integer", "a huge float"),
}
"""Strange values that no place of any body takes, but for `MAY_HAVE_LINES`."""
MAY_HAVE_LINES = {"messages.reply"}
"""Whose text somebody typed into a phone."""
NOT_AN_ADMINS = {"draws.outside"}
"""What is asked here is asked as an admin; these an admin may not do."""


def acts(every: dict[str, Operation]) -> list[Operation]:
    return [each for each in every.values() if each.acts and each.id not in NOT_AN_ADMINS]


def with_bodies(every: dict[str, Operation]) -> list[Operation]:
    return [each for each in every.values() if "requestBody" in each.says and each.id not in NOT_AN_ADMINS]


def small(body: Any) -> Any:
    """A yard has thousands of places; three features have one of each kind."""
    return body | {"features": body["features"][:3]} if "features" in body else body


def is_allowed(validator: jsonschema_rs.Validator, body: bytes) -> bool:
    """Whether the OpenAPI document lets this body through."""
    try:
        return bool(validator.is_valid(json.loads(body)))
    except (ValueError, UnicodeError):
        return False


def validator(document: dict[str, Any], operation: Operation) -> jsonschema_rs.Validator:
    schema = operation.says["requestBody"]["content"]["application/json"]["schema"]
    rooted = json.loads(json.dumps({**schema, "components": document["components"]}))
    return jsonschema_rs.Draft202012Validator(rooted, validate_formats=True)


def test_every_operation_with_a_body_has_a_right_one_to_spoil(every: dict[str, Operation]) -> None:
    empty = {f"reservations.{act}" for act in ("cancel", "extend", "accept", "decline")}
    empty |= {"declarations.submit", *(f"rendezvous.{act}" for act in ("accept", "decline", "cancel"))}
    assert {each.id for each in with_bodies(every)} - empty == set(operations.BODIES) - NOT_AN_ADMINS


def test_what_is_no_json_is_refused_everywhere(here: Town, every: dict[str, Operation]) -> None:
    with here.unchanged():
        for operation in with_bodies(every):
            for name, (raw, kind) in hostile.RAW.items():
                headers = {"Content-Type": kind} if kind else {}
                problem = check(here.ask(operation.method, operation.url(here), content=raw, headers=headers))
                assert problem["status"] in (400, 415, 422), (operation.id, name)


def test_a_strange_value_in_any_place_is_refused(here: Town, every: dict[str, Operation]) -> None:
    document = here.http.get("/openapi.json").json()
    sent = 0
    with here.unchanged():
        for operation in with_bodies(every):
            body = small(operation.body(here) or {})
            allows = validator(document, operation)
            for at in hostile.places(body):
                for name, text in hostile.STRANGE_VALUES.items():
                    spoilt = hostile.put(body, at, text)
                    is_wrong = name in ALWAYS_WRONG and not (name == "a newline" and operation.id in MAY_HAVE_LINES)
                    if is_wrong or not is_allowed(allows, spoilt):
                        sent += 1
                        check(here.ask(operation.method, operation.url(here), content=spoilt, headers=JSON), 400, 422)
    assert sent > 1500


def test_a_member_that_is_not_known_is_refused(here: Town, every: dict[str, Operation]) -> None:
    with here.unchanged():
        for operation in with_bodies(every):
            if operation.id == "yards.put":
                continue  # GeoJSON lets anybody add members
            body = operation.body(here) or {}
            for at in hostile.objects(body):
                for name in ("extra", "\\u0000", "\\ud800", "__class__", "a" * 5000):
                    spoilt = hostile.with_unknown(body, at, name)
                    answer = here.ask(operation.method, operation.url(here), content=spoilt, headers=JSON)
                    assert len(check(answer, 400, 422)["detail"]) < 500


def test_a_body_that_is_too_large_is_refused_however_it_comes(here: Town, every: dict[str, Operation]) -> None:
    large = b'{"name":"' + b"x" * 2_000_000 + b'"}'

    def in_pieces() -> Iterator[bytes]:
        for start in range(0, len(large), 65_536):
            yield large[start : start + 65_536]

    with here.unchanged():
        for operation in acts(every):
            url = operation.url(here)
            check(here.ask(operation.method, url, content=large, headers=JSON), 413)
            check(here.ask(operation.method, url, content=in_pieces(), headers=JSON), 413)


def test_a_body_that_never_comes_changes_nothing(here: Town) -> None:
    """Content-Length promises more than is sent, and the client is gone."""
    body = json.dumps(reservation()).encode()
    head = [
        "POST /v1/reservations HTTP/1.1", "Host: x", f"Authorization: Bearer {here.keys['driver']}",
        "Idempotency-Key: gone", "Content-Type: application/json", f"Content-Length: {len(body) + 5}", "", "",
    ]  # fmt: skip
    with here.unchanged():
        with socket.create_connection(("127.0.0.1", here.service.port), timeout=10) as one:
            one.sendall("\r\n".join(head).encode() + body)
        assert here.http.get("/livez").is_success


VEHICLES = ["", "A", "A" * 21, "__", "A_B", "--", "AB\u202e12", "AB\u200b12", "AB\u200d12", "\ufeffAB12", "AB\x0012"]


@pytest.mark.parametrize("plate", VEHICLES, ids=ascii)
def test_a_plate_shows_all_that_it_says(here: Town, plate: str) -> None:
    asked = reservation() | {"vehicle": {"plate": plate, "country": "CN"}}
    walk_in = {"vehicle": asked["vehicle"], "lane": "export-general", "by": "kiosk"}
    with here.unchanged():
        check(here.ask("POST", "/v1/reservations", "driver", json=asked), 422)
        check(here.ask("POST", "/v1/holds", "driver", json={"slot": slot(19), "vehicle": asked["vehicle"]}), 422)
        check(here.ask("POST", "/v1/sites/CNMHN/visits", "operator", json=walk_in), 422)


@pytest.mark.parametrize("plate", ["YA·12345", "ກກ 1234", "1A/1234", "กข 1234", "粤Z·1234港", "AB(YGN)12"])
def test_plates_of_the_region_are_taken(here: Town, plate: str) -> None:
    asked = reservation() | {"vehicle": {"plate": plate, "country": "CN"}}
    made = here.make("POST", "/v1/reservations", "driver", json=asked)
    assert made["vehicle"]["plate"] == plate


QUERIES: dict[str, list[str]] = {
    "limit": ["0", "201", "abc", "-1", "1.5", "", "9" * 5000, "1e2", "%00"],
    "cursor": ["%00", "!!", "é", "AA", "////", "a" * 501, "e30", "LTE"],
    "after": ["-1", "abc", "1.5", str(2**31), str(2**63), ""],
    "from": [NOW[:19], "yesterday", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59-14:00", "1795334400", "%00", ""],
    "to": [NOW[:19], "0000-00-00T00:00:00Z", "2026-11-22T08:00:00%2B99:99", "null"],
    "at": [NOW[:19], "0001-01-01T00:00:00%2B14:00", "2026-02-30T00:00:00Z"],
}
MAY_BE_EMPTY = {"cursor": {"AA", "e30", "LTE", "////"}}
"""Cursors nobody gave out, but which could be one: they page through nothing."""


def test_queries_that_cannot_be_are_refused(here: Town, every: dict[str, Operation]) -> None:
    asked = 0
    for operation in every.values():
        for name in operation.queries:
            for value in QUERIES.get(name, ["%00", "a" * 300]):
                answer = here.ask(operation.method, f"{operation.url(here)}?{name}={value}")
                if answer.is_success and value in MAY_BE_EMPTY.get(name, ()):
                    continue
                check(answer, 404, 422)
                asked += 1
    assert asked > 80


def test_a_sheet_runs_forwards_and_not_for_ever(here: Town) -> None:
    for from_, to in (("2026-11-23", "2026-11-22"), ("2026-01-01", "2199-01-01")):
        check(here.ask("GET", f"/v1/sites/CNMHN/slots?from={from_}T00:00:00Z&to={to}T00:00:00Z"), 422)


def test_cursors_of_another_list_or_none_are_no_way_in(here: Town) -> None:
    """A cursor says where to go on, never what may be seen."""
    for forged in (paging.cursor("' OR 1=1 --"), paging.cursor("\U0010ffff"), paging.cursor(here.ids["visit"])):
        for path in ("/v1/reservations", "/v1/visits"):
            answer = here.ask("GET", f"{path}?cursor={forged}", "rival")
            seen = answer.json()["items"] if answer.is_success else check(answer, 422) and []
            assert all(item["company"] is not None for item in seen)


STRANGE_IDS = [
    *("unknown", "x" * 500, "%00", "%ff%fe", "..", "%2e%2e", "a%2fb", "'%20OR%201=1--", "CNMHN-", "-" * 27),
    *(ids.new("CNMHN"), ids.new("NOWHERE"), ids.new()),
]


def test_unknown_ids_are_not_found(here: Town, every: dict[str, Operation]) -> None:
    with here.unchanged():
        for operation in [each for each in every.values() if each.id not in NOT_AN_ADMINS]:
            for name in operation.parameters:
                for id in STRANGE_IDS:
                    url = operation.url(here, **{name: id})
                    answer = here.ask(operation.method, url, json=operation.body(here))
                    climbed = ".." in unquote(id) and answer.url.path != unquote(url)
                    if answer.status_code != 307 and not climbed:  # an address that a client or the router has tidied
                        check(answer, 404, 405, 422)


def test_what_is_somebody_elses_looks_as_if_it_were_not_there(here: Town, every: dict[str, Operation]) -> None:
    """Another company's reservation, another driver's visit, another site's queue: 404, the same shape as unknown."""
    theirs = {"reservation": here.ids["company_reservation"], "visit": here.ids["driver_visit"], "site": "CNMHN"}
    nobodys = {"reservation": ids.new("CNMHN"), "visit": ids.new("CNMHN"), "site": "NOWHERE"}
    compared = set()
    with here.unchanged():
        for operation in every.values():
            for who in ("rival", "stranger"):
                for name in {"reservation", "visit", "site"} & set(operation.parameters):
                    body = operation.body(here)
                    url = operation.url(here, **{name: theirs[name]})
                    answer = here.ask(operation.method, url, who, json=body)
                    if answer.status_code == 403 or (name == "site" and (who == "rival" or not _is_private(operation))):
                        continue
                    missing = here.ask(operation.method, operation.url(here, **{name: nobodys[name]}), who, json=body)
                    assert _shape(check(answer, 404)) == _shape(check(missing, 404)), operation.id
                    compared.add((operation.id, who))
    assert {("reservations.get", "rival"), ("reservations.cancel", "rival"), ("reservations.move", "rival")} <= compared
    assert {("visits.get", "stranger"), ("visits.admit", "stranger"), ("queue.get", "stranger")} <= compared


def _is_private(operation: Operation) -> bool:
    return operation.acts or operation.id in ("queue.get", "staffing.get", "bays.list", "capacity_advice.get")


def _shape(problem: dict[str, Any]) -> dict[str, Any]:
    """A problem without the ids it was asked about."""
    return {name: value for name, value in problem.items() if name not in ("reservation", "visit", "site")}


def test_another_companys_ids_inside_a_body_reach_nothing(here: Town) -> None:
    hold = here.make("POST", "/v1/holds", "company", json={"slot": slot(19), "vehicle": vehicle()})["id"]
    asked = reservation()
    del asked["slot"]
    arriving = {"reservation": here.ids["company_reservation"], "by": "driver"}
    with here.unchanged():
        check(here.ask("POST", "/v1/reservations", "rival", json=asked | {"hold": hold}), 404, 409)
        check(here.ask("POST", "/v1/sites/CNMHN/visits", "driver", json=arriving), 404)
        check(here.ask("POST", "/v1/sites/LABTN/visits", "stranger", json=arriving | {"by": "kiosk"}), 404)
        elsewhere = reservation() | {"site": "LABTN"}
        check(here.ask("POST", "/v1/reservations", "driver", json=elsewhere), 404, 409, 422)


def test_idempotency_keys_are_given_once_and_for_one_request(here: Town) -> None:
    first = reservation()
    here.make("POST", "/v1/reservations", "driver", json=first, headers={"Idempotency-Key": "the same"})
    with here.unchanged():
        for key in ("", "a" * 256, "\xe4".encode("latin-1"), "tab\there"):
            check(
                here.ask("POST", "/v1/reservations", "driver", json=reservation(), headers={"Idempotency-Key": key}),
                400,
            )
        for path in ("/v1/reservations", "/v1/sites/CNMHN/visits", "/v1/sites/CNMHN/calls"):
            body = {"/v1/reservations": reservation(), "/v1/sites/CNMHN/calls": {"count": 1}}.get(
                path, {"vehicle": vehicle(), "lane": "export-general", "by": "kiosk"}
            )
            answer = here.ask("POST", path, "operator", json=body, headers={"Idempotency-Key": None})
            assert check(answer, 400)["code"] == "idempotency.missing"
        twice = [("Authorization", f"Bearer {here.keys['driver']}"), ("Idempotency-Key", "a"), ("Idempotency-Key", "b")]
        check(here.http.post("/v1/reservations", json=reservation(), headers=twice), 400)
        other = here.ask(
            "POST", "/v1/reservations", "driver", json=reservation(), headers={"Idempotency-Key": "the same"}
        )
        assert check(other, 422)["code"] == "idempotency.mismatch"


AUTHORIZATIONS = [
    *("", "Bearer", "Bearer x", "Basic YTpi", "Bearer " + "x" * 5000, "Bearer sk_", "Bearer sk_aaaaaaaa_" + "b" * 43),
    *("Bearer null", "Bearer ' OR 1=1 --", "Digest x", "Bearer ../../x", "Bearer eyJhbGciOiJub25lIn0.e30."),
]


@pytest.mark.parametrize("header", AUTHORIZATIONS)
def test_a_key_that_is_none_opens_nothing(here: Town, every: dict[str, Operation], header: str) -> None:
    with here.unchanged():
        for operation in ("keys.list", "reservations.create", "clock.set", "visits.admit"):
            one = every[operation]
            answer = here.ask(one.method, one.url(here), None, json=one.body(here), headers={"Authorization": header})
            check(answer, 401)


def test_bytes_and_repeats_in_authorization_open_nothing(here: Town) -> None:
    for raw in (b"Bearer \xff\xfe", b"Bearer sk_\xc3\xa9"):
        check(here.http.get("/v1/keys", headers={b"Authorization": raw}), 401)
    for cookie in ("serai_session=x", "serai_session=ss_" + "a" * 43, "serai_session=; serai_session=ss_x"):
        check(here.http.get("/v1/keys", headers={"Cookie": cookie}), 401)


@pytest.mark.parametrize("match", ['"x"', "x", '""', ",,,", '"1" "2"', "*x", 'W/"', '"' + "9" * 5000 + '"'])
def test_a_version_that_never_was_is_stale(here: Town, match: str) -> None:
    with here.unchanged():
        for method, path, body in (
            ("PATCH", "/v1/sites/CNMHN", {"name": "Other"}),
            ("PUT", "/v1/sites/CNMHN/calendar", calendar(7)),
            ("PATCH", f"/v1/companies/{here.ids['company']}", {"trusted": True}),
            ("POST", f"/v1/reservations/{here.ids['company_reservation']}/cancel", None),
        ):
            check(here.ask(method, path, json=body, headers={"If-Match": match}), 412)


def test_a_method_that_an_address_does_not_take_is_refused(here: Town, every: dict[str, Operation]) -> None:
    addresses = {operation.url(here) for operation in every.values()}
    takes = {url: {each.method for each in every.values() if each.answers_at(url)} for url in addresses}
    with here.unchanged():
        for url, methods in takes.items():
            for method in {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"} - methods:
                answer = here.ask(method, url)
                check(answer, 405)
                assert answer.headers["allow"]


ADDRESSES = [
    *("/nothing", "/v1", "/v1/nothing", "/v2/sites", "/%00", "/assets/%00", "/..%2f..%2fetc/passwd", "/.env"),
    *("/%2e%2e/%2e%2e/%2e%2e/etc/passwd", "/d/..%5c..%5cpyproject.toml", "/assets/..%2f..%2f..%2fMakefile"),
    *("/assets/", "/index.html%00.png", "/%c0%ae%c0%ae/%c0%ae%c0%ae/etc/passwd", "/~root", "/file:///etc/passwd"),
    *("/" + "a" * 60_000, "/v1/sites/" + "a" * 60_000, "/" + "../" * 1_000 + "etc/passwd", "/" + "a/" * 20_000),
]


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address[:40])
def test_an_address_where_nothing_is_says_so(here: Town, address: str) -> None:
    """Sent as written: no client between us and the server that would tidy it."""
    with socket.create_connection(("127.0.0.1", here.service.port), timeout=10) as one:
        one.sendall(f"GET {address} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        answer = b"".join(iter(lambda: one.recv(65_536), b""))
    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.split()[1] in (b"404", b"422"), head[:300]
    assert b"application/problem+json" in head
    assert json.loads(body)["code"] in CODES


def test_reserving_what_is_over_or_never_was_is_refused(here: Town) -> None:
    strange = ["CNMHN", "~", "~~~", slot(11, 21), slot(10, 30) + "0", "CNMHN~nowhere~20261122T1800~60", "LABTN~x~y"]
    strange += [f"CNMHN~export-general~{day}T0000~60" for day in ("00000000", "99991231")] + ["CNMHN~~~" + "9" * 150]
    with here.unchanged():
        for id in strange:
            check(here.ask("POST", "/v1/reservations", "driver", json=reservation() | {"slot": id}), 404, 409, 422)
            check(here.ask("POST", "/v1/holds", "driver", json={"slot": id, "vehicle": vehicle()}), 404, 409, 422)


def test_after_all_that_what_is_right_is_taken_and_no_fault_was_noted(here: Town, every: dict[str, Operation]) -> None:
    """The last test of each server: it was the fault that was refused, not the request."""
    for operation in acts(every):
        answer = here.ask(operation.method, operation.right(here), json=operation.body(here))
        assert answer.is_success, (operation.id, answer.text)
    assert "Traceback" not in here.service.log()
    assert '"level": "error"' not in here.service.log()
