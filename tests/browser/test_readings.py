"""What plate readers were not sure of, at the console: beside one another, and done by one tap."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.chromium import opened
from tests.browser.port import SITE, faults_by_day_and_night, reserve, sign_in, unread
from tests.browser.test_driver_page import LANGUAGES, WHAT_DOES_NOT_FIT
from tests.corpus.town import Town, reservation, seen, vehicle

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with unread(f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('readers')}/serai.db") as made:
        yield made


def read(town: Town, plate: str, gate: str = "gate-in") -> dict[str, Any]:
    told: dict[str, Any] = town.make("POST", f"{SITE}/gates/{gate}/readings", "device", json=seen(plate))
    return told


def misread(plate: str) -> str:
    return f"{plate[:-1]}W"


async def test_a_misread_plate_is_confirmed_by_one_tap_without_a_reload(desktop: Page, small: Town) -> None:
    plate = "ZR48213"  # one that no other of the town is like
    asked = reservation(13) | {"vehicle": vehicle(plate)}
    booked = small.make("POST", "/v1/reservations", "operator", json=asked)
    await sign_in(desktop, small)
    assert read(small, misread(plate))["outcome"] == "ask"
    card = desktop.get_by_role("listitem", name=misread(plate))
    await expect(card.locator(".candidate .plate")).to_have_text(plate)
    await expect(card.locator(".candidate mark")).to_have_text("3")
    await card.locator(".candidate").click()
    await expect(card).to_have_count(0)
    [visit] = small.make("GET", "/v1/visits", "operator", params={"site": "CNMHN", "plate": plate})["items"]
    assert (visit["reservation"], visit["status"]) == (booked["id"], "waiting")


async def test_a_plate_that_nobody_has_is_checked_in_by_hand_or_dismissed(desktop: Page, small: Town) -> None:
    await sign_in(desktop, small)
    read(small, "QQ7777")
    card = desktop.get_by_role("listitem", name="QQ7777")
    await card.get_by_role("button", name="Check in").click()
    await expect(desktop.get_by_label("Plate", exact=True)).to_have_value("QQ7777")
    await card.get_by_role("button", name="Nothing to do").click()
    await expect(card).to_have_count(0)
    assert small.make("GET", f"{SITE}/readings", "operator")["items"] == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_it_fits_a_phone_in_every_language(chromium: Browser, small: Town, language: str) -> None:
    read(small, misread(reserve(small)["vehicle"]["plate"]))
    read(small, "QQ7777")
    page = await opened(chromium, on_phone=True)
    await page.add_init_script(f"localStorage.setItem('serai.language', '{language}')")
    await page.goto(f"{small.service.url}/#key={small.keys['operator']}&site=CNMHN")
    await expect(page.locator(".link")).to_be_visible()
    await page.goto(f"{small.service.url}/#/CNMHN/gates")
    await expect(page.locator(".reading").first).to_be_visible()
    assert await page.evaluate(WHAT_DOES_NOT_FIT) == []
    if language == "en":
        assert await faults_by_day_and_night(page) == []
    for reading in small.make("GET", f"{SITE}/readings", "operator")["items"]:
        small.make("POST", f"{SITE}/readings/{reading['id']}/dismiss", "operator")
