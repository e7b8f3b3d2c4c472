"""Reservations in a real browser: waiting for a full slot, the offer that comes by itself, tickets, and lost places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.async_api import Browser, Error, Locator, Page, expect

from tests.browser.chromium import PHONE, opened
from tests.browser.port import quiet_port, sign_in
from tests.browser.test_driver_page import LANGUAGES, WHAT_DOES_NOT_FIT
from tests.corpus.town import Town, reservation, slot, vehicle

pytestmark = pytest.mark.browser

SOON = 20_000
"""A driver's page that waits asks every five seconds."""
HOURS = iter(range(24))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A port with two places an hour, and nobody in them."""
    with quiet_port(f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('small')}/serai.db") as made:
        yield made


def reserve(town: Town, hour: int, day: int = 23, **more: Any) -> dict[str, Any]:
    made: dict[str, Any] = town.make("POST", "/v1/reservations", "operator", json=reservation(hour, day) | more)
    return made


def read(town: Town, made: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = town.make("GET", f"/v1/reservations/{made['id']}", "operator")
    return found


def act(town: Town, made: dict[str, Any], name: str, **body: Any) -> None:
    town.make("POST", f"/v1/reservations/{made['id']}/{name}", "operator", json=body)


def full(town: Town) -> tuple[int, list[dict[str, Any]]]:
    """An hour of tomorrow that nobody else uses, and the two who have it."""
    hour = next(HOURS)
    return hour, [reserve(town, hour) for _ in range(2)]


def listed(town: Town, status: str) -> list[dict[str, Any]]:
    asked = {"site": "CNMHN", "status": status, "limit": 200}
    found: list[dict[str, Any]] = town.make("GET", "/v1/reservations", "operator", params=asked)["items"]
    return found


async def open_slots(page: Page, town: Town) -> None:
    await sign_in(page, town)
    await page.goto(f"{town.service.url}/#/CNMHN/slots")
    await page.get_by_role("button", name="Day after").click()
    await expect(page.locator(".sheet .cell").first).to_be_visible()


def cell(page: Page, hour: int) -> Locator:
    return page.locator(f'.cell[aria-label^="export-general {hour:02}:00"]')


async def open_link(page: Page, town: Town, made: dict[str, Any]) -> None:
    await page.goto(town.service.url + made["pass"]["url"])
    await expect(page.locator(".who .plate")).to_have_text(made["vehicle"]["plate"])


async def open_card(page: Page, town: Town, made: dict[str, Any]) -> Locator:
    await page.get_by_role("button", name="Find reservation").click()
    await page.get_by_label("Plate or reference").fill(made["reference"])
    await page.get_by_role("button", name="Find", exact=True).click()
    card = page.locator(".drawer .card")
    await expect(card.locator(".reference")).to_have_text(made["reference"])
    return card


async def test_waits_on_a_full_slot_until_another_cancels_and_takes_the_offer(desktop: Page, small: Town) -> None:
    hour, has = full(small)
    plate = vehicle()["plate"]
    await open_slots(desktop, small)
    await expect(cell(desktop, hour)).to_have_class(re.compile("is-full"))
    await cell(desktop, hour).click()
    form = desktop.locator(".drawer form")
    await expect(form.get_by_text("This time is full")).to_be_visible()
    await expect(form.locator(".alternatives button")).to_have_count(3)
    await form.get_by_label("Plate").fill(plate)
    await form.get_by_label("Driver’s name").fill("Li Wei")
    await form.get_by_role("button", name="Wait for this time").click()
    card = desktop.locator(".drawer .card")
    await expect(card.locator(".status")).to_have_text("Waiting for a place")
    row = desktop.locator(".waits .found", has_text=plate)
    await expect(row).to_contain_text("Waiting for a place")

    await row.click()
    act(small, has[0], "cancel")
    await expect(row).to_contain_text("A place is offered")
    await expect(card.locator(".countdown b")).to_have_text(re.compile(r"1[45]:\d\d"))
    await card.get_by_role("button", name="Take this place").click()
    await expect(card.locator(".status")).to_have_text("Confirmed")
    await expect(row).to_have_count(0)
    [found] = small.make("GET", "/v1/reservations", "operator", params={"site": "CNMHN", "plate": plate})["items"]
    assert (found["status"], found["slot"]["id"]) == ("confirmed", slot(hour, 23))


async def test_the_offer_comes_to_the_phone_by_itself(phone: Page, small: Town) -> None:
    hour, has = full(small)
    waits = reserve(small, hour, waitlist=True)
    await open_link(phone, small, waits)
    await expect(phone.get_by_text("You are waiting for a place")).to_be_visible()
    act(small, has[0], "cancel")
    await expect(phone.get_by_role("alert")).to_contain_text("A place is free for you", timeout=SOON)
    await expect(phone.get_by_role("timer")).to_contain_text(re.compile(r"1[45]:\d\d"))
    await phone.get_by_role("button", name="Take this place").click()
    await expect(phone.get_by_role("img", name=f"Code of the pass, {waits['reference']}")).to_be_visible()
    assert read(small, waits)["status"] == "confirmed"


async def test_who_turns_an_offer_down_stops_waiting_and_the_next_one_is_asked(phone: Page, small: Town) -> None:
    hour, has = full(small)
    first, second = (reserve(small, hour, waitlist=True) for _ in range(2))
    act(small, has[0], "cancel")
    await open_link(phone, small, first)
    await phone.get_by_role("button", name="Turn it down").click()
    await expect(phone.get_by_text("The place goes to the next in line")).to_be_visible()
    assert read(small, first)["status"] == "offered"
    await phone.get_by_role("button", name="Turn it down").click()
    await expect(phone.get_by_text("Cancelled")).to_be_visible()
    assert [read(small, each)["status"] for each in (first, second)] == ["cancelled", "offered"]


async def test_a_driver_waits_for_any_time_of_a_day(phone: Page, small: Town) -> None:
    key = small.make("POST", "/v1/keys", json={"role": "driver"})["key"]
    await phone.goto(f"{small.service.url}/d/#key={key}")
    await phone.locator(".days button").nth(1).click()
    await phone.get_by_role("button", name="Any time on this day").click()
    await phone.get_by_label("Plate").fill(plate := vehicle()["plate"])
    await phone.get_by_label("Your name").fill("Li Wei")
    async with phone.expect_response("**/v1/reservations") as answered:
        await phone.get_by_role("button", name="Wait for the first free").click()
    made = await (await answered.value).json()
    assert (made["vehicle"]["plate"], made["wants"]["slot"]) == (plate, None)
    assert made["status"] in ("waitlisted", "offered")


async def test_the_ticket_and_the_slip_open_from_the_console_and_the_phone_saves_one(
    desktop: Page, chromium: Browser, small: Town
) -> None:
    made = reserve(small, next(HOURS))
    await sign_in(desktop, small)
    await desktop.goto(f"{small.service.url}/#/CNMHN/slots")
    card = await open_card(desktop, small, made)
    await expect(card.get_by_role("img", name=f"Code of the pass, {made['reference']}")).to_be_visible()
    papers = []
    for name in ("Ticket (PDF)", "Slip (PDF)"):
        link = await card.get_by_role("link", name=name).get_attribute("href")
        answer = await desktop.request.get(small.service.url + str(link))
        assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
        papers.append(await answer.body())
    assert papers[0] != papers[1]

    page = await opened(chromium, on_phone=True)
    await open_link(page, small, made)
    async with page.expect_download() as saving:
        await page.get_by_role("button", name="Ticket (PDF)").click()
    saved = await saving.value
    assert saved.suggested_filename == f"{made['reference']}.pdf"
    assert (await saved.path()).read_bytes().startswith(b"%PDF")


async def test_the_pass_opens_without_a_network(phone: Page, small: Town) -> None:
    made = reserve(small, next(HOURS))
    await open_link(phone, small, made)
    code = phone.get_by_role("img", name=f"Code of the pass, {made['reference']}")
    drawn = await code.locator(".qr-squares").get_attribute("d")
    await phone.wait_for_function("caches.open('serai-driver').then(async (kept) => (await kept.keys()).length > 3)")
    await phone.context.set_offline(True)
    await phone.reload()
    await expect(phone.get_by_role("status")).to_contain_text("No connection")
    assert await code.locator(".qr-squares").get_attribute("d") == drawn


async def test_twin_without_the_kept_page_there_is_no_pass(chromium: Browser, small: Town) -> None:
    """Sabotage: the phone keeps no page, and what the test above sees is not there."""
    made = reserve(small, next(HOURS))
    context = await chromium.new_context(viewport=PHONE, service_workers="block")
    page = await context.new_page()
    await open_link(page, small, made)
    await context.set_offline(True)
    with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
        await page.reload()


async def test_a_reservation_is_moved_extended_and_refused_with_its_rule(desktop: Page, small: Town) -> None:
    made, to = reserve(small, next(HOURS)), next(HOURS)
    await sign_in(desktop, small)
    await desktop.goto(f"{small.service.url}/#/CNMHN/slots")
    card = await open_card(desktop, small, made)
    await card.get_by_role("button", name="Move").click()
    await card.locator(".slot-time", has_text=f"{to:02}:00").click()
    await card.locator(".ask").get_by_role("button", name="Move").click()
    await expect(card.get_by_text(f"{to:02}:00–{to + 1:02}:00")).to_be_visible()
    assert read(small, made)["slot"]["id"] == slot(to, 23)

    await card.get_by_role("button", name="Arrive later").click()
    await expect(desktop.get_by_role("status").filter(has_text="May arrive until")).to_be_visible()
    await card.get_by_role("button", name="Arrive later").click()
    refused = card.locator(".refused")
    await expect(refused).to_contain_text("Move to a later time instead.")
    await expect(refused.locator("code")).to_have_text(["extensions_per_60_days", "vehicle.extensions_used"])


async def test_a_miss_is_forgiven_with_a_reason(desktop: Page, small: Town) -> None:
    missed = read(small, {"id": small.missed[0]})
    await sign_in(desktop, small)
    await desktop.goto(f"{small.service.url}/#/CNMHN/slots")
    card = await open_card(desktop, small, missed)
    await expect(card.locator(".status")).to_have_text("Missed")
    await card.get_by_role("button", name="Forgive").click()
    await card.get_by_label("Reason").select_option("equipment")
    await card.get_by_role("button", name="Confirm").click()
    await expect(desktop.get_by_text("the miss does not count")).to_be_visible()
    refused = small.ask("POST", f"/v1/reservations/{missed['id']}/forgive", "operator", json={"reason": {"code": "x"}})
    assert refused.json()["code"] == "miss.unknown"


async def test_the_live_queue_alone_and_back_is_one_switch(desktop: Page, small: Town) -> None:
    await sign_in(desktop, small)
    gates = desktop.locator(".gates")
    await gates.get_by_role("button", name="Live queue only").click()
    await desktop.locator(".drawer").get_by_role("button", name="Live queue only").click()
    await expect(gates.get_by_role("button", name="Take reservations again")).to_be_visible()
    await expect(desktop.locator(".drawer")).to_have_count(0)
    asked = small.ask("POST", "/v1/reservations", "operator", json=reservation(12, 25))
    assert asked.json()["code"] == "site.live_queue_only"
    await gates.get_by_role("button", name="Take reservations again").click()
    await desktop.locator(".drawer").get_by_role("button", name="Take reservations again").click()
    await expect(gates.get_by_role("button", name="Live queue only")).to_be_visible()


async def in_every_language(page: Page, faults: dict[str, list[str]], screen: str) -> None:
    for language in LANGUAGES:
        await page.locator(".language select").select_option(language)
        await expect(page.locator("html")).to_have_attribute("lang", language)
        faults[f"{screen} {language}"] = await page.evaluate(WHAT_DOES_NOT_FIT)
    await page.locator(".language select").select_option("en")


async def test_every_state_fits_a_small_phone_in_six_languages(chromium: Browser, small: Town) -> None:
    hour, has = full(small)
    waits, next_ = (reserve(small, hour, waitlist=True) for _ in range(2))
    act(small, has[0], "cancel")
    made = {"offered": waits, "waitlisted": next_, "confirmed": has[1], "missed": {"id": small.missed[1]}}
    faults: dict[str, list[str]] = {}
    for state, each in made.items():
        found = read(small, each)
        assert found["status"] == state
        page = await opened(chromium, on_phone=True)
        await open_link(page, small, found)
        await in_every_language(page, faults, state)
        await page.close()
    assert len(faults) == len(made) * len(LANGUAGES)
    assert not any(faults.values()), {name: found for name, found in faults.items() if found}


async def test_the_console_fits_a_small_phone_in_six_languages(chromium: Browser, small: Town) -> None:
    """Every part of it, the form that reserves, and the card of who waits."""
    hour, _ = full(small)
    waits = reserve(small, hour, waitlist=True)
    faults: dict[str, list[str]] = {}
    for language in LANGUAGES:
        page = await opened(chromium, on_phone=True)
        await page.add_init_script(f"localStorage.setItem('serai.language', '{language}')")
        await page.goto(f"{small.service.url}/#key={small.keys['operator']}&site=CNMHN")
        await expect(page.locator("html")).to_have_attribute("lang", language)
        for view in ("queue", "gates", "yard", "ledger", "slots"):
            await page.goto(f"{small.service.url}/#/CNMHN/{view}")
            await expect(page.locator("section.panel:visible").first).to_be_visible()
            await expect(page.locator(".skeleton:visible")).to_have_count(0)
            faults[f"{view} {language}"] = await page.evaluate(WHAT_DOES_NOT_FIT)
        await page.locator(".waits .found", has_text=waits["vehicle"]["plate"]).click()
        await expect(page.locator(".drawer .card")).to_be_visible()
        faults[f"card {language}"] = await page.evaluate(WHAT_DOES_NOT_FIT)
        await page.close()
    found = {name: each for name, each in faults.items() if each}
    assert found == {}
