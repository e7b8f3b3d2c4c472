"""A wrong plate, a duplicate, a wrong truck let in: put right at the console, explained, and nothing overwritten."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser.port import SITE, act, call, check_in, sign_in, visit
from tests.corpus.town import Town, vehicle

pytestmark = pytest.mark.browser
MISTAKE = "A mistake put right"


async def correcting(page: Page, plate: str, *, in_line: bool = True) -> Locator:
    """The drawer of a visit, with the form that puts its record right."""
    await page.get_by_label("Find a plate").fill(plate)
    if not in_line:
        await page.get_by_role("button", name="Look in the yard and in the past").click()
    await page.locator(".list-row" if in_line else ".finding .found", has_text=plate).click()
    drawer = page.locator(".drawer")
    await expect(drawer.locator("h2")).to_have_text(plate)
    await drawer.get_by_role("button", name="Correct").click()
    return drawer


def ledger(town: Town, after: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = town.make("GET", f"{SITE}/ledger", params={"after": after, "limit": 200})["items"]
    return found


async def test_a_wrong_plate_is_put_right_and_what_was_recorded_stays(desktop: Page, busy: Town) -> None:
    made, right = check_in(busy), vehicle()["plate"]
    before = busy.heads()["CNMHN"]
    await sign_in(desktop, busy)
    drawer = await correcting(desktop, made["vehicle"]["plate"])
    form = drawer.locator("form.ask")
    await form.get_by_label("Plate", exact=True).fill(right)
    await form.get_by_role("button", name="Correct").click()
    await expect(drawer.locator("h2")).to_have_text(right)
    await expect(drawer.locator(".why")).to_contain_text(MISTAKE)
    await expect(drawer.locator(".timeline")).to_contain_text("Corrected")
    assert visit(busy, made["id"])["vehicle"]["plate"] == right
    [told] = [each for each in ledger(busy, before) if each["kind"] == "visit.corrected"]
    assert told["body"]["visit"] == made["id"]
    [joined] = [
        each
        for each in ledger(busy, before - 40)
        if each["kind"] == "visit.joined" and each["body"]["visit"] == made["id"]
    ]
    assert joined["body"]["vehicle"] != told["body"]["vehicle"], "the first record stands beside the second"


async def test_a_duplicate_visit_ends_and_names_the_one_that_stays(desktop: Page, busy: Town) -> None:
    stays, twice = check_in(busy), check_in(busy)
    await sign_in(desktop, busy)
    drawer = await correcting(desktop, twice["vehicle"]["plate"])
    form = drawer.locator("form.ask")
    await form.get_by_label("What was wrong").select_option("duplicate_of")
    await form.locator("select").nth(1).select_option(stays["id"])
    await form.get_by_role("button", name="Correct").click()
    await expect(drawer.locator(".status")).to_contain_text("Left")
    assert (visit(busy, twice["id"])["status"], visit(busy, stays["id"])["status"]) == ("left", "waiting")
    await expect(drawer.locator(".timeline")).to_contain_text("Corrected")


async def test_a_wrong_truck_that_was_let_in_waits_again_and_the_right_one_has_its_bay(
    desktop: Page, busy: Town
) -> None:
    wrong, right = check_in(busy), check_in(busy)
    call(busy, wrong["id"])
    bay = act(busy, wrong["id"], "admit")["bay"]
    await sign_in(desktop, busy)
    drawer = await correcting(desktop, wrong["vehicle"]["plate"], in_line=False)
    form = drawer.locator("form.ask")
    await form.get_by_label("What was wrong").select_option("instead")
    await form.locator("select").nth(1).select_option(right["id"])
    await form.get_by_role("button", name="Correct").click()
    await expect(drawer.locator(".status").first).to_contain_text("Waiting")
    assert (visit(busy, right["id"])["status"], visit(busy, right["id"])["bay"]) == ("admitted", bay)
    assert visit(busy, wrong["id"])["status"] == "waiting"
    await expect(drawer.locator(".timeline")).to_contain_text("Waits again: it was another that was let in")
    await expect(drawer.locator(".why")).to_contain_text(MISTAKE)
