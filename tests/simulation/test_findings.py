"""What the simulation found and what is not decided or mended yet, each as small as it gets.

Strict: whoever mends one takes its mark away, and its line in `invariants.KNOWN`, where it has one.
"""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from serai.app import LOADERS
from serai.booking import refusals
from serai.booking.lapsing import lapsing
from serai.booking.reservations import Reservation
from serai.core.agenda import Agenda
from serai.core.desk import Loader
from serai.core.folds import Fold
from serai.core.readers import Readers
from serai.guidance import actions as guidance
from serai.guidance.rules import NotInYard
from serai.identity.rights import Relation
from serai.ledger.actions import Ledger
from serai.queue import actions as visits
from serai.queue import machine
from serai.queue.rules import Queue
from serai.sites import actions as sites
from serai.sites.actions import PutRulebook
from serai.sites.rules import SiteFold
from tests.guidance.world import OPERATOR, SITE, another, yard
from tests.queue.desk_world import check_in
from tests.simulation import ground
from tests.simulation.faults import AFTER, Flaky
from tests.simulation.history import History
from tests.simulation.invariants import broken, looked_at
from tests.worlds import NOON, opened, slot_id, world


async def test_i06_a_lost_answer_is_found_although_another_process_wrote_since(database_url: str) -> None:
    """Commit, another process commits, the first answer is lost: what was done is refused as done by somebody else."""
    async with world(database_url) as made:
        await made.site()
        database = Flaky(database_url)
        async with opened(database, made.clock) as unlucky:
            await unlucky.reserve(slot_id(19), "YA0001")
            database.fault, database.meanwhile = AFTER, lambda: made.reserve(slot_id(19), "YA0002")
            said = await asyncio.gather(unlucky.reserve(slot_id(18), "YA0003"), return_exceptions=True)
        await database.close()
    assert isinstance(said[0], Reservation)


async def test_i04_a_missed_reservation_that_arrives_does_not_overlap_with_a_later_one(database_url: str) -> None:
    async with world(database_url) as made:
        await made.site()
        await made.desks.run(PutRulebook(SITE, None, ground.rulebook({"lead_minutes": 0})))
        first = await made.reserve(slot_id(14), "YA0001")
        agenda = Agenda(made.database, made.clock, made.desks, [lapsing])
        await agenda.advance(made.clock, NOON + timedelta(hours=3, minutes=40))
        await made.reserve(slot_id(16), "YA0001")
        with pytest.raises(refusals.VehicleAlreadyBooked):
            await made.desks.run(check_in(reservation=first.id))


async def test_i04_a_missed_reservation_that_arrives_claims_its_window_again(database_url: str) -> None:
    async with world(database_url) as made:
        await made.site()
        first = await made.reserve(slot_id(14), "YA0001")
        agenda = Agenda(made.database, made.clock, made.desks, [lapsing])
        await agenda.advance(made.clock, NOON + timedelta(hours=3, minutes=40))
        assert await made.rows("SELECT * FROM vehicle_claim") == []
        await made.desks.run(check_in(reservation=first.id))
        assert [row["reservation"] for row in await made.rows("SELECT * FROM vehicle_claim")] == [first.id]


def test_i05_whatever_may_be_a_duplicate_may_leave() -> None:
    """`Correct(duplicate_of=…)` ends a visit as `left`, inside too."""
    assert all("left" in machine.MACHINE[status] for status in machine.LIVE)


async def test_i13_a_reader_that_misses_a_commit_while_it_reads_has_it_afterwards(database_url: str) -> None:
    async with world(database_url) as made, opened(made.database, made.clock) as other:
        await made.site()

        async def slow(connection: AsyncConnection, site: str) -> Fold:
            """While the last fold is read, another process commits, and then this one does."""
            found = await LOADERS[Queue](connection, site)
            await other.desks.run(check_in("YA0001"))
            await made.desks.run(check_in("YA0002"))
            return found

        loaders: dict[type[Fold], Loader] = {SiteFold: LOADERS[SiteFold], Queue: slow}
        readers = Readers(made.database, Ledger(), loaders)
        made.desks.parts.followers.append(readers.follow)
        await readers.memory(SITE)
        waiting = (await readers.memory(SITE)).of(Queue).waiting()
    assert waiting == 2


# Mended, and here so that they stay so.


async def test_i12_after_another_yard_file_nobody_is_told_a_bay_that_is_gone(database_url: str) -> None:
    """The visit is given another bay in the same batch, or told that it has none."""
    async with yard(database_url) as made:
        visit, bay = await made.admitted("YA0001")
        await made.world.desks.run(guidance.PutYard.of(SITE, None, _without_second_gate(ground.FULL)))
        told, has = await made.bay_of(visit), (await made.stored()).stays[visit].bay
        kinds = await made.kinds()
    assert bay not in {None, told}
    assert told == has is not None
    assert kinds[-2:] == ["yard.put", "bay.reassigned"]


async def test_i12_a_yard_file_that_nobody_settles_after_is_noticed(database_url: str) -> None:
    """The twin: the command of sites alone leaves a truck with a bay that is not there."""
    async with yard(database_url) as made:
        visit, _ = await made.admitted("YA0001")
        await made.world.desks.run(sites.PutYard.of(SITE, None, _without_second_gate(ground.FULL)))
        histories = {SITE: History(SITE)}
        found = broken(await looked_at(made.world.database, histories), histories)
    assert any(each.startswith(f"I-12 {SITE}: {visit} was told") for each in found)


async def test_i12_a_bay_that_was_lost_and_is_chosen_again_is_given_again(database_url: str) -> None:
    """A yard file without the bay, then the first again: it is told its old bay, so nobody else may get that."""
    async with yard(database_url) as made:
        await made.world.desks.run(guidance.PutYard.of(SITE, None, _without_second_gate(ground.FULL)))
        visit, bay = await made.admitted("YA0001")
        await made.world.desks.run(guidance.PutYard.of(SITE, None, _without_second_gate(ground.SMALLER)))
        await made.world.desks.run(guidance.PutYard.of(SITE, None, _without_second_gate(ground.FULL)))
        await made.set_road("r-me", "blocked")
        await made.set_road("r-me", "open")
        told, has = await made.bay_of(visit), (await made.stored()).stays[visit].bay
        _, other = await made.admitted("YA0002")
    assert bay not in {each["id"] for each in ground.SMALLER["features"]}
    assert told == has is not None
    assert other != told


async def test_i12_the_bay_of_who_still_waits_cannot_be_corrected(database_url: str) -> None:
    """It would be taken for the bay it was given, and whoever stands there for gone, when it departs unseen."""
    async with yard(database_url) as made:
        visit = await made.arrive("YA0001")
        asker, salt = visits.Asker(OPERATOR, Relation.SITE), "5a17" * 8
        command = guidance.Correct(SITE, visit, asker, reason="mistake", salt=salt, bay="B105")
        said = await asyncio.gather(made.world.desks.run(command), return_exceptions=True)
    assert isinstance(said[0], NotInYard)


async def test_i27_what_others_changed_in_the_yard_is_not_written_again(database_url: str) -> None:
    """A process that caught up with a yard file that lost a bay, and one that has it again, wrote a row of that bay."""
    async with yard(database_url) as made, another(made) as other:
        await made.world.desks.run(guidance.PutYard.of(SITE, None, _without_second_gate(ground.FULL)))
        await other.set_bay("g-22", "closed")
        await made.world.desks.run(guidance.PutYard.of(SITE, None, _without_second_gate(ground.SMALLER)))
        await made.world.desks.run(guidance.PutYard.of(SITE, None, _without_second_gate(ground.FULL)))
        await other.set_bay("g-22", "free")
        rows = await made.world.rows("SELECT bay FROM bay")
    assert [row["bay"] for row in rows] == ["g-22"]


def _without_second_gate(file: dict[str, Any]) -> dict[str, Any]:
    """For a site that has one way in."""
    return {**file, "features": [each for each in file["features"] if each["id"] not in ("gate-2", "r-2")]}
