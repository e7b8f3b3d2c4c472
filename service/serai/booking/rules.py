"""Who may have which place, by the numbers of the rulebook. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from serai.booking import refusals
from serai.booking.reservations import MACHINE, Claim, Hold, Mark, Place, Reservation, Slot, Terms
from serai.booking.vehicles import has_plate
from serai.declarations.rules import Declaration
from serai.sites.rulebook import Peak
from serai.sites.site import Lane, Site
from serai.sites.walltime import minutes_of

EXTENSION_DAYS = timedelta(days=60)
_A_DAY = timedelta(days=1)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_LATE_CANCELS_A_MISS = 2
"""Who gives a place back too late for others has half missed it."""


def check_bookable(slot: Slot, terms: Terms, now: datetime) -> None:
    """Refuse a slot that cannot be reserved at all: past, too soon, too far or closed."""
    if not terms.is_booked:
        raise refusals.LiveQueueOnly
    if slot.starts_at < now + terms.lead:
        raise refusals.SlotPast(slot=slot.id, starts_at=slot.starts_at.isoformat(), lead_minutes=_minutes(terms.lead))
    if slot.starts_at > now + terms.horizon:
        raise refusals.SlotTooFar(slot=slot.id, opens_at=(slot.starts_at - terms.horizon).isoformat())
    if slot.closed:
        raise refusals.SlotClosed(slot=slot.id, lane=slot.lane)


def check_class(place: Site, lane: Lane, cargo_class: str) -> None:
    """Refuse cargo that a lane does not take, naming the lanes that do."""
    if lane.cargo_class != cargo_class:
        able = [each for each in place.lanes.values() if each.cargo_class == cargo_class]
        able.sort(key=lambda other: other.direction != lane.direction)
        lanes = [each.code for each in able]
        raise refusals.WrongClass(lane=lane.code, takes=lane.cargo_class, cargo_class=cargo_class, lanes=lanes)


def check_vehicle(claims: Iterable[Claim], place: Place, *, but: str | None = None, party: str | None = None) -> None:
    """Refuse a second live reservation of one vehicle whose window overlaps, save the other of its pair (I-04).

    `but` is a reservation that gives its own window up for this one, `party` the pair that the place is for.
    """
    others = (claim for claim in claims if claim.reservation != but and claim.party != party)
    window = next((claim.window for claim in others if claim.overlaps(place)), None)
    if window is not None:
        opens, closes = window
        raise refusals.VehicleAlreadyBooked(arrive={"from": opens.isoformat(), "until": closes.isoformat()})


def check_open(claims: Iterable[Claim], terms: Terms) -> None:
    """Refuse one more open reservation than a vehicle may have, at whatever sites, with a place or waiting for one."""
    has = sum(1 for claim in claims if claim.number is not None)
    if has >= terms.open_per_vehicle:
        raise refusals.TooManyOpen(open=has, most=terms.open_per_vehicle)


def check_rebooks(marks: Iterable[Mark], terms: Terms, now: datetime) -> None:
    """Refuse a reservation to a vehicle that gave back too many within 24 hours."""
    most = terms.rebooks_per_day
    given_back = sorted(mark.at for mark in marks if mark.kind in ("cancel", "late_cancel") and mark.at > now - _A_DAY)
    if len(given_back) > most:
        again = given_back[-most - 1] + _A_DAY
        raise refusals.TooManyRebooks(
            retry_after=_seconds_until(again, now), again_at=again.isoformat(), given_back=len(given_back), most=most
        )


def blocked_until(marks: Iterable[Mark], terms: Terms, now: datetime) -> datetime | None:
    """Until when a vehicle gets no peak slots, for what it missed; None where it gets them.

    Each mark that makes the misses within the window before it too many begins a block.
    """
    counted = sorted((mark for mark in marks if mark.kind in ("miss", "late_cancel") and mark.at <= now), key=_at)
    until = None
    for mark in counted:
        recent = Counter(each.kind for each in counted if mark.at - terms.strike_window < each.at <= mark.at)
        if recent["miss"] + recent["late_cancel"] // _LATE_CANCELS_A_MISS >= terms.strike_misses:
            until = mark.at + terms.strike_block
    return until if until is not None and until > now else None


def check_strikes(marks: Iterable[Mark], slot: Slot, peak: Sequence[Peak], terms: Terms, now: datetime) -> None:
    """Refuse a peak slot to a vehicle that missed too many; any other slot stays open to it."""
    if is_peak(slot, peak) and (until := blocked_until(marks, terms, now)) is not None:
        raise refusals.PeakBlocked(slot=slot.id, until=until.isoformat())


def is_peak(slot: Slot, peak: Sequence[Peak]) -> bool:
    """Whether a slot starts in peak hours of the site's wall clock."""
    wall = slot.starts_at.astimezone(ZoneInfo(slot.zone))
    minute, day = wall.hour * 60 + wall.minute, _WEEKDAYS[wall.weekday()]
    return any(day in each.days and minutes_of(each.from_) <= minute < minutes_of(each.to) for each in peak)


def check_hold_again(holds: Iterable[Hold], hold: Hold, allowance: int, terms: Terms, now: datetime) -> None:
    """Refuse a hold to a vehicle that had one here within the cooldown, whatever its plates or slot (I-07).

    Whoever asks for several vehicles may let `allowance` holds of the lane run out in that time, and no more.
    """
    recent = [each for each in holds if now < _again(each, terms)]
    same = {hold.vehicle_key, hold.vin_key} - {None}
    of_vehicle = [each for each in recent if same & {each.vehicle_key, each.vin_key}]
    unused = [each for each in recent if (each.lane, each.owner) == (hold.lane, hold.owner) and _ran_out(each, now)]
    if of_vehicle:
        again = max(_again(each, terms) for each in of_vehicle)
    elif len(unused) >= allowance:
        again = sorted(_again(each, terms) for each in unused)[-allowance]
    else:
        return
    raise refusals.HoldAgain(retry_after=_seconds_until(again, now), again_at=again.isoformat())


def _ran_out(hold: Hold, now: datetime) -> bool:
    return hold.status == "expired" or (hold.status == "held" and hold.expires_at <= now)


def _again(hold: Hold, terms: Terms) -> datetime:
    """By what it was promised: a shorter hold that was put since ends none sooner."""
    return hold.expires_at + terms.hold_cooldown


def check_offer_again(marks: Iterable[Mark], terms: Terms, now: datetime) -> None:
    """Refuse to wait again to a vehicle that let an offered place go unused a short while ago (I-07)."""
    pause = terms.hold + terms.hold_cooldown
    unused = max((mark.at for mark in marks if mark.kind == "offer" and mark.at > now - pause), default=None)
    if unused is not None:
        again = unused + pause
        raise refusals.HoldAgain(retry_after=_seconds_until(again, now), again_at=again.isoformat())


def check_arrival(reservation: Reservation, claims: Iterable[Claim]) -> None:
    """Refuse a check-in by a reservation that is over, or that was missed and has been replaced since (I-04, I-05)."""
    check_change(reservation, "arrived")
    check_vehicle(claims, reservation.placed, but=reservation.id, party=reservation.party)


def check_change(reservation: Reservation, to: str) -> None:
    """Refuse a step that the published machine does not have (I-05)."""
    if to not in MACHINE[reservation.status]:
        raise refusals.ReservationEnded(status=reservation.status)


def check_free_change(reservation: Reservation, terms: Terms, now: datetime) -> None:
    """Refuse a change that comes too late; one that the site itself displaced may always be changed."""
    if reservation.status == "confirmed" and is_late(reservation, terms, now):
        until = reservation.placed.starts_at - terms.free_change
        raise refusals.ChangeTooLate(free_until=until.isoformat())


def is_late(reservation: Reservation, terms: Terms, now: datetime) -> bool:
    """Whether the time in which a reservation may be changed freely is over."""
    return reservation.placed.starts_at - terms.free_change < now


def check_swap(reservation: Reservation, terms: Terms, now: datetime) -> None:
    """Refuse another vehicle where the company, the quota or the hour does not allow it."""
    if reservation.status != "confirmed":
        raise refusals.ReservationEnded(status=reservation.status)
    if reservation.company is None:
        raise refusals.SwapUnbound
    if reservation.swaps >= terms.swaps:
        raise refusals.SwapsUsed(swaps=reservation.swaps, most=terms.swaps)
    if now > reservation.placed.starts_at - terms.swap:
        raise refusals.SwapTooLate(until=(reservation.placed.starts_at - terms.swap).isoformat())


def check_extension(reservation: Reservation, marks: Iterable[Mark], terms: Terms, now: datetime) -> None:
    """Refuse a longer arrival window where the vehicle had its quota, or the window is over."""
    if reservation.status != "confirmed" or now >= reservation.placed.arrive_until:
        raise refusals.ReservationEnded(status=reservation.status)
    used = sorted(mark.at for mark in marks if mark.kind == "extension" and mark.at > now - EXTENSION_DAYS)
    if len(used) >= terms.extensions:
        again = used[-terms.extensions] + EXTENSION_DAYS if terms.extensions else None
        raise refusals.ExtensionsUsed(most=terms.extensions, again_at=again.isoformat() if again else None)


def extended(place: Place, terms: Terms) -> Place:
    """The place with a window that closes later."""
    return replace(place, arrive_until=place.arrive_until + terms.extension)


def check_declared(place: Place, declaration: str | None, now: datetime) -> None:
    """Refuse a place without a declaration when it is too late to attach one afterwards."""
    by = place.declaration_by
    if by is not None and declaration is None and by <= now:
        raise refusals.DeclarationRequired(slot=place.slot, lane=place.lane, declaration_by=by.isoformat())


def is_undeclared(reservation: Reservation, now: datetime) -> bool:
    """Whether the time is over in which a declaration had to be attached, and none is."""
    by = reservation.place.declaration_by if reservation.place is not None else None
    return reservation.status == "confirmed" and reservation.declaration is None and by is not None and by <= now


def check_declaration(declaration: Declaration, direction: str, vehicle_key: str) -> None:
    """Refuse a declaration that nobody stands by, that goes the other way, or that names another vehicle."""
    if not declaration.stands:
        raise refusals.DeclarationNotStanding(status=declaration.status)
    if declaration.direction != direction:
        raise refusals.DeclarationOtherWay(direction=declaration.direction, takes=direction)
    if declaration.plate is not None and not has_plate(vehicle_key, declaration.plate):
        raise refusals.DeclarationOtherVehicle(declaration=declaration.id)


def check_offer(reservation: Reservation, now: datetime) -> None:
    """Refuse an answer to an offer that does not stand."""
    if reservation.status != "offered" or reservation.offer is None:
        raise refusals.OfferNone(status=reservation.status)
    if reservation.offer.expires_at <= now:
        raise refusals.OfferEnded(expires_at=reservation.offer.expires_at.isoformat())


def _at(mark: Mark) -> datetime:
    return mark.at


def _minutes(duration: timedelta) -> int:
    return int(duration.total_seconds() // 60)


def _seconds_until(at: datetime, now: datetime) -> int:
    return int((at - now).total_seconds()) + 1
