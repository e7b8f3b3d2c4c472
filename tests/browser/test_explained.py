"""Why a truck stands where it does, on its driver's phone and at the console, with what was done about it by hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from tests.browser.chromium import opened
from tests.browser.port import SITE, act, call, check_in, faults_by_day_and_night, quiet_port, reserve, sign_in, visit
from tests.browser.test_driver_page import arrive, in_every_language, open_link
from tests.corpus.town import Town

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def gate(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with quiet_port(f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('explained')}/serai.db") as made:
        yield made


def explanation(town: Town, id_: str) -> dict[str, Any]:
    headers = {"Accept-Language": "en"}
    found: dict[str, Any] = town.make("GET", f"/v1/visits/{id_}/explanation", "operator", headers=headers)
    return found


def by_hand(town: Town) -> int:
    return int(town.make("GET", f"{SITE}/board")["overrides"]["calls"])


async def row_of(page: Page, town: Town, id_: str) -> Locator:
    """Opens a truck's drawer by its row of the queue."""
    await page.locator(".list-row", has_text=visit(town, id_)["vehicle"]["plate"]).click()
    return page.locator(".drawer")


async def call_out_of_turn(page: Page, town: Town, id_: str) -> None:
    drawer = await row_of(page, town, id_)
    await drawer.get_by_role("button", name="Call", exact=True).click()
    await drawer.get_by_label("Reason").select_option("medical")
    await drawer.get_by_label("In your words").fill("The driver is ill")
    await drawer.get_by_role("button", name="Confirm").click()
    await expect(drawer.locator(".ask")).to_have_count(0)


async def test_who_was_called_instead_of_the_head_is_told_to_it_and_to_everybody(
    desktop: Page, chromium: Browser, gate: Town
) -> None:
    own, before = reserve(gate), by_hand(gate)
    phone = await opened(chromium, on_phone=True)
    await open_link(phone, gate, own)
    mine = await arrive(phone, gate, own)
    other = check_in(gate)["id"]
    await sign_in(desktop, gate)
    await call_out_of_turn(desktop, gate, other)
    act(gate, other, "admit")

    told = explanation(gate, mine)
    [passed] = told["passed_by"]
    assert (passed["clause"], passed["count"]) == ("call.by_hand", 1)
    shown = phone.locator(".why li.passed")
    await expect(shown).to_contain_text(passed["text"])
    await expect(shown.locator("a.rule")).to_have_attribute("href", "/r/CNMHN#call.by_hand")
    why = phone.locator(".why ul").first.locator("li:not(.passed)")
    await expect(why).to_contain_text([each["text"] for each in told["rules"]["clauses"]])
    await expect(phone.locator(".why .changes li")).to_contain_text([each["text"] for each in told["changes"]])
    assert "call.by_hand" not in [each["clause"] for each in told["changes"]] != []
    assert await faults_by_day_and_night(phone) == []
    faults: dict[str, list[str]] = {}
    await in_every_language(phone, faults, "explained")
    assert not any(faults.values()), faults

    drawer = await row_of(desktop, gate, mine)
    await expect(drawer.locator(".why li")).to_contain_text([each["text"] for each in visit(gate, mine)["because"]])
    said = [passed["text"], *(each["text"] for each in told["changes"])]
    await expect(drawer.locator(".passed li")).to_contain_text(said)
    assert await faults_by_day_and_night(desktop) == []

    assert by_hand(gate) == before + 1
    await phone.goto(f"{gate.service.url}/b/CNMHN?languages=en")
    await phone.locator(".wall-public a").click()
    await expect(phone).to_have_url(f"{gate.service.url}/r/CNMHN")
    await expect(phone.locator("#overrides li")).to_contain_text("Somebody is ill")
    act(gate, mine, "leave")


async def test_another_truck_was_let_in_and_both_are_where_they_are(
    desktop: Page, chromium: Browser, gate: Town
) -> None:
    own = reserve(gate)
    phone = await opened(chromium, on_phone=True)
    await open_link(phone, gate, own)
    mine = await arrive(phone, gate, own)
    other = check_in(gate)
    call(gate, mine)
    await sign_in(desktop, gate)
    drawer = await row_of(desktop, gate, mine)
    await drawer.get_by_role("button", name="Admit").click()
    await expect(phone.locator(".go .huge")).to_be_visible()

    await drawer.get_by_role("button", name="Correct").click()
    await drawer.get_by_label("What was wrong").select_option("instead")
    await drawer.get_by_label("Not let in: it was another").select_option(label=other["vehicle"]["plate"])
    await drawer.get_by_role("button", name="Correct").last.click()
    await expect(drawer.locator(".ask")).to_have_count(0)
    assert (visit(gate, mine)["status"], visit(gate, other["id"])["status"]) == ("waiting", "admitted")
    await expect(phone.get_by_text("Your place", exact=True)).to_be_visible()
    [corrected] = explanation(gate, mine)["corrections"]
    assert corrected["reason"] == "mistake"
    await expect(phone.locator(".why li", has_text=corrected["text"])).to_be_visible()
    await expect(drawer.locator(".why li", has_text=corrected["text"])).to_be_visible()
    served = gate.make("GET", f"{SITE}/board")["lanes"][0]["served_last_hour"]
    entries = gate.make("GET", f"{SITE}/ledger", params={"limit": 200})["items"]
    let_in = [each["kind"] for each in entries if each["kind"] in ("visit.admitted", "visit.returned")]
    assert served == let_in.count("visit.admitted") - let_in.count("visit.returned")
    act(gate, mine, "leave")


async def test_twin_a_page_that_does_not_ask_why_is_found_out(chromium: Browser, gate: Town) -> None:
    """Sabotage: the explanation never comes. Nothing of it may be on the page, or the first test proves nothing."""
    own = reserve(gate)
    phone = await opened(chromium, on_phone=True)
    await phone.route("**/explanation", lambda route: route.abort())
    await open_link(phone, gate, own)
    mine = await arrive(phone, gate, own)
    await expect(phone.locator(".why li").first).to_be_visible()
    await expect(phone.locator(".why .changes, .why .passed")).to_have_count(0)
    assert explanation(gate, mine)["changes"]
    act(gate, mine, "leave")
