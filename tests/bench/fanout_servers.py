"""The servers that `bench_fanout` measures, each a process of its own: ours, and `websockets.broadcast`.

Arguments: `ours` or `peer`; then, for several processes of ours, the address of the bell by which they hear of what the
first of them commits. Each has the same ledger in memory.

Told by lines on standard input, answers by lines on standard output:

- `emit COUNT PER_SECOND` commits so many entries at that pace, then answers with the instant of each;
- `burst COUNT` commits them one after another without waiting, and answers when all were handed to the transports;
- `readers` answers how many are connected.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Awaitable, Callable, Sequence

import uvicorn
import uvloop
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from websockets.asyncio.server import ServerConnection, broadcast, serve

from serai.core.bell import Bell
from serai.core.events import Entry
from serai.live import frames
from serai.live.channel import texts
from serai.live.hub import Hub
from serai.live.protocol import PROTOCOL, listening_socket
from serai.live.socket import UNLIMITED, LiveSocket
from serai.live.views import SiteViews
from serai.server import log_to_stderr
from tests.live.doors import OpenDoors
from tests.live.world import SITE, Port, Shelf

ENTRIES = 6_000
Emit = Callable[[int], Awaitable[None]]


class Told(Shelf):
    """A port whose ledger is written already and committed little by little."""

    def __init__(self, port: Port) -> None:
        super().__init__(port)
        self.shown = 1

    async def open(self, site: str) -> tuple[str, SiteViews]:
        return self.port.epoch, self.port.views(until=self.shown)

    async def entries(self, site: str, after: int, until: int) -> Sequence[Entry]:
        return self.port.entries[after : min(until, self.shown)]


def written() -> Port:
    """Joins and departures that keep a queue of some two hundred."""
    port = Port(1)
    for _ in range(200):
        port.join()
    while port.seq < ENTRIES:
        port.join()
        port.leave(port.first())
    return port


async def ours(bell_url: str) -> None:
    archive = Told(written())
    archive.shown = 201
    hub = Hub(archive, archive, tick=0.05)
    live = LiveSocket(hub, OpenDoors(), limits=UNLIMITED)
    app = Starlette(routes=[WebSocketRoute("/v1/live", live)])
    listening = listening_socket("127.0.0.1", 0)
    config = uvicorn.Config(app, ws=PROTOCOL, log_level="warning", lifespan="off", access_log=False)
    serving = asyncio.ensure_future(uvicorn.Server(config).serve(sockets=[listening]))

    def heard(site: str, seq: int) -> None:
        entries, archive.shown = archive.port.entries[archive.shown : seq], max(seq, archive.shown)
        hub.follow(site, entries)

    bell = Bell(bell_url, heard) if bell_url else None
    ringing = asyncio.ensure_future(bell.serve()) if bell else None
    while bell is not None and not bell.is_heard():  # noqa: ASYNC110 - it has no bell of its own
        await asyncio.sleep(0.01)

    async def commit(seq: int) -> None:
        entries = [archive.port.entries[seq - 1]]
        heard(SITE, seq)
        if bell is not None:
            bell.follow(SITE, entries)

    print(listening.getsockname()[1], flush=True)
    await _obey(archive.shown, commit, lambda: len(live._guests))
    serving.cancel()
    if ringing is not None:
        ringing.cancel()


async def peer() -> None:
    port = written()
    connections: set[ServerConnection] = set()

    async def handler(connection: ServerConnection) -> None:
        await connection.recv()
        await connection.recv()
        await connection.send('{"type":"snapshot"}')
        connections.add(connection)
        try:
            await connection.wait_closed()
        finally:
            connections.discard(connection)

    views = port.views(until=201)
    said = {
        change.to: next(texts(change.data))
        for entry in port.entries[201:]
        for change in views.apply([entry], {views.queue.feed})
        if change.feed == views.queue.feed
    }

    async def commit(seq: int) -> None:
        broadcast(connections, said[seq])

    async with serve(handler, "127.0.0.1", 0, compression=None, subprotocols=[frames.SUBPROTOCOL]) as server:  # type: ignore[list-item]
        print(server.sockets[0].getsockname()[1], flush=True)
        await _obey(201, commit, lambda: len(connections))


async def _obey(seq: int, commit: Emit, readers: Callable[[], int]) -> None:
    loop = asyncio.get_running_loop()
    lines = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    while line := (await lines.readline()).decode().split():
        at: dict[int, float] = {}
        if line[0] == "readers":
            print(readers(), flush=True)
            continue
        pause = 0.0 if line[0] == "burst" else 1.0 / float(line[2])
        due = loop.time()
        for _ in range(int(line[1])):
            seq += 1
            at[seq] = time.monotonic()
            await commit(seq)
            due += pause
            await asyncio.sleep(max(0.0, due - loop.time()) if pause else 0.001)
        print(json.dumps(at), flush=True)


if __name__ == "__main__":
    log_to_stderr("warning")
    uvloop.run(ours("".join(sys.argv[2:])) if sys.argv[1] == "ours" else peer())
