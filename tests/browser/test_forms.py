"""What the forms keep straight for whoever fills them in: lane and time, declarations, refusals that stay in sight."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser.chromium import PHONE
from tests.browser.port import SITE
from tests.browser.test_driver_page import open_link
from tests.browser.test_fleets import csv, open_page, read, reserve
from tests.corpus.town import BACK, Town, back, declared, reservation, slot, town, vehicle
from tests.serving import SITE as PLAIN

pytestmark = pytest.mark.browser

GENERAL, PARCELS = "export-general", str(BACK["code"])


@pytest.fixture(scope="module")
def yard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A port across the line from Boten, whose clocks are an hour behind; its parcels need a declaration."""
    with town(f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('forms')}/serai.db") as made:
        lanes = [*PLAIN["lanes"], {**BACK, "direction": "export", "declaration": "required"}]
        made.make("PATCH", SITE, json={"counterpart": "LABTN", "lanes": lanes})
        made.make("PUT", f"{SITE}/rulebook", json={"open_per_vehicle": 9})
        yield made


async def begin(page: Page, town: Town, role: str = "operator") -> Locator:
    await open_page(page, town, "bookings", role)
    await page.locator(".panel-head").get_by_role("button", name="Reserve").click()
    return page.locator(".drawer form")


async def test_another_lane_has_the_same_time_or_none(desktop: Page, yard: Town) -> None:
    form = await begin(desktop, yard)
    await form.get_by_role("button", name="Day after").click()
    await form.locator(".slot-time", has_text="10:00").click()
    await form.get_by_label("Plate").fill(plate := vehicle()["plate"])
    await form.get_by_label("Driver’s name").fill("Li Wei")
    await form.get_by_label("Lane").select_option(PARCELS)
    await expect(form.locator(".slot-time[aria-pressed=true] b")).to_have_text("10:00")
    await form.get_by_role("button", name="Reserve", exact=True).click()
    await expect(desktop.locator(".drawer .card .plate")).to_have_text(plate)
    [found] = yard.make("GET", "/v1/reservations", "operator", params={"plate": plate})["items"]
    assert (found["slot"]["id"], found["cargo"]["class"]) == (back(10, 23), "parcel")


async def test_a_place_is_kept_while_the_form_is_filled_in(desktop: Page, yard: Town) -> None:
    form = await begin(desktop, yard)
    await form.get_by_role("button", name="Day after").click()
    await form.locator(".slot-time", has_text="14:00").click()
    await expect(form.get_by_role("button", name="Keep this place meanwhile")).to_have_count(0)
    await form.get_by_label("Plate").fill(plate := vehicle()["plate"])
    await form.get_by_role("button", name="Keep this place meanwhile").click()
    await expect(form.get_by_role("timer")).to_contain_text(re.compile(r"kept for (10:00|9:\d\d)"))
    span = {"from": "2026-11-23T14:00:00+08:00", "to": "2026-11-23T14:01:00+08:00", "lane": GENERAL}
    assert yard.make("GET", f"{SITE}/slots", "operator", params=span)["items"][0]["held"] == 1
    await form.get_by_label("Driver’s name").fill("Li Wei")
    await form.get_by_role("button", name="Reserve", exact=True).click()
    await expect(desktop.locator(".drawer .card .plate")).to_have_text(plate)
    [now] = yard.make("GET", f"{SITE}/slots", "operator", params=span)["items"]
    assert (now["held"], now["taken"]) == (0, 1)

    again = await begin(desktop, yard)
    await again.get_by_role("button", name="Day after").click()
    await again.get_by_label("Plate").fill(vehicle()["plate"])
    for time in ("17:00", "19:00"):
        await again.locator(".slot-time", has_text=time).click()
        await again.get_by_role("button", name="Keep this place meanwhile").click()
    await expect(again.locator(".refused")).to_contain_text("A place was kept already and not used.")


async def test_where_the_other_lane_has_no_such_time_one_must_be_chosen(desktop: Page, yard: Town) -> None:
    closure = {"lane": PARCELS, "from": "2026-11-23T11:00:00+08:00", "to": "2026-11-23T12:00:00+08:00", "reason": "x"}
    shut = yard.make("POST", f"{SITE}/closures", "operator", json=closure)["id"]
    form = await begin(desktop, yard)
    await form.get_by_role("button", name="Day after").click()
    await form.locator(".slot-time", has_text="11:00").click()
    await form.get_by_label("Plate").fill(vehicle()["plate"])
    await form.get_by_label("Driver’s name").fill("Li Wei")
    await expect(form.get_by_role("button", name="Reserve", exact=True)).to_be_enabled()
    await form.get_by_label("Lane").select_option(PARCELS)
    await expect(form.get_by_role("button", name="Reserve", exact=True)).to_be_disabled()
    yard.make("DELETE", f"{SITE}/closures/{shut}", "operator")


async def test_a_driver_who_chooses_another_site_chooses_the_time_again(phone: Page, yard: Town) -> None:
    made = reserve(yard, 9, 25)
    await open_link(phone, yard, made)
    await phone.get_by_role("button", name="Cancel this reservation").click()
    await phone.get_by_role("button", name="Cancel it").click()
    await phone.get_by_role("button", name="Reserve again").click()
    await phone.locator(".slot-grid button:enabled").first.click()
    await phone.get_by_label("Plate").fill(vehicle()["plate"])
    await phone.get_by_label("Your name").fill("Li Wei")
    await expect(phone.get_by_role("button", name="Reserve", exact=True)).to_be_enabled()
    await phone.get_by_label("Site").select_option("LABTN")
    await expect(phone.get_by_role("button", name="Reserve", exact=True)).to_be_disabled()


async def test_another_time_begins_on_the_day_of_the_reservation(phone: Page, yard: Town) -> None:
    made = reserve(yard, 9, 26)
    await open_link(phone, yard, made)
    await phone.get_by_role("button", name="Another time").click()
    await expect(phone.locator(".days button[aria-pressed=true]")).to_have_text("Thu, Nov 26")
    await phone.locator(".slot-grid button", has_text="15:00").click()
    await phone.get_by_role("button", name="Take this time").click()
    await expect(phone.get_by_text("15:00–16:00")).to_be_visible()


async def test_both_clocks_of_a_pair_of_sites_are_shown(phone: Page, yard: Town) -> None:
    made = reserve(yard, 0, 27)
    await open_link(phone, yard, made)
    await expect(phone.locator(".band-time")).to_have_text("00:00–01:00")
    await expect(phone.locator(".across")).to_have_text("Thu, Nov 26, 23:00–00:00 in Boten")


async def test_a_company_names_a_declaration_or_attaches_it_later(desktop: Page, yard: Town) -> None:
    paper = declared(yard, "company")
    form = await begin(desktop, yard, "company")
    await form.get_by_label("Lane").select_option(PARCELS)
    await form.get_by_role("button", name="Day after").click()
    await form.get_by_role("button", name="Day after").click()
    await form.locator(".slot-time", has_text="10:00").click()
    await form.get_by_label("Plate").fill(plate := vehicle()["plate"])
    await form.get_by_label("Driver’s name").fill("Li Wei")
    await expect(form.get_by_label("Declaration", exact=True)).to_have_value("")
    await form.get_by_role("button", name="Reserve", exact=True).click()
    card = desktop.locator(".drawer .card")
    await expect(card).to_contain_text("needed by 06:00")
    await card.get_by_role("button", name="Attach declaration").click()
    await card.get_by_label("Declaration", exact=True).select_option(paper)
    await card.locator(".ask").get_by_role("button", name="Attach declaration").click()
    await expect(card).to_contain_text("attached")
    [found] = yard.make("GET", "/v1/reservations", "company", params={"plate": plate})["items"]
    assert found["declaration"] == paper
    await expect(card.get_by_role("button", name="Attach declaration")).to_have_count(0)


async def test_a_driver_attaches_a_declaration_by_its_number(phone: Page, yard: Town) -> None:
    asked = reservation(11, 24) | {"slot": back(11, 24), "cargo": {"class": "parcel"}}
    made = yard.make("POST", "/v1/reservations", "company", json=asked)
    await open_link(phone, yard, made)
    await expect(phone.get_by_text("needed by 07:00")).to_be_visible()
    await phone.get_by_role("button", name="Attach declaration").click()
    await phone.get_by_label("Number of the declaration").fill("CNMHN-nothing")
    await phone.get_by_role("button", name="Attach declaration").click()
    await expect(phone.get_by_role("alert")).to_contain_text("There is no such declaration.")
    paper = declared(yard, "company")
    await phone.get_by_label("Number of the declaration").fill(paper)
    await phone.get_by_role("button", name="Attach declaration").click()
    await expect(phone.get_by_text("Declaration: attached")).to_be_visible()
    assert read(yard, made["id"])["declaration"] == paper


async def test_a_company_changes_the_vehicle_and_gives_the_place_back(desktop: Page, yard: Town) -> None:
    made, other = reserve(yard, 12, 24), vehicle()["plate"]
    await open_page(desktop, yard, "bookings")
    await desktop.locator(".list-row", has_text=made["vehicle"]["plate"]).click()
    card = desktop.locator(".drawer .card")
    await card.get_by_role("button", name="Other vehicle").click()
    await card.get_by_label("Plate").fill(other)
    await card.locator(".ask").get_by_role("button", name="Other vehicle").click()
    await expect(card.locator("header .plate")).to_have_text(other)
    await card.get_by_role("button", name="Other vehicle").click()
    await card.get_by_label("Plate").fill(vehicle()["plate"])
    await card.locator(".ask").get_by_role("button", name="Other vehicle").click()
    await expect(card.locator(".refused")).to_contain_text("The vehicle was changed as often as it may be")
    await card.get_by_role("button", name="Cancel", exact=True).click()
    await expect(card.locator(".refused")).to_have_count(0)
    await card.get_by_role("button", name="Cancel reservation").click()
    await expect(card.locator(".status")).to_have_text("Cancelled")


async def test_a_refusal_at_the_end_of_a_long_form_comes_into_sight(phone: Page, yard: Town) -> None:
    plate = vehicle()["plate"]
    taken = reservation(15, 25) | {"vehicle": {"plate": plate, "country": "CN"}}
    yard.make("POST", "/v1/reservations", "rival", json=taken)
    form = await begin(phone, yard)
    for _ in range(3):
        await form.get_by_role("button", name="Day after").click()
    await form.locator(".slot-time", has_text="15:00").click()
    await form.get_by_label("Driver’s name").fill("Li Wei")
    await form.get_by_label("Plate").fill(plate)
    await form.get_by_role("button", name="Reserve", exact=True).click()
    refused = form.locator(".refused")
    await expect(refused).to_contain_text("This vehicle is already booked")
    await expect(refused).to_be_in_viewport(ratio=1)
    box, button = await refused.bounding_box(), await form.locator(".form-end").bounding_box()
    assert box is not None
    assert button is not None
    assert box["y"] + box["height"] <= button["y"] + 1 <= PHONE["height"]


async def test_a_date_that_could_not_be_reserved_says_why_with_its_figures(desktop: Page, yard: Town) -> None:
    plate = vehicle()["plate"]
    taken = reservation(8, 30) | {"vehicle": {"plate": plate, "country": "CN"}}
    yard.make("POST", "/v1/reservations", "rival", json=taken)
    weekly: dict[str, Any] = {
        "site": "CNMHN", "lane": GENERAL, "days": ["mon"], "at": "08:00", "first_date": "2026-11-30",
        "vehicle": {"plate": plate, "country": "CN"}, "driver": {"name": "Li Wei", "language": "zh"},
        "cargo": {"class": "general"},
    }  # fmt: skip
    yard.make("POST", "/v1/standing-reservations", "company", json=weekly)
    await open_page(desktop, yard, "weekly")
    await desktop.locator(".list-row", has_text=plate).click()
    date = desktop.locator(".drawer .dates li", has_text="Mon, Nov 30")
    await expect(date).to_contain_text("already booked, Mon, Nov 30, 07:00 to Mon, Nov 30, 09:30")
    await expect(date).not_to_contain_text("–")


async def test_a_line_that_cannot_be_read_is_told_in_the_reader_s_language(desktop: Page, yard: Town) -> None:
    await desktop.add_init_script("localStorage.setItem('serai.language', 'zh')")
    await open_page(desktop, yard, "bulk")
    await desktop.locator("textarea").fill(csv(slot(8, 24)).replace(",general", ","))
    await desktop.locator(".bulk-list button[type=submit]").click()
    await expect(desktop.locator(".outcome")).to_contain_text("缺少 cargo_class。")


async def test_a_load_in_the_wrong_lane_is_shown_the_right_one(desktop: Page, yard: Town) -> None:
    await open_page(desktop, yard, "bulk")
    await desktop.get_by_label("Reservations, one a line").fill(csv(slot(8, 24)).replace(",general", ",parcel"))
    await desktop.get_by_role("button", name=re.compile("^Try")).click()
    await expect(desktop.locator(".outcome")).to_contain_text(f"Choose {PARCELS}.")
