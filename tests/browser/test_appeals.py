"""A missed slot in a real browser: the driver says why it should not count, the desk decides, the driver is told."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.chromium import opened
from tests.browser.port import faults_by_day_and_night
from tests.browser.test_bookings import SOON, read
from tests.browser.test_driver_page import LANGUAGES, WHAT_DOES_NOT_FIT, open_link
from tests.browser.test_fleets import open_page
from tests.corpus.town import Town, town

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def yard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with town(f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('appeals')}/serai.db") as made:
        yield made


@pytest.mark.parametrize(
    ("answer", "told"),
    [("Forgive", "Forgiven: it does not count."), ("Let it count", "Not forgiven: it counts.")],
)
async def test_a_driver_appeals_and_reads_what_was_decided(
    desktop: Page, phone: Page, yard: Town, answer: str, told: str
) -> None:
    missed = read(yard, {"id": yard.missed.pop()})
    await open_link(phone, yard, missed)
    await expect(phone.get_by_text("It counts as a miss. With 2 in 30 days")).to_be_visible()
    await phone.get_by_role("button", name="It was not my fault").click()
    await phone.get_by_label("What happened").select_option("border")
    await phone.get_by_label("In your words").fill("Held by customs until four.")
    await phone.get_by_role("button", name="Send").click()
    await expect(phone.get_by_text("The site looks at it. Until then it counts.")).to_be_visible()

    await open_page(desktop, yard, "slots", "operator")
    card = desktop.locator(".appeals .card", has_text=missed["vehicle"]["plate"])
    await expect(card).to_contain_text("Held by customs until four.")
    await expect(card).to_contain_text("Never came")
    await card.get_by_role("button", name=answer).click()
    await card.get_by_label("Reason").select_option("authority")
    await card.get_by_role("button", name="Confirm").click()
    await expect(card).to_have_count(0)
    await expect(phone.get_by_text(told)).to_be_visible(timeout=2 * SOON)


async def test_appeals_are_read_by_everybody(chromium: Browser, yard: Town) -> None:
    """Nothing serious by day and by night, and six languages fit, on a wall screen and on a phone."""
    for _ in range(2):
        id_ = yard.missed.pop()
        said = {"reason": {"code": "road_closed", "text": "A landslide at km 40, no way through before three."}}
        yard.make("POST", f"/v1/reservations/{id_}/appeal", "operator", json=said)
    for on_phone in (False, True):
        page = await opened(chromium, on_phone=on_phone)
        await open_page(page, yard, "slots", "operator")
        await expect(page.locator(".appeals .card")).to_have_count(2)
        await page.locator(".appeals").get_by_role("button", name="Forgive").first.click()
        assert await faults_by_day_and_night(page) == []
        await page.close()
    for language in LANGUAGES:
        page = await opened(chromium, on_phone=True)
        await page.add_init_script(f"localStorage.setItem('serai.language', '{language}')")
        await open_page(page, yard, "slots", "operator")
        await expect(page.locator(".appeals .card")).to_have_count(2)
        assert await page.evaluate(WHAT_DOES_NOT_FIT) == []
        await page.close()
