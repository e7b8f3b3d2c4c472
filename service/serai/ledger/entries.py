"""The chain: pure functions over entries."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

import orjson

from serai.core.events import Entry, Event, Head

__all__ = ["Entry", "Head", "chained", "digest", "faults", "instant"]

START = "0" * 64
"""What the first entry of a ledger names as its predecessor."""


def instant(at: datetime) -> str:
    """An instant as it is hashed: UTC, microseconds, `Z`."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def digest(site: str, seq: int, at: datetime, kind: str, body: bytes, prev: str) -> str:
    """SHA-256, in hex, of the canonical JSON of all other members: keys sorted, no spaces, UTF-8."""
    parts = (
        b'{"at":"', instant(at).encode(), b'","body":', body, b',"kind":', orjson.dumps(kind),
        b',"prev":"', prev.encode(), b'","seq":', str(seq).encode(), b',"site":', orjson.dumps(site), b"}",
    )  # fmt: skip
    return hashlib.sha256(b"".join(parts)).hexdigest()


def chained(head: Head, facts: Sequence[Event], at: datetime) -> list[Entry]:
    """The entries that follow `head`."""
    entries = []
    prev = head.digest
    for seq, fact in enumerate(facts, head.seq + 1):
        body = fact.canonical()
        entry = Entry(head.site, seq, at, fact.kind, body, prev, digest(head.site, seq, at, fact.kind, body, prev))
        entry.__dict__["event"] = fact
        entries.append(entry)
        prev = entry.digest
    return entries


def faults(entries: Iterable[Entry], *, after: int = 0, prev: str = START) -> list[str]:
    """What is wrong with a run of entries that should follow entry `after`: nothing, if it was never touched."""
    found = []
    for entry in entries:
        if entry.seq != after + 1:
            found.append(f"entry {entry.seq} follows {after}")
        if entry.prev != prev:
            found.append(f"entry {entry.seq} does not name its predecessor's digest")
        if entry.digest != digest(entry.site, entry.seq, entry.at, entry.kind, entry.body, entry.prev):
            found.append(f"entry {entry.seq} does not match its digest")
        after, prev = entry.seq, entry.digest
    return found
