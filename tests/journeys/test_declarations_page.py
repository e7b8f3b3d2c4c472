"""The page about declarations shows commands that run, and they do what the page says."""

from __future__ import annotations

from pathlib import Path

from serai.declarations.modes import MODES
from tests.house.pages import DOCS
from tests.journeys.pages import shown
from tests.serving import running

PAGE = DOCS / "declarations.md"


def test_every_command_of_the_page_does_what_the_page_says(sqlite_url: str, tmp_path: Path) -> None:
    with running(sqlite_url) as service:
        told = shown("declarations.md", service, tmp_path).splitlines()
        assert "Traceback" not in service.log()
    for expected in (
        "draft 0.42 parties.consignor",
        "declaration.incomplete",
        "1.0 []",
        "submitted",
        "declaration.locked",
        "inspecting",
        "rejected weight",
        "draft",
        "0",
    ):
        assert expected in told, (expected, told)
        told = told[told.index(expected) + 1 :]


def test_the_page_has_every_mode() -> None:
    rows = [line.split(" ")[1] for line in PAGE.read_text().splitlines() if line[:3] in ("| 0", "| 1", "| 9")]
    assert rows == list(MODES)
