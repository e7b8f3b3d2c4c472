"""The public board as it was last made: asked for by many, made anew when something happened or it has grown old."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

FRESH: Final = timedelta(seconds=2)
"""How long a board may be shown that says an earlier `now`, by us and again by whoever keeps a copy."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A board's bytes, of entry `seq` and instant `at`."""

    seq: int
    at: datetime
    body: bytes

    @property
    def tag(self) -> str:
        return hashlib.sha256(self.body).hexdigest()[:24]


class Boards:
    """The latest board of each site; `fresh` is zero where the clock stands still until it is set."""

    def __init__(self, fresh: timedelta = FRESH) -> None:
        self._fresh = fresh
        self._kept: dict[str, Kept] = {}

    def find(self, site: str, seq: int, now: datetime) -> Kept | None:
        """The board if it still holds: nothing was written since, and it is of just now."""
        kept = self._kept.get(site)
        if kept is None or kept.seq != seq or not timedelta(0) <= now - kept.at <= self._fresh:
            return None
        return kept

    def keep(self, site: str, kept: Kept) -> Kept:
        self._kept[site] = kept
        return kept
