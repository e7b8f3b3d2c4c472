from __future__ import annotations

from typing import Any

import orjson
from pydantic import BaseModel

from serai.core.events import Entry
from serai.ledger.entries import instant


class EntryView(BaseModel):
    """One line of the ledger.

    `digest` is the SHA-256 of the canonical JSON (keys sorted, no spaces, UTF-8) of the other members and `site`.
    """

    seq: int
    at: str
    kind: str
    body: dict[str, Any]
    prev: str
    digest: str

    @classmethod
    def of(cls, entry: Entry) -> EntryView:
        body = orjson.loads(entry.body)
        return cls(
            seq=entry.seq, at=instant(entry.at), kind=entry.kind, body=body, prev=entry.prev, digest=entry.digest
        )


class LedgerPage(BaseModel):
    """Entries after a number; `head` is where the ledger stands, `next` the number to ask after, if there is more."""

    site: str
    epoch: str
    head: int
    items: list[EntryView]
    next: str | None
