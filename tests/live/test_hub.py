"""The hub over a ledger in memory: who is told what, and in which order."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence

import pytest

from serai.core.events import Entry
from serai.live import board as boards
from serai.live.board import Board
from serai.live.feed import Reader
from serai.live.hub import Hub
from serai.live.rules import FeedUnknown
from tests.live.desk import QUEUE, YARD, Desk
from tests.live.world import SITE, Port, Screen
from tests.scale import scaled


async def test_everybody_gets_the_same_bytes(desk):
    got: list[list[bytes]] = [[], []]
    for each in got:
        await desk.hub.watch(Reader(each.append), QUEUE, None)
    desk.commit(5)
    await desk.settle()
    assert len(got[0]) == 2
    assert all(one is other for one, other in zip(*got, strict=True))


async def test_commits_that_come_together_are_one_frame(desk):
    _, screen = await desk.watching(QUEUE)
    for _ in range(10):
        desk.tell(desk.port.join())
    await desk.settle()
    (change,) = screen.frames[1:]
    assert len(change["ops"]) == 10


async def test_a_burst_is_merged_within_the_tick_and_a_single_commit_is_not_kept_waiting():
    desk = Desk()
    desk.hub = Hub(desk.shelf, desk.shelf, tick=0.05)
    _, screen = await desk.watching(QUEUE)
    for _ in range(50):
        desk.tell(desk.port.join())
        await asyncio.sleep(0)
    while screen.at[QUEUE] < desk.port.seq:  # noqa: ASYNC110 - the screen has no bell
        await asyncio.sleep(0.001)
    assert len(screen.frames) < 30
    await desk.hub.close()


@pytest.mark.parametrize("seed", range(scaled(100, least=5)))
async def test_i14_no_reader_sees_a_gap_whatever_the_desk_loses(seed):
    """Commits are told twice, late, in the wrong order or never; the ledger is what counts."""
    desk, draw = Desk(Port(seed)), random.Random(seed)
    _, screen = await desk.watching(QUEUE, YARD, f"site:{SITE}")
    kept: list[list[Entry]] = []
    for _ in range(60):
        entries = desk.port.happen(draw.randint(1, 3))
        kept.append(entries)
        if draw.random() < 0.5:
            desk.tell(draw.choice(kept))
        if draw.random() < 0.7:
            desk.tell(entries)
        if draw.random() < 0.3:
            await asyncio.sleep(0)
    desk.tell(desk.port.entries[-1:])
    await desk.settle()
    for feed in (QUEUE, YARD, f"site:{SITE}"):
        desk.assert_shows(screen, feed)
    assert screen.at[f"site:{SITE}"] == desk.port.seq
    assert screen.resets == []
    await desk.hub.close()


async def test_i14_a_hub_that_does_not_mind_gaps_is_found_out(desk, monkeypatch):
    """The twin: what comes is published as it comes."""

    def careless(self: Board, entries: Sequence[Entry]) -> None:
        self._pending.extend(entries)
        self._publish_soon()

    monkeypatch.setattr(Board, "hear", careless)
    _, screen = await desk.watching(QUEUE)
    await desk.settle()
    desk.port.join()
    desk.tell(desk.port.join())
    await desk.settle()
    with pytest.raises(AssertionError):
        desk.assert_shows(screen, QUEUE)


@pytest.mark.parametrize("seed", range(scaled(100, least=5)))
async def test_i15_readers_of_every_sort_end_with_the_state(seed):
    desk, draw = Desk(Port(seed)), random.Random(seed)
    desk.port.happen(20)
    readers: list[tuple[Reader, Screen]] = []
    for _ in range(80):
        act = draw.random()
        if act < 0.15:
            readers.append(await desk.watching(QUEUE, YARD))
            readers[-1][0].limit = draw.choice([500, 2_000, 100_000])
        elif act < 0.3 and readers:
            draw.choice(readers)[0].block(0.0)
        elif act < 0.5 and readers:
            desk.drain(draw.choice(readers)[0])
        elif act < 0.6:
            await desk.settle()
        desk.commit(draw.randint(1, 3))
    await desk.settle()
    for reader, screen in readers:
        desk.drain(reader)
        for feed in (QUEUE, YARD):
            desk.assert_shows(screen, feed)
        assert all(reason == "overflow" for _, reason in screen.resets)
    await desk.hub.close()


@pytest.mark.parametrize("feed", ["queue:NOWHERE", "visit:nobody", "company:none", "yard:NOWHERE"])
async def test_what_does_not_exist_is_unknown(desk, feed):
    reader, _ = desk.reader()
    with pytest.raises(FeedUnknown):
        await desk.hub.watch(reader, feed, None)
    assert reader.subscriptions == {}


async def test_unwatched_feeds_are_quiet(desk):
    reader, screen = await desk.watching(QUEUE, YARD)
    desk.hub.unwatch(reader, QUEUE)
    screen.frames.clear()
    desk.commit(20)
    await desk.settle()
    assert {frame["feed"] for frame in screen.frames} == {YARD}


async def test_a_reading_that_fails_is_tried_again(desk, monkeypatch):
    monkeypatch.setattr(boards, "RETRY_SECONDS", (0.0,))
    _, screen = await desk.watching(QUEUE)
    await desk.settle()
    read, failures = desk.shelf.entries, [ConnectionError(), ConnectionError()]

    async def unsure(site: str, after: int, until: int):
        if failures:
            raise failures.pop()
        return await read(site, after, until)

    desk.shelf.entries = unsure
    desk.port.join()
    desk.tell(desk.port.join())
    await desk.settle()
    assert screen.at[QUEUE] == desk.port.seq
