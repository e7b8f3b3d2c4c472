"""One event to thousands of sockets: ours, in one process and in two, against `websockets.broadcast` in one.

All run at once, each with readers in a process of their own, one of which takes nothing; CPU is that of the servers'
processes alone. Two processes of ours share the readers; the second hears by a bell what the first commits.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.bench.measure import Measured, Round, interleaved
from tests.bench.report import Report
from tests.servers import Valkey

ROOT = Path(__file__).parents[2]
PACES = {1_000: 20, 5_000: 4}
"""Events a second for so many sockets: as many deliveries a second as two cores carry beside their readers."""

SECONDS = 5
BURST = 200
STUCK = 1
SIDES = {"ours": 1, "ours, two processes": 2, "peer": 1}


@dataclass
class Part:
    """One server process with its readers."""

    kind: str
    sockets: int
    bell: str

    def __post_init__(self) -> None:
        self.server = _run("tests.bench.fanout_servers", self.kind, *([self.bell] if self.bell else []))
        port = _hear(self.server)
        self.idle = _memory(self.server.pid)
        self.readers = _run("tests.bench.fanout_readers", port, str(self.sockets), str(STUCK))
        assert _hear(self.readers) == "ready"
        self.socket_kb = (_memory(self.server.pid) - self.idle) / self.sockets

    def take(self) -> dict[int, list[float]]:
        """The instants at which each reader saw each position, since the last time."""
        return {int(to): instants for to, instants in json.loads(_ask(self.readers, "take"))["seen"].items()}

    def end(self) -> None:
        for each in (self.readers, self.server):
            each.kill()
            each.wait()


class Side:
    """One way of doing it."""

    def __init__(self, name: str, sockets: int, bell: str) -> None:
        self.name, self.sockets, self.pace = name, sockets, PACES[sockets]
        number = SIDES[name]
        self.parts = [Part(name.split(",")[0], sockets // number, bell if number > 1 else "") for _ in range(number)]
        self._take()

    async def turn(self) -> Round:
        """Events at an even pace, timed to each screen; then a burst as fast as they are committed."""
        used, began = self._cpu(), time.monotonic()
        at = {int(seq): then for seq, then in self._emitted().items()}
        seen = self._take()
        cpu, seconds = self._cpu() - used, time.monotonic() - began
        waits = sorted(wait for each in seen for wait in _waits(at, each))
        if len(waits) != len(at) * self.sockets:
            raise RuntimeError(f"{self.name}: {len(waits)} of {len(at) * self.sockets} arrived")
        used = self._cpu()
        _ask(self.parts[0].server, f"burst {BURST}")
        self._take()
        extra = {
            "p50": waits[len(waits) // 2],
            "p99": waits[len(waits) * 99 // 100],
            "burst": (self._cpu() - used) / (BURST * self.sockets),
        }
        return Round(len(waits), seconds, cpu, extra)

    @property
    def socket_kb(self) -> float:
        return max(part.socket_kb for part in self.parts)

    def _emitted(self) -> dict[str, float]:
        emitted: dict[str, float] = json.loads(_ask(self.parts[0].server, f"emit {self.pace * SECONDS} {self.pace}"))
        return emitted

    def _cpu(self) -> float:
        return sum(_cpu(part.server.pid) for part in self.parts)

    def _take(self) -> list[dict[int, list[float]]]:
        time.sleep(0.5)  # what is under way arrives; not part of any figure
        return [part.take() for part in self.parts]

    def end(self) -> None:
        for part in self.parts:
            part.end()


def _ask(process: subprocess.Popen[str], line: str) -> str:
    assert process.stdin is not None
    process.stdin.write(line + "\n")
    process.stdin.flush()
    return _hear(process)


def _hear(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    line = process.stdout.readline().strip()
    assert line, "a server or its readers ended"
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
    bell = Valkey()
    try:
        for sockets in PACES:
            sides = {name: Side(name, sockets, bell.url) for name in SIDES}
            try:
                measured = await interleaved({name: side.turn for name, side in sides.items()}, rounds)
            finally:
                for side in sides.values():
                    side.end()
            _report(report, sockets, measured, sides)
    finally:
        bell.end()


def _report(report: Report, sockets: int, measured: Measured, sides: Mapping[str, Side]) -> None:
    def line(side: str, what: str, text: str, figure: Callable[[Round], float], aim: float | None) -> None:
        mine, theirs = (text.format(measured.median(each, figure)) for each in (side, "peer"))
        named = f"{sockets} sockets, {side}: {what}"
        report.ratio(named, mine, f"broadcast {theirs}", measured.ratio(side, "peer", figure), way="at most", aim=aim)

    for side in (each for each in SIDES if each != "peer"):
        line(side, "CPU of 1M deliveries", "{:.1f} s", lambda one: one.cpu_each * 1e6, 0.6)
        line(side, "CPU of 1M events in a burst", "{:.1f} s", lambda one: one.extra["burst"] * 1e6, None)
        line(side, "commit to screen, p50", "{:.1f} ms", lambda one: one.extra["p50"] * 1e3, None)
        line(side, "commit to screen, p99", "{:.1f} ms", lambda one: one.extra["p99"] * 1e3, 1.0)
        merged = measured.median(side, lambda one: one.extra["burst"] / one.cpu_each)
        report.note(f"{sockets} sockets, {side}: a burst costs {merged:.2f} of single frames (aim 0.30)")
        report.note(f"{sockets} sockets, {side}: {sides[side].socket_kb:.0f} KB a socket (aim 35)")
    report.note(f"{sockets} sockets: {PACES[sockets]} events a second for {SECONDS} s a turn, {STUCK} never reads")
