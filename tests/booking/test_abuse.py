"""What people did to other systems, done to this one: camping, cloning, looping, editing, taking what is others'."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from serai.booking import changes, refusals
from serai.booking.actions import Asker
from serai.booking.vehicles import plate_key
from serai.core.errors import Stale
from serai.identity.rules import Caller
from tests.booking.counter import ACME, BOLT, DRIVER, RIVAL, by, desk, hours, later, own, refused, rule, status
from tests.worlds import OPERATOR, World, hold, reservation, slot_id, waiting

assert desk
SITE = "CNMHN"
VIN, OTHER_VIN = "LZZ5CLVB8PA000001", "LZZ5CLVB8PA000002"


# Hold camping.


async def test_i07_a_driver_with_many_plates_lets_few_holds_of_a_lane_run_out(desk: World) -> None:
    await desk.site(capacity=50)
    for number in range(2):
        await desk.desks.run(hold(slot_id(18), f"YA000{number}"))
    await later(desk, minutes=10)
    again = await refused(desk, hold(slot_id(20), "YA0002"), refusals.HoldAgain)
    assert again.retry_after == 30 * 60 + 1
    await later(desk, seconds=again.retry_after - 1)
    await desk.desks.run(hold(slot_id(20), "YA0002"))


async def test_i07_a_hold_is_not_renewed_by_taking_it_again(desk: World) -> None:
    await desk.site()
    await desk.desks.run(hold(slot_id(18), "YA0001"))
    for minutes in (9, 2, 28):  # before it ends, after it ended, and just before the cooldown does
        await later(desk, minutes=minutes)
        for other in (slot_id(18), slot_id(21)):
            await refused(desk, hold(other, "YA0001", "key:somebody else"), refusals.HoldAgain)


async def test_i07_a_rulebook_with_shorter_holds_ends_none_that_was_promised_longer(desk: World) -> None:
    """A vehicle would have had two at once: the cooldown began when a shorter hold would have ended."""
    await desk.site()
    await rule(desk, hold_minutes=90)
    await desk.desks.run(hold(slot_id(18), "YA0001"))
    await rule(desk, hold_minutes=1, hold_cooldown_minutes=5)
    await later(desk, minutes=30)
    again = await refused(desk, hold(slot_id(20), "YA0001"), refusals.HoldAgain)
    assert again.retry_after == (60 + 5) * 60 + 1
    await later(desk, seconds=again.retry_after - 1)
    await desk.desks.run(hold(slot_id(20), "YA0001"))


async def test_i07_one_vin_on_several_plates_has_one_hold(desk: World) -> None:
    await desk.site()
    await desk.desks.run(hold(slot_id(18), "YA0001", vin_key=f"{VIN}:VIN"))
    await refused(desk, hold(slot_id(20), "YA0002", "key:2", vin_key=f"{VIN}:VIN"), refusals.HoldAgain)
    await refused(desk, hold(slot_id(20), "YA0001", "key:3"), refusals.HoldAgain)
    await desk.desks.run(hold(slot_id(20), "YA0003", "key:4", vin_key=f"{OTHER_VIN}:VIN"))


async def test_i07_a_company_with_many_plates_lets_its_share_of_an_hour_run_out_and_no_more(desk: World) -> None:
    await desk.site(capacity=30)
    for number in range(3):
        await desk.desks.run(hold(slot_id(18 + number), f"YA000{number}", ACME.scope, company=ACME.company))
    await later(desk, minutes=10)
    camping = hold(slot_id(22), "YA0004", ACME.scope, company=ACME.company)
    assert (await refused(desk, camping, refusals.HoldAgain)).retry_after
    await desk.desks.run(hold(slot_id(22), "YA0004", BOLT.scope, company=BOLT.company))


async def test_i07_a_hold_that_was_used_costs_the_company_no_allowance(desk: World) -> None:
    await desk.site(capacity=30)
    for number in range(6):
        asked = hold(slot_id(16 + number), f"YA000{number}", ACME.scope, company=ACME.company)
        held = await desk.desks.run(asked)
        await desk.desks.run(replace(reservation(SITE, f"YA000{number}", **by(ACME)), slot=None, hold=held.id))


async def test_i07_an_offer_is_not_renewed_by_waiting_again(desk: World) -> None:
    await desk.site(capacity=1)
    await desk.desks.run(waiting(SITE, "YA0001", *hours(6, 7), **by(DRIVER)))
    (found,) = await desk.rows("SELECT id FROM reservation WHERE status = 'offered'")
    await later(desk, minutes=14)
    await desk.desks.run(changes.Decline(SITE, found["id"], own(DRIVER)))
    again = await refused(desk, waiting(SITE, "YA0001", *hours(6, 7), **by(DRIVER)), refusals.HoldAgain)
    assert again.retry_after == 40 * 60 + 1


# One vehicle under several names.


async def test_i04_a_vehicle_that_swaps_its_plates_has_one_window(desk: World) -> None:
    await desk.site()
    await desk.reserve(slot_id(18), "YA0001", vin=VIN)
    await refused(desk, reservation(slot_id(19), "YB0002", vin=VIN, **by(ACME)), refusals.VehicleAlreadyBooked)
    await refused(desk, hold(slot_id(19), "YB0002", "key:2", vin_key=f"{VIN}:VIN"), refusals.VehicleAlreadyBooked)
    await desk.reserve(slot_id(21), "YB0002", vin=VIN)


async def test_i04_two_trucks_with_one_vin_are_not_both_live_at_two_sites(desk: World) -> None:
    await desk.site()
    await desk.site("CNHEK")
    asked = [reservation(slot_id(18, site=site), plate, vin=VIN) for site, plate in ((SITE, "YA1"), ("CNHEK", "YB2"))]
    outcomes = await asyncio.gather(*(desk.desks.run(each) for each in asked), return_exceptions=True)
    assert sum(isinstance(each, refusals.VehicleAlreadyBooked) for each in outcomes) == 1
    assert sum(isinstance(each, Exception) for each in outcomes) == 1


async def test_i04_a_reservation_is_not_moved_or_extended_into_another_window_of_its_vehicle(desk: World) -> None:
    await desk.site()
    first = await desk.reserve(slot_id(18), "YA0001", vin=VIN, **by(DRIVER))
    await desk.reserve(slot_id(21), "YB0002", vin=VIN, **by(ACME))  # arrive from 20:00; the first may until 19:30
    move = changes.Move(SITE, first.id, own(DRIVER), slot=slot_id(19))
    await refused(desk, move, refusals.VehicleAlreadyBooked)
    await refused(desk, changes.Extend(SITE, first.id, own(DRIVER)), refusals.VehicleAlreadyBooked)


@pytest.mark.parametrize(
    "plate",
    ["\u0420\u0412 1234", "\u03a1\u0392-1234", "\uff30\uff22\uff11\uff12\uff13\uff14", "pb 12.34", "P\u0412\u00b71234"],
)
async def test_i04_plates_that_look_alike_are_one_vehicle(desk: World, plate: str) -> None:
    await desk.site()
    await desk.reserve(slot_id(18), "PB1234")
    await refused(desk, reservation(slot_id(18), plate), refusals.VehicleAlreadyBooked)


@pytest.mark.parametrize(
    ("plate", "same"),
    [
        ("1A \u1041\u1042\u1043\u1044", "1A 1234"),  # Burmese
        ("70-\u0e51\u0e52\u0e53\u0e54", "70-1234"),  # Thai
        ("\u0405B1234", "SB1234"),  # Cyrillic dze
        ("\u0408B1234", "JB1234"),  # Cyrillic je
        ("\u03f9B1234", "CB1234"),  # Greek lunate sigma
    ],
)
def test_i04_other_digits_and_rare_letters_are_one_vehicle(plate: str, same: str) -> None:
    assert plate_key(plate, "MM") == plate_key(same, "MM")


# Cancel-and-rebook loops.


async def _given_back(made: World, times: int, **more: Any) -> None:
    for _ in range(times):
        kept = await made.reserve(slot_id(21), "YA0001", **more)
        await made.desks.run(changes.Cancel(SITE, kept.id, OPERATOR))


async def test_cancelling_and_rebooking_ends_and_says_when_it_may_go_on(desk: World) -> None:
    await desk.site()
    await _given_back(desk, 4)
    asked = reservation(slot_id(20), "YA0001")
    for each in (asked, hold(slot_id(20), "YA0001"), waiting(SITE, "YA0001", *hours(8, 9))):
        loop = await refused(desk, each, refusals.TooManyRebooks)
        assert (loop.facts["rule"], loop.facts["given_back"], loop.retry_after) == ("rebooks_per_day", 4, 24 * 3600 + 1)
    await later(desk, days=1)
    await desk.desks.run(reservation(slot_id(20, day=23), "YA0001"))


async def test_a_loop_goes_on_under_no_other_plate_of_the_vin(desk: World) -> None:
    await desk.site()
    await _given_back(desk, 4, vin=VIN)
    await refused(desk, reservation(slot_id(20), "YB0002", vin=VIN), refusals.TooManyRebooks)
    await desk.reserve(slot_id(20), "YB0002")


async def test_giving_back_too_late_twice_is_a_miss(desk: World) -> None:
    await desk.site()
    await rule(desk, strikes={"misses": 1, "days": 30, "block_days": 14})
    peak = slot_id(15, day=23)
    for hour in (16, 17):  # within the six hours before
        await desk.reserve(peak, f"YB00{hour}")
        kept = await desk.reserve(slot_id(hour), "YA0001")
        await desk.desks.run(changes.Cancel(SITE, kept.id, OPERATOR))
    blocked = await refused(desk, reservation(peak, "YA0001"), refusals.PeakBlocked)
    assert blocked.facts["rule"] == "strikes"
    await desk.reserve(slot_id(20, day=23), "YA0001")  # outside the peak it is served


async def test_a_swap_is_no_way_out_of_the_loop(desk: World) -> None:
    await desk.site()
    await _given_back(desk, 4)
    kept = await desk.reserve(slot_id(21), "YB0002", **by(ACME))
    await refused(desk, _swap(kept.id, "YA0001"), refusals.TooManyRebooks)


def _swap(id_: str, plate: str) -> changes.SwapVehicle:
    stated = {"plate": plate, "country": "CN"}
    return changes.SwapVehicle(SITE, id_, own(ACME), vehicle_key=plate_key(plate, "CN"), vehicle=stated, salt="5a" * 16)


async def test_a_swap_gives_no_vehicle_more_open_reservations_than_it_may_have(desk: World) -> None:
    await desk.site()
    for hour in (15, 18):
        await desk.reserve(slot_id(hour), "YA0001")
    kept = await desk.reserve(slot_id(22), "YB0002", **by(ACME))
    await refused(desk, _swap(kept.id, "YA0001"), refusals.TooManyOpen)


# Editing after booking.


async def test_class_and_company_stay_whatever_is_changed(desk: World) -> None:
    await desk.site(lanes=("export-general", "export-fresh"))
    kept = await desk.reserve(slot_id(20), "YA0001", **by(ACME))
    other = changes.Move(SITE, kept.id, own(ACME), slot=slot_id(21, lane="export-fresh"))
    facts = (await refused(desk, other, refusals.WrongClass)).facts
    assert (facts["takes"], facts["lanes"]) == ("fresh", ["export-general"])
    for change in (
        changes.Move(SITE, kept.id, own(ACME), slot=slot_id(21)), _swap(kept.id, "YB0002"),
        changes.Extend(SITE, kept.id, own(ACME)), changes.Cancel(SITE, kept.id, own(ACME)),
    ):  # fmt: skip
        after = await desk.desks.run(change)
        assert (after.cargo_class, after.company, after.lane) == (kept.cargo_class, kept.company, kept.lane)
        assert (after.owner, after.reference, after.cargo) == (kept.owner, kept.reference, kept.cargo)


async def test_a_driver_names_no_other_vehicle(desk: World) -> None:
    await desk.site()
    kept = await desk.reserve(slot_id(20), "YA0001", **by(DRIVER))
    await refused(desk, replace(_swap(kept.id, "YB0002"), asker=own(DRIVER)), refusals.SwapUnbound)


async def test_a_change_of_a_version_that_is_gone_is_refused(desk: World) -> None:
    await desk.site()
    kept = await desk.reserve(slot_id(20), "YA0001", **by(ACME))
    read = frozenset({str(kept.version)})
    await desk.desks.run(changes.Move(SITE, kept.id, own(ACME), match=read, slot=slot_id(21)))
    for change in (
        changes.Cancel(SITE, kept.id, own(ACME), match=read), replace(_swap(kept.id, "YB0002"), match=read),
        changes.Extend(SITE, kept.id, own(ACME), match=read),
        changes.Move(SITE, kept.id, own(ACME), match=read, slot=slot_id(22)),
    ):  # fmt: skip
        await refused(desk, change, Stale)
    assert await status(desk, kept) == "confirmed"


CHANGES: tuple[Callable[[str, Asker], changes.Change], ...] = (
    lambda id_, asker: changes.Cancel(SITE, id_, asker),
    lambda id_, asker: changes.Decline(SITE, id_, asker),
    lambda id_, asker: changes.Accept(SITE, id_, asker),
    lambda id_, asker: changes.Extend(SITE, id_, asker),
    lambda id_, asker: changes.Move(SITE, id_, asker, slot=slot_id(21)),
    lambda id_, asker: replace(_swap(id_, "YB0002"), asker=asker),
)


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("stranger", [RIVAL, BOLT])
async def test_i29_a_reservation_of_somebody_else_is_as_none(
    desk: World, change: Callable[[str, Asker], changes.Change], stranger: Caller
) -> None:
    await desk.site()
    kept = await desk.reserve(slot_id(20), "YA0001", **by(ACME))
    length = len(await desk.ledger())
    theirs = await refused(desk, change(kept.id, own(stranger)), refusals.ReservationUnknown)
    none = await refused(desk, change(f"{SITE}-nobody", own(stranger)), refusals.ReservationUnknown)
    assert (theirs.detail, theirs.facts.keys()) == (none.detail, none.facts.keys())
    assert len(await desk.ledger()) == length


async def test_a_hold_of_somebody_else_is_as_none(desk: World) -> None:
    await desk.site()
    held = await desk.desks.run(hold(slot_id(20), "YA0001", DRIVER.scope))
    for owner in (RIVAL, BOLT):
        stolen = replace(reservation(SITE, "YA0001", **by(owner)), slot=None, hold=held.id)
        await refused(desk, stolen, refusals.HoldUnknown)


async def test_a_hold_serves_the_vehicle_it_was_taken_for_and_no_other(desk: World) -> None:
    await desk.site()
    held = await desk.desks.run(hold(slot_id(20), "YA0001", DRIVER.scope))
    sold = replace(reservation(SITE, "YB0002", **by(DRIVER)), slot=None, hold=held.id)
    await refused(desk, sold, refusals.HoldOfAnother)
