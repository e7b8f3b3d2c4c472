"""The page about many reservations at once shows commands that run, and they do what the page says."""

from __future__ import annotations

from pathlib import Path

from tests.journeys.pages import shown
from tests.serving import running


def test_every_command_of_the_page_does_what_the_page_says(sqlite_url: str, tmp_path: Path) -> None:
    with running(sqlite_url) as service:
        told = shown("bulk.md", service, tmp_path).splitlines()
        assert "Traceback" not in service.log()
    assert told == [
        "2026-11-22T04:00:00Z",
        "CNMHN",
        "24",
        "confirmed vehicle.already_booked 2 confirmed",
        "confirmed confirmed",
        "2 reservations",
        "idempotency.mismatch",
        "bulk.refused confirmed vehicle.already_booked",
        "confirmed 2026-11-23T11:00:00+08:00",
        "16.5 3 length_m",
        "confirmed 2026-11-23T09:00:00+08:00",
        "confirmed confirmed pair.too_far",
        "2026-11-30 confirmed None",
        "2026-11-23T00:00:00Z",
        "2026-11-30 2026-12-07 2026-12-14",
        "ended",
    ]
