"""Two trucks that meet, over real databases: proposed, answered, kept for each other, and over."""

from __future__ import annotations

import pytest

from serai.booking.refusals import ReservationUnknown
from serai.core.errors import Refusal
from serai.guidance.actions import PutYard
from serai.guidance.rules import NoBay
from serai.queue.rules import AWAITING
from serai.rendezvous import rules
from tests.guidance.world import SITE
from tests.guidance.yards import SAMPLE
from tests.rendezvous.world import PAIRS, Dock, company, dock
from tests.worlds import OPERATOR


async def test_one_company_agrees_with_itself_and_another_is_asked(database_url: str) -> None:
    async with dock(database_url) as site:
        one, other = await site.reserve("lao"), await site.reserve("lao", lane="export-general")
        assert (await site.propose(one, other.id, company("lao"))).status == "agreed"
        third, fourth = await site.reserve("lao"), await site.reserve("cn", lane="export-general")
        asked = await site.propose(third, fourth.reference.lower(), company("lao"))
        assert asked.status == "proposed"
        for word in ("accept", "decline"):
            with pytest.raises(rules.RendezvousUnknown):
                await site.answer(asked, word, company("lao"))
        with pytest.raises(rules.RendezvousUnknown):
            await site.answer(asked, "cancel", company("other"))
        assert (await site.answer(asked, "accept", company("cn"))).status == "agreed"
        assert (await site.answer(asked, "accept", company("cn"))).status == "agreed"
        assert (await site.answer(asked, "cancel", company("lao"))).status == "cancelled"
        assert (await site.answer(asked, "cancel", company("cn"))).status == "cancelled"
        with pytest.raises(rules.RendezvousOver):
            await site.answer(asked, "accept", company("cn"))
        again = await site.propose(third, fourth.reference, company("lao"))
        assert (await site.answer(again, "decline", company("cn"))).status == "declined"
        assert (await site.meetings()).of(third.id) == await site.now(again)


async def test_who_cannot_meet_is_told_why_and_what_would_help(sqlite_url: str) -> None:
    async with dock(sqlite_url) as site:
        one, other = await site.reserve("lao"), await site.reserve("cn", lane="export-general")
        far, free = await site.reserve("cn", hour=20, lane="export-general"), await site.reserve("cn")
        with pytest.raises(rules.RendezvousApart) as apart:
            await site.propose(one, far.reference)
        assert [each["starts_at"][11:16] for each in apart.value.facts["slots"]] == ["20:00", "19:00", "21:00"]
        with pytest.raises(rules.RendezvousAlone):
            await site.propose(one, one.reference)
        for unknown in ("MHN-000000", "nobody"):
            with pytest.raises(ReservationUnknown):
                await site.propose(one, unknown)
        with pytest.raises(ReservationUnknown):
            await site.propose(one, other.reference, company("cn"))
        await site.propose(one, other.reference)
        for mine, theirs in ((one, free), (free, other)):
            with pytest.raises(rules.RendezvousTaken):
                await site.propose(mine, theirs.reference)
        await site.cancel(far)
        with pytest.raises(rules.RendezvousNotToCome):
            await site.propose(free, far.reference)
        await site.world.desks.run(PutYard.of(SITE, None, SAMPLE))
        with pytest.raises(rules.RendezvousNoPairs):
            await site.propose(free, (await site.reserve("lao")).reference)


async def test_the_second_has_its_bay_kept_across_from_the_first(database_url: str) -> None:
    async with dock(database_url) as site:
        one, other, meeting = await site.two()
        first, second = await site.come(one), await site.come(other)
        bay = (await site.admit(first)).visit.bay
        assert bay is not None
        across = (PAIRS | {there: here for here, there in PAIRS.items()})[bay]
        assert await site.kept() == {across: second}
        seen = (await site.admit(second)).met
        assert seen is not None
        assert (seen.bay, seen.beside, seen.with_) == (across, bay, one.reference)
        assert await site.kept() == {}
        await site.park(first, bay)
        await site.park(second, across)
        assert (await site.now(meeting)).status == "met"


async def fill(site: Dock, given: list[str | None]) -> None:
    """Let trucks in until the yard is full; their bays."""
    for number in range(40):
        _, bay = await site.admitted(f"B{number:04}")
        given.append(bay)


async def test_nobody_else_is_given_what_is_kept(sqlite_url: str) -> None:
    async with dock(sqlite_url) as site:
        one, other, _ = await site.two()
        await site.come(other)
        await site.admit(await site.come(one))
        kept = await site.kept()
        assert len(kept) == 1
        given: list[str | None] = []
        with pytest.raises(NoBay) as full:
            await fill(site, given)
        assert not kept.keys() & set(given)
        assert full.value.facts["why"]["kept"] == 1
        assert await site.kept() == kept


async def test_a_bay_is_kept_for_who_checks_in_later_and_no_longer_than_one_waits(sqlite_url: str) -> None:
    async with dock(sqlite_url) as site:
        one, other, meeting = await site.two()
        first = await site.come(one)
        await site.admit(first)
        assert await site.kept() == {}
        second = await site.come(other)
        await site.wait(1)
        assert [*(await site.kept()).values()] == [second]
        await site.wait(58)
        assert (await site.now(meeting)).status == "agreed"
        await site.wait(2)
        assert (await site.now(meeting)).status == "missed"
        assert await site.kept() == {}
        assert (await site.admit(second)).visit.bay is not None


async def test_what_becomes_of_a_pair_when_one_of_its_bays_is_lost(sqlite_url: str) -> None:
    async with dock(sqlite_url) as site:
        one, other, meeting = await site.two()
        first, second = await site.come(one), await site.come(other)
        bay = (await site.admit(first)).visit.bay or ""
        (kept,) = await site.kept()
        await site.set_bay(kept, "occupied")
        again, (other_kept,) = await site.bay_of(first), await site.kept()
        assert again != bay
        assert site.facts("bay.reassigned")[-1].cause == "pair"
        await site.set_bay(again or "", "closed")
        (last_kept,) = await site.kept()
        assert last_kept not in (kept, other_kept)
        await site.park(first, await site.bay_of(first) or "")
        await site.set_bay(last_kept, "occupied")
        assert (await site.now(meeting)).status == "unpaired"
        assert await site.kept() == {}
        assert (await site.admit(second)).visit.bay is not None


async def test_without_a_free_pair_both_wait(sqlite_url: str) -> None:
    async with dock(sqlite_url) as site:
        one, other, _ = await site.two()
        for bay in PAIRS:
            await site.set_bay(bay, "closed")
        first = await site.come(one)
        await site.come(other)
        with pytest.raises(NoBay) as full:
            await site.admit(first)
        assert full.value.facts["why"]["pair"] > 0
        await site.set_bay("B105", "free")
        assert (await site.admit(first)).visit.bay in ("B105", "B305")


async def test_who_is_early_is_passed_by_until_the_other_can_come(sqlite_url: str) -> None:
    async with dock(sqlite_url, automatic=True) as site:
        one, other, meeting = await site.two()
        first = await site.come(one)
        await site.wait(1)
        alone = await site.come(await site.reserve("else"))
        await site.wait(10)
        rows = {each["id"]: each for each in await site.world.rows("SELECT id, status, call_why FROM visit")}
        assert (rows[first]["status"], rows[first]["call_why"]) == ("waiting", AWAITING)
        assert rows[alone]["status"] == "called"
        second = await site.come(other)
        await site.wait(20)
        rows = {each["id"]: each for each in await site.world.rows("SELECT id, status, call_why FROM visit")}
        assert {rows[first]["status"], rows[second]["status"]} == {"called"}
        assert not any(side.awaits_until for side in (await site.now(meeting)).sides)


async def test_nobody_waits_for_ever_for_one_who_does_not_come(sqlite_url: str) -> None:
    async with dock(sqlite_url, automatic=True) as site:
        one, _, meeting = await site.two()
        first = await site.come(one)
        await site.wait(62)
        assert (await site.now(meeting)).status == "missed"
        await site.wait(2)
        assert (await site.world.rows(f"SELECT status FROM visit WHERE id = '{first}'"))[0]["status"] == "called"


async def test_it_is_retimed_and_over_with_its_reservations(sqlite_url: str) -> None:
    async with dock(sqlite_url) as site:
        one, other = await site.reserve(hour=20), await site.reserve("cn", hour=20, lane="export-general")
        meeting = await site.propose(one, other.reference)
        await site.move(other, 21)
        await site.wait(1)
        told = site.facts("rendezvous.retimed")
        assert [(each.at - each.before).total_seconds() // 60 for each in told] == [63]
        assert set(told[0].parties) == {one.id, other.id}
        await site.move(other, 23)
        await site.wait(1)
        assert (await site.now(meeting)).status == "apart"
        await site.move(other, 20)
        again = await site.propose(one, other.reference)
        await site.cancel(other)
        await site.wait(1)
        assert (await site.now(again)).status == "gone"
        assert (await site.meetings()).of(one.id) == await site.now(again), "who still comes is told what became of it"
        await site.cancel(one)
        assert (await site.meetings()).known == {}


async def test_what_nobody_answers_lapses(sqlite_url: str) -> None:
    async with dock(sqlite_url) as site:
        one, other = await site.reserve("lao"), await site.reserve("cn", lane="export-general")
        asked = await site.propose(one, other.reference, company("lao"))
        await site.wait(130)
        assert (await site.now(asked)).status == "lapsed"
        with pytest.raises(Refusal):
            await site.answer(asked, "accept", OPERATOR)
