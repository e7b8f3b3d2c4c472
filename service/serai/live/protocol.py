"""The server's side of a WebSocket, as uvicorn runs it: named in `ws=` by `PROTOCOL`.

uvicorn encodes each message for each connection anew. A feed's frame is the same bytes for every reader, so this
subclass lets the hub hand the transport a frame that was encoded once. It also bounds what uvicorn leaves open: a
client that stops reading is told to go and then cut, instead of being kept for ever with all that was written to it.
"""

from __future__ import annotations

import socket
from asyncio.transports import BaseTransport
from collections.abc import Callable
from typing import Any, Protocol, cast

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import Frame
from websockets.http11 import Request
from websockets.server import ServerProtocol

from serai.live.frames import MAX_INBOUND

PROTOCOL = "serai.live.protocol:FrameProtocol"
EXTENSION = "serai.frames"
"""The key in an ASGI scope's `extensions` under which a handler finds its `FrameProtocol`."""

SEND_BUFFER = 64 * 1024
USER_TIMEOUT_MS = 20_000
HIGH_WATER = 64 * 1024
LOW_WATER = 8 * 1024
CUT_SECONDS = 2.0
"""How long a closing connection may take to swallow what was written to it."""

MESSAGES_PER_SECOND = 50
MESSAGE_BURST = 200


class Listener(Protocol):
    """Who wants to know how a connection's outgoing side stands."""

    def blocked(self) -> None:
        """The peer does not read fast enough: what is written now only grows the buffer."""

    def drained(self) -> None:
        """What was written has left; more may be."""

    def gone(self) -> None:
        """Nothing more can be written."""


class FrameProtocol(WebSocketsSansIOProtocol):
    """One connection. Its endpoint reaches it as `scope["extensions"][EXTENSION]`.

    Nothing is compressed: a message deflated for each of a thousand readers costs more than it saves, and with no
    extension in use an encoded frame is valid on every connection, TLS included.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.conn = ServerProtocol(max_size=min(MAX_INBOUND, self.config.ws_max_size), logger=self.logger)
        self.listener: Listener | None = None
        self._is_to_be_cut = False
        self._allowance = float(MESSAGE_BURST)
        self._counted_at = self.loop.time()

    @property
    def is_open(self) -> bool:
        is_up = self.handshake_complete and not self.disconnected
        return is_up and not self.close_sent and not self.transport.is_closing()

    @property
    def takes_frames(self) -> bool:
        """Whether an encoded frame may be written as it is; not where an extension would have to change it."""
        return not self.conn.extensions

    @property
    def is_writable(self) -> bool:
        return self.writable.is_set()

    @property
    def sink(self) -> Callable[[bytes], None]:
        """Takes complete encoded server frames; only until `Listener.gone`."""
        return self.transport.write

    def close(self, code: int, reason: str = "") -> None:
        """Send a close frame and end the connection, whether or not the peer still reads."""
        if not self.is_open:
            return
        self.stop_keepalive()
        self.queue.put_nowait({"type": "websocket.disconnect", "code": code, "reason": reason})
        self.conn.send_close(code, reason)
        self.transport.write(b"".join(self.conn.data_to_send()))
        self.close_sent = True
        if self.read_paused:
            self.read_paused = False
            self.transport.resume_reading()
        self.close_timer = self.loop.call_later(CUT_SECONDS, self._cut)
        self._tell_gone()

    def connection_made(self, transport: BaseTransport) -> None:
        super().connection_made(transport)
        self.transport.set_write_buffer_limits(high=HIGH_WATER, low=LOW_WATER)

    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)
        if self.response.status_code == 101:
            extensions = cast("dict[str, object]", self.scope["extensions"])
            extensions[EXTENSION] = self

    def pause_writing(self) -> None:
        super().pause_writing()
        if self.listener is not None:
            self.listener.blocked()

    def resume_writing(self) -> None:
        super().resume_writing()
        if self.listener is not None and self.is_open:
            self.listener.drained()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._tell_gone()

    def handle_events(self) -> None:
        super().handle_events()
        if self.transport.is_closing():
            self._closing()

    def handle_text(self, event: Frame) -> None:
        if self._may_say_more():
            super().handle_text(event)

    def handle_bytes(self, event: Frame) -> None:
        if self._may_say_more():
            super().handle_bytes(event)

    def handle_cont(self, event: Frame) -> None:
        if self._may_say_more():
            super().handle_cont(event)

    def handle_ping(self) -> None:
        pong = b"".join(self.conn.data_to_send())
        # A peer that pings and does not read must not fill our memory with pongs.
        if self._may_say_more() and self.is_writable and self.is_open:
            self.transport.write(pong)

    def handle_parser_exception(self) -> None:
        super().handle_parser_exception()
        self._closing()

    def keepalive_timeout(self) -> None:
        super().keepalive_timeout()
        self._closing()

    def shutdown(self) -> None:
        super().shutdown()
        self._closing()

    def _closing(self) -> None:
        """uvicorn has closed the transport, which waits for the peer to read all that was written: not for ever."""
        self._tell_gone()
        if not self._is_to_be_cut:
            self._is_to_be_cut = True
            self.loop.call_later(CUT_SECONDS, self._cut)

    def _cut(self) -> None:
        if not self.disconnected:
            self.transport.abort()

    def _tell_gone(self) -> None:
        listener, self.listener = self.listener, None
        if listener is not None:
            listener.gone()

    def _may_say_more(self) -> bool:
        """A token bucket over everything a client sends."""
        now = self.loop.time()
        self._allowance = min(MESSAGE_BURST, self._allowance + (now - self._counted_at) * MESSAGES_PER_SECOND)
        self._counted_at = now
        if self._allowance < 1.0:
            self.close(4429, "too many messages")
            return False
        self._allowance -= 1.0
        return True


def listening_socket(host: str, port: int, backlog: int = 2048) -> socket.socket:
    """A bound TCP socket whose connections cost a bounded amount: for `uvicorn.Server.serve(sockets=[…])`.

    Accepted connections inherit a small kernel send buffer, and die when what was sent stays unacknowledged.
    """
    family, kind, number, _, address = socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE | socket.AI_NUMERICSERV
    )[0]
    listening = socket.socket(family, kind, number)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
        if hasattr(socket, "TCP_USER_TIMEOUT"):
            listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, USER_TIMEOUT_MS)
        listening.bind(address)
        listening.listen(backlog)
    except BaseException:
        listening.close()
        raise
    listening.setblocking(False)
    return listening
