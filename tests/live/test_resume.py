"""I-16: who comes back is told all that it missed, or is told that it must start over."""

from __future__ import annotations

import asyncio
import random
from datetime import timedelta

import pytest

from serai.live import board as boards
from serai.live.board import Board
from serai.live.feed import Subscription
from serai.live.frames import Position
from serai.live.hub import Hub
from tests.live.desk import QUEUE, YARD, Desk
from tests.live.world import EPOCH, SITE, Gap, Port, Screen
from tests.scale import scaled


@pytest.mark.parametrize("seed", range(scaled(200, least=10)))
async def test_i16_a_resume_loses_nothing_and_needs_no_reset(seed):
    desk, draw = Desk(Port(seed)), random.Random(seed)
    desk.port.happen(draw.randint(1, 30))
    reader, screen = await desk.watching(QUEUE)
    for _ in range(8):
        desk.commit(draw.randint(1, 5))
        if draw.random() < 0.7:
            await desk.settle()
        desk.hub.leave(reader)
        seq = screen.at[QUEUE]
        desk.commit(draw.randint(0, 12))
        if draw.random() < 0.3:
            await desk.hub.close()
            desk.hub = Hub(desk.shelf, desk.shelf, tick=0.0, now=lambda: desk.port.now)
        opening = asyncio.ensure_future(desk.resumed(screen, QUEUE, seq))
        for _ in range(draw.randint(0, 6)):
            await asyncio.sleep(0)
            desk.commit()
        reader = await opening
    await desk.settle()
    desk.assert_shows(screen, QUEUE)
    assert screen.resets == []
    await desk.hub.close()


async def test_i16_a_position_between_two_boundaries_is_where_the_next_frame_starts(desk):
    desk.port.join()
    await desk.watching(QUEUE)
    desk.tell(desk.port._yard())
    await desk.settle()
    screen = Screen()
    await desk.resumed(screen, QUEUE, desk.port.seq)
    assert screen.frames == []
    desk.tell(desk.port.join())
    await desk.settle()
    (change,) = screen.frames
    assert (change["from"], change["to"]) == (desk.port.seq - 1, desk.port.seq)


async def test_i16_after_a_restart_a_stretch_that_concerned_nobody_needs_no_frame(desk):
    desk.port.join()
    left_at = desk.port.seq
    desk.port._yard()
    screen = Screen()
    await desk.resumed(screen, QUEUE, left_at)
    assert screen.frames == []
    desk.tell(desk.port.join())
    await desk.settle()
    assert [(frame["from"], frame["to"]) for frame in screen.frames] == [(left_at, desk.port.seq)]


@pytest.mark.parametrize(
    ("epoch", "ahead", "reason"), [("another", 0, "epoch"), ("another", 999, "epoch"), (EPOCH, 999, "ahead")]
)
@pytest.mark.parametrize("feed", [QUEUE, YARD])
async def test_i16_what_cannot_be_resumed_is_reset(desk, epoch, ahead, reason, feed):
    desk.port.happen(10)
    screen = Screen()
    await desk.resumed(screen, feed, desk.port.seq + ahead, epoch)
    assert screen.resets == [(feed, reason)]
    desk.commit(5)
    await desk.settle()
    desk.assert_shows(screen, feed)


async def test_i16_a_position_that_only_the_ledger_has_is_not_ahead(desk):
    await desk.watching(QUEUE)
    desk.port.happen(5)
    screen = Screen()
    await desk.resumed(screen, QUEUE, desk.port.seq)
    assert screen.resets == []
    desk.commit(5)
    await desk.settle()
    assert screen.at[QUEUE] == desk.hub._boards[SITE].views.queue.boundary


@pytest.mark.parametrize(
    ("away", "resets"), [(timedelta(days=6, hours=23), []), (timedelta(days=7, hours=1), ["too_old"])]
)
async def test_i16_seven_days_are_kept(desk, away, resets):
    left_at = desk.port.seq
    desk.port.join()
    desk.port.now += away
    desk.port.join()
    screen = Screen()
    await desk.resumed(screen, QUEUE, left_at)
    assert [reason for _, reason in screen.resets] == resets
    assert screen.states[QUEUE]["waiting"] == 2


async def test_i16_a_resume_too_large_for_a_frame_says_so(desk, monkeypatch):
    monkeypatch.setattr(boards, "RESUME_BYTES", 1_000)
    left_at = desk.port.seq
    for _ in range(100):
        desk.port.join()
    screen = Screen()
    await desk.resumed(screen, QUEUE, left_at)
    assert screen.resets == [(QUEUE, "overflow")]
    desk.assert_shows(screen, QUEUE)


async def test_i16_many_who_come_back_together_read_the_ledger_once(desk):
    left_at = desk.port.seq
    desk.port.happen(50)
    await desk.watching(QUEUE)
    await desk.settle()
    before = desk.port.reads
    screens = [Screen() for _ in range(50)]
    await asyncio.gather(*(desk.resumed(screen, QUEUE, left_at) for screen in screens))
    assert desk.port.reads == before + 1
    for screen in screens:
        assert screen.at[QUEUE] == screens[0].at[QUEUE] > left_at


async def test_i16_an_epoch_without_meaning_is_found_out(desk, monkeypatch):
    """The twin: a ledger was restored and went on differently, and the position alone decides."""
    for _ in range(5):
        desk.port.join("export-general")
    _, screen = await desk.watching(QUEUE)
    restored = Desk(Port(2, epoch="epoch-2"))
    for _ in range(9):
        restored.port.join("import-general")

    async def blind(self: Board, after: Position) -> str | None:
        return None

    monkeypatch.setattr(Board, "foreign", blind)
    await restored.resumed(screen, QUEUE, screen.at[QUEUE])
    with pytest.raises(AssertionError):
        assert _length_by_operations(screen, "gate-a", 5) == screen.states[QUEUE]["lines"]["gate-a"]
    await restored.hub.close()


def _length_by_operations(screen: Screen, line: str, length: int) -> int:
    ops = [op for frame in screen.frames if frame["type"] == "change" for op in frame["ops"] if op[1] == line]
    return length + sum({"join": 1, "leave": -1, "move": 0}[op[0]] for op in ops)


async def test_i16_skipping_the_drop_of_what_was_held_is_found_out(desk, monkeypatch):
    """The twin: what was committed while the ledger was read is sent as if the position had not moved."""
    await desk.watching(QUEUE)
    left_at = desk.port.seq
    desk.commit(6)
    await desk.settle()
    begin = Subscription.begin

    def hasty(self: Subscription, told: int, known: int | None = None) -> None:
        held, self.held = self.held, None
        begin(self, told, known)
        for change in held or ():
            self.reader.put(change)
            self.reader.put(change)

    monkeypatch.setattr(Subscription, "begin", hasty)
    screen = Screen()
    opening = asyncio.ensure_future(desk.resumed(screen, QUEUE, left_at))
    await asyncio.sleep(0)
    desk.tell(desk.port.join())
    with pytest.raises(Gap):
        await asyncio.gather(opening, desk.settle())
