"""What drivers are told, on screens: what became of it at the console; and their own wish on their own page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.chromium import opened
from tests.browser.port import SITE, call, faults_by_day_and_night, sign_in
from tests.browser.test_driver_page import LANGUAGES, WHAT_DOES_NOT_FIT
from tests.corpus.town import Town, reservation, town
from tests.messages.provider import Provider, provider, until

pytestmark = pytest.mark.browser
NUMBER = "+86 138 0013 8000"


@pytest.fixture(scope="module")
def gateway() -> Iterator[Provider]:
    with provider() as made:
        yield made


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, gateway: Provider) -> Iterator[Town]:
    database = f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('told')}/serai.db"
    with town(database, settings=gateway.settings()) as made:
        yield made


def reserve(town: Town, hour: int = 13, **driver: str) -> dict[str, Any]:
    asked = reservation(hour)
    asked["driver"] = asked["driver"] | driver
    made: dict[str, Any] = town.make("POST", "/v1/reservations", "operator", json=asked)
    return made


async def test_the_console_shows_what_became_of_each_message(desktop: Page, told: Town, gateway: Provider) -> None:
    gateway.status = 500
    booked = reserve(told, phone=NUMBER, language="en")
    visit = told.make("POST", f"{SITE}/visits", "operator", json={"reservation": booked["id"], "by": "operator"})
    await sign_in(desktop, told)
    await desktop.get_by_placeholder("Find a plate").fill(booked["vehicle"]["plate"])
    await desktop.get_by_role("button", name=booked["vehicle"]["plate"]).first.click()
    messages = desktop.get_by_role("region", name="Messages to the driver")
    await expect(messages).to_contain_text(f"To {NUMBER}")
    confirmed = messages.locator("li", has_text="Reservation confirmed")
    await expect(confirmed).to_contain_text("Attempt 1 failed (http.500)")
    gateway.status = 200
    call(told, visit["id"])
    await expect(messages.locator("li", has_text="Called to the gate")).to_contain_text("Handed to the SMS gateway")
    assert len(gateway.texts(f"{booked['reference']}: Come to gate")) == 1
    assert await faults_by_day_and_night(desktop) == []


async def test_a_driver_gives_its_number_and_ends_messages_at_once(phone: Page, told: Town, gateway: Provider) -> None:
    booked = reserve(told, 15, language="en")
    await phone.add_init_script("localStorage.setItem('serai.language', 'en')")
    await phone.goto(told.service.url + booked["pass"]["url"])
    tile = phone.locator(".messages")
    await expect(tile).to_contain_text("Give a number to be told of your call.")
    await tile.get_by_label("Phone number").fill("+86 139 0000 0001")
    await tile.get_by_role("button", name="Send messages here").click()
    await expect(tile.get_by_role("status")).to_contain_text("You are told at +86 139 0000 0001")
    await tile.get_by_role("button", name="No more messages").click()
    await expect(tile.get_by_role("status")).to_have_text("You get no messages at +86 139 0000 0001.")
    told.make("POST", f"/v1/reservations/{booked['id']}/cancel", "operator")
    again = reserve(told, 16, phone="13900000001")
    where = {"reservation": again["id"], "status": "refused"}
    refused = until(lambda: told.make("GET", f"{SITE}/messages", "operator", params=where)["items"], "a refusal")
    assert [each["kind"] for each in refused] == ["confirmed"]
    assert gateway.ids(again["reference"]) == []


async def test_what_the_phone_itself_has_ended_the_page_does_not_begin(phone: Page, told: Town) -> None:
    booked = reserve(told, 17, phone="+86 139 0000 0003")
    body = {"number": "+8613900000003", "text": "STOP"}
    told.make("POST", f"{SITE}/messages/replies", "device", json=body)
    await phone.add_init_script("localStorage.setItem('serai.language', 'en')")
    await phone.goto(told.service.url + booked["pass"]["url"])
    await expect(phone.locator(".messages")).to_contain_text("This phone answered STOP")
    await expect(phone.get_by_role("button", name="Send me messages")).to_have_count(0)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_it_fits_a_phone_in_every_language(chromium: Browser, told: Town, language: str) -> None:
    booked = reserve(told, 19, phone=NUMBER)
    page = await opened(chromium, on_phone=True)
    await page.add_init_script(f"localStorage.setItem('serai.language', '{language}')")
    await page.goto(told.service.url + booked["pass"]["url"])
    await expect(page.locator(".messages")).to_be_visible()
    faults: list[str] = await page.evaluate(WHAT_DOES_NOT_FIT)
    if language == "en":
        faults += await faults_by_day_and_night(page)
    assert faults == []
