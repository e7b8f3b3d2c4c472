"""How booking says no. A refusal by a number of the rulebook names that number, so that anybody can look it up."""

from __future__ import annotations

from typing import Any, ClassVar

from serai.core.errors import Invalid, Kind, Missing, Refusal


class _ByRule(Refusal):
    """The site's rulebook does not allow this."""

    code = "rulebook.refuses"
    rule: ClassVar[str]
    """The member of the rulebook that decides."""

    def __init__(self, *, retry_after: int | None = None, **facts: Any) -> None:
        super().__init__(retry_after=retry_after, rule=self.rule, **facts)


class SlotUnknown(Missing):
    """There is no such slot in the site's calendar."""

    code = "slot.unknown"


class SlotFull(Refusal):
    """Every place of this slot is taken; `alternatives` are the nearest free ones of the same lane.

    It can be waited for, too.
    """

    code = "slot.full"


class SlotAwaited(Refusal):
    """What is free of this slot goes to those who wait for it; wait for it too, or choose another one."""

    code = "slot.awaited"


class SlotClosed(Refusal):
    """The lane is closed during this slot."""

    code = "slot.closed"


class SlotPast(_ByRule):
    """This slot has begun, or begins too soon to be reserved; take a later one, or come as a walk-in."""

    code, rule = "slot.past", "lead_minutes"


class SlotTooFar(_ByRule):
    """This slot is beyond the site's horizon and cannot be reserved yet."""

    code, rule = "slot.beyond_horizon", "horizon_days"


class SlotUnreleased(_ByRule):
    """The places of this day are given out by a draw that takes no entry now; come back when `Retry-After` is over."""

    code, rule = "slot.unreleased", "release_windows"


class VehicleAlreadyEntered(Refusal):
    """This plate and this VIN are entered in the draw as two vehicles; whoever entered them can withdraw one."""

    code = "draw.vehicle_entered"


class DrawUnknown(Missing):
    """There is no such draw."""

    code = "draw.unknown"


class DrawNotClosed(Refusal):
    """A value from outside counts only if nobody could know it while entries were taken: the draw has not closed."""

    code = "draw.not_closed"


class DrawFixed(Refusal):
    """The draw has its value from outside; the first one that is given after closing counts."""

    code = "draw.fixed"


class LiveQueueOnly(_ByRule):
    """The site serves its live queue only for now and takes no reservations; come as a walk-in."""

    code, rule = "site.live_queue_only", "mode"


class WrongClass(Refusal):
    """This lane does not take this class of cargo."""

    code = "lane.wrong_class"


class VehicleAlreadyBooked(Refusal):
    """This vehicle already has a live reservation whose arrival window overlaps with this one."""

    code = "vehicle.already_booked"


class TooManyOpen(_ByRule):
    """This vehicle has as many open reservations as one vehicle may have; use or cancel one first."""

    code, rule = "vehicle.too_many_open", "open_per_vehicle"


class TooManyRebooks(_ByRule):
    """This vehicle has given back as many reservations today as may be; it can reserve again later."""

    code, rule = "vehicle.rebooks_used", "rebooks_per_day"


class PeakBlocked(_ByRule):
    """This vehicle missed too many reservations and gets no slot in peak hours for some time.

    Take a slot outside the peak.
    """

    code, rule = "vehicle.peak_blocked", "strikes"


class CompanyShareReached(_ByRule):
    """The company has its full share of this hour; choose another hour."""

    code, rule = "company.share_reached", "company_share"


class HoldUnknown(Missing):
    """There is no such hold, or it is not yours."""

    code = "hold.unknown"


class HoldEnded(_ByRule):
    """This hold has run out, or was already used; its place may be gone."""

    code, rule = "hold.expired", "hold_minutes"


class HoldOfAnother(Refusal):
    """This hold was taken for another vehicle."""

    code = "hold.other_vehicle"


class HoldAgain(_ByRule):
    """A place was held here for you a short while ago and not used; holds cannot be renewed by taking them again."""

    code, rule = "hold.cooldown", "hold_cooldown_minutes"


class ReservationUnknown(Missing):
    """There is no such reservation, or it is not yours."""

    code = "reservation.unknown"


class ReservationEnded(Refusal):
    """This reservation is no longer one that can be changed."""

    code = "reservation.not_live"


class ChangeTooLate(_ByRule):
    """It is too late to change this reservation freely; keep it, or cancel it so that somebody else can use it."""

    code, rule = "reservation.too_late", "free_change_hours"


class SwapTooLate(_ByRule):
    """It is too late to name another vehicle for this reservation."""

    code, rule = "reservation.swap_too_late", "swap_minutes"


class SwapsUsed(_ByRule):
    """This reservation has changed its vehicle as often as it may; cancel it and reserve for the other vehicle."""

    code, rule = "reservation.swaps_used", "swaps"


class SwapUnbound(Refusal):
    """Only a company swaps the vehicle of its own reservation, for a vehicle of its own."""

    code = "reservation.swap_unbound"


class ExtensionsUsed(_ByRule):
    """This vehicle had its extension; another is possible when the 60 days since are over."""

    code, rule = "vehicle.extensions_used", "extensions_per_60_days"


class OfferNone(Refusal):
    """No place is offered to this reservation now."""

    code = "offer.none"


class OfferEnded(_ByRule):
    """This offer has run out; its place has gone to the next one who waits."""

    code, rule = "offer.expired", "offer_minutes"


class WantsInvalid(Invalid):
    """The range to wait for holds no slot of this lane that can still be reserved."""

    code = "wants.invalid"


class SlotElsewhere(Invalid):
    """The slot, the hold and the site named do not belong together."""

    code = "slot.elsewhere"
    kind: ClassVar[Kind] = Kind.INVALID


class MissUnknown(Missing):
    """This reservation was not missed, or its miss was forgiven already."""

    code = "miss.unknown"
