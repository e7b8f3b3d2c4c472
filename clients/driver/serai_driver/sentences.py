"""A reservation on one line: what it is, when, and what can be done with it now. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

NEXT: Final[Mapping[str, str]] = {
    "offered": "accept or decline",
    "displaced": "move to another slot, or wait: free places are offered to it first",
    "waitlisted": "wait for the offer, or cancel",
    "missed": "check in all the same, or reserve again",
    "expired": "reserve again",
}
"""States in which somebody has to do something."""


def told(reservation: Mapping[str, Any]) -> str:
    """`MHN-7K3Q2F  offered  2026-11-22 14:00-15:00  answer by 12:15: accept or decline  (id)`."""
    status = str(reservation["status"])
    parts = [str(reservation["reference"]), status, _time(reservation)]
    if (offer := reservation.get("offer")) is not None:
        zone = ZoneInfo(offer["slot"]["zone"])
        parts.append(f"answer by {datetime.fromisoformat(offer['expires_at']).astimezone(zone):%H:%M:%S}")
    if (lost := reservation.get("displaced_from")) is not None:
        parts.append(f"instead of {_slot(lost)}, which the site could not keep: {_because(reservation)}")
    if status == "confirmed" and (was := reservation.get("retimed_from")) is not None and was["shift_minutes"]:
        parts.append(f"moved by the site from {_wall(was['starts_at'])}, {_shift(was)}: {_because(reservation)}")
    arrive = reservation.get("arrive")
    if status == "confirmed" and arrive is not None:
        parts.append(f"arrive {_wall(arrive['from'])} - {_wall(arrive['until'])}")
        if (credit := reservation.get("credit")) is not None:
            parts.append(f"{credit['minutes']} min longer, for the site was late before")
    if (missed := reservation.get("missed")) is not None:
        parts.append(_counts(reservation, missed))
    if (meeting := reservation.get("rendezvous")) is not None:
        slot = reservation.get("slot")
        parts.append(meets(meeting, ZoneInfo(slot["zone"] if slot else "UTC")))
    by = reservation.get("declaration_by")
    if status == "confirmed" and by is not None and reservation.get("declaration") is None:
        parts.append(f"declaration needed by {_wall(by)}")
    if status in NEXT:
        parts.append(f"next: {NEXT[status]}")
    return "  ".join([*filter(None, parts), f"({reservation['id']})"])


OVER: Final[Mapping[str, str]] = {
    "met": "has met", "declined": "was turned down by", "cancelled": "ended:", "lapsed": "had no answer from",
    "apart": "too far apart in time from", "missed": "waited long enough for", "unpaired": "no pair of bays left with",
    "gone": "goes on without",
}  # fmt: skip
"""What became of a rendezvous, before the other's reference."""


def meets(meeting: Mapping[str, Any], zone: ZoneInfo) -> str:
    """`meets MHN-7K3Q2F at 10:40, bay T3 beside T4`; or what is to be answered, or what became of it."""
    other = str(meeting["with"])
    if meeting["status"] == "proposed":
        is_asked = meeting["asked"] == "us"
        return f"{other} proposes to meet: meet --accept or --decline" if is_asked else f"asked {other} to meet"
    if meeting["status"] != "agreed":
        return f"{OVER.get(meeting['status'], meeting['status'])} {other}"
    at = datetime.fromisoformat(meeting["at"]).astimezone(zone)
    bays = ", ".join(f"{name} {meeting[of]}" for name, of in (("bay", "bay"), ("beside", "beside")) if meeting.get(of))
    return f"meets {other} at {at:%H:%M}" + (f", {bays}" if bays else "")


def _because(reservation: Mapping[str, Any]) -> str:
    """What took its place; without anything, it made way so that others keep one."""
    why = reservation.get("displaced_because")
    if why is None:
        return "it made way so that others keep a place"
    if why["code"] == "closure":
        return f"the lane was stopped ({why['reason']})" if why["reason"] else "the lane was stopped"
    if why["code"] in ("calendar", "rulebook"):
        return "there are fewer places at that time than there were"
    return "the site's clocks were changed"


def _shift(was: Mapping[str, Any]) -> str:
    minutes = was["shift_minutes"]
    hours, rest = divmod(abs(minutes), 60)
    span = " ".join([f"{hours} h"] * (hours > 0) + [f"{rest} min"] * (rest > 0 or hours == 0))
    return f"{span} {'later' if minutes > 0 else 'earlier'}"


def _counts(reservation: Mapping[str, Any], missed: Mapping[str, Any]) -> str:
    """Whether a miss counts, and what was or can be said against it."""
    counts = "counts" if missed["struck"] and not reservation.get("forgiven") else "does not count"
    appeal = reservation.get("appeal")
    if appeal is not None:
        answer = {"forgive": "forgiven", "uphold": "upheld"}.get(appeal["decision"], "not decided yet")
        return f"{counts}, appealed: {answer}"
    until = missed["appeal_until"]
    return f"{counts}, appeal until {_wall(until)} UTC" if until and counts == "counts" else counts


def would(line: Mapping[str, Any]) -> str:
    """What a line of a dry run would become: `confirmed  2026-11-22 14:00 - 2026-11-22 15:00`."""
    return "  ".join(filter(None, (str(line["status"]), _time(line))))


def weekly(standing: Mapping[str, Any]) -> str:
    """`standing  mon, thu 08:00  export-general  YA 1  from 2026-11-30  next 2026-12-03  (id)`."""
    until = f" to {standing['last_date']}" if standing["last_date"] else ""
    parts = [
        str(standing["status"]), f"{', '.join(standing['days'])} {standing['at']}", str(standing["lane"]),
        str(standing["vehicle"].get("plate", "")), f"from {standing['first_date']}{until}",
        f"next {standing['next']}" if standing["next"] else "", f"({standing['id']})",
    ]  # fmt: skip
    return "  ".join(filter(None, parts))


def seen(date: Mapping[str, Any]) -> str | None:
    """What a date of a pattern would come to; None where something stands in its way."""
    if date["conflict"] is not None:
        return None
    return str(date["status"] or "reserved when it comes into the horizon")


def _time(reservation: Mapping[str, Any]) -> str:
    offer, slot, wants = reservation.get("offer"), reservation.get("slot"), reservation.get("wants")
    if offer is not None:
        return _slot(offer["slot"])
    if slot is not None:
        return _slot(slot)
    if wants is None:
        return ""
    bounds = f"{wants['from']} - {wants['to']}"
    return f"waits for {bounds}" if wants["slot"] else f"waits for any time {bounds}"


def because(explanation: Mapping[str, Any]) -> list[str]:
    """An explanation line by line, each with the clause of the rulebook that it rests on."""
    told = [*explanation["rules"]["clauses"], *explanation["passed_by"]]
    lines = [f"{each['text']}  [{each['clause']}]" for each in told]
    lines += [f"{each['text']}  ({each['reason']})" for each in explanation["corrections"]]
    return lines + [f"> {each['text']}  [{each['clause']}]" for each in explanation["changes"]]


def _slot(slot: Mapping[str, Any]) -> str:
    """A slot on the wall clock that its driver is shown."""
    return f"{_wall(slot['starts_at'])} - {_wall(slot['ends_at'])}"


def _wall(instant: str) -> str:
    return f"{datetime.fromisoformat(instant):%Y-%m-%d %H:%M}"
