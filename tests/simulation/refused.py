"""Refusals: that they name a rule which stood and held at that instant (I-24), and that they leave nothing (I-23)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, text

from serai.booking.events import ReservationOffered
from serai.core.db import Database
from serai.core.desk import Command
from serai.core.errors import Kind, Refusal
from serai.core.events import Entry
from serai.declarations.rules import STANDING
from serai.guidance.disputes import MOST as MOST_DISPUTES
from serai.guidance.events import GuidanceDisputed
from serai.queue.events import VisitCalled
from serai.queue.machine import IN_LINE, INSIDE, LIVE
from serai.schema import METADATA
from serai.sites.calendar import SlotTime
from serai.sites.clauses import CLAUSES
from serai.sites.rulebook import Rulebook
from tests.house.pages import DECIDING
from tests.simulation.history import History

Rows = Mapping[str, frozenset[str]]
_LONG = "ledger_entry"
"""Only ever added to: its head tells."""


async def rows(database: Database) -> Rows:
    """Every row of every table, as text."""
    async with database.reading() as connection:
        return await connection.run_sync(_rows)


def _rows(connection: Connection) -> Rows:
    wanted = [name for name in METADATA.tables if name != _LONG]
    return {name: frozenset(map(repr, connection.execute(text(f"SELECT * FROM {name}")))) for name in wanted}


def left(before: Rows, after: Rows, added: Sequence[Entry]) -> Iterator[str]:
    """I-23: what is there that was not, or is gone.

    On its way a request has free places offered to those whose turn it is, whatever becomes of itself: it costs nobody.
    """
    if added and all(isinstance(each.event, ReservationOffered) for each in added):
        return
    for table, known in before.items():
        if after[table] != known:
            yield f"{table}: {sorted(known - after[table])} before, {sorted(after[table] - known)} after"


@dataclass(frozen=True, slots=True)
class Refused:
    """A refusal of a command that was alone, with what there was to decide about: nothing has changed since."""

    command: Command[Any]
    refusal: Refusal
    history: History
    tables: Mapping[str, Sequence[Mapping[str, Any]]]
    now: datetime

    def fact(self, name: str) -> Any:
        return self.refusal.facts[name]

    def instant(self, name: str) -> datetime:
        return datetime.fromisoformat(self.fact(name))

    @property
    def rulebook(self) -> Rulebook:
        return self.history.rules.rulebook_at(self.now).rulebook

    @property
    def slot(self) -> SlotTime:
        found = self.history.rules.slot(self.fact("slot"))
        assert found is not None
        return found

    def row(self, table: str, id_: str) -> Mapping[str, Any]:
        return next(row for row in self.tables[table] if row["id"] == id_)

    @property
    def reservation(self) -> Mapping[str, Any]:
        return self.row("reservation", getattr(self.command, "reservation", None) or getattr(self.command, "id"))  # noqa: B009

    @property
    def vehicles(self) -> set[str]:
        """By plate and VIN, whom the command is about."""
        lines = getattr(self.command, "lines", ())
        asked: Any = lines[0].legs[0] if lines else self.command
        request = getattr(asked, "request", asked)
        if hasattr(request, "identities"):
            return set(request.identities)
        if hasattr(request, "vehicle_key"):
            return {request.vehicle_key, request.vin_key} - {None}
        return {self.reservation["vehicle_key"], self.reservation["vin_key"]} - {None}

    @property
    def is_second(self) -> bool:
        """Whether it may be of the second of a pair, after the first was tried."""
        return hasattr(self.command, "lines")


def i24(refusal: Refusal) -> Iterator[str]:
    """A refusal of who decides about places names a rule, and one that is published."""
    is_ruled = refusal.kind in (Kind.CONFLICT, Kind.INVALID) and type(refusal).__module__.split(".")[1] in DECIDING
    rule = refusal.facts.get("rule")
    if is_ruled and rule is None:
        yield f"{refusal.code} names no rule"
    if rule is not None and rule not in CLAUSES and rule not in Rulebook.model_fields:
        yield f"{refusal.code} names {rule}, which is published nowhere"
    if refusal.retry_after is not None and refusal.retry_after < 1:
        yield f"{refusal.code} asks to come again in {refusal.retry_after} seconds"


def i24_of_lines(outcomes: Iterable[Any]) -> Iterator[str]:
    """A line from paper that does not fit says which rule it does not fit, one that is published."""
    for each in outcomes:
        code, rule = each.problem.get("code", ""), each.problem.get("rule")
        must = code.startswith(("paper.", "visit.", "reservation.")) and each.problem["status"] != 404
        if (must and rule is None) or (rule is not None and rule not in {*CLAUSES, *Rulebook.model_fields}):
            yield f"{code} of a line names {rule}"


def held(said: Refused) -> Iterator[str]:
    """What a refusal names did hold at that instant, worked out from what was recorded."""
    holds = HELD.get(said.refusal.code)
    if holds is not None and not holds(said):
        yield f"{said.refusal.code} was told, and did not hold: {said.refusal.facts}"


def _is_taken(said: Refused) -> bool:
    return said.history.places.gone(said.slot.id) >= said.rulebook.listed(said.slot.capacity)


def _is_awaited(said: Refused) -> bool:
    slot = said.slot
    return any(
        turn.slot == slot.id if turn.slot else turn.lane == slot.lane and turn.from_ <= slot.starts_at < turn.until
        for turn in said.history.turns.waiting.values()
    )


def _is_unreleased(said: Refused) -> bool:
    to_hold = any("held" not in each.steps for each in said.history.drawn.known.values())
    return (to_hold or bool(said.rulebook.release_windows)) and (said.refusal.retry_after or 0) > 0


def _is_booked(said: Refused) -> bool:
    window = (datetime.fromisoformat(said.fact("arrive")["from"]), datetime.fromisoformat(said.fact("arrive")["until"]))
    claims = [row for row in said.tables["vehicle_claim"] if row["vehicle"] in said.vehicles]
    return window in [(row["arrive_from"], row["arrive_until"]) for row in claims]


def _are_open(said: Refused) -> bool:
    most = said.rulebook.open_per_vehicle
    has = [
        sum(row["vehicle"] == each and row["number"] is not None for row in said.tables["vehicle_claim"])
        for each in said.vehicles
    ]
    return said.fact("most") == most and sum(has) + said.is_second >= most


def _has_its_share(said: Refused) -> bool:
    most = said.rulebook.company_cap(said.rulebook.listed(said.slot.capacity))
    return bool(said.fact("has") >= said.fact("most") == most)


def _is_over(said: Refused) -> bool:
    hold = said.row("hold", said.fact("hold"))
    return hold["status"] != "held" or hold["expires_at"] <= said.now


def _is_of_another(said: Refused) -> bool:
    return said.row("hold", said.fact("hold"))["vehicle_key"] not in said.vehicles


def _is_too_late(said: Refused) -> bool:
    until = said.reservation["starts_at"] - timedelta(hours=said.rulebook.free_change_hours)
    return bool(said.instant("free_until") == until < said.now)


def _waits_for_nothing(said: Refused) -> bool:
    command: Any = said.command
    first = max(command.wants.from_, said.now + timedelta(minutes=said.rulebook.lead_minutes))
    last = min(command.wants.until, said.now + timedelta(days=said.rulebook.horizon_days))
    return first >= last or all(slot.closed for slot in said.history.rules.slots(command.lane, first, last))


def _is_past(said: Refused) -> bool:
    return said.slot.starts_at < said.now + timedelta(minutes=said.rulebook.lead_minutes)


def _is_beyond(said: Refused) -> bool:
    return said.slot.starts_at > said.now + timedelta(days=said.rulebook.horizon_days)


def _is_used(said: Refused) -> bool:
    return bool(said.fact("given_back") > said.fact("most") == said.rulebook.rebooks_per_day)


def _lane_takes(said: Refused) -> bool:
    takes = said.history.rules.place.lanes[said.fact("lane")].cargo_class
    return bool(said.fact("takes") == takes != said.fact("cargo_class"))


def _is_not_inside(said: Refused) -> bool:
    corrected: Any = said.command
    return bool(said.history.visits[corrected.visit] == said.fact("status") not in INSIDE)


def _are_stopped(said: Refused) -> bool:
    return all(said.history.calls.control.stop(lane) is not None for lane in said.fact("lanes"))


def _are_shut(said: Refused) -> bool:
    return not any(said.history.rules.is_open(lane, said.now) for lane in said.fact("lanes"))


def _are_too_many(said: Refused) -> bool:
    """Nobody is kept from an empty gate, nor by an interval that the rulebook does not have."""
    coming = [each for each in said.history.calls.standing.values() if each.line == said.fact("line")]
    is_interval = said.fact("call_interval_minutes") == said.rulebook.call_interval_minutes
    is_free = not any(each.is_called for each in coming)
    return bool(is_interval and said.fact("asked") > said.fact("allowed") >= is_free)


def _out_of_turn(said: Refused, named: Sequence[str]) -> set[str]:
    """Of those named, who has somebody of its lane before it that waits and is not named."""
    standing, found = said.history.calls.standing, set()
    for order in said.history.orders.values():
        passed: set[str] = set()
        for each in (each for each in order if not standing[each].is_called):
            if each not in named:
                passed.add(standing[each].lane)
            elif standing[each].lane in passed:
                found.add(each)
    return found


def _needs_a_reason(said: Refused) -> bool:
    named: Any = said.command
    return said.fact("visits") == sorted(_out_of_turn(said, named.visits))


def _needs_a_second(said: Refused) -> bool:
    """By the calls with a reason on the site's own day."""
    zone, asked = said.history.rules.place.info, said.command
    of = [each for each in said.history.entries if each.at.astimezone(zone).date() == said.now.astimezone(zone).date()]
    made = sum(isinstance(each.event, VisitCalled) and each.event.reason is not None for each in of)
    jumping = len(_out_of_turn(said, getattr(asked, "visits", ())))
    most = said.rulebook.overrides_per_day
    is_told = (said.fact("made"), said.fact("overrides_per_day")) == (made, most)
    return is_told and made + jumping > most and getattr(asked, "second", None) is None


def _is_in_turn(said: Refused) -> bool:
    return not _out_of_turn(said, said.fact("visits"))


def _holds_no_day(said: Refused) -> bool:
    until: datetime = getattr(said.command, "until")  # noqa: B009
    return not said.now < until <= said.now + timedelta(hours=24)


def _has_no_bay(said: Refused) -> bool:
    """Every bay is accounted for, and none is called taken that is empty."""
    site, why = said.command.site, said.fact("why")
    bays = [row for row in said.tables["bay"] if row["site"] == site]
    taken = sum(bool(row["closed"] or row["sensed"] or row["given"] or row["parked"]) for row in bays)
    is_whole = (
        sum(why.values()) == said.fact("bays") == len(said.history.rules.yard.bays if said.history.rules.yard else ())
    )
    return is_whole and sum(why.get(each, 0) for each in ("closed", "occupied", "given")) <= taken


def _has_no_power(said: Refused) -> bool:
    yard = said.history.rules.yard
    return yard is not None and not yard.bays[said.fact("bay")].power


def _is_not_to_be_inspected(said: Refused) -> bool:
    visit, inside = said.fact("visit"), said.history.inside
    return visit not in inside.wanted or visit in inside.detained or said.history.visits[visit] == "released"


def _disputes(said: Refused) -> int:
    facts = (entry.event for entry in said.history.entries)
    return sum(isinstance(each, GuidanceDisputed) and each.visit == said.command.visit for each in facts)  # type: ignore[attr-defined]


HELD: Mapping[str, Callable[[Refused], bool]] = {
    "slot.past": _is_past,
    "slot.beyond_horizon": _is_beyond,
    "slot.closed": lambda said: said.slot.closed,
    "slot.full": _is_taken,
    "slot.awaited": _is_awaited,
    "slot.unreleased": _is_unreleased,
    "site.live_queue_only": lambda said: said.rulebook.mode == "live_queue_only",
    "lane.wrong_class": _lane_takes,
    "vehicle.already_booked": _is_booked,
    "vehicle.too_many_open": _are_open,
    "vehicle.rebooks_used": _is_used,
    "vehicle.peak_blocked": lambda said: said.instant("until") > said.now,
    "vehicle.extensions_used": lambda said: said.fact("most") == said.rulebook.extensions_per_60_days,
    "company.share_reached": _has_its_share,
    "hold.cooldown": lambda said: said.instant("again_at") > said.now,
    "hold.expired": _is_over,
    "hold.other_vehicle": _is_of_another,
    "reservation.too_late": _is_too_late,
    "reservation.swap_too_late": lambda said: said.instant("until") < said.now,
    "reservation.swaps_used": lambda said: said.fact("swaps") >= said.fact("most") == said.rulebook.swaps,
    "reservation.swap_unbound": lambda said: said.reservation["company"] is None,
    "offer.none": lambda said: said.reservation["status"] == said.fact("status") != "offered",
    "offer.expired": lambda said: said.instant("expires_at") <= said.now,
    "declaration.required": lambda said: said.instant("declaration_by") <= said.now,
    "declaration.not_submitted": lambda said: said.fact("status") not in STANDING,
    "declaration.other_direction": lambda said: said.fact("direction") != said.fact("takes"),
    "declaration.in_use": lambda said: said.fact("declaration") in said.history.carried.by.values(),
    "wants.invalid": _waits_for_nothing,
    "pair.order": lambda said: said.instant("pickup_starts_at") < said.instant("drop_starts_at"),
    "pair.too_far": lambda said: said.instant("pickup_from") != said.instant("drop_until"),
    "appeal.twice": lambda said: said.reservation["appealed_at"] is not None,
    "appeal.decided": lambda said: said.reservation["appeal_decision"] is not None,
    "visit.no_walk_ins": lambda said: not said.rulebook.walk_ins,
    "visit.already_here": lambda said: said.fact("visit") is None or said.history.visits[said.fact("visit")] in LIVE,
    "visit.ended": lambda said: said.fact("status") not in IN_LINE,
    "visit.inside": lambda said: said.fact("status") not in IN_LINE,
    "visit.not_called": lambda said: said.history.visits[said.fact("visit")] == said.fact("status") != "called",
    "visit.not_waiting": lambda said: said.history.visits[said.fact("visit")] not in IN_LINE,
    "visit.not_in_yard": _is_not_inside,
    "guidance.disputed_enough": lambda said: _disputes(said) >= MOST_DISPUTES,
    "call.stopped": _are_stopped,
    "lane.closed": _are_shut,
    "call.too_many": _are_too_many,
    "call.reason_missing": _needs_a_reason,
    "call.second_needed": _needs_a_second,
    "override.in_turn": _is_in_turn,
    "acceptance.invalid": _holds_no_day,
    "bay.none": _has_no_bay,
    "bay.unpowered": _has_no_power,
    "visit.held": lambda said: said.fact("visit") in said.history.inside.wanted,
    "inspection.too_late": lambda said: said.fact("status") not in ("waiting", "called", "admitted", "parked"),
    "inspection.none": _is_not_to_be_inspected,
    "draw.not_closed": lambda said: "closed" not in said.history.drawn.known[said.fact("draw")].steps,
    "draw.fixed": lambda said: "outside" in said.history.drawn.known[said.command.draw].steps,  # type: ignore[attr-defined]
}
"""By its code, whether what a refusal rests on was so."""
