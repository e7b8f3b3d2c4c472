"""What the gate's commands make of the rules: who is under way is reckoned with, and who is inside is led on."""

from __future__ import annotations

from datetime import timedelta

import pytest

from serai.guidance.events import BayReassigned
from serai.guidance.rules import NoBay
from serai.guidance.ways import way_in
from serai.guidance.yard import YardState
from tests.guidance.world import SITE, Yard, yard
from tests.guidance.yards import sample


def later(site: Yard, by: timedelta) -> None:
    site.world.clock.set(site.world.clock.now() + by)


async def folded(site: Yard) -> YardState:
    state = YardState()
    for entry in await site.world.ledger(SITE):
        state.apply(entry.event, entry.at, entry.seq)
    return state


async def test_who_follows_is_not_led_behind_the_manoeuvre_of_who_goes_before(database_url: str) -> None:
    async with yard(database_url) as site:
        _, before = await site.admitted("A0001")
        later(site, timedelta(seconds=15))
        visit, _ = await site.admitted("A0002")
        way = way_in(await folded(site), visit)
        assert way is not None
        assert sample().bays[before or ""].node not in way.nodes


async def test_a_block_leads_on_who_is_inside_from_where_it_is_thought_to_be(database_url: str) -> None:
    async with yard(database_url) as site:
        for each in sample().bays.values():
            if each.kind == "general" and not each.id.startswith("B3"):
                await site.set_bay(each.id, "occupied", by_sensor=True)
        visit, bay = await site.admitted("A0001")
        assert bay is not None
        assert bay.startswith("B3")
        await site.set_bay("B407", "free", by_sensor=True)
        later(site, timedelta(seconds=80))
        await site.set_road("aisle-3-01", "blocked")
        assert await site.bay_of(visit) == "B407"
        change = [each.event for each in await site.world.ledger(SITE) if isinstance(each.event, BayReassigned)][-1]
        assert (change.before, change.bay, change.cause, change.place) == (bay, "B407", "unreachable", "W1")
        way = way_in(await folded(site), visit)
        assert way is not None
        assert (way.nodes[0], way.nodes[-1]) == ("W1", "A4-07")


async def test_an_overstayers_bay_is_given_to_nobody_until_it_is_known_to_be_empty(database_url: str) -> None:
    async with yard(database_url) as site:
        reefers = [bay.id for bay in sample().bays.values() if bay.kind == "reefer"]
        for taken in reefers[1:]:
            await site.set_bay(taken, "occupied", by_sensor=True)
        visit, bay = await site.admitted("F0001", "fresh")
        await site.park(visit, bay or "")
        late = await site.arrive("F0002", "fresh")
        later(site, timedelta(hours=9))
        with pytest.raises(NoBay):
            await site.admit(late)
        await site.release(visit)
        with pytest.raises(NoBay):
            await site.admit(late)
        await site.set_bay(bay or "", "free", by_sensor=True)
        assert (await site.admit(late)).visit.bay == bay


async def test_stays_are_learned_and_known_again_after_a_restart(database_url: str) -> None:
    async with yard(database_url) as site:
        for number in range(6):
            visit, bay = await site.admitted(f"A{number:04}")
            await site.park(visit, bay or "")
            later(site, timedelta(minutes=50 + number))
            await site.release(visit)
            await site.depart(visit)
        learned, restored = (await folded(site)).dwells.stay("general"), (await site.stored()).dwells.stay("general")
        assert restored == learned
        assert learned.median > 2_000


async def test_a_slow_road_is_recorded_once_and_known_after_a_restart(sqlite_url: str) -> None:
    async with yard(sqlite_url) as site:
        before = len(await site.kinds())
        for status in ("slow", "slow", "blocked", "open"):
            await site.set_road("aisle-1-01", status)
        assert (await site.kinds(before)) == ["road.status_set"] * 3
        await site.set_road("aisle-2-01", "slow")
        stored = await site.stored()
        assert (stored.road_status("aisle-1-01"), stored.road_status("aisle-2-01")) == ("open", "slow")
