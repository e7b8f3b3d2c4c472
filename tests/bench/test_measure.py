"""The benches' own arithmetic: turns, medians, ratios and processor time."""

from __future__ import annotations

import os
import subprocess
import sys
from time import process_time

import pytest

from tests.bench.measure import Measured, Round, cpu_seconds, interleaved, resident_bytes
from tests.bench.report import Report


async def test_sides_take_turns_and_the_order_turns_round() -> None:
    order: list[str] = []

    def side(name: str, rate: int):
        async def turn() -> Round:
            order.append(name)
            return Round(rate, 1.0)

        return turn

    measured = await interleaved({"a": side("a", 30), "b": side("b", 10)}, rounds=4, warm_up=1)
    assert sorted(order) == ["a"] * 5 + ["b"] * 5
    assert "".join(order[2:]) == "baabbaab"
    assert measured.ratio("a", "b", lambda one: one.rate) == 3.0


def test_a_ratio_is_taken_within_the_round() -> None:
    """A machine that slows down during the run does not move it."""
    slowing = Measured({"a": [Round(n, 1.0) for n in (80, 40, 20)], "b": [Round(n, 1.0) for n in (40, 20, 10)]})
    assert slowing.ratio("a", "b", lambda one: one.rate) == 2.0
    assert slowing.median("a", lambda one: one.rate) == 40


def test_processor_time_counts_ended_and_running_children() -> None:
    before, own = cpu_seconds(os.getpid()), process_time()
    burn = "import time\nwhile time.process_time() < 0.6: pass\n"
    subprocess.run([sys.executable, "-c", burn], check=True)
    with subprocess.Popen([sys.executable, "-c", burn + "input()"], stdin=subprocess.PIPE) as running:
        while cpu_seconds(running.pid) < 0.5:
            assert running.poll() is None
        counted = cpu_seconds(os.getpid()) - before - (process_time() - own)
        assert resident_bytes(running.pid) > 1_000_000
        running.communicate(b"\n")
    assert counted == pytest.approx(1.2, abs=0.35)


def test_an_aim_is_reached_from_its_own_side() -> None:
    report = Report("x")
    report.ratio("rate", "2/s", "peer 1/s", 2.0, aim=1.5)
    report.ratio("cpu", "2 s", "peer 1 s", 2.0, way="at most", aim=1.5)
    report.ratio("size", "2", "peer 1", 2.0)
    assert [line.is_reached for line in report.lines] == [True, False, None]
