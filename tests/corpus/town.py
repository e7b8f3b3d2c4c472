"""A furnished town: one real server with sites, a yard, keys of every role, reservations of two companies, visits."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import httpx
from sqlalchemy import select

from serai.core.db import Database
from serai.declarations.examples import EXAMPLES
from serai.schema import METADATA
from tests.rendezvous.yards import paired
from tests.serving import SITE, Service, calendar, running

NOW = "2026-11-22T12:00:00+08:00"
THE_DAY_BEFORE = "2026-11-21T12:00:00+08:00"
YARD: dict[str, Any] = paired()
ELSEWHERE: dict[str, Any] = {**SITE, "code": "LABTN", "name": "Boten", "zone": "Asia/Vientiane", "country": "LA"}
BACK = {"code": "import-parcel", "direction": "import", "class": "parcel", "gates": ["gate-in"]}
ROLES: dict[str, dict[str, str]] = {
    "driver": {},
    "company": {"company": "Ah Trucking"},
    "operator": {"site": "CNMHN"},
    "device": {"site": "CNMHN"},
    "authority": {"site": "CNMHN"},
    "auditor": {"site": "CNMHN"},
    "neighbour": {"site": "LABTN"},
    "admin": {},
}
_numbers = count(1)


def drawn(town: Town) -> int:
    """The version of the yard that stands now."""
    return int(town.ask("GET", "/v1/sites/CNMHN/yard").headers["ETag"].strip('"'))


def slot(hour: int, day: int = 22) -> str:
    return f"CNMHN~export-general~202611{day:02}T{hour:02}00~60"


def back(hour: int, day: int = 22) -> str:
    """A slot of the lane the other way."""
    return slot(hour, day).replace("export-general", str(BACK["code"]))


def vehicle(plate: str | None = None) -> dict[str, Any]:
    """A vehicle that nobody has seen yet."""
    return {"plate": plate or f"YK{next(_numbers):05}", "country": "CN"}


def reservation(hour: int = 18, day: int = 22) -> dict[str, Any]:
    return {
        "site": "CNMHN", "slot": slot(hour, day), "vehicle": vehicle(), "driver": {"name": "Li Wei", "language": "zh"},
        "cargo": {"class": "general"},
    }  # fmt: skip


def pair() -> list[dict[str, Any]]:
    """A drop and a pick-up of a vehicle, in one stay."""
    drop = reservation(18)
    return [drop, drop | {"slot": back(19), "cargo": {"class": "parcel"}}]


def declaration() -> dict[str, Any]:
    """A declaration that any truck may carry out of the country."""
    said = EXAMPLES["9710"]
    return said | {"transport": {"document": "CMR-26-118840"}}


def declared(town: Town, role: str = "admin", *, submits: bool = True) -> str:
    """The id of a declaration, submitted unless it stays a draft."""
    made = str(town.make("POST", "/v1/declarations", role, json=declaration())["id"])
    if submits:
        town.make("POST", f"/v1/declarations/{made}/submit", role)
    return made


def seen(plate: str) -> dict[str, Any]:
    """A plate event in our own format, never sent before."""
    plates = [{"plate": plate, "country": "CN", "confidence": 95}]
    return {"reader": "camera-1", "event": f"event-{next(_numbers)}", "plates": plates}


def crowd(town: Town) -> None:
    """So many wait that it is faster at the other site, which is near."""
    town.make("PATCH", "/v1/sites/CNMHN", json={"drives": {"LABTN": 1}})
    for _ in range(25):
        walk_in = {"vehicle": vehicle(), "lane": "export-general", "by": "operator"}
        town.make("POST", "/v1/sites/CNMHN/visits", json=walk_in)


def sighting(town: Town) -> None:
    """A vehicle that is expected is misread: its reading and who it may have been are in `ids`."""
    booked = town.make("POST", "/v1/reservations", json=reservation(13, 22))
    plate = booked["vehicle"]["plate"]
    misread = town.make("POST", "/v1/sites/CNMHN/gates/gate-in/readings", json=seen(f"{plate[:-1]}W"))
    town.ids |= {"reading": misread["id"], "candidate": booked["id"]}


def standing() -> dict[str, Any]:
    """The same slot on two days of every week, from later on."""
    return {
        "site": "CNMHN", "lane": "export-general", "days": ["mon", "thu"], "at": "08:00", "first_date": "2027-01-04",
        "last_date": "2027-03-31", "vehicle": vehicle(), "driver": {"name": "Li Wei", "language": "zh"},
        "cargo": {"class": "general"}, "waitlist": False,
    }  # fmt: skip


@dataclass
class Town:
    """`keys` by role; `rival` is another company's, `stranger` an operator of another site, `colleague` of this one."""

    service: Service
    http: httpx.Client
    keys: dict[str, str] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    missed: list[str] = field(default_factory=list)

    def ask(self, method: str, path: str, role: str | None = "admin", **options: Any) -> httpx.Response:
        """One request; with an `Idempotency-Key` of its own unless `headers` say otherwise."""
        headers = {"Idempotency-Key": f"town-{next(_numbers)}"}
        if role is not None:
            headers["Authorization"] = f"Bearer {self.keys[role]}"
        given = options.pop("headers", {})
        headers = {name: value for name, value in {**headers, **given}.items() if value is not None}
        self.http.cookies.clear()  # whoever signed in before is not who asks now
        return self.http.request(method, path, headers=headers, **options)

    def make(self, method: str, path: str, role: str = "admin", **options: Any) -> Any:
        """What must succeed."""
        answer = self.ask(method, path, role, **options)
        assert answer.is_success, (path, answer.status_code, answer.text)
        return answer.json() if answer.content else None

    def snapshot(self) -> dict[str, tuple[int, str]]:
        """Every table's number of rows and a digest of them, read beside the server."""
        return asyncio.run(_snapshot(self.service.database))

    def heads(self) -> dict[str, int]:
        """Where the ledgers stand, as anybody may see."""
        return {site: self.http.get(f"/v1/sites/{site}/ledger").json()["head"] for site in ("CNMHN", "LABTN")}

    @contextmanager
    def unchanged(self) -> Iterator[None]:
        """Nothing that happens inside leaves a trace."""
        before, heads = self.snapshot(), self.heads()
        yield
        assert self.heads() == heads
        assert self.snapshot() == before


@contextmanager
def town(database: str, **changes: Any) -> Iterator[Town]:
    """A town that is up, and is gone at the end."""
    with running(database, **changes) as service:
        limits = httpx.Limits(max_connections=8)
        with httpx.Client(base_url=service.url, timeout=30, trust_env=False, limits=limits) as http:
            made = Town(service, http, keys={"admin": service.admin()})
            _furnish(made)
            yield made


def both_ways() -> dict[str, Any]:
    """A calendar of both lanes, open all day."""
    return {"rules": [*calendar(50)["rules"], *calendar(50, str(BACK["code"]))["rules"]]}


def _furnish(town: Town) -> None:
    town.make("POST", "/v1/clock", json={"now": THE_DAY_BEFORE})
    for site in (SITE, ELSEWHERE):
        town.make("POST", "/v1/sites", json={**site, "lanes": [*site["lanes"], BACK]})
        town.make("PUT", f"/v1/sites/{site['code']}/calendar", json=both_ways())
    made = [town.make("POST", "/v1/reservations", json=reservation(20, 21))["id"] for _ in range(24)]
    town.missed += made
    town.make("POST", "/v1/clock", json={"now": NOW})
    town.make("PUT", "/v1/sites/CNMHN/yard", json=YARD)
    others = {"rival": {"company": "Bo Trucking"}, "stranger": {"site": "LABTN"}, "colleague": {"site": "CNMHN"}}
    for role, holder in (ROLES | others).items():
        wish = {"role": {"rival": "company"}.get(role, "operator") if role in others else role, **holder}
        town.keys[role] = town.make("POST", "/v1/keys", json=wish)["key"]
    spare = town.make("POST", "/v1/keys", json={"role": "company", "company": "Ah Trucking"})
    company = town.make("GET", "/v1/companies")["items"][0]["id"]
    town.ids |= {"key": spare["id"], "company": company}
    for role in ("company", "rival", "driver"):
        town.ids[f"{role}_reservation"] = town.make("POST", "/v1/reservations", role, json=reservation())["id"]
    town.ids["standing"] = town.make("POST", "/v1/standing-reservations", "company", json=standing())["id"]
    town.ids |= {"declaration": declared(town, "company"), "free_declaration": declared(town)}
    town.ids["draw"] = "CNMHN~all~20261205~1000"  # none was announced
    closure = {"from": "2026-12-01T00:00:00Z", "to": "2026-12-02T00:00:00Z", "reason": "works"}
    town.ids["closure"] = town.make("POST", "/v1/sites/CNMHN/closures", "operator", json=closure)["id"]
    walk_in = {"vehicle": vehicle(), "lane": "export-general", "by": "operator"}
    town.ids["visit"] = town.make("POST", "/v1/sites/CNMHN/visits", "operator", json=walk_in)["id"]
    arriving = {"reservation": town.ids["driver_reservation"], "by": "driver"}
    town.ids["driver_visit"] = town.make("POST", "/v1/sites/CNMHN/visits", "driver", json=arriving)["id"]
    town.ids |= {"override": "CNMHN-none", "last_in_line": town.ids["visit"]}  # nobody asked for an override
    town.ids["gate"] = "gate-in"
    town.ids |= {"meets": town.ids["company_reservation"], "met": town.ids["rival_reservation"]}
    town.ids["rendezvous"] = "CNMHN-none"  # nobody has proposed one
    sighting(town)
    features = YARD["features"]
    for role in ("bay", "road"):
        town.ids[role] = next(each["id"] for each in features if each["properties"]["role"] == role)


async def _snapshot(url: str) -> dict[str, tuple[int, str]]:
    database = Database(url)
    try:
        found = {}
        async with database.reading() as connection:
            for table in METADATA.sorted_tables:
                rows = sorted(repr(tuple(row)) for row in await connection.execute(select(table)))
                found[table.name] = (len(rows), hashlib.sha256("\n".join(rows).encode()).hexdigest())
        return found
    finally:
        await database.close()
