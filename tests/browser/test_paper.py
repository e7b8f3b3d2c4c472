"""Hours without power at the console: the list to print, what was written on it, and what of that did not fit."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.chromium import opened
from tests.browser.port import check_in, faults_by_day_and_night, sign_in, visit
from tests.corpus.town import Town

pytestmark = pytest.mark.browser
LANGUAGES = ("zh", "en", "lo", "my", "vi", "th")


async def open_paper(page: Page, town: Town) -> None:
    await sign_in(page, town)
    await page.get_by_role("button", name="Queue on paper").click()
    await expect(page.locator(".drawer h2")).to_have_text("Queue on paper")


async def write(page: Page, who: str, event: str, at: str, bay: str | None = None) -> None:
    drawer = page.locator(".drawer")
    await drawer.get_by_label("Plate or reference").fill(who)
    await drawer.get_by_label("What happened").select_option(event)
    await drawer.get_by_label("Time as written").fill(at)
    if bay is not None:
        await drawer.get_by_label("Bay").fill(bay)
    await drawer.get_by_role("button", name="Add line").click()


@pytest.mark.parametrize("on_phone", [False, True], ids=["desktop", "phone"])
async def test_what_was_written_is_entered_and_what_does_not_fit_stays(
    chromium: Browser, busy: Town, on_phone: bool
) -> None:
    made = check_in(busy)
    page = await opened(chromium, on_phone=on_phone)
    await open_paper(page, busy)
    drawer = page.locator(".drawer")
    href = await drawer.get_by_role("link", name="Print the queue list").get_attribute("href")
    assert href == "/v1/sites/CNMHN/queue.pdf?lang=en"
    printed = await page.request.get(f"{busy.service.url}{href}")
    assert (printed.status, printed.headers["content-type"]) == (200, "application/pdf")
    await write(page, made["vehicle"]["plate"], "admitted", "11:45")
    await write(page, "NOBODY1", "departed", "11:50")
    await write(page, made["vehicle"]["plate"], "departed", "11:55")
    await drawer.get_by_role("button", name="Enter 3 lines").click()
    report = drawer.get_by_role("status")
    await expect(report).to_contain_text("Entered: 2. Known already: 0. Did not fit: 1.")
    await expect(report).to_contain_text("Line 2: There is no such visit here. Enter the arrival first")
    await expect(drawer.locator(".paper-lines li")).to_have_count(1)
    await expect(drawer.locator(".paper-lines li")).to_contain_text("NOBODY1")
    assert visit(busy, made["id"])["status"] == "departed"
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert await faults_by_day_and_night(page) == []


async def test_a_file_of_lines_is_taken_in(desktop: Page, busy: Town) -> None:
    made = check_in(busy)
    await open_paper(desktop, busy)
    text = f"vehicle,event,at\n{made['vehicle']['plate']},admitted,11:40\n"
    file = {"name": "night.csv", "mimeType": "text/csv", "buffer": text.encode()}
    await desktop.locator(".drawer input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    await expect(desktop.locator(".drawer").get_by_role("status")).to_contain_text("Entered: 1.")
    assert visit(busy, made["id"])["status"] == "admitted"


async def test_the_drawer_overflows_in_no_language(phone: Page, busy: Town) -> None:
    await open_paper(phone, busy)
    for language in LANGUAGES:
        await phone.evaluate("(tag) => localStorage.setItem('serai.language', tag)", language)
        await phone.reload()
        await expect(phone.locator("html")).to_have_attribute("lang", language)
        await phone.locator(".queue .panel-head .only-icon").first.click()
        await expect(phone.locator(".paper-line")).to_be_visible()
        assert await phone.evaluate("document.documentElement.scrollWidth <= innerWidth"), language
