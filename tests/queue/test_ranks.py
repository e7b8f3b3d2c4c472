"""Ranks, and the curves that are read at a rank."""

from __future__ import annotations

from collections import deque
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.queue import line as lines
from serai.queue.bands import Band, Curves, interpolated
from serai.queue.ranks import Ranks
from serai.queue.saving import sortable, unsorted
from tests.queue.world import START, Port, overtaken_seconds

KEYS = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 5)), unique=True, max_size=60)


@given(KEYS, st.data())
def test_ranks_are_those_of_a_sorted_list(keys: list[tuple[int, int]], data: st.DataObject) -> None:
    ranks, members = Ranks(), list[tuple[int, int]]()
    for key in keys:
        members = sorted([*members, key])
        assert ranks.join(key, str(key)) == members.index(key) + 1
        if data.draw(st.booleans()):
            gone = data.draw(st.sampled_from(members))
            assert ranks.leave(str(gone)) == members.index(gone) + 1
            members.remove(gone)
    assert list(ranks) == [str(key) for key in members]
    for rank, key in enumerate(members, 1):
        assert (ranks.rank(str(key)), ranks.at(rank)) == (rank, str(key))


def test_a_rank_beyond_the_line_or_a_member_twice_is_an_error() -> None:
    ranks = Ranks()
    ranks.join((1,), "a")
    for rank in (0, 2):
        with pytest.raises(IndexError):
            ranks.at(rank)
    with pytest.raises(KeyError):
        ranks.join((2,), "a")
    with pytest.raises(KeyError):
        ranks.join((1,), "b")


PARTS = st.tuples(
    st.integers(0, 10**19),
    st.integers(0, 49),
    st.integers(0, 2),
    st.integers(0, 10**10),
    st.integers(0, 10**13),
    st.integers(1, 10**14),
)


@given(PARTS, PARTS)
def test_keys_sort_as_text_as_they_sort(one: tuple[int, ...], other: tuple[int, ...]) -> None:
    assert unsorted(sortable(one)) == one
    assert (one < other) == (sortable(one) < sortable(other))


def test_a_band_lies_on_the_line_between_points_and_goes_on_beyond_the_last() -> None:
    points = [(1, 0, 2, 4), (11, 10, 22, 34)]
    assert [interpolated(points, rank, 2) for rank in (1, 6, 11, 21)] == [120, 720, 1320, 2520]
    assert interpolated([(5, 1, 2, 3)], 40, 3) == 180
    curves = Curves({"gate-in": {"general": points, "fresh": []}}, START)
    band = curves.at("gate-in", "general", 6, START, START)
    assert band is not None
    assert band.p50 - START == timedelta(minutes=12)
    assert curves.at("gate-in", "hazmat", 6, START, START) == band
    assert curves.at("gate-2", "general", 6, START, START) is None


def test_bands_do_not_know_of_who_came_later_and_are_outlived_when_their_last_instant_has_passed() -> None:
    points, way = [(1, 0, 2, 4), (11, 10, 22, 34)], [3, 8, 20]
    curves = Curves({"gate-in": {"general": points}}, START, {"gate-in": {"general": way}})
    for hours in (1, 30):
        now = START + timedelta(hours=hours)
        assert curves.at("gate-in", "general", 6, now, START) is None
        band = curves.at("gate-in", "general", 6, now, now)
        assert band == Band(*(now + timedelta(minutes=each) for each in way))
    band = curves.at("gate-in", "general", 11, START, START + timedelta(minutes=1))
    assert band == Band(*(START + timedelta(minutes=each) for each in (10, 22, 34)))
    assert Curves(curves.curves, START).at("gate-in", "general", 6, START + timedelta(hours=1), START) is None


def test_beyond_the_overtakers_remembered_nobody_older_is_passed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "MOST_OVERTAKERS", 4)
    port = Port.opened(priority_bound_minutes=1000, merge=[{"classes": ["fresh"], "take": 16}, {"take": 1}])
    port.queue.line("gate-in").overtakers = deque(maxlen=4)
    old = port.join()
    for _ in range(4):
        port.join()
    for _ in range(8):
        port.join("fresh")
    assert overtaken_seconds(port.entries)[old] <= 4 * 90
    assert any("order.bound" in visit.because for visit in port.queue.visits.values())
