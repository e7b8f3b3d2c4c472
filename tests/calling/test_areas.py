"""A site with two waiting areas, as its desk and its drivers meet it at a real service."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.guidance.yards import SAMPLE
from tests.serving import SITE, Service, running

NUMBERS = count(1)
MOHAN = "/v1/sites/CNMHN"


def area(id: str, drive_minutes: object) -> dict[str, Any]:
    ring = [[101.67, 21.18], [101.68, 21.18], [101.68, 21.19], [101.67, 21.18]]
    properties = {"role": "area", "name": id.capitalize(), "drive_minutes": drive_minutes}
    return {
        "type": "Feature",
        "id": id,
        "geometry": {"type": "Polygon", "coordinates": [ring]},
        "properties": properties,
    }


def yard(*areas: dict[str, Any]) -> dict[str, Any]:
    return {**SAMPLE, "features": [*SAMPLE["features"], *areas]}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    path: Path = tmp_path_factory.mktemp("areas")
    with running(f"sqlite:///{path}/serai.db", settings={"SERAI_CLOCK": "test"}) as made:
        yield made


@pytest.fixture(scope="module")
def admin(service: Service) -> Iterator[httpx.Client]:
    headers = {"Authorization": f"Bearer {service.admin()}"}
    with httpx.Client(base_url=service.url, headers=headers, trust_env=False, timeout=30) as made:
        assert post(made, "/v1/sites", SITE).status_code == 201
        yield made


def post(client: httpx.Client, path: str, body: Any) -> httpx.Response:
    return client.post(path, json=body, headers={"Idempotency-Key": f"k{next(NUMBERS)}"})


def join(client: httpx.Client, **where: str) -> dict[str, Any]:
    vehicle = {"plate": f"YB{next(NUMBERS):05}", "country": "CN"}
    body = {"vehicle": vehicle, "lane": "export-general", "by": "kiosk", **where}
    answer = post(client, f"{MOHAN}/visits", body)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def test_a_drive_that_is_none_is_a_fault_of_the_file(admin: httpx.Client) -> None:
    refused = admin.put(f"{MOHAN}/yard", json=yard(area("east", "soon"), area("west", 700)))
    faults = {(each["at"], each["code"]) for each in refused.json()["faults"]}
    assert faults == {("east", "drive_minutes.wrong"), ("west", "drive_minutes.wrong")}


def test_who_waits_farther_away_is_called_sooner_and_says_why(admin: httpx.Client) -> None:
    assert admin.put(f"{MOHAN}/yard", json=yard(area("east", 60), area("west", 10))).status_code == 200
    areas = [(each["id"], each["name"], each["drive_minutes"]) for each in admin.get(MOHAN).json()["areas"]]
    assert areas == [("west", "West", 10), ("east", "East", 60)]
    near = [join(admin, area="west"), join(admin), join(admin, area="west")]
    far = join(admin, area="east")
    assert [(each["area"], each["farther_minutes"]) for each in (*near, far)] == [
        ("west", 0), (None, 0), ("west", 0), ("east", 50)
    ]  # fmt: skip
    assert post(admin, f"{MOHAN}/calls/mode", {"mode": "automatic"}).status_code == 200
    later(admin, seconds=10)
    assert called(admin) == {near[0]["id"]: "call.gate", far["id"]: "call.farther"}
    items = admin.get(f"{MOHAN}/queue").json()["items"]
    assert [each["visit"] for each in items] == [*(each["id"] for each in near), far["id"]], "places stay"
    shown = admin.get(f"/v1/visits/{far['id']}").json()
    assert "nearer to the gate" in shown["because"][-1]["text"]
    assert shown["band"]["p50"] > admin.get(f"/v1/visits/{near[2]['id']}").json()["band"]["p50"]


def test_an_area_that_the_yard_has_not_is_not_found(admin: httpx.Client) -> None:
    body = {"vehicle": {"plate": "YB99999", "country": "CN"}, "lane": "export-general", "by": "kiosk"}
    for unknown in ("nowhere", "gate-in"):
        refused = post(admin, f"{MOHAN}/visits", {**body, "area": unknown})
        assert (refused.status_code, refused.json()["code"]) == (404, "area.unknown")


def later(admin: httpx.Client, seconds: int) -> None:
    """Move the test clock, with all that falls due."""
    now = datetime.fromisoformat(admin.get("/v1/clock").json()["now"])
    assert post(admin, "/v1/clock", {"now": (now + timedelta(seconds=seconds)).isoformat()}).status_code == 200


def called(admin: httpx.Client) -> dict[str, str]:
    """Who is called, with the clause."""
    items = admin.get(f"{MOHAN}/queue").json()["items"]
    return {each["visit"]: each["because"][-1]["clause"] for each in items if each["status"] == "called"}
