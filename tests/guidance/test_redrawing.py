"""A yard that is redrawn in places: tried, put over the version it was made from, and never under a truck."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from serai.guidance.yard import YardState
from serai.guidance.yard_routes import router
from serai.identity.rights import Role
from serai.sites.redrawing import Redrawing
from serai.sites.routes import router as sites
from serai.sites.yard import canonical, parse
from tests.guidance.test_routes import Gatehouse, gatehouse, refused
from tests.guidance.world import SITE
from tests.guidance.yards import SAMPLE
from tests.sites.test_yard import small

__all__ = ["gatehouse"]
FEATURES = {each["id"]: each for each in SAMPLE["features"]}


@pytest.fixture
async def admin(gatehouse: Gatehouse) -> AsyncIterator[httpx.AsyncClient]:
    for each in (router, sites):
        gatehouse.app.include_router(each)
    async with gatehouse.client(Role.ADMIN) as client:
        yield client


async def version(client: httpx.AsyncClient) -> int:
    return int((await client.get(f"/sites/{SITE}/yard")).headers["etag"].strip('"'))


async def state(gatehouse: Gatehouse) -> YardState:
    return (await gatehouse.app.state.house.readers.memory(SITE)).of(YardState)


async def redraw(client: httpx.AsyncClient, act: str = "redraw", **changes: Any) -> httpx.Response:
    body = {"version": await version(client), **changes}
    return await client.post(f"/sites/{SITE}/yard/{act}", json=body)


async def faults(client: httpx.AsyncClient, **changes: Any) -> set[tuple[str, str]]:
    """What a try says is wrong; putting it is refused for the same."""
    tried = await redraw(client, "check", **changes)
    assert tried.status_code == 200, tried.text
    found = {(each["at"], each["code"]) for each in tried.json()["faults"]}
    put = await redraw(client, **changes)
    assert (put.status_code == 200) == (not found)
    if found:
        assert {(each["at"], each["code"]) for each in refused(put, 422, "yard.invalid")["faults"]} == found
    return found


def feature(id: str, **properties: Any) -> dict[str, Any]:
    return {**FEATURES[id], "properties": {**FEATURES[id]["properties"], **properties}}


def renamed(old: str, new: str) -> dict[str, Any]:
    return {"put": [{**FEATURES[old], "id": new}], "remove": [old], "renamed": {old: new}}


async def test_a_bay_is_moved_and_only_what_was_redrawn_is_another(admin: httpx.AsyncClient) -> None:
    moved = {**FEATURES["B105"], "geometry": {"type": "Point", "coordinates": [101.68, 21.191]}}
    before = (await admin.get(f"/sites/{SITE}/yard")).json()["features"]
    assert await faults(admin, put=[moved]) == set()
    after = (await admin.get(f"/sites/{SITE}/yard")).json()["features"]
    assert [each for each in after if each not in before] == [moved]
    assert [each["id"] for each in after] == [each["id"] for each in before]


async def test_what_cannot_be_is_told_at_its_place_before_it_is_saved(admin: httpx.AsyncClient) -> None:
    assert await faults(admin, remove=["nowhere"]) == {("nowhere", "feature.unknown")}
    assert await faults(admin, put=[feature("B105", node="nowhere")]) == {("B105", "bay.no_node")}
    assert await faults(admin, put=[feature("B105", max_height_m=0.4)]) == {("B105", "max_height_m.wrong")}
    assert await faults(admin, put=[feature("B105", blocked_by=["B999"])]) == {("B105", "blocked_by.unknown")}
    assert ("B110", "bay.unreachable") in await faults(admin, remove=["aisle-1-10"])
    assert await faults(admin, **renamed("B105", "B106")) == {("B106", "bay.renamed")}


async def test_a_bay_that_is_renamed_stays_closed(gatehouse: Gatehouse, admin: httpx.AsyncClient) -> None:
    await gatehouse.site.set_bay("B105", "closed")
    assert await faults(admin, **renamed("B105", "A5")) == set()
    bays = {each["id"]: each["status"] for each in (await admin.get(f"/sites/{SITE}/bays")).json()["items"]}
    assert bays["A5"] == "closed"
    assert "B105" not in bays
    assert (await gatehouse.site.stored()).stands["A5"].closed


async def test_no_bay_goes_from_under_a_truck_and_none_is_shut_in(
    gatehouse: Gatehouse, admin: httpx.AsyncClient
) -> None:
    visit, bay = await gatehouse.site.admitted("A0001", height_cm=400)
    assert bay == "B105"
    assert await faults(admin, remove=[bay]) == {(bay, "bay.in_use")}
    assert await faults(admin, **renamed(bay, "A5")) == {(bay, "bay.in_use")}
    assert await faults(admin, put=[feature(bay, max_height_m=2.0)]) == {(bay, "bay.too_small_now")}
    await gatehouse.site.park(visit, bay)
    assert await faults(admin, remove=[bay]) == {(bay, "bay.in_use")}
    assert await faults(admin, put=[feature("exit", max_height_m=2.0)]) == {(bay, "bay.shut_in")}
    assert await faults(admin, put=[feature("exit", max_height_m=4.2)]) == set()


async def test_who_is_under_way_keeps_its_way_while_the_yard_is_redrawn_elsewhere(
    gatehouse: Gatehouse, admin: httpx.AsyncClient
) -> None:
    assert (await state(gatehouse)).told == {}
    visit, _ = await gatehouse.site.admitted("A0001")
    told = (await admin.get(f"/visits/{visit}/guidance")).json()["path"]
    assert await faults(admin, put=[feature("B301", name="three-one")], remove=["B302"]) == set()
    assert (await admin.get(f"/visits/{visit}/guidance")).json()["path"] == told
    assert visit in (await state(gatehouse)).told
    assert await faults(admin, put=[feature("aisle-1-03", max_height_m=2.0)]) == set()
    assert visit not in (await state(gatehouse)).told, "its own way is another one now"


async def test_two_who_redraw_at_once_do_not_overwrite_each_other(admin: httpx.AsyncClient) -> None:
    now = await version(admin)
    path = f"/sites/{SITE}/yard/redraw"
    bodies = [{"version": now, "put": [feature(f"B10{n}", name=f"by {n}")]} for n in range(1, 7)]
    answers = await asyncio.gather(*[admin.post(path, json=body) for body in bodies])
    assert sorted(each.status_code for each in answers) == [200] + [412] * 5
    refused(await admin.post(f"/sites/{SITE}/yard/check", json=bodies[0]), 412, "version.stale")


async def test_the_same_key_gives_the_first_answer_again(admin: httpx.AsyncClient) -> None:
    body = {"version": await version(admin), "put": [feature("B101", name="one")]}
    key = {"Idempotency-Key": "one"}
    first = await admin.post(f"/sites/{SITE}/yard/redraw", json=body, headers=key)
    again = await admin.post(f"/sites/{SITE}/yard/redraw", json=body, headers=key)
    assert (first.status_code, again.content) == (200, first.content)
    assert again.headers["Idempotent-Replayed"] == "true"


def test_ids_are_found_where_files_write_them() -> None:
    document = small()
    inner = document["features"][7]
    inner["properties"]["id"] = inner.pop("id")
    document["features"][8]["id"] = 2
    redrawn = Redrawing(put=[{**inner, "geometry": document["features"][8]["geometry"]}], remove=["2"])
    bays = parse(redrawn.of(canonical(document))).bays
    assert list(bays) == ["1"]
    assert bays["1"].at == parse(document).bays["2"].at
