"""The order and the pace of the day's acts."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from serai.demo.timeline import Timeline, on_grid

START = datetime(2026, 7, 5, 4, tzinfo=UTC)


class Witness:
    """A clock that remembers to what it was set, and when; and acts that remember that they were done."""

    def __init__(self) -> None:
        self.settings: list[tuple[datetime, float]] = []
        self.done: list[tuple[str, datetime]] = []
        self.timeline = Timeline(self.set_clock, START)

    async def set_clock(self, at: datetime) -> None:
        self.settings.append((at, time.monotonic()))

    async def act(self, name: str) -> None:
        assert not self.settings or self.settings[-1][0] == self.timeline.now
        self.done.append((name, self.timeline.now))

    def push(self, minutes: float, name: str) -> None:
        self.timeline.push(START + timedelta(minutes=minutes), partial(self.act, name))


async def test_acts_come_in_the_order_of_time() -> None:
    world = Witness()
    for minutes in (30, 10, 20, 0):
        world.push(minutes, str(minutes))
    await world.timeline.run(START + timedelta(minutes=25))
    assert [name for name, _ in world.done] == ["0", "10", "20"]
    assert world.timeline.now == START + timedelta(minutes=25)
    assert [at for at, _ in world.settings] == sorted({at for at, _ in world.settings})


async def test_an_act_may_bring_others_even_for_now() -> None:
    world = Witness()

    async def first() -> None:
        world.timeline.after(timedelta(), partial(world.act, "now"))
        world.timeline.after(timedelta(minutes=5), partial(world.act, "later"))

    world.timeline.push(START + timedelta(minutes=1), first)
    await world.timeline.run(START + timedelta(minutes=10))
    assert world.done == [("now", START + timedelta(minutes=1)), ("later", START + timedelta(minutes=6))]


async def test_what_is_past_is_done_now() -> None:
    world = Witness()
    await world.timeline.run(START + timedelta(minutes=5))
    world.push(1, "late")
    await world.timeline.run(START + timedelta(minutes=6))
    assert world.done == [("late", START + timedelta(minutes=5))]


async def test_time_never_runs_ahead_of_the_pace() -> None:
    world, speed = Witness(), 6000.0
    for minutes in range(0, 60, 3):
        world.push(minutes, "act")
    began = time.monotonic()
    world.timeline.pace(speed)
    await world.timeline.run(START + timedelta(hours=1.5))
    assert all((at - START).total_seconds() <= (real - began) * speed + 1e-3 for at, real in world.settings)


async def test_the_clock_moves_while_nothing_happens() -> None:
    world = Witness()
    world.timeline.pace(1800.0)
    await world.timeline.run(START + timedelta(minutes=30))
    assert len(world.settings) > 1
    assert world.settings[-1][0] == START + timedelta(minutes=30)


async def test_an_error_is_told_as_it_was() -> None:
    world = Witness()

    async def fail() -> None:
        raise LookupError("as it was")

    world.timeline.push(START, fail)
    with pytest.raises(LookupError, match="as it was"):
        await world.timeline.run(START)


def test_instants_are_moved_up_to_the_grid() -> None:
    assert on_grid(START) == START
    assert (
        on_grid(START + timedelta(microseconds=1))
        == on_grid(START + timedelta(seconds=10))
        == START + timedelta(seconds=10)
    )
