"""What lies ahead of a line as it was last rolled: asked for by many, made anew when it has grown old."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from serai.calling.arriving import Roll

ROLLED: Final = timedelta(minutes=1)


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
