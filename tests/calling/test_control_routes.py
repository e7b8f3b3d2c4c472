"""How a site calls, as its desk, its neighbour and anybody meet it at a real service."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
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
    path: Path = tmp_path_factory.mktemp("control")
    with running(f"sqlite:///{path}/serai.db", settings={"SERAI_CLOCK": "system"}) as made:
        yield made


@pytest.fixture(scope="module")
def admin(service: Service) -> Iterator[httpx.Client]:
    with client(service, service.admin()) as made:
        assert post(made, "/v1/sites", SITE).status_code == 201
        yield made


def client(service: Service, key: str) -> httpx.Client:
    headers = {"Authorization": f"Bearer {key}"}
    return httpx.Client(base_url=service.url, headers=headers, trust_env=False, timeout=30)


def post(client: httpx.Client, path: str, body: Any) -> httpx.Response:
    return client.post(path, json=body, headers={"Idempotency-Key": f"k{next(NUMBERS)}"})


def join(client: httpx.Client) -> str:
    body = {"vehicle": {"plate": f"YB{next(NUMBERS):05}", "country": "CN"}, "lane": "export-general", "by": "kiosk"}
    return str(post(client, "/v1/sites/CNMHN/visits", body).json()["id"])


def test_a_switch_says_who_made_it_and_the_next_call_says_why_not(admin: httpx.Client) -> None:
    before = admin.get(CALLS).json()
    assert [lane["mode"] for lane in before["lanes"]] == ["operator"]
    assert before["next"][0]["clause"] == "hold.operator"
    switched = post(admin, f"{CALLS}/mode", {"mode": "automatic"}).json()
    (lane,) = switched["lanes"]
    assert (lane["mode"], bool(lane["switched_by"])) == ("automatic", True)
    assert switched["next"][0]["clause"] == "hold.nobody"
    assert post(admin, f"{CALLS}/mode", {"mode": "operator", "lane": "nowhere"}).json()["code"] == "lane.unknown"
    assert post(admin, f"{CALLS}/mode", {"mode": "operator"}).status_code == 200


def test_a_stop_is_on_the_board_at_once_and_refuses_every_call(service: Service, admin: httpx.Client) -> None:
    visit = join(admin)
    stopped = post(admin, f"{CALLS}/stop", {"reason": {"code": "hazard"}})
    assert stopped.json()["lanes"][0]["stopped"]["reason"] == "hazard"
    board = httpx.get(f"{service.url}/v1/sites/CNMHN/board", trust_env=False).json()
    assert board["lanes"][0]["calls_stopped"] is True
    for body in ({"count": 1}, {"visits": [visit], "reason": {"code": "medical"}}):
        refused = post(admin, CALLS, body)
        assert (refused.status_code, refused.json()["code"], refused.json()["rule"]) == (
            409, "call.stopped", "call.hazard"
        )  # fmt: skip
    assert post(admin, f"{CALLS}/resume", {}).json()["lanes"][0]["stopped"] is None
    assert post(admin, CALLS, {"count": 1}).status_code == 200
    assert post(admin, f"/v1/visits/{visit}/at-gate", {"gate": "gate-in"}).json()["stage"] == "at_gate"
    back = post(admin, f"/v1/visits/{visit}/withdraw-call", {"reason": {"code": "breakdown"}}).json()
    assert (back["status"], back["call"], back["because"][-1]["clause"]) == ("waiting", None, "call.withdrawn")
    again = post(admin, f"/v1/visits/{visit}/withdraw-call", {"reason": {"code": "breakdown"}})
    assert (again.status_code, again.json()["code"]) == (409, "visit.not_called")


def test_an_authority_sees_what_is_stopped_and_why_and_stops_nothing(service: Service, admin: httpx.Client) -> None:
    post(admin, f"{CALLS}/stop", {"reason": {"code": "authority"}})
    made = post(admin, "/v1/keys", {"role": "authority", "site": "CNMHN"}).json()
    with client(service, made["key"]) as authority:
        assert authority.get(CALLS).json()["lanes"][0]["stopped"]["reason"] == "authority"
        for act in ("stop", "resume", "mode"):
            assert post(authority, f"{CALLS}/{act}", {}).status_code == 403
    assert post(admin, f"{CALLS}/resume", {}).status_code == 200


def test_the_neighbour_says_what_it_takes_and_nothing_else(service: Service, admin: httpx.Client) -> None:
    made = post(admin, "/v1/keys", {"role": "neighbour", "site": "CNMHN"}).json()
    until = (datetime.now(UTC) + timedelta(hours=2)).isoformat()
    with client(service, made["key"]) as neighbour:
        said = post(neighbour, "/v1/sites/CNMHN/acceptance", {"vehicles": 4, "minutes": 30, "until": until})
        assert said.json()["lanes"][0]["acceptance"] | {"at": None, "until": None} == {
            "vehicles": 4, "minutes": 30, "left": 4, "at": None, "until": None
        }  # fmt: skip
        assert post(neighbour, f"{CALLS}/stop", {"reason": {"code": "hazard"}}).status_code == 403
        assert neighbour.get(CALLS).status_code == 403
    past = post(admin, "/v1/sites/CNMHN/acceptance", {"vehicles": 4, "until": "2020-01-01T00:00:00Z"})
    assert (past.status_code, past.json()["code"]) == (422, "acceptance.invalid")
