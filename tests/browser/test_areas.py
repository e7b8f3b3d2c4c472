"""Where a truck waits for its call: asked at the desk and on the phone, and told in the yard's editor."""

from __future__ import annotations

import pytest
from playwright.async_api import Page, expect

from tests.browser.port import SITE, faults_by_day_and_night, reserve, sign_in
from tests.calling.test_areas import area
from tests.corpus.town import Town

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def parked(busy: Town) -> Town:
    """The busy port, with two areas in which trucks wait."""
    known = busy.make("GET", f"{SITE}/yard", "operator")
    known["features"] += [area("west", 5), area("hill", 30)]
    busy.make("PUT", f"{SITE}/yard", "admin", json=known)
    return busy


async def test_the_desk_says_where_a_truck_waits_and_its_card_shows_it(desktop: Page, parked: Town) -> None:
    await sign_in(desktop, parked)
    await desktop.get_by_role("button", name="Check in", exact=True).first.click()
    drawer = desktop.locator(".drawer")
    await drawer.get_by_label("Plate", exact=True).fill("YAREA1")
    where = drawer.get_by_label("Waits at")
    assert await where.locator("option").all_text_contents() == ["West · 5 min", "Hill · 30 min"]
    await where.select_option("hill")
    assert await faults_by_day_and_night(desktop) == []
    await drawer.get_by_role("button", name="Check in", exact=True).click()
    await expect(drawer.locator("dl")).to_contain_text("Hill")
    [made] = parked.make("GET", "/v1/visits", "operator", params={"site": "CNMHN", "plate": "YAREA1"})["items"]
    assert (made["area"], made["farther_minutes"]) == ("hill", 25)


async def test_a_driver_says_where_it_waits(phone: Page, parked: Town) -> None:
    reservation = reserve(parked)
    await phone.goto(parked.service.url + reservation["pass"]["url"])
    await phone.get_by_label("I wait at").select_option("hill")
    assert await faults_by_day_and_night(phone) == []
    await phone.get_by_role("button", name="I have arrived").click()
    await expect(phone.get_by_text("Your place")).to_be_visible()
    plate = reservation["vehicle"]["plate"]
    [made] = parked.make("GET", "/v1/visits", "operator", params={"site": "CNMHN", "plate": plate})["items"]
    assert made["area"] == "hill"


async def test_the_drive_from_an_area_is_set_in_the_editor(desktop: Page, parked: Town) -> None:
    await sign_in(desktop, parked, "admin")
    await desktop.goto(f"{parked.service.url}/#/CNMHN/plan")
    await desktop.locator('.plan-map [data-id="hill"]').first.dispatch_event("click")
    drive = desktop.get_by_label("Drive to the gates")
    await expect(drive).to_have_value("30")
    await drive.fill("40")
    await drive.press("Enter")
    await expect(desktop.get_by_text("Nothing is wrong with this yard")).to_be_visible()
    await desktop.get_by_role("button", name="Save").click()
    await expect(desktop.get_by_text("The yard is saved and in use")).to_be_visible()
    drives = {each["id"]: each["drive_minutes"] for each in parked.make("GET", SITE, "operator")["areas"]}
    assert drives == {"west": 5, "hill": 40}
