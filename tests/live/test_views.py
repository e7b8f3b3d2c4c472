from __future__ import annotations

import random
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.live import frames
from serai.live.views import SiteViews
from serai.queue.rules import Queue
from serai_driver.state import State
from tests.live.world import EPOCH, LANES, SITE, Port, Screen, plain

SHARED = [f"queue:{SITE}", f"yard:{SITE}", f"site:{SITE}"]


def snapshots(screen: Screen, views: SiteViews) -> None:
    for feed in SHARED:
        view = views.view(feed)
        screen.take(frames.snapshot(feed, EPOCH, view.boundary, view.told()))


def watched(seed: int, before: int, batches: list[int], *, drop: int | None = None) -> tuple[Port, SiteViews, Screen]:
    """A screen that joins after `before` happenings and is told of the rest in batches; `drop` loses one of them."""
    port = Port(seed)
    port.happen(before)
    views, screen = port.views(), Screen()
    snapshots(screen, views)
    for number, size in enumerate(batches):
        entries = port.happen(size)
        for change in views.apply(entries, SHARED) if entries else ():
            if number != drop:
                screen.take(change.data)
    return port, views, screen


BATCHES = st.lists(st.integers(1, 6), max_size=20)


@given(st.integers(0, 2**32), st.integers(0, 40), BATCHES)
def test_i15_snapshot_folded_with_changes_is_the_state(seed, before, batches):
    port, views, screen = watched(seed, before, batches)
    for feed in SHARED:
        told = views.view(feed).told()
        assert screen.states[feed] == plain(told)
        assert told == port.views(until=views.view(feed).boundary).view(feed).told()


@given(st.integers(0, 2**32), st.integers(1, 40), BATCHES)
def test_i15_own_rank_stays_true_with_operations_alone(seed, before, batches):
    port = Port(seed)
    port.join()
    port.happen(before)
    views, screen = port.views(), Screen()
    snapshots(screen, views)
    mine = {visit: port.visits[visit][1] for visit in port.visits}
    screen.ranks = {visit: (line, port.rank(visit)) for visit, line in mine.items()}
    for size in batches:
        for change in views.apply(port.happen(size), SHARED):
            screen.take(change.data)
    for visit, line in mine.items():
        assert screen.ranks[visit] == ((line, port.rank(visit)) if visit in port.visits else None)


@given(st.integers(0, 2**32), st.integers(1, 40), BATCHES, st.integers(0, 40_000))
def test_i15_the_band_read_from_the_frames_is_the_services_own(seed, before, batches, minutes):
    """However long ago bands were published: what a driver's client makes of them is what the service answers."""
    port = Port(seed)
    mine = "v0"
    port.join()
    port.happen(before)
    views, screen = port.views(), Screen()
    snapshots(screen, views)
    for size in batches:
        for change in views.apply(port.happen(size), SHARED):
            screen.take(change.data)
    queue, line = views._memory.of(Queue), port.visits.get(mine, (None, None))[1]
    if line is None:
        return
    now = port.now + timedelta(minutes=minutes)
    told = screen.states[f"queue:{SITE}"]
    read = State(SITE, mine, rank=port.rank(mine), line=line, is_known=True, queue=told)
    read.visit = {"status": "waiting", "arrived_at": queue.visits[mine].arrived_at.isoformat()}
    own, theirs = queue.band(mine, now), read.band()
    if own is None:
        assert theirs is None or theirs.p95 <= now + timedelta(minutes=1)
    else:
        assert theirs is not None
        for name in ("p05", "p50", "p95"):
            assert abs(max(getattr(theirs, name), now) - getattr(own, name)) <= timedelta(minutes=1)


def test_i15_a_lost_batch_is_found_out():
    """The twin: one batch of changes never arrives."""
    with pytest.raises(AssertionError):
        watched(1, 10, [3] * 10, drop=4)


def test_the_queue_feed_counts_lines_and_lanes_from_the_start():
    port = Port()
    port.join("export-fresh")
    state = port.views().queue.told()
    assert state["waiting"] == 1
    assert state["lines"] == {"gate-a": 1, "gate-b": 0}
    assert state["lanes"] == {**dict.fromkeys(LANES, 0), "export-fresh": 1}
    assert (state["mode"], state["open"], state["bands"], state["as_of"]) == ("booked", True, {}, None)


def test_the_public_feed_names_nobody():
    port = Port(7)
    port.join()
    views, said = port.views(), b""
    for _ in range(200):
        for change in views.apply(port.happen(), SHARED):
            if change.feed.startswith("queue:"):
                said += change.data
    assert b'"ops"' in said
    for visit in [*port.visits, *port.inside]:
        assert f'"{visit}"'.encode() not in said


def test_entries_that_do_not_concern_a_feed_do_not_move_it():
    port = Port()
    port.join()
    views = port.views()
    boundary = views.queue.boundary
    assert [change.feed for change in views.apply(port._yard(), SHARED)] == [f"yard:{SITE}", f"site:{SITE}"]
    assert views.queue.boundary == boundary
    (queue, _) = views.apply(port.join(), SHARED)
    assert (queue.after, queue.first, queue.to) == (boundary, boundary + 3, boundary + 3)


def test_a_call_tells_the_public_feed_how_many_are_called_and_not_who():
    port = Port()
    visit = port.join()[0].event.visit  # type: ignore[attr-defined]
    views = port.views()
    line = port.visits[visit][1]
    assert views.queue.told()["called"] == {}
    (queue, _) = views.apply(port._call(visit), SHARED)
    assert (queue.feed, views.queue.told()["called"]) == (f"queue:{SITE}", {line: 1})
    assert visit.encode() not in queue.data


@given(st.integers(0, 2**32), st.integers(1, 60), st.floats(0, 1))
def test_i16_what_was_missed_is_what_was_sent(seed, count, part):
    """A screen that was away is told the same as one that stayed."""
    port = Port(seed)
    port.happen(count)
    left_at = random.Random(seed).randint(1, port.seq)
    away, stayed = Screen(), Screen()
    old, new = port.views(until=left_at), port.views()
    feed = old.queue.feed
    for screen in (away, stayed):
        screen.take(frames.snapshot(feed, EPOCH, left_at, old.queue.told()))
    entries = port.entries[left_at:]
    middle = int(len(entries) * part)
    for batch in (entries[:middle], entries[middle:]):
        for change in old.apply(batch, SHARED) if batch else ():
            if change.feed == feed:
                stayed.take(change.data)
    missed = new.queue.missed(entries, left_at, new.queue.boundary, new.queue.told())
    if missed is not None:
        away.take(missed.data)
        assert _ops(away) == _ops(stayed)
    assert away.states[feed] == stayed.states[feed] or missed is None


def _ops(screen: Screen) -> list[object]:
    return [operation for frame in screen.frames if frame["type"] == "change" for operation in frame["ops"]]
