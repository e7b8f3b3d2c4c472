"""The yard on the screen: when bays are expected to be empty, and the last hour looked back on."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Page, expect

from tests.browser.port import SITE, act, call, check_in, faults_by_day_and_night, sign_in
from tests.corpus.town import Town

pytestmark = pytest.mark.browser


async def test_a_bay_tells_when_it_is_expected_to_be_empty_and_what_was_is_not_taken_for_live(
    desktop: Page, busy: Town
) -> None:
    visit = check_in(busy)["id"]
    call(busy, visit)
    bay = act(busy, visit, "admit")["bay"]
    act(busy, visit, "park", bay=bay)
    await sign_in(desktop, busy)
    shown = desktop.locator(f'.yard .bay[aria-label*="{bay}"]')
    await expect(shown).to_have_attribute("aria-label", re.compile("Occupied, Expected to be empty"))
    await shown.click()
    told = desktop.locator(".drawer")
    await expect(told).to_contain_text(re.compile(r"\d\d:\d\d–\d\d:\d\d"))
    await expect(told).to_contain_text("nine times in ten")
    await desktop.keyboard.press("Escape")

    await desktop.get_by_role("button", name="Look back on the last hour").click()
    await expect(desktop.locator(".replay")).to_contain_text("Not live")
    await desktop.get_by_role("button", name="Pause").click()
    await desktop.get_by_label("Moment that is shown").press("Home")
    await expect(shown).to_have_class("bay is-free")
    await shown.click(force=True)
    await expect(told).to_have_count(0)
    assert await faults_by_day_and_night(desktop) == []
    busy.make("POST", f"{SITE}/bays/B401/status", "operator", json={"status": "closed"})
    closed = desktop.locator('.yard .bay[aria-label*="B401"]')
    await expect(closed).to_have_class("bay is-free")
    await desktop.get_by_role("button", name="Back to live").click()
    await expect(closed).to_have_class("bay is-closed")
    await expect(shown).to_have_class("bay is-occupied")


async def test_arrow_keys_walk_from_bay_to_bay(desktop: Page, busy: Town) -> None:
    await sign_in(desktop, busy)
    await desktop.locator('.yard .bay[aria-label*="B101"]').focus()
    await desktop.keyboard.press("ArrowRight")
    await desktop.keyboard.press("Enter")
    await expect(desktop.locator(".drawer h2")).to_have_text("Bay B102")
