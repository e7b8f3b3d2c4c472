"""What a forwarder does all day, and the desk beside it: lists, pairs, every week, capacity, draws; live."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from tests.browser.chromium import opened
from tests.browser.port import SITE, faults_by_day_and_night
from tests.browser.test_driver_page import LANGUAGES, WHAT_DOES_NOT_FIT
from tests.corpus.town import Town, back, reservation, slot, town, vehicle
from tests.serving import calendar

pytestmark = pytest.mark.browser

HEADER = "site,slot,plate,country,driver_name,cargo_class"
NOT_A_SLOT = "CNMHN~export-general~20261124T0807~60"
PAGES = ("bookings", "weekly", "bulk", "slots", "trucks")
WINDOW = {"lane": "export-general", "days": ["sun", "mon"], "from": "11:00", "to": "13:30", "days_ahead": 7}


@pytest.fixture(scope="module")
def yard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A port that draws its places a week ahead, of which one company has reservations and a truck in line."""
    with town(f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('fleets')}/serai.db") as made:
        arriving = reserve(made, 13, 22)
        rulebook = {"effective_from": "2026-11-22T12:00:00+08:00", "release_windows": [WINDOW], "open_per_vehicle": 9}
        made.make("PUT", f"{SITE}/rulebook", json=rulebook)
        made.make("POST", "/v1/clock", json={"now": "2026-11-22T12:05:00+08:00"})
        made.make("POST", f"{SITE}/visits", "operator", json={"reservation": arriving["id"], "by": "operator"})
        yield made


def reserve(town: Town, hour: int, day: int, role: str = "company") -> dict[str, Any]:
    made: dict[str, Any] = town.make("POST", "/v1/reservations", role, json=reservation(hour, day))
    return made


def read(town: Town, id_: str) -> dict[str, Any]:
    found: dict[str, Any] = town.make("GET", f"/v1/reservations/{id_}", "operator")
    return found


def act(town: Town, id_: str, name: str, **body: Any) -> None:
    town.make("POST", f"/v1/reservations/{id_}/{name}", "operator", json=body)


def csv(*slots: str) -> str:
    return "\n".join([HEADER, *(f"CNMHN,{each},{vehicle()['plate']},CN,Li Wei,general" for each in slots)])


async def open_page(page: Page, town: Town, name: str, role: str = "company") -> None:
    """Signs in and goes to a page of the console, which is live by then."""
    await page.goto(f"{town.service.url}/#key={town.keys[role]}&site=CNMHN")
    await expect(page.locator(".link.is-live")).to_be_visible()
    await page.goto(f"{town.service.url}/#/CNMHN/{name}")
    await expect(page.locator(f".panel.{name}")).to_be_visible()


def row(page: Page, plate: str) -> Locator:
    return page.locator(".list-row", has_text=plate)


async def test_a_company_has_its_own_pages_and_sees_nobody_elses(desktop: Page, yard: Town) -> None:
    mine, theirs = reserve(yard, 15, 24), reserve(yard, 15, 24, "rival")
    await open_page(desktop, yard, "bookings")
    await expect(desktop.locator(".top-nav a")).to_have_text(
        ["Reservations", "Every week", "From a file", "Slots", "Trucks", "Rules"]
    )
    await expect(row(desktop, mine["vehicle"]["plate"])).to_be_visible()
    await expect(row(desktop, theirs["vehicle"]["plate"])).to_have_count(0)
    await desktop.goto(f"{yard.service.url}/#/CNMHN/queue")
    await expect(desktop.locator(".panel.bookings")).to_be_visible()


async def test_a_company_is_told_of_its_reservation_by_its_feed(desktop: Page, yard: Town) -> None:
    made = reserve(yard, 16, 24)
    await open_page(desktop, yard, "bookings")
    await row(desktop, made["vehicle"]["plate"]).click()
    card = desktop.locator(".drawer .card")
    await expect(card.locator(".status")).to_have_text("Confirmed")
    await expect(card.get_by_role("button", name="Check in")).to_have_count(0)
    act(yard, made["id"], "cancel")
    await expect(card.locator(".status")).to_have_text("Cancelled", timeout=5_000)
    await expect(row(desktop, made["vehicle"]["plate"])).to_have_count(0)


async def test_lists_are_of_the_states_that_are_chosen_and_who_is_looked_for_is_found_in_any(
    desktop: Page, yard: Town
) -> None:
    gone, here = reserve(yard, 17, 24), reserve(yard, 17, 24)
    act(yard, gone["id"], "cancel")
    await open_page(desktop, yard, "bookings", "operator")
    await expect(row(desktop, here["vehicle"]["plate"])).to_be_visible()
    await expect(row(desktop, gone["vehicle"]["plate"])).to_have_count(0)
    await desktop.get_by_role("button", name="Cancelled").click()
    await expect(row(desktop, gone["vehicle"]["plate"])).to_be_visible()
    await desktop.get_by_role("button", name="Confirmed").click()
    await expect(row(desktop, here["vehicle"]["plate"])).to_have_count(0)
    await desktop.get_by_label("Plate or reference").fill(here["vehicle"]["plate"])
    await expect(row(desktop, here["vehicle"]["plate"])).to_be_visible()


async def test_a_list_is_tried_and_then_done_line_by_line(desktop: Page, yard: Town, tmp_path: Path) -> None:
    await open_page(desktop, yard, "bulk")
    text = csv(slot(8, 24), NOT_A_SLOT, slot(9, 24))
    plates = [line.split(",")[2] for line in text.splitlines()[1:]]
    await desktop.get_by_label("Reservations, one a line").fill(text)
    await desktop.get_by_role("button", name="Try 3 lines").click()
    await expect(desktop.get_by_text("2 would be reserved")).to_be_visible()
    assert yard.make("GET", "/v1/reservations", "operator", params={"plate": plates[0]})["items"] == []
    await desktop.get_by_role("button", name="Refused 1").click()
    refused = desktop.locator(".outcome")
    await expect(refused).to_have_count(1)
    await expect(refused).to_contain_text(plates[1])
    await expect(refused).to_contain_text("Choose another one.")
    await desktop.get_by_role("button", name="Reserve 2").click()
    await expect(desktop.locator(".outcomes-head").get_by_text("2 reserved")).to_be_visible()
    for plate in (plates[0], plates[2]):
        [found] = yard.make("GET", "/v1/reservations", "operator", params={"plate": plate})["items"]
        assert found["status"] == "confirmed"
    async with desktop.expect_download() as saving:
        await desktop.get_by_role("button", name="Download").click()
    saved = tmp_path / "outcomes.csv"
    await (await saving.value).save_as(saved)
    lines = saved.read_text(encoding="utf-8-sig").splitlines()
    assert re.match(rf'"2","{plates[0]}","confirmed","MHN-', lines[1])
    assert re.match(rf'"3","{plates[1]}","","","","slot.unknown","This time', lines[2])


async def test_all_or_none_leaves_nothing_where_one_line_cannot_be(desktop: Page, yard: Town) -> None:
    await open_page(desktop, yard, "bulk")
    await desktop.get_by_label("Reservations, one a line").fill(csv(slot(10, 24), NOT_A_SLOT))
    await desktop.get_by_role("button", name="All or none").click()
    await desktop.get_by_role("button", name="Try 2 lines").click()
    await expect(desktop.locator(".outcome.is-refused")).to_have_count(1)
    await expect(desktop.get_by_role("button", name=re.compile("^Reserve"))).to_have_count(0)
    good = csv(slot(10, 24), slot(11, 24))
    await desktop.get_by_label("Reservations, one a line").fill(good)
    await expect(desktop.get_by_text("The list has changed since.")).to_be_visible()
    await desktop.get_by_role("button", name="Try 2 lines").click()
    await desktop.get_by_role("button", name="Reserve 2").click()
    await expect(desktop.locator(".outcomes-head").get_by_text("2 reserved")).to_be_visible()


async def test_a_thousand_lines_are_tried_and_scrolled_and_few_are_in_the_document(desktop: Page, yard: Town) -> None:
    await open_page(desktop, yard, "bulk")
    await desktop.get_by_label("Reservations, one a line").fill(csv(*([NOT_A_SLOT] * 1_000)))
    await desktop.get_by_role("button", name="Try 1,000 lines").click()
    await expect(desktop.get_by_text("0 would be reserved")).to_be_visible(timeout=30_000)
    assert await desktop.locator(".outcome").count() < 60
    await desktop.locator(".outcomes .list").press("End")
    await expect(desktop.locator(".outcome", has_text="1001")).to_be_visible()


async def test_a_broken_file_is_refused_with_its_cure(desktop: Page, yard: Town) -> None:
    await open_page(desktop, yard, "bulk")
    await desktop.get_by_label("Reservations, one a line").fill("plate,colour\nA1,red")
    await desktop.get_by_role("button", name="Try 1 lines").click()
    await expect(desktop.locator(".refused")).to_contain_text("Take the template")


async def test_a_pair_is_made_in_one_form(desktop: Page, yard: Town) -> None:
    await open_page(desktop, yard, "bookings")
    await desktop.get_by_role("button", name="Drop and pick-up").click()
    form = desktop.locator(".drawer form")
    drop, pickup = (form.get_by_label(leg, exact=True) for leg in ("Drop", "Pick-up"))
    await expect(pickup.locator(".slot-time")).to_have_count(0)
    await expect(pickup.get_by_label("Lane").locator("option")).to_have_text(["import-parcel"])
    await drop.locator(".slot-time", has_text="14:00").click()
    # One stay: not before the drop, and no later than the windows meet, by 60 min before and 30 min after.
    await expect(pickup.locator(".slot-time b")).to_have_text(["14:00", "15:00", "16:00"])
    await pickup.locator(".slot-time", has_text="16:00").click()
    await form.get_by_label("Plate").fill(plate := vehicle()["plate"])
    await form.get_by_label("Driver’s name").fill("Li Wei")
    await form.get_by_role("button", name="Reserve both").click()
    await expect(desktop.locator(".drawer .card .plate")).to_have_text(plate)
    found = yard.make("GET", "/v1/reservations", "company", params={"plate": plate})["items"]
    assert {each["slot"]["id"]: each["cargo"]["class"] for each in found} == {slot(14): "general", back(16): "parcel"}


async def test_another_drop_leaves_a_pair_only_what_goes_with_it(desktop: Page, yard: Town) -> None:
    await open_page(desktop, yard, "bookings")
    await desktop.get_by_role("button", name="Drop and pick-up").click()
    form = desktop.locator(".drawer form")
    drop, pickup = (form.get_by_label(leg, exact=True) for leg in ("Drop", "Pick-up"))
    await form.get_by_label("Plate").fill(vehicle()["plate"])
    await form.get_by_label("Driver’s name").fill("Li Wei")
    await drop.get_by_role("button", name="Day after").click()
    await drop.locator(".slot-time", has_text="23:00").click()
    # On past midnight, with the day where it is another.
    await expect(pickup.locator(".slot-time b")).to_have_text(["23:00", "00:00", "01:00"])
    await expect(pickup.locator(".slot-time", has_text="00:00")).to_contain_text("Tue, Nov 24")
    await pickup.locator(".slot-time", has_text="01:00").click()
    send = form.get_by_role("button", name="Reserve both")
    await expect(send).to_be_enabled()
    await drop.locator(".slot-time", has_text="20:00").click()
    await expect(send).to_be_disabled()
    await drop.get_by_label("Lane").select_option("import-parcel")
    await expect(pickup.get_by_label("Lane").locator("option")).to_have_text(["export-general"])
    await expect(pickup.locator(".slot-time")).to_have_count(0)


async def test_a_weekly_time_is_previewed_made_and_ended(desktop: Page, yard: Town) -> None:
    await open_page(desktop, yard, "weekly")
    await desktop.get_by_role("button", name="New weekly time").click()
    form = desktop.locator(".drawer form")
    for day in ("Mon", "Thu"):
        await form.get_by_role("button", name=day, exact=True).click()
    await form.get_by_label("Time", exact=True).select_option("06:00")
    await form.get_by_label("Plate").fill(plate := vehicle()["plate"])
    await expect(form.locator(".dates li").first).to_contain_text("Mon, Nov 23")
    await expect(form.locator(".dates li").first).to_contain_text("Confirmed")
    await form.get_by_label("Driver’s name").fill("Li Wei")
    await form.get_by_role("button", name="Reserve every week").click()
    panel = desktop.locator(".drawer")
    await expect(panel.locator(".dates li").first).to_be_visible()
    await expect(row(desktop, plate)).to_contain_text("Mon, Thu · 06:00")
    await panel.get_by_role("button", name="End it").click()
    await panel.get_by_label("Cancel what is reserved, too").check()
    await panel.get_by_role("button", name="End it").click()
    await expect(row(desktop, plate)).to_contain_text("Ended")
    found = yard.make("GET", "/v1/reservations", "company", params={"plate": plate})["items"]
    assert {each["status"] for each in found} == {"cancelled"}


async def test_the_advice_says_what_it_rests_on_what_it_costs_and_is_put_by_an_admin(desktop: Page, yard: Town) -> None:
    reserve(yard, 7, 24)
    tag = yard.http.get(f"{SITE}/calendar").headers["etag"]
    await open_page(desktop, yard, "capacity", "admin")
    await desktop.get_by_role("button", name="08:00: What it rests on").click()
    await expect(desktop.locator(".why-row li").first).to_be_visible()
    await desktop.get_by_role("button", name="Publish this calendar").click()
    await expect(desktop.get_by_text("No reservation loses its place.")).to_be_visible()
    assert yard.http.get(f"{SITE}/calendar").headers["etag"] == tag
    yard.make("PUT", f"{SITE}/calendar", json=calendar(30))
    await desktop.get_by_role("button", name="Publish", exact=True).click()
    await expect(desktop.locator(".refused")).to_contain_text("Somebody else changed this meanwhile")
    await desktop.get_by_role("button", name="Cancel").click()
    await desktop.get_by_role("button", name="Publish this calendar").click()
    await desktop.get_by_role("button", name="Publish", exact=True).click()
    await expect(desktop.locator(".toasts")).to_contain_text("The calendar is published")
    capacities = {rule["capacity"] for rule in yard.http.get(f"{SITE}/calendar").json()["rules"]}
    assert capacities != {30}


async def test_an_operator_sees_what_the_advice_would_cost_and_does_not_put_it(desktop: Page, yard: Town) -> None:
    await open_page(desktop, yard, "capacity", "operator")
    await desktop.get_by_role("button", name="What would it change?").click()
    await expect(desktop.get_by_text("An administrator publishes the calendar.")).to_be_visible()
    await expect(desktop.get_by_role("button", name="Publish", exact=True)).to_have_count(0)


async def test_draws_are_told_with_their_entries(desktop: Page, phone: Page, yard: Town) -> None:
    entered = reserve(yard, 9, 29)
    await open_page(desktop, yard, "slots", "operator")
    await desktop.get_by_role("button", name="Draw is open").click()
    card = desktop.locator(".drawer .card").first
    await expect(card).to_contain_text("Takes entries")
    await expect(card).to_contain_text("of 1 vehicles")
    await phone.goto(yard.service.url + entered["pass"]["url"])
    await expect(phone.get_by_text("You are in the draw")).to_be_visible()
    await expect(phone.get_by_text("Entries are taken until Sun, Nov 22, 13:30")).to_be_visible()


async def test_limits_are_asked_for_with_a_reservation(desktop: Page, yard: Town) -> None:
    await open_page(desktop, yard, "bookings", "operator")
    await desktop.locator(".panel-head").get_by_role("button", name="Reserve").click()
    form = desktop.locator(".drawer form")
    await form.locator(".slot-time:enabled").first.click()
    await form.get_by_label("Plate").fill(plate := vehicle()["plate"])
    await form.get_by_label("Driver’s name").fill("Li Wei")
    await form.get_by_text("If the site must give another time").click()
    await form.get_by_label("Not after").fill("2026-11-22T23:00")
    await form.get_by_role("button", name="Reserve").click()
    await expect(desktop.locator(".drawer .card .plate")).to_have_text(plate)
    [found] = yard.make("GET", "/v1/reservations", "operator", params={"plate": plate})["items"]
    assert found["limits"]["not_after"].startswith("2026-11-22T15:00:00")


async def test_the_phone_is_told_by_its_feed_and_asks_nothing(phone: Page, yard: Town) -> None:
    made = reserve(yard, 18, 24)
    asked: list[str] = []
    await phone.goto(yard.service.url + made["pass"]["url"])
    await expect(phone.get_by_text("18:00–19:00")).to_be_visible()
    await phone.wait_for_timeout(1_000)  # by then it is live
    phone.on("request", lambda request: asked.append(request.url))
    act(yard, made["id"], "move", slot=slot(20, 24))
    await expect(phone.get_by_text("The site changed your time")).to_be_visible(timeout=4_000)
    await expect(phone.get_by_text("20:00–21:00")).to_be_visible()
    assert [url for url in asked if "/v1/reservations" in url] == []


async def test_twin_without_sockets_the_phone_asks_and_is_told_all_the_same(chromium: Browser, yard: Town) -> None:
    """Sabotage: no socket comes through. The feed is silent, and the page asks instead."""
    made = reserve(yard, 19, 24)
    page = await opened(chromium, on_phone=True)
    await page.add_init_script("window.WebSocket = class { constructor() { throw new Error('none here') } }")
    asked: list[str] = []
    await page.goto(yard.service.url + made["pass"]["url"])
    await expect(page.get_by_text("19:00–20:00")).to_be_visible()
    page.on("request", lambda request: asked.append(request.url))
    act(yard, made["id"], "move", slot=slot(21, 24))
    await expect(page.get_by_text("21:00–22:00")).to_be_visible(timeout=30_000)
    assert [url for url in asked if made["id"] in url] != []


async def test_moving_it_oneself_is_not_the_sites_doing(phone: Page, yard: Town) -> None:
    made = reserve(yard, 6, 24)
    await phone.goto(yard.service.url + made["pass"]["url"])
    await phone.get_by_role("button", name="Another time").click()
    await phone.locator(".days button").nth(2).click()
    await phone.locator(".slot-grid button", has_text="22:00").click()
    await phone.get_by_role("button", name="Take this time").click()
    await expect(phone.get_by_text("22:00–23:00")).to_be_visible()
    await phone.wait_for_timeout(1_000)  # what the feed says of it has come by then
    await expect(phone.get_by_text("The site changed your time")).to_have_count(0)
    assert read(yard, made["id"])["slot"]["id"] == slot(22, 24)


async def test_a_truck_in_line_is_followed_by_its_company(phone: Page, yard: Town) -> None:
    await open_page(phone, yard, "trucks")
    first = phone.locator(".list-row").first
    await expect(first).to_contain_text("Waiting")
    await first.click()
    await expect(phone.locator(".drawer .standing")).to_be_visible()
    await expect(phone.get_by_role("button", name="Call")).to_have_count(0)


@pytest.mark.parametrize("name", PAGES)
async def test_axe_finds_nothing_serious(desktop: Page, yard: Town, name: str) -> None:
    await open_page(desktop, yard, name)
    await desktop.wait_for_timeout(500)
    assert await faults_by_day_and_night(desktop) == []


@pytest.mark.parametrize("language", LANGUAGES)
async def test_six_languages_fit_a_phone(phone: Page, yard: Town, language: str) -> None:
    await phone.add_init_script(f"localStorage.setItem('serai.language', '{language}')")
    for name in PAGES:
        await open_page(phone, yard, name)
        await phone.wait_for_timeout(300)
        assert await phone.evaluate(WHAT_DOES_NOT_FIT) == [], name
