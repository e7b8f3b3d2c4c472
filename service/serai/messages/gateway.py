"""Providers: who carries a message to a phone. A console that prints, and any SMS gateway that is asked over HTTP."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import IPv4Network, IPv6Network
from typing import Any, Final, Protocol

import httpx
import structlog

log = structlog.get_logger()
_WITHIN_SECONDS: Final = 10.0
_AGAIN: Final = frozenset({408, 425, 429})
_LONGEST_PAUSE: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A text for a number; `id` is the same at every attempt."""

    id: str
    number: str
    text: str


class Undelivered(Exception):
    """It did not go out. `problem` is a word for the operator; `is_final`: trying again would change nothing."""

    def __init__(self, problem: str, *, is_final: bool = False, after: timedelta | None = None) -> None:
        super().__init__(problem)
        self.problem = problem
        self.is_final = is_final
        self.after = after


class Provider(Protocol):
    """Whoever carries messages; raises Undelivered. `channel` says by what."""

    channel: str

    async def send(self, message: Outgoing) -> None: ...

    async def close(self) -> None: ...


class Console:
    """Says what would be sent, with the end of the number alone."""

    channel = "log"

    async def send(self, message: Outgoing) -> None:
        log.info("message", id=message.id, to=f"…{message.number[-2:]}", text=message.text)

    async def close(self) -> None:
        """Nothing is open."""


@dataclass(frozen=True, slots=True)
class Way:
    """How a gateway is asked: where, with which headers, in which form, and which members its body has.

    In `members` `{to}`, `{text}` and `{id}` stand for what is sent; `networks` are private ones that it may be in.
    """

    url: str
    headers: Mapping[str, str]
    form: str
    members: Mapping[str, str]
    networks: Sequence[IPv4Network | IPv6Network] = ()


class Gateway:
    """An SMS gateway. Its name is looked up once for each message; no redirect is followed, no proxy used."""

    channel = "sms"

    def __init__(self, way: Way, within: float = _WITHIN_SECONDS) -> None:
        self._way = way
        self._client = httpx.AsyncClient(timeout=within, follow_redirects=False, trust_env=False)

    async def send(self, message: Outgoing) -> None:
        try:
            answer = await self._client.send(await self._request(message))
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            raise Undelivered(f"network.{type(error).__name__}") from None  # the error itself may name the number
        if answer.is_success:
            return
        if answer.status_code in _AGAIN or answer.is_server_error:
            raise Undelivered(f"http.{answer.status_code}", after=_pause(answer.headers.get("Retry-After")))
        raise Undelivered(f"http.{answer.status_code}", is_final=True)

    async def close(self) -> None:
        await self._client.aclose()

    async def _request(self, message: Outgoing) -> httpx.Request:
        url, way = httpx.URL(self._way.url), self._way
        address = await self._address(url)
        body = {name: _filled(value, message) for name, value in way.members.items()}
        given: dict[str, Any] = {"json": body} if way.form == "json" else {"data": body}
        headers = {"Host": url.netloc.decode(), "Idempotency-Key": message.id, **way.headers}
        # The certificate is checked against the name, the connection goes to the address that was looked at.
        named = {"sni_hostname": url.host}
        return self._client.build_request(
            "POST", url.copy_with(host=address), headers=headers, extensions=named, **given
        )

    async def _address(self, url: httpx.URL) -> str:
        port = url.port or (443 if url.scheme == "https" else 80)
        found = await asyncio.get_running_loop().getaddrinfo(url.host, port, type=socket.SOCK_STREAM)
        addresses = [ipaddress.ip_address(str(each[4][0]).partition("%")[0]) for each in found]
        for address in addresses:
            is_named = any(address.version == each.version and address in each for each in self._way.networks)
            if not is_named and (not address.is_global or address.is_multicast or url.scheme != "https"):
                raise Undelivered("target.refused")
        return str(addresses[0])


def _filled(template: str, message: Outgoing) -> str:
    """Not by `format`: a template is not to reach into anything."""
    for name, value in (("{id}", message.id), ("{to}", message.number), ("{text}", message.text)):
        template = template.replace(name, value)
    return template


def _pause(given: str | None) -> timedelta | None:
    if given is None or not given.isascii() or not given.isdecimal() or len(given) > 6:
        return None
    return min(timedelta(seconds=int(given)), _LONGEST_PAUSE)
