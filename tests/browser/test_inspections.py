"""An authority inspects a truck that stands in the yard: ordered by its plate, led there, cleared."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.chromium import opened
from tests.browser.port import act, call, faults_by_day_and_night, quiet_port, reserve, sign_in, visit
from tests.browser.test_driver_page import WHAT_DOES_NOT_FIT, arrive, in_every_language, open_link
from tests.corpus.town import Town

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def shed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with quiet_port(f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('shed')}/serai.db") as made:
        yield made


async def test_a_truck_is_ordered_to_inspection_and_the_driver_is_led_there(
    phone: Page, chromium: Browser, shed: Town
) -> None:
    own = reserve(shed)
    driver = await opened(chromium, on_phone=True)
    await open_link(driver, shed, own)
    mine = await arrive(driver, shed, own)
    call(shed, mine)
    bay = act(shed, mine, "admit")["bay"]
    act(shed, mine, "park", bay=bay)
    await sign_in(phone, shed, "authority")
    await phone.get_by_label("Plate").fill(own["vehicle"]["plate"])
    await phone.get_by_role("button", name="Order inspection").click()
    row = phone.locator(".inspection")
    await expect(row).to_contain_text(f"from bay {bay} to bay")
    to = visit(shed, mine)["next_bay"]
    await expect(driver.locator(".tile.go .huge")).to_have_text(to)
    await expect(driver.get_by_text(f"Drive to bay {to}: it is to be inspected there.")).to_be_visible()
    faults: dict[str, list[str]] = {}
    await in_every_language(driver, faults, "led")
    faults["driver"] = await faults_by_day_and_night(driver)
    faults["fits"] = await phone.evaluate(WHAT_DOES_NOT_FIT)
    faults["authority"] = await faults_by_day_and_night(phone)
    assert not any(faults.values()), {name: found for name, found in faults.items() if found}
    act(shed, mine, "park", bay=to)
    await expect(row).to_contain_text(f"in bay {to}")
    await row.get_by_role("button", name="Clear").click()
    await expect(row).to_have_count(0)
    assert visit(shed, mine)["needs"] == []
    act(shed, mine, "release")
    act(shed, mine, "depart")
