"""Two drivers who meet, each with a phone: proposed by a reference, agreed, and ended."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.async_api import Browser, expect

from tests.browser.chromium import opened
from tests.browser.port import faults_by_day_and_night, quiet_port
from tests.browser.test_bookings import SOON, in_every_language, open_link, reserve
from tests.corpus.town import Town

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with quiet_port(f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('meeting')}/serai.db") as made:
        yield made


async def test_two_drivers_agree_on_phones_and_one_ends_it(chromium: Browser, small: Town) -> None:
    one, other = reserve(small, 9, 25), reserve(small, 9, 25)
    mine, theirs = [await opened(chromium, on_phone=True) for _ in range(2)]
    await open_link(mine, small, one)
    await open_link(theirs, small, other)
    await mine.get_by_role("button", name="Meet another truck").click()
    await mine.get_by_label("Reference of the other reservation").fill(other["reference"].lower())
    await mine.get_by_role("button", name="Propose").click()
    await expect(mine.get_by_text(f"You proposed to meet {other['reference']}")).to_be_visible(timeout=SOON)
    await expect(theirs.get_by_text(f"{one['reference']} proposes to meet you here")).to_be_visible(timeout=SOON)
    await theirs.get_by_role("button", name="Agree").click()
    faults: dict[str, list[str]] = {}
    for page, met in ((theirs, one), (mine, other)):
        await expect(page.locator(".meeting")).to_contain_text(f"You meet {met['reference']}", timeout=SOON)
        await expect(page.locator(".meeting")).to_contain_text("The other truck is not here yet")
        assert await faults_by_day_and_night(page) == []
        await in_every_language(page, faults, met["reference"])
    assert not any(faults.values()), faults
    assert other["vehicle"]["plate"] not in await mine.content()
    await theirs.get_by_role("button", name="End the rendezvous").click()
    await expect(mine.locator(".meeting")).to_contain_text("was ended", timeout=SOON)
