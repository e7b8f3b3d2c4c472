"""A lane that is stopped, in a real browser: who loses a place, who keeps it, and what each of them is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.chromium import opened
from tests.browser.port import SITE, faults_by_day_and_night, quiet_port, sign_in
from tests.browser.test_bookings import SOON, in_every_language, listed, open_card, open_link, read, reserve
from tests.corpus.town import Town

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with quiet_port(f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('small')}/serai.db") as made:
        yield made


@pytest.fixture(scope="module")
def stopped(small: Town) -> dict[str, Any]:
    """Who keeps a place only if it is at its own hour, the next; the lane is stopped by the test that comes first."""
    only = {"not_before": "2026-11-22T13:00:00+08:00", "not_after": "2026-11-22T13:30:00+08:00"}
    return reserve(small, 13, 22, limits=only)


AT_TWO = "2026-11-22T14:00:00+08:00"


def at_two(town: Town, status: str) -> list[str]:
    """The reservations that have a place at 14:00, or lost the one they had."""
    found = listed(town, status)
    return [each["id"] for each in found if (each["slot"] or each["displaced_from"])["starts_at"] == AT_TWO]


async def test_stopping_a_lane_tells_whom_it_displaces_before_and_after(
    desktop: Page, chromium: Browser, small: Town, stopped: dict[str, Any]
) -> None:
    near = reserve(small, 13, 22)
    for hour in (14, 18):
        reserve(small, hour, 22)
    later = reserve(small, 10, 24)
    page = await opened(chromium, on_phone=True)
    await open_link(page, small, stopped)
    await expect(page.locator(".band-time")).to_have_text("13:00–14:00")
    await sign_in(desktop, small)
    lane = desktop.locator(".lanes tbody tr", has_text="export-general")
    await lane.get_by_role("button", name="Stop").click()
    drawer = desktop.locator(".drawer")
    cost = drawer.locator(".notice")
    await expect(cost).to_contain_text("2 reservations lose their place now.")
    follow = re.search(r"Up to (\d+) more follow within 24 h", await cost.inner_text())
    assert follow is not None
    assert int(follow[1]) >= 2
    await drawer.get_by_label("Until").select_option("240")
    await expect(cost).not_to_contain_text("more follow")
    await expect(cost).to_contain_text("3 reservations lose their place now.")
    await drawer.get_by_label("Until").select_option("lifted")
    before = {each["id"] for each in listed(small, "confirmed")}
    await drawer.get_by_label("Reason").fill("Scanner repair")
    await drawer.get_by_role("button", name="Stop").click()
    await expect(drawer.get_by_text("2 reservations lost their place")).to_be_visible()
    assert before & {each["id"] for each in listed(small, "displaced")} == {stopped["id"], near["id"]}
    await expect(drawer.locator(".found")).to_have_count(2)
    await expect(drawer.locator(".notice")).to_contain_text(follow[0])
    assert read(small, later)["status"] == "confirmed"
    row = drawer.locator(".found", has_text=stopped["vehicle"]["plate"])
    await expect(row).to_contain_text("Lost its place")
    await row.click()
    await expect(drawer.locator(".lost")).to_contain_text("The lane was stopped: Scanner repair.")
    await expect(drawer.get_by_role("button", name="Move")).to_be_visible()
    # The phone looks every 20 s while it has a place.
    await expect(page.get_by_role("alert")).to_contain_text("Your time could not be kept", timeout=2 * SOON)
    await expect(page.get_by_role("alert")).to_contain_text("The lane was stopped: Scanner repair.")


async def test_who_was_displaced_is_retimed_by_a_plan_that_is_shown_first(
    desktop: Page, small: Town, stopped: dict[str, Any]
) -> None:
    await sign_in(desktop, small)
    await desktop.goto(f"{small.service.url}/#/CNMHN/slots")
    await desktop.get_by_role("button", name="Re-time").click()
    plan = desktop.locator(".drawer .plan li", has_text=stopped["reference"])
    await expect(plan).to_contain_text("Keeps waiting")
    await expect(plan).to_contain_text("all is full")


async def test_axe_finds_nothing_serious_where_somebody_waits(chromium: Browser, small: Town) -> None:
    """What a lane that stands still leaves: the list of who waits, a card that lost its place, the plan, the form."""
    for on_phone in (False, True):
        page = await opened(chromium, on_phone=on_phone)
        await sign_in(page, small)
        await page.goto(f"{small.service.url}/#/CNMHN/slots")
        await expect(page.locator(".waits .found").first).to_be_visible()
        faults = await faults_by_day_and_night(page)
        await page.locator(".waits .found").first.click()
        await expect(page.locator(".drawer .card")).to_be_visible()
        faults += await faults_by_day_and_night(page)
        assert faults == []


async def test_while_the_lane_stands_who_comes_near_loses_its_place_and_no_other(
    desktop: Page, small: Town, stopped: dict[str, Any]
) -> None:
    (follows,) = at_two(small, "confirmed")
    kept = {each["id"] for each in listed(small, "confirmed")} - {follows}
    await sign_in(desktop, small)
    await desktop.goto(f"{small.service.url}/#/CNMHN/slots")
    small.make("POST", "/v1/clock", json={"now": "2026-11-22T13:00:00+08:00"})
    plate = read(small, {"id": follows})["vehicle"]["plate"]
    await expect(desktop.locator(".waits .found", has_text=plate)).to_contain_text("Lost its place")
    assert follows in at_two(small, "displaced")
    assert {each["id"] for each in listed(small, "confirmed")} == kept


async def test_a_lane_that_opens_again_offers_its_places(phone: Page, small: Town, stopped: dict[str, Any]) -> None:
    await open_link(phone, small, stopped)
    await expect(phone.get_by_text("Your time could not be kept")).to_be_visible()
    for closure in small.make("GET", f"{SITE}/closures")["items"]:
        small.make("DELETE", f"{SITE}/closures/{closure['id']}", "operator")
    await expect(phone.get_by_role("button", name="Take this place")).to_be_visible(timeout=SOON)


async def test_who_was_given_another_time_sees_from_when_and_why(desktop: Page, chromium: Browser, small: Town) -> None:
    made = reserve(small, 15, 24)
    hour = {"from": "2026-11-24T15:00:00+08:00", "to": "2026-11-24T16:00:00+08:00"}
    closure = small.make("POST", f"{SITE}/closures", "operator", json={**hour, "reason": "Scanner repair"})
    assert closure["displaced"] == [made["id"]]
    said = re.compile(r"The site moved it from 15:00, .* (later|earlier)\. The lane was stopped: Scanner repair\.")
    page = await opened(chromium, on_phone=True)
    await open_link(page, small, made)
    await expect(page.locator(".retimed")).to_have_text(said)
    faults: dict[str, list[str]] = {}
    await in_every_language(page, faults, "retimed")
    assert not any(faults.values()), faults
    await sign_in(desktop, small)
    await desktop.goto(f"{small.service.url}/#/CNMHN/slots")
    card = await open_card(desktop, small, made)
    await expect(card.locator(".retimed")).to_have_text(said)


async def test_before_a_lane_is_stopped_it_is_told_who_would_move_by_how_much(desktop: Page, small: Town) -> None:
    small.make("POST", "/v1/clock", json={"now": "2026-11-25T08:00:00+08:00"})
    made = reserve(small, 10, 25)
    await sign_in(desktop, small)
    await desktop.locator(".lanes tbody tr", has_text="export-general").get_by_role("button", name="Stop").click()
    drawer = desktop.locator(".drawer")
    await drawer.get_by_label("Until").select_option("240")
    await drawer.get_by_text("Who would move, and by how much").click()
    move = drawer.locator(".plan li", has_text=made["reference"])
    await expect(move).to_have_text(re.compile(r"10:00 12:00\+2 h 00$"))
    assert read(small, made)["status"] == "confirmed"
    await drawer.get_by_label("Reason").fill("Scanner repair")
    await drawer.get_by_role("button", name="Stop").click()
    row = drawer.locator(".found", has_text=made["vehicle"]["plate"])
    await expect(row).to_contain_text("12:00")
    moved = read(small, made)
    assert (moved["status"], moved["retimed_from"]["shift_minutes"]) == ("confirmed", 120)
