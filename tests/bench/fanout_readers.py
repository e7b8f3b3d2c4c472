"""Many cheap readers of one server, a process of its own: they only look for where a frame ends and for its `to`.

Arguments: port, how many, and how many of them stop reading. Says `ready`; then answers each line on standard input:

- `take` with `{"frames": n, "bytes": n, "seen": {to: [instant of each reader…]}}` of what came since.
"""

from __future__ import annotations

import asyncio
import json
import resource
import socket
import sys
import time
from collections import defaultdict
from typing import cast

import uvloop

HANDSHAKE = (
    b"GET /v1/live HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n"
    b"Sec-WebSocket-Protocol: serai.v1\r\n\r\n"
)
ASKING = (b'{"type":"hello"}', b'{"type":"watch","feed":"queue:CNMHN"}')


def masked(text: bytes) -> bytes:
    return bytes((0x81, 0x80 | len(text), 0, 0, 0, 0)) + text


class Tally:
    def __init__(self) -> None:
        self.frames = 0
        self.bytes = 0
        self.seen: defaultdict[int, list[float]] = defaultdict(list)


class Reading(asyncio.Protocol):
    def __init__(self, tally: list[Tally]) -> None:
        self.tally = tally
        self.rest = b""
        self.is_up = asyncio.get_running_loop().create_future()
        self.transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)
        self.transport.write(HANDSHAKE)

    def data_received(self, data: bytes) -> None:
        now = time.monotonic()
        if self.rest:
            data = self.rest + data
        start, tally = 0, self.tally[0]
        if data.startswith(b"HTTP/1.1"):
            start = data.find(b"\r\n\r\n") + 4
            for text in ASKING:
                self.transport.write(masked(text))
        while len(data) - start >= 4:
            size, head = data[start + 1], 2
            if size == 126:
                size, head = int.from_bytes(data[start + 2 : start + 4], "big"), 4
            end = start + head + size
            if len(data) < end:
                break
            self._frame(data, start, end, now, tally)
            start = end
        self.rest = data[start:]

    def _frame(self, data: bytes, start: int, end: int, now: float, tally: Tally) -> None:
        if data[start] == 0x89:
            self.transport.write(bytes((0x8A, 0x80 | (end - start - 2), 0, 0, 0, 0)) + data[start + 2 : end])
            return
        tally.frames += 1
        tally.bytes += end - start
        at = data.find(b'"to":', start, end)
        if at > 0:
            tally.seen[int(data[at + 5 : data.find(b",", at)])].append(now)
        elif not self.is_up.done():
            self.is_up.set_result(None)


async def main(port: int, count: int, stuck: int) -> None:
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    loop = asyncio.get_running_loop()
    tally = [Tally()]
    stopped = [await _stuck(port) for _ in range(stuck)]
    for start in range(0, count, 100):
        readers = [
            (await loop.create_connection(lambda: Reading(tally), "127.0.0.1", port))[1]
            for _ in range(start, min(count, start + 100))
        ]
        await asyncio.gather(*(reader.is_up for reader in readers))
    lines = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    print("ready", flush=True)
    while await lines.readline():
        taken, tally[0] = tally[0], Tally()
        print(json.dumps({"frames": taken.frames, "bytes": taken.bytes, "seen": taken.seen}), flush=True)
    for each in stopped:
        each.close()


async def _stuck(port: int) -> socket.socket:
    """A reader that asks for everything and then takes nothing."""
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    connection.connect(("127.0.0.1", port))
    connection.sendall(HANDSHAKE)
    connection.recv(200)
    connection.sendall(b"".join(map(masked, ASKING)))
    return connection


if __name__ == "__main__":
    uvloop.run(main(*map(int, sys.argv[1:4])))
