"""An SMS gateway on this machine that may fail, be slow, or not answer; and what the phones got of it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

import orjson


@dataclass
class Request:
    target: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> dict[str, Any]:
        found: dict[str, Any] = orjson.loads(self.body)
        return found

    @property
    def form(self) -> dict[str, list[str]]:
        return parse_qs(self.body.decode())


@dataclass
class Carrier:
    """`answers` are given in turn, the last again and again: a status, or a whole head, or None to hang up unsaid.

    It knows repeats by their id, as a good gateway does: `phones` has each text once.
    """

    answers: list[int | str | None] = field(default_factory=lambda: [200])
    requests: list[Request] = field(default_factory=list)
    phones: dict[str, tuple[str, str]] = field(default_factory=dict)
    port: int = 0
    held: asyncio.Event | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v2/sms"

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                first, *lines = head.decode().split("\r\n")
                headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines if line)}
                body = await reader.readexactly(int(headers.get("content-length", 0)))
                self.requests.append(Request(first, headers, body))
                said = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
                if self.held is not None:
                    await self.held.wait()
                if said is None or said == 200:
                    self._deliver(self.requests[-1])
                if said is None:
                    break
                status = said if isinstance(said, str) else f"{said} Said"
                writer.write(f"HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n".encode())
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    def _deliver(self, request: Request) -> None:
        if request.headers.get("content-type") == "application/json":
            self.phones.setdefault(request.headers["idempotency-key"], (request.json["to"], request.json["text"]))


@asynccontextmanager
async def carrier(make: Callable[[], Carrier] = Carrier) -> AsyncIterator[Carrier]:
    made = make()
    server = await asyncio.start_server(made.answer, "127.0.0.1", 0)
    made.port = server.sockets[0].getsockname()[1]
    try:
        yield made
    finally:
        if made.held is not None:
            made.held.set()
        server.close()
