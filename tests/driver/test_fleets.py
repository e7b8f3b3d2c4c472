"""What a forwarder does by the commands of the driver client: lists from a file, pairs, weekly patterns, waiting."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from serai.core.errors import Refusal
from serai.fleets import bulk, manifest, pairing, standing
from serai_driver.app import app
from serai_driver.refusals import NEXT
from tests.corpus.town import Town, back, reservation, slot, town, vehicle
from tests.driver.test_bookings import command, done, refused
from tests.serving import calendar

COMMANDS = CliRunner()
HEADER = "site,slot,plate,country,driver_name,cargo_class"


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with town(f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('fleets')}/serai.db") as made:
        rules = [*calendar(40)["rules"], *calendar(40, "import-parcel")["rules"]]
        made.make("PUT", "/v1/sites/CNMHN/calendar", json={"rules": rules})
        yield made


def csv(path: Path, *slots: str) -> Path:
    """A file with a vehicle of its own for each of these slots."""
    lines = [f"CNMHN,{each},{vehicle()['plate']},CN,Li Wei,general" for each in slots]
    file = path / "list.csv"
    file.write_text("\n".join([HEADER, *lines]), encoding="utf-8")
    return file


def listed(port: Town, *words: str, role: str = "driver") -> list[dict[str, Any]]:
    found: Any = done(port, *words, role=role)
    return list(found)


def reserved(port: Town) -> int:
    return len(listed(port, "list", role="company"))


def test_a_file_is_tried_then_done_and_sent_again_it_doubles_nothing(port: Town, tmp_path: Path) -> None:
    file, before = csv(tmp_path, slot(8, 23), slot(9, 23)), reserved(port)
    tried = command(port, "bulk", str(file), "--dry-run", role="company")
    assert (tried.exit_code, tried.output.splitlines()[-1]) == (0, "2 would be reserved, 0 refused")
    assert re.search(r"^2  confirmed  2026-11-23 09:00", tried.output, re.MULTILINE)
    assert reserved(port) == before
    made = [done(port, "bulk", str(file), role="company")["items"] for _ in range(2)]
    assert made[0] == made[1]
    assert [item["reservation"]["status"] for item in made[0]] == ["confirmed", "confirmed"]
    assert reserved(port) == before + 2


def test_a_refused_line_is_told_with_its_number_and_the_way_out_and_the_others_are_done(
    port: Town, tmp_path: Path
) -> None:
    file = csv(tmp_path, slot(10, 23), "CNMHN~export-general~20261123T1007~60", slot(11, 23))
    said = command(port, "bulk", str(file), role="company")
    assert said.exit_code == 1
    assert re.search(r"^3  refused .*\(slot\.unknown\) .*Next: look up", said.stdout, re.MULTILINE)
    assert said.stdout.endswith("2 done, 1 refused\n")


def test_all_or_none(port: Town, tmp_path: Path) -> None:
    file, before = csv(tmp_path, slot(12, 23), "CNMHN~export-general~20261123T1007~60"), reserved(port)
    said = command(port, "bulk", str(file), "--atomic", role="company")
    assert (said.exit_code, said.stdout.splitlines()[-1]) == (1, "1 could be, and none was, 1 refused")
    as_json = command(port, "bulk", str(file), "--atomic", "--json", role="company")
    assert as_json.exit_code == 1
    assert json.loads(as_json.stderr)["items"][1]["problem"]["code"] == "slot.unknown"
    assert reserved(port) == before


def test_a_json_file_holds_pairs_and_a_broken_line_names_its_place(port: Town, tmp_path: Path) -> None:
    drop = reservation(8, 24)
    broken: dict[str, Any] = {**reservation(9, 24), "cargo": {}}
    file = tmp_path / "list.json"
    file.write_text(json.dumps([{"pair": [drop, {**drop, "slot": back(9, 24), "cargo": {"class": "parcel"}}]}, broken]))
    said = command(port, "bulk", str(file), role="company")
    assert re.search(r"^1  MHN-\S+  confirmed .*  and  MHN-\S+  confirmed", said.stdout, re.MULTILINE)
    assert re.search(r"^2  refused .*cargo.*class", said.stdout, re.MULTILINE)


def test_a_file_that_is_none_is_refused_as_a_whole(port: Town, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("plate,colour\nA1,red")
    said = command(port, "bulk", str(file), role="company")
    assert said.exit_code == 1
    assert "bulk.columns" in said.stderr
    assert "Next: name the columns" in said.stderr


def test_a_pair_is_both_or_none(port: Town) -> None:
    words = ("pair", "CNMHN", "--plate", vehicle()["plate"], "--country", "CN", "--drop", slot(15, 23))
    assert "pair.one_way" in refused(port, *words, "--pickup", slot(16, 23), role="company")
    said = refused(port, *words, "--pickup", back(17, 23), role="company")
    assert re.search(r"lane\.wrong_class.* Lanes: export-general\. Next: .*--pickup-cargo", said)
    parcel = (*words, "--pickup-cargo", "parcel")
    for hour, code in ((14, "pair.order"), (18, "pair.too_far")):
        assert code in refused(port, *parcel, "--pickup", back(hour, 23), role="company")
    made = done(port, *parcel, "--pickup", back(17, 23), role="company")
    assert (made["drop"]["slot"]["id"], made["pickup"]["slot"]["id"]) == (slot(15, 23), back(17, 23))


def test_a_weekly_pattern_is_previewed_made_listed_shown_and_ended(port: Town) -> None:
    add = ("standing", "add", "CNMHN", "--lane", "export-general", "--days", "mon,thu", "--from", "2026-11-23")
    asked = (*add, "--plate", vehicle()["plate"], "--country", "CN", "--at")
    words = (*asked, "08:00")
    seen = command(port, *words, "--dry-run", role="company").output.splitlines()
    assert seen[0] == "2026-11-23  confirmed"
    assert seen[-1].endswith("reserved when it comes into the horizon")
    odd = command(port, *asked, "08:07", "--dry-run", role="company")
    assert "standing.no_slot" in odd.output
    made = done(port, *words, role="company")
    assert made["days"] == ["mon", "thu"]
    assert made["id"] in [each["id"] for each in listed(port, "standing", "list", role="company")]
    assert re.search(r"2026-11-23  reserved", command(port, "standing", "show", made["id"], role="company").output)
    assert done(port, "standing", "end", made["id"], "--cancel", role="company")["status"] == "ended"
    occurred = done(port, "standing", "show", made["id"], role="company")["occurrences"]
    (first, *_) = [each["reservation"] for each in occurred if each["reservation"]]
    assert done(port, "show", first, role="company")["status"] == "cancelled"
    assert "standing.unknown" in refused(port, "standing", "show", made["id"], role="rival")


def test_waiting_for_a_slot_is_offered_when_it_is_free_and_listed_by_several_states(port: Town) -> None:
    asked = {"status": ["confirmed", "waitlisted"], "limit": 200}
    for each in port.make("GET", "/v1/reservations", params=asked)["items"]:  # else they would be displaced
        port.make("POST", f"/v1/reservations/{each['id']}/cancel")
    port.make("PUT", "/v1/sites/CNMHN/calendar", json=calendar(1))
    who = ("--country", "CN", "--slot", slot(3, 25))
    has = done(port, "reserve", "CNMHN", "--plate", vehicle()["plate"], *who)
    waits = done(port, "wait", "CNMHN", "--plate", vehicle()["plate"], *who)
    assert waits["status"] == "waitlisted"
    assert command(port, "offers").output == "nothing is offered\n"
    both = listed(port, "list", "--status", "waitlisted", "--status", "confirmed")
    assert {has["id"], waits["id"]} <= {each["id"] for each in both}
    assert {each["status"] for each in both} == {"waitlisted", "confirmed"}
    done(port, "cancel", has["id"])
    assert [each["id"] for each in listed(port, "offers")] == [waits["id"]]
    assert done(port, "accept", waits["id"])["status"] == "confirmed"


@pytest.mark.parametrize(
    "words",
    [
        "bulk nowhere.csv",
        "bulk pyproject.toml",
        "pair CNMHN --drop a --plate A --country CN",
        "wait CNMHN --plate A --country CN",
        "wait CNMHN --plate A --country CN --lane a",
        "standing add CNMHN --lane a --days mon --at 08:00 --from tomorrow --plate A --country CN",
        "standing end",
    ],
)
def test_wrong_use_ends_with_2(words: str) -> None:
    assert COMMANDS.invoke(app, words.split()).exit_code == 2


def test_i24_every_refusal_of_fleets_says_what_to_do_next() -> None:
    modules = (bulk, manifest, pairing, standing)
    found = [each for module in modules for each in vars(module).values() if isinstance(each, type)]
    own = {each.code for each in found if issubclass(each, Refusal) and each.__module__.startswith("serai.fleets")}
    assert len(own) == 14
    assert own - NEXT.keys() == set()
