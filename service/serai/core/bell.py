"""The bell between processes: after a commit one says, through Redis or Valkey, which site's ledger has grown.

A ring is a hint and nothing more. Whoever misses it reads the ledger a few seconds later (`following`), so that losing
all of Redis changes nothing but that time.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Sequence
from typing import Final

import structlog
from redis.asyncio import Redis
from redis.asyncio.client import PubSub
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from serai.core.events import Entry
from serai.core.metrics import BELL_HEARD, BELL_LOST

CHANNEL: Final = "serai.bell"
SILENCE_SECONDS: Final = 2.0
"""After so long without a word the bell is asked whether it is still there; after twice as long it is not."""

_RING: Final = re.compile(rb"([0-9]{1,18}) ([!-~]{1,64})")
"""Number and site. Whoever reaches the channel may say what it likes; all it gets is a look at a ledger."""

_PAUSES: Final = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0)
_WAIT_SECONDS: Final = 2.0

log = structlog.get_logger()


class Silent(RedisError):
    """The connection stands and nothing comes through it."""


class Bell:
    """`heard` is told `(site, seq)` of every ring, those of this process too. The address may hold a password."""

    def __init__(self, url: str, heard: Callable[[str, int], None]) -> None:
        self._heard = heard
        self._redis = Redis.from_url(
            url,
            protocol=2,
            retry=Retry(NoBackoff(), 0),
            socket_connect_timeout=_WAIT_SECONDS,
            socket_timeout=_WAIT_SECONDS,
        )
        self._rings: dict[str, int] = {}
        self._is_rung = asyncio.Event()
        self._state: bool | None = None

    def follow(self, site: str, entries: Sequence[Entry]) -> None:
        """Ring for a commit (a desk's follower): soon, without waiting, once for commits that come close together."""
        self._rings[site] = entries[-1].seq
        self._is_rung.set()

    def is_heard(self) -> bool:
        """Whether rings of other processes come through at present."""
        return self._state is True

    async def serve(self) -> None:
        """Ring and listen until cancelled, whatever becomes of the other side."""
        try:
            async with asyncio.TaskGroup() as both:
                both.create_task(self._ring())
                both.create_task(self._listen())
        finally:
            await self._redis.aclose()

    async def _ring(self) -> None:
        while True:
            await self._is_rung.wait()
            self._is_rung.clear()
            rings, self._rings = self._rings, {}
            try:
                async with self._redis.pipeline(transaction=False) as pipeline:
                    for site, seq in rings.items():
                        pipeline.publish(CHANNEL, f"{seq} {site}")
                    await pipeline.execute()
            except Exception:  # noqa: BLE001 - the listener tells of the loss, and others glance at the ledgers anyway
                await asyncio.sleep(_PAUSES[0])

    async def _listen(self) -> None:
        failures = 0
        while True:
            try:
                async with self._redis.pubsub() as pubsub:
                    await pubsub.subscribe(CHANNEL)
                    await self._hear(pubsub)
            except Exception as error:  # noqa: BLE001 - whatever it is: a bell is worth listening for again
                failures = 0 if self.is_heard() else failures + 1
                self._tell(False, error)
            await asyncio.sleep(_PAUSES[min(failures, len(_PAUSES) - 1)])

    async def _hear(self, pubsub: PubSub) -> None:
        """Pass on what comes, until nothing does any more."""
        is_asked = False
        while True:
            message = await pubsub.get_message(timeout=SILENCE_SECONDS)
            if message is None:
                if is_asked:
                    raise Silent
                is_asked = True
                await pubsub.ping()
                continue
            is_asked = False
            self._tell(True)
            if message["type"] == "message" and (said := _RING.fullmatch(message["data"])):
                self._heard(said[2].decode(), int(said[1]))

    def _tell(self, is_heard: bool, error: Exception | None = None) -> None:
        """Say so once, not for every attempt; and never the address."""
        if is_heard is self._state:
            return
        self._state = is_heard
        BELL_HEARD.set(is_heard)
        if is_heard:
            log.info("bell.heard")
        else:
            BELL_LOST.inc()
            log.warning("bell.lost", error=type(error).__name__)
