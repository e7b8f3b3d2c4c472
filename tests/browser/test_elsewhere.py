"""A driver whose wait is long is offered the site nearby, says yes on the phone, and is checked in there by it."""

from __future__ import annotations

import pytest
from playwright.async_api import Page, expect

from tests.browser.port import SITE, faults_by_day_and_night, reserve
from tests.browser.test_driver_page import in_every_language
from tests.corpus.town import NOW, Town, crowd

pytestmark = pytest.mark.browser


async def test_a_driver_goes_to_the_faster_site_and_is_expected_there(phone: Page, busy: Town) -> None:
    own = reserve(busy, 18)  # so early that it stands by arrival
    crowd(busy)
    busy.make("POST", f"{SITE}/visits", "operator", json={"reservation": own["id"], "by": "operator"})
    busy.make("POST", "/v1/clock", json={"now": NOW})
    faults: dict[str, list[str]] = {}
    await phone.goto(busy.service.url + own["pass"]["url"])
    offer = phone.locator(".tile.elsewhere")
    await expect(offer).to_contain_text("Boten is faster for you")
    await in_every_language(phone, faults, "offer")
    faults["axe"] = await faults_by_day_and_night(phone)
    await offer.get_by_role("button", name="Go to Boten").click()
    await in_every_language(phone, faults, "sure")
    await phone.get_by_role("button", name="Go there").click()
    await expect(phone.get_by_text("Boten keeps your place until")).to_be_visible()
    await in_every_language(phone, faults, "on the way")
    await phone.get_by_role("button", name="I have arrived").click()
    await expect(phone.locator(".bar-site")).to_have_text("Boten")
    await expect(phone.locator(".place .huge")).to_have_text("1")
    assert not any(faults.values()), {name: found for name, found in faults.items() if found}
