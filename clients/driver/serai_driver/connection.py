"""How the client speaks: requests that are safe to repeat, and one socket that comes back where it left."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Mapping
from typing import Any
from uuid import uuid4

import httpx
import orjson
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidURI
from websockets.typing import Subprotocol

from serai_driver.state import State

SUBPROTOCOL = Subprotocol("serai.v1")
TRIES = 6
FIRST_PAUSE, LONGEST_PAUSE = 0.25, 15.0
FINAL_CODES = {4401: "key.refused", 4403: "origin.refused"}
_AGAIN = {429, 502, 503, 504}


class Refused(Exception):
    """The service said no; `code` is stable, `detail` is for people."""

    def __init__(self, code: str, detail: str, status: int = 0, facts: Mapping[str, Any] | None = None) -> None:
        super().__init__(f"{detail} ({code})")
        self.code, self.detail, self.status, self.facts = code, detail, status, dict(facts or {})


class Unreachable(Exception):
    """The service cannot be reached."""


def pause(attempt: int, jitter: float) -> float:
    """Seconds to wait before a try: doubling, with `jitter` in [0, 1) so that a thousand phones do not come at once."""
    ceiling = min(LONGEST_PAUSE, FIRST_PAUSE * 2.0**attempt)
    return ceiling * (0.5 + jitter / 2)


class Api:
    """The REST side. What creates or acts carries one idempotency key through all its tries."""

    def __init__(self, url: str, key: str | None = None, *, timeout: float = 10.0) -> None:
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self.url, self.key = url.rstrip("/"), key
        self._http = httpx.AsyncClient(base_url=f"{self.url}/v1", headers=headers, timeout=timeout)

    async def __aenter__(self) -> Api:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._http.aclose()

    async def get(self, path: str, **options: Any) -> Any:
        return await self._ask("GET", path, **options)

    async def file(self, path: str, **options: Any) -> bytes:
        """A document, such as a ticket to print."""
        return (await self._answered("GET", path, **options)).content

    async def post(self, path: str, body: Mapping[str, Any], *, idempotency_key: str | None = None) -> Any:
        """Act once, however often it takes to hear the answer."""
        headers = {"Idempotency-Key": idempotency_key or uuid4().hex}
        return await self._ask("POST", path, json=body, headers=headers)

    async def send(
        self, path: str, content: bytes, kind: str, *, params: Mapping[str, str], idempotency_key: str
    ) -> Any:
        """Act once by what is in a file; `kind` is its media type."""
        headers = {"Idempotency-Key": idempotency_key, "Content-Type": kind}
        return await self._ask("POST", path, content=content, params=params, headers=headers)

    async def delete(self, path: str, **options: Any) -> Any:
        """End something, which is no other thing when it is ended twice."""
        return await self._ask("DELETE", path, **options)

    async def ticket(self) -> str:
        """A one-time ticket for a socket, for those who cannot send headers with it."""
        return str((await self.post("/live/tickets", {}))["ticket"])

    async def _ask(self, method: str, path: str, **options: Any) -> Any:
        response = await self._answered(method, path, **options)
        return response.json() if response.content else None

    async def _answered(self, method: str, path: str, **options: Any) -> httpx.Response:
        for attempt in range(TRIES):
            is_last = attempt == TRIES - 1
            wait = pause(attempt, random.random())  # noqa: S311 - spreads retries, protects nothing
            try:
                response = await self._http.request(method, path, **options)
            except httpx.TransportError as error:
                if is_last:
                    raise Unreachable(f"{self.url} cannot be reached: {error}") from error
            except httpx.InvalidURL as error:
                raise Unreachable(f"{self.url} is no address: {error}") from error
            else:
                problem = _problem(response)
                if problem is None:
                    return response
                if is_last or not (response.status_code in _AGAIN or problem.code == "idempotency.in_progress"):
                    raise problem
                wait = max(wait, _retry_after(response))
            await asyncio.sleep(wait)
        raise AssertionError("the last try returns or raises")


def _problem(response: httpx.Response) -> Refused | None:
    if response.is_success:
        return None
    try:
        facts = response.json()
    except ValueError:
        facts = {}
    if not isinstance(facts, dict):
        facts = {}
    detail = str(facts.get("detail") or f"the service answered {response.status_code}")
    return Refused(str(facts.get("code") or f"http.{response.status_code}"), detail, response.status_code, facts)


def _retry_after(response: httpx.Response) -> float:
    given = response.headers.get("retry-after", "")
    return min(float(given), 60.0) if given.isdigit() else 0.0


class Live:
    """The socket of one visit: its queue first, then the visit, again and again until the visit is over."""

    def __init__(self, api: Api, state: State, *, with_ticket: bool = False) -> None:
        self.state = state
        self.is_connected = False
        self._api = api
        self._with_ticket = with_ticket
        self._attempt = 0

    async def updates(self) -> AsyncIterator[State]:
        """The state after each frame that changed it, and once (`is_connected` False) whenever the connection is lost.

        Raises Refused when the service will not have this key, or knows no such visit.
        """
        while not self.state.is_over:
            try:
                async for state in self._session():
                    yield state
            except ConnectionClosed as closed:
                code = closed.rcvd.code if closed.rcvd else 1006
                if code in FINAL_CODES:
                    raise Refused(FINAL_CODES[code], "The service does not accept this key.") from closed
            except InvalidURI as error:
                raise Unreachable(str(error)) from error
            except (OSError, TimeoutError, InvalidHandshake, Unreachable):
                pass
            if self.state.is_over:
                return
            self.is_connected = self.state.is_known = False
            yield self.state
            await asyncio.sleep(pause(self._attempt, random.random()))  # noqa: S311 - spreads phones, protects nothing
            self._attempt += 1

    async def _session(self) -> AsyncIterator[State]:
        headers = {"Authorization": f"Bearer {self._api.key}"} if self._api.key and not self._with_ticket else {}
        url = self._api.url.replace("http", "ws", 1) + "/v1/live"
        ticket = await self._api.ticket() if self._with_ticket else None
        async with connect(
            url, subprotocols=[SUBPROTOCOL], additional_headers=headers, open_timeout=10, max_size=8 << 20
        ) as socket:
            await self._greet(socket, ticket)
            async for text in socket:
                changed = self.state.apply(orjson.loads(text))
                if self.state.refused is not None:
                    raise Refused(self.state.refused, "The service does not tell this key of this visit.")
                if self.state.is_lost:
                    return
                self.is_connected = True
                if self.state.is_known:
                    self._attempt = 0
                if changed:
                    yield self.state
                if self.state.is_over:
                    return
        raise ConnectionClosed(socket.protocol.close_rcvd, socket.protocol.close_sent)

    async def _greet(self, socket: ClientConnection, ticket: str | None) -> None:
        state = self.state
        state.begin()
        watch: dict[str, Any] = {"type": "watch", "feed": state.queue_feed}
        if state.at is not None:
            watch["after"] = state.at.wire()
        for frame in ({"type": "hello"} | ({"ticket": ticket} if ticket else {}), watch):
            await socket.send(orjson.dumps(frame), text=True)
        await socket.send(orjson.dumps({"type": "watch", "feed": state.visit_feed}), text=True)
