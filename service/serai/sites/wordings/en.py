"""The rulebook in English; the clauses are those of `clauses.py`."""

from __future__ import annotations

from typing import Final

WORDS: Final = {
    "title": "The rules of {name}",
    "section.reserving": "Reserving",
    "section.arriving": "Arriving",
    "section.order": "The order of the queue",
    "section.calling": "Being called",
    "section.changing": "Changing what one has",
    "section.missing": "Missing a slot",
    "section.disruption": "When the site cannot keep its word",
    "section.clauses": "Other clauses",
    "hold_minutes": "A place is held for {minutes} minutes while a reservation is completed. A hold is not "
    "renewed.",
    "hold_cooldown_minutes": "After an unused hold the same vehicle may hold a place again after {minutes} "
    "minutes.",
    "horizon_days": "Slots can be reserved up to {days} days ahead.",
    "lead_minutes": "A slot can be reserved until {minutes} minutes before it starts.",
    "arrive_before_minutes": "A booked vehicle is on time from {minutes} minutes before its slot starts.",
    "arrive_after_minutes": "It is on time until {minutes} minutes after its slot ends.",
    "free_change_hours": "A reservation is changed or given back freely until {hours} hours before its slot.",
    "declaration_hours": "Where a lane needs a declaration, it is attached {hours} hours before the slot at the "
    "latest.",
    "offer_minutes": "Who waits is offered a place that becomes free; the offer stands for {minutes} minutes.",
    "swaps": "Swaps of a reservation's vehicle, within one company: {count} at most.",
    "swap_minutes": "A vehicle is swapped until {minutes} minutes before the slot.",
    "extensions_per_60_days": "Extensions of a vehicle's arrival window in 60 days: {count} at most.",
    "extension_minutes": "An extension makes the arrival window {minutes} minutes longer.",
    "displaced_hours": "Whom the site could not keep is first in line for a free place for {hours} hours.",
    "retiming": "When the site moves a reservation, its new slot lies within {reach} hours. It is told {notice} "
    "minutes before, {earlier} minutes where it shall come earlier. Who makes way for others moves by {stretch} "
    "hours at most.",
    "rebooks_per_day": "Reservations that a vehicle may give back in a day and still reserve anew: {count}.",
    "open_per_vehicle": "A vehicle has at most {count} open reservations.",
    "company_share": "One company has at most {percent} % of a lane's places in a clock hour, and at least one.",
    "walk_in_share": "{percent} % of each slot is kept for vehicles without a reservation.",
    "utilisation_target": "Places are offered so that the gates are used to {percent} %.",
    "strikes": "{misses} misses within {days} days take the peak slots away for {block} days. A miss may be "
    "appealed for {appeal} days.",
    "credit": "A vehicle that is let in later than promised may come later next time, by {most} minutes at most,"
    " within {days} days.",
    "peak": "Peak hours: {list}.",
    "peak.none": "There are no peak hours.",
    "peak.each": "{days} {from}-{to}",
    "release_windows": "Slots given out by lot: {list}.",
    "release_windows.none": "No slots are given out by lot.",
    "release_windows.each": "{lane}, asked for {days} {from}-{to}, for {ahead} days later",
    "all_lanes": "all lanes",
    "merge": "While several kinds wait, every {cycle} turns are shared: {list}. Within a kind, booked vehicles "
    "that are on time come first."
    " Who would come sooner as an ordinary vehicle stands as one.",
    "merge.each": "{who} {take}",
    "transfer_margin_minutes": "A truck is offered another site where it would be let in {minutes} minutes "
    "earlier at least, the drive included.",
    "transfers_per_hour": "Vehicles that come from other sites with the place they had by arrival: {count} an "
    "hour at most.",
    "priority_bound_minutes": "Of vehicles with priority that come after an ordinary one, at most {minutes} minutes "
    "of service are put before it; then none is any more. Places that are due to a reservation are not counted.",
    "call_interval_minutes": "No more are called than the gates take in {minutes} minutes.",
    "overrides_per_day": "Up to {count} calls out of turn a day are one person's decision; each further one "
    "needs a second person. All are public.",
    "plates": "A plate that a reader saw is acted on from {act} % of confidence on, if no other vehicle comes within "
    "{apart} of it; from {ask} % on an operator is asked, for {minutes} minutes. What was read is forgotten after "
    "{keep} days.",
    "geofence": "By phone a driver checks in within {within} m of {points}, if the phone knows where it is to "
    "{accuracy} m. Where it was is not kept.",
    "geofence.none": "By phone a driver checks in without being asked where he is.",
    "calls.automatic": "The service calls of itself, unless operators switch that off.",
    "calls.automatic.no": "Operators call, unless they let the service do it.",
    "calls.life": "A call stands for {life} minutes; after a missed or withdrawn one none is "
    "made automatically for {rest} minutes.",
    "calls.missed_place.kept": "Who does not come keeps its place.",
    "calls.missed_place.arrival": "Who does not come stands by arrival from then on.",
    "calls.most_missed": "With missed call number {most} it is out of the queue.",
    "calls.most_missed.never": "However many calls it misses, it stays in the queue.",
    "calls.hold": "A truck is called ahead of its bay if it should stand at the gate for {hold} seconds "
    "at most, beside half a service that keeps the gate busy.",
    "calls.on_stop.withdraw": "When all calls are stopped, those of trucks not at the gate are taken back.",
    "calls.on_stop.come": "When all calls are stopped, trucks that were called may still come.",
    "calls.may_exceed": "More than the gates take are called only for a public reason and with a second person.",
    "calls.may_exceed.no": "More than the gates take are called by nobody.",
    "rendezvous_wait_minutes": "Of two trucks that are to meet, one waits for the other for {minutes} "
    "minutes at most; then both go on alone.",
    "call_soon_places": "Who is {places} places from its call is told, by message where a number is known.",
    "quiet_hours": "Messages that can wait are kept from {from} to {to}, and come "
    "as one afterwards; a call, an offer or a closure does not wait.",
    "walk_ins": "Vehicles without a reservation are served.",
    "walk_ins.no": "Only vehicles with a reservation are served.",
    "mode": "The site works by reservations and its live queue.",
    "mode.live_queue_only": "The site works by its live queue alone: everybody stands by arrival.",
    "comma": ", ",
    "every_day": "every day",
    "mon": "Mon", "tue": "Tue", "wed": "Wed", "thu": "Thu", "fri": "Fri", "sat": "Sat", "sun": "Sun",
    "trusted": "trusted companies",
    "of_trusted": "{classes} of trusted companies",
    "untrusted": "other companies",
    "booked": "booked",
    "not_booked": "not booked",
    "everybody": "all others",
    "class.general": "general",
    "class.fresh": "fresh",
    "class.hazmat": "hazmat",
    "class.oversize": "oversize",
    "class.parcel": "parcel",
}  # fmt: skip
