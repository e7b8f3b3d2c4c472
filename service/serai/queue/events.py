"""Facts about visits. `ops` are the rank operations that a fact makes, in order: `["join", line, rank, clause]`,
`["leave", line, rank, clause]`, `["move", line, from, to, clause]`."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field

from serai.core.events import Event
from serai.queue.transfer_events import Carried, Onward

Op = list[str | int]


class Placed(BaseModel):
    """Where a visit was put and what that used up; see `order.py`. The ledger number of the entry ends the key."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: list[int]
    flow: int
    priority: bool
    finish: int
    cost: int
    ceiling: list[int] | None
    because: list[str]
    rulebook: int


class VisitJoined(Event):
    """A vehicle checked in and stands in its line. `vehicle` is a commitment; `by` the device or role that saw it.

    `area` is where it waits for its call, `farther_minutes` how much longer the drive is than from the nearest area.
    """

    kind: ClassVar[str] = "visit.joined"
    visit: str
    reservation: str | None
    lane: str
    line: str
    cargo_class: str
    trusted: bool
    booked: bool
    slot_starts_at: datetime | None
    arrive_from: datetime | None
    arrive_until: datetime | None
    placed: Placed
    company: str | None
    vehicle: str
    length_cm: int | None
    height_cm: int | None
    weight_kg: int | None
    needs: list[str]
    by: str
    carried: Carried | None = None
    ops: list[Op]
    perishable_until: datetime | None = None
    area: str | None = None
    farther_minutes: int = 0


class VisitMoved(Event):
    """A waiting visit was given another place by a rule, such as the opening of its arrival window."""

    kind: ClassVar[str] = "visit.moved"
    visit: str
    line: str
    placed: Placed
    clause: str
    ops: list[Op]


class VisitCalled(Event):
    """A visit was told to come to a gate; with a `reason`, by an override; `second` is the key id of who agreed.

    `why` is the clause by which it was called now: always of a call that no operator made, with the figures that it
    rested on in `basis` (see the page on calls).
    """

    kind: ClassVar[str] = "visit.called"
    visit: str
    lane: str
    line: str
    call: str
    gate: str | None
    reason: str | None
    second: str | None = None
    inferred: bool = False
    why: str | None = None
    basis: dict[str, int] = Field(default_factory=dict)


class CallMissed(Event):
    """A called vehicle did not come: it waits again, where it stood or, where it was `placed` anew, by arrival.

    Until `rests_until` it is not called again of itself.
    """

    kind: ClassVar[str] = "call.missed"
    visit: str
    lane: str
    line: str
    call: str
    rests_until: datetime | None = None
    placed: Placed | None = None
    ops: list[Op] = Field(default_factory=list)


class CallWithdrawn(Event):
    """A call was taken back: the visit waits again where it stood. `clause` is `call.stopped` or `call.withdrawn`; `by`
    is the key id of who did it."""

    kind: ClassVar[str] = "call.withdrawn"
    visit: str
    lane: str
    line: str
    call: str
    clause: str
    reason: str
    by: str
    rests_until: datetime | None = None


class CallRepeated(Event):
    """A call was given once more, and its life begins anew; `by` is the key id of who did it."""

    kind: ClassVar[str] = "call.repeated"
    visit: str
    lane: str
    line: str
    call: str
    reason: str
    by: str


class VisitAtGate(Event):
    """A called visit has come to its gate, and waits there to be let in."""

    kind: ClassVar[str] = "visit.at_gate"
    visit: str
    lane: str
    line: str
    gate: str | None
    device_at: datetime | None


class VisitAdmitted(Event):
    """A visit passed its entry gate and left its line. `bay` is the one given; None at a site without a yard."""

    kind: ClassVar[str] = "visit.admitted"
    visit: str
    lane: str
    line: str
    bay: str | None
    gate: str | None
    inferred: bool
    device_at: datetime | None
    ops: list[Op]


class VisitParked(Event):
    """A visit stands in `bay`; `given` is the bay it had been given, which may be another."""

    kind: ClassVar[str] = "visit.parked"
    visit: str
    bay: str
    given: str | None
    inferred: bool
    device_at: datetime | None


class VisitReleased(Event):
    """A visit may go."""

    kind: ClassVar[str] = "visit.released"
    visit: str
    inferred: bool
    device_at: datetime | None


class VisitDeparted(Event):
    """A visit left the site; its bay is empty."""

    kind: ClassVar[str] = "visit.departed"
    visit: str
    bay: str | None
    gate: str | None
    inferred: bool
    device_at: datetime | None


class VisitLeft(Event):
    """A visit gave up its place before it was admitted; for one at another site, to which it goes `onward`."""

    kind: ClassVar[str] = "visit.left"
    visit: str
    lane: str
    line: str
    reason: str | None
    device_at: datetime | None
    onward: Onward | None = None
    ops: list[Op]


class VisitTurnedAway(Event):
    """A visit was sent away before it was admitted."""

    kind: ClassVar[str] = "visit.turned_away"
    visit: str
    lane: str
    line: str
    reason: str
    device_at: datetime | None
    ops: list[Op]


class VisitCorrected(Event):
    """What had been recorded of a visit was wrong; only what is not None changes.

    `lane` comes with `line` and, for a visit that waits, `placed`; `vehicle` is a new commitment; `duplicate_of` ends
    this visit in favour of another.
    """

    kind: ClassVar[str] = "visit.corrected"
    visit: str
    reason: str
    lane: str | None = None
    line: str | None = None
    cargo_class: str | None = None
    placed: Placed | None = None
    bay: str | None = None
    vehicle: str | None = None
    duplicate_of: str | None = None
    ops: list[Op]


class VisitReturned(Event):
    """A visit was recorded as let in and was not: `instead` was. It waits again where it stood; see what follows."""

    kind: ClassVar[str] = "visit.returned"
    visit: str
    lane: str
    line: str
    instead: str
    reason: str
    ops: list[Op]


class InspectionOrdered(Event):
    """An authority wants a visit inspected; `reason` is a code, `declaration` where it decided so of that."""

    kind: ClassVar[str] = "inspection.ordered"
    visit: str
    reason: str


class InspectionPicked(Event):
    """The authority takes a visit that is to be inspected as the next, for the next inspection bay that is free."""

    kind: ClassVar[str] = "inspection.picked"
    visit: str


class InspectionEnded(Event):
    """An inspection came out as `cleared` or `detained`, or was `withdrawn`.

    `onward`: the visit goes on to a bay of its own kind. Who is detained stays until it is cleared.
    """

    kind: ClassVar[str] = "inspection.ended"
    visit: str
    outcome: str
    onward: bool


class BandsPublished(Event):
    """How long admission takes by rank, for each line and class: points `[rank, p05, p50, p95]` in minutes from now.

    `ways`, likewise: how long for one who finds an empty line and open gates, `[p05, p50, p95]` minutes from joining.
    `calls`: how long for one who is called, points `[minutes since its call, p05, p50, p95]`.
    """

    kind: ClassVar[str] = "bands.published"
    bands: dict[str, dict[str, list[list[int]]]]
    as_of: datetime
    basis: dict[str, dict[str, int]]
    ways: dict[str, dict[str, list[int]]] = Field(default_factory=dict)
    calls: dict[str, dict[str, list[list[int]]]] = Field(default_factory=dict)
