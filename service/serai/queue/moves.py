"""What may happen to a visit, as functions from the present state to the facts to record. Pure.

Each returns the facts in order and none where the report says nothing new: a gate may repeat itself, and be late. They
must be recorded at once, for their ranks are those of this moment.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from serai.core.errors import Refusal
from serai.core.events import Event
from serai.queue import machine, order
from serai.queue.events import (
    CallMissed,
    Op,
    Placed,
    VisitAdmitted,
    VisitCalled,
    VisitCorrected,
    VisitDeparted,
    VisitJoined,
    VisitLeft,
    VisitMoved,
    VisitParked,
    VisitReleased,
    VisitReturned,
    VisitTurnedAway,
)
from serai.queue.order import Placement, Policy, Standing
from serai.queue.rules import PASSING, Queue, Visit
from serai.queue.transfer_events import Carried, Onward
from serai.sites.site import Lane


class NotWaiting(Refusal):
    """Only a visit that waits in its line can be called."""

    code, rule = "visit.not_waiting", "visit.states"


class ReasonMissing(Refusal):
    """A call out of order needs a reason; it is kept in the public ledger."""

    code, rule = "call.reason_missing", "call.reason"


class DuplicateOfItself(Refusal):
    """A visit cannot be a duplicate of itself, nor of one at another site."""

    code, rule = "visit.not_duplicate", "visit.correction"


class NotLetIn(Refusal):
    """Only of a vehicle that is inside can it be said that another one was let in."""

    code, rule = "visit.not_let_in", "visit.wrong_admitted"


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A vehicle that checks in; `vehicle` is its commitment, `cost_seconds` one service of its lane."""

    visit: str
    lane: str
    line: str
    cargo_class: str
    vehicle: str
    by: str
    cost_seconds: int
    trusted: bool = False
    company: str | None = None
    reservation: str | None = None
    slot_starts_at: datetime | None = None
    arrive_from: datetime | None = None
    arrive_until: datetime | None = None
    length_cm: int | None = None
    height_cm: int | None = None
    weight_kg: int | None = None
    needs: tuple[str, ...] = ()
    carried: Carried | None = None
    perishable_until: datetime | None = None
    area: str | None = None
    farther_minutes: int = 0


@dataclass(frozen=True, slots=True)
class Passage:
    """What came with a gate's report. `call` is the id of a call that has to be inferred."""

    call: str
    gate: str | None = None
    device_at: datetime | None = None


def join(queue: Queue, who: Newcomer, policy: Policy, now: datetime) -> VisitJoined:
    """Put a vehicle into its line."""
    since = who.carried.since if who.carried is not None else now
    standing = Standing(
        who.cargo_class, who.trusted, since, who.cost_seconds, who.slot_starts_at, who.arrive_from, who.arrive_until,
        is_carried=who.carried is not None,
    )  # fmt: skip
    line = queue.line(who.line)
    placement = line.place(standing, policy, now)
    rank = line.ranks.rank_of_key(order.later(placement.key))
    return VisitJoined.model_construct(
        visit=who.visit, reservation=who.reservation, lane=who.lane, line=who.line, cargo_class=who.cargo_class,
        trusted=who.trusted, booked=who.slot_starts_at is not None, slot_starts_at=who.slot_starts_at,
        arrive_from=who.arrive_from, arrive_until=who.arrive_until, placed=placed(placement), company=who.company,
        vehicle=who.vehicle, length_cm=who.length_cm, height_cm=who.height_cm, weight_kg=who.weight_kg,
        needs=list(who.needs), by=who.by, carried=who.carried, ops=[["join", who.line, rank, placement.because[-1]]],
        perishable_until=who.perishable_until, area=who.area, farther_minutes=who.farther_minutes,
    )  # fmt: skip


def placed(placement: Placement) -> Placed:
    """A placement as it is recorded."""
    return Placed.model_construct(
        key=list(placement.key),
        flow=placement.flow,
        priority=placement.priority,
        finish=placement.finish,
        cost=placement.cost,
        ceiling=list(placement.ceiling) if placement.ceiling else None,
        because=list(placement.because),
        rulebook=placement.rulebook,
    )


def standing(visit: Visit) -> Standing:
    """The facts that a visit's place rests on; who lost its place by a call stands by arrival from then on."""
    if visit.missed_at is not None:
        return Standing(visit.cargo_class, visit.trusted, visit.missed_at, visit.cost_seconds)
    return Standing(
        visit.cargo_class, visit.trusted, visit.since or visit.arrived_at, visit.cost_seconds, visit.slot_starts_at,
        visit.arrive_from, visit.arrive_until, is_carried=visit.since is not None,
    )  # fmt: skip


def open_windows(queue: Queue, policy: Policy, now: datetime) -> VisitMoved | None:
    """The next move of a vehicle that came before its arrival window, which is open now; ask until there is none."""
    early = (each for each in queue.visits.values() if each.status == "waiting" and "order.early" in each.because)
    due = [each for each in early if each.arrive_from is not None and each.arrive_from <= now]
    if not due:
        return None
    visit = min(due, key=lambda each: (each.arrive_from, each.key))
    placement, before, after = queue.line(visit.line).replace(visit.id, standing(visit), policy, now)
    return VisitMoved.model_construct(
        visit=visit.id, line=visit.line, placed=placed(placement), clause="order.window",
        ops=[["move", visit.line, before, after, "order.window"]],
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a call rests on: a `reason` (and a `second` person) where it is an override; the clause `why`, with `basis`.

    `at` is given for a call that nobody made by hand: it passes by those who rest.
    """

    reason: str | None = None
    second: str | None = None
    why: str | None = None
    basis: Mapping[str, int] = field(default_factory=dict)
    at: datetime | None = None


IN_TURN: Final = Grounds()


def call(queue: Queue, visit: str, call: str, gate: str | None, grounds: Grounds = IN_TURN) -> list[Event]:
    """Call a visit to a gate. Refuses one that does not stand in a line, and one out of its turn without a reason."""
    found = queue.find(visit)
    if found.status == "called":
        return []
    if found.status != "waiting":
        raise NotWaiting(visit=visit, status=found.status)
    is_free = grounds.reason is not None or grounds.why in PASSING
    if not is_free and queue.next(found.line, 1, [found.lane], grounds.at) != [found]:
        raise ReasonMissing(visit=visit)
    return [_called(found, call, gate, grounds)]


@dataclass(frozen=True, slots=True)
class Missing:
    """What becomes of who misses a call: when it may be called again of itself, and after how many misses it is out.

    With a `policy` it loses its place, and stands by arrival as if it had come at `now`.
    """

    rests_until: datetime | None = None
    most: int = 0
    policy: Policy | None = None
    now: datetime | None = None


KEEPS: Final = Missing()


def miss(queue: Queue, visit: str, missing: Missing = KEEPS) -> list[Event]:
    """A called visit did not come: it waits again, or is out."""
    found = queue.find(visit)
    if found.status != "called":
        return []
    fact = CallMissed(
        visit=visit, lane=found.lane, line=found.line, call=found.call or "", rests_until=missing.rests_until
    )
    if missing.most and found.missed_calls + 1 >= missing.most:
        ops = [_leaves(queue, found, "call.missed")]
        return [fact, VisitLeft(
            visit=visit, lane=found.lane, line=found.line, reason="calls_missed", device_at=None, ops=ops
        )]  # fmt: skip
    if missing.policy is None or missing.now is None:
        return [fact]
    anew = standing(replace(found, missed_at=missing.now))
    placement, before, after = queue.line(found.line).replace(visit, anew, missing.policy, missing.now)
    ops = [["move", found.line, before, after, "call.missed"]]
    return [fact.model_copy(update={"placed": placed(missed(placement)), "ops": ops})]


def missed(placement: Placement) -> Placement:
    """The placement of who stands by arrival because it did not come: that is the first reason."""
    return replace(placement, because=("order.missed", *placement.because[1:]))


def admit(queue: Queue, visit: str, bay: str | None, passage: Passage) -> list[Event]:
    """Let a visit in, to the bay chosen for it."""
    found = queue.find(visit)
    if machine.is_past(found.status, "admitted"):
        return []
    facts = _implied(queue, found, "admitted", bay, passage)
    return [*facts, _admitted(queue, found, bay, passage, inferred=False)]


def park(queue: Queue, visit: str, bay: str, passage: Passage) -> list[Event]:
    """A visit stands in a bay, which may be another than the one it was given, or than the one before."""
    found = queue.find(visit)
    if machine.is_past(found.status, "released") or (found.status == "parked" and found.bay == bay):
        return []
    facts = [] if found.status == "parked" else _implied(queue, found, "parked", bay, passage)
    given = found.given_bay if found.admitted_at is not None else None
    event = VisitParked(visit=visit, bay=bay, given=given, inferred=False, device_at=passage.device_at)
    return [*facts, event]


def release(queue: Queue, visit: str, passage: Passage) -> list[Event]:
    """A visit may go."""
    found = queue.find(visit)
    if machine.is_past(found.status, "released"):
        return []
    facts = _implied(queue, found, "released", None, passage)
    return [*facts, VisitReleased(visit=visit, inferred=False, device_at=passage.device_at)]


def depart(queue: Queue, visit: str, passage: Passage) -> list[Event]:
    """A visit left the site."""
    found = queue.find(visit)
    if machine.is_past(found.status, "departed"):
        return []
    facts = _implied(queue, found, "departed", None, passage)
    event = VisitDeparted(visit=visit, bay=found.bay, gate=passage.gate, inferred=False, device_at=passage.device_at)
    return [*facts, event]


def go_onward(queue: Queue, visit: str, onward: Onward) -> Event:
    """A visit that waits leaves for another site, which has promised it its place."""
    found = queue.find(visit)
    ops = [_leaves(queue, found, "visit.left")]
    return VisitLeft(
        visit=visit, lane=found.lane, line=found.line, reason="transferred", device_at=None, onward=onward, ops=ops
    )


def leave(queue: Queue, visit: str, reason: str | None = None, device_at: datetime | None = None) -> list[Event]:
    """A visit gives up its place. Refuses one that was admitted or turned away."""
    found = queue.find(visit)
    if found.status == "left":
        return []
    machine.check_in_line(found.status)
    ops = [_leaves(queue, found, "visit.left")]
    return [
        VisitLeft(visit=visit, lane=found.lane, line=found.line, reason=reason, device_at=device_at, ops=ops),
    ]


def turn_away(queue: Queue, visit: str, reason: str, device_at: datetime | None = None) -> list[Event]:
    """A visit is sent away. Refuses one that was admitted or left."""
    found = queue.find(visit)
    if found.status == "turned_away":
        return []
    machine.check_in_line(found.status)
    ops = [_leaves(queue, found, "visit.turned_away")]
    return [
        VisitTurnedAway(visit=visit, lane=found.lane, line=found.line, reason=reason, device_at=device_at, ops=ops),
    ]


def correct_lane(
    queue: Queue, visit: str, lane: Lane, line: str, policy: Policy, reason: str, now: datetime
) -> list[Event]:
    """A visit belongs to another lane, and its cargo to that lane's class. It stands there by the facts it has."""
    found = queue.find(visit)
    if found.lane == lane.code:
        return []
    changed = {"visit": visit, "reason": reason, "lane": lane.code, "line": line, "cargo_class": lane.cargo_class}
    if not found.is_in_line:
        return [VisitCorrected(**changed, ops=[])]
    facts = replace(standing(found), cargo_class=lane.cargo_class, cost_seconds=lane.service_seconds)
    ops: list[Op]
    if line == found.line:
        placement, before, after = queue.line(line).replace(visit, facts, policy, now)
        ops = [["move", line, before, after, "visit.corrected"]]
    else:
        placement = queue.line(line).place(facts, policy, now)
        rank = queue.line(line).ranks.rank_of_key(order.later(placement.key))
        ops = [_leaves(queue, found, "visit.corrected"), ["join", line, rank, "visit.corrected"]]
    return [VisitCorrected(**changed, placed=placed(placement), ops=ops)]


def correct_duplicate(queue: Queue, visit: str, duplicate_of: str, reason: str) -> list[Event]:
    """A vehicle was checked in twice: this visit ends and the other stays."""
    found = queue.find(visit)
    if found.duplicate_of == duplicate_of:
        return []
    if visit == duplicate_of:
        raise DuplicateOfItself(visit=visit)
    queue.find(duplicate_of)
    if not found.is_live:
        raise machine.VisitEnded(status=found.status)
    ops = [_leaves(queue, found, "visit.corrected")] if found.is_in_line else []
    return [VisitCorrected(visit=visit, reason=reason, duplicate_of=duplicate_of, ops=ops)]


def give_back(queue: Queue, visit: str, instead: str, reason: str) -> Event:
    """A visit was recorded as let in, and another one was: it waits again where it stood. That one is `swap`ped in."""
    found, other = queue.find(visit), queue.find(instead)
    if found.status not in machine.INSIDE:
        raise NotLetIn(visit=visit, status=found.status)
    machine.check_in_line(other.status)
    rank = queue.line(found.line).ranks.rank_of_key(found.key)
    ops: list[Op] = [["join", found.line, rank, "visit.wrong_admitted"]]
    return VisitReturned(visit=visit, lane=found.lane, line=found.line, instead=instead, reason=reason, ops=ops)


def swap(queue: Queue, visit: Visit, instead: str, passage: Passage) -> list[Event]:
    """What was recorded of a visit inside happened to another one; call it when the first one was given back."""
    state, bay = visit.status, visit.bay or visit.given_bay
    after = machine.PATH[machine.PATH.index(state) + 1]
    return _implied(queue, queue.find(instead), after, bay, replace(passage, gate=visit.gate))


def _leaves(queue: Queue, visit: Visit, clause: str) -> Op:
    return ["leave", visit.line, queue.line(visit.line).ranks.rank(visit.id), clause]


def _called(visit: Visit, call: str, gate: str | None, grounds: Grounds, *, inferred: bool = False) -> Event:
    return VisitCalled(
        visit=visit.id,
        lane=visit.lane,
        line=visit.line,
        call=call,
        gate=gate,
        reason=grounds.reason,
        second=grounds.second,
        inferred=inferred,
        why=grounds.why,
        basis=dict(grounds.basis),
    )


def _admitted(queue: Queue, visit: Visit, bay: str | None, passage: Passage, *, inferred: bool) -> Event:
    return VisitAdmitted(
        visit=visit.id, lane=visit.lane, line=visit.line, bay=bay, gate=passage.gate or visit.gate, inferred=inferred,
        device_at=None if inferred else passage.device_at, ops=[_leaves(queue, visit, "visit.admitted")],
    )  # fmt: skip


def _implied(queue: Queue, visit: Visit, to: str, bay: str | None, passage: Passage) -> list[Event]:
    """The facts that a report of `to` implies and that nobody recorded."""
    facts: list[Event] = []
    given = visit.bay or bay
    for state in machine.missing(visit.status, to, has_bay=given is not None):
        if state == "called":
            facts.append(_called(visit, passage.call, passage.gate, IN_TURN, inferred=True))
        elif state == "admitted":
            facts.append(_admitted(queue, visit, bay, passage, inferred=True))
        elif state == "parked" and given is not None:
            facts.append(VisitParked(visit=visit.id, bay=given, given=given, inferred=True, device_at=None))
        elif state == "released":
            facts.append(VisitReleased(visit=visit.id, inferred=True, device_at=None))
    return facts
