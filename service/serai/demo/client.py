"""The public API over HTTP, as one key sees it: idempotent retries, refusals by their code."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Final

import httpx

_TRIES: Final = 6
_BUSY: Final = frozenset({429, 503})
Json = dict[str, Any]


class Refused(Exception):
    """The service refused; `code` is its dotted code, `facts` the whole problem."""

    def __init__(self, method: str, path: str, status: int, facts: Mapping[str, Any]) -> None:
        self.code = str(facts.get("code", status))
        self.facts = facts
        super().__init__(f"{method} {path}: {status} {self.code}: {facts.get('detail', '')}")


def pause(answer: httpx.Response, tried: int) -> float | None:
    """Seconds until a busy service is asked again, which it was so often; None where this is its answer."""
    if answer.status_code not in _BUSY or tried == _TRIES:
        return None
    return float(answer.headers.get("Retry-After", 0.2 * tried))


def told(method: str, path: str, answer: httpx.Response) -> Json:
    """The answer's JSON, {} for an empty one; raises Refused."""
    if answer.is_success:
        return answer.json() if answer.content else {}
    is_problem = answer.headers.get("Content-Type", "").startswith("application/problem+json")
    facts = answer.json() if is_problem else {"detail": answer.text[:200]}
    raise Refused(method, path, answer.status_code, facts)


@dataclass(slots=True)
class Counts:
    """What was asked of the service, and what it refused, by code."""

    requests: int = 0
    refused: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Api:
    """One caller of the service."""

    http: httpx.AsyncClient
    key: str
    counts: Counts

    def as_(self, key: str) -> Api:
        """The same service, asked with another key."""
        return Api(self.http, key, self.counts)

    async def get(self, path: str, **query: str | int) -> Json:
        return await self.ask("GET", path, query=query)

    async def put(self, path: str, body: Mapping[str, Any]) -> Json:
        return await self.ask("PUT", path, body)

    async def post(self, path: str, body: Mapping[str, Any] | None = None, once: str | None = None) -> Json:
        """`once` is the idempotency key: with it, a retry has one effect."""
        return await self.ask("POST", path, body, once=once)

    async def attempt(
        self, path: str, body: Mapping[str, Any] | None, may: Collection[str], once: str | None = None
    ) -> Json | None:
        """POST what the service `may` refuse with one of these codes; None if it did."""
        try:
            return await self.post(path, body, once)
        except Refused as refusal:
            if refusal.code not in may:
                raise
            return None

    async def ask(
        self,
        method: str,
        path: str,
        body: Mapping[str, Any] | None = None,
        query: Mapping[str, str | int] | None = None,
        once: str | None = None,
    ) -> Json:
        """The answer's JSON, {} for an empty one. Asks again while the service is busy; raises Refused."""
        headers = {"Authorization": f"Bearer {self.key}"} | ({"Idempotency-Key": once} if once else {})
        for tried in count(1):
            self.counts.requests += 1
            answer = await self.http.request(method, path, json=body, params=query, headers=headers)
            wait = pause(answer, tried)
            if wait is None:
                break
            await asyncio.sleep(wait)
        try:
            return told(method, path, answer)
        except Refused as refusal:
            self.counts.refused[refusal.code] += 1
            raise
