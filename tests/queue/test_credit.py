"""Time credit from a late admission to the next window, through the desk, on both databases."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest

from serai.booking import changes
from serai.booking.refusals import VehicleAlreadyBooked
from serai.booking.vehicles import plate_key
from serai.calling.actions import CallNext
from serai.core import ids
from serai.core.desk import Draft
from serai.core.events import Event
from serai.guidance.actions import Depart
from serai.queue import moves
from serai.queue.actions import Leave, OnVisit, OpenWindows
from serai.queue.rules import Queue
from tests.queue.desk_world import AS_OPERATOR
from tests.queue.lateness import FIRST, NEXT, Late, late, site
from tests.worlds import NOON, OPERATOR, slot_id

assert site
VIN = "LZZ5CLVB8PA000001"
MINUTE = timedelta(minutes=1)


class MissCall(OnVisit):
    """Nobody came to the call."""

    def facts(self, draft: Draft) -> Sequence[Event]:
        return moves.miss(draft.of(Queue), self.visit)


async def test_the_next_window_of_a_vehicle_let_in_late_closes_later(site: Late) -> None:
    visit = await site.kept_waiting()
    assert visit.promised_at == NOON + 80 * MINUTE
    following = await site.reserve(NEXT)
    assert following.credit is not None
    assert (following.credit.minutes, following.placed.arrive_until) == (40, NOON + timedelta(hours=7, minutes=70))
    assert await site.read(following) == following
    assert await site.kinds() == ["credit.given", "credit.used"]
    (given,) = await site.facts("credit.given")
    assert (given["minutes"], given["promised_at"]) == (40, "2026-11-22T05:20:00Z")
    assert (await site.reserve(slot_id(22))).credit is None
    site.at(20)
    await site.lapse()
    assert (await site.read(following)).status == "confirmed"
    site.at(20, 10)
    await site.lapse()
    assert (await site.read(following)).status == "missed"


async def test_after_idle_hours_a_vehicle_is_promised_its_way_to_the_gate_and_no_sooner(site: Late) -> None:
    reserved = await site.reserve(FIRST)
    await site.promise(20)
    comes = site.at(13)
    visit = await site.arrive(reserved)
    assert visit.promised_at == comes + 20 * MINUTE
    assert (await site.made.loaded()).visits[visit.id].promised_at == visit.promised_at
    site.at(13, 19)
    await site.admit(visit)
    assert await site.kinds() == []


async def test_a_reservation_that_it_has_already_closes_later_at_once(site: Late) -> None:
    coming = await site.reserve(NEXT)
    await site.kept_waiting()
    changed = await site.read(coming)
    assert changed.credit is not None
    assert changed.placed.arrive_until == coming.placed.arrive_until + 40 * MINUTE


async def test_a_credit_has_a_most_and_can_be_off(database_url: str) -> None:
    async with late(database_url, credit={"most_minutes": 15}) as made:
        await made.kept_waiting()
        assert [each["minutes"] for each in await made.facts("credit.given")] == [15]
        await made.made.put_rulebook(credit={"most_minutes": 0})
        made.at(13, day=1)
        reserved = await made.reserve(slot_id(14, 23), "YA0002")
        visit = await made.arrive(reserved)
        made.at(14, day=1)
        await made.admit(visit)
        assert len(await made.facts("credit.given")) == 1


async def test_nothing_is_owed_to_who_was_late_came_unbooked_or_missed_a_call(site: Late) -> None:
    missed, tardy = await site.reserve(FIRST, "YA0001"), await site.reserve(FIRST, "YA0002")
    site.at(13)
    await site.promise()
    careless, walk_in = await site.arrive(missed), await site.arrive(None, "YA0003")
    await site.run(CallNext("CNMHN", ids.new("CNMHN"), 1))
    await site.run(MissCall("CNMHN", careless.id, AS_OPERATOR))
    site.at(15, 31)
    late_one = await site.arrive(tardy)
    assert (walk_in.promised_at, late_one.promised_at) == (None, None)
    site.at(17)
    for visit in (careless, walk_in, late_one):
        await site.admit(visit)
    assert await site.kinds() == []


async def test_an_early_vehicle_is_promised_once_its_window_opens(site: Late) -> None:
    reserved = await site.reserve(FIRST)
    await site.promise()
    early = await site.arrive(reserved)
    assert early.promised_at is None
    site.at(13)
    await site.promise(30)
    await site.run(OpenWindows("CNMHN"))
    assert (await site.made.queue()).visits[early.id].promised_at == NOON + 90 * MINUTE
    assert (await site.made.loaded()).visits[early.id].promised_at == NOON + 90 * MINUTE


async def test_an_inferred_admission_proves_no_lateness(site: Late) -> None:
    reserved = await site.reserve(FIRST)
    site.at(13)
    await site.promise()
    visit = await site.arrive(reserved)
    site.at(16)
    await site.run(Depart("CNMHN", visit.id, AS_OPERATOR, call=ids.new("CNMHN")))
    assert await site.kinds() == []


async def test_who_keeps_its_promise_owes_nothing(site: Late) -> None:
    reserved = await site.reserve(FIRST)
    site.at(13)
    await site.promise()
    visit = await site.arrive(reserved)
    site.at(13, 20)
    await site.admit(visit)
    assert await site.kinds() == []


async def test_a_move_keeps_the_credit_and_a_cancellation_gives_it_back_once(site: Late) -> None:
    await site.kept_waiting()
    following = await site.reserve(NEXT)
    moved = await site.run(changes.Move("CNMHN", following.id, OPERATOR, slot=slot_id(20)))
    assert moved.credit == following.credit
    assert moved.placed.arrive_until == NOON + timedelta(hours=9, minutes=70)
    cancelled = await site.run(changes.Cancel("CNMHN", following.id, OPERATOR))
    assert cancelled.credit is None
    again = await site.reserve(NEXT)
    assert again.credit is not None
    assert again.credit.is_last
    await site.run(changes.Cancel("CNMHN", again.id, OPERATOR))
    assert (await site.reserve(NEXT)).credit is None
    returned = [each["because"] for each in await site.facts("credit.returned")]
    assert returned == ["cancelled"]


async def test_i04_a_credit_never_takes_the_time_of_another_reservation(site: Late) -> None:
    """It waits for the next one, and gives way to a place that the vehicle wants."""
    behind = await site.reserve(slot_id(21))  # arrives from 20:00 on
    await site.kept_waiting()
    assert (await site.read(behind)).credit is not None
    await site.run(changes.Cancel("CNMHN", behind.id, OPERATOR))
    first = await site.reserve(NEXT)
    assert first.credit is not None
    second = await site.reserve(slot_id(21))  # 20:00, while the first may come until 20:10
    before, after = await site.read(first), await site.read(second)
    assert (before.credit, before.placed.arrive_until) == (None, NOON + timedelta(hours=7, minutes=30))
    assert after.credit is not None
    with pytest.raises(VehicleAlreadyBooked):
        await site.reserve(slot_id(19))


async def test_abuse_leaving_and_joining_again_earns_nothing(site: Late) -> None:
    reserved = await site.reserve(FIRST)
    site.at(13)
    await site.promise(1)
    for minute in (10, 20, 30):
        visit = await site.arrive(reserved if minute == 10 else None, "" if minute == 10 else "YA0001")
        site.at(13, minute)
        await site.run(Leave("CNMHN", visit.id, AS_OPERATOR))
    last = await site.arrive(None, "YA0001")
    site.at(15)
    await site.admit(last)
    assert await site.kinds() == []


async def test_abuse_a_credit_is_the_vehicles_whatever_its_plates_and_no_other_vehicles(site: Late) -> None:
    await site.kept_waiting(vin=VIN)
    assert (await site.reserve(NEXT, "YA0002")).credit is None
    renamed = await site.reserve(slot_id(21), "YA0003", vin=VIN)
    assert renamed.credit is not None
    assert (await site.reserve(slot_id(18, 23), "YA0001", vin=VIN)).credit is None


async def test_abuse_a_swapped_vehicle_does_not_bring_or_take_the_others_credit(site: Late) -> None:
    await site.kept_waiting(company="acme", owner="company:acme")
    following = await site.reserve(NEXT, company="acme", owner="company:acme")
    assert following.credit is not None
    other: dict[str, Any] = {"vehicle_key": plate_key("YA0002", "CN"), "vehicle": {"plate": "YA0002", "country": "CN"}}
    swapped = await site.run(changes.SwapVehicle("CNMHN", following.id, OPERATOR, salt="5a17" * 8, **other))
    assert (swapped.credit, swapped.placed.arrive_until) == (None, NOON + timedelta(hours=7, minutes=30))
    assert (await site.reserve(slot_id(22))).credit is not None


async def test_what_was_missed_while_the_site_kept_the_vehicle_waiting_is_forgiven(site: Late) -> None:
    first, second = await site.reserve(FIRST), await site.reserve(slot_id(17))  # arrive 16:00 to 18:30
    site.at(13)
    await site.promise()
    visit = await site.arrive(first)
    site.at(18, 30)
    await site.lapse()
    struck = await site.read(second)
    assert struck.miss is not None
    assert struck.miss.counts
    site.at(19)
    await site.admit(visit)
    forgiven = await site.read(second)
    assert forgiven.miss is not None
    assert forgiven.miss.forgiven
    assert await site.kinds() == ["reservation.missed", "credit.given", "miss.forgiven"]


async def test_a_vehicle_that_was_held_up_that_day_is_not_struck_for_the_next_slot(site: Late) -> None:
    await site.kept_waiting()
    same_day, other_day = await site.reserve(slot_id(18)), await site.reserve(slot_id(18, 23))
    site.at(20, 10)
    await site.lapse()
    site.at(20, day=1)
    await site.lapse()
    for reservation, is_struck in ((same_day, False), (other_day, True)):
        found = await site.read(reservation)
        assert found.miss is not None
        assert found.miss.struck is is_struck
