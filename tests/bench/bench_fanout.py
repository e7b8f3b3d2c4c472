"""One event to a thousand sockets: ours against `websockets.broadcast`, with a reader that takes nothing beside both.

Both servers run at once, each with readers in a process of their own; CPU is that of the server's process alone.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench.measure import Round, interleaved
from tests.bench.report import Report

ROOT = Path(__file__).parents[2]
SOCKETS = 1_000
PACE = 20
SECONDS = 5
BURST = 200
STUCK = 1


@dataclass
class Side:
    """One server with its readers."""

    name: str
    sockets: int

    def __post_init__(self) -> None:
        self.server = _run("tests.bench.fanout_servers", self.name)
        port = self._hear(self.server)
        self.idle = _memory(self.server.pid)
        self.readers = _run("tests.bench.fanout_readers", port, str(self.sockets), str(STUCK))
        assert self._hear(self.readers) == "ready"
        self.socket_kb = (_memory(self.server.pid) - self.idle) / self.sockets
        self._take()

    async def turn(self) -> Round:
        """Twenty events a second, timed to each screen; then a burst as fast as events are committed."""
        used, began = _cpu(self.server.pid), time.monotonic()
        at = {int(seq): then for seq, then in self._emitted().items()}
        got = self._take()
        cpu, seconds = _cpu(self.server.pid) - used, time.monotonic() - began
        waits = sorted(_waits(at, {int(to): instants for to, instants in got["seen"].items()}))
        if len(waits) != len(at) * self.sockets:
            raise RuntimeError(f"{self.name}: {len(waits)} of {len(at) * self.sockets} arrived")
        used = _cpu(self.server.pid)
        self._ask(self.server, f"burst {BURST}")
        self._take()
        extra = {
            "p50": waits[len(waits) // 2],
            "p99": waits[len(waits) * 99 // 100],
            "burst": (_cpu(self.server.pid) - used) / (BURST * self.sockets),
        }
        return Round(len(waits), seconds, cpu, extra)

    def _emitted(self) -> dict[str, float]:
        return json.loads(self._ask(self.server, f"emit {PACE * SECONDS} {PACE}"))

    def end(self) -> None:
        for each in (self.readers, self.server):
            each.kill()
            each.wait()

    def _take(self) -> dict[str, Any]:
        time.sleep(0.5)  # what is under way arrives; not part of any figure
        return json.loads(self._ask(self.readers, "take"))

    def _ask(self, process: subprocess.Popen[str], line: str) -> str:
        assert process.stdin is not None
        process.stdin.write(line + "\n")
        process.stdin.flush()
        return self._hear(process)

    def _hear(self, process: subprocess.Popen[str]) -> str:
        assert process.stdout is not None
        line = process.stdout.readline().strip()
        assert line, f"{self.name} ended"
        return line


def _waits(at: dict[int, float], seen: dict[int, list[float]]) -> list[float]:
    """Seconds from each event to each screen; a frame's `to` covers every event since the frame before it."""
    marks = sorted(seen)
    return [then - at[seq] for seq in at if (to := bisect_left(marks, seq)) < len(marks) for then in seen[marks[to]]]


def _run(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", *arguments], cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )


def _cpu(pid: int) -> float:
    """Seconds of processor time that a process has used."""
    parts = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")


def _memory(pid: int) -> int:
    """Resident memory in KB."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * resource.getpagesize() // 1024


async def run(report: Report, rounds: int) -> None:
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    ours, peer = Side("ours", SOCKETS), Side("peer", SOCKETS)
    try:
        measured = await interleaved({"ours": ours.turn, "peer": peer.turn}, rounds)
    finally:
        ours.end()
        peer.end()

    def line(what: str, text: str, figure: Callable[[Round], float], aim: float | None) -> None:
        texts = [text.format(measured.median(side, figure)) for side in ("ours", "peer")]
        report.ratio(
            what, texts[0], f"broadcast {texts[1]}", measured.ratio("ours", "peer", figure), way="at most", aim=aim
        )

    line("CPU of 1M deliveries", "{:.1f} s", lambda one: one.cpu_each * 1e6, 0.75)
    line("CPU of 1M events in a burst", "{:.1f} s", lambda one: one.extra["burst"] * 1e6, None)
    line("commit to screen, p50", "{:.1f} ms", lambda one: one.extra["p50"] * 1e3, None)
    line("commit to screen, p99", "{:.1f} ms", lambda one: one.extra["p99"] * 1e3, 1.0)
    merged = measured.median("ours", lambda one: one.extra["burst"] / one.cpu_each)
    report.note(f"{SOCKETS} sockets and {STUCK} that never reads; {PACE} events a second for {SECONDS} s a turn")
    report.note(f"a burst costs ours {merged:.2f} of single frames (aim 0.30)")
    report.note(f"memory per socket: ours {ours.socket_kb:.0f} KB, broadcast {peer.socket_kb:.0f} KB (aim 35)")
