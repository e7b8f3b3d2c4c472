"""The public board as it was last made: asked for by many, made anew when something happened or it has grown old."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from serai.calling.arriving import Roll

FRESH: Final = timedelta(seconds=2)
"""How long a board may be shown that says an earlier `now`, by us and again by whoever keeps a copy."""


ROLLED: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Kept:
    """A board's bytes, of entry `seq` and instant `at`."""

    seq: int
    at: datetime
    body: bytes

    @property
    def tag(self) -> str:
        return hashlib.sha256(self.body).hexdigest()[:24]


class Rolls:
    """The latest roll of each line: one serves every slot and everybody who asks within a minute."""

    def __init__(self, fresh: timedelta = ROLLED) -> None:
        self._fresh = fresh
        self._kept: dict[tuple[str, str], tuple[int, Roll]] = {}

    def of(self, site: str, line: str, seq: int, now: datetime, make: Callable[[], Roll]) -> Roll:
        """The roll if nothing was written since it was made, or if it is of just now; else one that `make` makes."""
        kept = self._kept.get((site, line))
        if kept is not None:
            age = now - kept[1].now
            if timedelta(0) < age <= self._fresh or (age == timedelta(0) and kept[0] == seq):
                return kept[1]
        self._kept[site, line] = seq, make()
        return self._kept[site, line][1]


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
