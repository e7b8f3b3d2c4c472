"""Another truck was let in than the gate recorded: both facts stand, and each vehicle is where it is."""

from __future__ import annotations

import pytest

from serai.core.errors import Refusal
from serai.queue import queries
from serai.queue.actions import NothingToCorrect
from serai.queue.rules import Queue
from tests.guidance.test_yard import assert_one_truck_one_bay
from tests.guidance.world import SITE, Yard, yard


async def standing(site: Yard, visit: str) -> tuple[str, str | None]:
    """The status of a visit and its bay, by the tables."""
    async with site.world.database.reading() as connection:
        found, _ = (await queries.visits(connection, [visit]))[visit]
    return found.status, found.bay


@pytest.mark.parametrize("seen", ["admitted", "parked", "released"])
async def test_the_one_that_was_let_in_has_the_bay_and_the_other_waits_where_it_stood(
    database_url: str, seen: str
) -> None:
    async with yard(database_url) as site:
        first, bay = await site.admitted("A0001")
        second, third = await site.arrive("A0002"), await site.arrive("A0003")
        assert bay is not None
        if seen != "admitted":
            await site.park(first, bay)
        if seen == "released":
            await site.release(first)
        before = len(await site.kinds())
        await site.correct(first, instead=second)
        assert (await site.kinds(before))[:3] == ["visit.returned", "visit.called", "visit.admitted"]
        assert await standing(site, first) == ("waiting", None)
        assert await standing(site, second) == (seen, bay)
        async with site.world.database.reading() as connection:
            queue = await queries.queue(connection, SITE)
        assert [each.id for each in queue.in_order(queue.visits[first].line)] == [first, third]
        assert_one_truck_one_bay(await site.stored())
        again, other_bay = await site.admit(first), (await site.stored()).stands
        assert again.visit.status == "admitted"
        assert again.visit.bay != bay or other_bay[bay].visit == first
        entries = [entry.kind for entry in await site.world.ledger(SITE)]
        assert entries.count("visit.admitted") == 3, "nothing was overwritten"


async def test_one_vehicle_that_was_let_in_is_counted_once_whoever_the_gate_took_it_for(database_url: str) -> None:
    async with yard(database_url) as site:
        first, _ = await site.admitted("A0001")
        second = await site.arrive("A0002")
        await site.correct(first, instead=second)
        now = site.world.clock.now()
        followed = Queue(SITE)
        for entry in await site.world.ledger(SITE):
            followed.apply(entry.event, entry.at, entry.seq)
        async with site.world.database.reading() as connection:
            loaded = await queries.queue(connection, SITE)
        assert followed.served.by_lane(now) == {"export-general": 1}
        assert loaded.served.admissions == followed.served.admissions
        await site.admit(first)
        async with site.world.database.reading() as connection:
            assert (await queries.queue(connection, SITE)).served.by_lane(now) == {"export-general": 2}


async def test_what_cannot_be_is_refused_and_leaves_no_trace(sqlite_url: str) -> None:
    async with yard(sqlite_url) as site:
        inside, _ = await site.admitted("A0001")
        also, _ = await site.admitted("A0002")
        waits = await site.arrive("A0003")
        before = len(await site.kinds())
        for visit, instead in ((waits, inside), (inside, also), (inside, inside), (inside, "nobody")):
            with pytest.raises(Refusal):
                await site.correct(visit, instead=instead)
        with pytest.raises(NothingToCorrect):
            await site.correct(inside, instead=waits, bay="B101")
        assert len(await site.kinds()) == before
