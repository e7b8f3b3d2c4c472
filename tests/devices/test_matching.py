"""How plates are told apart: by cases, and as properties of any plate."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.booking.vehicles import plate_key
from serai.devices.matching import PlateSeen, best, likeness

SIGNS = "ABCDEFGHJKLMNPRSTUVWXYZ0123456789"
PLATES = st.text(SIGNS, min_size=6, max_size=9)
COUNTRIES = st.sampled_from(["CN", "LA", "VN", "MM", "TH"])


def seen(plate: str, country: str | None = "CN", percent: int = 100) -> PlateSeen:
    return PlateSeen.of(plate, country, percent)


@pytest.mark.parametrize(
    ("read", "expected", "confidence"),
    [
        ("YA1234", "YA1234", 100),
        ("ya-1234", "YA 1234", 100),
        ("YAI234", "YA1234", 96),
        ("YA123A", "YA1234", 96),
        ("8A1Z34", "BA1234", 92),
        ("YA1934", "YA1234", 75),
        ("YA134", "YA1234", 75),
        ("YA12344", "YA1234", 75),
        ("A12345", "云A12345", 88),
        ("YA9934", "YA1234", 0),
        ("YA19", "YA12", 0),
        ("", "YA1234", 0),
        ("----", "YA1234", 0),
    ],
)
def test_what_is_seen_for_what_is_expected(read: str, expected: str, confidence: int) -> None:
    assert likeness(seen(read), plate_key(expected, "CN")) == confidence


@pytest.mark.parametrize(("country", "confidence"), [("CN", 100), (None, 98), ("LA", 85)])
def test_another_country_is_doubt_and_no_word_is_little(country: str | None, confidence: int) -> None:
    assert likeness(seen("YA1234", country), plate_key("YA1234", "CN")) == confidence


def test_a_readers_own_doubt_counts_for_a_fourth() -> None:
    assert likeness(seen("YA1234", percent=60), plate_key("YA1234", "CN")) == 90


def test_the_best_of_several_proposals_counts() -> None:
    assert best([seen("XX9999"), seen("YA1234", percent=80)], plate_key("YA1234", "CN")) == 95


@given(PLATES, COUNTRIES, st.integers(0, 100))
def test_a_plate_is_most_like_itself(plate: str, country: str, percent: int) -> None:
    own = likeness(seen(plate, country, percent), plate_key(plate, country))
    assert own == 100 - (100 - percent) // 4
    assert own >= likeness(seen(plate, None, percent), plate_key(plate, country)) > 0


@given(PLATES, PLATES)
def test_another_plate_is_never_as_sure_as_the_same_one(read: str, expected: str) -> None:
    confidence = likeness(seen(read), plate_key(expected, "CN"))
    assert 0 <= confidence <= 100
    assert (confidence == 100) == (plate_key(read, "CN") == plate_key(expected, "CN"))


@given(PLATES, st.data())
def test_one_wrong_missing_or_additional_sign_is_found_and_never_sure(plate: str, data: st.DataObject) -> None:
    at, sign = data.draw(st.integers(0, len(plate) - 1)), data.draw(st.sampled_from(SIGNS))
    spoilt = data.draw(
        st.sampled_from(
            [plate[:at] + plate[at + 1 :], plate[:at] + sign + plate[at:], plate[:at] + "龙" + plate[at + 1 :]]
        )
    )
    assert 50 <= likeness(seen(spoilt), plate_key(plate, "CN")) < 90


@given(PLATES, st.data())
def test_two_wrong_signs_are_another_plate(plate: str, data: st.DataObject) -> None:
    first, second = sorted(data.draw(st.lists(st.integers(0, len(plate) - 1), min_size=2, max_size=2, unique=True)))
    spoilt = plate[:first] + "龙" + plate[first + 1 : second] + "凤" + plate[second + 1 :]
    assert likeness(seen(spoilt), plate_key(plate, "CN")) == 0


@given(st.text(max_size=30), st.text(max_size=30), st.integers(-5, 200))
def test_nothing_that_a_reader_writes_breaks_it(read: str, expected: str, percent: int) -> None:
    assert 0 <= likeness(seen(read, None, percent), plate_key(expected, "CN")) <= 100
