"""Several who ask at one moment about one reservation, or one rendezvous: one of them is right (I-06)."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from serai.core.errors import Refusal
from serai.rendezvous import actions
from serai.rendezvous.rules import Meetings
from tests.rendezvous.world import Dock, company, dock

ROUNDS = 20
"""So often a twin is given to be found out."""


async def _proposed(site: Dock) -> int:
    """How many of several that propose to meet one truck at the same moment are told that it was they."""
    wanted = await site.reserve(f"cn-{site.made}", lane="export-general")
    suitors = [await site.reserve(f"lao-{site.made}") for _ in range(4)]
    asked = (site.propose(each, wanted.reference, company(str(each.company))) for each in suitors)
    answers = await asyncio.gather(*asked, return_exceptions=True)
    assert not [each for each in answers if isinstance(each, BaseException) and not isinstance(each, Refusal)]
    return sum(not isinstance(each, Refusal) for each in answers)


async def _answered(site: Dock) -> list[str]:
    """What was recorded of a rendezvous that one agrees to at the moment at which the other cancels it."""
    one = await site.reserve(f"lao-{site.made}")
    other = await site.reserve(f"cn-{site.made}", lane="export-general")
    lao, cn = company(str(one.company)), company(str(other.company))
    asked = await site.propose(one, other.reference, lao)
    words = (site.answer(asked, "cancel", lao), site.answer(asked, "accept", cn))
    ended, agreed = await asyncio.gather(*words, return_exceptions=True)
    assert not isinstance(ended, BaseException)
    assert not isinstance(agreed, BaseException) or isinstance(agreed, Refusal)
    return [entry.kind for entry in site.world.entries if getattr(entry.event, "rendezvous", None) == asked.id]


async def test_of_several_who_propose_to_meet_one_truck_one_does(database_url: str) -> None:
    async with dock(database_url) as site:
        for _ in range(3):
            assert await _proposed(site) == 1


async def test_an_agreement_never_follows_what_called_it_off(database_url: str) -> None:
    async with dock(database_url) as site:
        for _ in range(3):
            assert (await _answered(site))[-1] == "rendezvous.ended"


async def test_twin_where_nobody_looks_who_is_taken_several_meet_one(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Meetings, "of", lambda self, id_: None)
    async with dock(sqlite_url) as site:
        assert await _proposed(site) > 1


async def test_twin_who_answers_by_what_was_before_agrees_to_what_is_over(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The protection taken away: the answer rests on what was proposed, not on what has become of it since."""
    real: Any = actions.Answer._mine

    def stale(self: actions.Answer, draft: Any) -> Any:
        found, mine = real(self, draft)
        if self.word != "accept" or found.status != "cancelled":
            return found, mine
        return replace(found, status="proposed"), mine

    monkeypatch.setattr(actions.Answer, "_mine", stale)
    async with dock(sqlite_url) as site:
        for _ in range(ROUNDS):
            if (await _answered(site))[-1] == "rendezvous.agreed":
                return
    raise AssertionError("nobody found out that a rendezvous was agreed after it had been called off")
