"""What nobody should send: bodies that are no JSON, JSON of the wrong shape, values of the wrong kind."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

DEEP = 100_000
_JSON = "application/json"
RAW: dict[str, tuple[bytes, str | None]] = {
    "not json": (b"plate=YA12345", _JSON),
    "truncated": (b'{"site": "CNMHN", "slot": ', _JSON),
    "two documents": (b"{}{}", _JSON),
    "trailing comma": (b'{"now": 1,}', _JSON),
    "not utf-8": (b'{"now": "\xff\xfe"}', _JSON),
    "utf-16": ('{"now": 1}'.encode("utf-16"), _JSON),
    "a NUL": (b"\x00", _JSON),
    "deep arrays": (b"[" * DEEP + b"]" * DEEP, _JSON),
    "deep objects": (b'{"a":' * DEEP + b"1" + b"}" * DEEP, _JSON),
    "deep and open": (b'{"features":' + b"[" * DEEP, _JSON),
    "an endless number": (b'{"now": ' + b"9" * 5_000 + b"}", _JSON),
    "array": (b"[]", _JSON),
    "number": (b"1", _JSON),
    "string": (b'"text"', _JSON),
    "true": (b"true", _JSON),
    "NaN": (b"NaN", _JSON),
    "form": (b"plate=YA12345", "application/x-www-form-urlencoded"),
    "multipart": (b"--x\r\n\r\n--x--", "multipart/form-data; boundary=x"),
    "plain text": (b"{}", "text/plain"),
    "no type": (b"{}", None),
    "a type that is none": (b"{}", "json"),
}
"""Bodies as bytes with their content type. `null` and nothing at all are right where a body is optional."""

STRANGE_VALUES: dict[str, str] = {
    "null": "null",
    "a boolean": "true",
    "a float": "1.5",
    "a whole float": "1.0",
    "minus zero": "-0",
    "a negative": "-1",
    "a huge integer": str(10**30),
    "an integer past 64 bits": str(2**63),
    "a huge float": "1e308",
    "beyond floats": "1e999",
    "NaN": "NaN",
    "Infinity": "Infinity",
    "-Infinity": "-Infinity",
    "an empty text": '""',
    "a blank": '" "',
    "a NUL": '"A\\u0000B12"',
    "a newline": '"AB\\n12"',
    "a lone surrogate": '"AB\\ud80012"',
    "a right-to-left override": '"AB\\u202e12"',
    "a zero-width space": '"AB\\u200b12"',
    "a zero-width joiner": '"AB\\u200d12"',
    "a byte order mark": '"\\ufeffAB12"',
    "a combining mark": '"A\\u0301B12"',
    "a private character": '"AB\\ue00012"',
    "a long text": json.dumps("A" * 100_000),
    "a number as text": '"5"',
    "an array": "[]",
    "an array of arrays": "[[[]]]",
    "an object": "{}",
    "an object of its own": '{"__proto__": {"polluted": true}}',
    "a naive instant": '"2026-11-22T08:00:00"',
    "a day": '"2026-11-22"',
    "year 0": '"0000-01-01T00:00:00Z"',
    "year 1, east": '"0001-01-01T00:00:00+14:00"',
    "year 9999, west": '"9999-12-31T23:59:59-14:00"',
    "an overflowing offset": '"2026-11-22T08:00:00+99:99"',
    "a second too many": '"2026-11-22T08:00:61Z"',
    "the 30th of February": '"2026-02-30T08:00:00Z"',
    "seconds since 1970": "1795334400",
    "seconds as text": '"1795334400"',
    "SQL": '"x\'; DROP TABLE site; --"',
    "a path": '"../../../../etc/passwd"',
    "markup": '"<script>alert(1)</script>"',
    "a format": '"{0.__class__} %s %n ${7*7}"',
}
"""JSON texts, put into each place of a right body in turn."""

_MARK = "@@here@@"


def places(body: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every member of a body; of a list, to its first item."""
    inside: list[tuple[Any, Any]] = []
    if isinstance(body, dict):
        inside = list(body.items())
    elif isinstance(body, list) and body:
        inside = [(0, body[0])]
    for key, value in inside:
        yield (*at, key)
        yield from places(value, (*at, key))


def put(body: Any, at: tuple[Any, ...], text: str) -> bytes:
    """The body with this JSON text in one place."""
    changed = copy.deepcopy(body)
    inner = changed
    for step in at[:-1]:
        inner = inner[step]
    inner[at[-1]] = _MARK
    return json.dumps(changed).replace(json.dumps(_MARK), text).encode()


def with_unknown(body: Any, at: tuple[Any, ...], name: str) -> bytes:
    """The body with one member more in the object at a place."""
    changed = copy.deepcopy(body)
    inner = changed
    for step in at:
        inner = inner[step]
    inner["@@name@@"] = 1
    return json.dumps(changed).replace("@@name@@", name).encode()


def objects(body: Any) -> Iterator[tuple[Any, ...]]:
    """The way to every object in a body."""
    yield ()
    for at in places(body):
        inner = body
        for step in at:
            inner = inner[step]
        if isinstance(inner, dict):
            yield at
