"""The hub with its boards and papers, over a ledger in memory; readers are folded by a screen that forgives nothing."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence
from datetime import timedelta

import pytest

from serai.core.events import Entry
from serai.live import board as boards
from serai.live.board import Board
from serai.live.feed import Reader, Subscription
from serai.live.frames import Position
from serai.live.hub import Hub
from serai.live.rules import FeedUnknown
from tests.live.world import EPOCH, SITE, Gap, Port, Screen, Shelf, plain
from tests.scale import scaled

QUEUE = f"queue:{SITE}"
YARD = f"yard:{SITE}"


class Desk:
    """A port, the hub that follows it, and screens."""

    def __init__(self, port: Port | None = None) -> None:
        self.port = port or Port(1)
        self.shelf = Shelf(self.port)
        self.hub = Hub(self.shelf, self.shelf, tick=0.0, now=lambda: self.port.now)

    async def settle(self) -> None:
        """Until nothing that was set off is still under way."""
        mine = asyncio.current_task()
        for _ in range(1_000):
            await asyncio.sleep(0)
            busy = [
                each
                for each in asyncio.all_tasks()
                if each is not mine and each.get_name().startswith(("live", "renew"))
            ]
            board = self.hub._boards.get(SITE)
            if not busy and (board is None or not board._pending):
                return
        raise AssertionError("it never came to rest")

    def commit(self, count: int = 1) -> list[Entry]:
        entries = self.port.happen(count)
        self.hub.follow(SITE, entries)
        return entries

    def tell(self, entries: Sequence[Entry]) -> None:
        self.hub.follow(SITE, entries)

    def reader(self) -> tuple[Reader, Screen]:
        screen = Screen()
        return Reader(screen.take), screen

    async def watching(self, *feeds: str) -> tuple[Reader, Screen]:
        reader, screen = self.reader()
        for feed in feeds:
            await self.hub.watch(reader, feed, None)
        return reader, screen

    async def resumed(self, screen: Screen, feed: str, seq: int, epoch: str = EPOCH) -> Reader:
        reader = Reader(screen.take)
        screen.resuming(feed, seq)
        await self.hub.watch(reader, feed, Position(epoch=epoch, seq=seq))
        return reader

    def assert_shows(self, screen: Screen, feed: str) -> None:
        board = self.hub._boards[SITE]
        assert screen.states[feed] == plain(board.views.view(feed).told())
        assert screen.states[feed] == plain(self.port.views(board.views.view(feed).boundary).view(feed).told())


@pytest.fixture
async def desk():
    desk = Desk()
    yield desk
    await desk.hub.close()


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
    desk.hub.ring(SITE, desk.port.seq)
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
            _drain(desk, *draw.choice(readers))
        elif act < 0.6:
            await desk.settle()
        desk.commit(draw.randint(1, 3))
    await desk.settle()
    for reader, screen in readers:
        _drain(desk, reader, screen)
        for feed in (QUEUE, YARD):
            desk.assert_shows(screen, feed)
        assert all(reason == "overflow" for _, reason in screen.resets)
    await desk.hub.close()


def _drain(desk: Desk, reader: Reader, screen: Screen) -> None:
    waited = reader.drain()
    if waited:
        reader.sink(waited)
    desk.hub.recover(reader)


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
    visit = desk.port.join()[0].event.visit
    await desk.watching(QUEUE)
    desk.tell(desk.port._call(visit))
    await desk.settle()
    screen = Screen()
    await desk.resumed(screen, QUEUE, desk.port.seq)
    assert screen.frames == []
    desk.tell(desk.port.join())
    await desk.settle()
    (change,) = screen.frames
    assert (change["from"], change["to"]) == (desk.port.seq - 1, desk.port.seq)


async def test_i16_after_a_restart_a_stretch_that_concerned_nobody_needs_no_frame(desk):
    visit = desk.port.join()[0].event.visit
    left_at = desk.port.seq
    desk.port._call(visit)
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


async def test_a_visit_starts_from_a_boundary_of_the_queue_and_keeps_its_rank_alone(desk):
    for _ in range(10):
        desk.port.join("export-general")
    mine = sorted(desk.port.visits)[4]
    _, screen = await desk.watching(QUEUE, f"visit:{mine}")
    assert screen.at[f"visit:{mine}"] == screen.at[QUEUE]
    for _ in range(40):
        desk.commit()
        await desk.settle()
        expected = (desk.port.visits[mine][1], desk.port.rank(mine)) if mine in desk.port.visits else None
        assert screen.ranks[f"visit:{mine}"] == expected


async def test_a_visit_is_told_when_it_is_admitted(desk):
    mine = desk.port.join()[0].event.visit
    _, screen = await desk.watching(QUEUE, f"visit:{mine}")
    desk.tell(desk.port.admit(mine))
    await desk.settle()
    state = screen.states[f"visit:{mine}"]
    assert (state["visit"]["status"], state["rank"], state["guidance"]) == ("admitted", None, {"bay": "b1"})


async def test_a_visit_whose_paper_changes_while_it_is_read_is_read_again(desk):
    mine = desk.port.join()[0].event.visit
    await desk.watching(QUEUE)
    read, arrived, go_on = desk.shelf.visit, asyncio.Event(), asyncio.Event()

    async def slow(visit: str):
        paper = await read(visit)
        arrived.set()
        await go_on.wait()
        return paper

    desk.shelf.visit = slow
    watching = asyncio.ensure_future(desk.watching(QUEUE, f"visit:{mine}"))
    await arrived.wait()
    desk.tell(desk.port.admit(mine))
    go_on.set()
    _, screen = await watching
    await desk.settle()
    assert screen.states[f"visit:{mine}"]["visit"]["status"] == "admitted"


async def test_a_queue_that_starts_over_is_followed_by_its_visits(desk):
    mine = desk.port.join()[0].event.visit
    reader, screen = await desk.watching(QUEUE, f"visit:{mine}")
    reader.limit = 200
    reader.block(0.0)
    for _ in range(20):
        desk.tell(desk.port.join())
        await desk.settle()
    screen.frames.clear()
    _drain(desk, reader, screen)
    await desk.settle()
    assert [(frame["type"], frame["feed"].split(":")[0]) for frame in screen.frames] == [
        ("reset", "queue"), ("snapshot", "queue"), ("snapshot", "visit"),
    ]  # fmt: skip
    assert screen.ranks[f"visit:{mine}"] == (desk.port.visits[mine][1], desk.port.rank(mine))


async def test_a_visit_resumes_with_what_it_missed(desk):
    mine = desk.port.join()[0].event.visit
    reader, screen = await desk.watching(QUEUE, f"visit:{mine}")
    desk.hub.leave(reader)
    at = screen.at[QUEUE]
    desk.tell(desk.port.admit(mine))
    await desk.settle()
    await desk.resumed(screen, QUEUE, at)
    await desk.resumed(screen, f"visit:{mine}", at)
    assert screen.states[f"visit:{mine}"]["visit"]["status"] == "admitted"
    assert screen.resets == []


async def test_a_company_sees_its_visits_come(desk):
    _, screen = await desk.watching("company:c")
    paper = desk.hub._shelves._companies["company:c"][1]
    paper._named = frozenset({"v0"})
    desk.tell(desk.port.join())
    await desk.settle()
    assert screen.states["company:c"]["visits"] == [{"id": "v0"}]
    assert screen.at["company:c"] == desk.port.seq


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
