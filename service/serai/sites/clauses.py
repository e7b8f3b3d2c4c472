"""The clauses: what decides where no number of the rulebook does. A refusal names one or the other (I-24). Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

CLAUSES: Final[Mapping[str, str]] = {
    "appeal.once": "A miss is appealed once, and the decision stands.",
    "bulk.all_or_none": "An atomic list is of one site, and is done as a whole or not at all.",
    "bulk.readable": "A list has at least one line and at most 1,000, and a file names columns that are known.",
    "call.reason": "Who is called out of order is called for a reason, on record.",
    "declaration.complete": "A declaration is submitted when nothing is left in it that blocks.",
    "declaration.fits": "A reservation carries a declaration of its own site, direction and vehicle.",
    "declaration.one_reservation": "A declaration is carried by one live reservation at a time.",
    "declaration.stands": "A reservation carries a declaration that was submitted and is not rejected.",
    "declaration.states": "A declaration changes along its published states.",
    "draw.one_lot": "A vehicle has one lot in a draw, by its plate and by its VIN.",
    "draw.value_from_outside": "The value from outside that a draw takes is the first one given after it has closed.",
    "hold.one_vehicle": "A hold is for the vehicle that it was taken for.",
    "lane.class": "A lane takes its class of cargo.",
    "lane.direction": "A reservation stays with the direction it was made for.",
    "offer.in_turn": "A place that is free goes to the one whose turn it is, while it is offered.",
    "pair.both_at_once": "Both of a pair have their places in one act, or neither.",
    "pair.drop_first": "A vehicle brings before it takes away: the pick-up's slot is not the earlier one.",
    "pair.one_stay": "A pair is one stay: the two arrival windows overlap, or one begins where the other ends.",
    "pair.one_vehicle": "A pair is of one vehicle at one site.",
    "pair.two_ways": "A pair is one drop and one pick-up, by lanes of two directions.",
    "request.fits_together": "The slot, the hold and the site of a request belong together.",
    "reservation.states": "A reservation changes along its published states, and not once it is over.",
    "retiming.as_planned": "A re-timing is carried out on what it was planned for.",
    "slot.capacity": "A slot has as many places as its calendar gives it.",
    "slot.first_to_wait": "What is free goes first to those who wait for it.",
    "slot.open": "A slot that is closed by the calendar or a closure is given to nobody.",
    "standing.dates": "A standing reservation is for dates to come on which the lane has a slot at its time.",
    "swap.same_company": "A vehicle is swapped for another of the same company.",
    "vehicle.one_window": "No two arrival windows of a vehicle overlap, at whatever sites, save the two of one pair.",
    "visit.as_reserved": "A reservation is used by its own vehicle, in its own lane, and by whom it belongs to.",
    "visit.correction": "A correction names what was wrong, and a duplicate another visit of the same site.",
    "visit.lane": "A vehicle without a reservation joins the lane that it names, or the only one for its cargo.",
    "visit.one_at_a_time": "A vehicle has one visit at a site at a time.",
    "visit.states": "A visit changes along its published states, and not once it is over.",
    "wants.bookable": "What is waited for is a slot of the lane between the lead time and the horizon.",
}
