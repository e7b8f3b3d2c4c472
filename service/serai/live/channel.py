"""The way out of one socket: straight to the transport where the server lets us, else through ASGI's `send`."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterator
from typing import Protocol

from starlette.types import Scope, Send

from serai.live.feed import Reader
from serai.live.protocol import EXTENSION, HIGH_WATER, LOW_WATER, FrameProtocol


class Outlet(Protocol):
    """What a session does with its socket besides reading from it."""

    @property
    def reader(self) -> Reader:
        """Whose sink is this socket."""
        ...

    def close(self, code: int) -> None:
        """Say goodbye with this code; what comes after is not sent."""
        ...

    async def finish(self) -> None:
        """Called once at the end of the session."""
        ...


class Drained(Protocol):
    def __call__(self, reader: Reader) -> None: ...


class DirectOutlet:
    """Frames go to the transport as they are; see `protocol.FrameProtocol`. Also its listener, for the reader."""

    def __init__(self, protocol: FrameProtocol, recover: Drained) -> None:
        self._protocol = protocol
        self._recover = recover
        self.reader = Reader(protocol.sink, protocol.shot, protocol.through)
        protocol.listener = self

    def close(self, code: int) -> None:
        self._protocol.close(code)

    async def finish(self) -> None:
        self._protocol.listener = None

    def blocked(self) -> None:
        self.reader.block(self._protocol.loop.time())

    def drained(self) -> None:
        _resume(self.reader, self._recover)

    def gone(self) -> None:
        # At once: the descriptor's number is the next connection's.
        self.reader.shot = None
        self.reader.block(self._protocol.loop.time())


class AsgiOutlet:
    """For any other server: a task feeds `send`, and what waits for it is bounded in the same way."""

    def __init__(self, send: Send, recover: Drained) -> None:
        self._send = send
        self._recover = recover
        self._queue: deque[bytes] = deque()
        self._size = 0
        self._code: int | None = None
        self._more = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self.reader = Reader(self._put)
        self._task = self._loop.create_task(self._run(), name="live send")

    def _put(self, frame: bytes) -> None:
        if self._code is None and not self._task.done():
            self._queue.append(frame)
            self._size += len(frame)
            self._more.set()
            if self._size > HIGH_WATER:
                self.reader.block(self._loop.time())

    def close(self, code: int) -> None:
        if self._code is None:
            self._code = code
            self.reader.block(self._loop.time())
            self._more.set()

    async def finish(self) -> None:
        if self._code is None:
            self._task.cancel()
        await asyncio.wait([self._task], timeout=2.0)
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self) -> None:
        while True:
            while self._queue:
                frame = self._queue.popleft()
                for text in texts(frame):
                    await self._send({"type": "websocket.send", "text": text})
                self._size -= len(frame)
                if not self.reader.clear and self._size <= LOW_WATER and self._code is None:
                    _resume(self.reader, self._recover)
            if self._code is not None:
                await self._send({"type": "websocket.close", "code": self._code})
                return
            self._more.clear()
            await self._more.wait()


def outlet(scope: Scope, send: Send, recover: Drained) -> DirectOutlet | AsgiOutlet:
    """The shortest way out that this connection's server offers."""
    protocol = (scope.get("extensions") or {}).get(EXTENSION)
    if isinstance(protocol, FrameProtocol) and protocol.takes_frames:
        return DirectOutlet(protocol, recover)
    return AsgiOutlet(send, recover)


def texts(encoded: bytes) -> Iterator[str]:
    """The texts in a run of frames made by `frames.encode`."""
    start = 0
    while start < len(encoded):
        size, start = encoded[start + 1], start + 2
        wide = {126: 2, 127: 8}.get(size, 0)
        if wide:
            size, start = int.from_bytes(encoded[start : start + wide], "big"), start + wide
        yield encoded[start : start + size].decode()
        start += size


def _resume(reader: Reader, recover: Drained) -> None:
    """First what waited, then whatever must start over, while the connection still takes it."""
    waited = reader.drain()
    if waited:
        reader.sink(waited)
    if reader.clear:
        recover(reader)
