"""A board that is kept is never one that something was written after."""

from __future__ import annotations

from datetime import timedelta

import pytest

from serai.screens.kept import FRESH, Boards, Kept
from tests.worlds import NOON

KEPT = Kept(7, NOON, b"{}")
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("seq", "after", "is_kept"),
    [(7, 0 * SECOND, True), (7, FRESH, True), (7, FRESH + SECOND, False), (7, -SECOND, False), (8, 0 * SECOND, False)],
)
def test_a_board_holds_until_something_happens_or_it_is_old(seq, after, is_kept):
    boards = Boards()
    boards.keep("CNMHN", KEPT)
    assert boards.find("CNMHN", seq, NOON + after) == (KEPT if is_kept else None)
    assert boards.find("LABTN", seq, NOON) is None


def test_where_the_clock_stands_still_it_is_of_this_very_instant():
    boards = Boards(timedelta(0))
    boards.keep("CNMHN", KEPT)
    assert boards.find("CNMHN", 7, NOON) == KEPT
    assert boards.find("CNMHN", 7, NOON + SECOND) is None


def test_the_same_bytes_have_the_same_tag():
    assert Kept(7, NOON, b"a").tag == Kept(8, NOON, b"a").tag != Kept(7, NOON, b"b").tag
