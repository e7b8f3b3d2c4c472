"""What guidance announces. A visit's own steps (admitted, parked, released, departed) are the queue's facts."""

from __future__ import annotations

from typing import ClassVar

from serai.core.events import Event


class BayStatusSet(Event):
    """An operator or a sensor (`by`) said that a bay is `free`, `occupied` or `closed`."""

    kind: ClassVar[str] = "bay.status_set"
    bay: str
    status: str
    by: str


class RoadStatusSet(Event):
    """A road is `blocked`, `slow` (everybody takes three times as long on it), or `open` again."""

    kind: ClassVar[str] = "road.status_set"
    road: str
    status: str


class BayReassigned(Event):
    """A visit that is under way must go to another bay (None: wait for one) than it was given.

    `cause` is `closed`, `taken`, `unreachable`, `neighbours` or `freed` (it had none, and now there is one). `place` is
    the place in the yard that it was thought to come to next, from where the way to the new bay begins (`node/road`
    where turns are banned by the road one comes by).
    """

    kind: ClassVar[str] = "bay.reassigned"
    visit: str
    before: str | None
    bay: str | None
    cause: str
    place: str | None = None
