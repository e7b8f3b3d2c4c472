"""Why a visit stands where it stands, in words."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from serai.queue.order import Policy
from serai.queue.rules import Visit

_PLAIN = {
    "order.live": "The site works by its live queue alone: arrived {arrived}, placed by arrival.",
    "order.arrival": "Without a reservation: placed by arrival, at {arrived}.",
    "order.slot": "Booked for {slot} and on time: placed by the start of its slot, before vehicles without one.",
    "order.early": "Booked for {slot}, but came before its window: by arrival, at {arrived}, till it opens at {opens}.",
    "order.late": "Booked for {slot}, but came after its window, which closed at {closes}: by arrival, at {arrived}.",
    "order.booked": "Being booked, it stands before ordinary vehicles without a reservation.",
    "order.priority": "{who} takes {take} of every {cycle} turns while others wait.",
    "order.bound": "Priority may cost an ordinary vehicle at most {bound} minutes: it stands behind those it cost so.",
    "order.window": "Its arrival window opened: it was given its booked place.",
    "call.by_hand": "It was called out of order by an operator, whose reason is recorded.",
}


def clauses(visit: Visit, zone: ZoneInfo, policy: Policy) -> list[dict[str, str]]:
    """Each clause of the published order that bears on a visit, with its sentence; times are of the site's wall."""
    codes = [*visit.because, *(["call.by_hand"] if visit.call_reason is not None else [])]
    facts = _facts(visit, zone, policy)
    return [{"clause": code, "text": _PLAIN[code].format(**facts)} for code in codes if code in _PLAIN]


def _facts(visit: Visit, zone: ZoneInfo, policy: Policy) -> dict[str, object]:
    def wall(at: datetime | None) -> str:
        return "?" if at is None else at.astimezone(zone).strftime("%H:%M")

    flow = policy.flows[visit.flow] if visit.flow < len(policy.flows) else policy.flows[-1]
    names = [*flow.classes, *(["trusted companies"] if flow.trusted else [])]
    return {
        "arrived": wall(visit.arrived_at),
        "slot": wall(visit.slot_starts_at),
        "opens": wall(visit.arrive_from),
        "closes": wall(visit.arrive_until),
        "who": " of ".join(names).capitalize() or "Its kind",
        "take": flow.take,
        "cycle": sum(each.take for each in policy.flows),
        "bound": policy.bound_seconds // 60,
    }
