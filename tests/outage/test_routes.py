"""Hours on paper, and what becomes of the lists when the service is back."""

from __future__ import annotations

import io
from collections.abc import Iterator
from random import Random
from typing import Any

import pypdfium2
import pytest

from tests.corpus.town import Town, reservation, town, vehicle

SITE = "/v1/sites/CNMHN"
LINES = f"{SITE}/paper-lines"


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with town(f"sqlite:///{tmp_path_factory.mktemp('outage')}/serai.db") as made:
        yield made


def line(who: str, event: str, at: str = "11:40", **more: str) -> dict[str, str]:
    return {"vehicle": who, "event": event, "at": at, **more}


def walk_in(who: str, event: str, at: str = "11:40") -> dict[str, str]:
    return line(who, event, at, **({"lane": "export-general"} if event == "arrived" else {}))


def take_in(port: Town, *lines: dict[str, str]) -> dict[str, Any]:
    made: dict[str, Any] = port.make("POST", LINES, "operator", json={"items": list(lines)})
    return made


def outcomes(report: dict[str, Any]) -> list[str]:
    return [each["outcome"] for each in report["items"]]


def visit(port: Town, report: dict[str, Any], at: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = port.make("GET", f"/v1/visits/{report['items'][at]['visit']}", "operator")
    return found


def ledger(port: Town, after: int = 0) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    while page := port.make("GET", f"{SITE}/ledger", params={"after": after, "limit": 200})["items"]:
        found += page
        after = page[-1]["seq"]
    return found


def head(port: Town) -> int:
    return port.heads()["CNMHN"]


def test_a_day_on_paper_is_taken_in_and_the_same_list_again_changes_nothing(port: Town) -> None:
    who = vehicle()["plate"]
    day = [
        walk_in(who, event, at) for event, at in (("arrived", "08:10"), ("admitted", "08:30"), ("departed", "09:20"))
    ]
    report = take_in(port, *day)
    assert (report["recorded"], report["known"], report["unfit"]) == (3, 0, 0)
    assert visit(port, report)["status"] == "departed"
    before = head(port)
    again = take_in(port, *day)
    assert outcomes(again) == ["known"] * 3
    assert head(port) == before


def test_i21_times_on_paper_are_recorded_and_decide_nothing(port: Town) -> None:
    who, before = vehicle()["plate"], head(port)
    report = take_in(port, walk_in(who, "departed", "03:00"), walk_in(who, "arrived", "11:59"))
    assert outcomes(report) == ["recorded", "recorded"]
    entries = ledger(port, before)
    written = [each["body"] for each in entries if each["kind"] == "paper.recorded"]
    assert [(each["event"], each["written_at"][:16]) for each in written] == [
        ("arrived", "2026-11-22T03:59"), ("departed", "2026-11-21T19:00"),
    ]  # fmt: skip
    departed = next(each for each in entries if each["kind"] == "visit.departed")
    assert departed["body"]["device_at"].startswith("2026-11-21T19:00")
    assert departed["at"].startswith("2026-11-22T04:00")


def test_whatever_the_order_of_the_lines_the_same_comes_of_them(port: Town) -> None:
    random = Random(4)
    for _ in range(5):
        who = vehicle()["plate"]
        day = [walk_in(who, each) for each in ("arrived", "admitted", "released", "departed")]
        random.shuffle(day)
        assert outcomes(take_in(port, *day)) == ["recorded"] * 4
        assert outcomes(take_in(port, *reversed(day))) == ["known"] * 4


def test_lists_that_come_late_or_in_parts_break_no_visit(port: Town) -> None:
    who = vehicle()["plate"]
    take_in(port, walk_in(who, "arrived"))
    first = take_in(port, walk_in(who, "departed", "11:55"))
    assert visit(port, first)["status"] == "departed"
    late = take_in(port, walk_in(who, "admitted", "11:45"))
    assert outcomes(late) == ["known"]
    assert visit(port, first)["status"] == "departed"


def test_a_reservation_is_found_by_its_reference_and_fulfilled(port: Town) -> None:
    made = port.make("POST", "/v1/reservations", "operator", json=reservation(13))
    reference = made["reference"].lower()
    report = take_in(port, line(reference, "arrived"), line(reference, "admitted"), line(reference, "departed"))
    assert outcomes(report) == ["recorded"] * 3
    assert port.make("GET", f"/v1/reservations/{made['id']}")["status"] == "fulfilled"


def test_what_does_not_fit_is_told_line_by_line_and_the_rest_is_taken_in(port: Town) -> None:
    who = vehicle()["plate"]
    report = take_in(
        port, line("NOBODY1", "departed"), line(who, "vanished"), line(who, "arrived", "noon"), walk_in(who, "arrived"),
        line(who, "parked"), line(who, "arrived", "11:41"), line(who, "parked", bay="NOWHERE"),
    )  # fmt: skip
    told = {each["line"]: (each["outcome"], (each["problem"] or {}).get("code")) for each in report["items"]}
    assert told == {
        1: ("unfit", "visit.unknown"), 2: ("unfit", "paper.event_unknown"), 3: ("unfit", "paper.time_unreadable"),
        4: ("recorded", None), 5: ("unfit", "paper.bay_missing"), 6: ("known", None), 7: ("unfit", "bay.unknown"),
    }  # fmt: skip
    assert (report["recorded"], report["known"], report["unfit"]) == (1, 1, 5)


def test_a_file_says_the_same_as_json(port: Town) -> None:
    who = vehicle()["plate"]
    text = f"Vehicle;Event;At;Lane\n{who};arrived;11:40;export-general\n\n{who};admitted;11:50;\n"
    report = port.make("POST", LINES, "operator", content=text.encode(), headers={"Content-Type": "text/csv"})
    assert outcomes(report) == ["recorded", "recorded"]
    json = take_in(port, walk_in(who, "arrived"), walk_in(who, "admitted", "11:50"))
    assert outcomes(json) == ["known", "known"]


@pytest.mark.parametrize(
    ("text", "code"),
    [(b"", "bulk.not_csv"), (b"\xff\xfe", "bulk.not_csv"), (b"vehicle,event\nA,arrived\n", "bulk.columns"),
     (b"vehicle,event,at,colour\nA,arrived,9:00,red\n", "bulk.columns"), (b"vehicle,event,at\n", "bulk.empty"),
     (b"vehicle,event,at\n" + b"A,left,9:00\n" * 501, "bulk.too_many")],
)  # fmt: skip
def test_a_file_that_is_none_is_refused_as_a_whole(port: Town, text: bytes, code: str) -> None:
    answer = port.ask("POST", LINES, "operator", content=text, headers={"Content-Type": "text/csv"})
    assert answer.json()["code"] == code


def test_i28_the_ledger_names_no_truck_of_the_list(port: Town) -> None:
    who, before = vehicle()["plate"], head(port)
    take_in(port, walk_in(who, "arrived"), walk_in(who, "left"))
    assert who not in str(ledger(port, before))


@pytest.mark.parametrize("language", ["en", "zh", "lo", "my", "vi", "th"])
def test_the_list_on_paper_has_everybody_in_order_and_says_of_which_moment_it_is(port: Town, language: str) -> None:
    answer = port.ask("GET", f"{SITE}/queue.pdf", "operator", params={"lang": language})
    assert answer.headers["content-type"] == "application/pdf"
    document = pypdfium2.PdfDocument(io.BytesIO(answer.content))
    pages = [page.get_textpage().get_text_bounded() for page in document]
    text = "\n".join(pages)
    queue = port.make("GET", f"{SITE}/queue")["items"]
    plates = [port.make("GET", f"/v1/visits/{each['visit']}")["vehicle"]["plate"] for each in queue]
    places = [text.find(plate) for plate in plates]
    assert -1 not in places
    assert places == sorted(places)
    last = ledger(port)[-1]
    assert all(str(last["seq"]) in page and last["digest"] in page for page in pages)


def test_only_the_sites_operators_print_and_take_in(port: Town) -> None:
    for role in ("driver", "company", "device", "auditor"):
        assert port.ask("GET", f"{SITE}/queue.pdf", role).status_code == 403
        assert port.ask("POST", LINES, role, json={"items": [line("A", "left")]}).status_code == 403
    assert port.ask("GET", f"{SITE}/queue.pdf", "stranger").status_code == 404
    assert port.ask("POST", LINES, "stranger", json={"items": [line("A", "left")]}).status_code == 404
