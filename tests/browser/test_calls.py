"""Calls at the console and on the driver's phone, in a real browser: the stop of all, recalls, reasons."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.chromium import opened
from tests.browser.port import SITE, act, call, check_in, faults_by_day_and_night, quiet_port, reserve, sign_in, visit
from tests.browser.test_driver_page import LANGUAGES, WHAT_DOES_NOT_FIT, arrive, open_link
from tests.corpus.town import Town

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def gate(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with quiet_port(f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('gate')}/serai.db") as made:
        yield made


async def test_all_calls_are_stopped_by_one_switch_and_the_driver_is_told(
    desktop: Page, chromium: Browser, gate: Town
) -> None:
    own = reserve(gate)
    phone = await opened(chromium, on_phone=True)
    await open_link(phone, gate, own)
    mine = await arrive(phone, gate, own)
    call(gate, mine)
    await expect(phone.get_by_text("Come to the gate now")).to_be_visible()
    await sign_in(desktop, gate)
    await desktop.locator(".gates").get_by_role("button", name="Calls").click()
    drawer = desktop.locator(".drawer")
    await drawer.get_by_label("In your words").fill("Acid on the ramp")
    await drawer.get_by_role("button", name="Stop all calls").click()
    await expect(desktop.locator(".call-next .stopped")).to_contain_text("Calls are stopped")
    await expect(drawer.locator(".stopped")).to_contain_text("Stopped: Safety")
    await expect(phone.locator(".tile.lost")).to_contain_text("All calls are stopped for safety")
    await expect(phone.get_by_text("Your place", exact=True)).to_be_visible()
    assert visit(gate, mine)["status"] == "waiting"
    assert "Acid" not in gate.ask("GET", f"{SITE}/ledger?limit=200", None).text
    assert await faults_by_day_and_night(desktop) == []
    assert await faults_by_day_and_night(phone) == []
    faults = {}
    for language in LANGUAGES:
        await phone.locator(".language select").select_option(language)
        await expect(phone.locator("html")).to_have_attribute("lang", language)
        faults[language] = await phone.evaluate(WHAT_DOES_NOT_FIT)
    assert not any(faults.values()), faults
    await drawer.get_by_role("button", name="Resume calls").click()
    await expect(desktop.locator(".call-next .stopped")).to_have_count(0)
    await expect(phone.locator(".tile.lost")).to_have_count(0)
    gate.make("POST", f"/v1/visits/{mine}/leave", "operator", json={})


async def test_a_call_is_taken_back_repeated_and_seen_at_the_gate(desktop: Page, gate: Town) -> None:
    made = check_in(gate)
    call(gate, made["id"])
    await sign_in(desktop, gate)
    await desktop.locator(".list-row", has_text=made["vehicle"]["plate"]).click()
    drawer = desktop.locator(".drawer")
    await drawer.get_by_role("button", name="Call again").click()
    await drawer.get_by_role("button", name="Confirm").click()
    await expect(drawer.locator(".ask")).to_have_count(0)
    await drawer.get_by_role("button", name="At the gate").click()
    await expect(drawer.get_by_text("waits at this gate")).to_be_visible()
    assert visit(gate, made["id"])["stage"] == "at_gate"
    await drawer.get_by_role("button", name="Take call back").click()
    await drawer.get_by_role("button", name="Confirm").click()
    await expect(drawer.get_by_role("button", name="Call", exact=True)).to_be_visible()
    assert visit(gate, made["id"])["status"] == "waiting"
    act(gate, made["id"], "leave")


async def test_automatic_calls_say_why_and_follow_what_the_neighbour_takes(desktop: Page, gate: Town) -> None:
    check_in(gate)
    await sign_in(desktop, gate)
    await desktop.locator(".gates").get_by_role("button", name="Calls").click()
    drawer = desktop.locator(".drawer")
    await drawer.get_by_label("Trucks an hour").fill("0")
    await drawer.get_by_role("button", name="Record").click()
    await expect(drawer.get_by_text("0 in 60 min, 0 left")).to_be_visible()
    await drawer.get_by_role("button", name="Automatic").click()
    await expect(drawer.get_by_role("button", name="Automatic")).to_have_attribute("aria-pressed", "true")
    await expect(drawer.locator(".next-calls")).to_contain_text("The neighbour takes no more for now.")
    await expect(desktop.locator(".call-next-why")).to_contain_text("The neighbour takes no more for now.")
    modes = {each["mode"] for each in gate.make("GET", f"{SITE}/calls", "operator")["lanes"]}
    assert modes == {"automatic"}
    gate.make("POST", f"{SITE}/calls/mode", "operator", json={"mode": "operator"})


async def test_the_drawer_of_calls_fits_a_small_phone_in_six_languages(chromium: Browser, gate: Town) -> None:
    faults = {}
    for language in LANGUAGES:
        page = await opened(chromium, on_phone=True)
        await page.add_init_script(f"localStorage.setItem('serai.language', '{language}')")
        await page.goto(f"{gate.service.url}/#key={gate.keys['operator']}&site=CNMHN")
        await expect(page.locator("html")).to_have_attribute("lang", language)
        await page.goto(f"{gate.service.url}/#/CNMHN/gates")
        await page.locator(".gates .panel-head button").first.click()
        await expect(page.locator(".drawer .calls .ask").last).to_be_visible()
        faults[language] = await page.evaluate(WHAT_DOES_NOT_FIT)
        await page.close()
    assert not any(faults.values()), faults
