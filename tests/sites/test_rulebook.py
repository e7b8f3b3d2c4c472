"""The rulebook's defaults, bounds, versions and exact shares."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from serai.sites import rulebook
from serai.sites.rulebook import Rulebook, RulebookDocument, RulebookInvalid, RulebookPast, accept
from tests.sites.builders import NOW

STARTING: dict[str, Any] = {
    "hold_minutes": 10, "hold_cooldown_minutes": 30, "horizon_days": 14, "arrive_before_minutes": 60,
    "arrive_after_minutes": 30, "free_change_hours": 6, "company_share": 0.10,
    "strikes": {"misses": 2, "days": 30, "block_days": 14, "appeal_days": 14},
    "priority_bound_minutes": 20, "offer_minutes": 15,
    "declaration_hours": 4, "lead_minutes": 60, "swaps": 1, "extensions_per_60_days": 1, "rebooks_per_day": 3,
    "open_per_vehicle": 2, "release_windows": [], "call_interval_minutes": 15, "overrides_per_day": 5,
    "walk_ins": True, "mode": "booked",
}  # fmt: skip


def put(**body: Any) -> rulebook.Version:
    return accept(RulebookDocument.model_validate(body), 1, NOW)


def test_a_site_starts_with_the_published_numbers() -> None:
    wire = Rulebook().as_wire()
    assert {name: wire[name] for name in STARTING} == STARTING
    takes = [(turn["classes"], turn["trusted"], turn["take"]) for turn in wire["merge"]]
    assert takes == [(["fresh"], True, 1), (["fresh"], None, 1), (None, True, 1), (None, None, 5)]
    assert Rulebook.model_validate(wire) == Rulebook()


def test_a_waiting_area_takes_vehicles_from_three_hours_before() -> None:
    book = rulebook.starting("waiting_area").rulebook
    assert (book.arrive_before_minutes, book.arrive_after_minutes) == (180, 0)


def test_a_record_holds_no_float_and_reads_back() -> None:
    book = put(company_share=0.25, walk_in_share=0.1).rulebook
    record = orjson.loads(orjson.dumps(book.as_record()))
    assert (record["company_share"], record["walk_in_share"]) == ("0.25", "0.1")
    assert not any(isinstance(value, float) for value in record.values())
    assert Rulebook.model_validate(record) == book


@given(capacity=st.integers(0, 10_000), hundredths=st.integers(0, 100))
def test_shares_are_exact(capacity: int, hundredths: int) -> None:
    book = Rulebook.model_validate({"walk_in_share": hundredths / 100, "company_share": hundredths / 100})
    assert book.listed(capacity) == capacity * (100 - hundredths) // 100
    assert book.company_cap(capacity) == max(1, capacity * hundredths // 100)


def test_versions_follow_one_another() -> None:
    first, later, now = put(), put(effective_from=NOW + timedelta(days=30)), put(effective_from=NOW)
    versions = [rulebook.starting("border_port"), first, later, now]
    assert rulebook.at(versions, NOW - timedelta(seconds=1)).version == 0
    assert rulebook.at([*versions[:3], rulebook.Version(3, NOW, now.rulebook)], NOW).version == 3
    assert rulebook.at(versions, NOW + timedelta(days=31)) is later


def test_effective_from_may_equal_now_and_may_have_been_on_the_way() -> None:
    assert put().effective_from == put(effective_from=NOW).effective_from == NOW
    assert put(effective_from=NOW - timedelta(seconds=30)).effective_from == NOW
    with pytest.raises(RulebookPast):
        put(effective_from=NOW - timedelta(minutes=2))


BAD: list[dict[str, Any]] = [
    {"hold_minutes": 0},
    {"hold_minutes": 10.5},
    {"hold_minutes": "10"},
    {"hold_minutes": True},
    {"horizon_days": 0},
    {"company_share": 1.01},
    {"company_share": -0.1},
    {"walk_in_share": "NaN"},
    {"mode": "closed"},
    {"merge": []},
    {"merge": [{"take": 0}]},
    {"merge": [{"classes": [], "take": 1}, {"take": 1}]},
    {"strikes": {"misses": 0}},
    {"effective_from": "2027-01-01T00:00:00"},
    {"release_windows": [{}]},
    {"unknown": 1},
]


@pytest.mark.parametrize("body", BAD)
def test_what_is_out_of_bounds_is_refused(body: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        RulebookDocument.model_validate(body)


@pytest.mark.parametrize(
    ("body", "at", "code"),
    [
        ({"merge": [{"take": 5}, {"trusted": True, "take": 1}]}, "merge[0]", "rulebook.merge_hides"),
        ({"merge": [{"classes": ["fresh"], "take": 1}]}, "merge[0]", "rulebook.merge_leaves_out"),
        ({"peak": [{"days": ["mon"], "from": "18:00", "to": "06:00"}]}, "peak[0].to", "rulebook.bounds"),
    ],
)
def test_what_contradicts_itself_is_named(body: dict[str, Any], at: str, code: str) -> None:
    with pytest.raises(RulebookInvalid) as refused:
        put(**body)
    assert (at, code) in [(fault.at, fault.code) for fault in refused.value.faults]
