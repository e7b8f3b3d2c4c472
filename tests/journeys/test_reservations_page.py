"""The page about reservations shows commands that run, and they do what the page says."""

from __future__ import annotations

from pathlib import Path

from tests.journeys.pages import shown
from tests.serving import running


def test_every_command_of_the_page_does_what_the_page_says(sqlite_url: str, tmp_path: Path) -> None:
    with running(sqlite_url) as service:
        told = shown("reservations.md", service, tmp_path).splitlines()
        assert "Traceback" not in service.log()
    told = [line for line in told if not line.startswith("{")]
    for expected in (
        "hold.cooldown hold_cooldown_minutes",
        "2026-11-22T20:00:00+08:00",
        "2026-11-22T22:30:00+08:00",
        "云B20002",
        "reservation.swaps_used swaps",
        "waitlisted",
        "cancelled",
        "offered 2026-11-23T10:00:00+08:00 2026-11-22T04:15:00Z",
        "confirmed",
        "missed True 2026-12-07T01:30:00Z",
        "open",
        "a landslide at km 40 None 3",
        "forgive True",
        "60 2026-11-26T16:30:00+08:00",
        "required",
        "2026-11-24T17:00:00+08:00",
        "declaration.required declaration_hours",
        "submitted 1.0",
        "confirmed",
        "live_queue_only",
        "booked",
    ):
        assert expected in told, (expected, told)
        told = told[told.index(expected) + 1 :]
    assert (tmp_path / "slip.pdf").read_bytes().startswith(b"%PDF")
