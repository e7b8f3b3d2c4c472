"""What is tried against fairness: camping on holds, steering a draw, decrees that change the clocks."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from serai.booking.reservations import Wants
from serai.booking.vehicles import plate_key
from serai.disruption import rezoning
from serai.draws.actions import GiveOutside
from serai.identity.rights import Role
from serai.identity.rules import Caller
from tests.simulation import acts, ground
from tests.simulation.acts import Made
from tests.simulation.hand import CALLERS, Hand

ZONES = ("Asia/Shanghai", "Asia/Yangon", "Asia/Bangkok", "Asia/Kolkata", "Australia/Lord_Howe", "Australia/Sydney")
"""Whole hours, half hours, and two that change their clocks."""


def take_again(hand: Hand) -> Made:
    """A hold for a vehicle that had one: by its plate, or by the other plate of its VIN."""
    known = [hand.holders[each] for each in list(hand.history.holds)[-6:]]
    slot = hand.free()
    if not known or slot is None:
        return None
    caller, key = hand.random.choice(known)
    kin = [each for each, vin in ground.VINS.items() if vin == ground.VINS.get(key, "")]
    return _held(hand, slot, hand.one([key, *kin]), caller if hand.chance(0.6) else hand.caller())


def camp(hand: Hand) -> Made:
    """One more hold of somebody who has several, for any of its vehicles."""
    slot = hand.free(next(iter(hand.ground.lanes)))
    caller = CALLERS[hand.random.choice((2, 2, 3))]
    return _held(hand, slot, plate_key(hand.plate(), "CN"), caller) if slot else None


def _held(hand: Hand, slot: str, key: str, caller: Caller) -> Made:
    id_ = hand.new()
    hand.holders[id_] = caller, key
    asked = (hand.site, id_, slot, key, ground.SALT, caller.scope, caller.company)
    return acts.TakeHold(*asked, vin_key=ground.VINS.get(key), on_behalf=caller.role is Role.OPERATOR)


def wait_again(hand: Hand) -> Made:
    """For a vehicle that let an offer go unused, if one has."""
    unused = hand.history.holding.unused
    ended = [each for each, vehicle in hand.history.due.vehicle.items() if vehicle in unused and each in hand.holders]
    if not ended:
        return None
    until = hand.now + timedelta(hours=hand.random.choice((4, 8)))
    caller, key = hand.holders[hand.one(ended)]
    made = acts.reserved(hand, caller, hand.slot(), None, key)
    wants = Wants(None, hand.now + timedelta(hours=1), until)
    return replace(made, slot=None, wants=wants, lane=(made.slot or "").split("~")[1])


def give_outside(hand: Hand) -> Made:
    """A value from outside, mostly for a draw that has closed."""
    drawn = hand.history.drawn
    closed = drawn.of("closed") if hand.chance(0.8) else list(drawn.known)
    if not closed:
        return None
    value = hand.random.randbytes(32).hex()
    return GiveOutside(hand.site, hand.one(closed), value, "neighbour:round-1")


def decree(hand: Hand) -> Made:
    """Another zone, or the one that is."""
    return rezoning.ChangeSite(hand.site, None, {"zone": hand.one(ZONES)})
