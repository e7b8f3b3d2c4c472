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


class BayPowerSet(Event):
    """An operator or a sensor (`by`) said that the power of a bay is `on` or `off`."""

    kind: ClassVar[str] = "bay.power_set"
    bay: str
    status: str
    by: str


class BayKept(Event):
    """An empty bay is kept for a `visit` that is still to come there: nobody else is given it. None: for nobody now."""

    kind: ClassVar[str] = "bay.kept"
    bay: str
    visit: str | None


class RoadStatusSet(Event):
    """A road is `blocked`, `slow` (everybody takes three times as long on it), or `open` again."""

    kind: ClassVar[str] = "road.status_set"
    road: str
    status: str


class GuidanceDisputed(Event):
    """Who is under way says that its `bay` is taken, or that a `road` of its way is blocked; `by` a role.

    The bay is given to nobody until it was seen empty; the road is closed to this visit until an operator says how it
    is.
    """

    kind: ClassVar[str] = "guidance.disputed"
    visit: str
    bay: str | None
    road: str | None
    by: str


class WayChanged(Event):
    """A visit under way was told another way to its bay, or out, as the one before was cut off.

    It begins at `place`, where the visit was thought to come to next.
    """

    kind: ClassVar[str] = "way.changed"
    visit: str
    place: str


class BayReassigned(Event):
    """A visit that is under way must go to another bay (None: wait for one) than it was given.

    So must one that has parked and is to be inspected (`inspection`), was cleared and goes on (`cleared`), or whose bay
    lost its power (`power`): `before` and `bay` are the bays it is to go to from its own, None to stay there
    (`needless`). Else `cause` is `closed`, `taken`, `unreachable`, `neighbours`, `blocked` (somebody stands in front of
    it) or `freed` (it had none, and now there is one). `place` is the place in the yard that it was thought to come to
    next, from where the way to the new bay begins (`node/road` where turns are banned by the road one comes by).
    """

    kind: ClassVar[str] = "bay.reassigned"
    visit: str
    before: str | None
    bay: str | None
    cause: str
    place: str | None = None
