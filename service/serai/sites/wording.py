"""The rulebook in words: a sentence for each member, made from its numbers, and one for each clause. Pure.

What is published is what runs: the sentences have no numbers of their own, and a house test changes each member and
looks for the change in every language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from serai.core import languages
from serai.core.errors import Missing
from serai.core.languages import Phrases
from serai.sites.clauses import CLAUSES
from serai.sites.documents import WEEKDAYS
from serai.sites.rulebook import Calls, Geofence, Merge, Peak, ReleaseWindow, Rulebook, Version, at
from serai.sites.wordings import en, lo, my, th, vi, zh

WORDINGS: Final[Phrases] = {
    "en": {**en.WORDS, **{f"clause.{clause}": text for clause, text in CLAUSES.items()}},
    "zh": zh.WORDS,
    "lo": lo.WORDS,
    "my": my.WORDS,
    "vi": vi.WORDS,
    "th": th.WORDS,
}

_CLAUSES_OF: Final[Mapping[str, tuple[str, ...]]] = {
    "reserving": ("slot.", "hold.", "offer.", "wants.", "draw.", "pair.", "vehicle.", "declaration.", "standing."),
    "arriving": ("visit.lane", "visit.as_reserved", "visit.one_at_a_time", "visit.returned", "reading."),
    "order": ("order.", "transfer."),
    "calling": ("call.", "override.", "acceptance.", "rendezvous."),
    "missing": ("appeal.",),
    "disruption": ("retiming.", "visit.corrected", "visit.correction", "visit.wrong_admitted"),
}
"""Where a clause stands, by how its id begins; among the others where no section has it."""
SECTIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "reserving": (
        "horizon_days", "lead_minutes", "hold_minutes", "hold_cooldown_minutes", "offer_minutes", "open_per_vehicle",
        "company_share", "walk_in_share", "utilisation_target", "peak", "release_windows", "declaration_hours",
    ),
    "changing": (
        "free_change_hours", "rebooks_per_day", "swaps", "swap_minutes", "extensions_per_60_days", "extension_minutes",
    ),
    "arriving": ("arrive_before_minutes", "arrive_after_minutes", "walk_ins", "geofence", "plates"),
    "order": ("mode", "merge", "priority_bound_minutes", "transfer_margin_minutes", "transfers_per_hour"),
    "calling": (
        "call_interval_minutes", "overrides_per_day", "calls", "rendezvous_wait_minutes", "call_soon_places",
        "quiet_hours",
    ),
    "missing": ("strikes",),
    "disruption": ("displaced_hours", "retiming", "credit"),
    "clauses": (),
}  # fmt: skip
"""The members of the rulebook in the order in which somebody who reserves, comes and waits meets them."""


class VersionUnknown(Missing):
    """This site has no rulebook of that number."""

    code = "rulebook.unknown"


@dataclass(frozen=True, slots=True)
class Worded:
    """A member or a clause, by the id that refusals and explanations name, with its sentence."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    clauses: Sequence[Worded]


def say(language: str, phrase: str, **words: object) -> str:
    """A phrase of the rulebook in a language."""
    return languages.say(WORDINGS, language, phrase, **words)


def of_version(versions: Sequence[Version], version: int | None, now: datetime) -> Version:
    """A version by its number, or the one in force; refuses a number that the site has not given."""
    if version is None:
        return at(versions, now)
    found = next((each for each in versions if each.version == version), None)
    if found is None:
        raise VersionUnknown(version=version)
    return found


def told(rulebook: Rulebook, language: str) -> list[Section]:
    """The whole rulebook in a language."""
    found = []
    for section, members in SECTIONS.items():
        clauses = [Worded(member, sentence(rulebook, member, language)) for member in members]
        clauses += [Worded(each, clause(each, language)) for each in sorted(CLAUSES) if section_of(each) == section]
        found.append(Section(say(language, f"section.{section}"), clauses))
    return found


def section_of(clause: str) -> str:
    """The section in which a clause stands."""
    return next((name for name, begins in _CLAUSES_OF.items() if clause.startswith(begins)), "clauses")


def is_clause(clause: str) -> bool:
    return clause in CLAUSES


def clause(clause: str, language: str) -> str:
    """A clause's sentence; KeyError for one that is not published."""
    return say(language, f"clause.{clause}")


def class_name(language: str, cargo_class: str) -> str:
    """A cargo class as people call it; a site's own classes by their code."""
    phrase = f"class.{cargo_class}"
    return say(language, phrase) if phrase in WORDINGS[languages.ENGLISH] else cargo_class


def sentence(rulebook: Rulebook, member: str, language: str) -> str:
    """What a member comes to, with its present value; KeyError for one that is not published."""
    value = getattr(rulebook, member)
    match value:
        case bool():
            return say(language, member if value else f"{member}.no")
        case int():
            return say(language, member, **{member.rpartition("_")[2]: value, "count": value})
        case Decimal():
            return say(language, member, percent=f"{(value * 100).normalize():f}")
        case str():
            return say(language, member if value == "booked" else f"{member}.{value}")
        case list() if member == "merge":
            cycle = sum(each.take for each in value)
            return say(
                language, member, cycle=cycle, list=_listed(language, (_merge(each, language) for each in value))
            )
        case None:
            return say(language, f"{member}.none")
        case Geofence():
            points = _listed(language, (f"{each.lat} {each.lon}" for each in value.points))
            return say(language, member, points=points, within=value.within_m, accuracy=value.accuracy_m)
        case Calls():
            return " ".join(_calls(value, language))
        case list():
            items = _listed(language, (_hours(member, each, language) for each in value))
            return say(language, member, list=items) if items else say(language, f"{member}.none")
    return say(language, member, **_numbers(value))


def _calls(calls: Calls, language: str) -> Iterator[str]:
    """How vehicles are called, a sentence for each decision."""
    yield say(language, "calls.automatic" if calls.automatic else "calls.automatic.no")
    yield say(language, "calls.life", life=calls.life_minutes, rest=calls.rest_minutes)
    yield say(language, f"calls.missed_place.{calls.missed_place}")
    yield say(language, "calls.most_missed" if calls.most_missed else "calls.most_missed.never", most=calls.most_missed)
    yield say(language, "calls.hold", hold=calls.hold_seconds)
    yield say(language, f"calls.on_stop.{calls.on_stop}")
    yield say(language, "calls.may_exceed" if calls.may_exceed else "calls.may_exceed.no")


def _numbers(value: Any) -> dict[str, object]:
    """The numbers of a member that has several, by the first or, where that says little, the second part of a name."""
    short = {"notice_earlier_minutes": "earlier", "ask_minutes": "minutes"}
    return {short.get(name, name.partition("_")[0]): number for name, number in value.model_dump().items()}


def _merge(entry: Merge, language: str) -> str:
    named = who(language, entry.classes, entry.trusted, entry.booked) or say(language, "everybody")
    return say(language, "merge.each", who=named, take=entry.take)


def who(language: str, classes: Iterable[str] | None, trusted: bool | None, booked: bool | None) -> str:
    """Whom an entry of the merge list takes; empty where it takes everybody."""
    named = _listed(language, (class_name(language, each) for each in classes or ()))
    if trusted:
        named = say(language, "of_trusted", classes=named) if named else say(language, "trusted")
    parts = [named] if named else []
    if trusted is False:
        parts.append(say(language, "untrusted"))
    if booked is not None:
        parts.append(say(language, "booked" if booked else "not_booked"))
    return _listed(language, parts)


def _hours(member: str, hours: Peak | ReleaseWindow, language: str) -> str:
    days = [say(language, day) for day in WEEKDAYS if day in hours.days]
    words: dict[str, object] = {"days": _listed(language, days), "from": hours.from_, "to": hours.to}
    if len(days) == len(WEEKDAYS):
        words["days"] = say(language, "every_day")
    if isinstance(hours, ReleaseWindow):
        words |= {"lane": hours.lane or say(language, "all_lanes"), "ahead": hours.days_ahead}
    return say(language, f"{member}.each", **words)


def _listed(language: str, parts: Iterable[str]) -> str:
    return say(language, "comma").join(parts)
