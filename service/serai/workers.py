"""Several server processes on one port: started, started again and stopped by a parent that serves nothing itself.

Each listens on a socket of its own (SO_REUSEPORT), so that the kernel spreads connections evenly over them, and each is
a whole service: they share the database, and the bell if there is one, and know nothing of one another.
"""

from __future__ import annotations

import asyncio
import os
import signal
import time
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from multiprocessing.context import SpawnProcess
from multiprocessing.synchronize import Event
from tempfile import TemporaryDirectory
from types import FrameType
from typing import Final

import structlog
import uvloop
from prometheus_client import multiprocess

from serai import server
from serai.live.protocol import listening_socket
from serai.settings import Settings

_LOOK_SECONDS: Final = 0.2
_LASTING_SECONDS: Final = 10.0
"""Who served so long did not fail to start."""

_PAUSES: Final = (0.0, 0.5, 1.0, 2.0, 5.0)
_PATIENCE_SECONDS: Final = 2 * server.GRACE_SECONDS
_CONTEXT: Final = get_context("spawn")

log = structlog.get_logger()


class NotStarted(OSError):
    """The first server processes ended before one of them was ready; what they logged says why."""


def run(settings: Settings) -> None:
    """Migrate, start the workers, and keep them until told to stop."""
    server.log_to_stderr(settings.log_level)
    asyncio.run(server.prepare(settings))
    # The port stays ours while no worker listens; a socket that does not listen is given no connection.
    port = listening_socket(settings.host, settings.port, is_shared=True)
    with port, TemporaryDirectory(prefix="serai-metrics-") as counts:
        # The metrics library reads this when a worker imports it, and then counts in files that all can add up.
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = counts
        Workers(settings.model_copy(update={"port": port.getsockname()[1]}), counts).run()


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    is_ready: Event
    started_at: float


class Workers:
    """The parent's view of its children."""

    def __init__(self, settings: Settings, counts: str) -> None:
        self._settings = settings
        self._counts = counts
        self._running: dict[int, _Worker] = {}
        self._due = dict.fromkeys(range(1, settings.workers + 1), 0.0)
        self._failures = dict.fromkeys(self._due, 0)
        self._was_ready = False
        self._is_stopping = False

    def run(self) -> None:
        """Until SIGTERM or SIGINT; raises NotStarted if no worker ever came up."""
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, self._stop)
        try:
            while not self._is_stopping:
                self._start_due()
                wait([each.process.sentinel for each in self._running.values()], timeout=_LOOK_SECONDS)
                self._was_ready |= any(each.is_ready.is_set() for each in self._running.values())
                self._bury()
        finally:
            self._end()

    def _stop(self, _signal: int, _frame: FrameType | None) -> None:
        self._is_stopping = True

    def _start_due(self) -> None:
        now = time.monotonic()
        for number in [number for number, at in self._due.items() if at <= now]:
            del self._due[number]
            is_ready = _CONTEXT.Event()
            process = _CONTEXT.Process(target=_work, args=(self._settings, number, is_ready), name=f"serai {number}")
            process.start()
            self._running[number] = _Worker(process, is_ready, now)

    def _bury(self) -> None:
        """Take note of who ended, and when to start another in its place."""
        for number, worker in list(self._running.items()):
            if worker.process.is_alive():
                continue
            self._forget(number)
            if self._is_stopping:
                continue
            log.error("worker.ended", worker=number, pid=worker.process.pid, exit=worker.process.exitcode)
            if not self._was_ready:
                raise NotStarted("a server process ended before it was ready")
            has_lasted = time.monotonic() - worker.started_at > _LASTING_SECONDS
            failures = self._failures[number] = 0 if has_lasted else self._failures[number] + 1
            self._due[number] = time.monotonic() + _PAUSES[min(failures, len(_PAUSES) - 1)]

    def _forget(self, number: int) -> None:
        worker = self._running.pop(number)
        worker.process.join()
        # What it counted stays in the sums; what it measured (open sockets) goes with it.
        multiprocess.mark_process_dead(worker.process.pid, self._counts)  # type: ignore[no-untyped-call]

    def _end(self) -> None:
        """Let all finish what they were asked, then make sure."""
        for worker in self._running.values():
            worker.process.terminate()
        give_up = time.monotonic() + _PATIENCE_SECONDS
        for number, worker in list(self._running.items()):
            worker.process.join(max(0.0, give_up - time.monotonic()))
            worker.process.kill()
            self._forget(number)


def _work(settings: Settings, number: int, is_ready: Event) -> None:
    server.log_to_stderr(settings.log_level)
    structlog.contextvars.bind_contextvars(worker=number)
    server.collect_seldom()
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_serve(settings, is_ready))


async def _serve(settings: Settings, is_ready: Event) -> None:
    one, loop = server.Server(settings, shares_port=True), asyncio.get_running_loop()
    parent = parent_process()

    def abandoned() -> None:
        loop.remove_reader(sentinel)
        one.should_exit = True

    async def tell() -> None:
        await one.ready.wait()
        is_ready.set()

    if parent is not None:
        sentinel = parent.sentinel
        loop.add_reader(sentinel, abandoned)  # a parent that is killed takes its workers along
    telling = asyncio.create_task(tell())
    await one.listen()
    telling.cancel()
