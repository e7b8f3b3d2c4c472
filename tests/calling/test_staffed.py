"""What a lane plan comes to, hour by hour, before it is put."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.calling.test_advice_routes import CALENDAR, RULE, key
from tests.serving import SITE, running

STAFFING = "/v1/sites/CNMHN/staffing"
PREVIEW = f"{STAFFING}/preview?date=2026-11-23"


@pytest.fixture(scope="module")
def admin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    path: Path = tmp_path_factory.mktemp("staffed")
    with running(f"sqlite:///{path}/serai.db", settings={"SERAI_CLOCK": "system"}) as service:
        headers = {"Authorization": f"Bearer {service.admin()}"}
        with httpx.Client(base_url=service.url, headers=headers, trust_env=False, timeout=30) as client:
            assert client.post("/v1/sites", json=SITE).status_code == 201
            assert client.put(CALENDAR, json={"rules": [RULE], "exceptions": []}).status_code == 200
            yield client


def at(hour: int) -> str:
    return f"2026-11-23T{hour:02}:00:00+08:00"


def period(from_: int, to: int, servers: int, **where: Any) -> dict[str, Any]:
    return {"from": at(from_), "to": at(to), "servers": servers, **where}


def steps(admin: httpx.Client, *periods: dict[str, Any]) -> list[tuple[str, int, float]]:
    """(local hour, servers, vehicles an hour) of the lane's line, from each change on."""
    answer = admin.post(PREVIEW, json={"periods": list(periods)})
    assert answer.status_code == 200, answer.text
    lane = next(each for each in admin.get("/v1/sites/CNMHN").json()["lanes"] if each["code"] == RULE["lane"])
    [line] = [each for each in answer.json()["items"] if each["line"] == lane["line"]]
    return [(each["from"], each["servers"], each["per_hour"]) for each in line["stretches"]]


def test_the_effect_is_that_of_the_servers_at_the_lanes_speed(admin: httpx.Client) -> None:
    one = steps(admin, period(8, 12, 1))
    three = steps(admin, period(8, 12, 1), period(9, 11, 2))
    rate = max(per_hour for _, _, per_hour in one)
    assert rate > 0
    assert [servers for _, servers, _ in three if servers > 1] == [3]
    assert max(per_hour for _, _, per_hour in three) == pytest.approx(3 * rate, rel=0.02)


def test_nobody_at_an_open_gate_is_told_as_nothing_an_hour(admin: httpx.Client) -> None:
    assert (0, 0.0) in {(servers, per_hour) for _, servers, per_hour in steps(admin, period(8, 12, 0))}


def test_trying_changes_nothing_and_a_fault_is_named_where_it_is(admin: httpx.Client) -> None:
    before = admin.get(STAFFING)
    steps(admin, period(8, 12, 4))
    assert admin.get(STAFFING).json() == before.json()
    wrong = admin.post(PREVIEW, json={"periods": [period(8, 12, 1), period(12, 8, 1, lanes=["none"])]})
    assert wrong.status_code == 422
    assert [(each["at"], each["code"]) for each in wrong.json()["faults"]] == [
        ("periods[1].lanes", "lane.unknown"),
        ("periods[1].to", "staffing.bounds"),
    ]


@pytest.mark.parametrize("date", ["0001-01-01", "9999-12-31", "today", ""])
def test_a_day_that_is_none_is_refused(admin: httpx.Client, date: str) -> None:
    answer = admin.post(f"{STAFFING}/preview", params={"date": date}, json={"periods": []})
    assert answer.status_code == 422


def test_what_is_put_over_another_plan_than_was_read_is_refused(admin: httpx.Client) -> None:
    read = admin.get(STAFFING)
    put = admin.put(STAFFING, json={"periods": [period(8, 12, 2)]}, headers={"If-Match": read.headers["etag"]})
    assert put.status_code == 200
    late = admin.put(STAFFING, json={"periods": []}, headers={"If-Match": read.headers["etag"]})
    assert (late.status_code, late.json()["code"]) == (412, "version.stale")
    assert admin.get(STAFFING).json() == put.json()


@pytest.mark.parametrize(("role", "status"), [("operator", 200), ("device", 403), ("auditor", 403)])
def test_who_may_try(admin: httpx.Client, role: str, status: int) -> None:
    answer = httpx.post(
        f"{admin.base_url}{PREVIEW}",
        headers=key(admin, role=role, site="CNMHN"),
        json={"periods": []},
        trust_env=False,
    )
    assert answer.status_code == status
