"""The rulebook in words: all of it, in six languages, and never other numbers than those that decide."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import httpx
import pytest

from serai.core.languages import LANGUAGES
from serai.sites import wording
from serai.sites.clauses import CLAUSES
from serai.sites.documents import WEEKDAYS
from serai.sites.rulebook import Rulebook
from serai.sites.wording import WORDINGS
from tests.sites.conftest import Office

CHANGED: dict[str, list[Any]] = {
    "peak": [
        [],
        [{"days": ["mon", "tue"], "from": "07:00", "to": "09:15"}],
        [{"days": ["mon", "wed"], "from": "07:00", "to": "09:15"}],
        [{"days": ["mon", "tue"], "from": "07:30", "to": "09:15"}],
        [{"days": ["mon", "tue"], "from": "07:00", "to": "09:45"}],
    ],
    "release_windows": [
        [{"days": ["mon"], "from": "07:00", "to": "09:15", "days_ahead": 3}],
        [{"days": ["mon"], "from": "07:00", "to": "09:15", "days_ahead": 4}],
        [{"days": ["mon"], "from": "07:00", "to": "09:15", "days_ahead": 3, "lane": "export-fresh"}],
        [{"days": ["sun"], "from": "07:00", "to": "09:15", "days_ahead": 3}],
    ],
    "merge": [
        [{"take": 5}],
        [{"classes": ["fresh"], "take": 1}, {"take": 5}],
        [{"classes": ["fresh"], "take": 2}, {"take": 5}],
        [{"classes": ["fresh"], "trusted": True, "take": 2}, {"take": 5}],
        [{"classes": ["fresh"], "trusted": False, "take": 2}, {"take": 5}],
        [{"classes": ["fresh"], "booked": True, "take": 2}, {"take": 5}],
        [{"classes": ["fresh"], "booked": False, "take": 2}, {"take": 5}],
        [{"classes": ["livestock"], "take": 2}, {"take": 5}],
    ],
    "quiet_hours": [{"from": "21:15", "to": "06:00"}, {"from": "22:00", "to": "06:15"}],
    "mode": ["live_queue_only"],
    "calls": [
        {"automatic": True},
        {"life_minutes": 31},
        {"missed_place": "arrival"},
        {"most_missed": 4},
        {"most_missed": 0},
        {"rest_minutes": 11},
        {"hold_seconds": 91},
        {"on_stop": "come"},
        {"may_exceed": True},
    ],
    "walk_ins": [False],
    "geofence": [
        {"points": [{"lat": 21.1896, "lon": 101.6862}]},
        {"points": [{"lat": 21.1897, "lon": 101.6862}]},
        {"points": [{"lat": 21.1896, "lon": 101.6863}]},
        {"points": [{"lat": 21.1896, "lon": 101.6862}], "within_m": 201},
        {"points": [{"lat": 21.1896, "lon": 101.6862}], "accuracy_m": 101},
    ],
}
"""Other values of the members that are not numbers."""


def others(member: str) -> Iterator[Any]:
    """Every other value of a member that is tried, one number changed at a time."""
    value = getattr(Rulebook(), member)
    if member in CHANGED:
        yield from CHANGED[member]
    elif isinstance(value, Decimal):
        yield Decimal("0.85")
    elif isinstance(value, int):
        yield value + 1
    else:
        for name, number in value.model_dump().items():
            yield {**value.model_dump(), name: number + 1}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("member", Rulebook.model_fields)
def test_i10_a_changed_parameter_changes_its_text_in_every_language(member: str, language: str) -> None:
    told = [wording.sentence(Rulebook(), member, language)]
    told += [wording.sentence(Rulebook.model_validate({member: each}), member, language) for each in others(member)]
    assert len(told) > 1
    assert len(set(told)) == len(told)


def test_i10_twin_a_text_with_a_number_of_its_own_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    frozen = {**WORDINGS["th"], "hold_minutes": "เก็บที่ไว้ 10 นาที"}
    monkeypatch.setattr(wording, "WORDINGS", {**WORDINGS, "th": frozen})
    with pytest.raises(AssertionError):
        test_i10_a_changed_parameter_changes_its_text_in_every_language("hold_minutes", "th")


def test_no_member_has_a_number_of_its_own() -> None:
    """Those of an id aside, and of the clauses, which are facts of the house."""
    for language, words in WORDINGS.items():
        for name, text in words.items():
            known = {"extensions_per_60_days": {"60"}, "clause.bulk.readable": {"1", "1,000", "1.000"}}.get(name, set())
            known = known | set(re.findall(r"\d", text)) if name in WEEKDAYS else known
            found = {each.rstrip(".,") for each in re.findall(r"\d[\d.,]*", re.sub(r"\{\w+\}", "", text))}
            assert found <= known, (language, name)


def test_every_member_and_every_clause_stands_once_under_its_own_id_in_six_languages() -> None:
    wanted = [*Rulebook.model_fields, *CLAUSES]
    for language in LANGUAGES:
        ids = [each.id for section in wording.told(Rulebook(), language) for each in section.clauses]
        assert sorted(ids) == sorted(wanted)
    assert set(WORDINGS) == set(LANGUAGES)


def test_every_language_says_what_english_says() -> None:
    for language, words in WORDINGS.items():
        assert words.keys() == WORDINGS["en"].keys(), language
        for name, text in words.items():
            named, wanted = (set(re.findall(r"\{(\w+)\}", each)) for each in (text, WORDINGS["en"][name]))
            assert named == wanted, (language, name)
            is_own = language == "en" or name.endswith(".each") or name == "comma" or text != WORDINGS["en"][name]
            assert is_own, (language, name)


def test_the_starting_rulebook_reads_as_it_decides() -> None:
    merge = wording.sentence(Rulebook(), "merge", "en")
    assert "every 8 turns" in merge
    assert "fresh of trusted companies 1, fresh 1, trusted companies 1, all others 5" in merge
    assert "at most 20 minutes" in wording.sentence(Rulebook(), "priority_bound_minutes", "en")
    assert "10 %" in wording.sentence(Rulebook(), "company_share", "vi")


async def test_anybody_reads_a_version_in_a_language(office: Office) -> None:
    await office.created()
    path = "/v1/sites/CNMHN/rulebook"
    async with office.client() as public:
        first = (await public.get(f"{path}/text", headers={"Accept-Language": "lo"})).json()
        assert (first["language"], first["version"], first["versions"]) == ("lo", 0, [0])
        assert (await office.admin.put(path, json={"priority_bound_minutes": 37})).status_code == 200
        now = await public.get(f"{path}/text", params={"language": "en"})
        assert "at most 37 minutes" in said(now)["priority_bound_minutes"]
        assert now.headers["content-language"] == "en"
        before = await public.get(f"{path}/text", params={"language": "en", "version": 0})
        assert "at most 20 minutes" in said(before)["priority_bound_minutes"]
        unknown = await public.get(f"{path}/text", params={"version": 9})
        assert (unknown.status_code, unknown.json()["code"]) == (404, "rulebook.unknown")
        assert (await public.get(f"{path}/text", params={"language": "xx"})).status_code == 422


def said(answer: httpx.Response) -> dict[str, str]:
    """Sentences by id."""
    return {each["id"]: each["text"] for section in answer.json()["sections"] for each in section["clauses"]}
