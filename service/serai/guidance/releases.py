"""When bays become free: how long trucks stay, learned by class, and what that says of one that stands there already.

A stay's logarithm is about normal, and the longer a truck has stayed the less is known of what it still needs: one that
overstays says nothing of when it goes. So a forecast is a chance, never a bay that is given.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import erfc, exp, log, sqrt
from statistics import NormalDist
from typing import Final

USUAL_SECONDS: Final = 1_500.0
USUAL_SPREAD: Final = 0.5
GUESS_WORTH: Final = 5.0
"""The guess above counts as so many stays seen."""
FADE: Final = 0.99
SHORTEST: Final = 60.0
"""A shorter stay was reported late, not stayed."""
OVERDUE: Final = 0.05
"""Of all stays this part is as long as one that is called overstaying."""
PULLING_OUT_SECONDS: Final = 30.0
"""From release until the bay is empty."""
_NORMAL: Final = NormalDist()
_ROOT: Final = sqrt(2)


@dataclass(frozen=True, slots=True)
class Release:
    """When one bay will be empty: a lognormal stay of which `stayed` seconds are over; 0 `spread`: in `median`."""

    median: float
    spread: float
    stayed: float = 0.0

    def chance(self, seconds: float) -> float:
        """That it is empty in so many seconds."""
        if not self.spread:
            return float(seconds >= self.median)
        still = self._beyond(self.stayed)
        return 1.0 - self._beyond(self.stayed + max(seconds, 0.0)) / still if still > 1e-9 else 0.0

    @property
    def is_overdue(self) -> bool:
        return bool(self.spread) and self._beyond(self.stayed) < OVERDUE

    def after(self, share: float) -> float:
        """Seconds until it is empty with this chance; for one that nobody has seen stay so long, as long again."""
        if not self.spread:
            return self.median
        left = (1.0 - share) * self._beyond(self.stayed)
        if left < 1e-9:
            return self.stayed
        return max(0.0, self.median * exp(self.spread * _NORMAL.inv_cdf(1.0 - left)) - self.stayed)

    def _beyond(self, seconds: float) -> float:
        return erfc(log(max(seconds, 1e-3) / self.median) / (self.spread * _ROOT)) / 2


@dataclass(slots=True)
class _Logs:
    """Stays of one class by their logarithms; old ones fade."""

    count: float = 0.0
    total: float = 0.0
    squares: float = 0.0

    def seen(self, value: float) -> None:
        self.count = self.count * FADE + 1
        self.total = self.total * FADE + value
        self.squares = self.squares * FADE + value * value


@dataclass(slots=True)
class Dwells:
    """How long trucks of each class stay in their bays."""

    by_class: dict[str, _Logs] = field(default_factory=dict)
    _known: dict[str, tuple[float, float]] = field(default_factory=dict)

    def seen(self, cargo_class: str, seconds: float) -> None:
        """One more stay has ended."""
        if seconds >= SHORTEST:
            self.by_class.setdefault(cargo_class, _Logs()).seen(log(seconds))
            self._known.pop(cargo_class, None)

    def restore(self, stays: Iterable[tuple[str, float]]) -> None:
        """Stays that ended before, oldest first."""
        for cargo_class, seconds in stays:
            self.seen(cargo_class, seconds)

    def stay(self, cargo_class: str, stayed: float = 0.0) -> Release:
        """What is known of the stay of a truck that has been in its bay for so many seconds."""
        found = self._known.get(cargo_class)
        if found is None:
            found = self._known[cargo_class] = self._model(self.by_class.get(cargo_class, _Logs()))
        return Release(*found, stayed)

    def _model(self, logs: _Logs) -> tuple[float, float]:
        guess, worth = log(USUAL_SECONDS), GUESS_WORTH + logs.count
        mean = (GUESS_WORTH * guess + logs.total) / worth
        squares = GUESS_WORTH * (USUAL_SPREAD**2 + guess**2) + logs.squares
        return exp(mean), sqrt(max(squares / worth - mean**2, 0.01))
