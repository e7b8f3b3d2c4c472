"""What a truck is called on the screen, and in which languages the screen speaks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.screens.rules import languages, signs

PLATES = st.text("0123456789ABCKY云粤ກຂ -", min_size=1, max_size=12).filter(lambda text: any(map(str.isalnum, text)))


@pytest.mark.parametrize(
    ("plate", "sign"),
    [("云A12345", "345"), ("粤B·D77 88", "788"), ("ກຂ 4711", "711"), ("AB12", "12"), ("A1", "1"), ("7", "7")],
)
def test_a_truck_is_named_by_the_end_of_its_plate(plate: str, sign: str) -> None:
    assert signs({"v": plate}) == {"v": sign}


def test_two_that_would_read_the_same_get_a_character_more() -> None:
    assert signs({"a": "云A12345", "b": "云A99345", "c": "云A12346"}) == {"a": "2345", "b": "9345", "c": "346"}


@given(st.dictionaries(st.integers(), PLATES, max_size=30))
def test_i28_no_more_than_half_of_a_plate_is_ever_shown(plates: dict[int, str]) -> None:
    for who, sign in signs({str(who): plate for who, plate in plates.items()}).items():
        bare = "".join(each for each in plates[int(who)] if each.isalnum())
        assert bare.endswith(sign)
        assert 1 <= len(sign) <= min(4, (len(bare) + 1) // 2)


@pytest.mark.parametrize(
    ("countries", "spoken"),
    [
        (("CN", "LA"), ("zh", "lo", "en")),
        (("VN", "CN"), ("vi", "zh", "en")),
        (("CN", None), ("zh", "en")),
        (("PL",), ("en",)),
    ],
)
def test_the_screen_speaks_for_both_sides_and_for_the_rest(
    countries: tuple[str | None, ...], spoken: tuple[str, ...]
) -> None:
    assert languages(*countries) == spoken
