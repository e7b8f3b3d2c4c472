"""The endpoint with real sockets and a real server; clients are those of another implementation."""

from __future__ import annotations

import asyncio

import pytest

from serai.live.protocol import PROTOCOL
from serai.live.socket import Limits
from tests.live.doors import OpenDoors
from tests.live.serving import PATIENCE, serving
from tests.live.world import EPOCH, SITE, plain

QUEUE = f"queue:{SITE}"
YARD = f"yard:{SITE}"
HELLO = {"type": "hello"}
SERVERS = pytest.mark.parametrize("ws", [PROTOCOL, "websockets-sansio"], ids=["ours", "another"])


@SERVERS
async def test_anybody_may_watch_a_queue(ws):
    async with serving(ws=ws) as service, service.client() as client:
        assert client.connection.subprotocol == "serai.v1"
        await client.watch(QUEUE)
        assert (await client.hear())["type"] == "snapshot"
        for _ in range(20):
            service.commit(3)
            await asyncio.sleep(0)
        service.hub.follow(SITE, service.port.join())
        screen = await client.until(QUEUE, service.port.seq)
        assert screen.states[QUEUE] == plain(service.port.views().queue.told())


async def test_a_queue_that_does_not_exist_is_an_error_and_the_socket_stays():
    async with serving() as service, service.client() as client:
        await client.watch("queue:NOWHERE")
        assert await client.hear() == {"type": "error", "code": "feed.unknown", "feed": "queue:NOWHERE"}
        await client.say({"type": "ping"})
        assert await client.hear() == {"type": "pong"}


@pytest.mark.parametrize(
    ("feed", "code"), [(YARD, "feed.unknown"), (f"site:{SITE}", "feed.unknown"), ("visit:v0", "feed.unknown")]
)
async def test_what_is_not_allowed_is_an_error_and_the_socket_stays(feed, code):
    async with serving() as service, service.client() as client:
        service.port.join()
        await client.watch(feed)
        assert await client.hear() == {"type": "error", "code": code, "feed": feed}
        await client.watch(QUEUE)
        assert (await client.hear())["type"] == "snapshot"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("nonsense", "frame.unreadable"),
        ('{"type":"watch","feed":"lane:X"}', "frame.unreadable"),
        ('{"type":"hello"}', "frame.unexpected"),
        ("[" * 5_000, "frame.unreadable"),
        ('{"type":"ping","type":"pong","x":1}', "frame.unreadable"),
    ],
)
async def test_a_bad_frame_is_an_error_and_the_socket_stays(said, code):
    async with serving() as service, service.client() as client:
        await client.connection.send(said)
        assert (await client.hear())["code"] == code
        await client.say({"type": "ping"})
        assert await client.hear() == {"type": "pong"}


@SERVERS
@pytest.mark.parametrize(
    "first",
    [
        {"type": "ping"},
        {"type": "hello", "ticket": "stolen"},
        {"type": "hello", "x": 1},
        {"type": "watch", "feed": QUEUE},
    ],
)
async def test_without_a_valid_hello_nobody_stays(first, ws):
    async with serving(ws=ws) as service, service.client(first) as client:
        assert await client.closed() == 4401


async def test_who_says_nothing_does_not_stay():
    async with serving(limits=Limits(hello_seconds=0.05)) as service, service.client(HELLO) as client:
        await client.say({"type": "ping"})
        await client.hear()
        async with service.client(HELLO) as silent:
            await silent.watch(QUEUE)
            assert (await silent.hear())["type"] == "snapshot"
        reader, writer = await asyncio.open_connection(*service.address)
        writer.write(
            b"GET /v1/live HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n"
        )
        head = await reader.readuntil(b"\r\n\r\n")
        assert b"101" in head
        assert await asyncio.wait_for(reader.readexactly(4), PATIENCE) == b"\x88\x02" + (4401).to_bytes(2, "big")
        writer.close()


async def test_a_ticket_and_a_key_open_more():
    async with serving() as service:
        async with service.client({"type": "hello", "ticket": "t-op"}) as client:
            await client.watch(YARD)
            assert (await client.hear())["type"] == "snapshot"
        async with service.client(additional_headers={"Authorization": "Bearer k-op"}) as client:
            await client.watch(YARD)
            assert (await client.hear())["type"] == "snapshot"
        async with service.client(additional_headers={"Authorization": "Bearer wrong"}) as client:
            assert await client.closed() == 4401


@pytest.mark.parametrize(
    ("origin", "code"),
    [
        ("http://127.0.0.1:{port}", None), ("https://console.example", None), (None, None),
        ("https://evil.example", 4403), ("https://console.example.evil.example", 4403),
        ("http://console.example", 4403),
        ("null", 4403), ("https://127.0.0.1:{port}", 4403), ("http://127.0.0.1", 4403),
    ],
)  # fmt: skip
async def test_a_page_of_somebody_else_cannot_use_this_browsers_credentials(origin, code):
    async with serving(origins=["https://console.example"]) as service:
        given = None if origin is None else origin.format(port=service.address[1])
        for first, headers in (
            ({"type": "hello", "ticket": "t-op"}, {}),
            (HELLO, {"Authorization": "Bearer k-op"}),
        ):
            async with service.client(first, origin=given, additional_headers=headers) as client:
                if code is not None:
                    assert await client.closed() == code
                    continue
                await client.watch(YARD)
                assert (await client.hear())["type"] == "snapshot"


async def test_public_feeds_are_open_to_any_page():
    async with serving() as service, service.client(origin="https://anywhere.example") as client:
        await client.watch(QUEUE)
        assert (await client.hear())["type"] == "snapshot"


@SERVERS
async def test_i30_a_revoked_key_closes_its_open_sockets(ws):
    async with serving(ws=ws) as service, service.client({"type": "hello", "ticket": "t-op"}) as client:
        await client.watch(YARD)
        await client.hear()
        async with service.client({"type": "hello", "ticket": "t-other"}) as other:
            await other.watch(YARD)
            await other.hear()
            service.live.revoke("op")
            assert await client.closed() == 4401
            await other.say({"type": "ping"})
            assert await other.hear() == {"type": "pong"}


async def test_i30_a_key_revoked_while_it_comes_in_does_not_get_in():
    class Slow(OpenDoors):
        async def redeem(self, ticket):
            caller = await super().redeem(ticket)
            service.live.revoke(caller.key)
            return caller

    async with serving(doors=Slow()) as service, service.client({"type": "hello", "ticket": "t-op"}) as client:
        assert await client.closed() == 4401


async def test_one_address_opens_only_so_many_sockets_and_may_again_later():
    async with serving(limits=Limits(per_address=2)) as service, service.client() as first, service.client() as second:
        for each in (first, second):
            await each.say({"type": "ping"})
            await each.hear()
        async with service.client() as third:
            assert await third.closed() == 4429
        await first.connection.close()
        async with service.client() as fourth:
            await fourth.say({"type": "ping"})
            assert await fourth.hear() == {"type": "pong"}


async def test_one_key_opens_only_so_many_sockets():
    first = {"type": "hello", "ticket": "t-op"}
    async with serving(limits=Limits(per_key=1)) as service, service.client(first) as client:
        await client.say({"type": "ping"})
        await client.hear()
        async with service.client(first) as second:
            assert await second.closed() == 4429


async def test_one_socket_watches_only_so_many_feeds():
    limits = Limits(watches=2)
    async with serving(limits=limits) as service, service.client({"type": "hello", "ticket": "t-op"}) as client:
        for feed in (QUEUE, YARD, YARD):
            await client.watch(feed)
            assert (await client.hear())["type"] == "snapshot"
        await client.watch(f"site:{SITE}")
        assert (await client.hear())["code"] == "feed.too_many"
        await client.say({"type": "unwatch", "feed": YARD})
        await client.watch(f"site:{SITE}")
        assert (await client.hear())["type"] == "snapshot"


async def test_too_many_messages_end_a_socket():
    async with serving() as service, service.client() as client:
        for _ in range(1_000):
            if client.connection.close_code is not None:
                break
            await client.connection.ping()
        assert await client.closed() == 4429


@SERVERS
@pytest.mark.parametrize(("message", "code"), [("x" * 20_000, 1009), (b"binary", 1003)])
async def test_what_no_client_should_send_ends_a_socket(message, code, ws):
    async with serving(ws=ws) as service, service.client() as client:
        await client.connection.send(message)
        assert await client.closed() == code


@SERVERS
async def test_a_restart_says_so_and_loses_nothing(ws):
    async with serving(ws=ws) as service, service.client() as client:
        await client.watch(QUEUE)
        await client.hear()
        await service.live.close()
        assert await client.closed() == 1012
        screen, port = client.screen, service.port
    port.happen(30)
    async with serving(ws=ws, port=port) as again, again.client() as client:
        client.screen = screen
        await client.watch(QUEUE, after={"epoch": EPOCH, "seq": screen.at[QUEUE]})
        again.hub.follow(SITE, port.join())
        await client.until(QUEUE, port.seq)
        assert screen.resets == []
        assert screen.states[QUEUE] == plain(port.views().queue.told())


async def test_the_servers_own_shutdown_says_1012_too():
    async with serving() as service, service.client() as client:
        await client.watch(QUEUE)
        await client.hear()
        service.server.should_exit = True
        assert await client.closed() == 1012


async def test_a_closed_socket_leaves_nothing_behind():
    async with serving() as service:
        async with service.client() as client:
            await client.watch(QUEUE)
            await client.hear()
        while service.live._guests:  # noqa: ASYNC110 - the server notices on its own
            await asyncio.sleep(0.001)
        assert not service.live._counts
        assert service.hub._boards[SITE]._audiences == {}
