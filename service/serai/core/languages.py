"""The languages that are spoken here, which of them somebody reads, and how a phrase is said in it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, get_args

Spoken = Literal["en", "zh", "lo", "my", "vi", "th"]
LANGUAGES: Final[tuple[str, ...]] = get_args(Spoken)
ENGLISH: Final = "en"
Phrases = Mapping[str, Mapping[str, str]]
"""Templates by language and name. English has every one of them and stands in for what another language lacks."""


def language(accept: str | None) -> str:
    """The best of the spoken languages by an Accept-Language header; English where it names none of them."""
    best, best_weight = ENGLISH, 0.0
    for part in (accept or "")[:500].split(","):
        name, _, parameter = part.partition(";")
        primary = name.strip().lower().partition("-")[0]
        weight = _weight(parameter)
        if primary in LANGUAGES and weight > best_weight:
            best, best_weight = primary, weight
    return best


def say(phrases: Phrases, language: str, phrase: str, **words: object) -> str:
    """A phrase in a language with its words filled in."""
    template = phrases.get(language, {}).get(phrase) or phrases[ENGLISH][phrase]
    return template.format(**words)


def _weight(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    if not name:
        return 1.0
    try:
        weight = float(value)
    except ValueError:
        return 0.0
    return weight if name.strip() == "q" and 0 <= weight <= 1 else 0.0
