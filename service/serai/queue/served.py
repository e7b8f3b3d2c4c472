"""How many vehicles each lane has let in lately: a fold of admissions. Pure."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import Final

LATELY: Final = timedelta(hours=1)


class Served:
    """The admissions of a site within the last hour before the latest entry of its ledger, by visit, oldest first.

    One that was given back is none: where a gate put right whom it had let in, one vehicle is counted and not two.
    """

    def __init__(self) -> None:
        self._admissions: dict[str, tuple[datetime, str]] = {}

    @property
    def admissions(self) -> list[tuple[datetime, str]]:
        """When, and in which lane, oldest first."""
        return list(self._admissions.values())

    def admitted(self, visit: str, lane: str, at: datetime) -> None:
        self._admissions[visit] = (at, lane)

    def returned(self, visit: str) -> None:
        """It was not let in after all."""
        self._admissions.pop(visit, None)

    def forget(self, now: datetime) -> None:
        """Drop what is an hour old, so that it stays small."""
        while self._admissions:
            visit = next(iter(self._admissions))
            if self._admissions[visit][0] > now - LATELY:
                break
            del self._admissions[visit]

    def by_lane(self, now: datetime) -> Counter[str]:
        """Admissions of the hour before `now`, by lane; one that is not there had none."""
        return Counter(lane for at, lane in self._admissions.values() if at > now - LATELY)
