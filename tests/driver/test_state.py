from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from serai_driver.state import Position, State, at_rank, moved
from tests.driver.world import ME, Phone, Server

seeds = st.integers(0, 2**32)
deeds = st.lists(
    st.sampled_from(["step", "step", "publish", "lost", "twice", "visit_first", "cut", "reset"]), max_size=60
)


def drive(phone: Phone, deeds: list[str]) -> None:
    phone.connect()
    for deed in deeds:
        if deed == "step":
            phone.server.step()
        elif deed in ("cut", "reset") or phone.state.is_lost:
            phone.connect(with_reset=deed == "reset")
        else:
            phone.publish(lost=deed == "lost", twice=deed == "twice", visit_first=deed == "visit_first")


@given(seeds, deeds)
@settings(max_examples=300)
def test_i15_a_shown_place_is_the_true_one_whatever_the_network_does(seed: int, deeds: list[str]) -> None:
    phone = Phone(Server(random.Random(seed)))
    drive(phone, deeds)
    assert phone.faults == []


@given(seeds, deeds)
@settings(max_examples=150)
def test_i16_after_a_reconnection_the_place_is_known_again(seed: int, deeds: list[str]) -> None:
    phone = Phone(Server(random.Random(seed)))
    drive(phone, deeds)
    phone.connect()
    state, head = phone.state, phone.server.head
    assert state.is_known
    assert not state.is_lost
    truth = phone.server.place(head)
    assert (state.line, state.rank) == (truth or (None, None))
    assert state.queue["lines"] == phone.server.lengths(head)


class Careless(State):
    """A fold that does not look whether a frame begins where the last one ended."""

    def _queue_change(self, frame: Any) -> bool:
        if self.at is not None:
            self.at = Position(self.at.epoch, frame["from"])
        return super()._queue_change(frame)


def test_i15_twin_a_fold_that_overlooks_gaps_is_caught() -> None:
    caught = 0
    for seed in range(40):
        server = Server(random.Random(seed))
        phone = Phone(server, Careless("S", ME))
        drive(phone, ["step", "lost", "step", "publish"] * 8)
        caught += bool(phone.faults)
    assert caught > 20


@given(st.integers(1, 8), st.lists(st.tuples(st.sampled_from(["join", "leave", "move"]), st.integers(), st.integers())))
def test_one_rank_follows_as_the_whole_list_does(start: int, wishes: list[tuple[str, int, int]]) -> None:
    members = [f"t{n}" for n in range(8)]
    members[start - 1] = ME
    rank: int | None = start
    for number, (what, one, two) in enumerate(wishes):
        at = one % (len(members) + (what == "join")) if members or what == "join" else 0
        if what == "join":
            members.insert(at, f"n{number}")
            ranks = [at + 1]
        elif not members:
            continue
        elif what == "leave":
            members.pop(at)
            ranks = [at + 1]
        else:
            member = members.pop(at)
            to = two % (len(members) + 1)
            members.insert(to, member)
            ranks = [at + 1, to + 1]
        rank = moved(rank, what, ranks) if rank is not None else None
        assert rank == (members.index(ME) + 1 if ME in members else None)


def snapshot(feed: str, seq: int, state: dict[str, Any]) -> dict[str, Any]:
    return {"type": "snapshot", "feed": feed, "at": {"epoch": "e", "seq": seq}, "state": state}


def following(rank: int = 3) -> State:
    state = State("S", "v")
    curve = {"gate-in": {"general": [[1, 0, 5, 10], [11, 20, 45, 90]], "fresh": [[1, 0, 1, 2]]}}
    queue = {"lines": {"gate-in": 9}, "as_of": "2026-11-22T06:00:00Z", "bands": curve}
    state.apply(snapshot("queue:S", 10, queue))
    state.apply(snapshot("visit:v", 10, {"visit": {"status": "waiting"}, "line": "gate-in", "rank": rank}))
    return state


def test_the_band_is_read_at_the_own_rank_and_class() -> None:
    state = following(rank=6)
    band = state.band()
    assert band is not None
    assert [f"{each:%H:%M}" for each in (band.p05, band.p50, band.p95)] == ["06:10", "06:25", "06:50"]
    state.cargo_class = "fresh"
    band = state.band()
    assert band is not None
    assert f"{band.p95:%H:%M}" == "06:02"


def test_bands_older_than_the_visit_leave_it_its_way_to_the_gate() -> None:
    state = following(rank=1)
    state.queue["ways"] = {"gate-in": {"general": [4, 9, 20]}}
    state.visit["arrived_at"] = "2026-11-22T11:00:00Z"
    band = state.band()
    assert band is not None
    assert [f"{each:%H:%M}" for each in (band.p05, band.p50, band.p95)] == ["11:04", "11:09", "11:20"]


def test_the_band_of_who_waits_farther_away_has_its_own_way_in_it() -> None:
    state = following(rank=1)
    state.queue["calls"] = {"gate-in": {"general": [[0, 8, 12, 20], [10, 1, 4, 12]]}}
    state.visit["farther_minutes"] = 25
    band = state.band()
    assert band is not None
    assert [f"{each:%H:%M}" for each in (band.p05, band.p50, band.p95)] == ["06:33", "06:37", "06:45"]
    state.visit |= {"status": "called", "call": {"at": "2026-11-22T05:55:00Z"}}
    band = state.band()
    assert band is not None
    assert [f"{each:%H:%M}" for each in (band.p05, band.p50, band.p95)] == ["06:28", "06:32", "06:40"]


def test_the_band_of_a_called_visit_counts_from_its_call_and_not_from_its_place() -> None:
    state = following(rank=6)
    state.queue["calls"] = {"gate-in": {"general": [[0, 8, 12, 20], [10, 1, 4, 12]]}}
    state.visit |= {"status": "called", "call": {"at": "2026-11-22T05:55:00Z"}}
    band = state.band()
    assert band is not None
    assert [f"{each:%H:%M:%S}" for each in (band.p05, band.p50, band.p95)] == ["06:04:30", "06:08:00", "06:16:00"]
    state.visit["call"] = {"at": "2026-11-22T06:03:00Z"}
    band = state.band()
    assert band is not None
    assert f"{band.p50:%H:%M}" == "06:15"


def test_a_curve_goes_on_with_its_last_slope() -> None:
    assert at_rank([[1, 0, 5, 10], [11, 20, 45, 90]], 21, 1) == 40
    assert at_rank([[5, 3, 5, 10]], 1, 1) == 3


def test_being_passed_tells_the_clause() -> None:
    state = following()
    ops = [["join", "gate-in", 1, "order.priority"], ["join", "gate-2", 1, "order.arrival"]]
    state.apply({"type": "change", "feed": "queue:S", "from": 10, "to": 12, "ops": ops})
    assert (state.rank, state.because) == (4, "order.priority")


def test_a_visit_that_is_called_keeps_its_place_until_it_leaves() -> None:
    state = following(rank=1)
    visit = {"status": "called", "call": {"id": "c", "gate": "gate-in"}, "bay": None}
    state.apply({"type": "change", "feed": "visit:v", "from": 10, "to": 11, "state": {"visit": visit}})
    assert (state.status, state.rank, state.gate) == ("called", 1, "gate-in")
    state.apply({"type": "change", "feed": "queue:S", "from": 10, "to": 12, "ops": [["leave", "gate-in", 1]]})
    assert state.rank is None
    state.apply({"type": "change", "feed": "visit:v", "from": 11, "to": 12, "state": {"visit": {"status": "admitted"}}})
    assert state.rank is None
    assert state.band() is None
    assert not state.is_over


def test_another_epoch_and_a_refusal_are_seen() -> None:
    state = following()
    state.apply({"type": "reset", "feed": "queue:S", "reason": "epoch"})
    assert not state.is_known
    assert state.at is None
    state.apply({"type": "error", "feed": "visit:v", "code": "feed.unknown"})
    assert state.refused == "feed.unknown"


@pytest.mark.parametrize("feed", ["queue:OTHER", "visit:other", "yard:S"])
def test_frames_of_other_feeds_change_nothing(feed: str) -> None:
    state = following()
    assert not state.apply(snapshot(feed, 99, {"visit": {"status": "left"}, "line": None, "rank": None, "lines": {}}))
    assert (state.rank, state.status) == (3, "waiting")
