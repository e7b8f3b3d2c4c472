"""The lane plan in a real browser: typed and dragged, its effect shown, and never written over somebody else's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from tests.browser.chromium import PHONE, opened
from tests.browser.port import SITE, faults_by_day_and_night, quiet_port, sign_in
from tests.browser.test_driver_page import LANGUAGES, WHAT_DOES_NOT_FIT
from tests.corpus.town import Town

pytestmark = pytest.mark.browser

STAFFING = f"{SITE}/staffing"
MORNING = {"from": "2026-11-23T08:00:00+08:00", "to": "2026-11-23T12:00:00+08:00", "servers": 2}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with quiet_port(f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('staffed')}/serai.db") as made:
        yield made


def put(town: Town, *periods: dict[str, Any]) -> None:
    town.make("PUT", STAFFING, "operator", json={"periods": list(periods)})


def plan(town: Town) -> list[tuple[str, str, int]]:
    found = town.make("GET", STAFFING, "operator")["periods"]
    return [(each["from"], each["to"], each["servers"]) for each in found]


async def open_plan(page: Page, town: Town) -> Locator:
    """The plan of tomorrow."""
    await sign_in(page, town)
    await page.goto(f"{town.service.url}/#/CNMHN/staffing")
    await page.get_by_role("button", name="Day after").click()
    await expect(page.locator(".effect").first).to_be_visible()
    return page.locator(".shift-row")


async def test_a_shift_is_typed_its_effect_shown_and_saved(desktop: Page, small: Town) -> None:
    put(small)
    shifts = await open_plan(desktop, small)
    await expect(shifts).to_have_count(0)
    await desktop.get_by_role("button", name="Add a shift").click()
    await shifts.get_by_label("From").fill("9:00")
    await shifts.get_by_label("To", exact=True).fill("11")
    await shifts.get_by_label("To", exact=True).blur()
    line = desktop.locator(".effect").first
    before = await line.locator("header b").inner_text()
    await shifts.get_by_role("button", name="More").click()
    await expect(line.locator("header b")).not_to_have_text(before)
    await expect(line.get_by_role("img", name="2 servers")).to_have_count(2)
    assert plan(small) == [], "nothing is sent before it is saved"
    await desktop.get_by_role("button", name="Save the plan").click()
    await expect(desktop.get_by_role("button", name="Save the plan")).to_have_count(0)
    assert plan(small) == [("2026-11-23T01:00:00Z", "2026-11-23T03:00:00Z", 2)]


async def test_an_edge_is_dragged_in_quarters_of_an_hour(desktop: Page, small: Town) -> None:
    put(small, MORNING)
    shifts = await open_plan(desktop, small)
    grip, track = shifts.locator(".grip").last, await shifts.locator(".track").bounding_box()
    box = await grip.bounding_box()
    assert box is not None
    assert track is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    await desktop.mouse.move(x, y)
    await desktop.mouse.down()
    await desktop.mouse.move(x + track["width"] * 2 / 24, y, steps=4)
    await desktop.mouse.up()
    await expect(shifts.get_by_label("To", exact=True)).to_have_value("14:00")
    await expect(shifts.get_by_label("From")).to_have_value("08:00")


async def test_an_hour_that_nobody_serves_is_named(desktop: Page, small: Town) -> None:
    put(small, MORNING | {"servers": 0})
    await open_plan(desktop, small)
    await expect(desktop.locator(".effect .notice").first).to_contain_text("08:00, 09:00, 10:00, 11:00")


async def test_a_fault_is_shown_at_its_shift_and_is_not_sent(desktop: Page, small: Town) -> None:
    put(small, MORNING)
    shifts = await open_plan(desktop, small)
    await shifts.get_by_label("To", exact=True).fill("7")
    await shifts.get_by_label("To", exact=True).blur()
    await expect(shifts.locator(".shift-fault")).to_contain_text("ends after it begins")
    await expect(desktop.get_by_role("button", name="Save the plan")).to_be_disabled()


async def test_a_plan_changed_meanwhile_is_shown_and_not_written_over(desktop: Page, small: Town) -> None:
    put(small, MORNING)
    shifts = await open_plan(desktop, small)
    await shifts.get_by_role("button", name="More").click()
    put(small, MORNING | {"servers": 7})
    theirs = plan(small)
    await desktop.get_by_role("button", name="Save the plan").click()
    conflict = desktop.locator(".staffing-save[role=alert]")
    await expect(conflict).to_contain_text("7 servers")
    assert plan(small) == theirs
    await expect(shifts.locator("output")).to_have_text("3")
    await conflict.get_by_role("button", name="Put mine instead").click()
    await expect(conflict).to_have_count(0)
    assert [servers for *_, servers in plan(small)] == [3]


async def test_a_day_is_copied_to_the_next(desktop: Page, small: Town) -> None:
    put(small, MORNING)
    shifts = await open_plan(desktop, small)
    await desktop.get_by_role("button", name="Copy to the next day").click()
    await desktop.get_by_role("button", name="Day after").click()
    await expect(shifts.get_by_label("From")).to_have_value("08:00")
    await desktop.get_by_role("button", name="Save the plan").click()
    await expect(desktop.get_by_role("button", name="Save the plan")).to_have_count(0)
    assert [from_ for from_, *_ in plan(small)] == ["2026-11-23T00:00:00Z", "2026-11-24T00:00:00Z"]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_it_fits_a_phone_in_every_language(chromium: Browser, small: Town, language: str) -> None:
    put(small, MORNING, MORNING | {"servers": 0, "lanes": ["export-general"]})
    page = await opened(chromium, on_phone=True)
    await page.add_init_script(f"localStorage.setItem('serai.language', '{language}')")
    await page.goto(f"{small.service.url}/#key={small.keys['operator']}&site=CNMHN")
    await expect(page.locator(".link")).to_be_visible()
    await page.goto(f"{small.service.url}/#/CNMHN/staffing")
    await page.locator(".day-choice button").nth(1).click()
    await expect(page.locator(".effect").first).to_be_visible()
    assert PHONE["width"] == 360
    assert await page.evaluate(WHAT_DOES_NOT_FIT) == []
    if language == "en":
        assert await faults_by_day_and_night(page) == []
