"""What a driver does about a refusal, by its code. The service says what happened; this says which command helps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

NEXT: Final[Mapping[str, str]] = {
    "slot.full": "take another --slot, or wait for this one with --wait",
    "slot.awaited": "wait for this one too with --wait, or take another --slot",
    "slot.none": "wait for the first free one with --wants, or look at another day with --from",
    "slot.closed": "take another --slot or --lane",
    "slot.past": "take a later --slot, or check in without a reservation",
    "slot.beyond_horizon": "come back when it opens",
    "slot.unreleased": "come back when the draw takes entries",
    "draw.vehicle_entered": "withdraw one of the two entries: serai-driver cancel",
    "slot.unknown": "look up the site's slots and take one of them",
    "slot.elsewhere": "name a --slot of this site",
    "site.live_queue_only": "check in without a reservation: the line is by arrival",
    "lane.wrong_class": "name the --cargo (or --pickup-cargo) that the lane takes, or another lane",
    "lane.wrong_direction": "reserve anew for that lane: serai-driver reserve",
    "vehicle.already_booked": "cancel the other reservation, or take a time outside its window",
    "vehicle.too_many_open": "use or cancel an open reservation of this vehicle first",
    "vehicle.rebooks_used": "reserve again later",
    "vehicle.peak_blocked": "take a slot outside the peak hours",
    "vehicle.extensions_used": "move to a later slot: serai-driver move",
    "company.share_reached": "take another hour",
    "hold.expired": "reserve again",
    "hold.cooldown": "reserve a slot without holding it first",
    "rendezvous.taken": "end the one there is first: serai-driver meet RESERVATION --cancel",
    "rendezvous.apart": "move to one of the slots, then propose it again: serai-driver move",
    "rendezvous.alone": "give the reference of the other truck's reservation",
    "rendezvous.not_to_come": "reserve first; what waits or is over cannot meet",
    "rendezvous.no_pairs": "this yard has no bays across one dock: carry over elsewhere",
    "rendezvous.over": "propose it again: serai-driver meet",
    "rendezvous.unknown": "look at the reservation again: serai-driver show",
    "reservation.unknown": "check the id, and that the key is the one it was made with",
    "reservation.not_live": "make a new one: serai-driver reserve",
    "reservation.too_late": "keep it, or cancel it: serai-driver cancel",
    "reservation.swap_too_late": "cancel it and reserve for the other vehicle",
    "reservation.swaps_used": "cancel it and reserve for the other vehicle",
    "reservation.swap_unbound": "cancel it and reserve for the other vehicle",
    "reservation.other_vehicle": "check the plate",
    "reservation.other_lane": "leave --lane away",
    "offer.none": "keep waiting: serai-driver show",
    "offer.expired": "wait or reserve again: serai-driver reserve",
    "declaration.required": "name a --declaration that is submitted, or take a later --slot",
    "declaration.unknown": "check the id, and that it is your company's",
    "declaration.other_site": "declare for the site of the reservation: serai-driver declare",
    "declaration.not_submitted": "complete it and submit it: serai-driver declare FILE --submit",
    "declaration.other_direction": "take a --lane of its direction, or another declaration",
    "declaration.other_vehicle": "reserve for the vehicle it names, or take another declaration",
    "declaration.in_use": "take another declaration, or cancel the reservation that has it",
    "declaration.incomplete": "mend what `check` names in the file, then declare it again",
    "wants.invalid": "name a longer range with --from and --to",
    "miss.unknown": "nothing: no miss counts here",
    "appeal.too_late": "ask the desk, if it was the site's fault",
    "appeal.twice": "wait for the answer: serai-driver show",
    "bulk.not_csv": "save the file as CSV in UTF-8, with the names of the columns in its first line",
    "bulk.columns": "name the columns as service/docs/bulk.md does",
    "bulk.too_many": "divide the file",
    "bulk.empty": "put a line into the file",
    "bulk.refused": "put the refused lines right, or leave --atomic away",
    "bulk.several_sites": "leave --atomic away, or make a file for each site",
    "pair.apart": "name one vehicle and one site for both",
    "pair.waits": "take slots that are free: serai-driver pair",
    "pair.one_way": "take a --pickup on a lane of another direction than the --drop",
    "pair.order": "take a later --pickup",
    "pair.too_far": "take slots closer together, or reserve each by itself: serai-driver reserve",
    "standing.unknown": "look at yours: serai-driver standing list",
    "standing.empty": "name a later --to, or other --days",
    "standing.no_slot": "take another --at, at which the lane has a slot",
    "visit.lane_needed": "name a --lane",
    "visit.no_walk_ins": "reserve first: serai-driver reserve",
    "visit.not_yours": "ask whoever reserved, or the desk",
    "visit.position_needed": "say where you are with --at LAT,LON, or check in at the gate",
    "visit.position_vague": "give a better position with --at and --accuracy, or check in at the gate",
    "visit.not_there": "check in when you are there, or at the gate",
    "visit.already_here": "watch it: serai-driver watch",
    "transfer.not_offered": "look again later: serai-driver elsewhere",
    "transfer.late": "follow the call: serai-driver watch",
    "transfer.full": "look again in an hour: serai-driver elsewhere",
    "transfer.unfinished": "check in again in a moment",
    "pass.early": "come back when the window opens",
    "pass.late": "check in without the pass: the line is by arrival",
    "key.missing": "name a --key, or the token of the driver's link",
    "key.unknown": "ask for a new link at the desk",
    "key.revoked": "ask for a new link at the desk",
    "rate.exceeded": "try again in a moment",
    "service.overloaded": "try again in a moment",
}
_INSTANTS: Final = (
    ("again_at", "again at"), ("until", "until"), ("free_until", "free until"), ("opens_at", "opens at"),
    ("expires_at", "ended at"), ("declaration_by", "needed by"), ("bookable_until", "up to"),
)  # fmt: skip


def line(code: str, detail: str, facts: Mapping[str, Any]) -> str:
    """One line: what happened, by which rule, what the facts add to it, and what to do next."""
    why = f"{code}, rule {facts['rule']}" if facts.get("rule") else code
    parts = [f"{detail} ({why})", *_told(facts)]
    if (then := NEXT.get(code)) is not None:
        parts.append(f"Next: {then}.")
    return " ".join(parts)


def _told(facts: Mapping[str, Any]) -> list[str]:
    told = [f"{words[0].upper()}{words[1:]} {facts[name]}." for name, words in _INSTANTS if facts.get(name)]
    free = [str(each["id"]) for each in facts.get("alternatives") or () if isinstance(each, dict) and each.get("id")]
    told += [f"Free: {', '.join(free)}."] if free else []
    return told + ([f"Lanes: {', '.join(facts['lanes'])}."] if facts.get("lanes") else [])
