"""Why a visit stands where it stands, in words. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from serai.core.languages import ENGLISH
from serai.queue.order import Flow, Policy
from serai.queue.phrases import PHRASES, say
from serai.queue.rules import Visit
from serai.sites.wording import who


@dataclass(frozen=True, slots=True)
class Because:
    """The clauses of the published order that bear on a visit, and the facts that they speak of, in no language yet."""

    codes: tuple[str, ...]
    flow: Flow
    facts: Mapping[str, object]

    def told(self, language: str) -> list[dict[str, str]]:
        """Each clause with its sentence."""
        words = {**self.facts, "who": _who(self.flow, language)}
        return [{"clause": code, "text": say(language, code, **words)} for code in self.codes]


def because(visit: Visit, zone: ZoneInfo, policy: Policy) -> Because:
    """Why a visit stands where it does; times are of the site's wall."""
    codes = [*visit.because, *(each for each in (visit.call_why, _inspected(visit), visit.bay_why) if each is not None)]
    known = tuple(code for code in codes if code in PHRASES[ENGLISH])
    flow = policy.flows[visit.flow] if visit.flow < len(policy.flows) else policy.flows[-1]

    def wall(at: datetime | None) -> str:
        return "?" if at is None else at.astimezone(zone).strftime("%H:%M")

    facts = {
        "arrived": wall(visit.arrived_at),
        "slot": wall(visit.slot_starts_at),
        "opens": wall(visit.arrive_from),
        "closes": wall(visit.arrive_until),
        "since": wall(visit.since),
        "from": (visit.came_from or "?").rpartition("-")[0],
        "take": flow.take,
        "cycle": sum(each.take for each in policy.flows),
        "bound": policy.bound_seconds // 60,
        "bay": visit.given_bay or "?",
    }
    return Because(known, flow, facts)


def _inspected(visit: Visit) -> str | None:
    """What an authority wants with it, beyond what it came for."""
    known = visit.inspection
    if known is None or not (known.holds and visit.is_live):
        return None
    return "inspection.detained" if known.outcome == "detained" else "inspection.ordered"


def _who(flow: Flow, language: str) -> str:
    """Whom an entry of the merge list takes, at the head of a sentence."""
    named = who(language, flow.classes, flow.trusted, flow.booked) or say(language, "its_kind")
    return named[:1].upper() + named[1:]
