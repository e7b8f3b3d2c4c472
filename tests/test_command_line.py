"""What an operator of a new port types first: people who sign in, kept, changed and shut out by the command line."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.serving import Service, ask, furnish, running

PASSWORD = "correct horse battery"
NOY = "Noy@example.org"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    database = f"sqlite:///{tmp_path_factory.mktemp('people')}/serai.db"
    made = Service(database).run("keys", "create", "--role", "admin", "--json")
    assert made.returncode == 0, made.stderr
    with running(database, key=json.loads(made.stdout)["key"]) as service:
        yield service


def people(service: Service, *words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    """`serai people …` with what is typed on its standard input."""
    return subprocess.run(
        [sys.executable, "-m", "serai", "people", *words], env=service.environment(), input=typed,
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def signed_in(service: Service, password: str, email: str = NOY) -> httpx.Response:
    body = {"email": email, "password": password}
    return httpx.post(f"{service.url}/v1/session", json=body, trust_env=False, timeout=30)


def test_a_key_that_was_made_before_the_first_start_opens_the_service(service: Service) -> None:
    bearer = {"Authorization": f"Bearer {service.key}"}
    listed = httpx.get(f"{service.url}/v1/keys", headers=bearer, trust_env=False, timeout=30).json()["items"]
    assert [each["role"] for each in listed] == ["admin"]


def test_somebody_is_let_in_beside_the_running_service_and_shut_out_again(service: Service) -> None:
    made = people(service, "add", NOY, "--role", "operator", "--site", "CNMHN", "--json", typed=f"{PASSWORD}\n")
    assert made.returncode == 0, made.stderr
    assert json.loads(made.stdout)["role"] == "operator"
    caller = signed_in(service, PASSWORD, "noy@EXAMPLE.org").json()["caller"]
    assert (caller["role"], caller["site"]) == ("operator", "CNMHN")

    (listed,) = json.loads(people(service, "list", "--json").stdout)
    assert (listed["email"], listed["site"], listed["disabled_at"]) == (NOY, "CNMHN", None)
    assert NOY in people(service, "list").stdout

    with httpx.Client(base_url=service.url, trust_env=False, timeout=30) as page:
        page.post("/v1/session", json={"email": NOY, "password": PASSWORD}).raise_for_status()
        assert people(service, "disable", NOY).returncode == 0
        give_up = time.monotonic() + 60
        while page.get("/v1/session").json()["caller"]["role"] is not None:
            assert time.monotonic() < give_up, "what was open stays open"
            time.sleep(0.2)
    assert signed_in(service, PASSWORD).status_code == 401

    assert people(service, "password", NOY, typed="another horse battery\n").returncode == 0
    assert signed_in(service, PASSWORD).status_code == 401
    assert signed_in(service, "another horse battery").status_code == 200


@pytest.mark.parametrize(
    ("words", "typed", "code"),
    [
        (("add", "a@example.org", "--role", "operator"), "too short", "person.password_short"),
        (("add", "a@example.org", "--role", "operator"), "", "person.password_short"),
        (("add", "a@example.org", "--role", "company"), PASSWORD, "key.company_missing"),
        (("disable", "nobody@example.org"), "", "person.unknown"),
        (("password", "nobody@example.org"), PASSWORD, "person.unknown"),
    ],
)
def test_what_cannot_be_is_one_clear_line(service: Service, words: tuple[str, ...], typed: str, code: str) -> None:
    said = people(service, *words, typed=typed)
    assert (said.returncode, said.stdout) == (1, "")
    assert said.stderr.startswith(f"{code}: ")
    assert said.stderr.count("\n") == 1


def test_no_password_is_kept_as_it_is(service: Service) -> None:
    people(service, "add", "kept@example.org", "--role", "auditor", typed=f"{PASSWORD}\n")
    kept = b"".join(file.read_bytes() for file in Path(service.database.removeprefix("sqlite:///")).parent.iterdir())
    assert b"kept@example.org" in kept
    assert PASSWORD.encode() not in kept


@pytest.mark.parametrize(
    "path", ["/", "/d/", "/livez", "/metrics", "/openapi.json", "/v1/sites", "/v1/sites/NO", "/no"]
)
def test_head_is_answered_as_get_is_without_a_body(service: Service, path: str) -> None:
    asked = {how: httpx.request(how, service.url + path, trust_env=False) for how in ("GET", "HEAD")}
    got, head = asked["GET"], asked["HEAD"]
    assert (head.status_code, head.content) == (got.status_code, b"")
    assert head.headers["content-type"] == got.headers["content-type"]
    if path not in ("/metrics", "/openapi.json"):
        assert head.headers.get("content-length") == got.headers.get("content-length")


def zone(service: Service, *words: str, key: str) -> subprocess.CompletedProcess[str]:
    """`serai sites zone …` against the running service."""
    given = ("sites", "zone", *words, "--url", service.url, "--key", key)
    return subprocess.run(
        [sys.executable, "-m", "serai", *given], env=service.environment(), capture_output=True, text=True, timeout=60,
        check=False,
    )  # fmt: skip


async def test_i20_a_zone_changed_by_decree_is_told_beforehand_and_done(service: Service) -> None:
    admin = service.admin()
    async with service.client(admin) as client:
        await furnish(client)
        slot = (await client.get("/v1/sites/CNMHN/slots")).json()["items"][20]
        body = ask(slot["id"], "YZ0001")
        made = (await client.post("/v1/reservations", json=body, headers={"Idempotency-Key": "z"})).json()

        told = json.loads(zone(service, "CNMHN", "Asia/Yangon", "--json", key=admin).stdout)
        assert [each["reference"] for each in told["affected"]] == [made["reference"]]
        assert (await client.get("/v1/sites/CNMHN")).json()["zone"] == "Asia/Shanghai"

        done = zone(service, "CNMHN", "Asia/Yangon", "--act", key=admin)
        assert made["reference"] in done.stdout
        assert "CNMHN is in Asia/Yangon: 1 affected" in done.stdout
        now = (await client.get(f"/v1/reservations/{made['id']}")).json()
        assert now["slot"]["starts_at"][:16] == made["slot"]["starts_at"][:16]
        assert now["slot"]["starts_at"][16:] == ":00+06:30"

    refused = zone(service, "CNMHN", "Asia/Nowhere", key=admin)
    assert (refused.returncode, "GET /v1/sites/CNMHN/zone-change" in refused.stderr) == (1, True)
