"""The file of readings: what is taken from it, and what is said of one that is wrong."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from serai.demo.readings import Reading, ReadingsInvalid, of_day, parse
from serai.demo.world import READINGS

HEAD = "observed_at_utc,crossing,latitude,longitude,trucks_waiting\n"


def parsed(*lines: str) -> dict[str, list[Reading]]:
    return parse((HEAD + "".join(line + "\n" for line in lines)).splitlines(keepends=True))


def test_readings_come_by_crossing_and_in_order() -> None:
    found = parsed("2026-07-05T09:00:00Z,a,1,2,7", "2026-07-05T06:00:00Z,a,1,2,5", "2026-07-05T06:00:00Z,b,1,2,0")
    assert [reading.waiting for reading in found["a"]] == [5, 7]
    assert found["b"] == [Reading(datetime(2026, 7, 5, 6, tzinfo=UTC), 0)]


@pytest.mark.parametrize(
    "line",
    ["2026-07-05T06:00:00Z,a,1,2,many", "2026-07-05T06:00:00,a,1,2,5", "2026-07-05T06:00:00Z,a,1,2,-1", "today,a"],
    ids=["no number", "no offset", "below none", "too short"],
)
def test_a_bad_line_is_named(line: str) -> None:
    with pytest.raises(ReadingsInvalid, match="line 3"):
        parsed("2026-07-05T06:00:00Z,a,1,2,5", line)


def test_a_file_without_the_columns_is_refused() -> None:
    with pytest.raises(ReadingsInvalid, match="trucks_waiting"):
        parse(["a,b\n", "1,2\n"])


def test_a_day_reaches_beyond_its_24_hours_so_that_the_last_gap_has_an_end() -> None:
    first = datetime(2026, 7, 5, 3, tzinfo=UTC)
    hours = (-9, 0, 8, 20, 27, 50)
    found = of_day([Reading(first + timedelta(hours=at), at + 9) for at in hours], date(2026, 7, 5))
    assert [reading.waiting for reading in found] == [9, 17, 29, 36]


def test_a_day_without_readings_is_refused() -> None:
    with pytest.raises(ReadingsInvalid, match="2026-07-06"):
        of_day([Reading(datetime(2026, 7, 5, 3, tzinfo=UTC), 1)], date(2026, 7, 6))


def test_the_file_that_ships_is_whole() -> None:
    with READINGS.open(encoding="utf-8", newline="") as file:
        found = parse(file)
    assert sum(map(len, found.values())) == 2_115
    assert {min(day.waiting for day in found["dorohusk"]), max(day.waiting for day in found["dorohusk"])} == {
        1256,
        3231,
    }
    assert (READINGS.parent / "LICENSE-data.md").read_text().count("CC BY 4.0")
