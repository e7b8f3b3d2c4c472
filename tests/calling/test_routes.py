"""Calls and the board as a client meets them, at a real service."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.serving import SITE, Service, running

NUMBERS = count(1)
CALLS = "/v1/sites/CNMHN/calls"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    path: Path = tmp_path_factory.mktemp("calls")
    with running(f"sqlite:///{path}/serai.db", settings={"SERAI_CLOCK": "system"}) as made:
        yield made


@pytest.fixture(scope="module")
def admin(service: Service) -> Iterator[httpx.Client]:
    headers = {"Authorization": f"Bearer {service.admin()}"}
    with httpx.Client(base_url=service.url, headers=headers, trust_env=False, timeout=30) as client:
        assert post(client, "/v1/sites", SITE).status_code == 201
        yield client


def post(client: httpx.Client, path: str, body: Any, **headers: str) -> httpx.Response:
    return client.post(path, json=body, headers={"Idempotency-Key": f"k{next(NUMBERS)}"} | headers)


def join(client: httpx.Client) -> str:
    body = {"vehicle": {"plate": f"YA{next(NUMBERS):05}", "country": "CN"}, "lane": "export-general", "by": "kiosk"}
    return str(post(client, "/v1/sites/CNMHN/visits", body).json()["id"])


def test_the_board_tells_anybody_what_to_expect(service: Service, admin: httpx.Client) -> None:
    board = httpx.get(f"{service.url}/v1/sites/CNMHN/board", trust_env=False)
    assert board.status_code == 200
    shown = board.json()
    assert shown["open"] is True
    assert shown["now"]
    assert [lane["lane"] for lane in shown["lanes"]] == ["export-general"]
    assert {"waiting", "band", "next_free_slot", "open"} <= shown["lanes"][0].keys()
    assert httpx.get(f"{service.url}/v1/sites/NOWHERE/board", trust_env=False).status_code == 404


def test_a_board_may_be_kept_and_is_not_sent_twice(service: Service, admin: httpx.Client) -> None:
    with httpx.Client(base_url=service.url, trust_env=False) as anybody:
        first = anybody.get("/v1/sites/CNMHN/board")
        assert first.headers["Cache-Control"] == "public, max-age=2"
        for _ in range(20):  # it may just have grown old
            tag = anybody.get("/v1/sites/CNMHN/board").headers["ETag"]
            again = anybody.get("/v1/sites/CNMHN/board", headers={"If-None-Match": f'"other", W/{tag}'})
            if again.status_code == 304:
                break
        assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
        before = first.json()["waiting"]
        visit = join(admin)
        after = anybody.get("/v1/sites/CNMHN/board", headers={"If-None-Match": tag})
        assert (after.status_code, after.json()["waiting"]) == (200, before + 1)
        assert post(admin, f"/v1/visits/{visit}/leave", {}).status_code == 200


def test_calls_answer_with_visits_and_again_with_the_same(admin: httpx.Client) -> None:
    first = join(admin)
    answers = [post(admin, CALLS, {"count": 1}, **{"Idempotency-Key": "once"}) for _ in range(2)]
    assert [visit["id"] for visit in answers[0].json()["visits"]] == [first]
    assert answers[0].content == answers[1].content
    assert answers[1].headers["Idempotent-Replayed"] == "true"


def test_what_is_called_is_told_in_the_readers_language(admin: httpx.Client) -> None:
    join(admin)
    (visit,) = post(admin, CALLS, {"count": 1}, **{"Accept-Language": "th"}).json()["visits"]
    assert visit["because"][0]["text"].startswith("ไม่ได้จอง")


def test_the_board_counts_whom_each_lane_let_in_within_the_hour(service: Service, admin: httpx.Client) -> None:
    def served() -> int:
        board = httpx.get(f"{service.url}/v1/sites/CNMHN/board", trust_env=False).json()
        return int(board["lanes"][0]["served_last_hour"])

    before = served()
    assert post(admin, f"/v1/visits/{join(admin)}/admit", {}).status_code == 200
    assert served() == before + 1


def test_too_many_at_once_is_refused_with_the_number_that_would_do(admin: httpx.Client) -> None:
    for _ in range(12):
        join(admin)
    refused = post(admin, CALLS, {"count": 12})
    assert (refused.status_code, refused.json()["code"]) == (409, "call.too_many")
    assert 0 < refused.json()["allowed"] < 12


def test_a_second_person_is_another_one(admin: httpx.Client) -> None:
    visit = join(admin)
    body = {"visits": [visit], "reason": {"code": "perishable"}, "second": "nobody"}
    assert post(admin, CALLS, body).json()["code"] == "call.second_invalid"


@pytest.mark.parametrize(
    "body",
    [{}, {"count": 0}, {"count": 1, "visits": ["v"]}, {"visits": []}, {"count": "1"}, {"count": 1, "more": 1}, [], 7],
)
def test_bad_bodies_are_unprocessable(admin: httpx.Client, body: Any) -> None:
    assert post(admin, CALLS, body).status_code == 422


def test_calls_need_a_key_and_a_right(service: Service, admin: httpx.Client) -> None:
    assert admin.post(CALLS, json={"count": 1}).json()["code"] == "idempotency.missing"
    assert httpx.post(f"{service.url}{CALLS}", json={"count": 1}, trust_env=False).status_code == 401
    assert post(admin, "/v1/sites/NOWHERE/calls", {"count": 1}).status_code == 404
    assert post(admin, CALLS, {"visits": ["unknown"]}).status_code == 404
