"""Admission, parking and departure over real databases: what is recorded, kept and refused."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from serai.core.agenda import Agenda
from serai.core.desk import Memory
from serai.core.desks import Desk, Desks
from serai.core.errors import Refusal, Stale
from serai.core.events import Head
from serai.guidance.actions import Dispute, forgetting
from serai.guidance.disputes import DisputedEnough, disputed_roads
from serai.guidance.events import BayReassigned
from serai.guidance.rules import BayUnknown, NoBay, RoadUnknown
from serai.guidance.yard import YardState
from serai.identity.rights import Relation, Role
from serai.identity.rules import Caller
from serai.queue.actions import Asker, Leave
from serai.queue.machine import VisitEnded
from serai.queue.rules import VisitUnknown
from serai.sites.site import GateUnknown
from tests.guidance.test_yard import CLASSES, assert_one_truck_one_bay
from tests.guidance.world import LANES, OPERATOR, SITE, Yard, another, yard
from tests.guidance.yards import sample
from tests.scale import scaled

DEVICE_TIME = datetime(2026, 11, 21, 1, 2, 3, tzinfo=UTC)


async def test_a_visit_goes_through_the_yard(database_url: str) -> None:
    async with yard(database_url) as site:
        visit, bay = await site.admitted("A0001")
        assert bay == "B105"
        assert (await site.stored()).stands["B105"].given == visit
        seen = await site.park(visit, "B105", at=DEVICE_TIME)
        assert (seen.visit.status, seen.visit.bay) == ("parked", "B105")
        assert (await site.stored()).stands["B105"].parked == visit
        assert (await site.release(visit)).visit.status == "released"
        assert (await site.stored()).stands["B105"].status == "occupied"
        assert (await site.depart(visit)).visit.status == "departed"
        assert (await site.stored()).stands["B105"].status == "free"
        kinds = await site.kinds()
        assert kinds[-6:] == [
            "visit.joined", "visit.called", "visit.admitted", "visit.parked", "visit.released", "visit.departed",
        ]  # fmt: skip
        parked = next(entry.event for entry in await site.world.ledger(SITE) if entry.kind == "visit.parked")
        assert (getattr(parked, "device_at", None), getattr(parked, "inferred", None)) == (DEVICE_TIME, False)


async def test_every_act_is_idempotent_and_records_nothing_twice(sqlite_url: str) -> None:
    async with yard(sqlite_url) as site:
        visit, _ = await site.admitted("A0001")
        for act in (site.admit, site.release, site.depart):
            first = await act(visit)
            before = len(await site.kinds())
            again = await act(visit)
            assert len(await site.kinds()) == before
            assert again.visit == first.visit
        assert (await site.park(visit, "B101")).visit.status == "departed"


async def test_a_later_event_implies_the_missing_ones(sqlite_url: str) -> None:
    async with yard(sqlite_url) as site:
        visit = await site.arrive("A0001")
        before = len(await site.kinds())
        assert (await site.park(visit, "B407")).visit.status == "parked"
        assert await site.kinds(before) == ["visit.called", "visit.admitted", "visit.parked"]
        inferred = [getattr(entry.event, "inferred", None) for entry in (await site.world.ledger(SITE))[before:]]
        assert inferred == [True, True, False]
        assert (await site.stored()).stands["B407"].parked == visit
        other, bay = await site.admitted("A0002")
        assert (await site.depart(other)).visit.status == "departed"
        assert (await site.kinds())[-3:] == ["visit.parked", "visit.released", "visit.departed"]
        assert bay is not None
        assert (await site.stored()).stands[bay].status == "free"


async def test_no_bay_is_a_refusal_that_leaves_no_trace(sqlite_url: str) -> None:
    async with yard(sqlite_url) as site:
        long = await site.arrive("A0001", length_cm=1_876)
        before = len(await site.kinds())
        with pytest.raises(NoBay) as refused:
            await site.admit(long)
        assert refused.value.facts == {"rule": "bay.fits", "bays": 40, "eligible": 0, "why": {"kind": 22, "length": 18}}
        assert len(await site.kinds()) == before
        for number, reefer in enumerate(bay.id for bay in sample().bays.values() if bay.kind == "reefer"):
            visit, bay = await site.admitted(f"F{number:04}", "fresh")
            assert bay is not None
            assert bay[:2] == reefer[:2]
        late = await site.arrive("F9999", "fresh")
        with pytest.raises(NoBay):
            await site.admit(late)
        await site.depart(visit)
        assert (await site.admit(late)).visit.bay == bay


async def test_needs_are_met(sqlite_url: str) -> None:
    async with yard(sqlite_url) as site:
        assert (await site.admitted("A0001", needs=("power",)))[1] == "B201"
        assert (await site.admitted("A0002", needs=("inspection",)))[1] == "B101"


async def test_a_site_without_a_yard_admits_without_a_bay(sqlite_url: str) -> None:
    async with yard(sqlite_url, has_yard=False) as site:
        visit, bay = await site.admitted("A0001")
        assert bay is None
        with pytest.raises(BayUnknown):
            await site.park(visit, "B101")
        assert (await site.depart(visit)).visit.status == "departed"
        assert "visit.parked" not in await site.kinds()


async def test_what_does_not_exist_is_refused_and_recorded_nowhere(sqlite_url: str) -> None:
    async with yard(sqlite_url) as site:
        visit = await site.arrive("A0001")
        before = len(await site.kinds())
        refusals: list[tuple[type[Refusal], object]] = [
            (BayUnknown, site.park(visit, "B999")),
            (BayUnknown, site.set_bay("B999", "free")),
            (RoadUnknown, site.set_road("nowhere", "blocked")),
            (VisitUnknown, site.admit("CNMHN-00000000000000000000000000")),
            (GateUnknown, site.admit(visit, gate="gate-9")),
            (Stale, site.admit(visit, match=frozenset({"1"}))),
        ]
        for refusal, asked in refusals:
            with pytest.raises(refusal):
                await asked  # type: ignore[misc]
        assert len(await site.kinds()) == before


async def test_parking_elsewhere_is_a_fact_and_whoever_was_to_come_is_sent_elsewhere(database_url: str) -> None:
    async with yard(database_url) as site:
        one, first = await site.admitted("A0001")
        two, second = await site.admitted("A0002")
        assert first is not None
        assert second is not None
        await site.park(one, second)
        moved = (await site.world.ledger(SITE))[-1].event
        assert moved == BayReassigned(
            visit=two, before=second, bay=await site.bay_of(two), cause="taken", place="gate-in"
        )
        assert await site.bay_of(one) == second
        stored = await site.stored()
        assert stored.stands[second].parked == one
        assert stored.stands[(await site.bay_of(two)) or ""].given == two
        assert_one_truck_one_bay(stored)
        await site.park(one, "B201")
        assert (await site.stored()).stands[second].status == "free"


async def test_a_closed_bay_and_a_blocked_road_send_trucks_elsewhere_and_only_those(sqlite_url: str) -> None:
    async with yard(sqlite_url) as site:
        one, first = await site.admitted("A0001")
        two, _ = await site.admitted("A0002")
        before = len(await site.kinds())
        await site.set_bay(first or "", "closed")
        assert await site.kinds(before) == ["bay.status_set", "bay.reassigned"]
        assert await site.bay_of(one) != first
        before = len(await site.kinds())
        aisle = (await site.bay_of(two) or "")[1]
        await site.set_road(f"aisle-{aisle}-01", "blocked")
        moved = [entry.event for entry in (await site.world.ledger(SITE))[before:] if entry.kind == "bay.reassigned"]
        assert {getattr(event, "visit", None) for event in moved} <= {one, two}
        assert {getattr(event, "cause", None) for event in moved} == {"unreachable"}
        for visit in (one, two):
            assert (await site.bay_of(visit) or "")[:2] not in ("", f"B{aisle}")


async def test_a_truck_without_a_bay_gets_the_first_that_is_free(sqlite_url: str) -> None:
    async with yard(sqlite_url) as site:
        for other in (f"B2{number:02}" for number in range(2, 11)):
            await site.set_bay(other, "closed")
        visit, bay = await site.admitted("F0001", "fresh")
        assert bay == "B201"
        await site.set_bay("B201", "closed")
        assert await site.bay_of(visit) is None
        await site.set_bay("B207", "free")
        assert await site.bay_of(visit) == "B207"
        causes = [getattr(entry.event, "cause", None) for entry in await site.world.ledger(SITE)]
        assert [cause for cause in causes if cause] == ["closed", "freed"]


async def test_a_sensor_that_repeats_itself_records_nothing(sqlite_url: str) -> None:
    async with yard(sqlite_url) as site:
        before = len(await site.kinds())
        for _ in range(3):
            await site.set_bay("B105", "occupied", by_sensor=True)
        await site.set_bay("B106", "free", by_sensor=True)
        await site.set_road("entry", "open")
        assert await site.kinds(before) == ["bay.status_set"]
        visit, bay = await site.admitted("A0001")
        assert bay == "B106"
        await site.park(visit, "B106")
        before = len(await site.kinds())
        await site.set_bay("B106", "occupied", by_sensor=True)
        assert await site.kinds(before) == []


async def test_a_bay_found_empty_is_taken_from_the_visit_that_was_thought_to_stand_there(sqlite_url: str) -> None:
    async with yard(sqlite_url) as site:
        visit, bay = await site.admitted("A0001")
        assert bay is not None
        await site.park(visit, bay)
        await site.set_bay(bay, "free", by_sensor=True)
        assert await site.bay_of(visit) is None
        assert (await site.admitted("A0002"))[1] == bay
        await site.park(visit, "B301")
        assert await site.bay_of(visit) == "B301"
        assert_one_truck_one_bay(await site.stored())


async def test_nobody_is_admitted_after_leaving(sqlite_url: str) -> None:
    async with yard(sqlite_url) as site:
        visit = await site.arrive("A0001")
        await site.world.desks.run(Leave(SITE, visit, Asker(OPERATOR, Relation.SITE)))
        before = len(await site.kinds())
        for act in (site.admit, site.release, site.depart):
            with pytest.raises(VisitEnded):
                await act(visit)
        with pytest.raises(VisitEnded):
            await site.park(visit, "B105")
        assert len(await site.kinds()) == before
        assert (await site.stored()).trucks == {}


async def someday(site: Yard, random: Random, steps: int) -> None:
    """A day of likely and unlikely reports, as a yard's gates, sensors and operators send them."""
    visits: list[str] = []
    bays, roads = sorted(sample().bays), sorted(sample().roads)
    for step in range(steps):
        visit = random.choice(visits) if visits else ""
        match random.choice("aaaapppprrddsb" if visits else "a"):
            case "a":
                visits.append(await site.arrive(f"A{step:04}", random.choice(CLASSES)))
                acting = site.admit(visits[-1])
            case "p":
                given = await site.bay_of(visit)
                acting = site.park(visit, given if given and random.random() < 0.7 else random.choice(bays))
            case "r":
                acting = site.release(visit)
            case "d":
                acting = site.depart(visit)
            case "s":
                status = random.choice(("free", "free", "occupied", "closed"))
                await site.set_bay(random.choice(bays), status, by_sensor=random.random() < 0.5)
                continue
            case _:
                await site.set_road(random.choice(roads), random.choice(("open", "open", "blocked")))
                continue
        try:
            await acting
        except NoBay:
            continue


@pytest.mark.parametrize("seed", range(scaled(30)))
async def test_i27_the_tables_are_what_the_ledger_adds_up_to(seed: int, sqlite_url: str) -> None:
    async with yard(sqlite_url) as site:
        await someday(site, Random(seed), 60)
        folded = YardState()
        for entry in await site.world.ledger(SITE):
            folded.apply(entry.event, entry.at, entry.seq)
        stored = await site.stored()
        assert stored.stands == folded.stands
        assert stored.blocked == folded.blocked
        assert stored.trucks == folded.trucks
        assert stored.stays == folded.stays
        assert_one_truck_one_bay(stored)
        for visit, stay in stored.stays.items():
            assert await site.bay_of(visit) == stay.bay


class _Stale(Desk):
    """Sabotage: memory is never brought to the head that was claimed."""

    async def _brought_to(self, head: Head, connection: AsyncConnection) -> Memory:
        if self._memory is None:
            self._memory = await Memory.load(connection, head, self._parts.loaders)
        return self._memory


class _StaleDesks(Desks):
    desk = _Stale


async def rush(url: str, desks: type[Desks] = Desks) -> list[str | None]:
    """Three processes admit 18 general trucks at once; the bays they were told."""
    async with yard(url) as first, AsyncExitStack() as stack:
        visits = [await first.arrive(f"A{number:04}") for number in range(18)]
        sites = [await stack.enter_async_context(another(first, desks)) for _ in range(3)]
        for site in sites:
            await site.set_bay("B105", "occupied", by_sensor=True)
        seen = await asyncio.gather(
            *[sites[i % 3].admit(visit) for i, visit in enumerate(visits)], return_exceptions=True
        )
        return [each.visit.bay for each in seen if not isinstance(each, BaseException)]


async def test_i12_a_rush_through_three_processes_gives_every_truck_its_own_bay(database_url: str) -> None:
    bays = await rush(database_url)
    assert len(bays) == len(set(bays)) == 17


async def test_i12_twin_a_memory_that_is_not_brought_up_gives_one_bay_twice(database_url: str) -> None:
    bays = await rush(database_url, _StaleDesks)
    assert len(bays) > len(set(bays))


async def test_a_drivers_word_counts_twice_a_stay(database_url: str) -> None:
    driver = Asker(Caller(role=Role.DRIVER, key="driver"), Relation.ANY)
    async with yard(database_url) as site:
        visit, first = await site.admitted("A0001")
        await site.world.desks.run(Dispute(SITE, visit, driver, what=first or ""))
        second = await site.bay_of(visit)
        assert second not in (None, first)
        await site.world.desks.run(Dispute(SITE, visit, driver, what=("W1", "A1-01")))
        held = await site.stored()
        assert (held.stays[visit].disputes, list(disputed_roads(held).values())) == (2, [1])
        with pytest.raises(DisputedEnough):
            await site.world.desks.run(Dispute(SITE, visit, driver, what=await site.bay_of(visit) or ""))
        await site.park(visit, await site.bay_of(visit) or "")
        await site.depart(visit)
        assert await site.world.rows("SELECT * FROM dispute") == []


async def test_what_can_be_looked_back_on_no_more_is_forgotten(database_url: str) -> None:
    async with yard(database_url) as site:
        world, agenda = site.world, Agenda(site.world.database, site.world.clock, site.world.desks, [forgetting])
        await world.site("LABTN", lanes=LANES)
        for road in ("aisle-3-05", "aisle-4-05"):
            await site.set_road(road, "blocked")
            visit, bay = await site.admitted(f"A-{road}")
            await site.park(visit, bay or "")
            await agenda.advance(world.clock, world.clock.now() + timedelta(hours=3))
        assert await remembered(site) == ({"aisle-4-05"}, 1), "what was so five hours ago is gone, and nothing else"
        await agenda.advance(world.clock, world.clock.now() + timedelta(hours=9))
        assert await remembered(site) == (set(), 0)
        assert (await site.stored()).blocked == {"aisle-3-05", "aisle-4-05"}


async def remembered(site: Yard) -> tuple[set[str], int]:
    """The roads and how many bays of which it is known what they were."""
    roads = await site.world.rows("SELECT road FROM road_was")
    bays = await site.world.rows("SELECT DISTINCT bay FROM bay_was")
    return {row["road"] for row in roads}, len(bays)
