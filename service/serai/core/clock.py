"""The domain clock: the only source of `now`."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Protocol

from serai.core.errors import Invalid


class ClockBackwards(Invalid):
    """The test clock only goes forward."""

    code = "clock.backwards"


class Clock(Protocol):
    def now(self) -> datetime:
        """The present instant of the domain, in UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class TestClock:
    """A clock that stands still at the instant it was last set to; until then it is the machine's."""

    __test__ = False

    def __init__(self, at: datetime | None = None) -> None:
        self._at = at

    def now(self) -> datetime:
        return self._at or datetime.now(UTC)

    def check(self, at: datetime) -> None:
        """Refuse an instant before the present one; the first may be any."""
        if self._at is not None and at < self._at:
            raise ClockBackwards(now=self._at.isoformat())

    def set(self, at: datetime) -> None:
        self.check(at)
        self._at = at.astimezone(UTC)

    def reach(self, at: datetime) -> None:
        """Go on to an instant; stay where it stands if that is over."""
        if self._at is None or at > self._at:
            self._at = at.astimezone(UTC)
