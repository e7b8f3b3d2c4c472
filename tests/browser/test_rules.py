"""The rules in words, as anybody meets them; and two people who call a truck out of turn."""

from __future__ import annotations

import pytest
from playwright.async_api import Page, expect

from tests.browser.port import SITE, check_in, faults_by_day_and_night, sign_in
from tests.browser.test_driver_page import LANGUAGES, WHAT_DOES_NOT_FIT
from tests.corpus.town import Town

pytestmark = pytest.mark.browser


async def test_a_clause_of_the_address_is_shown_and_marked(phone: Page, busy: Town) -> None:
    await phone.goto(f"{busy.service.url}/r/#CNMHN/order.bound")
    marked = phone.locator("li.is-marked")
    await expect(marked).to_be_in_viewport()
    await expect(marked).to_contain_text("stands behind it")
    bound = busy.make("GET", f"{SITE}/rulebook")["priority_bound_minutes"]
    await expect(phone.locator("[id=priority_bound_minutes]")).to_contain_text(f"at most {bound} minutes")
    assert await faults_by_day_and_night(phone) == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_six_languages_fit_on_a_small_phone(phone: Page, busy: Town, language: str) -> None:
    await phone.goto(f"{busy.service.url}/r/#CNMHN")
    await phone.locator("select").first.select_option(language)
    await expect(phone.locator("html")).to_have_attribute("lang", language)
    text = busy.make("GET", f"{SITE}/rulebook/text", params={"language": language})
    await expect(phone.locator("h1")).to_have_text(text["title"])
    assert await phone.evaluate(WHAT_DOES_NOT_FIT) == []


async def test_what_one_asks_for_another_agrees_to_on_the_console(desktop: Page, busy: Town) -> None:
    busy.make("PUT", f"{SITE}/rulebook", json={"overrides_per_day": 0, "call_interval_minutes": 240})
    visits = [check_in(busy) for _ in range(2)]
    body = {"visits": [visits[1]["id"]], "reason": {"code": "medical"}}
    busy.make("POST", f"{SITE}/overrides/ask", "colleague", json=body)
    await sign_in(desktop, busy)
    wanted = desktop.locator(".second")
    await expect(wanted).to_contain_text(visits[1]["vehicle"]["plate"])
    await wanted.get_by_role("button", name="Agree and call").click()
    await expect(wanted).to_have_count(0)
    called = busy.make("GET", f"/v1/visits/{visits[1]['id']}", "operator")
    assert called["status"] == "called"
    await desktop.goto(f"{busy.service.url}/r/#CNMHN")
    await expect(desktop.locator("#overrides")).to_contain_text("1 confirmed by a second person")
