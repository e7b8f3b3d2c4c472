"""Facts about how a site calls: by whom, not at all, and how many the neighbour takes.

`lane` None is the whole site; `by` is the key id of who decided it.
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from serai.core.events import Event


class CallsSwitched(Event):
    """From here on calls are made by operators alone (`operator`), or by the service as well (`automatic`)."""

    kind: ClassVar[str] = "calls.switched"
    lane: str | None
    mode: str
    by: str


class CallsStopped(Event):
    """Nobody is called any more until calls are resumed; what became of those under way follows."""

    kind: ClassVar[str] = "calls.stopped"
    lane: str | None
    reason: str
    by: str


class CallsResumed(Event):
    """Calls may be made again."""

    kind: ClassVar[str] = "calls.resumed"
    lane: str | None
    by: str


class AcceptanceReported(Event):
    """The neighbour takes so many vehicles in so many minutes, until an instant.

    `lane` None: of all lanes that lead to it, together.
    """

    kind: ClassVar[str] = "acceptance.reported"
    lane: str | None
    vehicles: int
    minutes: int
    until: datetime
    by: str
