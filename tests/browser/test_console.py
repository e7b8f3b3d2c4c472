"""The operator's console in a real browser against a real service: what it shows is what the service says."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Browser, Locator, Page, Request, Route, expect

from tests.browser.chromium import opened
from tests.browser.port import (
    SITE,
    act,
    check_in,
    faults_by_day_and_night,
    plates_in_order,
    restart,
    sign_in,
    taken,
    visit,
)
from tests.corpus.town import Town, vehicle

pytestmark = pytest.mark.browser

RESERVATIONS = "**/v1/reservations"
REFUSED = "The service could not be reached. Nothing is lost: try again."
# The longest pause between two tries is 20 s, and the service needs its time to start.
BACK_WITHIN_MS = 45_000


def bay(page: Page, id_: str) -> Locator:
    return page.locator(f'.bay[aria-label*="{id_}"]')


def is_(state: str) -> re.Pattern[str]:
    return re.compile(rf"\bis-{state}\b")


async def whole_queue(page: Page) -> Locator:
    """The plates of the list; the screen is made so high that every row is in the document."""
    await page.set_viewport_size({"width": 1440, "height": 4000})
    return page.locator(".list-row .plate")


async def test_a_link_signs_in_and_leaves_no_key_in_the_address(desktop: Page, busy: Town) -> None:
    await sign_in(desktop, busy)
    assert desktop.url == f"{busy.service.url}/#/CNMHN/queue"
    await desktop.reload()
    await expect(desktop.locator(".link")).to_have_text("Live")
    kept = await desktop.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])")
    assert busy.keys["operator"] not in kept


async def test_the_list_is_the_order_of_the_service_and_stays_it(desktop: Page, busy: Town) -> None:
    plates = await whole_queue(desktop)
    await sign_in(desktop, busy)
    before = plates_in_order(busy)
    await expect(plates).to_have_text(before)
    await expect(desktop.locator(".list-row .rank")).to_have_text([str(rank + 1) for rank in range(len(before))])

    third = busy.make("GET", f"{SITE}/queue", "operator")["items"][2]["visit"]
    act(busy, third, "leave")
    check_in(busy)
    after = plates_in_order(busy)
    assert len(after) == len(before)
    assert after != before
    await expect(plates).to_have_text(after)


async def test_reasons_are_the_services_own_in_the_language_of_the_page(desktop: Page, busy: Town) -> None:
    await desktop.add_init_script("localStorage.setItem('serai.language', 'vi')")
    await desktop.goto(f"{busy.service.url}/#key={busy.keys['operator']}&site=CNMHN")
    first = busy.make("GET", f"{SITE}/queue", "operator", headers={"Accept-Language": "vi"})["items"][0]
    told = first["because"][0]["text"]
    row = desktop.locator(f"#row-{first['visit']}")
    await expect(row.locator("small").first).to_have_attribute("title", told)
    await row.click()
    await expect(desktop.locator(".drawer .why li").first).to_contain_text(told)
    await expect(desktop.locator(".drawer .timeline li").first).to_contain_text("Vào hàng")


async def test_a_truck_is_called_and_followed_to_its_bay_without_a_reload(desktop: Page, busy: Town) -> None:
    await whole_queue(desktop)
    await sign_in(desktop, busy)
    queue = busy.make("GET", f"{SITE}/queue", "operator")["items"]
    first = next(item["visit"] for item in queue if item["status"] == "waiting")
    plate = visit(busy, first)["vehicle"]["plate"]

    await expect(desktop.locator(".call-next .plate")).to_have_text(plate)
    await desktop.get_by_role("button", name="Call", exact=True).click()
    await expect(desktop.locator(f"#row-{first} .row")).to_have_class(is_("called"))
    assert visit(busy, first)["status"] == "called"

    given = act(busy, first, "admit")["bay"]
    await expect(bay(desktop, given)).to_have_class(is_("given"))
    await expect(desktop.locator(f"#row-{first}")).to_have_count(0)
    act(busy, first, "park", bay=given)
    await expect(bay(desktop, given)).to_have_class(is_("occupied"))
    await expect(bay(desktop, given)).to_have_attribute("aria-label", re.compile(plate))
    act(busy, first, "depart")
    await expect(bay(desktop, given)).to_have_class(is_("free"))


async def test_a_lane_is_stopped_and_opened_again(desktop: Page, busy: Town) -> None:
    await sign_in(desktop, busy)
    closures = {each["id"] for each in busy.make("GET", f"{SITE}/closures")["items"]}
    lane = desktop.locator(".lanes tbody tr", has_text="export-general")
    await lane.get_by_role("button", name="Stop").click()
    await desktop.get_by_label("Reason").fill("Scanner repair")
    await desktop.locator(".drawer").get_by_role("button", name="Stop").click()
    await expect(lane).to_have_class("is-closed")
    [made] = [each for each in busy.make("GET", f"{SITE}/closures")["items"] if each["id"] not in closures]
    assert (made["lane"], made["reason"]) == ("export-general", "Scanner repair")

    await lane.get_by_role("button", name="Open").click()
    await expect(lane).not_to_have_class("is-closed")
    assert {each["id"] for each in busy.make("GET", f"{SITE}/closures")["items"]} == closures


async def test_a_road_is_called_slow_and_opened_again(desktop: Page, busy: Town) -> None:
    await sign_in(desktop, busy)
    road = desktop.locator(f'.road[aria-label^="Road {busy.ids["road"]},"]')
    await road.dispatch_event("click")
    drawer = desktop.locator(".drawer")
    for name, status in (("Slow road", "Slow"), ("Block road", "Blocked"), ("Open road", "Open")):
        await drawer.get_by_role("button", name=name).click()
        await expect(drawer.get_by_text(status, exact=True)).to_be_visible()
        await expect(road).to_have_attribute("aria-label", f"Road {busy.ids['road']}, {status}")
        await expect(drawer.get_by_role("button", name=name)).to_have_count(0)


async def test_a_truck_is_found_by_its_plate_however_it_is_typed(desktop: Page, busy: Town) -> None:
    plate = check_in(busy)["vehicle"]["plate"]
    await sign_in(desktop, busy)
    await desktop.get_by_label("Find a plate").fill(f"{plate[:2]} {plate[2:]}".lower())
    await expect(desktop.locator(".list-row .plate")).to_have_text([plate])
    await desktop.locator(".list-row").click()
    await expect(desktop.locator(".drawer h2")).to_contain_text(plate)


async def test_a_killed_service_is_noticed_and_the_order_is_right_when_it_is_back(desktop: Page, busy: Town) -> None:
    plates = await whole_queue(desktop)
    await sign_in(desktop, busy)
    before = plates_in_order(busy)
    await expect(plates).to_have_text(before)

    busy.service.kill()
    try:
        await expect(desktop.locator(".link [role=status]")).to_contain_text("Connection lost", timeout=15_000)
        await expect(plates).to_have_text(before)
    finally:
        restart(busy)
    act(busy, busy.make("GET", f"{SITE}/queue", "operator")["items"][0]["visit"], "leave")
    await expect(desktop.locator(".link")).to_have_text("Live", timeout=BACK_WITHIN_MS)
    await expect(plates).to_have_text(plates_in_order(busy))
    assert len(before) - len(plates_in_order(busy)) == 1


class Lossy:
    """A network that brings the first request to the service and loses its answer, and then `lost` - 1 requests."""

    def __init__(self, lost: int, *, renews_keys: bool = False) -> None:
        self.lost = lost
        self.renews_keys = renews_keys
        self.keys: list[str] = []

    async def __call__(self, route: Route) -> None:
        if route.request.method != "POST":
            return await route.continue_()
        headers = await self._headers(route.request)
        self.keys.append(headers["idempotency-key"])
        if len(self.keys) == 1:
            assert (await route.fetch(headers=headers)).status == 201
        if len(self.keys) <= self.lost:
            return await route.abort("connectionreset")
        return await route.continue_(headers=headers)

    async def _headers(self, request: Request) -> dict[str, str]:
        headers = await request.all_headers()
        if self.renews_keys:
            headers["idempotency-key"] = f"another-{len(self.keys)}"
        return headers


async def reserve_at(page: Page, plate: str, time: str) -> None:
    await page.get_by_role("link", name="Slots").first.click()
    await page.locator("main").get_by_role("button", name="Reserve", exact=True).click()
    form = page.locator(".drawer form")
    await form.get_by_role("button", name=time).click()
    await form.get_by_label("Plate").fill(plate)
    await form.get_by_label("Driver’s name").fill("Li Wei")
    await form.get_by_role("button", name="Reserve", exact=True).click()


def reservations_of(busy: Town, plate: str) -> list[str]:
    found = busy.make("GET", "/v1/reservations", "operator", params={"site": "CNMHN", "plate": plate})["items"]
    return [each["reference"] for each in found]


async def test_a_lost_answer_is_asked_for_again_and_one_reservation_is_made(desktop: Page, busy: Town) -> None:
    plate, before, network = vehicle()["plate"], taken(busy, 19), Lossy(lost=1)
    await sign_in(desktop, busy)
    await desktop.route(RESERVATIONS, network)
    await reserve_at(desktop, plate, "19:00")
    await expect(desktop.locator(".drawer h2")).to_have_text("Reserved")
    assert reservations_of(busy, plate) == [await desktop.locator(".drawer .reference").inner_text()]
    assert taken(busy, 19) == before + 1
    assert len(network.keys) == 2
    assert len(set(network.keys)) == 1


async def test_pressed_again_after_a_long_cut_still_one_reservation_is_made(desktop: Page, busy: Town) -> None:
    plate, before, network = vehicle()["plate"], taken(busy, 20), Lossy(lost=4)
    await sign_in(desktop, busy)
    await desktop.route(RESERVATIONS, network)
    await reserve_at(desktop, plate, "20:00")
    await expect(desktop.locator(".drawer .refused p")).to_have_text(REFUSED, timeout=15_000)
    await desktop.locator(".drawer form").get_by_role("button", name="Reserve", exact=True).click()
    await expect(desktop.locator(".drawer h2")).to_have_text("Reserved")
    assert reservations_of(busy, plate) == [await desktop.locator(".drawer .reference").inner_text()]
    assert taken(busy, 20) == before + 1
    assert len(network.keys) == 5
    assert len(set(network.keys)) == 1


async def test_twin_with_another_key_each_time_the_operator_is_not_told_of_it(desktop: Page, busy: Town) -> None:
    """Sabotage: the second request is not the first one again, and nobody learns that there is a reservation."""
    network = Lossy(lost=1, renews_keys=True)
    await sign_in(desktop, busy)
    await desktop.route(RESERVATIONS, network)
    await reserve_at(desktop, vehicle()["plate"], "21:00")
    await expect(desktop.locator(".drawer .refused")).to_be_visible()
    assert len(set(network.keys)) == 2
    await expect(desktop.locator(".drawer h2")).not_to_have_text("Reserved")


PARTS = {"queue": "Queue", "gates": "Gates and lanes", "yard": "Yard", "slots": "Slots", "ledger": "Ledger"}


@pytest.mark.parametrize("size", ["desktop", "phone"])
async def test_axe_finds_nothing_serious_by_day_and_by_night(chromium: Browser, busy: Town, size: str) -> None:
    page = await opened(chromium, on_phone=size == "phone")
    await sign_in(page, busy)
    faults: dict[str, list[str]] = {}
    # On a desktop queue, gates and yard are one screen.
    for view in PARTS if size == "phone" else ["queue", "slots", "ledger"]:
        await page.goto(f"{busy.service.url}/#/CNMHN/{view}")
        part = page.locator("section.panel").filter(has=page.get_by_role("heading", name=PARTS[view], exact=True))
        await expect(part).to_be_visible()
        await expect(part.locator(".skeleton")).to_have_count(0)
        faults[view] = await faults_by_day_and_night(page)
    assert not any(faults.values()), faults


async def test_axe_finds_nothing_serious_beside_the_queue(desktop: Page, busy: Town) -> None:
    """What opens beside it: a truck, and the form that lets one in."""
    await sign_in(desktop, busy)
    await desktop.locator(".list-row").first.click()
    await expect(desktop.locator(".drawer .act-row")).to_be_visible()
    faults = await faults_by_day_and_night(desktop)
    await desktop.get_by_role("button", name="Check in", exact=True).first.click()
    await expect(desktop.get_by_label("Plate", exact=True)).to_be_visible()
    faults += await faults_by_day_and_night(desktop)
    assert faults == []


async def test_twin_a_fault_of_the_night_alone_is_found(desktop: Page) -> None:
    style = "@media (prefers-color-scheme: dark) { p { color: #222; background: #000 } }"
    page = (
        f"<html lang='en'><title>x</title><style>{style}</style><body><main><h1>x</h1><p>unreadable</p></main></html>"
    )
    await desktop.set_content(page)
    [fault] = await faults_by_day_and_night(desktop)
    assert fault.startswith("dark: color-contrast")
