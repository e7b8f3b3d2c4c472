"""What the pages say of refusals: each that a person can meet, in every language, with what to do next."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from serai.booking import refusals as booking
from serai.core.errors import Refusal
from serai.fleets import bulk, manifest, pairing, standing
from serai.passes import rules as passes
from serai.queue import checkin

LANGUAGES = ("en", "zh", "lo", "my", "vi", "th")
WORDS = Path(__file__).parents[2] / "clients" / "web" / "src" / "words"
# Met by nobody who uses a page: the base of others, what only a program asks, what the console does not offer.
OF_PROGRAMS = {"rulebook.refuses", "pass.keys_invalid", "draw.unknown", "draw.not_closed", "draw.fixed"}


def codes() -> set[str]:
    """The codes of all refusals of booking, of fleets, of passes and of checking in."""
    found: set[str] = set()
    for module in (booking, bulk, manifest, pairing, standing, passes, checkin):
        kinds = [each for each in vars(module).values() if isinstance(each, type) and issubclass(each, Refusal)]
        found |= {each.code for each in kinds if each.__module__ == module.__name__}
    return found - OF_PROGRAMS


def messages(language: str) -> dict[str, str]:
    text = (WORDS / f"shared.{language}.ftl").read_text()
    return dict(re.findall(r"^(problem-[a-z0-9-]+) = (.+)$", text, re.MULTILINE))


def name(code: str) -> str:
    return "problem-" + re.sub(r"[._]", "-", code)


@pytest.mark.parametrize("language", LANGUAGES)
def test_i24_every_refusal_is_worded(language: str) -> None:
    assert {code for code in codes() if name(code) not in messages(language)} == set()


def test_i24_the_english_ones_say_what_happened_and_what_to_do_next() -> None:
    """Two clauses at least; the second is what to do."""
    said = messages("en")
    short = [code for code in codes() if len(re.findall(r"[.:;] ", said[name(code)] + " ")) < 2]
    assert short == []
