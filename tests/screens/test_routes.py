"""The screen in the yard as anybody may read it, at a real service."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.corpus.town import Town, town, vehicle

SITE = "/v1/sites/CNMHN"


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with town(f"sqlite:///{tmp_path_factory.mktemp('screen')}/serai.db") as made:
        yield made


def screen(port: Town) -> dict[str, Any]:
    answer = port.ask("GET", f"{SITE}/screen", None)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def arrive(port: Town, plate: str) -> str:
    body = {"vehicle": vehicle(plate), "lane": "export-general", "by": "operator"}
    return str(port.make("POST", f"{SITE}/visits", "operator", json=body)["id"])


def call(port: Town, *visits: str) -> None:
    port.make("POST", f"{SITE}/calls", json={"visits": list(visits), "reason": {"code": "medical"}})


def test_who_is_called_stands_there_with_its_gate_until_it_is_in(port: Town) -> None:
    first, second = arrive(port, "YA100AX"), arrive(port, "YA100BX")
    call(port, first)
    call(port, second)
    called = screen(port)["called"]
    assert {(each["sign"], each["gate"]) for each in called} == {("0AX", "gate-in"), ("0BX", "gate-in")}
    port.make("POST", f"/v1/visits/{first}/admit", json={})
    assert [each["sign"] for each in screen(port)["called"]] == ["0BX"]


def test_who_is_next_stands_in_the_order_of_the_queue(port: Town) -> None:
    queue = port.make("GET", f"{SITE}/queue")["items"]
    waiting = [each["visit"] for each in queue if each["status"] == "waiting"]
    plates = [port.make("GET", f"/v1/visits/{visit}")["vehicle"]["plate"] for visit in waiting]
    assert [each["sign"] for each in screen(port)["next"]] == [plate[-3:] for plate in plates[:8]]


def test_waits_and_closures_are_told_and_the_languages_of_both_sides(port: Town) -> None:
    shown = screen(port)
    assert shown["languages"] == ["zh", "en"]
    assert {lane["lane"]: lane["open"] for lane in shown["lanes"]} == {"export-general": True, "import-parcel": True}
    closure = {"lane": "export-general", "to": "2026-11-22T15:00:00+08:00", "reason": "scanner_repair"}
    opened = port.make("POST", f"{SITE}/closures", "operator", json=closure)
    shown = screen(port)
    port.make("DELETE", f"{SITE}/closures/{opened['id']}", "operator")
    assert [(each["code"], each["lane"]) for each in shown["notices"]] == [("scanner_repair", "export-general")]
    shut = next(lane for lane in shown["lanes"] if lane["lane"] == "export-general")
    assert (shut["open"], shut["band"]) == (False, None)


def test_calls_out_of_turn_of_the_day_are_counted_where_anybody_looks(port: Town) -> None:
    def counted() -> list[dict[str, Any]]:
        return [port.ask("GET", f"{SITE}/{what}", None).json()["overrides"] for what in ("board", "screen")]

    before = counted()
    assert before[0] == before[1]
    arrive(port, "YA200CX")
    call(port, arrive(port, "YA200DX"))
    after = {"day": "2026-11-22", "calls": before[0]["calls"] + 1}
    assert counted() == [after, after]
    public = port.ask("GET", f"{SITE}/overrides", None).json()["items"]
    assert sum(each["calls"] for each in public) == after["calls"]


def test_i28_nothing_on_it_names_a_truck_or_a_person(port: Town) -> None:
    call(port, arrive(port, "YA77123"))
    text = httpx.get(f"{port.service.url}{SITE}/screen", trust_env=False).text
    shown = port.ask("GET", f"{SITE}/screen", None)
    visits = port.make("GET", "/v1/visits", params={"site": "CNMHN"})["items"]
    for visit in visits:
        assert visit["vehicle"]["plate"] not in text
        assert visit["id"] not in text
    assert "Li Wei" not in text
    assert shown.headers["Cache-Control"] == "public, max-age=0"
    assert port.ask("GET", f"{SITE}/screen", None, headers={"If-None-Match": shown.headers["ETag"]}).status_code == 304


def test_the_page_of_every_site_is_one_page(port: Town) -> None:
    there = port.ask("GET", "/b/CNMHN", None)
    assert there.status_code in (200, 404), "404 where the web client is not built"
    if there.status_code == 200:
        assert there.text == port.ask("GET", "/b/LABTN", None).text
        assert "frame-ancestors 'none'" in there.headers["content-security-policy"]
