"""Everything a person does by hand with a reservation, by the commands of the driver client, at a real service."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from serai.booking import refusals as booking
from serai.core.errors import Refusal
from serai_driver.app import app
from serai_driver.refusals import NEXT, line
from serai_driver.sentences import because
from tests.corpus.town import Town, declaration, slot, town, vehicle
from tests.serving import calendar

COMMANDS = CliRunner()
FULL, FREE, LATER = slot(10, 23), slot(14, 23), slot(16, 23)
# Met by devices, by the desk, or by nobody but a program that is wrong.
NOT_A_DRIVERS = {
    "rulebook.refuses", "hold.unknown", "hold.other_vehicle", "draw.unknown", "draw.not_closed",
    "draw.fixed",
}  # fmt: skip


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    path = tmp_path_factory.mktemp("bookings")
    with town(f"sqlite+aiosqlite:///{path}/serai.db") as made:
        for role in ("company", "rival"):  # else they would be displaced, and come before all who wait
            made.make("POST", f"/v1/reservations/{made.ids[f'{role}_reservation']}/cancel")
        made.make("PUT", "/v1/sites/CNMHN/calendar", json=calendar(1))
        yield made


def command(port: Town, *words: str, role: str = "driver") -> Result:
    return COMMANDS.invoke(app, [*words, "--url", port.service.url, "--key", port.keys[role]])


def done(port: Town, *words: str, role: str = "driver") -> dict[str, Any]:
    """What a command that must succeed prints as JSON."""
    result = command(port, *words, "--json", role=role)
    assert result.exit_code == 0, result.output
    answer: dict[str, Any] = json.loads(result.output)
    return answer


def reserve(port: Town, *words: str, role: str = "driver") -> dict[str, Any]:
    return done(port, "reserve", "CNMHN", "--plate", vehicle()["plate"], "--country", "CN", *words, role=role)


def refused(port: Town, *words: str, role: str = "driver") -> str:
    """The one line of a refusal."""
    result = command(port, *words, role=role)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.count("\n") == 1
    return result.stderr


def test_a_full_slot_names_free_ones_and_the_way_to_wait(port: Town) -> None:
    has = reserve(port, "--slot", FULL)
    words = ("reserve", "CNMHN", "--plate", vehicle()["plate"], "--country", "CN", "--slot", FULL)
    said = refused(port, *words)
    assert re.search(r"\(slot\.full\b.*Free: CNMHN~export-general~\S+,.*Next: .*--wait", said)
    assert json.loads(command(port, *words, "--json").stderr)["alternatives"]
    done(port, "cancel", has["id"])


def test_a_place_is_held_and_reserved_and_not_held_again(port: Town) -> None:
    plate, country = vehicle()["plate"], ("--country", "CN")
    held = done(port, "hold", FREE, "--plate", plate, *country)
    made = done(port, "reserve", "CNMHN", "--hold", held["id"], "--plate", plate, *country)
    assert (made["status"], made["slot"]["id"]) == ("confirmed", FREE)
    other = vehicle()["plate"]
    done(port, "hold", slot(16, 24), "--plate", other, *country)
    assert "hold.cooldown" in refused(port, "hold", slot(17, 24), "--plate", other, *country)
    done(port, "cancel", made["id"])


def test_who_lost_its_place_is_told_why_and_who_was_moved_from_when(port: Town) -> None:
    made = reserve(port, "--slot", slot(7, 24))
    closure = {"lane": "export-general", "from": slot_time(7), "to": slot_time(9), "reason": "works"}
    shut = port.make("POST", "/v1/sites/CNMHN/closures", "operator", json=closure)["id"]
    moved = command(port, "show", made["id"]).output
    assert re.search(r"moved by the site from 2026-11-24 07:00, .* (later|earlier): the lane was stopped", moved)
    port.make("DELETE", f"/v1/sites/CNMHN/closures/{shut}", "operator")
    done(port, "cancel", made["id"])


def slot_time(hour: int) -> str:
    return f"2026-11-24T{hour:02}:00:00+08:00"


def test_who_waits_is_offered_what_another_gives_back_and_takes_it(port: Town) -> None:
    first, second = reserve(port, "--slot", FULL), reserve(port, "--slot", FULL, "--wait")
    assert (second["status"], second["slot"]) == ("waitlisted", None)
    assert "waits for" in command(port, "show", second["id"]).output
    assert "offer.none" in refused(port, "accept", second["id"])
    done(port, "cancel", first["id"])
    assert re.search(r"offered .*answer by 12:15:00 .*accept or decline", command(port, "show", second["id"]).output)
    assert done(port, "accept", second["id"])["status"] == "confirmed"
    done(port, "cancel", second["id"])


def test_an_offer_that_is_declined_goes_to_the_next(port: Town) -> None:
    has, *waiting = [reserve(port, "--slot", FULL, *more) for more in ((), ("--wait",), ("--wait",))]
    done(port, "cancel", has["id"])
    assert done(port, "decline", waiting[0]["id"])["status"] == "cancelled"
    assert done(port, "show", waiting[1]["id"])["status"] == "offered"
    done(port, "decline", waiting[1]["id"])


def test_waiting_for_any_time_in_a_range(port: Town) -> None:
    span = ("--from", "2026-11-23T02:00:00", "--to", "2026-11-23T03:00:00")
    has = reserve(port, "--slot", FULL)
    waits = reserve(port, "--lane", "export-general", "--wants", *span)
    assert (waits["status"], waits["wants"]["slot"]) == ("waitlisted", None)
    listed = COMMANDS.invoke(
        app, ["list", "--status", "waitlisted", "--json", "--url", port.service.url, "--key", port.keys["driver"]]
    )
    assert waits["id"] in [each["id"] for each in json.loads(listed.output)]
    done(port, "cancel", waits["id"])
    done(port, "cancel", has["id"])


def test_moving_keeps_the_reservation_and_changes_its_slot(port: Town) -> None:
    made = reserve(port, "--slot", FREE)
    moved = done(port, "move", made["id"], "--slot", LATER)
    assert (moved["id"], moved["slot"]["id"]) == (made["id"], LATER)


def test_arriving_later_is_possible_once_and_the_refusal_names_rule_date_and_way_out(port: Town) -> None:
    made = reserve(port, "--slot", slot(18, 23))
    longer = done(port, "extend", made["id"])
    assert longer["arrive"]["until"] > made["arrive"]["until"]
    said = refused(port, "extend", made["id"])
    assert "rule extensions_per_60_days" in said
    assert re.search(r"Again at 2027-01-2\S+\. Next: move", said)


def test_a_company_swaps_its_vehicle_and_a_driver_does_not(port: Town) -> None:
    made = reserve(port, "--slot", slot(20, 23), role="company")
    other = vehicle()["plate"]
    assert (
        done(port, "swap", made["id"], "--plate", other, "--country", "CN", role="company")["vehicle"]["plate"] == other
    )
    own = reserve(port, "--slot", slot(21, 23))
    assert refused(port, "swap", own["id"], "--plate", vehicle()["plate"], "--country", "CN")


def test_a_company_declares_from_a_file_and_reserves_with_it(port: Town, tmp_path: Path) -> None:
    file = tmp_path / "load.json"
    file.write_text(json.dumps(declaration() | {"references": {}}))
    lacking = command(port, "declare", str(file), "--submit", role="company")
    assert lacking.exit_code == 1
    assert re.search(r"draft  92% complete\n.*references.order: .* Give the number of the order", lacking.stdout)
    file.write_text(json.dumps(declaration()))
    made = done(port, "declare", str(file), "--submit", role="company")
    assert (made["status"], made["completeness"]) == ("submitted", 1)
    booked = reserve(port, "--slot", slot(9, 24), "--declaration", made["id"], role="company")
    assert booked["declaration"] == made["id"]
    again = ("reserve", "CNMHN", "--plate", vehicle()["plate"], "--country", "CN", "--slot", slot(11, 24))
    said = refused(port, *again, "--declaration", made["id"], role="company")
    assert re.search(r"\(declaration\.in_use, rule \S+\).*Next: take another declaration", said)
    later = reserve(port, "--slot", slot(13, 24), role="company")
    both = command(port, "declare", str(file), "--attach", later["id"], role="company")
    assert both.exit_code == 0, both.output
    assert done(port, "show", later["id"], role="company")["declaration"]


@pytest.mark.parametrize("content", ["no json", "[]"])
def test_a_file_that_holds_no_declaration_is_wrong_use(port: Town, tmp_path: Path, content: str) -> None:
    file = tmp_path / "load.json"
    file.write_text(content)
    assert command(port, "declare", str(file), role="company").exit_code == 2


def test_the_ticket_is_written_as_pdf_and_a_waiting_one_has_none(port: Town, tmp_path: Path) -> None:
    made, sheet, slip = reserve(port, "--slot", slot(22, 23)), tmp_path / "ticket.pdf", tmp_path / "slip.pdf"
    done(port, "ticket", made["id"], "--out", str(sheet), "--language", "lo")
    done(port, "ticket", made["id"], "--out", str(slip), "--slip")
    assert sheet.read_bytes().startswith(b"%PDF")
    assert slip.read_bytes().startswith(b"%PDF")
    assert sheet.read_bytes() != slip.read_bytes()
    waits = reserve(port, "--slot", slot(22, 23), "--wait")
    assert "reservation.not_live" in refused(port, "ticket", waits["id"], "--out", str(tmp_path / "none.pdf"))
    assert not (tmp_path / "none.pdf").exists()


def test_the_pass_of_a_reservation_checks_in(port: Town) -> None:
    today = reserve(port, "--slot", slot(14, 22))
    visit = done(port, "check-in", "CNMHN", "--reference", today["pass"]["qr"])
    assert visit["reservation"] == today["id"]


def test_a_missed_slot_is_told_with_what_can_be_done(port: Town) -> None:
    shown = command(port, "show", port.missed[0], role="admin").output
    assert re.search(r"missed .*next: check in all the same", shown)


@pytest.mark.parametrize(
    "words",
    [
        "reserve CNMHN --plate A --country CN --lane a --wants",
        "reserve CNMHN --plate A --country CN --slot a --wants --from 2026-11-23 --to 2026-11-24",
        "move r",
        "ticket r",
        "accept",
        "swap r --plate A",
    ],
)
def test_wrong_use_ends_with_2(words: str) -> None:
    assert COMMANDS.invoke(app, words.split()).exit_code == 2


def _codes() -> set[str]:
    found = [each for each in vars(booking).values() if isinstance(each, type) and issubclass(each, Refusal)]
    return {each.code for each in found if each.__module__ == booking.__name__}


def test_i24_every_refusal_of_booking_says_what_to_do_next() -> None:
    assert _codes() - NOT_A_DRIVERS - NEXT.keys() == set()


def test_a_miss_is_shown_with_what_it_counts_and_appealed_once(port: Town) -> None:
    missed = port.missed.pop()
    assert "counts, appeal until 2026-" in command(port, "show", missed, role="admin").output
    words = ("appeal", missed, "--reason", "road_closed", "--text", "a landslide at km 40")
    assert done(port, *words, role="admin")["appeal"]["status"] == "open"
    assert "appealed: not decided yet" in command(port, "show", missed, role="admin").output
    assert "appeal.twice" in refused(port, *words, role="admin")
    answer = {"decision": "forgive", "reason": {"code": "road_closed"}}
    port.make("POST", f"/v1/appeals/{missed}/decide", "operator", json=answer)
    assert "does not count, appealed: forgiven" in command(port, "show", missed, role="admin").output


def test_i24_a_refusal_is_one_line_with_its_rule() -> None:
    facts = {"rule": "rebooks_per_day", "again_at": "2026-11-23T01:00:00+00:00"}
    said = line("vehicle.rebooks_used", "Too many.", facts)
    assert said.startswith("Too many. (vehicle.rebooks_used, rule rebooks_per_day) Again at 2026-11-23T01:00:00+00:00.")
    assert said.endswith(f"Next: {NEXT['vehicle.rebooks_used']}.")
    assert "\n" not in said


def test_what_is_not_known_is_still_told() -> None:
    assert line("moon.full", "The moon is full.", {}) == "The moon is full. (moon.full)"


def test_why_is_told_line_by_line_with_the_clause_it_rests_on() -> None:
    explanation = {
        "rules": {"clauses": [{"clause": "order.slot", "text": "Booked."}]},
        "passed_by": [{"class": "fresh", "clause": "order.priority", "count": 2, "text": "2 passed it."}],
        "corrections": [{"what": ["lane"], "reason": "mistake", "text": "Corrected."}],
        "changes": [{"code": "change.most", "clause": "priority_bound_minutes", "text": "3 more at most."}],
    }
    assert because(explanation) == [
        "Booked.  [order.slot]",
        "2 passed it.  [order.priority]",
        "Corrected.  (mistake)",
        "> 3 more at most.  [priority_bound_minutes]",
    ]
