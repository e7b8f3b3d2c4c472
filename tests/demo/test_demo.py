"""`serai demo` from outside: a day's beginning as fast as it goes, then another one over the database that was kept."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

ENDS_WITHIN = 150


def play(database: Path, hours: float, *more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "serai", "demo", "--speed", "0", "--hours", str(hours), "--port", "0"]
    where = ["--database", f"sqlite:///{database}"]
    return subprocess.run([*command, *where, *more], capture_output=True, text=True, timeout=ENDS_WITHIN)


def summary(database: Path, hours: float) -> dict[str, Any]:
    """A played day, whose process has ended by itself."""
    done = play(database, hours, "--json")
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def check(site: dict[str, Any]) -> None:
    """Whoever came was served, left or waits; and the service counts the same ones waiting."""
    trucks, bands = site["trucks"], site["bands"]
    assert trucks["arrived"] == trucks["served"] + trucks["left"] + trucks["waiting"]
    assert trucks["served"] == trucks["in_yard"] + trucks["departed"]
    assert trucks["waiting"] == site["queue_says"]
    assert bands["judged"] == bands["inside"] + bands["early"] + bands["late"]
    assert site["bays"]["peak"] <= site["bays"]["used"] + trucks["departed"]


@pytest.mark.timeout(2 * ENDS_WITHIN + 10)
def test_a_day_adds_up_and_the_next_one_follows_it(tmp_path: Path) -> None:
    first = summary(tmp_path / "serai.db", 2)
    assert first["sites"].keys() == {"CNMHN", "CNHEK"}
    for site in first["sites"].values():
        check(site)
        assert site["trucks"]["served"] > 10
        assert site["trucks"]["departed"] > 0
        assert site["bands"]["compared"] > 10
        assert site["bays"]["used"] > 2
    assert "internal" not in first["refused"]
    assert first["sites"]["CNHEK"]["inspections"]["ordered"] > 0
    assert first["sites"]["CNHEK"]["power_lost"] == 1
    assert {act["act"] for act in first["acts"]} >= {"road aisle-2-05 blocked", "road aisle-2-05 open again"}

    second = summary(tmp_path / "serai.db", 0.2)
    assert datetime.fromisoformat(second["from"]) > datetime.fromisoformat(first["to"])
    still_here = sum(site["trucks"]["waiting"] + site["trucks"]["in_yard"] for site in first["sites"].values())
    assert second["cleared_before"] == still_here
    for site in second["sites"].values():
        check(site)


def test_a_database_that_cannot_be_is_one_clear_line(tmp_path: Path) -> None:
    done = play(tmp_path / "nowhere" / "serai.db", 0.2, "--json")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()
