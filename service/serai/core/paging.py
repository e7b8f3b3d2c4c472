"""Lists: `{"items": […], "next": cursor or null}`."""

from __future__ import annotations

import base64
import binascii
from typing import Annotated, Generic, TypeVar

from fastapi import Query
from pydantic import BaseModel

from serai.core.errors import Invalid

T = TypeVar("T")


class CursorUnknown(Invalid):
    """This cursor did not come from an earlier answer of this list."""

    code = "cursor.unknown"


class Page(BaseModel, Generic[T]):
    items: list[T]
    next: str | None = None


Limit = Annotated[int, Query(ge=1, le=200, description="Items in one answer at most.")]
Cursor = Annotated[str | None, Query(alias="cursor", max_length=500, description="`next` of the answer before.")]


def cursor(position: str) -> str:
    """An opaque cursor for the last item of a page."""
    return base64.urlsafe_b64encode(position.encode()).decode().rstrip("=")


def position(cursor: str | None) -> str | None:
    """The position that a cursor stands for; None for the first page."""
    if cursor is None:
        return None
    try:
        found = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode()
    except (binascii.Error, UnicodeDecodeError, ValueError) as error:
        raise CursorUnknown from error
    if not found or "\x00" in found:
        raise CursorUnknown
    return found
