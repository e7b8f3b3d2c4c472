"""Every setting, refusal, fact, frame and metric is documented, and nothing documented is gone: `make docs` writes."""

from __future__ import annotations

from typing import ClassVar

import pytest
from prometheus_client import CollectorRegistry, Counter
from pydantic import BaseModel

from serai.core.errors import Kind, Refusal
from serai.queue.phrases import PHRASES
from serai.sites.clauses import CLAUSES
from serai.sites.rulebook import Rulebook
from tests.house import pages


@pytest.fixture(scope="module", autouse=True)
def _everything() -> None:
    pages.load_everything()


@pytest.mark.parametrize("name", pages.PAGES)
def test_the_page_says_what_the_code_says(name: str) -> None:
    written = pages.DOCS / name
    assert written.exists(), f"service/docs/{name} is missing: run `make docs`"
    assert written.read_text() == pages.PAGES[name](), f"service/docs/{name} is out of date: run `make docs`"


def test_what_has_no_words_is_refused() -> None:
    class Wordless(BaseModel):
        port: int = 1

    class Family(Refusal):
        """The root of this test's refusals."""

    class Silent(Family):
        code: ClassVar[str] = "test.silent"

    class Fact(BaseModel):
        visit: str

    with pytest.raises(pages.Undocumented, match="port"):
        pages.settings(Wordless)
    with pytest.raises(pages.Undocumented, match="Silent"):
        pages.refusals(Family)
    with pytest.raises(pages.Undocumented, match="visit"):
        pages.facts({"visit.made_up": Fact})  # type: ignore[dict-item]
    with pytest.raises(pages.Undocumented, match="made_up"):
        pages.metrics([Counter("made_up", "", registry=CollectorRegistry())])


EXPLAINED = {*PHRASES["en"], "call.came_first", "call.lane", "call.missed", "visit.corrected", "visit.returned"}
"""Clauses that no refusal rests on and an explanation does."""


def test_i24_every_refusal_of_a_rule_names_it_and_the_rule_is_published() -> None:
    assert pages.unruled() == []
    named = {one.rule for one in pages._subclasses(Refusal)} | EXPLAINED
    assert set(CLAUSES) <= named, "a clause on which nothing rests"
    assert not set(CLAUSES) & set(Rulebook.model_fields)


def test_i24_a_refusal_that_names_no_rule_is_found() -> None:
    class Rules(Refusal):
        """The root of this test's refusals."""

    class Ruled(Rules):
        rule = "slot.capacity"

    class Unruled(Rules):
        code: ClassVar[str] = "test.unruled"

    class Unpublished(Rules):
        rule = "nobody.knows"

    class Unknown(Rules):
        kind = Kind.MISSING

    found = [name.rpartition(".")[2] for name in pages.unruled(Rules)]
    assert sorted(found) == ["Unpublished", "Unruled"]


def test_every_page_lists_what_there_is() -> None:
    assert "SERAI_DATABASE" in pages.settings()
    assert "`not_found`" in pages.refusals()
    assert "`snapshot`" in pages.live()


def test_no_fact_holds_a_float_or_a_name_of_a_person() -> None:
    personal = {"plate", "vin", "phone", "trailer", "driver", "email", "text"}
    for kind, one in pages.own_facts().items():
        schema = str(one.model_json_schema())
        assert "'number'" not in schema, f"{kind} holds a float"
        assert not personal & set(one.model_fields), f"{kind} holds personal data"
