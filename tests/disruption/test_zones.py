"""I-20: a slot keeps the wall time that its driver was shown, whatever becomes of the site's clocks."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import update
from sqlmodel import col

from serai.booking import changes
from serai.booking.lapsing import lapsing
from serai.booking.queries import reservations
from serai.booking.reservations import Reservation
from serai.booking.tables import ReservationRow
from serai.core.agenda import Agenda
from serai.disruption import rezoning
from serai.disruption.actions import PutRulebook
from serai.disruption.schemas import ZoneChangeView
from serai.sites.rulebook import RulebookDocument
from tests.worlds import NOON, OPERATOR, World, opened, slot_id, waiting, world

INSTANTS = ("starts_at", "ends_at", "arrive_from", "arrive_until")
YANGON = ZoneInfo("Asia/Yangon")


async def _found(made: World, id_: str) -> Reservation:
    async with made.database.reading() as connection:
        return (await reservations(connection, [id_]))[id_]


async def test_i20_a_zone_changed_by_decree_moves_instants_and_no_wall_time(database_url: str) -> None:
    async with world(database_url) as made:
        await made.site()
        booked = [await made.reserve(slot_id(hour), "YA0001") for hour in (15, 20)]
        foreseen = await rezoning.preview(made.database, "CNMHN", "Asia/Yangon", NOON)
        assert [each.reservation for each in foreseen] == [each.id for each in booked]
        await made.desks.run(rezoning.ChangeSite("CNMHN", None, {"zone": "Asia/Yangon"}))
        for before, hour in zip(booked, (15, 20), strict=True):
            after = await _found(made, before.id)
            assert after.placed.slot == before.placed.slot
            assert after.placed.starts_at == datetime(2026, 11, 22, hour, tzinfo=YANGON)
            assert after.placed.starts_at - before.placed.starts_at == timedelta(minutes=90)
            assert after.placed.arrive_until - before.placed.arrive_until == timedelta(minutes=90)
            assert after.version > before.version
        told = [entry.event for entry in await made.ledger() if entry.kind == "reservation.rezoned"]
        assert {each.reservation for each in told} == {each.id for each in booked}  # type: ignore[attr-defined]
        (row,) = await made.rows("SELECT count(*) AS n FROM slot_count WHERE taken = 1")
        assert row["n"] == 2


async def test_i20_newer_time_zone_data_is_noticed_when_a_process_starts(database_url: str) -> None:
    async with world(database_url) as made:
        await made.site()
        booked = await made.reserve(slot_id(18), "YA0001")
        # as if it had been booked by rules that a decree has changed since: everything an hour early
        early = {name: getattr(booked.placed, name) - timedelta(hours=1) for name in INSTANTS}
        await _put_back(made, booked.id, early)
        async with opened(made.database, made.clock) as restarted:
            async with made.database.reading() as connection:
                rezoner = rezoning.Rezoner()
                (due,) = await rezoner(connection)
                assert await rezoner(connection) == []
            affected = await restarted.desks.run(due.command)
            assert [each.reservation for each in affected] == [booked.id]
        assert (await _found(made, booked.id)).placed == booked.placed


async def test_i20_an_offer_is_made_anew_by_the_clocks_of_now(database_url: str) -> None:
    """It told 18:00 by the old clocks; whoever accepted it would have come an hour and a half early."""
    async with world(database_url) as made:
        await made.site(capacity=1)
        kept = await made.reserve(slot_id(18), "YA0001")
        waits = await made.desks.run(waiting("CNMHN", "YA0002", NOON + timedelta(hours=6), NOON + timedelta(hours=8)))
        await made.desks.run(changes.Cancel("CNMHN", kept.id, OPERATOR))
        assert (await _found(made, waits.id)).status == "offered"
        await made.desks.run(rezoning.ChangeSite("CNMHN", None, {"zone": "Asia/Yangon"}))
        offer = (await _found(made, waits.id)).offer
        assert offer is not None
        assert offer.zone == "Asia/Yangon"
        assert offer.slot == slot_id(offer.starts_at.astimezone(YANGON).hour)
        accepted = await made.desks.run(changes.Accept("CNMHN", waits.id, OPERATOR))
        assert accepted.placed.starts_at == offer.starts_at


async def test_i20_who_was_promised_a_time_that_is_leapt_over_is_named_and_gets_another(database_url: str) -> None:
    """Nobody else is affected: the calendar has no slot at 02:00 of the day on which Sydney's clocks go forward."""
    async with world(database_url, datetime(2026, 10, 3, 4, tzinfo=UTC)) as made:
        await made.site()
        booked = await made.reserve("CNMHN~export-general~20261004T0200~60", "YA0001")
        (foreseen,) = await rezoning.preview(made.database, "CNMHN", "Australia/Sydney", made.clock.now())
        assert (foreseen.reservation, foreseen.slot, foreseen.after) == (booked.id, booked.placed.slot, None)
        assert ZoneChangeView.of("Australia/Sydney", [foreseen]).affected[0].to is None
        await made.desks.run(rezoning.ChangeSite("CNMHN", None, {"zone": "Australia/Sydney"}))
        assert (await _found(made, booked.id)).status == "displaced"
        told = [entry.event for entry in await made.ledger() if entry.kind == "reservation.displaced"]
        assert [(each.reservation, each.because) for each in told] == [(booked.id, "zone")]  # type: ignore[attr-defined]


async def test_i20_who_waits_for_a_slot_waits_for_its_wall_time(database_url: str) -> None:
    """By the clocks of Rangoon 18:00 is an hour and a half later: the wish ended before the slot had begun."""
    async with world(database_url) as made:
        await made.site(capacity=1)
        await made.desks.run(PutRulebook("CNMHN", None, RulebookDocument.model_validate({"lead_minutes": 0})))
        kept = await made.reserve(slot_id(18), "YA0001")
        waits = await made.reserve(slot_id(18), "YA0002", may_wait=True)
        await made.desks.run(rezoning.ChangeSite("CNMHN", None, {"zone": "Asia/Yangon"}))
        agenda = Agenda(made.database, made.clock, made.desks, [lapsing])
        await agenda.advance(made.clock, NOON + timedelta(hours=7, minutes=15))
        await made.desks.run(changes.Cancel("CNMHN", kept.id, OPERATOR))
        found = await _found(made, waits.id)
        assert (found.status, found.offer and found.offer.starts_at) == (
            "offered",
            datetime(2026, 11, 22, 18, tzinfo=YANGON),
        )


async def test_i20_the_window_that_was_promised_goes_with_the_place(database_url: str) -> None:
    """An extension stays, and a rulebook that was put since, or is to come, changes no window."""
    async with world(database_url) as made:
        await made.site()
        booked = await made.reserve(slot_id(18), "YA0001")
        before = (await made.desks.run(changes.Extend("CNMHN", booked.id, OPERATOR))).placed
        later = {"arrive_before_minutes": 5, "effective_from": (NOON + timedelta(hours=9)).isoformat()}
        for each in ({"arrive_after_minutes": 5}, later):
            await made.desks.run(PutRulebook("CNMHN", None, RulebookDocument.model_validate(each)))
        await made.desks.run(rezoning.ChangeSite("CNMHN", None, {"zone": "Asia/Yangon"}))
        after = (await _found(made, booked.id)).placed
        for name in INSTANTS:
            assert getattr(after, name) - getattr(before, name) == timedelta(minutes=90)


async def test_i20_a_slot_that_has_begun_stays_whoever_asks_for_it_just_then(database_url: str) -> None:
    async with world(database_url) as made:
        await made.site()
        booked = await made.reserve(slot_id(15), "YA0001")
        made.clock.set(booked.placed.starts_at)
        asked = changes.Cancel("CNMHN", booked.id, OPERATOR, match=frozenset({"another"}))
        decreed = rezoning.ChangeSite("CNMHN", None, {"zone": "Asia/Yangon"})
        await asyncio.gather(made.desks.run(asked), made.desks.run(decreed), return_exceptions=True)
        assert (await _found(made, booked.id)).placed == booked.placed


async def test_i04_of_two_windows_that_come_to_overlap_one_gets_another_place(database_url: str) -> None:
    """A vehicle is due at two sites one after the other; then the clocks of the first go back."""
    async with world(database_url) as made:
        await made.site()
        await made.site("MMMUS", lanes=("import-general",))
        first = await made.reserve(slot_id(15), "YA0001")
        await made.reserve(slot_id(18, lane="import-general", site="MMMUS"), "YA0001")
        await made.desks.run(rezoning.ChangeSite("CNMHN", None, {"zone": "Asia/Yangon"}))
        assert (await _found(made, first.id)).status == "offered"  # another place, in which it can be on time


async def _put_back(made: World, id_: str, times: dict[str, datetime]) -> None:
    async with made.database.writing() as connection:
        stored = {name: at.astimezone(UTC) for name, at in times.items()}
        await connection.execute(update(ReservationRow).where(col(ReservationRow.id) == id_).values(**stored))
