"""Release windows: asked inside, drawn after, refused before; whatever else happens meanwhile (I-22)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from serai.booking import changes
from serai.booking.book import Book
from serai.booking.draws import Draws
from serai.booking.refusals import DrawFixed, DrawNotClosed, SlotUnreleased, TooManyOpen, VehicleAlreadyEntered
from serai.core.clock import TestClock
from serai.core.db import Database
from serai.core.desk import Command
from serai.core.errors import Refusal
from serai.disruption import actions as displacing
from serai.disruption.rezoning import ChangeSite
from serai.draws.actions import GiveOutside, HoldDraw
from serai.draws.draw import verify
from serai.schema import migrate
from tests.draws.draws import CLOSES, DAY, DRAW, HELD, LANE, OPENS, as_recorded, entered, over, plates, rulebook, site
from tests.simulation import memories
from tests.worlds import OPERATOR, calendar_document, hold, opened, reservation, slot_id, waiting

AN_HOUR = timedelta(hours=1)


async def test_i22_who_asks_inside_the_window_is_drawn_and_nobody_is_served_before(database_url: str) -> None:
    async with site(database_url) as here:
        await here.until(OPENS)
        made = [await here.ask(plate) for plate in plates(8)]
        assert {(each.status, each.draw) for each in made} == {("waitlisted", DRAW)}
        await here.until(CLOSES)
        assert await here.won() == []
        await here.until(HELD)
        assert len(await here.won()) == 3
        kinds = [each.kind for each in await here.facts("draw", "reservation")]
        assert kinds == [
            "draw.committed", "draw.opened", *["reservation.waitlisted"] * 8, "draw.closed", "draw.outside",
            "draw.held", *["reservation.drawn"] * 3,
        ]  # fmt: skip


async def test_i22_the_secret_is_committed_to_a_day_before_it_is_asked(database_url: str) -> None:
    async with site(database_url) as here:
        await here.until(HELD + timedelta(days=7))
        committed = await here.facts("draw.committed")
        assert [each.at for each in committed][1:] == [OPENS + timedelta(days=6)]


@pytest.mark.parametrize("at", [OPENS - timedelta(minutes=30), CLOSES, CLOSES + timedelta(minutes=9)])
async def test_outside_the_window_it_is_refused_with_when_to_come_back(database_url: str, at: datetime) -> None:
    async with site(database_url) as here:
        await here.until(OPENS - AN_HOUR)
        kept = await here.world.reserve(slot_id(18, 23), "YB0001")
        await here.until(at)
        move = changes.Move("CNMHN", kept.id, OPERATOR, slot=slot_id(18, DAY))
        commands: list[Command[Any]] = [reservation(slot_id(18, DAY), "YA0001"), hold(slot_id(18, DAY), "YA0001"), move]
        for asked in commands:
            with pytest.raises(SlotUnreleased) as refused:
                await here.world.desks.run(asked)
            wait = timedelta(seconds=refused.value.retry_after or 0)
            assert refused.value.facts["rule"] == "release_windows"
            assert at + wait == OPENS if at < OPENS else wait > timedelta(0)


async def test_while_it_is_open_nothing_is_held_and_nobody_moves_there(database_url: str) -> None:
    async with site(database_url) as here:
        kept = await here.world.reserve(slot_id(18, 23), "YB0001")
        await entered(here, plates(2))
        commands: list[Command[Any]] = [
            hold(slot_id(18, DAY), "YA0009"),
            changes.Move("CNMHN", kept.id, OPERATOR, slot=slot_id(18, DAY)),
        ]
        for asked in commands:
            with pytest.raises(SlotUnreleased):
                await here.world.desks.run(asked)
        assert (await here.ask("YA0010", may_wait=True)).draw == DRAW


async def test_before_anything_is_announced_the_slots_are_kept_all_the_same(database_url: str) -> None:
    async with site(database_url) as here:  # no duty has run
        with pytest.raises(SlotUnreleased):
            await here.ask("YA0001")
        await here.world.desks.run(reservation(slot_id(18, 27), "YA0001"))


async def test_once_it_is_held_places_go_to_who_comes_and_freed_ones_to_the_next_drawn(database_url: str) -> None:
    async with site(database_url, capacity=2) as here:
        await entered(here, plates(5))
        await here.until(HELD)
        lots = (await here.held()).lots
        first_loser, winner = lots[2].reservation, lots[0].reservation
        await here.world.desks.run(changes.Cancel("CNMHN", winner, OPERATOR))
        (offer,) = await here.facts("reservation.offered")
        assert offer.event.reservation == first_loser  # type: ignore[attr-defined]
        ordinary = await here.ask("YA0009", 20)
        assert ordinary.status == "confirmed"


async def test_i22_asking_again_gives_the_first_entry_again(database_url: str) -> None:
    async with site(database_url) as here:
        (first,) = await entered(here, ["YA0001"])
        for hour in (18, 18, 20):
            assert (await here.ask("ya-0001", hour)).id == first
        assert len(await here.facts("reservation.waitlisted")) == 1


async def test_i22_one_vehicle_has_one_lot_whoever_enters_it_and_whatever_its_plates(database_url: str) -> None:
    vin = "LZGJL4W49KX000001"
    async with site(database_url, open_per_vehicle=6) as here:
        await here.until(OPENS)
        await here.ask("YA0001", vin=vin)
        await here.ask("YA0001", owner="key:another")
        await here.ask("YB0002", owner="key:a-third", vin=vin)
        await here.ask("YB0002", 20, owner="key:a-fourth")
        facts = [each.event.model_dump() for each in await here.facts("reservation.waitlisted")]
        assert len(facts) == 4
        assert len({each["lot"] for each in facts}) == 1
        await here.ask("YC0003", owner="key:another")
        with pytest.raises(VehicleAlreadyEntered):
            await here.ask("YC0003", owner="key:a-fifth", vin=vin)
        await here.until(HELD)
        assert sorted(lot.because for lot in (await here.held()).lots) == ["drawn", "drawn", *["same_vehicle"] * 3]


async def test_a_vehicle_may_not_wait_more_often_than_its_quota(database_url: str) -> None:
    async with site(database_url, open_per_vehicle=2) as here:
        await here.until(OPENS)
        for owner in ("key:one", "key:two"):
            await here.ask("YA0001", owner=owner)
        with pytest.raises(TooManyOpen):
            await here.ask("YA0001", owner="key:three")


async def test_who_leaves_is_not_drawn_and_may_ask_for_something_else(database_url: str) -> None:
    async with site(database_url, capacity=9) as here:
        first, other = await entered(here, plates(2))
        await here.world.desks.run(changes.Cancel("CNMHN", first, OPERATOR))
        again = await here.ask("YA0000", 20)
        assert again.id != first
        await here.until(CLOSES)
        await here.world.desks.run(changes.Cancel("CNMHN", other, OPERATOR))
        await here.until(HELD)
        assert [lot.reservation for lot in (await here.held()).lots] == [again.id]
        assert await here.won() == ["YA0000"]


async def test_i04_a_vehicle_that_is_booked_elsewhere_leaves_its_lot_to_the_next(database_url: str) -> None:
    async with site(database_url, capacity=1) as here:
        await here.world.site("LABTN", capacity=9)
        await entered(here, plates(4))
        for plate in plates(3):
            await here.world.reserve(slot_id(18, DAY, site="LABTN"), plate)
        await here.until(HELD)
        (drawn,) = await here.facts("reservation.drawn")
        held = await here.held()
        assert len(held.barred) == 3
        assert drawn.event.reservation not in held.barred  # type: ignore[attr-defined]
        assert sorted(await here.won()) == plates(4)  # three at the other site


async def test_a_companys_share_of_the_hour_counts_in_the_draw(database_url: str) -> None:
    async with site(database_url, capacity=10, company_share=0.2) as here:
        await entered(here, plates(20), company="C-A")
        await here.ask("YB0001", company="C-B")
        await here.until(HELD)
        assert len(await here.won()) == 3
        assert (await here.held()).caps[f"{LANE}~20261129T1000Z"] == 2


async def test_a_range_is_entered_as_far_as_one_draw_decides_about_it(database_url: str) -> None:
    the_day = datetime(2026, 11, DAY - 1, 16, tzinfo=UTC)  # the midnight at Mohan with which it begins
    async with site(database_url) as here:
        await here.until(OPENS)
        ask = here.world.desks.run
        inside = await ask(waiting("CNMHN", "YA0001", the_day, the_day + timedelta(days=3)))
        assert inside.draw == DRAW
        assert inside.wants is not None
        assert inside.wants.until == the_day + timedelta(days=1)
        before = await ask(waiting("CNMHN", "YA0002", the_day - timedelta(hours=2), the_day + timedelta(days=3)))
        assert before.draw is None
        assert before.wants is not None
        assert before.wants.until == the_day
        await here.until(CLOSES)
        with pytest.raises(SlotUnreleased):
            await ask(waiting("CNMHN", "YA0003", the_day, the_day + timedelta(days=1)))


async def test_i08_places_that_are_added_while_it_is_open_are_drawn_too(database_url: str) -> None:
    async with site(database_url, capacity=0) as here:
        await entered(here, plates(3))
        await here.world.desks.run(displacing.PutCalendar("CNMHN", None, calendar_document([LANE], 2)))
        assert await here.facts("reservation.offered") == []
        await here.until(HELD)
        assert await here.facts("reservation.offered") == []
        assert len(await here.won()) == 2


async def test_a_draw_is_held_as_announced_whatever_rulebook_follows(database_url: str) -> None:
    async with site(database_url) as here:
        await entered(here, plates(4))
        await here.world.desks.run(displacing.PutRulebook("CNMHN", None, rulebook(release_windows=[])))
        await here.until(HELD)
        assert len(await here.won()) == 3
        await here.until(HELD + timedelta(days=8))
        assert len(await here.facts("draw.committed")) == 1


async def test_a_window_that_had_closed_when_its_rulebook_came_decides_nothing(database_url: str) -> None:
    async with site(database_url, release_windows=[]) as here:
        await here.until(CLOSES + timedelta(minutes=1))
        await here.world.desks.run(displacing.PutRulebook("CNMHN", None, rulebook()))
        await here.until(CLOSES + timedelta(minutes=20))
        assert (await here.ask("YA0001")).status == "confirmed"


async def test_a_window_put_while_it_would_be_open_is_open_from_then_on(database_url: str) -> None:
    async with site(database_url, release_windows=[]) as here:
        await here.until(OPENS + timedelta(minutes=10))
        await here.world.desks.run(displacing.PutRulebook("CNMHN", None, rulebook()))
        with pytest.raises(SlotUnreleased) as refused:
            await here.ask("YA0001")
        assert refused.value.retry_after == 5
        await here.until(OPENS + timedelta(minutes=11))
        assert (await here.ask("YA0001")).draw == DRAW


@pytest.mark.parametrize(("beacon", "source"), [("ab" * 32, "beacon:test#1"), ("silent", "ledger"), (None, "ledger")])
async def test_the_value_from_outside_is_the_beacons_or_in_the_end_the_ledgers(
    database_url: str, beacon: str | None, source: str
) -> None:
    async with site(database_url, beacon=beacon) as here:
        await entered(here, plates(4))
        await here.until(HELD)
        closed, outside = [(await here.facts(kind))[0] for kind in ("draw.closed", "draw.outside")]
        said = outside.event.model_dump()
        assert said["source"] == source
        assert said["value"] == (closed.digest if source == "ledger" else beacon)
        assert outside.at == CLOSES + timedelta(minutes=10 if source == "ledger" else 1)


async def test_i22_a_value_is_taken_after_closing_and_only_the_first(database_url: str) -> None:
    async with site(database_url) as here:
        await entered(here, plates(4))
        give = GiveOutside("CNMHN", DRAW, "cd" * 32, "neighbour:ours")
        with pytest.raises(DrawNotClosed):
            await here.world.desks.run(give)
        await here.until(CLOSES)
        await here.world.desks.run(give)
        with pytest.raises(DrawFixed):
            await here.world.desks.run(GiveOutside("CNMHN", DRAW, "ef" * 32, "auditor:ours"))
        await here.until(CLOSES + timedelta(minutes=1))
        assert len(await here.won()) == 3


async def test_i22_a_secret_that_was_not_committed_to_holds_no_draw(database_url: str) -> None:
    async with site(database_url) as here:
        await entered(here, plates(4))
        await here.until(CLOSES)
        await here.world.desks.run(GiveOutside("CNMHN", DRAW, "cd" * 32, "neighbour:ours"))
        with pytest.raises(ValueError, match="not the secret"):
            await here.world.desks.run(HoldDraw("CNMHN", DRAW, b"x" * 32))
        assert await here.won() == []


STOPS = [OPENS - AN_HOUR, OPENS, OPENS + timedelta(minutes=5), CLOSES, CLOSES + timedelta(minutes=10)]


@pytest.mark.parametrize("stop", STOPS)
async def test_another_process_goes_on_wherever_one_died(database_url: str, stop: datetime) -> None:
    """Also under a new secret of the service, where the former one is listed as past."""
    async with site(database_url) as here:
        await here.until(min(stop, OPENS))
        if stop >= OPENS:
            await entered(here, plates(5))
        await here.until(stop)
        async with opened(here.world.database, TestClock(stop)) as other:
            there = over(other, seed=2, secrets=("a new secret", here.duty._secrets[0]))
            if stop < OPENS:
                await entered(there, plates(5))
            await there.until(HELD)
            assert len(await there.won()) == 3
            assert len(await there.facts("draw")) == 5


async def test_two_processes_hold_a_draw_once(database_url: str) -> None:
    async with site(database_url) as here, opened(here.world.database, here.world.clock) as other:
        there = over(other, seed=2)
        await entered(here, plates(5))
        while here.world.clock.now() < HELD:
            at = here.world.clock.now() + timedelta(minutes=1)
            await here.until(at)
            await there.until(at)
        assert len(await here.facts("draw")) == 5
        assert len(await there.won()) == 3


async def test_i27_tables_and_memories_are_what_the_ledger_adds_up_to(database_url: str, tmp_path: Any) -> None:
    async with site(database_url, capacity=2) as here:
        kept = await entered(here, plates(7))
        await here.world.desks.run(changes.Cancel("CNMHN", kept[0], OPERATOR))
        replica = Database(f"sqlite:///{tmp_path}/replica.db")
        await migrate(replica)
        for at in (OPENS + timedelta(minutes=1), CLOSES, HELD):
            await here.until(at)
            live = here.world.desks._desks["CNMHN"]._memory
            assert live is not None
            fresh = await memories.fresh(here.world.database, "CNMHN")
            drawn = [memories._draws(memory.of(Draws)) for memory in (live, fresh)]
            booked = [memories._book(memory.of(Book)) for memory in (live, fresh)]
            assert [*memories.differences(*drawn), *memories.differences(*booked)] == []
        await memories.replayed(await here.world.ledger(), replica)
        assert await memories.i27(here.world.database, replica) == []
        await replica.close()


async def test_i28_no_plate_is_told_and_no_vehicle_is_known_again_in_another_draw(database_url: str) -> None:
    async with site(database_url) as here:
        await entered(here, plates(3))
        await here.until(OPENS + timedelta(days=7))
        for plate in plates(3):
            await here.world.desks.run(reservation("CNMHN~export-general~20261206T1800~60", plate))
        names = [each.event.model_dump()["known_as"][0] for each in await here.facts("reservation.waitlisted")]
        assert len(set(names)) == 6
        text = "".join(each.body.decode() for each in await here.world.ledger())
        assert "YA000" not in text
        (kept,) = await here.world.rows(f"SELECT secret, lot_key FROM draw WHERE id = '{DRAW}'")
        assert kept == {"secret": None, "lot_key": None}


async def test_unseen_secrets_are_sealed(database_url: str) -> None:
    async with site(database_url) as here:
        await here.until(CLOSES - timedelta(minutes=1))
        (row,) = await here.world.rows("SELECT secret FROM draw")
        await here.until(HELD)
        assert (await here.held()).secret not in row["secret"]


async def test_a_site_that_serves_its_live_queue_only_takes_no_entry(database_url: str) -> None:
    async with site(database_url, mode="live_queue_only") as here:
        await here.until(OPENS)
        with pytest.raises(Refusal) as refused:
            await here.ask("YA0001")
        assert refused.value.code == "site.live_queue_only"
        await here.until(HELD)
        assert await here.won() == []


async def test_i20_an_entry_is_for_the_wall_time_of_its_slot_whatever_becomes_of_the_clocks(database_url: str) -> None:
    async with site(database_url) as here:
        await entered(here, plates(5))
        await here.world.desks.run(ChangeSite("CNMHN", None, {"zone": "Asia/Yangon"}))
        await here.until(HELD)
        assert len(await here.won()) == 3
        entries, held, slots, terms = await as_recorded(here)
        assert verify(held, entries, slots, terms) == []
