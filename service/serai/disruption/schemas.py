"""Wire shapes of what a change of the site does to its reservations."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from serai.booking.reservations import Reservation
from serai.booking.schemas import Code
from serai.booking.slots import local
from serai.core.http import Body
from serai.disruption.closing import Closed, Cost
from serai.disruption.planning import Planned
from serai.disruption.retiming import Move, Plan
from serai.disruption.rezoning import Affected
from serai.sites.schemas import ClosureView


class ClosedView(ClosureView):
    """`displaced` are the reservations that it cost their place, in the order of their slots.

    Without an end, `to_follow` more lose theirs within 24 hours if it stands so long.
    """

    displaced: list[str]
    to_follow: int

    @classmethod
    def of_closed(cls, closed: Closed, text: str | None) -> ClosedView:
        closure = ClosureView.of(closed.closure, text)
        cost = {"displaced": closed.displaced, "to_follow": closed.to_follow}
        return cls.model_validate(closure.model_dump(by_alias=True) | cost)


class CalendarTried(BaseModel):
    """What a calendar would do: `displaced` are the reservations that would lose their place."""

    displaced: list[str]


class ModeRequest(Body):
    mode: Literal["booked", "live_queue_only"]


class RetimingRequest(Body):
    """Of one lane or all; with `whole_day` others make way as well; with `dry_run` nothing is changed."""

    lane: Code | None = None
    whole_day: bool = Field(False, strict=True)
    dry_run: bool = Field(False, strict=True)


class MoveView(BaseModel):
    """`because`: `displaced`, or `makes_way` for others. A negative shift is earlier."""

    reservation: str
    reference: str
    from_slot: str
    to_slot: str
    from_: datetime = Field(alias="from")
    to: datetime
    shift_minutes: int
    because: str

    @classmethod
    def of(cls, move: Move, known: Reservation) -> MoveView:
        before = known.placed.starts_at
        times = {"from": before, "to": move.starts_at(before), "shift_minutes": move.shift_minutes}
        which = {"reservation": known.id, "reference": known.reference, "because": move.because}
        return cls.model_validate({**which, **times, "from_slot": move.from_slot, "to_slot": move.to_slot})


class UnkeptView(BaseModel):
    """It stays displaced, first among those who wait: by its `limits`, by an `other_claim`, or all was `full`."""

    reservation: str
    reference: str
    because: str


class LanePlanView(BaseModel):
    """Who moves by how much; minutes are of those who move."""

    lane: str
    moves: list[MoveView]
    unkept: list[UnkeptView]
    mean_minutes: int
    median_minutes: int
    longest_minutes: int
    regret: int

    @classmethod
    def of(cls, lane: str, plan: Plan, known: Planned) -> LanePlanView:
        said = known.reservations
        moves = [MoveView.of(move, said[move.reservation]) for move in plan.moves]
        unkept = [
            UnkeptView(reservation=each.reservation, reference=said[each.reservation].reference, because=each.because)
            for each in plan.unkept
        ]
        return cls(
            lane=lane, moves=moves, unkept=unkept, mean_minutes=plan.mean_minutes, median_minutes=plan.median_minutes,
            longest_minutes=plan.longest_minutes, regret=plan.regret,
        )  # fmt: skip


class CostView(BaseModel):
    """Reservations that a closure would displace: at once, and without an end within 24 hours if it stands so long.

    `lanes` is the plan by which those at once, and who is displaced already, would be given other times.
    """

    displaced: int
    to_follow: int
    lanes: list[LanePlanView]

    @classmethod
    def of(cls, cost: Cost, plan: Planned) -> CostView:
        lanes = [LanePlanView.of(lane, each, plan) for lane, each in plan.plans.items()]
        return cls(displaced=cost.displaced, to_follow=cost.to_follow, lanes=lanes)


class RetimingView(BaseModel):
    """The plan of each lane where anybody is displaced, and whether it was carried out."""

    applied: bool
    lanes: list[LanePlanView]

    @classmethod
    def of(cls, found: Planned, *, applied: bool) -> RetimingView:
        return cls(applied=applied, lanes=[LanePlanView.of(lane, plan, found) for lane, plan in found.plans.items()])


class AffectedView(BaseModel):
    """`from` and `to` are the start of its slot on the clocks of before and after: the same wall time.

    `to` null: no slot has this time on the clocks of after, and the reservation loses its place.
    """

    reservation: str
    reference: str
    slot: str
    from_: str = Field(alias="from")
    to: str | None


class ZoneChangeView(BaseModel):
    zone: str
    affected: list[AffectedView]

    @classmethod
    def of(cls, zone: str, found: Sequence[Affected]) -> ZoneChangeView:
        shown = [
            AffectedView.model_validate(
                {
                    "reservation": each.reservation, "reference": each.reference, "slot": each.slot,
                    "from": local(each.before, each.zone_before),
                    "to": None if each.after is None else local(each.after.starts_at, each.after.zone),
                }
            )
            for each in found
        ]  # fmt: skip
        return cls(zone=zone, affected=shown)
