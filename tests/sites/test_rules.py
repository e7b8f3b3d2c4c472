"""A site's memory: what its facts add up to, when it is open, who serves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from serai.core.events import parse
from serai.sites import events, rules
from serai.sites.documents import StaffingDocument
from serai.sites.rulebook import Rulebook
from serai.sites.rules import Closing, ClosureInvalid, StaffingInvalid, arrival_window
from serai.sites.site import LaneUnknown
from tests.sites.builders import NOW, calendar_put, fold, gate, lane, rule

DAY = datetime(2026, 11, 21, 16, tzinfo=UTC)  # midnight of the 22nd in Shanghai
LANE = "export-general"


def at(hour: float) -> datetime:
    return DAY + timedelta(hours=hour)


def closed(lane: str | None, from_: float, until: float | None) -> events.ClosureOpened:
    end = None if until is None else at(until)
    return events.ClosureOpened(closure="c1", lane=lane, from_=at(from_), until=end, reason="landslide")


def test_facts_survive_the_ledger() -> None:
    facts = [closed(None, 8, None), calendar_put(rule()), events.ClosureLifted(closure="c1")]
    for fact in facts:
        assert parse(fact.kind, fact.canonical()) == fact


def test_a_closure_closes_the_slots_it_touches_until_it_is_lifted() -> None:
    memory = fold(calendar_put(rule()), closed(LANE, 9, 10))
    shut = [slot for slot in memory.slots(LANE, at(7), at(12)) if slot.closed]
    assert [slot.starts_at for slot in shut] == [at(8.5), at(9), at(9.5)]
    assert {slot.reason for slot in shut} == {"landslide"}
    found = memory.slot(shut[0].id)
    assert found is not None
    assert found.closed
    memory.apply(events.ClosureLifted(closure="c1"), NOW, 9)
    assert not any(slot.closed for slot in memory.slots(LANE, at(7), at(12)))


def test_a_closed_lane_leaves_the_others_open() -> None:
    memory = fold(calendar_put(rule(), rule("export-fresh")), closed(LANE, 9, None))
    assert memory.closing(LANE, at(20)) == Closing("closure", "landslide")
    assert memory.is_open("export-fresh", at(20))
    assert memory.status(at(20)) == "open"
    assert fold(closed(None, 9, None)).status(at(20)) == "closed"


def test_open_by_hours_and_exceptions() -> None:
    festival = {"date": "2026-11-23", "closed": True, "reason": "festival"}
    memory = fold(calendar_put(rule(), exceptions=[festival]))
    assert memory.closing(LANE, at(6.99)) == Closing("hours", None)
    assert memory.is_open(LANE, at(7))
    assert memory.is_open(LANE, at(20.99))
    assert memory.closing(LANE, at(21)) == Closing("hours", None)
    assert memory.closing(LANE, at(24 + 9)) == Closing("exception", "festival")


def test_a_lane_without_rules_keeps_no_hours() -> None:
    assert fold().is_open(LANE, at(3))
    assert fold(calendar_put(rule())).is_open("export-fresh", at(3))
    assert fold(lanes=[], gates=[]).status(at(3)) == "listed"


def test_the_arrival_window_reaches_from_before_the_start_until_after_the_end() -> None:
    slot = fold(calendar_put(rule())).slots(LANE, at(8), at(8.1))[0]
    assert arrival_window(slot, Rulebook()) == (at(7), at(9.5))


def test_rulebook_versions_take_effect_in_time() -> None:
    book = Rulebook(hold_minutes=5).as_record()
    memory = fold(events.RulebookPut(version=1, effective_from=at(12), rulebook=book))
    assert memory.rulebook_at(at(11)).rulebook.hold_minutes == 10
    assert (memory.rulebook_at(at(12)).version, memory.rulebook_at(at(12)).rulebook.hold_minutes) == (1, 5)
    assert [version.version for version in memory.rulebooks] == [0, 1]


def test_each_piece_knows_its_last_change() -> None:
    memory = fold(calendar_put(rule()), closed(None, 1, 2), calendar_put(rule(capacity=3)))
    assert [memory.changed(piece) for piece in ("site", "calendar", "yard")] == [1, 4, 0]


def test_without_staffing_each_entry_gate_serves_one_while_its_lanes_are_open() -> None:
    lanes = [lane(gates=["gate-in", "gate-2"]), lane("export-fresh", gates=["gate-2"])]
    gates = [gate("gate-in"), gate("gate-2")]
    hours = calendar_put(rule(), rule("export-fresh", **{"from": "05:00", "to": "21:00"}))
    memory = fold(hours, lanes=lanes, gates=gates)
    found = [(shift.from_, shift.servers, shift.lanes) for shift in memory.shifts("gate-in", at(0), at(24))]
    assert found == [
        (at(0), 0, ()),
        (at(5), 1, ("export-fresh",)),
        (at(7), 2, (LANE, "export-fresh")),
        (at(21), 0, ()),
    ]


def test_staffing_speaks_for_its_periods_and_closures_stop_everything() -> None:
    plan = {"periods": [
        {"from": at(8).isoformat(), "to": at(12).isoformat(), "lanes": [], "gates": ["gate-in"], "servers": 3},
        {"from": at(10).isoformat(), "to": at(12).isoformat(), "lanes": [LANE], "gates": [], "servers": 1},
        {"from": at(8).isoformat(), "to": at(12).isoformat(), "lanes": [], "gates": ["gate-out"], "servers": 9},
    ]}  # fmt: skip
    memory = fold(calendar_put(rule(), rule("export-fresh")), closed(None, 9, 10))
    memory.staffing = rules.staffing(StaffingDocument.model_validate(plan), memory.place)
    found = [(shift.from_, shift.servers) for shift in memory.shifts("gate-in", at(7), at(13))]
    assert found == [(at(7), 1), (at(8), 3), (at(9), 0), (at(10), 4), (at(12), 1)]
    assert memory.shifts("gate-in", at(7), at(13))[-1].until == at(13)


def test_impossible_staffing_is_named() -> None:
    period = {"from": at(8).isoformat(), "to": at(8).isoformat(), "lanes": ["x"], "gates": ["y"], "servers": 1}
    with pytest.raises(StaffingInvalid) as refused:
        rules.staffing(StaffingDocument.model_validate({"periods": [period]}), fold().place)
    assert [fault.code for fault in refused.value.faults] == ["gate.unknown", "lane.unknown", "staffing.bounds"]


def test_a_closure_begins_now_at_the_earliest() -> None:
    made = rules.closure("c", None, NOW - timedelta(hours=1), None, "flood", NOW)
    assert (made.from_, made.until) == (NOW, None)
    for until in (NOW, NOW - timedelta(minutes=1)):
        with pytest.raises(ClosureInvalid):
            rules.closure("c", None, None, until, "flood", NOW)
    with pytest.raises(ClosureInvalid):
        rules.closure("c", None, NOW + timedelta(hours=2), NOW + timedelta(hours=1), "flood", NOW)


def test_a_memory_without_a_site_says_so() -> None:
    with pytest.raises(LookupError):
        _ = rules.SiteFold().place
    with pytest.raises(LaneUnknown):
        fold().place.lane("nowhere")
