"""Instants as they come in and go out: RFC 3339 with an offset, of years that every part of the house can count in."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Annotated, Any, Final

from pydantic import AfterValidator, AwareDatetime, BeforeValidator

EARLIEST: Final = datetime(1970, 1, 1, tzinfo=UTC)
LATEST: Final = datetime(2200, 1, 1, tzinfo=UTC)
"""Beyond these no zone is known, and a few hours' arithmetic would leave the calendar."""

_WRITTEN = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?([Zz]|[+-]\d\d:?\d\d)?", re.ASCII)


def _is_written(value: Any) -> Any:
    """A number is no instant, although it could be read as seconds; one without an offset is refused later."""
    if isinstance(value, datetime) or (isinstance(value, str) and _WRITTEN.fullmatch(value)):
        return value
    raise ValueError("an instant is written as RFC 3339 with an offset, such as 2026-11-22T08:00:00+08:00")


def _is_countable(value: datetime) -> datetime:
    if not EARLIEST <= value < LATEST:
        raise ValueError(f"an instant lies between {EARLIEST.year} and {LATEST.year - 1}")
    return value


Instant = Annotated[AwareDatetime, BeforeValidator(_is_written), AfterValidator(_is_countable)]


def utc(instant: datetime) -> str:
    """An instant as it is sent: RFC 3339 in UTC."""
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z")
