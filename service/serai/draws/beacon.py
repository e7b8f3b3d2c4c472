"""Asking a public source of randomness, such as one of the drand network, for its latest value."""

from __future__ import annotations

import re
from dataclasses import dataclass

import httpx
import structlog

_WITHIN_SECONDS = 5.0
_VALUE = re.compile(r"(?:[0-9a-f]{2}){16,64}")
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Given:
    """A value from outside, hexadecimal, and where it is from."""

    value: str
    source: str


async def latest(url: str) -> Given | None:
    """The member `randomness` of the JSON object at this address; None, and a line in the log, where there is none."""
    try:
        async with httpx.AsyncClient(timeout=_WITHIN_SECONDS) as client:
            answer = (await client.get(url)).raise_for_status().json()
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        log.warning("beacon.unanswered", error=repr(error))
        return None
    value = answer.get("randomness") if isinstance(answer, dict) else None
    if not isinstance(value, str) or not _VALUE.fullmatch(value.lower()):
        log.warning("beacon.unreadable")
        return None
    number = answer.get("round")
    host = httpx.URL(url).host
    return Given(value.lower(), f"beacon:{host}" + (f"#{number}" if isinstance(number, int) else ""))
