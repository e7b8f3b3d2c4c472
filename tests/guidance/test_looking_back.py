"""What is looked back on is what was: every state of the yard in the last hour, from how it stands now."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import datetime, timedelta
from random import Random
from typing import Any

import httpx
import pytest

from serai.guidance.rules import NoBay
from serai.guidance.yard import YardState
from serai.guidance.yard_routes import router
from serai.identity.rights import Role
from tests.guidance.test_routes import Gatehouse, gatehouse
from tests.guidance.world import SITE, Yard
from tests.scale import scaled

__all__ = ["gatehouse"]
ROADS = ("entry", "aisle-1-03", "aisle-2-04")
Picture = tuple[dict[str, tuple[str, str | None]], dict[str, str]]


@pytest.fixture
async def operator(gatehouse: Gatehouse) -> AsyncIterator[httpx.AsyncClient]:
    gatehouse.app.include_router(router)
    async with gatehouse.client(Role.OPERATOR, SITE) as client:
        yield client


def picture(state: YardState) -> Picture:
    assert state.ground is not None
    bays = {bay: (stand.status, stand.visit) for bay, stand in state.stands.items()}
    return bays, {road: state.road_status(road) for road in state.ground.yard.roads}


def played(scenes: list[dict[str, Any]]) -> list[tuple[datetime, Picture]]:
    """The whole yard from each scene's instant on."""
    bays: dict[str, tuple[str, str | None]] = {}
    roads: dict[str, str] = {}
    found = []
    for scene in scenes:
        bays |= {bay: (each["status"], each["visit"]) for bay, each in scene["bays"].items()}
        roads |= scene["roads"]
        found.append((datetime.fromisoformat(scene["at"]), (dict(bays), dict(roads))))
    return found


@pytest.mark.parametrize("seed", range(scaled(20)))
async def test_each_moment_is_shown_as_it_was(gatehouse: Gatehouse, operator: httpx.AsyncClient, seed: int) -> None:
    site, random = gatehouse.site, Random(seed)
    inside: list[str] = []
    seen: list[tuple[datetime, Picture]] = []
    for number in range(30):
        later(site, random.choice((1, 3)))
        await something(site, random, inside, number)
        seen.append((site.world.clock.now(), picture(await site.stored())))
    told = (await operator.get(f"/sites/{SITE}/yard/replay", params={"minutes": 40})).json()
    scenes, since = played(told["scenes"]), datetime.fromisoformat(told["since"])
    looked = [(at, was) for at, was in seen if at > since]
    assert len(looked) > 10
    for at, was in looked:
        assert [shown for began, shown in scenes if began <= at][-1] == was


def later(site: Yard, minutes: int) -> None:
    site.world.clock.set(site.world.clock.now() + timedelta(minutes=minutes))


async def something(site: Yard, random: Random, inside: list[str], number: int) -> None:
    what = random.choice(("admit", "admit", "park", "release", "bay", "road"))
    state = await site.stored()
    if what == "admit" and len(inside) < 8:
        visit = await site.arrive(f"A{number:04}")
        with suppress(NoBay):
            await site.admit(visit)
            inside.append(visit)
    elif what == "park" and inside:
        visit = random.choice(inside)
        stay = state.stays[visit]
        if stay.status != "released":
            await site.park(visit, stay.bay or random.choice(list(state.stands)))
    elif what == "release" and inside:
        visit = random.choice(inside)
        if state.stays[visit].status == "parked":
            await site.release(visit)
            await site.depart(inside.pop(inside.index(visit)))
    elif what == "bay":
        await site.set_bay(random.choice(list(state.stands)[:12]), random.choice(("closed", "free", "occupied")))
    else:
        await site.set_road(random.choice(ROADS), random.choice(("blocked", "slow", "open")))


async def test_a_release_is_told_with_a_band_and_an_overstayer_as_one(
    gatehouse: Gatehouse, operator: httpx.AsyncClient
) -> None:
    visit, bay = await gatehouse.site.admitted("A0001")
    await gatehouse.site.park(visit, bay or "")
    told = (await operator.get(f"/sites/{SITE}/yard/releases")).json()["items"]
    assert [(each["bay"], each["visit"], each["overdue"]) for each in told] == [(bay, visit, False)]
    assert told[0]["earliest"] < told[0]["likely"] < told[0]["latest"]
    later(gatehouse.site, 240)
    assert (await operator.get(f"/sites/{SITE}/yard/releases")).json()["items"][0]["overdue"]
