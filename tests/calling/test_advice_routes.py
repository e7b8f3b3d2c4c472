"""The adviser as an operator meets it, at a real service: who may ask, what comes, and that it can be put."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.serving import SITE, Service, running

ADVICE = "/v1/sites/CNMHN/capacity-advice"
CALENDAR = "/v1/sites/CNMHN/calendar"
LANE = "export-general"
RULE = {
    "lane": LANE, "days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], "from": "07:00", "to": "21:00",
    "every": "PT30M", "length": "PT60M", "capacity": 3,
}  # fmt: skip


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    path: Path = tmp_path_factory.mktemp("advice")
    with running(f"sqlite:///{path}/serai.db", settings={"SERAI_CLOCK": "system"}) as made:
        yield made


@pytest.fixture(scope="module")
def admin(service: Service) -> Iterator[httpx.Client]:
    headers = {"Authorization": f"Bearer {service.admin()}"}
    with httpx.Client(base_url=service.url, headers=headers, trust_env=False, timeout=30) as client:
        assert client.post("/v1/sites", json=SITE).status_code == 201
        yield client


def key(admin: httpx.Client, **wanted: Any) -> dict[str, str]:
    made = admin.post("/v1/keys", json=wanted)
    assert made.status_code == 201, made.text
    return {"Authorization": f"Bearer {made.json()['key']}"}


def test_advice_can_be_put_as_it_is(admin: httpx.Client) -> None:
    assert admin.get(ADVICE).json()["code"] == "calendar.none"
    assert admin.put(CALENDAR, json={"rules": [RULE], "exceptions": []}).status_code == 200
    advice = admin.get(ADVICE).json()
    assert advice["target"] == 0.94
    noon = next(each for each in advice["items"] if each["hour"] == "11:00")
    assert noon["lane"] == LANE
    assert len(noon["days"]) == 7
    assert noon["now"] == 6
    assert noon["proposed"] > noon["now"]
    assert noon["expected_utilisation"] <= 0.94 + 1 / noon["service_per_hour"]
    assert [each["proposed"] for each in advice["items"] if each["hour"] in ("06:00", "21:00")] == [0, 0]
    assert {(each["lane"], each["company_class"]) for each in advice["show_rates"]} >= {
        (LANE, "trusted"),
        (LANE, "driver"),
    }
    put = admin.put(CALENDAR, json=advice["calendar"])
    assert put.status_code == 200, put.text
    again = next(each for each in admin.get(ADVICE).json()["items"] if each["hour"] == "11:00")
    assert again["now"] == noon["proposed"]


@pytest.mark.parametrize(
    ("wanted", "status"),
    [
        ({"role": "operator", "site": "CNMHN"}, 200),
        ({"role": "auditor"}, 200),
        ({"role": "operator", "site": "LABTN"}, 404),
        ({"role": "company", "company": "Green Field"}, 403),
        ({"role": "driver"}, 403),
        ({"role": "device", "site": "CNMHN"}, 403),
    ],
)
def test_who_may_ask(admin: httpx.Client, wanted: dict[str, Any], status: int) -> None:
    assert admin.put(CALENDAR, json={"rules": [RULE], "exceptions": []}).status_code == 200
    assert httpx.get(f"{admin.base_url}{ADVICE}", headers=key(admin, **wanted), trust_env=False).status_code == status


def test_nobody_without_a_key(service: Service, admin: httpx.Client) -> None:
    assert httpx.get(f"{service.url}{ADVICE}", trust_env=False).status_code == 401
    assert admin.get("/v1/sites/NOWHERE/capacity-advice").status_code == 404


def test_the_target_is_a_number_of_the_rulebook_within_reason(admin: httpx.Client) -> None:
    for wrong in (0.49, 0.98, 1, "high"):
        assert admin.put("/v1/sites/CNMHN/rulebook", json={"utilisation_target": wrong}).status_code == 422
    assert admin.put("/v1/sites/CNMHN/rulebook", json={"utilisation_target": 0.8}).json()["utilisation_target"] == 0.8
    assert admin.get(ADVICE).json()["target"] == 0.8
