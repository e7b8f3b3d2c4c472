"""`serai demo`: start the service, play the day, say what it came to."""

from __future__ import annotations

import asyncio
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import httpx
import uvloop
from pydantic import ValidationError

from serai.demo.client import Api, Counts, Refused
from serai.demo.host import Hosted, hosted
from serai.demo.screen import Screen
from serai.demo.setting import cast
from serai.demo.world import staged
from serai.server import log_to_stderr, writing
from serai.settings import Settings

_CONNECTIONS: Final = httpx.Limits(max_connections=16, max_keepalive_connections=16, keepalive_expiry=60)


class Stopped(Exception):
    """The day did not come to its end; the text says why."""


@dataclass(frozen=True, slots=True)
class Options:
    """`speed` in domain seconds a real second, 0 for as fast as it goes; `database` None for a temporary file.

    `keep`: after the day the service stays until it is told to stop; with `as_json` it never does.
    """

    speed: float = 60.0
    hours: float = 24.0
    port: int = 8000
    database: str | None = None
    seed: int = 1
    as_json: bool = False
    keep: bool = True


def run(options: Options) -> None:
    """Run the demo to its end; raises Stopped if the day could not be played to its own."""
    log_to_stderr("warning")
    screen = Screen(quiet=options.as_json)
    with tempfile.TemporaryDirectory(prefix="serai-demo-") as folder:
        database = options.database or f"sqlite:///{Path(folder) / 'serai.db'}"
        try:
            settings = _settings(database, options.port)
            with writing(settings), asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
                runner.run(_serve_and_play(settings, options, screen))
        except KeyboardInterrupt:
            if not screen.has_result:
                raise Stopped("stopped before the day was over") from None
        except ValidationError as error:
            raise Stopped("; ".join(fault["msg"] for fault in error.errors())) from error
        except (Refused, httpx.HTTPError) as error:
            raise Stopped(f"the day could not go on: {error or type(error).__name__}") from error


def _settings(database: str, port: int) -> Settings:
    return Settings(database=database, port=port, environment="development", clock="test", limits="off", workers=1)


async def _serve_and_play(settings: Settings, options: Options, screen: Screen) -> None:
    async with hosted(settings) as service:
        playing = asyncio.create_task(_play(service, options, screen), name="day")
        await asyncio.wait({playing, service.serving}, return_when=asyncio.FIRST_COMPLETED)
        if not playing.done():
            playing.cancel()
            await asyncio.gather(playing, return_exceptions=True)
            raise Stopped("stopped before the day was over")
        screen.result(playing.result())
        if options.keep and not options.as_json:
            screen.say("The service stays as it is until Ctrl-C.")
            await asyncio.wait({service.serving})


async def _play(service: Hosted, options: Options, screen: Screen) -> dict[str, Any]:
    async with httpx.AsyncClient(base_url=service.url, timeout=60, limits=_CONNECTIONS) as http:
        admin = Api(http, service.admin, Counts())
        players = await cast(admin)
        screen.ready(service.url, players)
        world = await staged(admin, players, options.hours, options.seed)
        await world.book()
        screen.link(service.url, world)
        screen.assumptions(world, options.speed)
        following = asyncio.create_task(screen.follow(world), name="screen")
        try:
            await world.play(options.speed)
        finally:
            following.cancel()
            with suppress(asyncio.CancelledError):
                await following
        return await world.summary()
