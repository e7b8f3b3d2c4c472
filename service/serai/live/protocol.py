"""The server's side of a WebSocket, as uvicorn runs it: named in `ws=` by `PROTOCOL`.

uvicorn encodes each message for each connection anew. A feed's frame is the same bytes for every reader, so this
subclass lets the hub hand the transport a frame that was encoded once. It also bounds what uvicorn leaves open: a
client that stops reading is told to go and then cut, instead of being kept for ever with all that was written to it.
"""

from __future__ import annotations

import os
import socket
from asyncio.transports import BaseTransport
from collections.abc import Callable
from functools import partial
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
"""What may wait, in bytes, where nothing tells of the first, and what must have left before more is put there."""

CUT_SECONDS = 2.0
"""How long a closing connection may take to swallow what was written to it."""

_NONE = -1
"""No descriptor: all goes through the transport."""

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
        self._descriptor = _NONE
        self._direct = _NONE
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
        """Takes complete encoded server frames; nothing is sent after `Listener.gone`."""
        return self._write

    @property
    def shot(self) -> Callable[[bytes], int] | None:
        """Writes to the descriptor and nothing else; only while the listener was not told that it is blocked."""
        return None if self._descriptor == _NONE else partial(os.write, self._descriptor)

    def through(self, frame: bytes) -> None:
        """Send a frame, or the rest of one, by the transport."""
        if self.is_open:
            self.transport.write(frame)

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
        if transport.get_extra_info("sslcontext") is None:
            # The transport tells of the first byte it has to keep: while it says nothing, nothing waits in it.
            self.transport.set_write_buffer_limits(high=0)
            self._descriptor = self._direct = transport.get_extra_info("socket").fileno()
        else:  # what is written to the descriptor would be no record of TLS
            self.transport.set_write_buffer_limits(high=HIGH_WATER, low=LOW_WATER)

    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)
        if self.response.status_code == 101:
            extensions = cast("dict[str, object]", self.scope["extensions"])
            extensions[EXTENSION] = self

    def pause_writing(self) -> None:
        super().pause_writing()
        self._direct = _NONE
        if self.listener is not None:
            self.listener.blocked()

    def resume_writing(self) -> None:
        super().resume_writing()
        self._direct = self._descriptor
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

    def _write(self, frame: bytes) -> None:
        """Straight to the descriptor while nothing waits, which is far cheaper; what it does not take, and all that
        follows until that has left, goes through the transport."""
        written = 0
        if self._direct != _NONE:
            try:
                written = os.write(self._direct, frame)
            except OSError:
                written = 0  # it is full, or broken; the transport finds out which
            if written == len(frame):
                return
        self.through(frame[written:])

    def _tell_gone(self) -> None:
        # At once: the number is given to the next connection as soon as this one is closed.
        self._descriptor = self._direct = _NONE
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


def listening_socket(host: str, port: int, backlog: int = 2048, *, is_shared: bool = False) -> socket.socket:
    """A bound TCP socket whose connections cost a bounded amount: for `uvicorn.Server.serve(sockets=[…])`.

    Accepted connections inherit a small kernel send buffer, and die when what was sent stays unacknowledged. With
    `is_shared`, sockets of other processes may be bound to the same port, and it does not listen yet: whoever listens
    is given its part of the connections.
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
        if is_shared:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        listening.bind(address)
        if not is_shared:
            listening.listen(backlog)
    except BaseException:
        listening.close()
        raise
    listening.setblocking(False)
    return listening
