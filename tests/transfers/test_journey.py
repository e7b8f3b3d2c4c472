"""Two ports of a running service: a driver is offered the faster one by the command line, goes, and is served there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from typer.testing import CliRunner

from serai_driver.app import app
from tests.serving import SITE, Service, calendar, running

PLAIN: dict[str, Any] = dict(SITE)
SLOW = PLAIN | {"lanes": [PLAIN["lanes"][0] | {"service_minutes": 15}], "drives": {"CNHKO": 40}}
FAST = PLAIN | {"code": "CNHKO", "name": "Hekou"}
NOW = "2026-11-22T12:{:02}:00+08:00"


@pytest.fixture
def port(sqlite_url: str) -> Iterator[tuple[Service, httpx.Client]]:
    with running(sqlite_url) as service:
        headers = {"Authorization": f"Bearer {service.key}"}
        with httpx.Client(base_url=f"{service.url}/v1", headers=headers, timeout=30, trust_env=False) as http:
            http.post("/clock", json={"now": NOW.format(0)}).raise_for_status()
            for site in (SLOW, FAST):
                http.post("/sites", json=site).raise_for_status()
                http.put(f"/sites/{site['code']}/calendar", json=calendar()).raise_for_status()
            yield service, http


def come(http: httpx.Client, plate: str, site: str = "CNMHN") -> dict[str, Any]:
    body = {"vehicle": {"plate": plate, "country": "CN"}, "lane": "export-general", "by": "kiosk"}
    made = http.post(f"/sites/{site}/visits", json=body, headers={"Idempotency-Key": f"{plate} {site}"})
    assert made.status_code == 201, made.text
    return dict(made.json())


def test_a_driver_goes_where_it_is_faster(port: tuple[Service, httpx.Client]) -> None:
    service, http = port

    def command(*words: str) -> Any:
        result = CliRunner().invoke(app, [*words, "--json", "--url", service.url, "--key", service.key])
        assert result.exit_code == 0, result.output
        return json.loads(result.output)

    visits = [come(http, f"A{number:03}") for number in range(16)]
    http.post("/clock", json={"now": NOW.format(5)}).raise_for_status()
    waiting = come(http, "B001", "CNHKO")["id"]
    http.post("/clock", json={"now": NOW.format(6)}).raise_for_status()
    last = visits[-1]["id"]
    [offer] = command("elsewhere", last)["items"]
    assert (offer["site"], offer["drive_minutes"]) == ("CNHKO", 40)
    assert command("transfer", last, "CNHKO")["status"] == "promised"
    board = http.get("/sites/CNHKO/board").json()
    assert board["lanes"][0]["coming"] == 1
    http.post("/clock", json={"now": NOW.format(45)}).raise_for_status()
    there = come(http, "A015", "CNHKO")
    assert there["because"][0]["clause"] == "order.transfer"
    assert "CNMHN" in there["because"][0]["text"]
    assert there["place"]["position"] < http.get(f"/visits/{waiting}").json()["place"]["position"]
    assert command("elsewhere", last)["promise"]["visit"] == there["id"]
