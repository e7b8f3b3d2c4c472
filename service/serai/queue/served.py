"""How many vehicles each lane has let in lately: a fold of admissions. Pure."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

LATELY: Final = timedelta(hours=1)


class Served:
    """The admissions of a site within the last hour before the latest entry of its ledger."""

    def __init__(self) -> None:
        self.admissions: deque[tuple[datetime, str]] = deque()

    def restore(self, admissions: Iterable[tuple[datetime, str]]) -> None:
        """Put in what was recorded before, oldest first, each with its lane."""
        self.admissions.extend(admissions)

    def admitted(self, lane: str, at: datetime) -> None:
        self.admissions.append((at, lane))

    def forget(self, now: datetime) -> None:
        """Drop what is an hour old, so that it stays small."""
        while self.admissions and self.admissions[0][0] <= now - LATELY:
            self.admissions.popleft()

    def by_lane(self, now: datetime) -> Counter[str]:
        """Admissions of the hour before `now`, by lane; one that is not there had none."""
        return Counter(lane for at, lane in self.admissions if at > now - LATELY)
