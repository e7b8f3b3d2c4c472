"""The yard redrawn in a real browser: by mouse, keys and on a phone, tried before it is saved."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.chromium import opened
from tests.browser.port import SITE, faults_by_day_and_night, sign_in
from tests.corpus.town import Town

pytestmark = pytest.mark.browser

WHOLE = "Nothing is wrong with this yard"


async def opened_plan(page: Page, town: Town, role: str = "admin") -> None:
    await sign_in(page, town, role)
    await page.goto(f"{town.service.url}/#/CNMHN/plan")
    await expect(page.locator('.plan-map [data-id="B105"]')).to_be_visible()


def feature(town: Town, id_: str) -> dict[str, Any] | None:
    yard = town.make("GET", f"{SITE}/yard", "operator")
    return next((each for each in yard["features"] if each["id"] == id_), None)


def thing(page: Page, id_: str) -> Any:
    return page.locator(f'.plan-map [data-id="{id_}"]')


async def test_a_bay_is_dragged_taken_back_named_and_saved(desktop: Page, busy: Town) -> None:
    before = feature(busy, "B410")
    await opened_plan(desktop, busy)
    bay = thing(desktop, "B410")
    await bay.click()
    box = await bay.bounding_box()
    assert before
    assert box
    await desktop.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    await desktop.mouse.down()
    await desktop.mouse.move(box["x"] + 60, box["y"] + 30, steps=5)
    await desktop.mouse.up()
    await expect(desktop.locator(".plan-save")).to_contain_text("One change")
    await desktop.get_by_role("button", name="Take a step back").click()
    await expect(desktop.locator(".plan-save")).to_have_count(0)
    await bay.focus()
    await desktop.keyboard.press("Shift+ArrowRight")
    await desktop.get_by_label("Name", exact=True).fill("B499")
    await desktop.keyboard.press("Enter")
    await expect(desktop.get_by_text(WHOLE)).to_be_visible()
    await desktop.get_by_role("button", name="Save").click()
    await expect(desktop.get_by_text("The yard is saved and in use")).to_be_visible()
    after = feature(busy, "B499")
    assert after
    assert after["geometry"]["coordinates"][0] > before["geometry"]["coordinates"][0]
    assert after["geometry"]["coordinates"][1] == before["geometry"]["coordinates"][1]
    assert feature(busy, "B410") is None


async def test_what_is_wrong_is_marked_at_its_place_and_cannot_be_saved(desktop: Page, busy: Town) -> None:
    await opened_plan(desktop, busy)
    await thing(desktop, "aisle-1-09").dispatch_event("click")
    await desktop.get_by_role("button", name="Remove").click()
    await expect(desktop.locator(".plan-faults")).to_contain_text("B109 No way leads here from a gate.")
    await expect(thing(desktop, "B109")).to_have_class("bay is-free is-faulty")
    assert await desktop.locator(".fault-marks g").count() >= 2
    await expect(desktop.get_by_role("button", name="Save")).to_be_disabled()
    assert await faults_by_day_and_night(desktop) == []
    await desktop.keyboard.press("Control+z")
    await expect(desktop.locator(".fault-marks g")).to_have_count(0)


async def test_of_two_who_redraw_the_second_is_told_and_nothing_is_lost(
    desktop: Page, chromium: Browser, busy: Town
) -> None:
    other = await opened(chromium, on_phone=False)
    for page in (desktop, other):
        await opened_plan(page, busy)
        await thing(page, "B301").click()
    for page, kind in ((desktop, "long"), (other, "inspection")):
        await page.get_by_label("Kind", exact=True).select_option(kind)
    await expect(desktop.get_by_text(WHOLE)).to_be_visible()
    await desktop.get_by_role("button", name="Save").click()
    await expect(desktop.get_by_text("The yard is saved and in use")).to_be_visible()
    await expect(other.get_by_role("alert")).to_contain_text("Somebody else has saved another yard")
    await other.get_by_role("button", name="Go on from the new one").click()
    await thing(other, "B301").click()
    await expect(other.get_by_label("Kind", exact=True)).to_have_value("long")
    await other.close()


async def test_on_a_phone_a_bay_is_added_and_an_operator_leaves_saving_to_an_administrator(
    phone: Page, busy: Town
) -> None:
    await opened_plan(phone, busy, "operator")
    await phone.get_by_role("button", name="+ Bay").click()
    await phone.get_by_role("button", name="Middle of the map").click()
    await expect(phone.locator(".plan-inspector h3")).to_have_text(re.compile(r"Bay B\d11"))
    await expect(phone.locator(".plan-save")).to_contain_text("An administrator saves it.")
    await expect(phone.get_by_role("button", name="Save")).to_be_disabled()
    wide = await phone.evaluate("document.documentElement.scrollWidth")
    assert wide <= 360


async def test_an_area_is_drawn_named_pulled_by_a_corner_and_moved(desktop: Page, busy: Town) -> None:
    await opened_plan(desktop, busy)
    await desktop.get_by_role("button", name="+ Area").click()
    await desktop.get_by_role("button", name="Middle of the map").click()
    await expect(desktop.locator(".plan-inspector h3")).to_have_text("Area area-1")
    await desktop.get_by_label("Name", exact=True).fill("Waiting area")
    await desktop.keyboard.press("Enter")
    await expect(thing(desktop, "area-1").locator("text")).to_have_text("Waiting area")
    await desktop.get_by_role("button", name="One corner more").click()
    await expect(desktop.get_by_text("5 corners")).to_be_visible()
    await desktop.get_by_role("button", name="Corner 3").focus()
    await desktop.keyboard.press("Shift+ArrowRight")
    await thing(desktop, "area-1").first.focus()
    await desktop.keyboard.press("Shift+ArrowDown")
    await expect(desktop.get_by_text(WHOLE)).to_be_visible()
    assert await faults_by_day_and_night(desktop) == []
    await desktop.get_by_role("button", name="Save").click()
    await expect(desktop.get_by_text("The yard is saved and in use")).to_be_visible()
    drawn = feature(busy, "area-1")
    assert drawn
    assert drawn["properties"] == {"role": "area", "name": "Waiting area"}
    ring = drawn["geometry"]["coordinates"][0]
    assert (len(ring), ring[0]) == (6, ring[-1])
    assert max(lon for lon, _ in ring) == ring[2][0], "the corner that was pulled to the east"


@pytest.mark.parametrize("on_phone", [False, True])
async def test_at_first_no_gate_and_no_name_is_cut_off(on_phone: bool, chromium: Browser, busy: Town) -> None:
    page = await opened(chromium, on_phone=on_phone)
    await opened_plan(page, busy)
    outside = await page.evaluate(
        """() => {
          const map = document.querySelector(".plan-map svg").getBoundingClientRect();
          const isIn = (b) => b.left >= map.left && b.right <= map.right && b.top >= map.top && b.bottom <= map.bottom;
          const drawn = document.querySelectorAll(".plan-map :is(.place.is-gate, .bay, .road-bed, .areas text)");
          return [...drawn].filter((each) => !isIn(each.getBoundingClientRect())).map((each) => each.outerHTML);
        }"""
    )
    await page.close()
    assert outside == []
