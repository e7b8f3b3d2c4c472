"""A site where nobody has waited for hours, as the first vehicle and the public board meet it, at a real service."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.serving import SITE, ask, running

NUMBERS = count(1)
OPENS = datetime.fromisoformat("2027-03-01T06:00:00+08:00")
HOURS = {"days": ["mon", "tue"], "from": "06:00", "to": "22:00", "every": "PT60M", "length": "PT60M"}
RULES = [{"lane": "export-general", **HOURS, "capacity": 9}]


class Client(httpx.Client):
    def send_json(self, path: str, body: Any) -> Any:
        answer = self.post(path, json=body, headers={"Idempotency-Key": f"k{next(NUMBERS)}"})
        assert answer.status_code in (200, 201), answer.text
        return answer.json()

    def at(self, moment: datetime) -> None:
        self.send_json("/v1/clock", {"now": moment.isoformat()})

    def ledger(self, kind: str) -> list[dict[str, Any]]:
        items = self.get("/v1/sites/CNMHN/ledger", params={"limit": 200}).json()["items"]
        return [each["body"] for each in items if each["kind"] == kind]


@pytest.fixture
def port(tmp_path: Path) -> Iterator[Client]:
    with running(f"sqlite:///{tmp_path}/serai.db") as service:
        headers = {"Authorization": f"Bearer {service.admin()}"}
        with Client(base_url=service.url, headers=headers, trust_env=False, timeout=30) as made:
            made.at(OPENS)
            made.send_json("/v1/sites", SITE)
            assert made.put("/v1/sites/CNMHN/calendar", json={"rules": RULES}).status_code == 200
            made.at(OPENS + timedelta(minutes=5))
            yield made


def after(moment: datetime, *told: str) -> list[float]:
    return [(datetime.fromisoformat(each) - moment) / timedelta(minutes=1) for each in told]


def lane(port: Client) -> dict[str, Any]:
    board: dict[str, Any] = port.get("/v1/sites/CNMHN/board").json()["lanes"][0]
    return board


def reserve(port: Client, plate: str, starts: datetime) -> Any:
    span = {"from": starts.isoformat(), "to": (starts + timedelta(minutes=1)).isoformat(), "lane": "export-general"}
    (slot,) = port.get("/v1/sites/CNMHN/slots", params=span).json()["items"]
    vehicle = {"plate": plate, "country": "CN"}
    body = {"site": "CNMHN", "slot": slot["id"], "vehicle": vehicle, "driver": {"name": "A", "language": "zh"},
            "cargo": {"class": "general"}}  # fmt: skip
    return port.send_json("/v1/reservations", body)


def test_who_comes_after_idle_hours_is_told_the_way_to_the_gate_and_is_owed_nothing_for_it(port: Client) -> None:
    comes = OPENS + timedelta(hours=6)
    reserved = reserve(port, "YA0001", comes)
    port.at(comes)
    before = lane(port)["band"]
    visit = port.send_json("/v1/sites/CNMHN/visits", {"reservation": reserved["id"], "by": "kiosk"})
    for band in (before, visit["band"]):
        _, middle, late = after(comes, band["p05"], band["p50"], band["p95"])
        assert 3 <= middle < late
        assert late >= 10
    port.at(comes + timedelta(minutes=middle))
    port.send_json(f"/v1/visits/{visit['id']}/admit", {})
    assert port.ledger("credit.given") == []


def test_who_comes_to_a_gate_that_shut_while_nobody_waited_is_told_the_morning(port: Client) -> None:
    comes = OPENS + timedelta(hours=18)
    port.at(comes)
    body = {"vehicle": {"plate": "YA0001", "country": "CN"}, "lane": "export-general", "by": "kiosk"}
    visit = port.send_json("/v1/sites/CNMHN/visits", body)
    for band in (visit["band"], lane(port)["band"]):
        assert min(after(comes, *band.values())) >= 6 * 60


def test_each_slot_tells_when_one_that_takes_it_is_let_in(port: Client) -> None:
    until = (OPENS + timedelta(days=7)).isoformat()
    span = {"from": OPENS.isoformat(), "to": until, "lane": "export-general"}
    slots = port.get("/v1/sites/CNMHN/slots", params=span).json()["items"]
    told = port.get("/v1/sites/CNMHN/slot-bands", params=span, headers={"Authorization": ""}).json()["items"]
    assert [(each["slot"], each["starts_at"]) for each in told] == [(each["id"], each["starts_at"]) for each in slots]
    for each in told:
        starts = datetime.fromisoformat(each["starts_at"])
        if starts < OPENS + timedelta(minutes=5) or starts > OPENS + timedelta(days=4):
            assert each["band"] is None
        else:
            early, middle, late = after(starts, *(each["band"][name] for name in ("p05", "p50", "p95")))
            assert 0 <= early <= middle < late <= 18 * 60
    made = port.send_json("/v1/reservations", ask(told[3]["slot"], "YA0007"))
    read = port.get(f"/v1/reservations/{made['id']}").json()
    assert (made["band"], read["band"]) == (None, told[3]["band"])
    port.at(datetime.fromisoformat(told[3]["starts_at"]))
    visit = port.send_json("/v1/sites/CNMHN/visits", {"reservation": made["id"], "by": "kiosk"})
    assert port.get(f"/v1/reservations/{made['id']}").json()["band"] == visit["band"]
    assert port.get("/v1/sites/NOWHERE/slot-bands").status_code == 404
    assert port.get("/v1/sites/CNMHN/slot-bands", params={"lane": "nowhere"}).status_code == 404
