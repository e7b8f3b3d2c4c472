"""Working memory as a fold of recorded facts. Pure."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from serai.core.events import Event


class Fold:
    """A domain's working memory of one site: what its recorded facts add up to."""

    takes: ClassVar[frozenset[str] | None] = None
    """The kinds of facts that may change it, so that it is not offered others; None: it looks at all of them."""

    def apply(self, event: Event, at: datetime, seq: int) -> None:
        """Take in the next fact; one it does not know, or whose subject it has not loaded, leaves it unchanged."""

    def forget(self) -> None:
        """Let go of what was loaded for one batch only."""

    def copy(self) -> Self | None:
        """The same memory once more, to try facts on; None for one that no trial changes."""
        return None
