"""What is said on `/v1/live`: the shape of every frame, and the bytes of one WebSocket message.

The models describe; the hot path writes JSON directly and the tests hold each frame it writes against its model.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

import orjson
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

SUBPROTOCOL = "serai.v1"

MAX_INBOUND = 16 * 1024
"""Bytes that one message from a client may have."""

FEED_PATTERN = r"^(queue|company|visit|reservation|yard|site):[A-Za-z0-9._~-]{1,64}$"

FeedName = Annotated[
    str,
    Field(
        pattern=FEED_PATTERN,
        description="`queue:{site}`, `company:{id}`, `visit:{id}`, `reservation:{id}`, `yard:{site}`, `site:{site}`",
    ),
]


class _Frame(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Position(_Frame):
    """Where in a site's ledger a feed stands. The epoch changes when a ledger is restored from a backup."""

    epoch: str = Field(min_length=1, max_length=64)
    seq: int = Field(ge=0, le=2**63 - 1)


class Hello(_Frame):
    """The first frame of every socket, within ten seconds; `ticket` is good once, for 30 seconds."""

    type: Literal["hello"]
    ticket: str | None = Field(None, min_length=1, max_length=512)


class Watch(_Frame):
    """Follow a feed: from now on, or from where it was left."""

    type: Literal["watch"]
    feed: FeedName
    after: Position | None = None


class Unwatch(_Frame):
    """Stop following a feed."""

    type: Literal["unwatch"]
    feed: FeedName


class Ping(_Frame):
    """Ask for a sign of life."""

    type: Literal["ping"]


ClientFrame = Annotated[Hello | Watch | Unwatch | Ping, Field(discriminator="type")]

RankOperation = Annotated[
    list[str | int],
    Field(
        min_length=3,
        max_length=5,
        description='`["join", line, r]`, `["leave", line, r]` or `["move", line, from, to]`, ranks from 1, applied in '
        "sequence, `to` after removal; an optional last element names the clause that caused it",
    ),
]


class Snapshot(_Frame):
    """The whole state of a feed as of `at`."""

    type: Literal["snapshot"]
    feed: FeedName
    at: Position
    state: dict[str, Any]


class QueueChange(BaseModel):
    """What changed in a queue: rank operations, and beside them each state member that changed, whole."""

    model_config = ConfigDict(extra="allow", frozen=True)

    type: Literal["change"]
    feed: FeedName
    from_: int = Field(alias="from", ge=0)
    to: int = Field(ge=1)
    ops: list[RankOperation]


class StateChange(_Frame):
    """What changed in any other feed: each state member that changed, whole."""

    type: Literal["change"]
    feed: FeedName
    from_: int = Field(alias="from", ge=0)
    to: int = Field(ge=1)
    state: dict[str, Any]


class Reset(_Frame):
    """What was known of the feed no longer holds; a snapshot follows, of a queue also those of the visits watched."""

    type: Literal["reset"]
    feed: FeedName
    reason: Literal["epoch", "ahead", "too_old", "overflow"]


class Pong(_Frame):
    """The answer to a ping."""

    type: Literal["pong"]


class Error(_Frame):
    """A frame was refused; the socket stays open."""

    type: Literal["error"]
    code: str
    feed: str | None = None


ServerFrame = Snapshot | QueueChange | StateChange | Reset | Pong | Error

CLOSE_CODES: dict[int, str] = {
    4401: "no valid hello, or the key was revoked",
    4403: "origin not allowed",
    4408: "too slow",
    4429: "too many sockets or messages",
    1012: "restarting",
}

_client: TypeAdapter[Hello | Watch | Unwatch | Ping] = TypeAdapter(ClientFrame)


class Unreadable(ValueError):
    """What a client sent is not one of its frames; `feed` is the feed it seems to mean."""

    def __init__(self, feed: str | None = None) -> None:
        super().__init__(feed)
        self.feed = feed


def parse(text: str | bytes) -> Hello | Watch | Unwatch | Ping:
    """A client's frame; raises `Unreadable`."""
    try:
        return _client.validate_json(text, strict=True)
    except ValidationError as error:
        raise Unreadable(_feed_named(error)) from None


def _feed_named(error: ValidationError) -> str | None:
    for fault in error.errors(include_url=False, include_context=False):
        given = fault["input"]
        if fault["loc"][-1:] == ("feed",) and isinstance(given, str) and len(given) <= 128:
            return given
    return None


def encode(text: bytes) -> bytes:
    """One unmasked, uncompressed, unfragmented WebSocket text message holding `text` (UTF-8), header and all."""
    size = len(text)
    if size < 126:
        return bytes((0x81, size)) + text
    if size < 65_536:
        return b"\x81\x7e" + size.to_bytes(2, "big") + text
    return b"\x81\x7f" + size.to_bytes(8, "big") + text


def snapshot(feed: str, epoch: str, seq: int, state: object) -> bytes:
    """A `Snapshot`, ready for the wire."""
    return _wire({"type": "snapshot", "feed": feed, "at": {"epoch": epoch, "seq": seq}, "state": state})


def reset(feed: str, reason: str) -> bytes:
    """A `Reset`, ready for the wire."""
    return _wire({"type": "reset", "feed": feed, "reason": reason})


def queue_change(feed: str, after: int, to: int, ops: object, members: Mapping[str, Any]) -> bytes:
    """A `QueueChange`, ready for the wire."""
    return _wire({"type": "change", "feed": feed, "from": after, "to": to, "ops": ops, **members})


def state_change(feed: str, after: int, to: int, members: Mapping[str, Any]) -> bytes:
    """A `StateChange`, ready for the wire."""
    return _wire({"type": "change", "feed": feed, "from": after, "to": to, "state": dict(members)})


def error(code: str, feed: str | None = None) -> bytes:
    """An `Error`, ready for the wire."""
    return _wire({"type": "error", "code": code, **({} if feed is None else {"feed": feed})})


def _wire(frame: dict[str, Any]) -> bytes:
    return encode(orjson.dumps(frame))


PONG = _wire({"type": "pong"})
