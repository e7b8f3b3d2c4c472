"""Doors for tests: tickets and keys are names, and a name may be taken back."""

from __future__ import annotations

from dataclasses import dataclass, field

from serai.core.errors import Kind, Refusal
from serai.live.socket import Caller


class Refused(Refusal):
    """This is no ticket or key of the test."""

    code = "test.refused"
    kind = Kind.UNAUTHENTICATED


@dataclass(frozen=True)
class Named:
    key: str = ""


@dataclass
class OpenDoors:
    """`t-NAME` is a ticket and `Bearer k-NAME` a key of NAME; only who has a name may watch more than queues."""

    revoked: set[str] = field(default_factory=set)

    @property
    def anybody(self) -> Caller:
        return Named()

    async def authenticate(self, authorization: str) -> Caller:
        return self._named(authorization.removeprefix("Bearer k-"), authorization)

    async def redeem(self, ticket: str) -> Caller:
        return self._named(ticket.removeprefix("t-"), ticket)

    async def may_watch(self, caller: Caller, feed: str) -> bool:
        return feed.startswith("queue:") or bool(caller.key)

    def _named(self, name: str, given: str) -> Caller:
        if name == given or name in self.revoked:
            raise Refused
        return Named(name)
