"""One server process: schema, application, socket."""

from __future__ import annotations

import asyncio
import logging
import sys
from contextlib import AbstractContextManager, nullcontext

import structlog
import uvicorn
import uvloop

from serai.app import create_app
from serai.core.db import Database
from serai.core.files import only_writer
from serai.live.protocol import PROTOCOL, listening_socket
from serai.schema import migrate
from serai.settings import Settings

_GRACE_SECONDS = 10


def run(settings: Settings) -> None:
    """Migrate, listen, and serve until told to stop. Prints where it listens once it is ready."""
    log_to_stderr(settings.log_level)
    with writing(settings), asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(serve(settings))


def writing(settings: Settings) -> AbstractContextManager[None]:
    """The right to write to the database from this process; refused where an SQLite file is served already."""
    return only_writer(settings.file) if settings.file else nullcontext()


async def serve(settings: Settings) -> None:
    database = Database(settings.database)
    try:
        await database.check()
        await migrate(database)
    finally:
        await database.close()
    socket = listening_socket(settings.host, settings.port)
    host, port = socket.getsockname()[:2]
    config = uvicorn.Config(
        create_app(settings),
        http="httptools",
        ws=PROTOCOL,
        lifespan="on",
        access_log=False,
        server_header=False,
        log_config=None,
        timeout_graceful_shutdown=_GRACE_SECONDS,
        timeout_keep_alive=75,
    )
    structlog.get_logger().info("listening", url=f"http://{host}:{port}")
    await uvicorn.Server(config).serve(sockets=[socket])


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
