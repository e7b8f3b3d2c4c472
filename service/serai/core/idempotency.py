"""One effect per key: the first answer is stored with the effect and given again to every copy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from serai.core.errors import Invalid, Malformed
from serai.core.rows import Writes
from serai.core.statements import having
from serai.core.tables import IdempotencyKey


class KeyMissing(Malformed):
    """This operation needs an Idempotency-Key header, so that a retry cannot act twice."""

    code = "idempotency.missing"


class KeyMalformed(Malformed):
    """An Idempotency-Key is 1 to 255 visible ASCII characters, sent once."""

    code = "idempotency.malformed"


class KeyMismatch(Invalid):
    """This Idempotency-Key was already used for another request; a new request needs a new key."""

    code = "idempotency.mismatch"


@dataclass(frozen=True, slots=True)
class Key:
    """A client's key within its company or person, with the digest of the request it came with."""

    scope: str
    key: str
    digest: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent back: HTTP status and JSON bytes."""

    status: int
    body: bytes
    replayed: bool = False


_STORED = ("scope", "key", "digest", "status", "answer")


class Answers:
    """The answers already given to the keys of a batch, with those that the batch adds."""

    def __init__(self, found: dict[tuple[str, str], tuple[str, Answer]]) -> None:
        self._given = found

    @classmethod
    async def load(cls, connection: AsyncConnection, keys: Iterable[Key]) -> Answers:
        wanted = [(key.scope, key.key) for key in keys]
        rows = await having(connection, IdempotencyKey, _STORED, wanted)
        return cls({(scope, key): (digest, Answer(status, answer)) for scope, key, digest, status, answer in rows})

    def given(self, key: Key) -> Answer | None:
        """The first answer, or None if the key is new; refuses the key of another request."""
        found = self._given.get((key.scope, key.key))
        if found is None:
            return None
        digest, answer = found
        if digest != key.digest:
            raise KeyMismatch
        return replace(answer, replayed=True)

    def give(self, writes: Writes, key: Key, answer: Answer, *, site: str, at: datetime) -> None:
        self._given[(key.scope, key.key)] = (key.digest, answer)
        writes.insert(
            IdempotencyKey,
            scope=key.scope,
            key=key.key,
            digest=key.digest,
            site=site,
            at=at,
            status=answer.status,
            answer=answer.body,
        )
