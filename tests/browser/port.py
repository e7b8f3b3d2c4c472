"""A busy port for the browser: thirty trucks in the line, and what it says of itself over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

from playwright.async_api import Page, expect

from tests.browser.chromium import AXE
from tests.corpus.town import NOW, Town, reservation, slot, town, vehicle
from tests.serving import calendar

TRUCKS = 30
SITE = "/v1/sites/CNMHN"
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
# Told of violations alone: carrying over what axe found in order takes ten times as long as looking for it.
SERIOUS = """axe.run({resultTypes: ['violations']}).then(({violations}) => violations
  .filter(({impact}) => impact === 'serious' || impact === 'critical')
  .map(({id, help, nodes}) => `${id}: ${help} at ${nodes[0].target}`))"""


@contextmanager
def unread(database: str) -> Iterator[Town]:
    """A town at whose gates no reader has seen anybody."""
    with town(database) as made:
        made.make("POST", f"{SITE}/readings/{made.ids['reading']}/dismiss")
        made.make("POST", f"/v1/reservations/{made.ids['candidate']}/cancel")
        yield made


@contextmanager
def port(database: str) -> Iterator[Town]:
    """A town with a line that is longer than a screen."""
    with unread(database) as made:
        for _ in range(TRUCKS):
            check_in(made)
        yield made


@contextmanager
def quiet_port(database: str) -> Iterator[Town]:
    """A town with two places an hour, and nobody in them."""
    with unread(database) as made:
        for role in ("company", "rival"):
            made.make("POST", f"/v1/reservations/{made.ids[f'{role}_reservation']}/cancel")
        made.make("PUT", f"{SITE}/calendar", json=calendar(2))
        yield made


def check_in(town: Town) -> dict[str, Any]:
    """One more truck without a reservation, as the desk lets it in."""
    asked = {"vehicle": vehicle(), "lane": "export-general", "by": "operator"}
    made: dict[str, Any] = town.make("POST", f"{SITE}/visits", "operator", json=asked)
    return made


def reserve(town: Town, hour: int = 13) -> dict[str, Any]:
    """A reservation made at the desk, with the driver's link in `pass`; at 13 the truck may arrive now."""
    made: dict[str, Any] = town.make("POST", "/v1/reservations", "operator", json=reservation(hour))
    return made


def visit(town: Town, id_: str) -> dict[str, Any]:
    found: dict[str, Any] = town.make("GET", f"/v1/visits/{id_}", "operator")
    return found


def act(town: Town, id_: str, name: str, **body: Any) -> dict[str, Any]:
    done: dict[str, Any] = town.make("POST", f"/v1/visits/{id_}/{name}", "operator", json=body)
    return done


def call(town: Town, id_: str) -> None:
    """Calls this truck, whoever stands before it."""
    town.make("POST", f"{SITE}/calls", "operator", json={"visits": [id_], "reason": {"code": "medical"}})


def plates_in_order(town: Town) -> list[str]:
    """The queue as the service tells it to an operator, by plate."""
    queue = town.make("GET", f"{SITE}/queue", "operator", params={"limit": 200})["items"]
    return [visit(town, item["visit"])["vehicle"]["plate"] for item in sorted(queue, key=lambda item: item["rank"])]


def taken(town: Town, hour: int) -> int:
    """How many places of today's slot at this hour are taken."""
    window = {"from": NOW, "to": "2026-11-23T00:00:00+08:00", "lane": "export-general"}
    slots = town.make("GET", f"{SITE}/slots", "operator", params=window)["items"]
    return next(int(each["taken"]) for each in slots if each["id"] == slot(hour))


def restart(town: Town) -> None:
    """As after a power cut: the same database and port, at the instant at which everything stood."""
    town.service.start()
    town.make("POST", "/v1/clock", json={"now": NOW})


async def sign_in(page: Page, town: Town, role: str = "operator") -> None:
    """Opens the console by the link an operator is given, and waits until it is live."""
    await page.goto(f"{town.service.url}/#key={town.keys[role]}&site=CNMHN")
    await expect(page.locator(".link")).to_have_text("Live")


async def faults_by_day_and_night(page: Page) -> list[str]:
    """What axe finds serious on the page as it stands, in light and in dark colours."""
    found: list[str] = []
    await page.evaluate(AXE.read_text())
    for scheme in SCHEMES:
        await page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found += [f"{scheme}: {fault}" for fault in await page.evaluate(SERIOUS)]
    return found
