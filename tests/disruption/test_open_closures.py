"""A lane that stands until it is lifted costs those who come near, one after the other, and nobody who comes later."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.booking import queries
from serai.booking.changes import Accept, Cancel, Move
from serai.booking.events import ReservationDisplaced
from serai.booking.refusals import SlotClosed
from serai.booking.reservations import Reservation
from serai.booking.schemas import ReservationView
from serai.core.agenda import Agenda
from serai.core.errors import Refusal
from serai.disruption import actions as displacing
from serai.disruption import closing, planning, retiming
from serai.sites import actions as sites
from serai.sites import events, rulebook
from serai.sites.rules import SiteFold
from serai.sites.site import accept
from tests.worlds import NOON, OPERATOR, World, calendar_document, reservation, site_document, slot_id, waiting, world

HOUR = timedelta(hours=1)


@asynccontextmanager
async def stopped_world(url: str, capacity: int = 1) -> AsyncIterator[tuple[World, list[Reservation]]]:
    """Noon; who has a place at 13, 14, 15 and 16 o'clock."""
    async with world(url) as made:
        await made.site(capacity=capacity)
        yield made, [await made.reserve(slot_id(hour), f"YA00{hour}") for hour in range(13, 17)]


async def close(made: World, to_hours: float | None = None, lane: str | None = "export-general") -> closing.Closed:
    to = None if to_hours is None else NOON + to_hours * HOUR
    opening = sites.OpenClosure("CNMHN", "closure-1", lane, None, to, "works", None)
    return await made.desks.run(closing.Close("CNMHN", opening))


async def advance(made: World, hours: float) -> None:
    agenda = Agenda(made.database, made.clock, made.desks, (closing.RollingForward(made.clock),))
    await agenda.advance(made.clock, NOON + hours * HOUR)


async def statuses(made: World) -> list[str]:
    return [row["status"] for row in await made.rows("SELECT status FROM reservation ORDER BY id")]


async def read(made: World, known: Reservation) -> ReservationView:
    async with made.database.reading() as connection:
        return ReservationView.of((await queries.reservations(connection, [known.id]))[known.id])


async def test_i03_an_open_end_takes_only_who_starts_within_the_notice(database_url: str) -> None:
    async with stopped_world(database_url) as (made, has):
        closed = await close(made)
        assert (closed.displaced, closed.to_follow) == ([has[0].id], 3)
        assert await statuses(made) == ["displaced", "confirmed", "confirmed", "confirmed"]


async def test_i03_it_rolls_forward_and_each_displacement_names_its_reservation_when_it_comes_near(
    database_url: str,
) -> None:
    async with stopped_world(database_url) as (made, has):
        await close(made)
        await advance(made, 0.9)
        assert await statuses(made) == ["displaced", "confirmed", "confirmed", "confirmed"]
        await advance(made, 2.5)
        assert await statuses(made) == ["displaced", "displaced", "displaced", "confirmed"]
        entries = [(each.event, each.at) for each in await made.ledger()]
        lost = [(fact.reservation, at) for fact, at in entries if isinstance(fact, ReservationDisplaced)]
        assert lost == [(each.id, NOON + hours * HOUR) for hours, each in enumerate(has[:3])]


async def test_i03_once_it_is_lifted_the_rest_keep_their_places_untouched(database_url: str) -> None:
    async with stopped_world(database_url) as (made, has):
        before = [(await read(made, each)).model_dump() for each in has[1:]]
        await close(made)
        await made.desks.run(closing.LiftClosure("CNMHN", "closure-1"))
        assert [(await read(made, each)).model_dump() for each in has[1:]] == before
        await advance(made, 2.5)
        assert (await statuses(made))[1:] == ["confirmed", "confirmed", "confirmed"]


async def test_i03_a_closure_with_an_end_takes_all_its_span_at_once(database_url: str) -> None:
    async with stopped_world(database_url) as (made, has):
        closed = await close(made, to_hours=3)
        assert (closed.displaced, closed.to_follow) == ([each.id for each in has[:2]], 0)


async def test_i03_an_end_holds_at_once_also_under_a_closure_that_has_none(database_url: str) -> None:
    async with stopped_world(database_url) as (made, has):
        await close(made)
        opening = sites.OpenClosure("CNMHN", "closure-2", None, None, NOON + 4 * HOUR, "flood", None)
        closed = await made.desks.run(closing.Close("CNMHN", opening))
        assert closed.displaced == [has[1].id, has[2].id]
        assert (await read(made, has[1])).displaced_because.reason == "flood"  # type: ignore[union-attr]


async def test_nobody_gets_a_new_place_in_a_slot_that_others_keep(database_url: str) -> None:
    """Neither who asks, nor who moves, nor who waits, nor who was offered it before."""
    async with world(database_url) as made:
        await made.site(capacity=1)
        has = [await made.reserve(slot_id(hour), f"YA00{hour}") for hour in (14, 16)]
        elsewhere = await made.reserve(slot_id(22), "YA0022")
        waits = await made.desks.run(waiting("CNMHN", "YA0099", NOON + 2 * HOUR, NOON + 3 * HOUR))
        await made.desks.run(Cancel("CNMHN", has[0].id, OPERATOR))
        assert (await read(made, waits)).status == "offered"
        await close(made)
        for asked in (reservation(slot_id(14), "YA0098"), Move("CNMHN", elsewhere.id, OPERATOR, slot=slot_id(14))):
            with pytest.raises(SlotClosed):
                await made.desks.run(asked)
        with pytest.raises(Refusal, match="offer"):
            await made.desks.run(Accept("CNMHN", waits.id, OPERATOR))
        assert await statuses(made) == ["cancelled", "confirmed", "confirmed", "waitlisted"]


async def test_the_whole_day_is_retimed_without_those_who_wait_for_a_lane_to_open(database_url: str) -> None:
    async with stopped_world(database_url) as (made, _):
        await close(made)
        wanted = planning.Wanted("CNMHN", NOON, whole_day=True)
        found = await planning.carry_out(made.database, made.desks, wanted)
        assert found.moves == ()
        assert await statuses(made) == ["displaced", "confirmed", "confirmed", "confirmed"]


async def test_what_a_closure_would_cost_is_told_before_and_changes_nothing(database_url: str) -> None:
    async with stopped_world(database_url) as (made, _):
        for to_hours, expected in ((None, (1, 3)), (3, (2, 0)), (24, (4, 0))):
            to = None if to_hours is None else NOON + to_hours * HOUR
            opening = sites.OpenClosure("CNMHN", "preview", None, None, to, "works", None)
            async with made.database.reading() as connection:
                cost = await closing.preview(connection, opening, NOON)
            assert (cost.displaced, cost.to_follow) == expected
        assert await statuses(made) == ["confirmed"] * 4
        await close(made)
        async with made.database.reading() as connection:
            again = await closing.preview(
                connection, sites.OpenClosure("CNMHN", "again", None, None, None, "works", None), NOON
            )
        assert (again.displaced, again.to_follow) == (0, 0), "who goes by the first closure goes once"


@pytest.mark.parametrize("how", ["moved", "accepted", "retimed"])
async def test_i03_who_got_its_place_last_loses_it_first_whenever_it_was_made(database_url: str, how: str) -> None:
    async with world(database_url) as made:
        await made.site(capacity=2)
        older = await made.reserve(slot_id(22), "YA0001")
        first = await made.reserve(slot_id(20), "YA0002")
        if how == "moved":
            await made.desks.run(Move("CNMHN", older.id, OPERATOR, slot=slot_id(20)))
        elif how == "accepted":
            second = await made.reserve(slot_id(20), "YA0003")
            await made.desks.run(Cancel("CNMHN", older.id, OPERATOR))
            older = await made.desks.run(waiting("CNMHN", "YA0001", NOON + 8 * HOUR, NOON + 9 * HOUR))
            first, gone = second, first
            await made.desks.run(Cancel("CNMHN", gone.id, OPERATOR))
            await made.desks.run(Accept("CNMHN", older.id, OPERATOR))
        else:
            plan = retiming.Move(older.id, slot_id(22), slot_id(20), -120, "makes_way")
            await made.desks.run(displacing.Retime("CNMHN", moves=(plan,)))
        await made.desks.run(displacing.PutCalendar("CNMHN", None, calendar_document(["export-general"], 1)))
        assert (await read(made, older)).status == "displaced"
        assert (await read(made, first)).status == "confirmed"


async def test_a_reservation_says_what_took_its_place_and_from_when_it_was_moved(database_url: str) -> None:
    async with world(database_url) as made:
        await made.site(capacity=1)
        lost = await made.reserve(slot_id(18), "YA0001")
        opening = sites.OpenClosure("CNMHN", "c-1", None, NOON + 6 * HOUR, NOON + 7 * HOUR, "scanner", "the belt")
        await made.desks.run(closing.Close("CNMHN", opening))
        shown = await read(made, lost)
        why = {"code": "closure", "closure": "c-1", "reason": "scanner"}
        assert shown.model_dump(include={"displaced_because", "retimed_from"}) == {
            "displaced_because": why,
            "retimed_from": None,
        }
        found = await planning.carry_out(made.database, made.desks, planning.Wanted("CNMHN", NOON))
        shown = await read(made, lost)
        (move,) = found.moves
        before = {"starts_at": "2026-11-22T18:00:00+08:00", "shift_minutes": move.shift_minutes}
        assert shown.model_dump(include={"displaced_because", "retimed_from"}) == {
            "displaced_because": why,
            "retimed_from": before,
        }
        await made.desks.run(Move("CNMHN", lost.id, OPERATOR, slot=slot_id(9, 23)))
        shown = await read(made, lost)
        assert (shown.displaced_because, shown.retimed_from) == (None, None)


async def test_what_a_reservation_lost_to_the_calendar_says_so(database_url: str) -> None:
    async with world(database_url) as made:
        await made.site(capacity=1)
        lost = await made.reserve(slot_id(18), "YA0001")
        await made.desks.run(displacing.PutCalendar("CNMHN", None, calendar_document(["export-general"], 0)))
        shown = (await read(made, lost)).model_dump(include={"displaced_because"})
        assert shown == {"displaced_because": {"code": "calendar", "closure": None, "reason": None}}


NOTICES = st.lists(st.tuples(st.integers(-5, 50), st.integers(0, 90)), max_size=4)


@given(NOTICES, st.integers(1, 60), st.booleans())
def test_i03_the_duty_comes_at_the_first_minute_at_which_the_rule_takes_the_place(
    notices: list[tuple[int, int]], starts_in: int, has_end: bool
) -> None:
    """Whatever versions of the rulebook are still to come into force."""
    site = SiteFold()
    site.site = accept(site_document("CNMHN", ["export-general"], "UTC"))
    minute = timedelta(minutes=1)
    for version, (at, notice) in enumerate(notices, 1):
        book = rulebook.Rulebook.model_validate({"retiming": {"notice_minutes": notice}}).as_record()
        fact = events.RulebookPut(version=version, effective_from=NOON + at * minute, rulebook=book)
        site.apply(fact, NOON, 1 + version)
    until = NOON + 100 * minute if has_end else None
    site.apply(events.ClosureOpened(closure="c", lane=None, from_=NOON, until=until, reason="x"), NOON, 9)
    calendar = calendar_document(["export-general"], 1)
    site.apply(events.CalendarPut(calendar=calendar.model_dump(mode="json", by_alias=True)), NOON, 10)
    (slot,) = site.slots("export-general", NOON + HOUR, NOON + 2 * HOUR)
    after = slot.starts_at - starts_in * minute
    taken = [at for at in (after + each * minute for each in range(starts_in)) if not site.is_kept(slot, at)]
    if has_end:
        assert len(taken) == starts_in
    else:
        assert min(taken, default=slot.starts_at) == site.near_at(slot.starts_at, after)
