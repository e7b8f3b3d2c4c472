"""Frames go straight to the descriptor where nothing waits; where something does, or under TLS, by the transport.

Each protection has a twin without it. All of it on asyncio's own loop and on uvloop, which closes sockets otherwise.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import uvloop
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from websockets.exceptions import ConnectionClosed

from serai.live import frames
from serai.live.channel import DirectOutlet
from serai.live.protocol import FrameProtocol
from serai.queue.events import BandsPublished
from tests.live.serving import PATIENCE, Client, Service, Stuck, serving
from tests.live.world import SITE, Screen

QUEUE = f"queue:{SITE}"
LOOPS = pytest.mark.parametrize("loop", [asyncio.new_event_loop, uvloop.new_event_loop], ids=["asyncio", "uvloop"])
Loop = Callable[[], asyncio.AbstractEventLoop]


def run(loop: Loop, body: Coroutine[Any, Any, None]) -> None:
    with asyncio.Runner(loop_factory=loop) as runner:
        runner.run(asyncio.wait_for(body, 3 * PATIENCE))


async def arrived(service: Service, number: int = 1) -> FrameProtocol:
    """The connection of the only guest there is, once it watches something."""
    while not any(guest.reader.subscriptions for guest in service.live._guests):  # noqa: ASYNC110 - no bell
        await asyncio.sleep(0.001)
    assert len(service.live._guests) == number
    (outlet,) = {guest.outlet for guest in service.live._guests}
    assert isinstance(outlet, DirectOutlet)
    return outlet._protocol


# A number that another connection has got


async def writes_to_who_has_gone() -> str:
    """What the second client hears first: the pong it asked for, or what was meant for the first."""
    async with serving() as service:
        async with service.client() as first:
            await first.watch(QUEUE)
            await first.hear()
            gone = await arrived(service)
            number = gone.transport.get_extra_info("socket").fileno()
        while service.live._guests:  # noqa: ASYNC110 - the server notices on its own
            await asyncio.sleep(0.001)
        async with service.client() as second:
            await second.watch(QUEUE)
            await second.hear()
            assert (await arrived(service)).transport.get_extra_info("socket").fileno() == number
            gone.sink(frames.encode(b'"not for you"'))
            await second.say({"type": "ping"})
            return str(await asyncio.wait_for(second.connection.recv(), PATIENCE))


@LOOPS
def test_i29_a_number_used_again_is_not_written_to_by_who_had_it(loop):
    async def body() -> None:
        assert await writes_to_who_has_gone() == '{"type":"pong"}'

    run(loop, body())


@LOOPS
def test_i29_who_keeps_the_number_is_found_out(loop, monkeypatch):
    """The twin: the descriptor is not taken off when the connection is lost."""

    def forgetful(self: FrameProtocol) -> None:
        listener, self.listener = self.listener, None
        if listener is not None:
            listener.gone()

    async def body() -> None:
        assert await writes_to_who_has_gone() == '"not for you"'

    monkeypatch.setattr(FrameProtocol, "_tell_gone", forgetful)
    run(loop, body())


# A connection that takes only a part


async def what_a_slow_reader_gets() -> tuple[bytes, bytes]:
    """What was sent to it and what came."""
    sent = [frames.encode(b'"' + bytes((65 + number % 26,)) * (1_000 + 7_919 * number) + b'"') for number in range(24)]
    wanted, loop = b"".join(sent), asyncio.get_running_loop()
    async with serving() as service:
        slow = Stuck(service, QUEUE)
        await slow.connect()
        protocol = await arrived(service)
        begun = b""
        while not begun.endswith(b"}}"):
            begun += await asyncio.wait_for(loop.sock_recv(slow.socket, 1 << 16), PATIENCE)
        came, has_waited = bytearray(), False
        for number, frame in enumerate(sent):
            protocol.sink(frame)
            has_waited |= protocol.transport.get_write_buffer_size() > 0
            if number % 3 == 2:  # it takes a little now and then, so that there is room in the midst of it
                came += await asyncio.wait_for(loop.sock_recv(slow.socket, 30_000), PATIENCE)
        assert has_waited
        while len(came) < len(wanted):
            try:
                came += await asyncio.wait_for(loop.sock_recv(slow.socket, 1 << 16), 2.0)
            except TimeoutError:
                break
        assert protocol.transport.get_write_buffer_size() == 0
        slow.close()
    return wanted, bytes(came)


@LOOPS
def test_i17_what_is_taken_in_part_arrives_whole_and_in_order(loop):
    async def body() -> None:
        wanted, came = await what_a_slow_reader_gets()
        assert came == wanted

    run(loop, body())


def _drops_the_rest(self: FrameProtocol, frame: bytes) -> None:
    original, self.transport = self.transport, _Deaf(self.transport)  # type: ignore[assignment]
    try:
        WRITE(self, frame)
    finally:
        self.transport = original


def _does_not_wait(self: FrameProtocol, frame: bytes) -> None:
    self._direct = self._descriptor
    WRITE(self, frame)


WRITE = FrameProtocol._write


class _Deaf:
    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        """Forgets it; but for once, so that something waits."""
        if len(data) > 50_000:
            self._transport.write(data)


@LOOPS
@pytest.mark.parametrize("twin", [_drops_the_rest, _does_not_wait])
def test_i17_a_careless_writer_is_found_out(loop, twin, monkeypatch):
    """The twins: the rest of a frame is forgotten; what follows overtakes it."""

    async def body() -> None:
        wanted, came = await what_a_slow_reader_gets()
        assert came != wanted

    monkeypatch.setattr(FrameProtocol, "_write", twin)
    run(loop, body())


# The same past everything, to a whole audience


async def what_a_slow_reader_of_a_feed_gets() -> Screen:
    """Its screen after many large changes; raises Gap, or what a torn frame raises."""
    screen, loop, came = Screen(), asyncio.get_running_loop(), b""
    async with serving() as service, AsyncExitStack() as stack:
        slow = Stuck(service, QUEUE)
        stack.callback(slow.close)
        await slow.connect()
        await arrived(service)
        audience = service.hub._boards[SITE]._audiences[QUEUE]
        has_waited = False
        for number in range(60):
            bands = {"gate-a": {"general": [[rank, number, 60, 120] for rank in range(400)]}}
            service.hub.follow(SITE, service.port.record(BandsPublished(bands=bands, as_of=service.port.now, basis={})))
            while service.hub._boards[SITE].told < service.port.seq:  # noqa: ASYNC110 - it tells only its readers
                await asyncio.sleep(0)
            has_waited |= not audience.direct
            if number % 4 == 3:
                came += await asyncio.wait_for(loop.sock_recv(slow.socket, 20_000), PATIENCE)
        assert has_waited
        while service.port.seq > screen.at.get(QUEUE, 0):
            came += await asyncio.wait_for(loop.sock_recv(slow.socket, 1 << 20), 2.0)
            end = whole(came)
            screen.take(came[:end])
            came = came[end:]
        assert audience.direct
    return screen


def whole(came: bytes) -> int:
    """Where the last whole frame ends."""
    end = 0
    while True:
        size, head = came[end + 1] if len(came) > end + 1 else 1 << 60, 2
        if size in (126, 127):
            head = 4 if size == 126 else 10
            size = int.from_bytes(came[end + 2 : end + head], "big") if len(came) >= end + head else 1 << 60
        if end + head + size > len(came):
            return end
        end += head + size


@LOOPS
def test_i17_an_audience_is_told_in_whole_frames(loop):
    async def body() -> None:
        screen = await what_a_slow_reader_of_a_feed_gets()
        assert {reason for _, reason in screen.resets} <= {"overflow"}

    run(loop, body())


@LOOPS
def test_i17_an_audience_whose_rest_is_forgotten_is_found_out(loop, monkeypatch):
    """The twin: what the descriptor did not take is not sent on."""
    monkeypatch.setattr(FrameProtocol, "through", lambda self, frame: None)

    async def body() -> None:
        with pytest.raises((AssertionError, TimeoutError, ValueError, KeyError)):
            await what_a_slow_reader_of_a_feed_gets()

    run(loop, body())


async def still_shot_at() -> int:
    """How many of an audience are still written to when a connection's loss has just been told."""
    left: list[int] = []
    async with serving() as service, service.client() as client:
        await client.watch(QUEUE)
        await client.hear()
        protocol = await arrived(service)
        audience = service.hub._boards[SITE]._audiences[QUEUE]
        assert len(audience.direct) == 1
        protocol.connection_lost(None)
        left.append(len(audience.direct))
        client.connection.transport.abort()
        protocol.transport.abort()
    return left[0]


@LOOPS
def test_i29_who_is_gone_is_taken_off_before_its_number_is_free(loop):
    async def body() -> None:
        assert await still_shot_at() == 0

    run(loop, body())


@LOOPS
def test_i29_who_is_left_on_is_found_out(loop, monkeypatch):
    """The twin: the loss is left to whoever reads from the socket."""
    monkeypatch.setattr(DirectOutlet, "gone", lambda self: None)

    async def body() -> None:
        assert await still_shot_at() == 1

    run(loop, body())


# TLS


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate of the test's own for 127.0.0.1, and its key."""
    folder, key = tmp_path_factory.mktemp("tls"), ec.generate_private_key(ec.SECP256R1())
    name, now = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "serai")]), datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    (folder / "cert").write_bytes(made.public_bytes(pem))
    (folder / "key").write_bytes(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain))
    return folder / "cert", folder / "key"


async def watch_by_tls(certificate: tuple[Path, Path]) -> Client:
    trust = ssl.create_default_context(cafile=str(certificate[0]))
    trust.check_hostname = False
    async with serving(tls=certificate) as service, service.client(ssl=trust) as client:
        await client.watch(QUEUE)
        await client.hear()
        for _ in range(20):
            service.commit()
            await asyncio.sleep(0)
        service.hub.follow(SITE, service.port.join())
        await client.until(QUEUE, service.port.seq)
        return client


@LOOPS
def test_under_tls_all_goes_through_the_transport(loop, certificate):
    async def body() -> None:
        client = await watch_by_tls(certificate)
        assert client.screen.resets == []

    run(loop, body())


@LOOPS
def test_who_writes_past_tls_is_found_out(loop, certificate, monkeypatch):
    """The twin: the descriptor is used whatever lies over it."""
    made = FrameProtocol.connection_made

    def blind(self: FrameProtocol, transport: asyncio.BaseTransport) -> None:
        made(self, transport)
        self._descriptor = self._direct = transport.get_extra_info("socket").fileno()

    async def body() -> None:
        with pytest.raises((ConnectionClosed, ssl.SSLError)):
            await watch_by_tls(certificate)

    monkeypatch.setattr(FrameProtocol, "connection_made", blind)
    run(loop, body())
