"""Every word of a ticket can be written, every name that can occur, and what cannot be is seen to be missing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import uharfbuzz
from hypothesis import given
from hypothesis import strategies as st

from serai.passes import fonts
from serai.passes.fonts import MISSING, Face, Weight
from serai.passes.phrases import BREAK, LANGUAGES, WORDS, day, say, spoken
from tests.house.tree import TREE
from tests.passes import cut

WEIGHTS: tuple[Weight, ...] = ("Regular", "Bold")


def written(text: str, weight: Weight = "Regular") -> str:
    return "".join(run.text for run in fonts.runs(text, weight))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("weight", WEIGHTS)
def test_every_phrase_can_be_written(language: str, weight: Weight) -> None:
    for phrase, text in WORDS[language].items():
        assert MISSING not in written(text.replace("|", ""), weight), phrase


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_everything_there_is_to_say(language: str) -> None:
    english = WORDS["en"]
    assert WORDS[language].keys() == english.keys()
    for phrase, text in WORDS[language].items():
        for place in ("{time}", "{place}", "{weekday}", "{day}", "{month}", "{year}"):
            assert (place in text) == (place in english[phrase]), (phrase, place)
    assert len(WORDS[language]["weekdays"].split()) == 7
    assert len(WORDS[language]["months"].split()) == 12


def test_a_language_that_is_not_spoken_is_english() -> None:
    assert spoken("fr") == "en"
    assert spoken("lo") == "lo"


def test_days_are_written_as_the_languages_do() -> None:
    """As the Unicode CLDR has them, without its commas and eras."""
    on = date(2026, 11, 22)
    assert {language: day(language, on) for language in LANGUAGES} == {
        "zh": "2026年11月22日 星期日",
        "en": "Sun 22 Nov 2026",
        "lo": "ວັນອາທິດ 22 ພະຈິກ 2026",
        "my": "2026 နိုဝင်ဘာ 22 တနင်္ဂနွေ",
        "vi": "Chủ Nhật 22/11/2026",
        "th": "วันอาทิตย์ 22 พ.ย. 2026",
    }


def test_a_name_with_a_bar_is_no_place_to_break() -> None:
    assert say("th", "time_of", place="A|B") == "เวลา A|B"
    assert BREAK in say("th", "late")


def test_all_of_gb_2312_can_be_written() -> None:
    characters = "".join(map(chr, cut.gb2312(range(16, 88))))
    assert len(characters) == 6_763
    assert MISSING not in written(characters)


def test_plates_are_written_in_bold() -> None:
    for sign in cut.PLATES:
        (run,) = fonts.runs(sign, "Bold")
        assert run.face == Face("NotoSansSC-Often", "Bold")


def test_a_name_keeps_one_weight_from_end_to_end() -> None:
    """鑫 is not among the characters that the bold face has."""
    (run,) = fonts.runs("瑞丽鑫口岸", "Bold")
    assert run == fonts.Run(Face("NotoSansSC", "Regular"), "瑞丽鑫口岸")


@pytest.mark.parametrize(
    ("text", "face"),
    [
        ("Lào Cai ễ ữ Đ", "NotoSans"),
        ("Хоргос", "NotoSans"),
        ("ບໍ່ເຕັນ", "NotoSansLao"),
        ("บ่อเต็น", "NotoSansThai"),
        ("မူဆယ်", "NotoSansMyanmar"),
        ("磨憨", "NotoSansSC-Often"),
    ],
)
def test_each_script_is_in_its_own_face(text: str, face: str) -> None:
    assert [run.face.name for run in fonts.runs(text, "Regular")] == [face]
    assert written(text) == text


def test_scripts_meet_in_one_line() -> None:
    names = [run.face.name.removeprefix("NotoSans") for run in fonts.runs("云A·12345 ບໍ່ Boten", "Regular")]
    assert names == ["SC-Often", "", "Lao", ""]


@pytest.mark.parametrize("unknown", ["喆", "م", "🚚", "ⴰ"])
def test_what_no_font_has_is_seen_to_be_missing(unknown: str) -> None:
    assert written(f"瑞{unknown}丽 A{unknown}B") == f"瑞{MISSING}丽 A{MISSING}B"


def test_marks_of_direction_and_controls_are_not_written() -> None:
    assert written("A\u202eB\u200fC\tD\u200bE") == "ABCDE"


@given(st.text(max_size=40), st.sampled_from(WEIGHTS))
def test_whatever_is_asked_for_has_glyphs(text: str, weight: Weight) -> None:
    for run in fonts.runs(text, weight):
        assert set(map(ord, run.text)) <= fonts.covered(run.face)
        assert fonts.width(run) >= 0


def glyphs(text: str, face: Face) -> list[int]:
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(fonts.shaper(face), buffer)
    return [info.codepoint for info in buffer.glyph_infos]


def test_burmese_is_shaped_and_not_strung_together() -> None:
    """The medial ra of ကြ stands before the letter that it follows in the text, and wraps it."""
    face = Face("NotoSansMyanmar", "Regular")
    together, (ka,) = glyphs("ကြ", face), glyphs("က", face)
    assert together[-1] == ka
    assert together != glyphs("က", face) + glyphs("ြ", face)


def test_marks_of_thai_and_lao_take_no_room_of_their_own() -> None:
    for one, other, name in (("ที่", "ท", "NotoSansThai"), ("ທີ່", "ທ", "NotoSansLao")):
        face = Face(name, "Regular")
        assert fonts.width(fonts.Run(face, one)) == fonts.width(fonts.Run(face, other))


def test_every_font_comes_with_its_licence() -> None:
    texts = {file.name: file.read_text() for file in fonts.FOLDER.glob("LICENSE-*.txt")}
    assert set(texts) == {f"LICENSE-{package}.txt" for package in cut.PACKAGES}
    assert all("SIL Open Font License, Version 1.1" in text for text in texts.values())
    notice = (TREE / "NOTICE").read_text()
    assert all(package in (fonts.FOLDER / "README.md").read_text() for package in cut.PACKAGES)
    assert "SIL Open Font License" in notice


def test_the_folder_holds_the_fonts_and_no_more_than_three_megabytes() -> None:
    files = {file.name: file.stat().st_size for file in fonts.FOLDER.glob("*.ttf")}
    assert set(files) == {face.file for face in fonts.FACES}
    assert sum(files.values()) < 3_000_000


def test_the_folder_is_beside_its_code() -> None:
    assert Path(fonts.__file__).parent / "fonts" == fonts.FOLDER
