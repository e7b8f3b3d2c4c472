"""`serai-driver check-in --at`: who says that it is there is checked in, and who is not is told why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from serai_driver.refusals import NEXT
from tests.corpus.town import Town, reservation, town
from tests.driver.test_bookings import command, done, refused

GATE = {"lat": 21.1896, "lon": 101.6862}
HERE, AWAY = "21.1897,101.6863", "21.2896,101.6862"


@pytest.fixture(scope="module")
def fenced(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with town(f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('fenced')}/serai.db") as made:
        fence = {"points": [GATE], "within_m": 300, "accuracy_m": 100}
        made.make("PUT", "/v1/sites/CNMHN/rulebook", json={"geofence": fence})
        yield made


def arriving(port: Town) -> tuple[str, ...]:
    """The words that check in by a reservation whose window is open."""
    made: dict[str, Any] = port.make("POST", "/v1/reservations", "driver", json=reservation(13))
    return ("check-in", "CNMHN", "--reservation", made["id"])


def test_who_is_at_the_gate_is_checked_in_and_where_it_was_stands_nowhere(fenced: Town) -> None:
    words = arriving(fenced)
    visit = done(fenced, *words, "--at", HERE)
    assert (visit["status"], visit["reservation"]) == ("waiting", words[-1])
    entries = fenced.make("GET", "/v1/sites/CNMHN/ledger", params={"after": fenced.heads()["CNMHN"] - 20})["items"]
    assert "21.1897" not in str(entries)
    assert "21.1897" not in fenced.service.log()


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ((), "visit.position_needed"),
        (("--at", AWAY), "visit.not_there"),
        (("--at", HERE, "--accuracy", "101"), "visit.position_vague"),
    ],
)
def test_who_is_not_or_is_not_sure_of_it_is_told_what_to_do(fenced: Town, more: tuple[str, ...], code: str) -> None:
    words = arriving(fenced)
    said = refused(fenced, *words, *more)
    assert NEXT[code] in said
    assert fenced.make("GET", f"/v1/reservations/{words[-1]}", "driver")["status"] == "confirmed"
    assert done(fenced, *words, "--at", HERE)["status"] == "waiting", "and may ask again from where it is"


@pytest.mark.parametrize("at", ["here", "21.1896", "21.1896;101.6862", "1,2,3", "91,0", "0,181", "nan,nan"])
def test_what_is_no_position_is_wrong_use_or_refused_and_checks_nobody_in(fenced: Town, at: str) -> None:
    words = arriving(fenced)
    assert command(fenced, *words, "--at", at).exit_code in (1, 2)
    assert fenced.make("GET", f"/v1/reservations/{words[-1]}", "driver")["status"] == "confirmed"
