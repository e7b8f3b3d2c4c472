"""The fact that a line of a paper list was taken in."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from serai.core.events import Event


class PaperRecorded(Event):
    """A line written on paper while the service was away became the facts before it. `written_at` is the time as it was
    written: recorded, never decisive."""

    kind: ClassVar[str] = "paper.recorded"
    visit: str
    event: str
    written_at: datetime
