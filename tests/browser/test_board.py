"""The screen in the yard: read from afar, in turns of the site's languages, live, and honest while it is cut off."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, Page, ViewportSize, expect

from tests.browser.chromium import serious_faults
from tests.browser.port import SITE, call, check_in, restart
from tests.corpus.town import Town

pytestmark = pytest.mark.browser

LANDSCAPE: ViewportSize = {"width": 1920, "height": 1080}
PORTRAIT: ViewportSize = {"width": 1080, "height": 1920}
PHONE: ViewportSize = {"width": 360, "height": 740}
LANGUAGES = ("en", "zh", "lo", "my", "vi", "th")
# Letters that are read from 30 m, on a wall that is two metres high.
FAR = 0.04
CUT_OFF = """() => [...document.querySelectorAll(
    '.wall-called .wall-sign, .wall-gate, .wall-waits td, .wall-waits th, .wall-banner, .wall h2, .wall-head time')]
  .filter((each) => {
    const box = each.getBoundingClientRect();
    return each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).display !== 'inline'
      || box.right > innerWidth + 1 || box.bottom > innerHeight + 1;
  })
  .map((each) => `${each.className || each.tagName}: ${each.textContent}`)"""


async def wall(chromium: Browser, town: Town, viewport: ViewportSize, query: str = "") -> Page:
    context = await chromium.new_context(viewport=viewport)
    page = await context.new_page()
    await page.goto(f"{town.service.url}/b/CNMHN{query}")
    await expect(page.locator(".wall-head h1")).to_have_text("Mohan Road")
    return page


async def height(page: Page, selector: str) -> float:
    """The height of its letters as a part of the screen's height."""
    found: float = await page.locator(selector).first.evaluate(
        "(each) => parseFloat(getComputedStyle(each).fontSize) / innerHeight"
    )
    return found


async def test_who_is_called_appears_by_itself_and_goes_when_it_is_in(chromium: Browser, busy: Town) -> None:
    page = await wall(chromium, busy, LANDSCAPE, "?languages=en")
    await expect(page.locator(".wall-live.is-live")).to_be_visible()
    made = check_in(busy)
    sign = made["vehicle"]["plate"][-3:]
    await expect(page.locator(".wall-called li", has_text=sign)).to_have_count(0)
    call(busy, made["id"])
    row = page.locator(".wall-called li", has_text=sign)
    await expect(row).to_contain_text("gate-in")
    assert made["vehicle"]["plate"] not in await page.content()
    busy.make("POST", f"/v1/visits/{made['id']}/admit", "operator", json={})
    await expect(row).to_have_count(0)


async def test_it_is_read_from_thirty_metres_lying_and_standing(chromium: Browser, busy: Town) -> None:
    call(busy, check_in(busy)["id"])
    page = await wall(chromium, busy, LANDSCAPE)
    await expect(page.locator(".wall-called .wall-sign").first).to_be_visible()
    for selector, least in ((".wall-called .wall-sign", 0.09), (".wall-gate", FAR), (".wall-waits td", FAR)):
        assert await height(page, selector) >= least, selector
    assert await serious_faults(page) == []
    page = await wall(chromium, busy, PORTRAIT)
    await expect(page.locator(".wall-called .wall-sign").first).to_be_visible()
    assert await height(page, ".wall-called .wall-sign") >= 0.06


async def test_a_lane_that_is_stopped_stands_above_everything(chromium: Browser, busy: Town) -> None:
    page = await wall(chromium, busy, LANDSCAPE, "?languages=en")
    wish = {"lane": "import-parcel", "to": "2026-11-22T15:00:00+08:00", "reason": "works"}
    made = busy.make("POST", f"{SITE}/closures", "operator", json=wish)
    await expect(page.get_by_role("alert")).to_have_text("Import · Parcel: closed until 15:00")
    await expect(page.locator(".wall-waits tr", has_text="Import · Parcel")).to_contain_text("Closed")
    busy.make("DELETE", f"{SITE}/closures/{made['id']}", "operator")
    await expect(page.get_by_role("alert")).to_have_count(0)


async def test_it_speaks_the_languages_of_the_site_in_turn(chromium: Browser, busy: Town) -> None:
    context = await chromium.new_context(viewport=LANDSCAPE)
    page = await context.new_page()
    await page.clock.install()
    await page.goto(f"{busy.service.url}/b/CNMHN")
    for heard in ("请马上到闸口", "Come to the gate now", "请马上到闸口"):
        await expect(page.locator("#called")).to_have_text(heard)
        await page.clock.run_for(10_000)


@pytest.mark.parametrize("viewport", [LANDSCAPE, PORTRAIT], ids=["lying", "standing"])
async def test_nothing_is_cut_off_in_any_language(chromium: Browser, busy: Town, viewport: ViewportSize) -> None:
    wish = {"lane": "import-parcel", "from": "2026-11-22T14:00:00+08:00", "to": "2026-11-22T15:00:00+08:00"}
    made = busy.make("POST", f"{SITE}/closures", "operator", json=wish | {"reason": "works"})
    faults: dict[str, list[str]] = {}
    for language in LANGUAGES:
        page = await wall(chromium, busy, viewport, f"?languages={language}")
        await expect(page.locator("html")).to_have_attribute("lang", language)
        faults[language] = await page.evaluate(CUT_OFF)
        await page.close()
    busy.make("DELETE", f"{SITE}/closures/{made['id']}", "operator")
    assert not any(faults.values()), faults


async def test_on_a_phone_nothing_is_wider_than_the_screen(chromium: Browser, busy: Town) -> None:
    for language in LANGUAGES:
        page = await wall(chromium, busy, PHONE, f"?languages={language}")
        await expect(page.locator("html")).to_have_attribute("lang", language)
        assert await page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], language
        await page.close()


async def test_a_site_that_is_not_there_is_said(chromium: Browser, busy: Town) -> None:
    page = await (await chromium.new_context(viewport=LANDSCAPE)).new_page()
    await page.goto(f"{busy.service.url}/b/NOWHERE")
    await expect(page.get_by_role("status")).to_have_text("This site is not known here")
    await page.goto(f"{busy.service.url}/b/")
    await expect(page.get_by_role("link", name="Mohan Road")).to_be_visible()


async def test_it_says_how_old_it_is_and_comes_back(chromium: Browser, busy: Town) -> None:
    context = await chromium.new_context(viewport=LANDSCAPE)
    page = await context.new_page()
    await page.clock.install()
    await page.goto(f"{busy.service.url}/b/CNMHN?languages=en")
    await expect(page.locator(".wall-live.is-live")).to_be_visible()
    busy.service.kill()
    await page.clock.run_for(3 * 60_000)
    await expect(page.locator(".wall-old")).to_have_text("3 min old: no connection")
    await page.clock.run_for(10 * 60_000)
    await expect(page.locator(".wall-called li")).to_have_count(0)
    restart(busy)
    await page.clock.run_for(60_000)
    await expect(page.locator(".wall-live")).to_be_visible()
