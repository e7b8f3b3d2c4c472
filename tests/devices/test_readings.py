"""A reader's events at a real desk: sure ones act, unsure ones ask, and none is done twice."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from serai.devices.actions import Dismiss, ForgetPlates
from serai.devices.rules import NotCandidate, ReadingOver, ReadingSettledAlready, ReadingUnknown
from serai.sites.site import GateUnknown
from tests.devices.world import ReaderWorld, names, world
from tests.queue.desk_world import OPERATOR
from tests.worlds import slot_id


@pytest.fixture
async def port(database_url: str) -> Any:
    async with world(database_url) as made:
        yield made


async def test_one_that_is_expected_is_checked_in(port: ReaderWorld) -> None:
    booked = await port.reserve(slot_id(13), "YA1234")
    told = await port.read("YA1234")
    assert (told.reading.outcome, told.reading.act) == ("acted", "check_in")
    visit = await port.visit(told.reading.visit)
    assert (visit.reservation, visit.by, visit.status) == (booked.id, "camera", "waiting")


async def test_one_that_was_called_is_let_in_and_let_out(port: ReaderWorld) -> None:
    here = await port.check_in("YA1234", lane="export-general")
    assert (await port.read("YA1234")).reading.outcome == "nothing", "it waits for its call"
    await port.call()
    told = await port.read("YA1234")
    assert (told.reading.outcome, told.reading.act, told.reading.visit) == ("acted", "admit", here.visit.id)
    assert (await port.read("YA1234")).reading.because == "inside"
    told = await port.read("YA1234", "gate-out")
    assert (told.reading.outcome, told.reading.act) == ("acted", "depart")
    assert await port.visits() == {}
    again = await port.read("YA1234", "gate-out")
    assert (again.reading.outcome, again.reading.because) == ("nothing", "gone")


async def test_at_the_approach_nobody_is_let_in_or_out(port: ReaderWorld) -> None:
    await port.check_in("YA1234", lane="export-general")
    await port.call()
    told = await port.read("YA1234", place="approach")
    assert (told.reading.outcome, told.reading.because) == ("nothing", "not_at_gate")
    assert set((await port.visits()).values()) == {"called"}
    await port.read("YA1234")
    told = await port.read("YA1234", "gate-out", place="approach")
    assert (told.reading.outcome, told.reading.because) == ("nothing", "inside")
    assert set((await port.visits()).values()) == {"admitted"}


async def test_one_wrong_sign_is_asked_and_one_tap_does_it_once(port: ReaderWorld) -> None:
    booked = await port.reserve(slot_id(13), "YA1234")
    told = await port.read("YA1934")
    assert (told.reading.outcome, told.reading.because) == ("ask", "unsure")
    assert await port.visits() == {}
    [candidate] = told.reading.candidates
    assert (candidate.reservation, candidate.act) == (booked.id, "check_in")
    done = await port.confirm(told, booked.id)
    assert (done.reading.settled, done.reading.act) == ("confirmed", "check_in")
    again = await port.confirm(told, booked.id)
    assert again.is_repeated
    assert again.reading.visit == done.reading.visit
    assert len(await port.visits()) == 1


async def test_two_that_are_alike_are_asked_about_even_if_one_is_read_exactly(port: ReaderWorld) -> None:
    ones = [await port.reserve(slot_id(13), plate) for plate in ("YA1234", "YAI23A")]
    told = await port.read("YA1234")
    assert (told.reading.outcome, told.reading.because) == ("ask", "several")
    assert {each.reservation for each in told.reading.candidates} == {each.id for each in ones}
    assert await port.visits() == {}


async def test_who_is_not_expected_is_listed_and_can_be_dismissed(port: ReaderWorld) -> None:
    told = await port.read("ZZ9999")
    assert (told.reading.outcome, told.reading.candidates) == ("unmatched", ())
    with pytest.raises(NotCandidate):
        await port.confirm(told, "somebody")
    assert (await port.dismiss(told)).reading.settled == "dismissed"
    assert (await port.dismiss(told)).is_repeated
    with pytest.raises(ReadingSettledAlready):
        await port.confirm(told, "somebody")


async def test_one_that_is_too_early_is_asked(port: ReaderWorld) -> None:
    await port.reserve(slot_id(18), "YA1234")
    told = await port.read("YA1234")
    assert (told.reading.outcome, told.reading.because) == ("ask", "outside_window")


@pytest.mark.parametrize("kind", ["buffered", "country", "doubt"])
async def test_what_is_not_sure_never_acts(port: ReaderWorld, kind: str) -> None:
    await port.reserve(slot_id(13), "YA1234")
    given: dict[str, dict[str, Any]] = {
        "buffered": {"buffered": True}, "country": {"country": "LA"}, "doubt": {"percent": 40},
    }  # fmt: skip
    assert (await port.read("YA1234", **given[kind])).reading.outcome == "ask"
    assert await port.visits() == {}


async def test_i21_the_readers_clock_decides_nothing_and_is_recorded(port: ReaderWorld) -> None:
    for plate, at in (("YA1234", datetime(1999, 1, 1, tzinfo=UTC)), ("YB9876", datetime(2099, 1, 1, tzinfo=UTC))):
        await port.reserve(slot_id(13), plate)
        told = await port.read(plate, at=at)
        assert (told.reading.outcome, told.reading.device_at) == ("acted", at)
        assert (await port.visit(told.reading.visit)).arrived_at == port.clock.now()


async def test_the_same_event_is_answered_as_the_first_time(port: ReaderWorld) -> None:
    await port.reserve(slot_id(13), "YA1234")
    first = await port.read("YA1234", event="e-1")
    await port.call()
    for _ in range(3):
        again = await port.read("YA1234", event="e-1")
        assert again.is_repeated
        assert again.reading.id == first.reading.id
    assert set((await port.visits()).values()) == {"called"}, "the old event lets nobody in"
    other = await port.read("YA1234", event="e-1", reader="camera-2")
    assert (other.is_repeated, other.reading.act) == (False, "admit")


async def test_copies_at_once_have_one_effect(port: ReaderWorld) -> None:
    await port.reserve(slot_id(13), "YA1234")
    told = await asyncio.gather(*[port.read("YA1234", event="e-1") for _ in range(12)])
    assert len({each.reading.id for each in told}) == 1
    assert sum(not each.is_repeated for each in told) == 1
    assert len(await port.visits()) == 1


async def test_an_act_that_is_refused_is_asked_instead(port: ReaderWorld) -> None:
    await port.reserve(slot_id(13), "YA1234")
    acted, asked = await asyncio.gather(port.read("YA1234"), port.read("YA1234"))
    assert {acted.reading.outcome, asked.reading.outcome} == {"acted", "nothing"}
    assert len(await port.visits()) == 1


async def test_a_late_event_of_the_stay_before_asks(port: ReaderWorld) -> None:
    """It left a moment ago and is booked again: was it seen coming back, or is the event an old one?"""
    here = await port.check_in("YA1234", lane="export-general")
    await port.admit(here.visit.id)
    await port.read("YA1234", "gate-out")
    await port.reserve(slot_id(13), "YA1234")
    told = await port.read("YA1234")
    assert told.reading.outcome == "ask"
    assert await port.visits() == {}
    port.clock.set(port.clock.now() + timedelta(minutes=31))
    assert (await port.read("YA1234")).reading.outcome == "acted"


async def test_a_reading_is_open_for_some_minutes(port: ReaderWorld) -> None:
    booked = await port.reserve(slot_id(13), "YA1234")
    told = await port.read("YA1934")
    port.clock.set(port.clock.now() + timedelta(minutes=30))
    with pytest.raises(ReadingOver):
        await port.confirm(told, booked.id)


async def test_the_numbers_are_the_rulebooks(port: ReaderWorld) -> None:
    await port.reserve(slot_id(13), "YA1234")
    await port.put_rulebook(plates={"act": 100})
    assert (await port.read("YA1234")).reading.outcome == "ask"
    await port.put_rulebook(plates={"act": 70})
    assert (await port.read("YA1934")).reading.outcome == "acted"


async def test_a_gate_that_is_none_is_refused_and_nothing_kept(port: ReaderWorld) -> None:
    with pytest.raises(GateUnknown):
        await port.read("YA1234", "gate-9")
    assert await port.rows("SELECT * FROM reading") == []
    told = await port.read("ZZ9999")
    with pytest.raises(ReadingUnknown):
        await port.desks.run(Dismiss("CNMHN", OPERATOR, names(), "CNMHN-0123"))
    assert told.reading.outcome == "unmatched"


async def test_i28_no_plate_is_in_the_ledger_and_it_is_forgotten_in_time(port: ReaderWorld) -> None:
    await port.reserve(slot_id(13), "YA1234")
    for plate in ("YA1934", "ZZ9999", "YA1234"):
        await port.read(plate, event=f"{plate}.jpg", reader=f"at-{plate}")
    text = " ".join(repr(entry) for entry in await port.ledger())
    assert not [plate for plate in ("YA1234", "YA1934", "ZZ9999") if plate in text]
    assert len(await port.rows("SELECT id FROM reading WHERE seen IS NOT NULL")) == 3
    port.clock.set(port.clock.now() + timedelta(days=7))
    assert await port.desks.run(ForgetPlates("CNMHN")) == 3
    assert await port.rows("SELECT id FROM reading WHERE seen IS NOT NULL OR event_id IS NOT NULL") == []
    assert len(await port.rows("SELECT id FROM reading")) == 3


async def test_twin_without_what_was_known_a_repeated_event_acts_again(
    port: ReaderWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage: no event is remembered, and the second copy lets in who was only checked in."""

    async def none(*_: Any) -> dict[Any, Any]:
        return {}

    await port.reserve(slot_id(13), "YA1234")
    await port.read("YA1234", event="e-1")
    await port.call()
    monkeypatch.setattr("serai.devices.queries.by_event", none)
    with pytest.raises(Exception, match=r"(?i)unique|duplicate"):
        await port.read("YA1234", event="e-1")
    assert set((await port.visits()).values()) == {"called"}, "the table itself refuses the second copy"
