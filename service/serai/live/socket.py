"""`/v1/live`: who comes in, what they may ask, and when they are shown out. The socket itself is thin; see `hub`."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Final, Protocol

import structlog
from prometheus_client import Counter as Metric
from prometheus_client import Gauge
from starlette.types import Receive, Scope, Send

from serai.core.errors import Refusal
from serai.live import frames
from serai.live.channel import Outlet, outlet
from serai.live.feed import STUCK_SECONDS, Reader
from serai.live.frames import MAX_INBOUND, SUBPROTOCOL, Hello, Ping, Unreadable, Unwatch, Watch
from serai.live.hub import Hub
from serai.live.rules import FeedsTooMany, FeedUnknown, FrameUnexpected, FrameUnreadable

SWEEP_SECONDS: Final = 1.0
REVOCATIONS_KEPT: Final = 30.0
"""Seconds for which a revoked key is remembered, for sockets that were on their way in when it was revoked."""

SOCKETS = Gauge("serai_live_sockets", "Open sockets.", multiprocess_mode="livesum")
CLOSED = Metric("serai_live_closed_total", "Sockets closed by the service, by close code.", ["code"])
log = structlog.get_logger()


class Caller(Protocol):
    """Who asks. `key` is what a revocation names; empty for anybody."""

    @property
    def key(self) -> str: ...


class Doors(Protocol):
    """What the socket asks of identity and the domains; each may refuse with a `Refusal`."""

    @property
    def anybody(self) -> Caller: ...

    async def authenticate(self, authorization: str) -> Caller:
        """Who sent this `Authorization` header."""
        ...

    async def redeem(self, ticket: str) -> Caller:
        """Whom the one-time ticket lets in."""
        ...

    async def may_watch(self, caller: Caller, feed: str) -> bool:
        """Whether the caller may know what the feed says; False too where there is no such thing."""
        ...


@dataclass(frozen=True, slots=True)
class Limits:
    """What one socket, address or key may take of the service."""

    hello_seconds: float = 10.0
    stuck_seconds: float = STUCK_SECONDS
    per_address: int = 2_000
    per_key: int = 500
    watches: int = 50


UNLIMITED: Final = Limits(per_address=1_000_000, per_key=1_000_000)


class _Goodbye(Exception):
    """The socket is to be closed with this code; None if it is closed already."""

    def __init__(self, code: int | None) -> None:
        super().__init__(code)
        self.code = code


@dataclass(slots=True, eq=False)
class _Guest:
    """One open socket."""

    outlet: Outlet
    reader: Reader
    receive: Receive
    caller: Caller
    address: str
    counted: list[tuple[str, str]] = field(default_factory=list)


class LiveSocket:
    """The ASGI application of the endpoint. `revoke` is to be told of every key that is revoked."""

    def __init__(self, hub: Hub, doors: Doors, *, origins: Collection[str] = (), limits: Limits | None = None) -> None:
        self._hub = hub
        self._doors = doors
        self._origins = frozenset(origins)
        self._limits = limits or Limits()
        self._guests: set[_Guest] = set()
        self._counts: Counter[tuple[str, str]] = Counter()
        self._revoked: dict[str, float] = {}
        self._sweeping: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if (await receive())["type"] != "websocket.connect":
            return
        subprotocol = SUBPROTOCOL if SUBPROTOCOL in scope.get("subprotocols", ()) else None
        await send({"type": "websocket.accept", "subprotocol": subprotocol})
        out = outlet(scope, send, self._hub.recover)
        client = scope.get("client")
        guest = _Guest(out, out.reader, receive, self._doors.anybody, client[0] if client else "")
        self._arrive(guest)
        try:
            await self._welcome(guest, scope)
            await self._attend(guest)
        except _Goodbye as goodbye:
            if goodbye.code is not None:
                self._show_out(guest, goodbye.code)
        finally:
            self._depart(guest)
            await out.finish()

    def revoke(self, key: str) -> None:
        """A key (or session) is no longer valid: its sockets are closed, and one on its way in will not get in."""
        now = asyncio.get_running_loop().time()
        self._revoked = {each: at for each, at in self._revoked.items() if now - at < REVOCATIONS_KEPT}
        self._revoked[key] = now
        for guest in [each for each in self._guests if each.caller.key == key]:
            self._show_out(guest, 4401)

    async def close(self) -> None:
        """Tell everybody that the service restarts."""
        for guest in list(self._guests):
            self._show_out(guest, 1012)
        if self._sweeping is not None:
            self._sweeping.cancel()
            await asyncio.gather(self._sweeping, return_exceptions=True)

    # Coming in

    async def _welcome(self, guest: _Guest, scope: Scope) -> None:
        headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
        self._count(guest, "address", guest.address, self._limits.per_address)
        try:
            async with asyncio.timeout(self._limits.hello_seconds):
                hello = frames.parse(await self._heard(guest))
                if not isinstance(hello, Hello):
                    raise _Goodbye(4401)
                authorization = headers.get(b"authorization")
                if authorization or hello.ticket:
                    self._demand_origin(scope, headers)
                    await self._admit(guest, authorization, hello.ticket)
        except (TimeoutError, Unreadable, Refusal):
            raise _Goodbye(4401) from None

    async def _admit(self, guest: _Guest, authorization: str | None, ticket: str | None) -> None:
        caller = await (self._doors.redeem(ticket) if ticket else self._doors.authenticate(authorization or ""))
        guest.caller = caller
        if caller.key in self._revoked:
            raise _Goodbye(4401)
        self._count(guest, "key", caller.key, self._limits.per_key)

    def _demand_origin(self, scope: Scope, headers: dict[bytes, str]) -> None:
        """A page of somebody else must not speak with this browser's credentials."""
        origin = headers.get(b"origin")
        own = f"{'https' if scope.get('scheme') == 'wss' else 'http'}://{headers.get(b'host', '')}"
        if origin is not None and origin != own and origin not in self._origins:
            raise _Goodbye(4403)

    # Being there

    async def _attend(self, guest: _Guest) -> None:
        while True:
            text = await self._heard(guest)
            feed = None
            try:
                frame = frames.parse(text)
                feed = getattr(frame, "feed", None)
                await self._do(guest, frame)
            except Unreadable as unreadable:
                guest.reader.put(frames.error(FrameUnreadable.code, unreadable.feed))
            except Refusal as refusal:
                guest.reader.put(frames.error(refusal.code, feed))

    async def _do(self, guest: _Guest, frame: Hello | Watch | Unwatch | Ping) -> None:
        match frame:
            case Ping():
                guest.reader.put(frames.PONG)
            case Unwatch():
                self._hub.unwatch(guest.reader, frame.feed)
            case Watch():
                if len(guest.reader.subscriptions.keys() | {frame.feed}) > self._limits.watches:
                    raise FeedsTooMany(limit=self._limits.watches)
                if not await self._doors.may_watch(guest.caller, frame.feed):
                    raise FeedUnknown(feed=frame.feed)
                await self._hub.watch(guest.reader, frame.feed, frame.after)
            case Hello():
                raise FrameUnexpected

    async def _heard(self, guest: _Guest) -> str:
        message = await guest.receive()
        if message["type"] == "websocket.disconnect":
            raise _Goodbye(None)
        text = message.get("text")
        if text is None:
            raise _Goodbye(1003)
        if len(text) > MAX_INBOUND:
            raise _Goodbye(1009)
        return str(text)

    # Going

    def _show_out(self, guest: _Guest, code: int) -> None:
        CLOSED.labels(str(code)).inc()
        guest.outlet.close(code)
        self._hub.leave(guest.reader)

    def _arrive(self, guest: _Guest) -> None:
        self._guests.add(guest)
        SOCKETS.inc()
        if self._sweeping is None or self._sweeping.done():
            self._sweeping = asyncio.get_running_loop().create_task(self._sweep(), name="live sweep")

    def _depart(self, guest: _Guest) -> None:
        self._guests.discard(guest)
        SOCKETS.dec()
        self._hub.leave(guest.reader)
        for name in guest.counted:
            self._counts[name] -= 1
            if self._counts[name] <= 0:
                del self._counts[name]

    def _count(self, guest: _Guest, what: str, name: str, limit: int) -> None:
        guest.counted.append((what, name))
        self._counts[what, name] += 1
        if self._counts[what, name] > limit:
            raise _Goodbye(4429)

    async def _sweep(self) -> None:
        """Show out who takes nothing any more."""
        loop = asyncio.get_running_loop()
        while self._guests:
            await asyncio.sleep(SWEEP_SECONDS)
            for guest in list(self._guests):
                if guest.reader.is_stuck(loop.time(), self._limits.stuck_seconds):
                    log.info("live.stuck", address=guest.address)
                    self._show_out(guest, 4408)
