"""What anybody may do to a site, drawn at random: sensible mostly, and late, twice or wrong often enough."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from serai.booking import actions as booking
from serai.booking import changes
from serai.booking.refusals import SlotFull
from serai.booking.reservations import Wants
from serai.calling import actions as calling
from serai.core.desk import Command, Draft
from serai.core.events import Event
from serai.disruption import actions as displacing
from serai.disruption import closing
from serai.fleets import bulk
from serai.guidance import actions as guidance
from serai.identity.rights import Role
from serai.identity.rules import Caller
from serai.overrides import actions as overrides
from serai.queue import actions as visits
from serai.queue.checkin import CheckIn
from serai.sites import actions as sites
from serai.sites.documents import WEEKDAYS
from tests.simulation import ground
from tests.simulation.hand import CALLERS, Hand

Made = Command[Any] | None
OPERATORS = ("O-ONE", "O-OTHER")


@dataclass(frozen=True, slots=True)
class Full:
    """A `slot.full` as it was decided: after which entry, and after which facts of the same batch."""

    site: str
    slot: str
    seq: int
    facts: tuple[Event, ...]
    at: datetime


FULL: list[Full] = []
"""The refusals of this step, for I-02; emptied by who reads it."""


class _Watched(Command[Any]):
    """Notes every `slot.full` with all that was decided before it."""

    def decide(self, draft: Draft) -> Any:
        try:
            return super().decide(draft)
        except SlotFull as refusal:
            FULL.append(Full(draft.site, refusal.facts["slot"], draft.head.seq, tuple(draft.facts), draft.now))
            raise


class Reserve(_Watched, booking.Reserve):
    pass


class TakeHold(_Watched, booking.TakeHold):
    pass


class Move(_Watched, changes.Move):
    pass


def hold(hand: Hand) -> Made:
    caller, key, id_ = hand.caller(), hand.key(), hand.new()
    hand.holders[id_] = caller, key
    slot = hand.free() if hand.chance(0.5) else hand.slot()
    at_desk = caller.role is Role.OPERATOR
    asked = (hand.site, id_, slot or hand.slot(), key, ground.SALT, caller.scope, caller.company)
    return TakeHold(*asked, vin_key=hand.vin(key), on_behalf=at_desk)


def reserve(hand: Hand) -> Made:
    return reserved(hand, hand.caller(), hand.slot(), None)


def reserve_free(hand: Hand) -> Made:
    """A place that is there, in time."""
    slot = hand.free()
    return reserved(hand, hand.caller(), slot, None) if slot else None


def reserve_held(hand: Hand) -> Made:
    """With one of the last holds: mostly one's own, for its vehicle."""
    holds = list(hand.history.holds.items())[-4:]
    if not holds:
        return None
    held, slot = hand.random.choice(holds)
    caller, vehicle = hand.holders[held] if hand.chance(0.9) else (hand.caller(), None)
    return reserved(hand, caller, slot, held, vehicle)


def reserved(hand: Hand, caller: Caller, slot: str, held: str | None, vehicle: str | None = None) -> Reserve:
    lane = slot.split("~")[1]
    cargo_class = lane.split("-")[1] if hand.chance(0.97) else "parcel"
    plate, key, id_ = hand.plate(), vehicle or hand.arriving().key, hand.new()
    hand.holders[id_] = caller, key
    request = booking.Request(
        vehicle_key=key, vehicle={"plate": plate, "country": "CN"},
        driver={"name": "Li Wei", "language": "zh"}, cargo={"class": cargo_class}, cargo_class=cargo_class,
        needs=hand.needs(), height_cm=hand.random.choice((None, 400, 430)), vin_key=hand.vin(key),
    )  # fmt: skip
    return Reserve(
        hand.site, id_, slot if held is None else None, held, request, ground.SALT, caller.scope, None,
        caller.company, on_behalf=caller.role is Role.OPERATOR,
        declaration=hand.standing() if hand.chance(0.6 if lane in ground.DECLARED else 0.1) else None,
    )  # fmt: skip


def wait(hand: Hand) -> Made:
    """For one slot if it is full, or for any in some hours."""
    slot = hand.slot()
    made = reserved(hand, hand.caller(), slot, None)
    if hand.chance(0.5):
        return replace(made, may_wait=True)
    from_ = hand.now + timedelta(hours=hand.random.choice((-1, 0, 1)))
    until = from_ + timedelta(hours=hand.random.choice((1, 2, 4, 8, 30)))
    return replace(made, slot=None, wants=Wants(None, from_, until), lane=slot.split("~")[1])


def reserve_pair(hand: Hand) -> Made:
    """A drop and a pick-up of one vehicle: mostly close together, by lanes of two directions."""
    caller, first, vehicle = hand.caller(), hand.slot(), hand.key()
    back = "import" if "export" in first or hand.chance(0.1) else "export"
    lanes = [lane for lane in hand.ground.lanes if lane.startswith(back)]
    if not lanes:
        return None
    pair, slots = hand.new(), (first, hand.slot(hand.one(lanes)))
    legs = [replace(reserved(hand, caller, slot, None, vehicle), pair=pair) for slot in slots]
    return bulk.ReserveLine(hand.site, (bulk.Line(1, tuple(legs)),))


def enter(hand: Hand) -> Made:
    """For a slot of tomorrow, or any of some hours of it, where the last rulebook has a draw about it."""
    if not hand.history.rules.rulebooks[-1].rulebook.release_windows:
        return None
    tomorrow = hand.now.astimezone(hand.zone) + timedelta(days=1)
    begins = tomorrow.replace(hour=hand.random.randrange(24), minute=0, second=0, microsecond=0)
    made = reserved(hand, hand.caller(), f"{hand.site}~{hand.lane()}~{begins:%Y%m%dT%H%M}~60", None)
    if hand.chance(0.7):
        return made
    wants = Wants(None, begins.astimezone(UTC), begins.astimezone(UTC) + timedelta(hours=hand.random.choice((2, 5, 9))))
    return replace(made, slot=None, wants=wants, lane=(made.slot or "").split("~")[1])


def accept(hand: Hand) -> Made:
    found = hand.reservation("offered")
    return changes.Accept(hand.site, found, hand.books(hand.caller())) if found else None


def decline(hand: Hand) -> Made:
    found = hand.reservation("offered")
    return changes.Decline(hand.site, found, hand.books(hand.caller())) if found else None


def extend(hand: Hand) -> Made:
    found = hand.reservation("confirmed")
    return changes.Extend(hand.site, found, hand.books(hand.caller())) if found else None


def swap(hand: Hand) -> Made:
    found = hand.reservation("confirmed")
    if found is None:
        return None
    key, company = hand.key(), hand.books(CALLERS[2])
    stated = {"plate": key.partition(":")[0], "country": "CN"}
    return changes.SwapVehicle(
        hand.site, found, company, vehicle_key=key, vin_key=hand.vin(key), vehicle=stated, salt=ground.SALT
    )


def cancel(hand: Hand) -> Made:
    found = hand.reservation("confirmed", "waitlisted", "offered", "displaced")
    return changes.Cancel(hand.site, found, hand.books(hand.caller())) if found else None


def move(hand: Hand) -> Made:
    """One's own while it may be changed, to a place that is there; now and then any, by anybody, to anywhere."""
    found = hand.changeable() if hand.chance(0.8) else None
    if found is None:
        return _moved_anyhow(hand)
    slot = hand.free(hand.history.slot_of[found].split("~")[1])
    holder, _ = hand.holders[found]
    return Move(hand.site, found, hand.books(holder), slot=slot) if slot else None


def _moved_anyhow(hand: Hand) -> Made:
    found = hand.reservation("confirmed")
    if found is None:
        return None
    lane = hand.history.slot_of[found].split("~")[1] if hand.chance(0.9) else None
    return Move(hand.site, found, hand.books(hand.caller()), slot=hand.slot(lane))


def check_in(hand: Hand) -> Made:
    """By vehicle: with the reservation it has, or as a walk-in."""
    arriving = hand.arriving()
    lane = hand.lane() if hand.chance(0.7) else None
    return _checked_in(hand, arriving=arriving, lane=lane, needs=hand.needs())


def check_in_reserved(hand: Hand) -> Made:
    """By the reservation's id or reference; of one that was missed too, or twice."""
    found = hand.reservation("confirmed", "missed")
    if found is None:
        return None
    if hand.chance(0.5):
        return _checked_in(hand, reservation=found)
    return _checked_in(hand, reference=hand.history.references[found])


def _checked_in(hand: Hand, caller: Caller | None = None, **given: Any) -> CheckIn:
    asker = hand.books(caller or hand.caller())
    return CheckIn(hand.site, id=hand.new(), salt=ground.SALT, asker=asker, by="kiosk", area=hand.area(), **given)


def call_next(hand: Hand) -> Made:
    lane = hand.lane() if hand.chance(0.4) else None
    return calling.CallNext(hand.site, hand.new(), hand.random.choice((1, 1, 2, 3)), lane)


def call_named(hand: Hand) -> Made:
    waiting = [visit for visit, status in hand.history.visits.items() if status in ("waiting", "called")]
    if not waiting:
        return None
    reason = "perishable" if hand.chance(0.8) else None
    second = "another" if hand.chance(0.3) else None
    several, by = hand.several(waiting, 3), hand.one(OPERATORS)
    return overrides.Override(hand.site, hand.new(), several, reason=reason, text="as told", second=second, by=by)


def ask_second(hand: Hand) -> Made:
    """For calls that are out of turn, mostly."""
    waiting = [visit for visit, status in hand.history.visits.items() if status in ("waiting", "called")]
    if not waiting:
        return None
    return overrides.Ask(hand.site, hand.new(), hand.several(waiting[1:] or waiting, 2), "medical", hand.one(OPERATORS))


def confirm(hand: Hand) -> Made:
    """One of the last requests; often late, again, or by who asked."""
    asked = hand.history.asked[-4:]
    return overrides.Confirm(hand.site, hand.one(asked), hand.new(), hand.one(OPERATORS)) if asked else None


def _passing(kind: type[Any], *statuses: str) -> Callable[[Hand], Made]:
    def act(hand: Hand) -> Made:
        found = hand.visit(*statuses)
        if found is None:
            return None
        made: Command[Any] = kind(hand.site, found, hand.operator(), call=hand.new(), at=hand.device_at())
        return made

    return act


admit = _passing(guidance.Admit, "called", "called", "waiting")
release = _passing(guidance.Release, "parked", "admitted")
depart = _passing(guidance.Depart, "released", "released", "parked")
depart_early = _passing(guidance.Depart, "waiting", "called", "admitted")


def check_in_on_time(hand: Hand) -> Made:
    """By a reservation whose slot begins within the hour."""
    soon = f"{(hand.now + timedelta(hours=1)).astimezone(hand.zone):%Y%m%dT%H}"
    now = f"{hand.now.astimezone(hand.zone):%Y%m%dT%H}"
    slots, known = hand.history.slot_of, hand.history.reservations
    confirmed = [each for each, status in known.items() if status == "confirmed"]
    due = [each for each in confirmed if slots[each].split("~")[2][:11] in (soon, now)]
    return _checked_in(hand, CALLERS[0], reservation=hand.one(due)) if due else None


def park(hand: Hand) -> Made:
    """In the bay that was given, in another, or in somebody else's."""
    found = hand.visit("admitted", "admitted", "parked")
    if found is None or not hand.ground.bays:
        return None
    given = hand.history.bay_of.get(found)
    bay = given if given is not None and hand.chance(0.6) else hand.bay()
    return guidance.Park(hand.site, found, hand.operator(), call=hand.new(), at=hand.device_at(), bay=bay)


def park_early(hand: Hand) -> Made:
    found = hand.visit("waiting", "called", "released", "departed")
    if found is None or not hand.ground.bays:
        return None
    return guidance.Park(hand.site, found, hand.operator(), call=hand.new(), bay=hand.bay())


def leave(hand: Hand) -> Made:
    found = hand.visit("waiting", "called")
    if found is None:
        return None
    return visits.Leave(hand.site, found, hand.operator(), note="gone home", device_at=hand.device_at())


def turn_away(hand: Hand) -> Made:
    found = hand.visit("waiting", "called")
    if found is None:
        return None
    at, asker = hand.device_at(), hand.operator()
    return visits.TurnAway(hand.site, found, asker, reason="papers", note="none", device_at=at)


def correct(hand: Hand) -> Made:
    found = hand.visit("waiting", "called", "admitted", "parked")
    if found is None:
        return None
    given: dict[str, Any] = {}
    match hand.random.randrange(6):
        case 0 | 1:
            given["lane"] = hand.lane()
        case 2:
            given["bay"] = hand.bay() if hand.ground.bays else "nowhere"
        case 3:
            given["vehicle"] = hand.arriving()
            if hand.chance(0.5):
                given["lane"] = hand.lane()
        case 4:
            given |= {"instead": hand.visit("waiting", "called"), "call": hand.new()}
        case _:
            given["duplicate_of"] = hand.visit("waiting", "called", "admitted", "parked")
    asker, salt = hand.operator(), ground.SALT
    return guidance.Correct(hand.site, found, asker, reason="mistake", salt=salt, note="seen wrongly", **given)


def set_bay(hand: Hand) -> Made:
    if not hand.ground.bays:
        return None
    status = hand.one(("free", "free", "occupied", "closed"))
    return guidance.SetBayStatus(hand.site, hand.bay(), status, hand.chance(0.5))


def set_road(hand: Hand) -> Made:
    if not hand.ground.roads:
        return None
    return guidance.SetRoadStatus(hand.site, hand.one(hand.ground.roads), hand.one(("blocked", "open", "open")))


def close(hand: Hand) -> Made:
    lane = hand.lane() if hand.chance(0.8) else None
    from_ = hand.now + timedelta(minutes=hand.random.choice((10, 100, 400))) if hand.chance(0.4) else None
    begins = from_ or hand.now
    until = begins + timedelta(minutes=hand.random.choice((20, 90, 300))) if hand.chance(0.5) else None
    opening = sites.OpenClosure(hand.site, hand.new(), lane, from_, until, "works", "the surface")
    return closing.Close(hand.site, opening)


def lift(hand: Hand) -> Made:
    """One that stands, mostly."""
    closures = list(hand.history.rules.closures) if hand.chance(0.8) else hand.history.closures
    return closing.LiftClosure(hand.site, hand.one(closures)) if closures else None


def put_rulebook(hand: Hand) -> Made:
    changes = dict(hand.random.choice(ground.RULEBOOKS))
    if hand.chance(0.3):
        changes["effective_from"] = (hand.now + timedelta(minutes=40)).isoformat()
    return displacing.PutRulebook(hand.site, None, ground.rulebook(changes))


def put_windows(hand: Hand) -> Made:
    """Tomorrow's slots are drawn from now on, every day."""
    hour = hand.now.astimezone(hand.zone).hour
    window = {"lane": hand.lane() if hand.chance(0.5) else None, "days": list(WEEKDAYS), "days_ahead": 1}
    window |= {"from": f"{hour:02}:00", "to": f"{min(hour + hand.random.choice((1, 2)), 24):02}:00"}
    changes = {"lead_minutes": 0, "open_per_vehicle": 6, "rebooks_per_day": 50, "company_share": 0.5}
    return displacing.PutRulebook(hand.site, None, ground.rulebook({**changes, "release_windows": [window]}))


def put_calendar(hand: Hand) -> Made:
    """Fewer places, or more, and now and then a day off."""
    closed = [f"{(hand.now + timedelta(days=1)).date()}"] if hand.chance(0.2) else []
    capacity = hand.random.choice((0, 1, 1, 2, 3, 4))
    return displacing.PutCalendar(hand.site, None, ground.calendar(hand.ground.lanes, capacity, closed))


def put_staffing(hand: Hand) -> Made:
    periods = []
    for hours in range(hand.random.randrange(4)):
        start = hand.now + timedelta(hours=hours)
        bounds = {"from": start.isoformat(), "to": (start + timedelta(hours=2)).isoformat()}
        lanes = [hand.lane()] if hand.chance(0.5) else []
        periods.append({**bounds, "lanes": lanes, "servers": hand.random.randrange(4)})
    return sites.PutStaffing(hand.site, None, ground.staffing(periods))


def put_yard(hand: Hand) -> Made:
    if not hand.ground.yards:
        return None
    return guidance.PutYard.of(hand.site, None, hand.random.choice(hand.ground.yards))
