"""One server process: schema, application, socket."""

from __future__ import annotations

import asyncio
import gc
import logging
import sys
from contextlib import AbstractContextManager, nullcontext
from socket import socket
from typing import Final

import structlog
import uvicorn
import uvloop

from serai.app import create_app
from serai.core.db import Database
from serai.core.files import only_writer
from serai.live.protocol import PROTOCOL, listening_socket
from serai.schema import migrate
from serai.settings import Settings

GRACE_SECONDS: Final = 10
_ANYWHERE: Final = frozenset({"0.0.0.0", "::"})  # noqa: S104 - compared with, not bound to


def run(settings: Settings) -> None:
    """Migrate, listen, and serve until told to stop. Prints where it listens once it is ready."""
    log_to_stderr(settings.log_level)
    collect_seldom()
    with writing(settings), asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(serve(settings))


def collect_seldom() -> None:
    """Keep the garbage collector from what is loaded by now, and from looking through every batch while it is made.

    A batch holds thousands of objects for some milliseconds and hardly a cycle: collecting took a sixth of its time.
    """
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def writing(settings: Settings) -> AbstractContextManager[None]:
    """The right to write to the database from this process; refused where an SQLite file is served already."""
    return only_writer(settings.file) if settings.file else nullcontext()


class Server(uvicorn.Server):
    """The service on a socket of its own; `ready` is set when it answers. With `shares_port`, beside others."""

    def __init__(self, settings: Settings, *, shares_port: bool = False) -> None:
        self._socket = listening_socket(settings.host, settings.port, is_shared=shares_port)
        self.ready = asyncio.Event()
        super().__init__(
            uvicorn.Config(
                create_app(settings),
                http="httptools",
                ws=PROTOCOL,
                lifespan="on",
                access_log=False,
                server_header=False,
                log_config=None,
                timeout_graceful_shutdown=GRACE_SECONDS,
                timeout_keep_alive=75,
            )
        )

    @property
    def url(self) -> str:
        """Where a program on this machine reaches it."""
        host, port = self._socket.getsockname()[:2]
        return f"http://{'127.0.0.1' if host in _ANYWHERE else host}:{port}"

    async def startup(self, sockets: list[socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self.ready.set()
            structlog.get_logger().info("listening", url=self.url)

    async def listen(self) -> None:
        """Serve until told to stop."""
        await self.serve(sockets=[self._socket])


async def serve(settings: Settings) -> None:
    await prepare(settings)
    await Server(settings).listen()


async def prepare(settings: Settings) -> None:
    """See that the database is there, and bring its schema to this version."""
    database = Database(settings.database)
    try:
        await database.check()
        await migrate(database)
    finally:
        await database.close()


def log_to_stderr(level: str) -> None:
    """Lines for people on a terminal, JSON otherwise; nothing personal is ever logged."""
    threshold = getattr(logging, level.upper())
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(threshold),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    logging.basicConfig(level=logging.WARNING)
