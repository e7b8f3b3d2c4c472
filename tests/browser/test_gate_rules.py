"""Readers and phones at the gate: who runs the site puts their numbers right, and they decide from then on."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.chromium import opened
from tests.browser.port import SITE, faults_by_day_and_night, sign_in
from tests.browser.test_driver_page import LANGUAGES, WHAT_DOES_NOT_FIT
from tests.corpus.town import Town

pytestmark = pytest.mark.browser


async def open_rules(page: Page, town: Town) -> None:
    await page.goto(f"{town.service.url}/#key={town.keys['admin']}&site=CNMHN")
    await page.get_by_role("button", name="Readers and phones").click()
    await expect(page.locator(".gate-rules")).to_be_visible()


async def test_numbers_and_a_fence_are_put_in_force_and_the_rest_of_the_rulebook_stays(
    desktop: Page, busy: Town
) -> None:
    before = busy.make("GET", f"{SITE}/rulebook")
    await open_rules(desktop, busy)
    form = desktop.locator(".gate-rules")
    await form.get_by_label("Acts from").fill("95")
    await form.get_by_label("Only from here").check()
    send = form.get_by_role("button", name="Put in force now")
    points = form.get_by_label("Points, one a line")
    await points.fill("somewhere")
    await expect(form).to_contain_text("A line is not a point.")
    await expect(send).to_be_disabled()
    await points.fill("21.1896, 101.6862\n21.1900, 101.6870")
    await form.get_by_label("Metres around it").fill("300")
    await send.click()
    await expect(desktop.get_by_text("A new version of the rulebook is in force.")).to_be_visible()
    after = busy.make("GET", f"{SITE}/rulebook")
    spots = [{"lat": 21.1896, "lon": 101.6862}, {"lat": 21.19, "lon": 101.687}]
    assert after["geofence"] == {"points": spots, "within_m": 300, "accuracy_m": 100}
    assert after["plates"] == before["plates"] | {"act": 95}
    apart = {name for name in after if after[name] != before[name]}
    assert apart == {"version", "effective_from", "plates", "geofence"}
    assert await faults_by_day_and_night(desktop) == []
    await form.get_by_label("Acts from").fill("40")
    await send.click()
    await expect(form.locator(".refused")).to_be_visible()
    await form.get_by_label("Acts from").fill("90")
    await form.get_by_label("Only from here").uncheck()
    async with desktop.expect_response(lambda answer: answer.request.method == "PUT") as put:
        await send.click()
    assert (await put.value).ok
    assert busy.make("GET", f"{SITE}/rulebook")["geofence"] is None


async def test_two_at_once_do_not_undo_one_another(desktop: Page, busy: Town) -> None:
    await open_rules(desktop, busy)
    form = desktop.locator(".gate-rules")
    known = busy.make("GET", f"{SITE}/rulebook")
    body = {name: value for name, value in known.items() if name not in ("version", "effective_from")}
    busy.make("PUT", f"{SITE}/rulebook", json=body | {"offer_minutes": 17})
    await form.get_by_label("Acts from").fill("91")
    await form.get_by_role("button", name="Put in force now").click()
    await form.get_by_role("button", name="Read it anew").click()
    await expect(form.get_by_label("Acts from")).to_have_value("90")
    assert busy.make("GET", f"{SITE}/rulebook")["offer_minutes"] == 17


async def test_an_operator_is_not_offered_what_it_may_not_do(desktop: Page, busy: Town) -> None:
    await sign_in(desktop, busy)
    await expect(desktop.get_by_role("button", name="Stop all")).to_be_visible()
    await expect(desktop.get_by_role("button", name="Readers and phones")).to_have_count(0)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_it_fits_a_phone_in_every_language(chromium: Browser, busy: Town, language: str) -> None:
    page = await opened(chromium, on_phone=True)
    await page.add_init_script(f"localStorage.setItem('serai.language', '{language}')")
    await page.goto(f"{busy.service.url}/#key={busy.keys['admin']}&site=CNMHN")
    await expect(page.locator(".link")).to_be_visible()
    await page.goto(f"{busy.service.url}/#/CNMHN/gates")
    await page.locator(".gates .panel-head .button").nth(1).click()
    await page.locator(".gate-rules input[type=checkbox]").check()
    assert await page.evaluate(WHAT_DOES_NOT_FIT) == []
