"""How much of a full count a run does: TEST_SCALE, a tenth unless told; `make soak` sets 1."""

from __future__ import annotations

import os

SCALE = float(os.environ.get("TEST_SCALE", "0.1"))


def scaled(full: int, least: int = 1) -> int:
    """A full count brought down to this run, never below `least`."""
    return max(least, round(full * SCALE))
