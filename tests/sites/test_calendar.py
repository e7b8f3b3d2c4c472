"""Slots from a calendar: wall time in, instants out, on days of every length."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from serai.sites import calendar as calendars
from serai.sites.calendar import CalendarInvalid, SlotTime, parse_slot_id
from serai.sites.walltime import instant
from tests.sites.builders import all_day, calendar, rule

LANE = "export-general"
SHANGHAI = "Asia/Shanghai"


def day_of(on: date, zone: str, *rules: dict[str, Any], **more: Any) -> list[SlotTime]:
    return list(calendar(*rules, **more).sheet(LANE, on, zone).values())


def walls(slots: list[SlotTime], zone: str) -> list[str]:
    return [f"{slot.starts_at.astimezone(ZoneInfo(zone)):%H:%M}" for slot in slots]


def test_windows_lie_inside_the_hours_and_may_overlap() -> None:
    slots = day_of(date(2026, 11, 22), SHANGHAI, rule(**{"from": "07:00", "to": "09:00"}))
    assert walls(slots, SHANGHAI) == ["07:00", "07:30", "08:00"]
    assert all(slot.ends_at - slot.starts_at == timedelta(hours=1) for slot in slots)
    assert slots[0].starts_at == datetime(2026, 11, 21, 23, tzinfo=UTC)
    assert (slots[0].local_date, slots[0].zone, slots[0].capacity) == (date(2026, 11, 22), SHANGHAI, 12)


def test_24_00_ends_the_day_and_the_next_day_goes_on() -> None:
    late, early = rule(**{"from": "22:00", "to": "24:00"}), rule(**{"from": "00:00", "to": "02:00"})
    hours = calendar(late, early)
    found = calendars.slots(
        hours, LANE, SHANGHAI, datetime(2026, 11, 22, 12, tzinfo=UTC), datetime(2026, 11, 22, 19, tzinfo=UTC)
    )
    assert walls(found, SHANGHAI) == ["22:00", "22:30", "23:00", "00:00", "00:30", "01:00"]
    assert [slot.local_date.day for slot in found] == [22, 22, 22, 23, 23, 23]


def test_half_hour_zone() -> None:
    slots = day_of(date(2026, 11, 22), "Asia/Yangon", rule())
    assert slots[0].starts_at == datetime(2026, 11, 22, 0, 30, tzinfo=UTC)
    assert len(slots) == 27


@pytest.mark.parametrize(
    ("zone", "on", "hours"),
    [
        ("Europe/Warsaw", date(2026, 3, 29), 23),
        ("Europe/Warsaw", date(2026, 3, 30), 24),
        ("Europe/Warsaw", date(2026, 10, 25), 25),
        ("America/New_York", date(2026, 3, 8), 23),
        ("America/New_York", date(2026, 11, 1), 25),
        ("Africa/Cairo", date(2026, 4, 24), 23),  # the leap is at midnight: the day begins at 01:00
        ("America/Havana", date(2026, 11, 1), 25),  # 00:00 to 01:00 happens twice
        ("Asia/Shanghai", date(2026, 3, 29), 24),
        ("Asia/Yangon", date(2026, 10, 25), 24),
    ],
)
def test_i20_hourly_slots_are_as_many_as_the_day_has_hours(zone: str, on: date, hours: int) -> None:
    slots = day_of(on, zone, all_day())
    assert len(slots) == hours
    assert all(a.ends_at == b.starts_at for a, b in pairwise(slots))
    assert len({slot.id for slot in slots}) == hours


def test_i20_the_hour_that_comes_twice_has_two_slots_with_ids_of_their_own() -> None:
    slots = day_of(date(2026, 10, 25), "Europe/Warsaw", all_day())
    assert [slot.id for slot in slots if "T02" in slot.id] == [
        "CNMHN~export-general~20261025T0200~60",
        "CNMHN~export-general~20261025T0200b~60",
    ]


def test_i20_a_slot_keeps_its_wall_time_when_the_zone_changes_by_decree() -> None:
    hours = calendar(rule())
    shown = calendars.slot(hours, "Asia/Almaty", "CNMHN~export-general~20231122T0800~60")
    moved = calendars.slot(hours, "Asia/Tashkent", "CNMHN~export-general~20231122T0800~60")
    assert shown is not None
    assert moved is not None
    assert moved.starts_at - shown.starts_at == timedelta(hours=1)
    assert walls([shown], "Asia/Almaty") == walls([moved], "Asia/Tashkent") == ["08:00"]


ZONES = st.sampled_from(
    ["Europe/Warsaw", "America/New_York", "Asia/Yangon", "Asia/Shanghai", "Africa/Cairo", "Australia/Lord_Howe",
     "America/Havana", "Asia/Kathmandu", "Pacific/Apia", "America/Asuncion"]
)  # fmt: skip
DAYS = st.dates(date(2001, 1, 1), date(2040, 12, 31))


@given(zone=ZONES, on=DAYS, cuts=st.lists(st.integers(1, 1439), max_size=4, unique=True))
@settings(max_examples=300, deadline=None)
def test_hours_side_by_side_neither_overlap_nor_leave_a_gap(zone: str, on: date, cuts: list[int]) -> None:
    info = ZoneInfo(zone)
    marks = [instant(on, minute, info) for minute in (0, *sorted(cuts), 1440)]
    assert marks == sorted(marks)
    assert marks[-1] == instant(on + timedelta(days=1), 0, info)
    for minute, found in zip((0, *sorted(cuts)), marks, strict=False):
        wall = found.astimezone(info)
        assert (wall.hour * 60 + wall.minute >= minute and wall.date() == on) or wall.date() > on


@given(
    zone=ZONES,
    on=DAYS,
    opens=st.integers(0, 1380),
    hours=st.integers(1, 24),
    every=st.sampled_from([5, 15, 30, 45, 60, 90]),
    length=st.sampled_from([15, 60, 75]),
)
@settings(max_examples=200, deadline=None)
def test_every_slot_is_inside_its_hours_and_found_again_by_id(
    zone: str, on: date, opens: int, hours: int, every: int, length: int
) -> None:
    closes = min(opens + hours * 60, 1440)
    if closes - opens < length:
        return
    wall = {"from": f"{opens // 60:02}:{opens % 60:02}", "to": f"{closes // 60:02}:{closes % 60:02}"}
    made = calendar(rule(**wall, every=f"PT{every}M", length=f"PT{length}M"))
    info = ZoneInfo(zone)
    first, last = instant(on, opens, info), instant(on, closes, info)
    slots = list(made.sheet(LANE, on, zone).values())
    assert len(slots) == max(0, (last - first - timedelta(minutes=length)) // timedelta(minutes=every) + 1)
    fresh = calendar(rule(**wall, every=f"PT{every}M", length=f"PT{length}M"))
    for slot in slots:
        assert first <= slot.starts_at
        assert slot.ends_at <= last
        assert slot.starts_at.astimezone(info).date() == slot.local_date == on
        assert calendars.slot(fresh, zone, slot.id) == slot
        key = parse_slot_id(slot.id)
        assert key is not None
        assert key.id == slot.id
    assert calendars.slots(made, LANE, zone, first, last) == slots


@given(st.text(max_size=60) | st.from_regex(r"CNMHN~[a-z-]{1,16}~[0-9]{8}T[0-9]{4}b?~[0-9]{1,4}", fullmatch=True))
@settings(max_examples=300, deadline=None)
def test_any_text_may_be_asked_for(id: str) -> None:
    found = calendars.slot(calendar(rule()), SHANGHAI, id)
    assert found is None or found.id == id


@pytest.mark.parametrize(
    "id",
    [
        "CNMHN~export-general~20261122T0815~60",
        "CNMHN~export-general~20261122T0800~61",
        "CNMHN~export-general~20261122T0800b~60",
        "CNMHN~export-general~20261122T0800~060",
        "CNMHN~export-general~2026112２T0800~60",
        "CNMHN~other~20261122T0800~60",
        "LABTN~export-general~20261122T0800~60",
        "CNMHN~export-general~99991231T0800~60",
        "CNMHN~export-general~00010101T0800~60",
        "~~~",
        "",
    ],
)
def test_no_such_slot(id: str) -> None:
    made = calendar(rule())
    made.sheet(LANE, date(2026, 11, 22), SHANGHAI)
    assert calendars.slot(made, SHANGHAI, id) is None


def test_a_closed_day_lists_its_slots_as_closed() -> None:
    closed = {"date": "2027-02-06", "lane": None, "closed": True, "reason": "Spring Festival"}
    slots = day_of(date(2027, 2, 6), SHANGHAI, rule(), exceptions=[closed])
    assert len(slots) == 27
    assert all(slot.closed and slot.reason == "Spring Festival" for slot in slots)
    assert not day_of(date(2027, 2, 7), SHANGHAI, rule(), exceptions=[closed])[0].closed


def test_an_exception_replaces_the_hours_and_inherits_the_rest() -> None:
    short = {"date": "2027-02-12", "lane": LANE, "from": "09:00", "to": "15:00", "capacity": 6}
    slots = day_of(date(2027, 2, 12), SHANGHAI, rule(), exceptions=[short])
    assert walls(slots, SHANGHAI)[:2] == ["09:00", "09:30"]
    assert walls(slots, SHANGHAI)[-1] == "14:00"
    assert {slot.capacity for slot in slots} == {6}


def test_a_capacity_alone_keeps_all_hours_of_the_day() -> None:
    morning, evening = rule(**{"from": "07:00", "to": "09:00"}), rule(**{"from": "18:00", "to": "20:00"}, capacity=4)
    less = {"date": "2027-02-12", "lane": LANE, "capacity": 1}
    slots = day_of(date(2027, 2, 12), SHANGHAI, morning, evening, exceptions=[less])
    assert walls(slots, SHANGHAI) == ["07:00", "07:30", "08:00", "18:00", "18:30", "19:00"]
    assert {slot.capacity for slot in slots} == {1}


def test_a_lane_of_its_own_wins_over_every_lane() -> None:
    everybody = {"date": "2027-02-06", "closed": True}
    own = {"date": "2027-02-06", "lane": LANE, "from": "10:00", "to": "12:00"}
    made = calendar(rule(), rule("export-fresh"), exceptions=[everybody, own])
    assert not any(slot.closed for slot in made.sheet(LANE, date(2027, 2, 6), SHANGHAI).values())
    assert all(slot.closed for slot in made.sheet("export-fresh", date(2027, 2, 6), SHANGHAI).values())


def test_an_exception_opens_a_day_without_hours() -> None:
    sunday = {"date": "2026-11-22", "lane": LANE, "from": "10:00", "to": "12:00"}
    slots = day_of(date(2026, 11, 22), SHANGHAI, rule(days=["mon"]), exceptions=[sunday])
    assert walls(slots, SHANGHAI) == ["10:00", "10:30", "11:00"]


def test_hours_that_touch_are_one_span() -> None:
    made = calendar(rule(**{"from": "00:00", "to": "12:00"}), rule(**{"from": "12:00", "to": "24:00"}))
    from_ = datetime(2026, 11, 22, tzinfo=UTC)
    assert calendars.hours(made, LANE, SHANGHAI, from_, from_ + timedelta(days=3)) == [
        (from_, from_ + timedelta(days=3))
    ]


BAD_RULES: list[tuple[dict[str, Any], str, str]] = [
    ({"lane": "nowhere"}, "rules[0].lane", "lane.unknown"),
    ({"from": "21:00", "to": "07:00"}, "rules[0].to", "calendar.bounds"),
    ({"from": "07:00", "to": "07:00"}, "rules[0].to", "calendar.bounds"),
    ({"every": "PT4M"}, "rules[0].every", "calendar.every"),
    ({"every": "PT0M"}, "rules[0].every", "calendar.every"),
    ({"length": "PT0M"}, "rules[0].length", "calendar.length"),
    ({"length": "PT15H"}, "rules[0].length", "calendar.no_window"),
    ({"days": ["mon", "mon"]}, "rules[0].days", "calendar.day_twice"),
]


@pytest.mark.parametrize(("change", "at", "code"), BAD_RULES)
def test_a_bad_rule_is_named(change: dict[str, Any], at: str, code: str) -> None:
    with pytest.raises(CalendarInvalid) as refused:
        calendar(rule(**change))
    assert [(fault.at, fault.code) for fault in refused.value.faults] == [(at, code)]
    assert refused.value.problem()["faults"][0]["text"]


BAD_EXCEPTIONS: list[tuple[list[dict[str, Any]], str, str]] = [
    ([{"date": "2027-02-06"}], "exceptions[0]", "calendar.exception_empty"),
    ([{"date": "2027-02-06", "closed": True, "capacity": 3}], "exceptions[0]", "calendar.closed_and_open"),
    ([{"date": "2027-02-06", "from": "09:00"}], "exceptions[0]", "calendar.bounds"),
    ([{"date": "2027-02-06", "from": "09:00", "to": "08:00"}], "exceptions[0].to", "calendar.bounds"),
    ([{"date": "2027-02-06", "lane": LANE, "from": "09:00", "to": "09:30"}], "exceptions[0].length",
     "calendar.no_window"),
    ([{"date": "1999-02-06", "closed": True}], "exceptions[0].date", "calendar.date"),
    ([{"date": "2027-02-06", "lane": "nowhere", "closed": True}], "exceptions[0].lane", "lane.unknown"),
    ([{"date": "2027-02-06", "lane": "export-fresh", "capacity": 2}], "exceptions[0]", "calendar.incomplete"),
    ([{"date": "2027-02-06", "closed": True}, {"date": "2027-02-06", "capacity": 1}], "exceptions[1]",
     "calendar.exception_twice"),
]  # fmt: skip


@pytest.mark.parametrize(("exceptions", "at", "code"), BAD_EXCEPTIONS)
def test_a_bad_exception_is_named(exceptions: list[dict[str, Any]], at: str, code: str) -> None:
    with pytest.raises(CalendarInvalid) as refused:
        calendar(rule(), exceptions=exceptions)
    assert [(fault.at, fault.code) for fault in refused.value.faults] == [(at, code)]


def test_two_rules_may_not_give_the_same_window() -> None:
    with pytest.raises(CalendarInvalid) as refused:
        calendar(rule(), rule(days=["sat"], **{"from": "09:00", "to": "11:00"}, capacity=3))
    assert [(fault.at, fault.code) for fault in refused.value.faults] == [("rules[1]", "calendar.window_twice")]
    calendar(rule(), rule(days=["sat"], **{"from": "09:15", "to": "11:00"}))
