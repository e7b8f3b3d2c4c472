"""I-17: a reader that takes nothing harms nobody. Real sockets; what is waited for is an event, never a time."""

from __future__ import annotations

import asyncio
import socket
from contextlib import AsyncExitStack

import pytest

from serai.live.channel import DirectOutlet
from serai.live.feed import BUFFER_BYTES, Audience, Change, Reader, Subscription
from serai.live.protocol import PROTOCOL, SEND_BUFFER, USER_TIMEOUT_MS, FrameProtocol
from serai.live.socket import Limits
from serai.queue.events import BandsPublished
from tests.live.serving import Client, Service, Stuck, serving
from tests.live.world import SITE, plain
from tests.scale import scaled

QUEUE = f"queue:{SITE}"
OTHERS = 5
FRAME = 32_768
"""More than one published frame holds."""


def publish(service: Service) -> None:
    """Bands that are never those before, so that the frame is never a small one."""
    points = [[rank, service.port.seq % 50, 60, 120] for rank in range(1, 1_000)]
    bands = BandsPublished(bands={"gate-a": {"general": points}}, as_of=service.port.now, basis={})
    service.hub.follow(SITE, service.port.record(bands))


async def all_hear(service: Service, clients: list[Client], frames: int, patience: float = 20.0) -> bool:
    """Whether these clients are told of every commit, one after the other, whatever the stuck reader does."""
    try:
        async with asyncio.timeout(patience):
            for _ in range(frames):
                publish(service)
                for client in clients:
                    await client.until(QUEUE, service.port.seq)
    except TimeoutError:
        return False
    return True


async def crowd(stack: AsyncExitStack, service: Service) -> tuple[Reader, Stuck, list[Client]]:
    """A reader that is stuck, its client, and others that came after it."""
    stuck = Stuck(service, QUEUE)
    stack.callback(stuck.close)
    await stuck.connect()
    while not any(guest.reader.subscriptions for guest in service.live._guests):  # noqa: ASYNC110 - no bell
        await asyncio.sleep(0)
    (guest,) = service.live._guests
    clients = [await stack.enter_async_context(service.client()) for _ in range(OTHERS)]
    for client in clients:
        await client.watch(QUEUE)
        await client.hear()
    return guest.reader, stuck, clients


def protocol_of(service: Service, reader: Reader) -> FrameProtocol:
    (outlet,) = [guest.outlet for guest in service.live._guests if guest.reader is reader]
    assert isinstance(outlet, DirectOutlet)
    return outlet._protocol


@pytest.mark.parametrize("ws", [PROTOCOL, "websockets-sansio"], ids=["ours", "another"])
async def test_i17_a_stuck_reader_harms_nobody(ws):
    async with AsyncExitStack() as stack:
        service = await stack.enter_async_context(serving(ws=ws))
        reader, _, clients = await crowd(stack, service)
        assert await all_hear(service, clients, scaled(600, least=60))
        assert not reader.clear
        assert reader.size <= BUFFER_BYTES
        for client in clients:
            assert client.screen.resets == []
            assert client.screen.states[QUEUE] == plain(service.port.views().queue.told())


async def test_i17_a_publisher_that_waits_for_its_readers_is_found_out(monkeypatch):
    """The twin: each reader is awaited in turn, as one would write it with `await socket.send()`."""
    publishing: set[asyncio.Task[None]] = set()

    async def serially(readers: list[Subscription], change: Change, before: asyncio.Task[None] | None) -> None:
        if before is not None:
            await before
        for subscription in readers:
            while not subscription.reader.clear:  # noqa: ASYNC110 - this is the fault
                await asyncio.sleep(0.001)
            subscription.reader.sink(change.data)

    last: list[asyncio.Task[None]] = []

    def tell(self: Audience, change: Change) -> list[Subscription]:
        everybody = [*self.direct, *self.ready, *self.others]
        task = asyncio.ensure_future(serially(everybody, change, last[-1] if last else None))
        last.append(task)
        publishing.add(task)
        return []

    async with AsyncExitStack() as stack:
        service = await stack.enter_async_context(serving())
        _, _, clients = await crowd(stack, service)
        monkeypatch.setattr(Audience, "tell", tell)
        assert not await all_hear(service, clients, 60, patience=2.0)
        for task in publishing:
            task.cancel()
        await asyncio.gather(*publishing, return_exceptions=True)


async def test_i17_what_a_stuck_reader_costs_is_bounded_and_comes_to_an_end():
    async with AsyncExitStack() as stack:
        service = await stack.enter_async_context(serving(limits=Limits(stuck_seconds=0.5)))
        reader, _, clients = await crowd(stack, service)
        protocol = protocol_of(service, reader)
        while len(service.live._guests) > OTHERS:
            assert await all_hear(service, clients, 1)
            assert protocol.transport.get_write_buffer_size() <= FRAME
            assert reader.size <= BUFFER_BYTES
        assert protocol.close_sent
        while protocol in service.server.server_state.connections:  # noqa: ASYNC110 - it is cut on its own
            await asyncio.sleep(0.01)


async def test_i17_who_wakes_up_again_gets_the_state():
    async with AsyncExitStack() as stack:
        service = await stack.enter_async_context(serving())
        reader, stuck, clients = await crowd(stack, service)
        while reader.clear or not reader.lost():
            assert await all_hear(service, clients, 1)
        loop, heard = asyncio.get_running_loop(), b""
        while b'"reset"' not in heard or not heard.endswith(b"}}"):
            heard += await asyncio.wait_for(loop.sock_recv(stuck.socket, 1 << 20), 20)
        assert b'"reason":"overflow"' in heard
        assert f'"seq":{service.port.seq}'.encode() in heard


async def test_i17_a_peer_that_pings_and_does_not_read_fills_no_memory(monkeypatch):
    monkeypatch.setattr(FrameProtocol, "_may_say_more", lambda self: True)
    async with AsyncExitStack() as stack:
        service = await stack.enter_async_context(serving())
        reader, stuck, clients = await crowd(stack, service)
        protocol = protocol_of(service, reader)
        while reader.clear:
            assert await all_hear(service, clients, 1)
        before = protocol.transport.get_write_buffer_size()
        for _ in range(2_000):
            await stuck.send(bytes((0x89, 0x80, 0, 0, 0, 0)))
        assert await all_hear(service, clients, 5)
        assert protocol.transport.get_write_buffer_size() <= before


async def test_connections_inherit_what_bounds_them():
    async with AsyncExitStack() as stack:
        service = await stack.enter_async_context(serving())
        reader, _, _ = await crowd(stack, service)
        accepted = protocol_of(service, reader).transport.get_extra_info("socket")
        # Linux doubles what is asked for.
        assert SEND_BUFFER <= accepted.getsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF) <= 2 * SEND_BUFFER
        assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == USER_TIMEOUT_MS
        assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) == 1


async def test_nothing_is_compressed():
    async with serving() as service, service.client(compression="deflate") as client:
        assert client.connection.protocol.extensions == []
