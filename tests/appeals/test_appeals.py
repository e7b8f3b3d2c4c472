"""Appeals against misses: who may, how often, how long, and what the answer does; on both databases."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import orjson
import pytest

from serai.appeals import queries
from serai.appeals.actions import Appeal, Decide
from serai.appeals.rules import AppealDecided, AppealTooLate, AppealTwice, AppealUnknown
from serai.booking import changes
from serai.booking.actions import Asker
from serai.booking.lapsing import Lapse
from serai.booking.refusals import MissUnknown, PeakBlocked, ReservationUnknown
from serai.booking.reservations import Reservation
from serai.booking.slots import terms_of
from serai.core import ids
from serai.disruption.actions import SwitchMode
from serai.disruption.closing import Close, LiftClosure
from serai.identity.rights import Relation, Role
from serai.identity.rules import Caller
from serai.sites.actions import OpenClosure
from serai.sites.rulebook import Rulebook
from tests.queue.lateness import FIRST, NEXT, Late, late
from tests.worlds import NOON, OPERATOR, slot_id

OWNER = Asker(Caller(role=Role.DRIVER, key="test"), Relation.OWN)
STRANGER = Asker(Caller(role=Role.DRIVER, key="another"), Relation.OWN)


@pytest.fixture
async def site(database_url: str) -> AsyncIterator[Late]:
    async with late(database_url, strikes={"misses": 1}) as made:
        yield made


async def missed(site: Late, slot: str = FIRST, plate: str = "YA0001") -> Reservation:
    reserved = await site.reserve(slot, plate)
    site.made.clock.set(reserved.placed.arrive_until)
    await site.lapse()
    return await site.read(reserved)


def appeal(of: Reservation, asker: Asker = OWNER, **given: Any) -> Appeal:
    said = {"reason": "road_closed", "note": "a landslide at km 40, ask Mr Li", **given}
    return Appeal("CNMHN", of.id, asker, **said)


def decide(of: Reservation, decision: Any = "uphold", **given: Any) -> Decide:
    said = {"reason": "no_cause", "by": "key-7", **given}
    return Decide("CNMHN", of.id, OPERATOR, decision=decision, **said)


async def appeals(site: Late, status: str | None = None) -> list[queries.Appealed]:
    wanted = queries.Wanted("CNMHN", status, site.made.clock.now() - timedelta(days=30))
    async with site.made.database.reading() as connection:
        return await queries.listed(connection, wanted, after=None, limit=50)


async def test_a_forgiven_miss_counts_no_more_and_an_open_one_still_does(site: Late) -> None:
    found = await missed(site)
    appealed = await site.run(appeal(found))
    assert appealed.miss is not None
    assert appealed.miss.appeal is not None
    assert (appealed.miss.appeal.reason, appealed.miss.appeal.decision) == ("road_closed", None)
    with pytest.raises(PeakBlocked):
        await site.reserve(slot_id(12, 23))
    decided = await site.run(decide(found, "forgive", reason="road_closed"))
    assert decided.miss is not None
    assert (decided.miss.forgiven, decided.miss.appeal and decided.miss.appeal.decision) == (True, "forgive")
    assert await site.read(found) == decided
    await site.reserve(slot_id(12, 23))
    assert await site.kinds() == ["reservation.missed", "miss.appealed", "appeal.decided", "miss.forgiven"]
    (said,) = await site.facts("appeal.decided")
    assert said["by"] == "key-7"


async def test_a_miss_that_is_upheld_goes_on_counting(site: Late) -> None:
    found = await missed(site)
    await site.run(appeal(found))
    decided = await site.run(decide(found))
    assert decided.miss is not None
    assert decided.miss.counts
    with pytest.raises(PeakBlocked):
        await site.reserve(slot_id(12, 23))


async def test_abuse_a_miss_is_appealed_once_and_decided_once(site: Late) -> None:
    found = await missed(site)
    with pytest.raises(AppealUnknown):
        await site.run(decide(found))
    await site.run(appeal(found))
    with pytest.raises(AppealTwice):
        await site.run(appeal(found, reason="something_else"))
    await site.run(decide(found))
    with pytest.raises(AppealDecided):
        await site.run(decide(found, "forgive"))
    with pytest.raises(AppealTwice):
        await site.run(appeal(found))
    assert len(await site.facts("miss.appealed")) == 1


async def test_only_whose_it_is_appeals_and_only_what_counts(site: Late) -> None:
    found = await missed(site)
    with pytest.raises(ReservationUnknown):
        await site.run(appeal(found, STRANGER))
    confirmed = await site.reserve(slot_id(20), "YA0002")
    with pytest.raises(MissUnknown):
        await site.run(appeal(confirmed))
    await site.run(changes.Forgive("CNMHN", found.id, OPERATOR, reason="site_late"))
    with pytest.raises(MissUnknown):
        await site.run(appeal(found))


async def test_the_days_are_those_of_the_rulebook_when_it_was_missed(site: Late) -> None:
    found = await missed(site)
    assert found.miss is not None
    assert found.miss.appeal_until == found.miss.at + timedelta(days=14)
    await site.made.put_rulebook(strikes={"appeal_days": 0})
    site.made.clock.set(found.miss.appeal_until)
    with pytest.raises(AppealTooLate):
        await site.run(appeal(found))


async def test_forgiving_by_hand_answers_the_appeal(site: Late) -> None:
    found = await missed(site)
    await site.run(appeal(found))
    forgiven = await site.run(changes.Forgive("CNMHN", found.id, OPERATOR, reason="site_late"))
    assert forgiven.miss is not None
    assert forgiven.miss.appeal is not None
    assert forgiven.miss.appeal.decision == "forgive"
    assert await appeals(site, "open") == []
    with pytest.raises(AppealDecided):
        await site.run(decide(found))


async def test_the_list_has_the_words_and_the_facts_to_decide_by(site: Late) -> None:
    await site.kept_waiting("YA0009")
    found = await missed(site, slot_id(18))
    site.made.clock.set(found.placed.arrive_until + timedelta(minutes=12))
    await site.run(appeal(found))
    await site.arrive(found)
    (one,) = await appeals(site, "open")
    assert one.text == "a landslide at km 40, ask Mr Li"
    assert (one.late_by, one.misses) == (12, 1)
    assert (one.day.late, one.day.most_minutes) == (1, 40)
    assert (one.day.shown, one.day.missed) == (2, 0)  # who comes late has shown after all
    await site.run(decide(found, note="nobody else saw it"))
    assert await appeals(site, "open") == []
    (one,) = await appeals(site, "decided")
    assert one.text == "a landslide at km 40, ask Mr Li"


async def test_i28_the_words_stay_outside_the_ledger(site: Late) -> None:
    found = await missed(site)
    await site.run(appeal(found))
    await site.run(decide(found, note="Mr Li says no"))
    assert not any(b"Mr Li" in entry.body for entry in await site.made.ledger())
    assert len(await site.made.rows("SELECT * FROM appeal_note")) == 2


async def test_a_lane_that_was_shut_in_the_window_excuses_even_if_it_was_opened_again(site: Late) -> None:
    reserved = await site.reserve(FIRST)
    site.at(14, 10)
    closed = await site.run(
        Close("CNMHN", OpenClosure("CNMHN", ids.new("CNMHN"), "export-general", None, None, "hazard", None))
    )
    site.at(14, 50)
    await site.run(LiftClosure("CNMHN", closed.closure.id))
    site.at(15, 30)
    await site.lapse()
    found = await site.read(reserved)
    assert found.miss is not None
    assert (found.status, found.miss.struck, found.miss.appeal_until) == ("missed", False, None)


async def test_a_closure_that_was_over_before_the_slot_began_excuses_nothing(site: Late) -> None:
    reserved = await site.reserve(NEXT)
    opening = OpenClosure("CNMHN", ids.new("CNMHN"), "export-general", None, NOON + timedelta(hours=1), "works", None)
    closed = await site.run(Close("CNMHN", opening))
    site.at(12, 30)
    await site.run(LiftClosure("CNMHN", closed.closure.id))
    site.at(19, 30)
    await site.lapse()
    found = await site.read(reserved)
    assert found.miss is not None
    assert found.miss.struck


async def test_an_hour_of_the_live_queue_only_excuses_even_if_bookings_are_on_again(site: Late) -> None:
    reserved = await site.reserve(FIRST)
    for hour, mode in ((14, "live_queue_only"), (15, "booked")):
        site.at(hour)
        await site.run(SwitchMode("CNMHN", mode))
    site.at(15, 30)
    await site.run(Lapse("CNMHN"))
    found = await site.read(reserved)
    assert found.miss is not None
    assert not found.miss.struck


def test_every_number_is_published() -> None:
    told = orjson.loads(orjson.dumps(Rulebook().as_wire()))
    assert told["strikes"]["appeal_days"] == 14
    assert told["credit"] == {"most_minutes": 60, "days": 30}
    assert terms_of(Rulebook()).credit_most == timedelta(hours=1)
