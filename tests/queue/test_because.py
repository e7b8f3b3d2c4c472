"""Why a visit stands where it stands, in six languages, and which of them somebody reads."""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo

import pytest

from serai.core.languages import LANGUAGES, language
from serai.queue.because import because
from serai.queue.phrases import PHRASES
from serai.sites.wording import class_name
from tests.queue.world import Port

SHANGHAI = ZoneInfo("Asia/Shanghai")


def told(port: Port, visit: str, spoken: str = "en") -> list[dict[str, str]]:
    return because(port.queue.visits[visit], SHANGHAI, port.policy).told(spoken)


def test_every_clause_reads_as_a_sentence_about_this_visit() -> None:
    port = Port.opened()
    port.join()
    late = port.join("fresh", slot_in=0, after=200)
    said = told(port, late)
    assert [each["clause"] for each in said] == ["order.late", "order.priority"]
    assert "08:00" in said[0]["text"]
    assert "09:30" in said[0]["text"]
    assert said[1]["text"] == "Fresh: 1 of every 8 turns while others wait."


def test_a_clause_is_told_in_the_readers_language_with_the_same_facts() -> None:
    port = Port.opened()
    port.join()
    late = port.join("fresh", slot_in=0, after=200)
    texts = {spoken: [each["text"] for each in told(port, late, spoken)] for spoken in LANGUAGES}
    assert len({text for said in texts.values() for text in said}) == 2 * len(LANGUAGES)
    for first, second in texts.values():
        assert "08:00" in first
        assert "09:30" in first
        assert {"1", "8"} == set(re.findall(r"\d", second))
    assert texts["zh"][1].startswith("生鲜")


@pytest.mark.parametrize(
    ("entry", "english", "chinese"),
    [
        ({"classes": ["fresh"], "trusted": True}, "Fresh of trusted companies: ", "受信任企业的生鲜："),
        ({"classes": ["fresh", "parcel"]}, "Fresh, parcel: ", "生鲜、快件："),
        ({"trusted": True}, "Trusted companies: ", "受信任企业："),
    ],
)
def test_who_has_priority_is_named(entry: dict[str, object], english: str, chinese: str) -> None:
    port = Port.opened(merge=[{**entry, "take": 1}, {"take": 5}])
    visit = port.join("fresh", trusted=True)
    assert told(port, visit)[-1]["text"].startswith(english)
    assert told(port, visit, "zh")[-1]["text"].startswith(chinese)


def test_a_class_of_a_sites_own_is_called_by_its_code() -> None:
    assert class_name("th", "livestock") == "livestock"
    assert class_name("th", "fresh") == "ของสด"


def test_every_translation_says_what_english_says() -> None:
    assert PHRASES.keys() == set(LANGUAGES)
    for spoken, table in PHRASES.items():
        assert table.keys() == PHRASES["en"].keys(), spoken
        for name, text in table.items():
            words, wanted = (set(re.findall(r"\{(\w+)\}", each)) for each in (text, PHRASES["en"][name]))
            assert words == wanted, (spoken, name)


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, "en"), ("", "en"), ("zh", "zh"), ("zh-Hans-CN,zh;q=0.9,en;q=0.8", "zh"), ("en;q=0.2, zh;q=0.9", "zh"),
        ("EN-gb", "en"), ("de, fr;q=0.9", "en"), ("lo, zh;q=0.5", "lo"), ("my-MM", "my"), ("vi;q=0.1, th", "th"),
        ("zh;q=0", "en"), ("zh;q=oops", "en"), ("*", "en"), (",;,=;q=", "en"), ("zh;q=7", "en"),
    ],
)  # fmt: skip
def test_the_language_is_the_readers_as_far_as_it_is_spoken(accept: str | None, expected: str) -> None:
    assert language(accept) == expected
