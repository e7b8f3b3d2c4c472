"""The calendar by hand: changed, tried against whom it would displace, published by an administrator; what is drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from tests.browser.chromium import opened
from tests.browser.port import SITE, faults_by_day_and_night
from tests.browser.test_driver_page import LANGUAGES, WHAT_DOES_NOT_FIT
from tests.browser.test_fleets import open_page, read, reserve
from tests.corpus.town import Town, both_ways, town, vehicle

pytestmark = pytest.mark.browser

LOTS = {"lane": "import-parcel", "days": ["sun", "mon"], "from": "11:00", "to": "13:30", "days_ahead": 7}
GROUNDS = {"en": "At most 94 % of the service", "zh": "最多承诺服务能力的 94%", "vi": "Chỉ hứa tối đa 94 %"}


@pytest.fixture(scope="module")
def yard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A port whose parcels are drawn a week ahead: those of Sunday are asked for now, those of Monday tomorrow."""
    with town(f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('calendar')}/serai.db") as made:
        rulebook = {"effective_from": "2026-11-22T12:00:00+08:00", "release_windows": [LOTS], "open_per_vehicle": 9}
        made.make("PUT", f"{SITE}/rulebook", json=rulebook)
        made.make("POST", "/v1/clock", json={"now": "2026-11-22T12:05:00+08:00"})
        yield made


@pytest.fixture
def plain(yard: Town) -> Iterator[Town]:
    """With the calendar that everybody else finds."""
    yard.make("PUT", f"{SITE}/calendar", json=both_ways())
    yield yard
    yard.make("PUT", f"{SITE}/calendar", json=both_ways())


def calendar(town: Town) -> dict[str, Any]:
    found: dict[str, Any] = town.http.get(f"{SITE}/calendar").json()
    return found


def hours(page: Page) -> Locator:
    return page.locator(".hours-row:not(.is-exception)")


async def test_who_would_lose_a_place_is_named_before_a_calendar_is_published(desktop: Page, plain: Town) -> None:
    kept, lost = reserve(plain, 10, 24), reserve(plain, 10, 24, "rival")
    await open_page(desktop, plain, "calendar", "admin")
    await hours(desktop).first.get_by_label("Places").fill("1")
    await desktop.get_by_role("button", name="Publish this calendar").click()
    await expect(desktop.locator(".calendar-foot").get_by_role("status")).to_contain_text("would lose")
    named = desktop.locator(".displaced .plate")
    await expect(named.filter(has_text=lost["vehicle"]["plate"])).to_have_count(1)
    await expect(named.filter(has_text=kept["vehicle"]["plate"])).to_have_count(0)
    assert calendar(plain)["rules"][0]["capacity"] == 50
    await desktop.get_by_role("button", name="Publish", exact=True).click()
    await expect(desktop.locator(".toasts")).to_contain_text("The calendar is published")
    assert calendar(plain)["rules"][0]["capacity"] == 1
    assert read(plain, lost["id"])["displaced_because"]["code"] == "calendar"
    await expect(desktop.locator(".calendar-foot")).to_have_count(0)


async def test_hours_and_a_holiday_are_written_and_what_cannot_be_is_told_on_its_line(
    desktop: Page, plain: Town
) -> None:
    await open_page(desktop, plain, "calendar", "admin")
    await desktop.get_by_role("button", name="Add hours").click()
    publish = desktop.get_by_role("button", name="Publish this calendar")
    await expect(publish).to_be_disabled()
    row = hours(desktop).nth(1)
    await row.get_by_role("button", name="Mon").click()
    await publish.click()
    await expect(row.get_by_role("alert")).to_contain_text("Another line gives this lane the same slots.")
    await row.get_by_label("From").fill("730")
    await row.get_by_label("From").press("Tab")
    await expect(row.get_by_label("From")).to_have_value("07:30")
    await row.get_by_label("Slot length").select_option("30")
    await desktop.get_by_role("button", name="Add exception").click()
    holiday = desktop.locator(".hours-row.is-exception")
    await holiday.get_by_label("Date").fill("2026-12-25")
    await holiday.get_by_label("Reason").fill("Christmas")
    await publish.click()
    await expect(desktop.get_by_text("No reservation loses its place.")).to_be_visible()
    await desktop.get_by_role("button", name="Publish", exact=True).click()
    await expect(desktop.locator(".toasts")).to_contain_text("The calendar is published")
    put = calendar(plain)
    assert {"from": "07:30", "length": "PT30M", "days": ["mon"]}.items() <= put["rules"][-1].items()
    [exception] = put["exceptions"]
    assert (exception["date"], exception["lane"], exception["closed"]) == ("2026-12-25", None, True)


async def test_a_calendar_that_somebody_else_has_changed_is_not_published_over(desktop: Page, plain: Town) -> None:
    await open_page(desktop, plain, "calendar", "admin")
    await hours(desktop).first.get_by_label("Places").fill("49")
    holiday = {"date": "2027-02-06", "lane": None, "closed": True, "reason": "Spring Festival"}
    plain.make("PUT", f"{SITE}/calendar", json=both_ways() | {"exceptions": [holiday]})
    await desktop.get_by_role("button", name="Publish this calendar").click()
    await desktop.get_by_role("button", name="Publish", exact=True).click()
    await expect(desktop.locator(".refused")).to_contain_text("Somebody else changed this meanwhile")
    assert calendar(plain)["rules"][0]["capacity"] == 50


async def test_an_operator_tries_a_calendar_and_publishes_none(desktop: Page, plain: Town) -> None:
    await open_page(desktop, plain, "calendar", "operator")
    await hours(desktop).first.get_by_label("Places").fill("40")
    await desktop.get_by_role("button", name="What would it change?").click()
    await expect(desktop.get_by_text("An administrator publishes the calendar.")).to_be_visible()
    await expect(desktop.get_by_role("button", name="Publish")).to_have_count(0)
    await desktop.get_by_role("button", name="Undo changes").click()
    await expect(hours(desktop).first.get_by_label("Places")).to_have_value("50")


@pytest.mark.parametrize("language", GROUNDS)
async def test_what_the_advice_rests_on_is_said_in_the_reader_s_language(
    desktop: Page, yard: Town, language: str
) -> None:
    await desktop.add_init_script(f"localStorage.setItem('serai.language', '{language}')")
    await open_page(desktop, yard, "capacity", "operator")
    await desktop.locator(".hours tbody button").nth(9).click()
    await expect(desktop.locator(".why-row li").last).to_contain_text(GROUNDS[language])
    if language == "zh":
        await expect(desktop.locator(".why-row")).not_to_contain_text("measured")


def cell(page: Page, lane: str, hour: int) -> Locator:
    return page.locator(f'.cell[aria-label^="{lane} {hour:02}:00"]')


async def go_to(page: Page, days: int) -> None:
    for _ in range(days):
        await page.locator(".panel.slots").get_by_role("button", name="Day after").click()
    await expect(page.locator(".sheet .cell").first).to_be_visible()


async def test_slots_that_are_given_out_by_lot_say_when_they_are_asked_for_and_are_entered(
    desktop: Page, yard: Town
) -> None:
    await open_page(desktop, yard, "slots", "operator")
    await go_to(desktop, 7)
    drawn = cell(desktop, "import-parcel", 10)
    await expect(drawn).to_have_attribute("aria-label", re.compile("Entries are taken until Sun, Nov 22, 13:30"))
    await expect(cell(desktop, "export-general", 10)).not_to_have_attribute("aria-label", re.compile("by lot"))
    await drawn.click()
    form = desktop.locator(".drawer form")
    await expect(form.get_by_role("status")).to_contain_text("given out by lot")
    await form.get_by_label("Plate").fill(plate := vehicle()["plate"])
    await form.get_by_label("Driver’s name").fill("Li Wei")
    await form.get_by_role("button", name="Enter the draw").click()
    await expect(desktop.locator(".drawer .card .status")).to_have_text("Waiting for a place")
    [found] = yard.make("GET", "/v1/reservations", "operator", params={"plate": plate})["items"]
    assert found["draw"] == "CNMHN~import-parcel~20261129~1100"


async def test_before_the_window_opens_nothing_is_entered(desktop: Page, yard: Town) -> None:
    await open_page(desktop, yard, "slots", "operator")
    await go_to(desktop, 8)
    await cell(desktop, "import-parcel", 10).click()
    form = desktop.locator(".drawer form")
    await expect(form.get_by_role("status")).to_contain_text("from Mon, Nov 23, 11:00")
    await form.get_by_label("Plate").fill(vehicle()["plate"])
    await form.get_by_label("Driver’s name").fill("Li Wei")
    await expect(form.get_by_role("button", name="Enter the draw")).to_be_disabled()


async def test_a_driver_enters_a_draw_a_week_ahead(phone: Page, yard: Town) -> None:
    made = reserve(yard, 9, 25)
    await phone.goto(yard.service.url + made["pass"]["url"])
    await phone.get_by_role("button", name="Cancel this reservation").click()
    await phone.get_by_role("button", name="Cancel it").click()
    await phone.get_by_role("button", name="Reserve again").click()
    await phone.locator(".choice button", has_text="Parcel").click()
    await phone.locator(".days button", has_text="Nov 29").click()
    await phone.locator(".slot-grid button", has_text="14:00").click()
    await expect(phone.get_by_role("status").filter(has_text="given out by lot")).to_be_visible()
    await phone.get_by_label("Plate").fill(vehicle()["plate"])
    await phone.get_by_label("Your name").fill("Li Wei")
    await phone.get_by_role("button", name="Enter the draw").click()
    await expect(phone.get_by_text("You are in the draw")).to_be_visible()


@pytest.mark.parametrize("name", ["calendar", "capacity"])
async def test_axe_finds_nothing_serious(desktop: Page, yard: Town, name: str) -> None:
    await open_page(desktop, yard, name, "admin")
    if name == "calendar":
        await desktop.get_by_role("button", name="Add exception").click()
    await desktop.wait_for_timeout(500)
    assert await faults_by_day_and_night(desktop) == []


async def test_six_languages_fit_a_phone(chromium: Browser, yard: Town) -> None:
    faults = {}
    for language in LANGUAGES:
        page = await opened(chromium, on_phone=True)
        await page.add_init_script(f"localStorage.setItem('serai.language', '{language}')")
        for name in ("calendar", "capacity"):
            await open_page(page, yard, name, "admin")
            await expect(page.locator(".skeleton")).to_have_count(0)
            faults[f"{name} {language}"] = await page.evaluate(WHAT_DOES_NOT_FIT)
        await page.close()
    assert {name: found for name, found in faults.items() if found} == {}
