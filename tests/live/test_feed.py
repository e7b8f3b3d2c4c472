from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.live import frames
from serai.live.feed import BUFFER_BYTES, HELD_CHANGES, Change, Reader, Subscription
from tests.live.world import Gap, Screen

FEED = "queue:X"


def change(after: int, to: int, *ops: list, **members: object) -> Change:
    return Change(FEED, after, after + 1, to, ops or (["join", "l", to],), members or {"waiting": to})


class Wire:
    """A reader, what it was sent, and the connection that can be blocked."""

    def __init__(self, limit: int = BUFFER_BYTES) -> None:
        self.screen = Screen()
        self.reader = Reader(self.send, limit=limit)
        self.subscription = Subscription(FEED, self.reader)
        self.reader.subscriptions[FEED] = self.subscription

    def send(self, data: bytes) -> None:
        self.screen.take(data)

    def snapshot(self, seq: int) -> None:
        self.reader.put(frames.snapshot(FEED, "e", seq, {"waiting": seq}))
        self.subscription.begin(seq)

    def drain(self) -> None:
        self.send(self.reader.drain())


@pytest.fixture
def wire() -> Wire:
    wire = Wire()
    wire.snapshot(10)
    return wire


def test_the_chain_goes_on(wire):
    wire.subscription.offer(change(10, 12))
    wire.subscription.offer(change(12, 13))
    assert wire.screen.at[FEED] == 13


@pytest.mark.parametrize("to", [9, 10])
def test_what_the_snapshot_contains_is_dropped(wire, to):
    wire.subscription.offer(change(8, to))
    assert wire.screen.at[FEED] == 10
    assert not wire.subscription.is_lost


@pytest.mark.parametrize("missing", [change(11, 12), change(9, 12)])
def test_a_gap_or_an_overlap_is_never_passed_on(wire, missing):
    wire.subscription.offer(missing)
    wire.subscription.offer(change(12, 13))
    assert wire.screen.at[FEED] == 10
    assert wire.reader.lost() == [wire.subscription]


def test_a_reader_between_two_boundaries_gets_its_own_from(wire):
    wire.subscription.offer(Change(FEED, 8, 11, 12, (), {"waiting": 1}))
    assert wire.screen.frames[-1]["from"] == 10
    assert wire.screen.at[FEED] == 12


def test_a_reader_that_was_told_less_than_is_known_keeps_its_from():
    wire = Wire()
    wire.screen.resuming(FEED, 7)
    wire.subscription.begin(7, known=10)
    wire.subscription.offer(change(10, 11))
    assert (wire.screen.frames[-1]["from"], wire.screen.at[FEED]) == (7, 11)


def test_what_arrives_while_the_snapshot_is_read_comes_after_it():
    wire = Wire()
    wire.subscription.hold()
    for each in (change(8, 9), change(9, 10), change(10, 11)):
        wire.subscription.offer(each)
    wire.snapshot(10)
    assert [frame["type"] for frame in wire.screen.frames] == ["snapshot", "change"]
    assert wire.screen.at[FEED] == 11


def test_a_snapshot_that_takes_too_long_starts_over():
    wire = Wire()
    wire.subscription.hold()
    for seq in range(HELD_CHANGES + 2):
        wire.subscription.offer(change(seq, seq + 1))
    wire.snapshot(0)
    assert wire.reader.lost() == [wire.subscription]


def test_what_waits_is_merged_and_keeps_its_place_among_other_feeds(wire):
    other = frames.PONG
    wire.reader.block(0.0)
    wire.subscription.offer(change(10, 11, ["join", "l", 1], waiting=1, mode="booked"))
    wire.subscription.offer(change(11, 12, ["join", "l", 1], waiting=2))
    wire.reader.put(other)
    wire.subscription.offer(change(12, 13, ["leave", "l", 2], waiting=1))
    wire.drain()
    first, pong, last = wire.screen.frames[1:]
    assert first == {
        "type": "change", "feed": FEED, "from": 10, "to": 12, "ops": [["join", "l", 1], ["join", "l", 1]], "waiting": 2,
        "mode": "booked",
    }  # fmt: skip
    assert (pong["type"], last["to"]) == ("pong", 13)


def test_i17_a_blocked_reader_costs_a_bounded_amount(wire):
    wire.reader.block(0.0)
    for seq in range(10, 20_000):
        wire.subscription.offer(change(seq, seq + 1))
        assert wire.reader.size <= BUFFER_BYTES
    assert wire.reader.lost() == [wire.subscription]
    assert wire.reader.waiting == []


def test_one_thing_larger_than_the_buffer_still_gets_through():
    wire = Wire(limit=100)
    wire.reader.block(0.0)
    wire.reader.put(frames.encode(json.dumps({"type": "pong", "x": "y" * 500}).encode()))
    wire.drain()
    assert len(wire.screen.frames) == 1


def test_a_reader_is_stuck_from_when_it_first_took_nothing(wire):
    wire.reader.block(100.0)
    wire.reader.block(129.0)
    assert not wire.reader.is_stuck(130.0, 30.0)
    assert wire.reader.is_stuck(130.1, 30.0)
    wire.reader.drain()
    assert not wire.reader.is_stuck(1_000.0, 30.0)


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("commit"), st.integers(1, 4)), st.sampled_from([("block", 0), ("drain", 0), ("pong", 0)])
    ),
    max_size=60,
)


def run(steps: list[tuple[str, int]], limit: int, offer: Callable[[Subscription, Change], None]) -> Screen:
    """A reader that is blocked and drained at will; recovered as the hub does it."""
    wire, seq = Wire(limit), 5
    wire.snapshot(seq)
    for step, size in [*steps, ("drain", 0)]:
        if step == "commit":
            offer(wire.subscription, change(seq, seq + size, waiting=seq + size))
            seq += size
        elif step == "pong":
            wire.reader.put(frames.PONG)
        elif step == "block":
            wire.reader.block(0.0)
        else:
            wire.drain()
        if wire.reader.clear and wire.reader.lost():
            wire.subscription.is_lost = False
            wire.reader.put(frames.reset(FEED, "overflow"))
            wire.snapshot(seq)
    assert wire.screen.at[FEED] == seq
    assert wire.screen.states[FEED]["waiting"] == seq
    return wire.screen


@given(STEPS, st.sampled_from([150, 400, BUFFER_BYTES]))
def test_i15_whatever_the_connection_does_the_reader_ends_with_the_state(steps, limit):
    screen = run(steps, limit, Subscription.offer)
    if limit == BUFFER_BYTES:
        assert screen.resets == []


def test_i15_a_buffer_that_silently_forgets_is_found_out():
    """The twin: on overflow the oldest frame goes, and nobody is told."""

    def forgetful(subscription: Subscription, each: Change) -> None:
        subscription.offer(each)
        if len(subscription.reader.waiting) > 3:
            subscription.reader.waiting.pop(0)

    steps = [("block", 0)] + [("commit", 1)] * 5 + [("drain", 0)]
    run(steps, BUFFER_BYTES, Subscription.offer)
    with pytest.raises(Gap):
        run(steps, BUFFER_BYTES, forgetful)


def test_i16_a_reader_that_skips_the_drop_is_found_out():
    """The twin: what the snapshot already contains is sent after it all the same."""
    wire = Wire()
    wire.subscription.hold()
    wire.subscription.offer(change(9, 10))
    assert wire.subscription.held
    (held,) = wire.subscription.held
    wire.snapshot(10)
    with pytest.raises(Gap):
        wire.reader.put(replace(held))
