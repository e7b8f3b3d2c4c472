"""The kiosk at the gate in a real browser: a scanner's keys, a plate on the screen, a clear no, the next one's turn."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.async_api import Browser, Page, ViewportSize, expect

from tests.browser.chromium import opened
from tests.browser.port import SITE, faults_by_day_and_night, reserve, unread
from tests.browser.test_driver_page import LANGUAGES, WHAT_DOES_NOT_FIT
from tests.corpus.town import Town, vehicle

pytestmark = pytest.mark.browser

NAMES = dict(
    zip(("zh", "en", "lo", "my", "vi", "th"), ("中文", "English", "ລາວ", "မြန်မာ", "Tiếng Việt", "ไทย"), strict=True)
)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with unread(f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('kiosk')}/serai.db") as made:
        yield made


async def begin(page: Page, town: Town, role: str = "device", language: str = "en") -> None:
    """Sets the screen up by its link; it speaks the country's language until another is chosen."""
    await page.goto(f"{town.service.url}/k/#key={town.keys[role]}&site=CNMHN")
    if role == "device":
        await page.get_by_role("button", name=NAMES[language], exact=True).click()


async def scan(page: Page, text: str) -> None:
    """A keyboard-wedge scanner types fast, wherever the focus is, and ends with Enter."""
    await page.evaluate("document.activeElement.blur()")
    await page.keyboard.type(text)
    await page.keyboard.press("Enter")


def visits(town: Town, plate: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = town.make("GET", "/v1/visits", "operator", params={"site": "CNMHN", "plate": plate})[
        "items"
    ]
    return found


async def test_a_scanned_pass_checks_in_and_the_screen_is_the_next_ones(desktop: Page, small: Town) -> None:
    booked = reserve(small)
    await desktop.clock.install()
    await begin(desktop, small)
    assert desktop.url == f"{small.service.url}/k/", "the key does not stay in the address"
    await scan(desktop, booked["pass"]["qr"])
    await expect(desktop.get_by_role("heading", name="You are checked in")).to_be_visible()
    [visit] = visits(small, booked["vehicle"]["plate"])
    place = visit["place"]["position"]
    await expect(desktop.locator(".kiosk-place")).to_have_text(f"Place {place}")
    await expect(desktop.get_by_role("img", name="Code of this slip")).to_be_visible()
    assert visit["reservation"] == booked["id"]
    await desktop.clock.run_for(31_000)
    await expect(desktop.get_by_label("扫描通行码")).to_be_visible()
    assert booked["vehicle"]["plate"] not in await desktop.content()


PAPER: ViewportSize = {"width": 302, "height": 1100}
"""80 mm of a receipt printer."""


async def test_the_slip_is_printed_with_place_day_and_code_in_every_language(chromium: Browser, small: Town) -> None:
    for language in LANGUAGES:
        booked = reserve(small)
        page = await (await chromium.new_context(viewport={"width": 1280, "height": 800})).new_page()
        await page.add_init_script("window.print = () => { window.printed = (window.printed || 0) + 1 }")
        await begin(page, small, language=language)
        await scan(page, booked["pass"]["qr"])
        slip = page.locator(".kiosk-slip")
        await expect(slip).to_be_visible()
        last = await page.locator(".kiosk-end .button").last.bounding_box()
        assert last is not None
        assert last["y"] + last["height"] <= 800, f"{language}: what is to be touched is out of sight"
        await page.locator(".kiosk-end .button").first.click()
        assert await page.evaluate("window.printed") == 1
        await page.emulate_media(media="print")
        await page.set_viewport_size(PAPER)
        for gone in (".kiosk-head", ".kiosk-end", ".kiosk-languages"):
            await expect(page.locator(gone)).to_be_hidden() if await page.locator(gone).count() else None
        [visit] = visits(small, booked["vehicle"]["plate"])
        await expect(slip).to_contain_text(booked["vehicle"]["plate"])
        await expect(slip.locator(".kiosk-place")).to_contain_text(str(visit["place"]["position"]))
        await expect(slip.locator("small")).to_contain_text("22")
        code = await slip.locator(".kiosk-qr svg").bounding_box()
        assert code is not None
        assert code["width"] >= 120, f"{language}: a code of {code['width']} px is not read from paper"
        assert await page.evaluate(WHAT_DOES_NOT_FIT) == []
        await page.context.close()


async def test_a_reference_is_typed_in_small_letters(desktop: Page, small: Town) -> None:
    booked = reserve(small)
    await begin(desktop, small)
    await scan(desktop, booked["reference"].lower())
    await expect(desktop.locator(".kiosk-slip .plate")).to_have_text(booked["vehicle"]["plate"])


async def test_who_has_no_reservation_types_a_plate_and_chooses_a_lane(desktop: Page, small: Town) -> None:
    plate = vehicle()["plate"]
    await begin(desktop, small)
    await desktop.get_by_role("button", name="Check in by plate").click()
    await desktop.get_by_role("button", name="云", exact=True).click()
    await desktop.get_by_role("button", name="Erase").click()
    await desktop.get_by_role("button", name="Letters and digits").click()
    for sign in plate:
        await desktop.get_by_role("button", name=sign, exact=True).click()
    await desktop.get_by_role("button", name="Continue").click()
    await desktop.get_by_role("button", name="export-general").click()
    await expect(desktop.locator(".kiosk-slip .plate")).to_have_text(plate)
    [visit] = visits(small, plate)
    assert (visit["reservation"], visit["lane"]) == (None, "export-general")
    await desktop.get_by_role("button", name="Done").click()
    await begin(desktop, small)
    await desktop.get_by_role("button", name="Check in by plate").click()
    await expect(desktop.get_by_role("textbox", name="Your plate")).to_be_focused()
    await desktop.keyboard.type(plate)
    await desktop.keyboard.press("Enter")
    await expect(desktop.get_by_role("alert")).to_contain_text("checked in already")
    assert len(visits(small, plate)) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("https://serai.example/d/#abc", "This is not the code of a pass"),
        ("MHN-000000", "There is no such reservation"),
    ],
)
async def test_a_wrong_code_is_refused_clearly(desktop: Page, small: Town, text: str, said: str) -> None:
    await begin(desktop, small)
    await scan(desktop, text)
    await expect(desktop.locator(".kiosk-body")).to_contain_text(said)


async def test_a_refusal_does_not_stay(desktop: Page, small: Town) -> None:
    await desktop.clock.install()
    await begin(desktop, small)
    await scan(desktop, "MHN-000000")
    await expect(desktop.get_by_role("alert")).to_be_visible()
    await desktop.clock.run_for(21_000)
    await expect(desktop.get_by_role("alert")).to_have_count(0)


async def test_an_operators_key_sets_up_no_kiosk(desktop: Page, small: Town) -> None:
    await begin(desktop, small, "operator")
    await expect(desktop.get_by_role("alert")).to_contain_text("not a device’s key")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_it_fits_in_every_language(chromium: Browser, small: Town, language: str) -> None:
    page = await opened(chromium, on_phone=True)
    await begin(page, small, language=language)
    await expect(page.locator("html")).to_have_attribute("lang", language)
    faults: list[str] = await page.evaluate(WHAT_DOES_NOT_FIT)
    await page.locator(".kiosk-body > .button").click()
    faults += await page.evaluate(WHAT_DOES_NOT_FIT)
    if language == "en":
        faults += await faults_by_day_and_night(page)
    await page.locator(".kiosk-plate input").fill(vehicle()["plate"])
    await page.locator(".kiosk-plate .primary").click()
    await page.locator(".kiosk-lanes button").first.click()
    await expect(page.locator(".kiosk-slip")).to_be_visible()
    faults += await page.evaluate(WHAT_DOES_NOT_FIT)
    if language == "en":
        faults += await faults_by_day_and_night(page)
    assert faults == []
    assert small.make("GET", SITE)["code"] == "CNMHN"
