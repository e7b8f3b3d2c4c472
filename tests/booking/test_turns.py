"""Whose turn it is, when somebody would have it otherwise: places resold, lists flooded, shares stretched."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from serai.app import LOADERS
from serai.booking import changes, refusals
from serai.booking.nearing import Nearing
from serai.core.agenda import Agenda
from serai.core.desk import Command
from serai.core.readers import Readers
from serai.disruption import actions as displacing
from serai.ledger.actions import Ledger
from serai.sites.documents import CalendarDocument
from tests.booking.counter import ACME, BOLT, DRIVER, RIVAL, by, desk, hours, later, own, refused, rule, status
from tests.booking.rivals import wrong
from tests.simulation.history import History
from tests.worlds import NOON, OPERATOR, World, calendar_document, hold, opened, reservation, slot_id, waiting

assert desk
SITE, LANE = "CNMHN", "export-general"
VIN = "LZZ5CLVB8PA000001"


# A place that is given back goes to who waits.


async def _accomplice(made: World, how: str) -> Command[Any]:
    """What the buyer of a place does in the moment in which its seller cancels."""
    if how == "hold":
        return hold(slot_id(20), "YB0002", RIVAL.scope)
    if how == "move":
        kept = await made.reserve(slot_id(15), "YB0002", **by(ACME))
        return changes.Move(SITE, kept.id, OPERATOR, slot=slot_id(20))
    return reservation(slot_id(20), "YB0002", **by(RIVAL))


@pytest.mark.parametrize("how", ["reserve", "hold", "move"])
@pytest.mark.parametrize("end", ["cancel", "move away", "hold ends", "decline"])
async def test_i08_a_freed_place_is_never_for_a_named_party(desk: World, end: str, how: str) -> None:
    await desk.site(capacity=1)
    await rule(desk, free_change_hours=0)
    if end == "hold ends":
        await desk.desks.run(hold(slot_id(20), "YA0001", DRIVER.scope))
    else:
        kept = await desk.reserve(slot_id(20), "YA0001", **by(DRIVER))
    waits = await desk.reserve(slot_id(20), "YC0003", may_wait=True, owner="key:patient")
    buys = await _accomplice(desk, how)
    if end == "hold ends":
        await later(desk, minutes=10)
    elif end == "decline":
        sold = await desk.reserve(slot_id(20), "YD0004", may_wait=True, owner="key:next")
        await desk.desks.run(changes.Cancel(SITE, kept.id, own(DRIVER)))
        await desk.desks.run(changes.Decline(SITE, waits.id, OPERATOR))
        waits = sold
    else:
        away = changes.Move(SITE, kept.id, own(DRIVER), slot=slot_id(22))
        sells = changes.Cancel(SITE, kept.id, own(DRIVER)) if end == "cancel" else away
        _, bought = await asyncio.gather(*(desk.desks.run(each) for each in (sells, buys)), return_exceptions=True)
        assert isinstance(bought, refusals.SlotFull)
    await refused(desk, buys, refusals.SlotFull)
    assert await status(desk, waits) == "offered"
    assert await wrong(desk, History(SITE)) == []


async def test_i08_through_another_process_a_freed_place_goes_to_who_waits(desk: World) -> None:
    await desk.site(capacity=1)
    kept = await desk.reserve(slot_id(20), "YA0001", **by(DRIVER))
    async with opened(desk.database, desk.clock) as other:
        await refused(other, reservation(slot_id(20), "YB0002"), refusals.SlotFull)  # it has a memory now
        waits = await desk.reserve(slot_id(20), "YC0003", may_wait=True)
        await desk.desks.run(changes.Cancel(SITE, kept.id, own(DRIVER)))
        await refused(other, reservation(slot_id(20), "YB0002"), refusals.SlotFull)
    assert await status(desk, waits) == "offered"


AWAITED = "places that become free without an act go to whoever asks, before those who wait for them"


async def test_i08_days_that_come_into_the_horizon_go_to_who_waits_for_them(desk: World) -> None:
    await desk.site(capacity=1)
    await rule(desk, horizon_days=1)
    for hour in (11, 12):
        await desk.reserve(slot_id(hour, day=23), f"YB00{hour}")
    waits = await desk.desks.run(waiting(SITE, "YA0001", *hours(22.5, 30)))
    await later(desk, hours=3)
    await asyncio.gather(desk.reserve(slot_id(13, day=23), "YB0002"), return_exceptions=True)
    assert await status(desk, waits) == "offered"
    assert await wrong(desk, History(SITE)) == []


async def test_i08_who_was_displaced_comes_before_who_asks_while_no_plan_is_made(desk: World) -> None:
    await desk.site(capacity=2)
    for number in range(2):
        await desk.reserve(slot_id(20), f"YA000{number}")
    await desk.desks.run(displacing.PutCalendar(SITE, None, calendar_document([LANE], 1)))
    await asyncio.gather(desk.reserve(slot_id(21), "YB0002"), return_exceptions=True)
    assert await wrong(desk, History(SITE)) == []


# Waiting.


async def test_a_vehicle_waits_no_more_often_than_it_may_be_booked(desk: World) -> None:
    await desk.site(capacity=1)
    await desk.reserve(slot_id(20), "YB0001")
    for _ in range(2):
        await desk.reserve(slot_id(20), "YA0001", may_wait=True)
    flood = await refused(desk, reservation(slot_id(20), "YA0001", may_wait=True), refusals.TooManyOpen)
    assert flood.facts == {"open": 2, "most": 2, "rule": "open_per_vehicle"}
    await refused(desk, waiting(SITE, "YA0001", *hours(9, 12)), refusals.TooManyOpen)


async def test_a_vehicle_floods_no_waitlist_under_many_plates(desk: World) -> None:
    await desk.site(capacity=1)
    await desk.reserve(slot_id(20), "YB0001")
    for number in range(2):
        await desk.reserve(slot_id(20), f"YA000{number}", may_wait=True, vin=VIN)
    await refused(desk, reservation(slot_id(20), "YA0009", may_wait=True, vin=VIN), refusals.TooManyOpen)


async def test_waiting_first_gives_no_vehicle_more_than_it_may_have(desk: World) -> None:
    await desk.site(capacity=1)
    await desk.reserve(slot_id(22), "YB0001")
    for _ in range(2):
        await desk.reserve(slot_id(22), "YA0001", may_wait=True)
    await refused(desk, reservation(slot_id(15), "YA0001"), refusals.TooManyOpen)


async def test_an_offer_that_ran_out_is_gone_with_its_turn(desk: World) -> None:
    await desk.site(capacity=1)
    kept = await desk.reserve(slot_id(20), "YA0001", **by(DRIVER))
    sleeps, wakes = [
        await desk.reserve(slot_id(20), plate, may_wait=True, **by(RIVAL)) for plate in ("YB0001", "YB0002")
    ]
    await desk.desks.run(changes.Cancel(SITE, kept.id, own(DRIVER)))
    desk.clock.set(desk.clock.now() + timedelta(minutes=15))
    late = await refused(desk, changes.Accept(SITE, sleeps.id, own(RIVAL)), refusals.OfferEnded)
    assert late.facts["rule"] == "offer_minutes"
    await later(desk)
    assert (await status(desk, sleeps), await status(desk, wakes)) == ("expired", "offered")


# A company's share.


async def test_a_share_is_of_the_hour_and_holds_reservations_and_offers_are_of_it(desk: World) -> None:
    await desk.site(capacity=30)
    await desk.reserve(slot_id(20), "YA0001", **by(ACME))
    await desk.desks.run(hold(slot_id(20), "YA0002", ACME.scope, company=ACME.company))
    await desk.desks.run(waiting(SITE, "YA0003", *hours(8, 9), **by(ACME)))
    more = await refused(desk, reservation(slot_id(20), "YA0004", **by(ACME)), refusals.CompanyShareReached)
    assert more.facts | {"slot": ""} == {"slot": "", "has": 3, "most": 3, "rule": "company_share"}
    await refused(desk, hold(slot_id(20), "YA0005", ACME.scope, company=ACME.company), refusals.CompanyShareReached)
    await desk.reserve(slot_id(21), "YA0004", **by(ACME))
    await desk.reserve(slot_id(20), "YB0001", **by(BOLT))
    await desk.desks.run(waiting(SITE, "YA0006", *hours(8, 9), **by(ACME)))
    assert len(await desk.rows("SELECT id FROM reservation WHERE status = 'offered'")) == 1


async def test_a_move_is_no_way_around_the_share(desk: World) -> None:
    await desk.site(capacity=10)
    await desk.reserve(slot_id(20), "YA0001", **by(ACME))
    other = await desk.reserve(slot_id(21), "YA0002", **by(ACME))
    there = changes.Move(SITE, other.id, own(ACME), slot=slot_id(20))
    await refused(desk, there, refusals.CompanyShareReached)
    await desk.desks.run(changes.Move(SITE, other.id, own(ACME), slot=slot_id(22)))


async def test_a_waiter_whose_company_has_its_share_is_passed_and_keeps_its_turn(desk: World) -> None:
    await desk.site(capacity=2)
    one, two = [await desk.reserve(slot_id(20), f"YB000{n}", owner=f"key:{n}") for n in range(2)]
    first, second, third = [
        await desk.reserve(slot_id(20), plate, may_wait=True, **by(who))
        for plate, who in (("YA0001", ACME), ("YA0002", BOLT), ("YA0003", DRIVER))
    ]
    del second
    await desk.desks.run(changes.Cancel(SITE, one.id, OPERATOR))
    again = await desk.desks.run(waiting(SITE, "YA0009", *hours(8, 9), **by(ACME)))
    assert [await status(desk, each) for each in (first, again, third)] == ["offered", "waitlisted", "waitlisted"]
    await desk.desks.run(changes.Cancel(SITE, two.id, OPERATOR))
    await desk.desks.run(changes.Decline(SITE, first.id, own(ACME)))
    assert await status(desk, third) == "offered"


async def test_a_share_given_back_is_felt_in_the_whole_hour(desk: World) -> None:
    await desk.site()
    halves = calendar_document([LANE], 1).model_dump(mode="json", by_alias=True)
    halves["rules"][0]["every"] = halves["rules"][0]["length"] = "PT30M"
    await desk.desks.run(displacing.PutCalendar(SITE, None, CalendarDocument.model_validate(halves)))
    kept = await desk.reserve(f"{SITE}~{LANE}~20261122T2000~30", "YA0001", **by(ACME))
    waits = await desk.desks.run(waiting(SITE, "YA0002", *hours(8.5, 9), **by(ACME)))
    assert await status(desk, waits) == "waitlisted"
    await desk.desks.run(changes.Cancel(SITE, kept.id, own(ACME)))
    assert await status(desk, waits) == "offered"


# Who cannot take a place is not asked, and keeps its turn.


async def test_who_is_due_elsewhere_then_is_passed_over_and_keeps_its_turn(desk: World) -> None:
    await desk.site(capacity=1)
    await desk.site("CNHEK")
    kept = await desk.reserve(slot_id(20), "YB0002", **by(DRIVER))
    waits = await desk.reserve(slot_id(20), "YA0001", may_wait=True)
    elsewhere = await desk.reserve(slot_id(20, site="CNHEK"), "YA0001")
    second = await desk.reserve(slot_id(20), "YC0003", may_wait=True)
    await desk.desks.run(changes.Cancel(SITE, kept.id, own(DRIVER)))
    assert (await status(desk, waits), await status(desk, second)) == ("waitlisted", "offered")
    await desk.desks.run(changes.Cancel("CNHEK", elsewhere.id, OPERATOR))
    await desk.desks.run(changes.Decline(SITE, second.id, OPERATOR))
    assert await status(desk, waits) == "offered"


async def test_a_place_that_only_one_waits_for_who_is_due_elsewhere_is_free(desk: World) -> None:
    await desk.site(capacity=1)
    await desk.reserve(slot_id(19), "YA0001")
    kept = await desk.reserve(slot_id(20), "YB0002", **by(DRIVER))
    await desk.desks.run(waiting(SITE, "YA0001", *hours(8, 9)))
    await desk.desks.run(changes.Cancel(SITE, kept.id, own(DRIVER)))
    assert (await desk.reserve(slot_id(20), "YC0003")).status == "confirmed"
    assert await wrong(desk, History(SITE)) == []


async def test_only_who_was_offered_its_place_accepts_it_again(desk: World) -> None:
    await desk.site(capacity=1)
    kept = await desk.reserve(slot_id(20), "YA0001", **by(DRIVER))
    found = await refused(desk, changes.Accept(SITE, kept.id, own(DRIVER)), refusals.OfferNone)
    assert found.facts["rule"] == "offer.in_turn"
    waits = await desk.reserve(slot_id(20), "YC0003", may_wait=True)
    await desk.desks.run(changes.Cancel(SITE, kept.id, own(DRIVER)))
    first = await desk.desks.run(changes.Accept(SITE, waits.id, OPERATOR))
    assert await desk.desks.run(changes.Accept(SITE, waits.id, OPERATOR)) == first
    await desk.desks.run(changes.Move(SITE, waits.id, OPERATOR, slot=slot_id(22)))
    await refused(desk, changes.Accept(SITE, waits.id, OPERATOR), refusals.OfferNone)


# The horizon.


async def test_what_comes_into_the_horizon_is_offered_without_anybody_asking(desk: World) -> None:
    await desk.site(capacity=1)
    await rule(desk, horizon_days=1)
    readers = Readers(desk.database, Ledger(), LOADERS)
    desk.desks.parts.followers.append(readers.follow)
    agenda = Agenda(desk.database, desk.clock, desk.desks, [Nearing(desk.clock, readers.memory)])
    near = await desk.desks.run(waiting(SITE, "YA0001", *hours(23, 28)))
    assert await status(desk, near) == "offered"
    await refused(desk, waiting(SITE, "YA0002", *hours(26.5, 28)), refusals.WantsInvalid)
    await desk.reserve(slot_id(12, day=23), "YB0011")
    await desk.reserve(slot_id(11, day=23), "YB0012", may_wait=True)
    far = await desk.desks.run(waiting(SITE, "YA0002", *hours(22.5, 24 * 4)))
    await agenda.advance(desk.clock, NOON + timedelta(minutes=59))
    assert await status(desk, far) == "waitlisted"
    await agenda.advance(desk.clock, NOON + timedelta(hours=1))
    assert await status(desk, far) == "offered"
    assert await agenda.advance(desk.clock, NOON + timedelta(hours=2, minutes=30)) <= 2
