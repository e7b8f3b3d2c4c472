"""How booking says no. Every refusal names what it rests on, a number of the rulebook or a clause (I-24)."""

from __future__ import annotations

from typing import ClassVar

from serai.core.errors import Invalid, Kind, Missing, Refusal


class SlotUnknown(Missing):
    """There is no such slot in the site's calendar."""

    code = "slot.unknown"


class SlotFull(Refusal):
    """Every place of this slot is taken; `alternatives` are the nearest free ones of the same lane.

    It can be waited for, too.
    """

    code, rule = "slot.full", "slot.capacity"


class SlotAwaited(Refusal):
    """What is free of this slot goes to those who wait for it; wait for it too, or choose another one."""

    code, rule = "slot.awaited", "slot.first_to_wait"


class SlotClosed(Refusal):
    """The lane is closed during this slot."""

    code, rule = "slot.closed", "slot.open"


class SlotPast(Refusal):
    """This slot has begun, or begins too soon to be reserved; take a later one, or come as a walk-in."""

    code, rule = "slot.past", "lead_minutes"


class SlotTooFar(Refusal):
    """This slot is beyond the site's horizon and cannot be reserved yet."""

    code, rule = "slot.beyond_horizon", "horizon_days"


class SlotUnreleased(Refusal):
    """The places of this day are given out by a draw that takes no entry now; come back when `Retry-After` is over."""

    code, rule = "slot.unreleased", "release_windows"


class VehicleAlreadyEntered(Refusal):
    """This plate and this VIN are entered in the draw as two vehicles; whoever entered them can withdraw one."""

    code, rule = "draw.vehicle_entered", "draw.one_lot"


class DrawUnknown(Missing):
    """There is no such draw."""

    code = "draw.unknown"


class DrawNotClosed(Refusal):
    """A value from outside counts only if nobody could know it while entries were taken: the draw has not closed."""

    code, rule = "draw.not_closed", "draw.value_from_outside"


class DrawFixed(Refusal):
    """The draw has its value from outside; the first one that is given after closing counts."""

    code, rule = "draw.fixed", "draw.value_from_outside"


class LiveQueueOnly(Refusal):
    """The site serves its live queue only for now and takes no reservations; come as a walk-in."""

    code, rule = "site.live_queue_only", "mode"


class WrongClass(Refusal):
    """This lane does not take this class of cargo; `lanes` do, those of its direction first."""

    code, rule = "lane.wrong_class", "lane.class"


class WrongDirection(Refusal):
    """This lane serves another direction than the lane that the reservation is for; reserve anew for it."""

    code, rule = "lane.wrong_direction", "lane.direction"


class VehicleAlreadyBooked(Refusal):
    """This vehicle already has a live reservation whose arrival window overlaps with this one."""

    code, rule = "vehicle.already_booked", "vehicle.one_window"


class TooManyOpen(Refusal):
    """This vehicle has as many open reservations as one vehicle may have; use or cancel one first."""

    code, rule = "vehicle.too_many_open", "open_per_vehicle"


class TooManyRebooks(Refusal):
    """This vehicle has given back as many reservations today as may be; it can reserve again later."""

    code, rule = "vehicle.rebooks_used", "rebooks_per_day"


class PeakBlocked(Refusal):
    """This vehicle missed too many reservations and gets no slot in peak hours for some time.

    Take a slot outside the peak.
    """

    code, rule = "vehicle.peak_blocked", "strikes"


class CompanyShareReached(Refusal):
    """The company has its full share of this hour; choose another hour."""

    code, rule = "company.share_reached", "company_share"


class HoldUnknown(Missing):
    """There is no such hold, or it is not yours."""

    code = "hold.unknown"


class HoldEnded(Refusal):
    """This hold has run out, or was already used; its place may be gone."""

    code, rule = "hold.expired", "hold_minutes"


class HoldOfAnother(Refusal):
    """This hold was taken for another vehicle."""

    code, rule = "hold.other_vehicle", "hold.one_vehicle"


class HoldAgain(Refusal):
    """A place was held here for you a short while ago and not used; holds cannot be renewed by taking them again."""

    code, rule = "hold.cooldown", "hold_cooldown_minutes"


class ReservationUnknown(Missing):
    """There is no such reservation, or it is not yours."""

    code = "reservation.unknown"


class ReservationEnded(Refusal):
    """This reservation is no longer one that can be changed."""

    code, rule = "reservation.not_live", "reservation.states"


class ChangeTooLate(Refusal):
    """It is too late to change this reservation freely; keep it, or cancel it so that somebody else can use it."""

    code, rule = "reservation.too_late", "free_change_hours"


class SwapTooLate(Refusal):
    """It is too late to name another vehicle for this reservation."""

    code, rule = "reservation.swap_too_late", "swap_minutes"


class SwapsUsed(Refusal):
    """This reservation has changed its vehicle as often as it may; cancel it and reserve for the other vehicle."""

    code, rule = "reservation.swaps_used", "swaps"


class SwapUnbound(Refusal):
    """Only a company swaps the vehicle of its own reservation, for a vehicle of its own."""

    code, rule = "reservation.swap_unbound", "swap.same_company"


class ExtensionsUsed(Refusal):
    """This vehicle had its extension; another is possible when the 60 days since are over."""

    code, rule = "vehicle.extensions_used", "extensions_per_60_days"


class OfferNone(Refusal):
    """No place is offered to this reservation now."""

    code, rule = "offer.none", "offer.in_turn"


class OfferEnded(Refusal):
    """This offer has run out; its place has gone to the next one who waits."""

    code, rule = "offer.expired", "offer_minutes"


class DeclarationRequired(Refusal):
    """It is too late for this slot without a declaration; submit one and name it here, or take a later slot."""

    code, rule = "declaration.required", "declaration_hours"


class DeclarationElsewhere(Refusal):
    """This declaration was made for another site; make one for the site of the reservation."""

    code, rule = "declaration.other_site", "declaration.fits"


class DeclarationNotStanding(Refusal):
    """This declaration is a draft or was rejected; complete and submit it, then attach it."""

    code, rule = "declaration.not_submitted", "declaration.stands"


class DeclarationOtherWay(Refusal):
    """The lane goes the other way than the declaration; take a lane of its direction, or another declaration."""

    code, rule = "declaration.other_direction", "declaration.fits"


class DeclarationOtherVehicle(Refusal):
    """The declaration names another vehicle's plate; reserve for that vehicle, or attach another declaration."""

    code, rule = "declaration.other_vehicle", "declaration.fits"


class DeclarationInUse(Refusal):
    """Another live reservation has this declaration; attach another one, or cancel that reservation first."""

    code, rule = "declaration.in_use", "declaration.one_reservation"


class WantsInvalid(Invalid):
    """The range to wait for holds no slot of this lane that can still be reserved."""

    code, rule = "wants.invalid", "wants.bookable"


class SlotElsewhere(Invalid):
    """The slot, the hold and the site named do not belong together."""

    code, rule = "slot.elsewhere", "request.fits_together"
    kind: ClassVar[Kind] = Kind.INVALID


class MissUnknown(Missing):
    """This reservation was not missed, or its miss was forgiven already."""

    code = "miss.unknown"
