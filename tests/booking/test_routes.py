"""Reservations over HTTP, as a driver, a company and an operator meet them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from shutil import copy
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from serai.app import create_app
from serai.identity import actions
from serai.identity.rights import Role
from serai.ledger import queries as ledger
from serai.passes import gate
from serai.settings import Settings
from tests.serving import SITE, ask, calendar
from tests.worlds import NOON, slot_id

_numbers = count(1)
Said = dict[str, Any]


@dataclass
class Office:
    """A whole application with one site, one place an hour, at noon; and people with keys."""

    app: FastAPI
    people: dict[str, httpx.AsyncClient] = field(default_factory=dict)

    async def act(self, who: str, path: str, body: Said | None = None, status: int = 200, **headers: str) -> Said:
        """A POST with a key of its own; what it answers, of which the status is asserted."""
        key = {"Idempotency-Key": f"key-{next(_numbers)}"}
        answer = await self.people[who].post(f"/v1/{path}", json=body or {}, headers={**key, **headers})
        assert answer.status_code == status, answer.text
        return self._said(answer)

    @staticmethod
    def _said(answer: httpx.Response) -> Said:
        said: Said = answer.json()
        return {**said, "retry_after": answer.headers.get("retry-after")}

    async def reserve(self, who: str, hour: int, plate: str, status: int = 201, **more: Any) -> Said:
        return await self.act(who, "reservations", {**ask(slot_id(hour), plate), **more}, status)

    async def read(self, id_: str, who: str = "operator") -> Said:
        answer = await self.people[who].get(f"/v1/reservations/{id_}")
        assert answer.status_code == 200, answer.text
        said: Said = answer.json()
        assert answer.headers["etag"] == f'"{said["version"]}"'
        return said

    async def at(self, now: datetime) -> None:
        await self.act("admin", "clock", {"now": now.isoformat()})

    async def put(self, piece: str, body: Said) -> None:
        answer = await self.people["admin"].put(f"/v1/sites/CNMHN/{piece}", json=body)
        assert answer.status_code == 200, answer.text

    async def facts(self, kind: str) -> list[Any]:
        async with self.app.state.house.database.reading() as connection:
            return [each.event for each in await ledger.entries(connection, "CNMHN", after=0) if each.kind == kind]


@pytest.fixture
async def office(sqlite_template: Path, tmp_path: Path) -> AsyncIterator[Office]:
    path = copy(sqlite_template, tmp_path / "serai.db")
    url = f"sqlite+aiosqlite:///{path}"
    app = create_app(Settings(database=url, clock="test", limits="off"))
    async with AsyncExitStack() as stack:
        made, database = Office(app), app.state.house.database
        stack.push_async_callback(database.close)
        stack.push_async_callback(app.state.house.desks.close)
        who = {"admin": Role.ADMIN, "operator": Role.OPERATOR, "driver": Role.DRIVER, "rival": Role.DRIVER}
        keys = {name: await actions.create_key(database, role) for name, role in who.items()}
        keys |= {name: await actions.create_key(database, Role.COMPANY, name) for name in ("acme", "bolt")}
        for name, key in keys.items():
            client = httpx.AsyncClient(
                transport=httpx.ASGITransport(app), base_url="http://serai",
                headers={"Authorization": f"Bearer {key.key}"},
            )  # fmt: skip
            made.people[name] = await stack.enter_async_context(client)
        await made.at(NOON)
        await made.act("admin", "sites", SITE, 201)
        await made.put("calendar", calendar(1))
        yield made


async def _waiter(office: Office) -> tuple[Said, Said]:
    """One that has the place of 20 o'clock, and one that waits for it."""
    kept = await office.reserve("driver", 20, "YA0001")
    return kept, await office.reserve("rival", 20, "YB0002", waitlist=True)


async def test_a_full_slot_can_be_waited_for(office: Office) -> None:
    _, waits = await _waiter(office)
    assert (waits["status"], waits["slot"], waits["arrive"], waits["offer"]) == ("waitlisted", None, None, None)
    assert waits["wants"]["slot"] == slot_id(20)
    assert waits["pass"]["qr"] == waits["reference"]
    full = await office.reserve("rival", 20, "YC0003", 409)
    assert (full["code"], full["waitlist"]) == ("slot.full", True)
    assert [each["id"] for each in full["alternatives"]] == [slot_id(19), slot_id(21), slot_id(18)]


async def test_a_range_can_be_waited_for_and_what_is_free_of_it_is_offered(office: Office) -> None:
    range_ = {"lane": "export-general", "from": "2026-11-22T20:00:00+08:00", "to": "2026-11-22T22:00:00+08:00"}
    for plate in ("YA0001", "YA0002", "YA0003"):
        asked = {**ask(slot_id(20), plate), "wants": range_}
        del asked["slot"]
        made = await office.act("driver", "reservations", asked, 201)
        assert (made["slot"], made["wants"]["slot"], made["lane"]) == (None, None, "export-general")
    listed = (await office.people["driver"].get("/v1/reservations")).json()["items"]
    assert [each["status"] for each in listed] == ["waitlisted", "offered", "offered"]
    assert {each["offer"]["slot"]["id"] for each in listed[1:]} == {slot_id(20), slot_id(21)}
    late = {**asked, "wants": {**range_, "from": "2026-11-22T11:00:00+08:00", "to": "2026-11-22T12:30:00+08:00"}}
    assert (await office.act("driver", "reservations", late, 422))["code"] == "wants.invalid"


async def test_a_place_given_back_is_offered_and_accepted(office: Office) -> None:
    kept, waits = await _waiter(office)
    await office.act("driver", f"reservations/{kept['id']}/cancel")
    offered = await office.read(waits["id"], "rival")
    assert (offered["status"], offered["slot"], offered["offer"]["slot"]["id"]) == ("offered", None, slot_id(20))
    assert offered["offer"]["expires_at"] == "2026-11-22T04:15:00Z"
    (slot,) = (
        await office.people["driver"].get(
            "/v1/sites/CNMHN/slots", params={"from": "2026-11-22T12:00:00Z", "to": "2026-11-22T13:00:00Z"}
        )
    ).json()["items"]
    assert (slot["held"], slot["taken"], slot["free"], slot["status"]) == (1, 0, 0, "full")
    stale = {"If-Match": f'"{waits["version"]}"'}
    refused = await office.act("rival", f"reservations/{waits['id']}/accept", None, 412, **stale)
    assert refused["code"] == "version.stale"
    accepted = await office.act("rival", f"reservations/{waits['id']}/accept")
    assert (accepted["status"], accepted["slot"]["id"], accepted["offer"]) == ("confirmed", slot_id(20), None)
    assert accepted["arrive"] == {"from": "2026-11-22T19:00:00+08:00", "until": "2026-11-22T21:30:00+08:00"}
    again = await office.act("rival", f"reservations/{waits['id']}/accept")
    assert again["version"] == accepted["version"]


async def test_declining_ends_as_cancelled_and_the_next_is_asked(office: Office) -> None:
    kept, waits = await _waiter(office)
    after = await office.reserve("acme", 20, "YC0003", waitlist=True)
    assert (await office.act("rival", f"reservations/{waits['id']}/decline", None, 409))["code"] == "offer.none"
    await office.act("driver", f"reservations/{kept['id']}/cancel")
    declined = await office.act("rival", f"reservations/{waits['id']}/decline")
    assert (declined["status"], declined["offer"], declined["slot"]) == ("cancelled", None, None)
    assert (await office.read(after["id"], "acme"))["status"] == "offered"


async def test_an_offer_runs_out_by_the_clock(office: Office) -> None:
    kept, waits = await _waiter(office)
    await office.act("driver", f"reservations/{kept['id']}/cancel")
    await office.at(NOON + timedelta(minutes=15))
    assert (await office.read(waits["id"]))["status"] == "expired"
    assert (await office.act("rival", f"reservations/{waits['id']}/accept", None, 409))["code"] == "offer.none"
    assert (await office.reserve("driver", 20, "YD0004"))["status"] == "confirmed"


async def test_one_extension_in_sixty_days(office: Office) -> None:
    kept = await office.reserve("driver", 20, "YA0001")
    longer = await office.act("driver", f"reservations/{kept['id']}/extend")
    assert longer["arrive"] == {**kept["arrive"], "until": "2026-11-22T22:30:00+08:00"}
    refused = await office.act("driver", f"reservations/{kept['id']}/extend", None, 409)
    assert (refused["code"], refused["rule"]) == ("vehicle.extensions_used", "extensions_per_60_days")
    assert refused["again_at"].startswith("2027-01-21")


async def test_a_company_swaps_its_vehicle_once(office: Office) -> None:
    kept = await office.reserve("acme", 20, "YA0001")
    other = {"vehicle": {"plate": "YB0002", "country": "CN", "length_m": 16.5}}
    stranger = await office.act("bolt", f"reservations/{kept['id']}/swap-vehicle", other, 404)
    assert stranger["code"] == "reservation.unknown"
    swapped = await office.act("acme", f"reservations/{kept['id']}/swap-vehicle", other)
    assert (swapped["vehicle"], swapped["swaps"], swapped["slot"]) == (other["vehicle"], 1, kept["slot"])
    assert (swapped["company"], swapped["reference"]) == (kept["company"], kept["reference"])
    third = {"vehicle": {"plate": "YC0003", "country": "CN"}}
    refused = await office.act("acme", f"reservations/{kept['id']}/swap-vehicle", third, 409)
    assert (refused["code"], refused["rule"]) == ("reservation.swaps_used", "swaps")
    assert (await office.reserve("driver", 19, "YA0001"))["status"] == "confirmed"  # the first vehicle is free again
    assert (await office.reserve("driver", 21, "YB0002", 409))["code"] == "vehicle.already_booked"


@pytest.mark.parametrize("member", ["cargo", "company", "lane", "driver", "site", "status"])
async def test_no_change_takes_what_was_booked_for(office: Office, member: str) -> None:
    kept = await office.reserve("acme", 20, "YA0001")
    bodies: dict[str, Said] = {
        "move": {"slot": slot_id(21)},
        "swap-vehicle": {"vehicle": {"plate": "YB0002", "country": "CN"}},
    }
    for act in ("move", "swap-vehicle", "extend", "cancel", "accept", "decline"):
        body = {**bodies.get(act, {}), member: {"class": "fresh"} if member == "cargo" else "other"}
        assert (await office.act("acme", f"reservations/{kept['id']}/{act}", body, 422))["code"] == "request.invalid"
    assert await office.read(kept["id"]) == await office.read(kept["id"], "acme")
    assert (await office.people["acme"].patch(f"/v1/reservations/{kept['id']}", json={})).status_code == 405


async def test_a_miss_is_forgiven_with_a_reason(office: Office) -> None:
    kept = await office.reserve("driver", 15, "YA0001")
    await office.at(NOON + timedelta(hours=5))
    assert (await office.read(kept["id"]))["status"] == "missed"
    reason = {"reason": {"code": "site_late", "text": "the gate stood still"}}
    await office.act("driver", f"reservations/{kept['id']}/forgive", reason, 403)
    assert (await office.act("operator", f"reservations/{kept['id']}/forgive", reason))["status"] == "missed"
    (fact,) = await office.facts("miss.forgiven")
    assert (fact.reservation, fact.reason) == (kept["id"], "site_late")
    assert (await office.act("operator", f"reservations/{kept['id']}/forgive", reason, 404))["code"] == "miss.unknown"


async def test_the_ticket_is_a_pdf_for_a_sheet_or_a_slip(office: Office) -> None:
    kept, waits = await _waiter(office)
    sizes = set()
    for shape in ("pdf", "slip"):
        answer = await office.people["driver"].get(
            f"/v1/reservations/{kept['id']}/ticket", params={"format": shape, "lang": "lo"}
        )
        assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
        assert answer.content.startswith(b"%PDF-")
        sizes.add(answer.content.split(b"/MediaBox")[1][:40].split(b"]")[0])
    assert len(sizes) == 2, "the slip is as large as the sheet"
    none = await office.people["rival"].get(f"/v1/reservations/{waits['id']}/ticket")
    assert (none.status_code, none.json()["code"]) == (409, "reservation.not_live")
    theirs = await office.people["rival"].get(f"/v1/reservations/{kept['id']}/ticket")
    assert (theirs.status_code, theirs.json()["code"]) == (404, "reservation.unknown")


async def test_the_pass_of_an_answer_is_verified_with_the_published_keys(office: Office) -> None:
    kept = await office.reserve("driver", 20, "YA0001")
    keys = (await office.people["driver"].get("/v1/sites/CNMHN/pass-keys")).content
    arrives = datetime(2026, 11, 22, 12, tzinfo=UTC)
    claims = gate.check(kept["pass"]["qr"], keys, arrives)
    assert (claims.reservation, claims.plate, claims.version) == (kept["id"], "YA0001", kept["version"])
    moved = await office.act("driver", f"reservations/{kept['id']}/move", {"slot": slot_id(21)})
    assert gate.check(moved["pass"]["qr"], keys, arrives).version == moved["version"] > kept["version"]
    after = await office.act("driver", f"reservations/{kept['id']}/cancel")
    assert after["pass"]["qr"] == kept["reference"], "what lets nobody in has no pass"


async def test_i03_a_lower_calendar_displaces_and_names_each(office: Office) -> None:
    await office.put("calendar", calendar(3))
    kept = [await office.reserve("driver", 20, f"YA000{n}") for n in range(3)]
    await office.put("calendar", calendar(1))
    facts = await office.facts("reservation.displaced")
    assert {each.reservation for each in facts} == {each["id"] for each in kept[1:]}
    assert {(each.slot, each.because) for each in facts} == {(slot_id(20), "calendar")}
    await office.at(NOON + timedelta(minutes=1))  # whatever falls due for them is done
    now = [await office.read(each["id"]) for each in kept]
    assert now[0]["slot"]["id"] == slot_id(20)
    assert all(each["status"] in ("confirmed", "offered", "displaced") for each in now[1:])
    assert len({str(each["slot"] or each["offer"]) for each in now}) == 3
    assert all(each["slot"] is None or each["slot"]["id"] != slot_id(20) for each in now[1:])


async def test_i03_a_closure_displaces_and_lifting_it_gives_the_slots_to_who_waits(office: Office) -> None:
    kept = await office.reserve("driver", 20, "YA0001")
    closing = {"lane": "export-general", "reason": {"code": "works"}}
    bounds = {"from": "2026-11-22T12:00:00+08:00", "to": "2026-11-24T00:00:00+08:00"}
    closure = await office.act("operator", "sites/CNMHN/closures", {**closing, **bounds}, 201)
    (fact,) = await office.facts("reservation.displaced")
    assert (fact.reservation, fact.because) == (kept["id"], f"closure:{closure['id']}")
    assert (await office.reserve("rival", 20, "YB0002", 409))["code"] == "slot.closed"
    lifted = await office.people["operator"].delete(f"/v1/sites/CNMHN/closures/{closure['id']}")
    assert lifted.status_code == 204
    now = await office.read(kept["id"])
    assert now["status"] in ("offered", "confirmed")
    if now["status"] == "offered":
        assert now["offer"]["slot"]["id"] == slot_id(20)
        assert now["displaced_from"]["id"] == slot_id(20)


async def test_i24_refusals_over_http_name_their_rule_and_when_to_come_again(office: Office) -> None:
    told = {}
    for hour in (20, 21, 22, 23):
        kept = await office.reserve("driver", hour, "YA0001")
        await office.act("driver", f"reservations/{kept['id']}/cancel")
    told["rebooks_per_day"] = await office.reserve("driver", 20, "YA0001", 409)
    await office.act("driver", "holds", {"slot": slot_id(20), "vehicle": {"plate": "YB1", "country": "CN"}}, 201)
    again = {"slot": slot_id(21), "vehicle": {"plate": "YB1", "country": "CN"}}
    told["hold_cooldown_minutes"] = await office.act("driver", "holds", again, 409)
    told["lead_minutes"] = await office.reserve("driver", 12, "YC0003", 409)
    far = ask("CNMHN~export-general~20270122T1200~60", "YC0003")
    told["horizon_days"] = await office.act("driver", "reservations", far, 409)
    for hour in (15, 18):
        await office.reserve("rival", hour, "YD0004")
    told["open_per_vehicle"] = await office.reserve("rival", 22, "YD0004", 409)
    await office.put("calendar", calendar(2))
    await office.reserve("acme", 21, "YE0001")
    told["company_share"] = await office.reserve("acme", 21, "YE0002", 409)
    soon = await office.reserve("bolt", 17, "YF0001")
    told["free_change_hours"] = await office.act("bolt", f"reservations/{soon['id']}/move", {"slot": slot_id(22)}, 409)
    await office.put("rulebook", {"mode": "live_queue_only"})
    told["mode"] = await office.reserve("rival", 22, "YG0001", 409)
    assert {rule: said["rule"] for rule, said in told.items()} == {rule: rule for rule in told}
    assert told["rebooks_per_day"]["retry_after"] == str(24 * 3600 + 1)
    assert told["hold_cooldown_minutes"]["retry_after"] == str(40 * 60 + 1)
