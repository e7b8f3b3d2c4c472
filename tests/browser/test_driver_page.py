"""The driver's page on a small phone against a real service: from the reservation's link to the bay."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.chromium import opened
from tests.browser.port import SITE, act, call, faults_by_day_and_night, reserve, visit
from tests.corpus.town import Town

pytestmark = pytest.mark.browser

LANGUAGES = ("en", "zh", "lo", "my", "vi", "th")
WHAT_DOES_NOT_FIT = """() => {
  const found = [], root = document.scrollingElement, screen = document.documentElement.clientWidth
  if (root.scrollWidth > root.clientWidth) found.push(`page: ${root.scrollWidth} > ${root.clientWidth}`)
  // What scrolls sideways, or ends in an ellipsis and says the rest elsewhere, is meant to be wider than its place.
  const isMeant = element => {
    for (; element && element !== root; element = element.parentElement) {
      const { overflowX, textOverflow } = getComputedStyle(element)
      const scrolls = overflowX === 'auto' || overflowX === 'scroll'
      if (textOverflow === 'ellipsis' || (scrolls && element.scrollWidth > element.clientWidth)) return true
    }
    return false
  }
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let text; (text = texts.nextNode()); ) {
    if (isMeant(text.parentElement)) continue
    const part = text.parentElement.closest('button, li, .tile')
    const box = part?.getBoundingClientRect()
    const range = document.createRange()
    range.selectNodeContents(text)
    for (const { left, right, top, bottom, width } of range.getClientRects()) {
      if (width <= 1) continue
      if (left < -0.5 || right > screen + 0.5) found.push(`outside: ${text.data.slice(0, 40)}`)
      const isClipped = box && (left < box.left - 1 || right > box.right + 1)
      const isCut = part?.tagName === 'BUTTON' && (top < box.top - 1 || bottom > box.bottom + 1)
      if (isClipped || isCut) found.push(`${part.tagName}: ${text.data.slice(0, 40)}`)
    }
  }
  return found
}"""


async def open_link(page: Page, busy: Town, reservation: dict[str, Any]) -> None:
    await page.goto(busy.service.url + reservation["pass"]["url"])
    await expect(page.locator(".reference")).to_have_text(reservation["reference"])


async def arrive(page: Page, busy: Town, reservation: dict[str, Any]) -> str:
    """Taps "I have arrived"; returns the visit's id."""
    await page.get_by_role("button", name="I have arrived").click()
    await expect(page.get_by_text("Your place")).to_be_visible()
    plate = reservation["vehicle"]["plate"]
    [made] = busy.make("GET", "/v1/visits", "operator", params={"site": "CNMHN", "plate": plate})["items"]
    return str(made["id"])


async def test_from_the_link_to_the_bay(phone: Page, busy: Town) -> None:
    other, own = reserve(busy), reserve(busy)
    other_visit = busy.make("POST", f"{SITE}/visits", "operator", json={"reservation": other["id"], "by": "operator"})
    await open_link(phone, busy, own)
    await expect(phone.locator(".who .plate")).to_have_text(own["vehicle"]["plate"])
    await expect(phone.locator(".band-time")).to_have_text("13:00–14:00")

    mine = await arrive(phone, busy, own)
    place = visit(busy, mine)["place"]["position"]
    assert place > 1
    shown = phone.locator(".place .huge")
    await expect(shown).to_have_text(str(place))
    act(busy, other_visit["id"], "leave")
    await expect(shown).to_have_text(str(place - 1))
    assert visit(busy, mine)["place"]["position"] == place - 1

    call(busy, mine)
    await expect(phone.get_by_role("alert")).to_contain_text("Come to the gate now")
    await expect(phone.locator(".call .huge")).to_have_text("gate-in")

    bay = act(busy, mine, "admit")["bay"]
    await expect(phone.locator(".go .huge")).to_have_text(bay)
    await expect(phone.get_by_role("img", name=f"Map of your way to bay {bay}")).to_be_visible()
    headers = {"Accept-Language": "en"}
    told = busy.make("GET", f"/v1/visits/{mine}/guidance", "operator", headers=headers)
    await expect(phone.locator(".way-steps span")).to_have_text([step["text"] for step in told["steps"]])
    assert len(told["steps"]) > 2

    second = told["second"]["bay"]
    await phone.get_by_role("button", name="Bay is taken").click()
    await expect(phone.get_by_text(f"Is another truck in bay {bay}? You will be sent to bay {second}.")).to_be_visible()
    await phone.get_by_role("button", name="Yes, it is taken").click()
    await expect(phone.locator(".go .huge")).to_have_text(second)
    await expect(phone.get_by_role("button", name="Bay is taken")).to_be_visible()

    act(busy, mine, "park", bay=second)
    await expect(phone.get_by_text("You are in bay")).to_be_visible()


async def in_every_language(page: Page, faults: dict[str, list[str]], screen: str) -> None:
    """Chooses each language in turn and measures what does not fit."""
    for language in LANGUAGES:
        await page.locator(".language select").select_option(language)
        await expect(page.locator("html")).to_have_attribute("lang", language)
        faults[f"{screen} {language}"] = await page.evaluate(WHAT_DOES_NOT_FIT)
    await page.locator(".language select").select_option("en")
    await expect(page.locator("html")).to_have_attribute("lang", "en")


async def test_every_screen_fits_a_small_phone_in_six_languages(phone: Page, busy: Town) -> None:
    faults: dict[str, list[str]] = {}
    own = reserve(busy)
    await open_link(phone, busy, own)
    await in_every_language(phone, faults, "reservation")
    mine = await arrive(phone, busy, own)
    await in_every_language(phone, faults, "place")
    call(busy, mine)
    await expect(phone.locator(".tile.call")).to_be_visible()
    await in_every_language(phone, faults, "called")
    act(busy, mine, "admit")
    await expect(phone.locator(".way-steps li").first).to_be_visible()
    for language in LANGUAGES:
        headers = {"Accept-Language": language}
        steps = busy.make("GET", f"/v1/visits/{mine}/guidance", "operator", headers=headers)["steps"]
        await phone.locator(".language select").select_option(language)
        await expect(phone.locator(".way-steps span")).to_have_text([step["text"] for step in steps])
        faults[f"guidance {language}"] = await phone.evaluate(WHAT_DOES_NOT_FIT)
    await phone.locator(".language select").select_option("en")
    await phone.get_by_role("button", name="Way is blocked").click()
    await in_every_language(phone, faults, "dispute")
    assert len(faults) == 5 * len(LANGUAGES)
    assert not any(faults.values()), {name: found for name, found in faults.items() if found}


async def test_twin_what_does_not_fit_is_found(phone: Page) -> None:
    head = "<meta name='viewport' content='width=device-width'>"
    long = "<button style='width: 60px; overflow: hidden; white-space: nowrap'>A word that is too long</button>"
    await phone.set_content(f"{head}{long}<p style='width: 500px'>{'word ' * 40}</p>")
    found = {fault.split(":")[0].strip() for fault in await phone.evaluate(WHAT_DOES_NOT_FIT)}
    assert found == {"page", "BUTTON", "outside"}


@pytest.mark.parametrize("size", ["desktop", "phone"])
async def test_axe_finds_nothing_serious_by_day_and_by_night(chromium: Browser, busy: Town, size: str) -> None:
    page = await opened(chromium, on_phone=size == "phone")
    own = reserve(busy)
    await open_link(page, busy, own)
    faults = {"reservation": await faults_by_day_and_night(page)}
    mine = await arrive(page, busy, own)
    faults["place"] = await faults_by_day_and_night(page)
    act(busy, mine, "admit")
    await expect(page.locator(".way-steps li").first).to_be_visible()
    faults["guidance"] = await faults_by_day_and_night(page)
    act(busy, mine, "depart")
    assert not any(faults.values()), faults


COUNTS_ASKING = """
  const real = navigator.geolocation.getCurrentPosition.bind(navigator.geolocation)
  window.asked = 0
  navigator.geolocation.getCurrentPosition = (...given) => { window.asked++; real(...given) }
"""


async def test_a_phone_is_asked_where_it_is_at_the_tap_alone(chromium: Browser, busy: Town) -> None:
    """Far away it is refused with the way out; there, it is let in. A site without a fence asks nobody."""
    fence = {"points": [{"lat": 21.1896, "lon": 101.6862}], "within_m": 200}
    reservation = reserve(busy)
    busy.make("PUT", f"{SITE}/rulebook", json={"geofence": fence})
    try:
        page = await opened(chromium, on_phone=True)
        await page.add_init_script(COUNTS_ASKING)
        await page.context.grant_permissions(["geolocation"])
        await page.context.set_geolocation({"latitude": 21.3, "longitude": 101.6862, "accuracy": 10})
        await open_link(page, busy, reservation)
        assert await page.evaluate("window.asked") == 0
        await page.get_by_role("button", name="I have arrived").click()
        await expect(page.locator(".refused")).to_contain_text("You are not at the site yet")
        assert await page.evaluate("window.asked") == 1
        await page.context.set_geolocation({"latitude": 21.1897, "longitude": 101.6862, "accuracy": 10})
        await arrive(page, busy, reservation)
    finally:
        busy.make("PUT", f"{SITE}/rulebook", json={})
