"""The sheet of slots says which of them are given out by lot, and from when they are asked for."""

from __future__ import annotations

from typing import Any

from tests.booking.agency import Agency, agency

SHEET = "/sites/CNMHN/slots?from=2026-11-28T16:00:00Z&to=2026-11-30T16:00:00Z"
WINDOW = {"lane": "export-general", "days": ["sun"], "from": "16:00", "to": "16:30", "days_ahead": 7}


async def _drawn(town: Agency) -> dict[str, set[tuple[Any, ...]]]:
    """By local date, the draws that decide about its slots, when they open and when they close."""
    found: dict[str, set[tuple[Any, ...]]] = {}
    for each in (await town.make("GET", SHEET))["items"]:
        found.setdefault(each["local_date"], set()).add((each["draw"], each["opens_at"], each["closes_at"]))
    return found


async def test_a_slot_inside_a_window_that_is_to_come_says_so_until_it_is_drawn(database_url: str) -> None:
    async with agency(database_url) as town:
        await town.make("PUT", "/sites/CNMHN/rulebook", json={"release_windows": [WINDOW]})
        opens, closes = (f"2026-11-22T16:{minute}:00+08:00" for minute in ("00", "30"))
        draw, none = ("CNMHN~export-general~20261129~1600", opens, closes), (None, None, None)
        for at in (
            "12:05",
            "16:10",
            "16:35",
        ):  # announced, open, closed
            await town.until(f"2026-11-22T{at}:00+08:00")
            assert await _drawn(town) == {"2026-11-29": {draw}, "2026-11-30": {none}}
        await town.until("2026-11-22T17:00:00+08:00")
        assert await _drawn(town) == {"2026-11-29": {none}, "2026-11-30": {none}}
