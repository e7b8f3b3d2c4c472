"""A closure displaces, and whom it displaces is given another slot with the least regret in all."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from serai.booking.changes import Accept, Move
from serai.booking.refusals import SlotFull
from serai.disruption import actions as displacing
from serai.disruption import closing
from serai.disruption import planning as retimings
from serai.sites import actions as sites
from tests.worlds import NOON, OPERATOR, World, calendar_document, hold, reservation, slot_id, world


async def _close(made: World, from_hours: float, to_hours: float) -> closing.Closed:
    bounds = NOON + timedelta(hours=from_hours), NOON + timedelta(hours=to_hours)
    opening = sites.OpenClosure("CNMHN", "closure-1", "export-general", *bounds, "works", None)
    return await made.desks.run(closing.Close("CNMHN", opening))


async def _statuses(made: World) -> dict[str, tuple[str, str]]:
    rows = await made.rows("SELECT id, status, slot FROM reservation")
    return {row["id"]: (row["status"], row["slot"]) for row in rows}


async def test_i03_a_closure_names_whom_it_displaces_and_the_plan_keeps_their_order(database_url: str) -> None:
    async with world(database_url) as made:
        await made.site(capacity=2)
        kept = await made.reserve(slot_id(17), "YA0000")
        lost = [await made.reserve(slot_id(18 + number // 2), f"YA000{number + 1}") for number in range(4)]
        closed = await _close(made, 6, 8)
        assert closed.displaced == [each.id for each in lost]
        assert {status for status, _ in (await _statuses(made)).values()} == {"confirmed", "displaced"}
        found = await retimings.carry_out(made.database, made.desks, retimings.Wanted("CNMHN", NOON))
        after = await _statuses(made)
        assert after[kept.id] == ("confirmed", slot_id(17))
        assert {after[each.id][0] for each in lost} == {"confirmed"}
        new = [after[each.id][1] for each in lost]
        assert new == sorted(new)
        assert not set(new) & {slot_id(18), slot_id(19)}
        plan = found.plans["export-general"]
        assert len(plan.moves) == 4
        kinds = [entry.kind for entry in await made.ledger()]
        assert kinds.count("reservation.displaced") == kinds.count("reservation.retimed") == 4


async def test_a_closure_is_tried_and_what_it_does_then_is_what_was_told(database_url: str) -> None:
    async with world(database_url) as made:
        await made.site(capacity=2)
        for number in range(7):
            await made.reserve(slot_id(17 + number // 2), f"YA000{number}")
        opening = sites.OpenClosure(
            "CNMHN", "preview", None, NOON + timedelta(hours=6), NOON + timedelta(hours=8), "x", None
        )
        before = len(await made.ledger())
        foreseen = await retimings.planned(made.database, retimings.Wanted("CNMHN", NOON, opening=opening))
        assert len(await made.ledger()) == before
        closed = await _close(made, 6, 8)
        done = await retimings.carry_out(made.database, made.desks, retimings.Wanted("CNMHN", NOON))
        assert {move.reservation for move in foreseen.moves} == set(closed.displaced)
        assert foreseen.moves == done.moves
        assert {move.shift_minutes for move in done.moves} != {0}


async def test_who_asks_before_the_plan_is_carried_out_takes_nothing_from_who_is_displaced(database_url: str) -> None:
    async with world(database_url) as made:
        await made.site(capacity=1)
        lost = await made.reserve(slot_id(18), "YA0001")
        await _close(made, 6, 7)
        plans = (await retimings.planned(made.database, retimings.Wanted("CNMHN", NOON))).plans
        (move,) = plans["export-general"].moves
        with pytest.raises(SlotFull):
            await made.desks.run(reservation(move.to_slot, "YA0002"))
        assert await made.desks.run(displacing.Retime("CNMHN", moves=(move,))) == []  # it is offered by now
        (row,) = await made.rows("SELECT status, offer_slot, offer_expires_at FROM reservation")
        assert (row["status"], row["offer_slot"]) == ("offered", move.to_slot)
        accepted = await made.desks.run(Accept("CNMHN", lost.id, OPERATOR))
        assert (accepted.status, accepted.placed.slot) == ("confirmed", move.to_slot)


async def test_the_duty_retimes_whom_nobody_looked_after(database_url: str) -> None:
    async with world(database_url) as made:
        await made.site(capacity=1)
        lost = await made.reserve(slot_id(18), "YA0001")
        await _close(made, 6, 7)
        retimer = retimings.Retimer(made.database)
        async with made.database.reading() as connection:
            (due,) = await retimer(connection)
            assert await retimer(connection) == []
        await made.desks.run(due.command)
        assert (await _statuses(made))[lost.id][0] == "confirmed"


async def test_a_displaced_driver_moves_freely_whatever_the_hour(database_url: str) -> None:
    async with world(database_url) as made:
        await made.site(capacity=1)
        lost = await made.reserve(slot_id(16), "YA0001")
        await _close(made, 4, 5)
        moved = await made.desks.run(Move("CNMHN", lost.id, OPERATOR, slot=slot_id(15)))
        assert (moved.status, moved.placed.slot) == ("confirmed", slot_id(15))


async def test_others_make_way_only_when_the_whole_day_is_retimed(database_url: str) -> None:
    async with world(database_url) as made:
        await made.site(capacity=1)
        rest = [await made.reserve(slot_id(hour), f"YB00{hour}") for hour in range(19, 23)]
        lost = await made.reserve(slot_id(18), "YA0001")
        await _close(made, 6, 7)
        await retimings.carry_out(made.database, made.desks, retimings.Wanted("CNMHN", NOON, whole_day=True))
        after = await _statuses(made)
        assert {status for status, _ in after.values()} == {"confirmed"}
        assert [after[each.id][1] for each in (lost, *rest)] == sorted(after[each.id][1] for each in (lost, *rest))
        assert after[lost.id][1] == slot_id(19)


async def test_i03_a_hold_of_a_slot_that_became_too_small_takes_nobodys_place(database_url: str) -> None:
    """It was confirmed all the same, and the slot had more reservations than places."""
    async with world(database_url) as made:
        await made.site(capacity=3)
        first, second = [await made.desks.run(hold(slot_id(18), f"YA000{n}")) for n in (2, 3)]
        await made.desks.run(displacing.PutCalendar("CNMHN", None, calendar_document(["export-general"], 1)))
        asked = [replace(reservation("CNMHN", f"YA000{n}"), slot=None) for n in (2, 3)]
        await made.desks.run(replace(asked[0], hold=first.id))
        with pytest.raises(SlotFull):
            await made.desks.run(replace(asked[1], hold=second.id))
        assert sorted(status for status, _ in (await _statuses(made)).values()) == ["confirmed"]
