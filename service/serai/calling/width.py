"""How wide a band must be, by how often those that were told here were right. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import exp
from typing import Final

from serai.calling.scenarios import SPANS, nearness

LEARNING: Final = 0.03
"""How much a missed band widens the next ones."""
NARROWEST: Final = 0.6
WIDEST: Final = 2.0


@dataclass(slots=True)
class Width:
    """How much wider or narrower than theory a half of the band must be to be right 19 times in 20, by wait."""

    factors: list[float] = field(default_factory=lambda: [1.0] * len(SPANS))

    def told(self, half: str) -> dict[str, int]:
        """As a publication tells it, in thousandths by minutes of wait."""
        return {
            f"{half}_{span / 60:.0f}_permille": round(1000 * each)
            for span, each in zip(SPANS, self.factors, strict=True)
        }

    def adopt(self, half: str, basis: Mapping[str, int]) -> None:
        """Go on from what a publication told."""
        known = (basis.get(name, 1000) for name in self.told(half))
        self.factors = [each / 1000 for each in known]

    def judged(self, seconds: float, missed: bool) -> None:
        """A promise of such a wait came to its end."""
        for at, share in enumerate(nearness(seconds)):
            step = exp(LEARNING * share * (missed - 0.05))
            self.factors[at] = min(max(self.factors[at] * step, NARROWEST), WIDEST)
